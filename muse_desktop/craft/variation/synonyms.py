"""Other words for the words of a text, each chosen by the writer: nothing is swapped by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muse_desktop.craft.thesaurus import Entry
from muse_desktop.craft.variation import english
from muse_desktop.craft.variation.changes import Change, cased
from muse_desktop.craft.variation.english import Lexicon
from muse_desktop.craft.variation.reading import (
    ADVERBS,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECTS,
)
from muse_desktop.text.segment import is_cjk, words

_SMALL = ADVERBS | BE | DETERMINERS | DO | HAVE | MODALS | PREPOSITIONS | SUBJECTS
LookUp = Callable[[str], Entry | None]


@dataclass(frozen=True)
class Offer:
    """One word that may stand instead: as it would stand there, the kind of word, and the thesaurus's note
    ("", "broader", "similar", "related", "opposite")."""

    becomes: str
    part: str
    note: str


def swappable(text: str) -> list[tuple[int, int]]:
    """The words worth asking for: no small words, numbers or names, and no Chinese, for which there is no
    thesaurus."""
    found = []
    for start, end in words(text):
        word = text[start:end]
        plain = len(word) > 2 and word.isalpha() and not any(map(is_cjk, word))
        if plain and word.lower() not in _SMALL and not (word[0].isupper() and not _opens(text, start)):
            found.append((start, end))
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here, so that a capital says nothing."""
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?…\n:"


def offers(word: str, look_up: LookUp, most: int = 40) -> tuple[Offer, ...]:
    """What may stand for `word`, in its own form where the thesaurus gave base forms: loved, cherished."""
    entry = look_up(word)
    if entry is None:
        return ()
    found: dict[str, Offer] = {}
    low = word.lower()
    for sense in entry.senses:
        base = sense.of.lower()
        for one in sense.words:
            becomes = cased(_fitting(one.text, sense.part, low, base), word)
            if becomes and becomes.lower() != low:
                found.setdefault(becomes.lower(), Offer(becomes, sense.part, one.note))
    order = {"": 0, "similar": 1, "broader": 2, "related": 3, "opposite": 4}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.note, 3))[:most])


def _fitting(text: str, part: str, like: str, base: str) -> str:
    """`text` in the form that `like` is of `base` ("" for none: as it is); "" where it has no such form."""
    if not base or like == base:
        return text
    if part == "noun":
        first, space, last = text.rpartition(" ")
        return f"{first}{space}{english.third(last)}" if english.third(base) == like else ""
    return english.inflected(text, like, base) if part == "verb" else ""


def swap(text: str, start: int, end: int, becomes: str, everywhere: bool = False) -> tuple[Change, ...]:
    """`becomes` instead of the word at code points [start, end), or of that word wherever it stands.

    "a" and "an" before it follow.
    """
    word = text[start:end]
    spans = [(start, end)]
    if everywhere:
        spans = [(a, b) for a, b in words(text) if text[a:b].lower() == word.lower()]
    found = []
    for a, b in spans:
        made = cased(becomes.lower() if becomes.lower() == becomes else becomes, text[a:b])
        found.append(Change(a, b, made, "word"))
        article = _article(text, a, made)
        if article is not None:
            found.append(article)
    return tuple(sorted(found))


def _article(text: str, start: int, following: str) -> Change | None:
    before = text[:start]
    stripped = before.rstrip(" ")
    at = len(stripped)
    for article in ("an", "a"):
        first = at - len(article)
        behind = stripped[first - 1 : first] if first > 0 else ""
        alone = not behind.isalnum() and behind not in ("'", "’")
        if first >= 0 and stripped[first:].lower() == article and alone and len(before) > at:
            wanted = "an" if _sounds_open(following.lower()) else "a"
            if wanted != article:
                return Change(first, at, cased(wanted, stripped[first:at]), "agreement")
            return None
    return None


def _sounds_open(word: str) -> bool:
    """Whether a word begins with the sound of a vowel, as far as its letters tell."""
    if word.startswith(("hour", "honest", "honour", "honor", "heir")):
        return True
    if word.startswith(("uni", "use", "usu", "eu", "one", "once", "ewe")) and not word.startswith("unin"):
        return False
    return word[:1] in english.VOWELS


def lexicon(look_up: LookUp) -> Lexicon:
    """What is a verb and what a word, by a thesaurus, base forms alone; asked once a word."""
    known: dict[str, tuple[bool, bool]] = {}

    def asked(word: str) -> tuple[bool, bool]:
        if word not in known:
            entry = look_up(word)
            parts = {sense.part for sense in entry.senses if not sense.of} if entry else set()
            known[word] = "verb" in parts, bool(parts)
        return known[word]

    return Lexicon(lambda word: asked(word)[0], lambda word: asked(word)[1])
