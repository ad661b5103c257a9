"""Other words for a word, from a thesaurus in the format of MyThes (LibreOffice's, a .dat file).

A file is read through an index of our own, made when it is added: looking a word up reads a few kilobytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from muse_desktop.craft.spelling_words import plain

MOST_SENSES = 40
MOST_WORDS = 60
"""So much of one entry is read; the largest entries of the known files are smaller."""
_MOST_LINE = 32 * 1024
_NOTE = re.compile(r"\s*\((?P<note>generic|similar|related) term\)|\s*\((?P<opposite>antonym)\)")
_NOTES = {"generic": "broader", "similar": "similar", "related": "related"}


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word that may stand instead; `note` is "", "broader", "similar", "related" or "opposite"."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: what kind of word it is there ("noun", as the file says it), and words for it.

    `of`: the base form that means this, where it is another than the word that was looked up.
    """

    part: str
    words: tuple[Synonym, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a thesaurus says of a word."""

    word: str
    senses: tuple[Sense, ...] = ()


class Thesaurus:
    """One thesaurus file with its index. May be used on any thread; every question opens the files anew."""

    def __init__(self, name: str, words: Path, index: Path, encoding: str) -> None:
        self.name = name
        self._words = words
        self._index = index
        self._encoding = encoding

    def look_up(self, word: str) -> Entry | None:
        """The entry of exactly this word, capitals or not; None when there is none or it cannot be read."""
        try:
            place = _find(self._index, key(word))
            return None if place is None else self._read(place)
        except (OSError, ValueError):  # taken away or changed by someone else meanwhile
            return None

    def _read(self, place: int) -> Entry | None:
        with self._words.open("rb") as file:
            file.seek(place)
            head, _, count = self._line(file.readline(_MOST_LINE)).partition("|")
            senses = []
            for _ in range(min(int(count or 0), MOST_SENSES)):
                part, *words = self._line(file.readline(_MOST_LINE)).split("|")
                found = tuple(dict.fromkeys(_synonym(one) for one in words[:MOST_WORDS] if one.strip()))
                if found:
                    senses.append(Sense(part.strip().strip("()"), found))
        return Entry(head, tuple(senses)) if senses else None

    def _line(self, line: bytes) -> str:
        return line.decode(self._encoding, "replace").rstrip("\r\n")


def look_up(
    word: str, thesauri: Sequence[Thesaurus], stems: Callable[[str], Sequence[str]] = lambda _: ()
) -> Entry | None:
    """What the thesauri say of `word` and, after that, of its base forms (`stems`): "kept", then "keep".

    Meanings of all of them together; suggestions begin with a capital where `word` does.
    """
    base = plain(word)
    senses: list[Sense] = []
    for form in dict.fromkeys((base, *stems(base))):
        for entry in (found for one in thesauri if (found := one.look_up(form)) is not None):
            of = "" if form == base else entry.word
            senses += [replace(_cased(sense, word), of=of) for sense in entry.senses]
    return Entry(base, tuple(senses[:MOST_SENSES])) if senses else None


def key(word: str) -> bytes:
    """Under what the index has a word: capitals and small letters are one."""
    return plain(word).casefold().encode()


def _cased(sense: Sense, like: str) -> Sense:
    if len(like) > 1 and like.isupper():
        return Sense(sense.part, tuple(Synonym(one.text.upper(), one.note) for one in sense.words))
    if like[:1].isupper():
        capital = (Synonym(one.text[:1].upper() + one.text[1:], one.note) for one in sense.words)
        return Sense(sense.part, tuple(capital))
    return sense


def _synonym(text: str) -> Synonym:
    match = _NOTE.search(text)
    if match is None:
        return Synonym(text.strip())
    note = "opposite" if match["opposite"] else _NOTES[match["note"]]
    return Synonym(_NOTE.sub("", text).strip(), note)


def _find(index: Path, wanted: bytes) -> int | None:
    """The place that goes with `wanted` in an index of lines "key<TAB>place", sorted by key; by halving."""
    with index.open("rb") as file:
        low, high = 0, index.stat().st_size
        while low < high:
            middle = (low + high) // 2
            file.seek(max(low, middle - 1))
            if middle > low:
                file.readline(_MOST_LINE)  # to the first line that begins at `middle` or behind it
            at = file.tell()
            line = file.readline(_MOST_LINE) if at < high else b""
            if not line:
                high = middle
                continue
            found, _, place = line.rpartition(b"\t")
            if found == wanted:
                return int(place)
            if found < wanted:
                low = at + len(line)
            else:
                high = middle
    return None
