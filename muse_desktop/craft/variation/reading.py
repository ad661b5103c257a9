"""English sentences as words with what stands around them, for rules that have no grammar but neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muse_desktop.craft.variation.english import listed
from muse_desktop.text.segment import sentences, words

NOBODY = listed(
    "nobody everybody somebody anybody everyone someone anyone nothing everything something anything"
)
SUBJECTS = NOBODY | listed("i you he she it we they who which that this there")
SINGULAR = NOBODY | listed("he she it this that there")
PLURAL = listed("you we they these those")
DETERMINERS = listed(
    "the a an my your his her its our their this that these those some any no every each another whose"
    " one two three few many several both all"
)
PREPOSITIONS = listed(
    "of in on at by with from to into onto upon over under about above across after against along among"
    " around before behind below beneath beside between beyond for like near off out past through toward"
    " towards until up within without than as"
)
ADVERBS = listed(
    "never always often just still also once soon even only then not now again already almost ever"
    " first perhaps quite rather really seldom so sometimes suddenly too very well yet all both here"
    " hardly far back away n't indeed thus meanwhile later presently"
)
JOINING = listed("and or but nor then")
OPENING = listed("that which who when while as if because though although where since until before after for")
BE = listed("am is are was were be been being")
HAVE = listed("have has had having")
DO = listed("do does did")
MODALS = listed("can could will would may might shall should must to let")
NEGATED = listed("can't cannot couldn't won't wouldn't mustn't shouldn't don't doesn't didn't shan't needn't")
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|‘(?:[^’\n]|(?<=\w)’(?=\w))*’(?!\w)|(?<!\w)\"[^\"\n]*(?:\"|$)", re.MULTILINE
)
_SINGLE = re.compile(r"(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)")


@dataclass(frozen=True)
class Word:
    """A word of a sentence: where it stands (code points of the text), in small letters, and whether a mark
    (comma, dash, colon) stands before it. Apostrophes are straight."""

    start: int
    end: int
    text: str
    low: str
    marked: bool


def speech(text: str) -> list[tuple[int, int]]:
    """The spans in quotation marks: what people say keeps its tense and person."""
    return [one.span() for pattern in (_QUOTED, _SINGLE) for one in pattern.finditer(text)]


def told(text: str) -> Iterator[list[Word]]:
    """The sentences of `text` outside of speech, as words. A sentence broken by speech comes in pieces."""
    quoted = sorted(speech(text))
    for start, end in sentences(text):
        piece: list[Word] = []
        last = start
        for first, stop in words(text[start:end]):
            a, b = first + start, stop + start
            between = text[last:a]
            if any(opens < b and a < closes for opens, closes in quoted):
                if piece:
                    yield piece
                piece = []
                last = b
                continue
            low = text[a:b].lower().replace("’", "'")
            piece.append(Word(a, b, text[a:b], low, any(mark in between for mark in ",;:—–()-")))
            last = b
        if piece:
            yield piece


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def before(sentence: list[Word], place: int) -> int:
    """The place of the word before `place`, adverbs skipped; -1 where there is none."""
    place -= 1
    while place >= 0 and is_adverb(sentence[place].low):
        place -= 1
    return place


def plural_noun(word: str) -> bool:
    """Whether a word looks like the plural of a noun."""
    irregular = word in ("men", "women", "children", "people", "feet", "teeth", "mice", "geese", "oxen")
    return irregular or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))
