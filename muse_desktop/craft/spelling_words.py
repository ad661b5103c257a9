"""The words of a text that a dictionary can judge, and the forms in which to ask for them.

Not judged: Chinese and Japanese, numbers and words with digits, single letters, addresses, file names, code,
the targets of links, tags and hidden comments. Positions are code points of the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.segment import is_cjk, words

LONGEST = 64
"""Code points; longer "words" are not language, and Hunspell's time grows with them."""

_APOSTROPHES = "'’‘ʼ"
_TO_PLAIN = str.maketrans(
    dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("\u00ad\u200c\u200d\u2060")
)
_NOT_PROSE = re.compile(
    r"^(?:```|~~~)[^\n]*\n.*?(?:^(?:```|~~~)[^\n]*$|\Z)"  # fenced code
    r"|<!--.*?(?:-->|\Z)"
    r"|`[^`\n]+`"
    r"|(?<=\])\([^()\s]*\)|\[\^[^\]\s]+\]"  # where a link goes; a footnote's mark
    r"|</?[A-Za-z][^<>\n]{0,200}>"
    r"|\b(?:https?|ftp|file)://[^\s<>]+|\bmailto:\S+|\bwww\.[^\s<>]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
    r"|(?<!\w)[#@](?=[^\W\d])[\w-]+"
    r"|\b\w+\.(?:com|org|net|io|edu|gov|md|txt|docx?|odt|pdf|html?|py)\b"
    r"|(?<!\w)[A-Za-z]:\\[^\s<>]+"
    r"|(?<![\w_])[^\W_]+(?:_+[^\W_]+)+(?!\w)",  # snake_case
    re.DOTALL | re.MULTILINE,
)
_SCRIPT = regex.compile(
    r"(?P<Latin>\p{Latin})|(?P<Cyrillic>\p{Cyrillic})|(?P<Greek>\p{Greek})|(?P<Hebrew>\p{Hebrew})"
    r"|(?P<Arabic>\p{Arabic})|(?P<Hangul>\p{Hangul})|(?P<Armenian>\p{Armenian})|(?P<Georgian>\p{Georgian})"
    r"|(?P<Devanagari>\p{Devanagari})|(?P<Other>\p{L})"
)
_PIECE = re.compile(r"[^-‐‑]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands at `start`..`end`, and its neighbours when they may belong to it ('tis, goin')."""

    start: int
    end: int
    text: str
    mark_before: bool
    mark_after: bool


def find_words(text: str) -> list[Word]:
    """The words a dictionary can judge, in order."""
    skipped = [match.span() for match in _NOT_PROSE.finditer(text)]
    starts = [start for start, _ in skipped]
    found: list[Word] = []
    for start, end in words(text):
        if not 1 < end - start <= LONGEST:
            continue
        if starts and (at := bisect_right(starts, start)) and skipped[at - 1][1] > start:
            continue
        word = text[start:end]
        if not (word.isalpha() and word.isascii()) and (any(map(str.isdecimal, word)) or is_cjk(word[0])):
            continue
        before = start > 0 and text[start - 1] in _APOSTROPHES
        after = end < len(text) and text[end] in _APOSTROPHES
        found.append(Word(start, end, word, before, after))
    return found


def pieces(word: Word) -> list[Word]:
    """The parts of a hyphenated word, each where it stands; single letters (e-mail) are left out."""
    found = [(match.start(), match.end()) for match in _PIECE.finditer(word.text)]
    return [
        Word(
            word.start + start, word.start + end, word.text[start:end],
            word.mark_before and start == 0, word.mark_after and end == len(word.text),
        )
        for start, end in found
        if end - start > 1
    ]  # fmt: skip


def plain(word: str) -> str:
    """`word` as dictionaries spell it: composed, with ' and -, without invisible characters."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word).translate(_TO_PLAIN)


def forms(word: Word) -> list[str]:
    """The spellings under which a dictionary may hold the word, the likeliest first."""
    base = plain(word.text)
    tried = [base]
    if word.mark_before:
        tried.append("'" + base)
    if word.mark_after:
        tried.append(base + "'")
    return tried


def script(word: str) -> str:
    """The writing system of the first letter of `word`, for example "Latin"; "" without a letter."""
    match = _SCRIPT.search(word)
    return str(match.lastgroup) if match else ""


class Known:
    """Words that are right whatever a dictionary says: the writer's own list and the names of the story.

    A word is known as it was given, in capitals, and, when given small, at the beginning of a sentence; with
    's behind it too. Of a name of several words each is known.
    """

    def __init__(self, given: Iterable[str] = ()) -> None:
        self.words = frozenset(
            form for entry in given for start, end in _spans(entry) for form in _forms(entry[start:end])
        )

    def __contains__(self, word: str) -> bool:
        base = plain(word)
        return any(form in self.words for form in _bases(base))


def _spans(entry: str) -> list[tuple[int, int]]:
    return words(entry)


def _forms(word: str) -> Iterable[str]:
    base = plain(word)
    for form in (base, *base.split("-")):
        yield form
        yield form.upper()
        if form.islower():
            yield form[:1].upper() + form[1:]


def _bases(base: str) -> Iterable[str]:
    yield base
    for ending in ("'s", "'S", "'"):
        if base.endswith(ending):
            yield base[: -len(ending)]
