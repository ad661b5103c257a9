"""Finding UTF-8 that was read in an old Western encoding: â€™ and ‚Äô for ’, Ã© and √© for é.

A broken sequence is a character that stands for the first byte of a UTF-8 sequence, followed by those that
stand for the rest. Real text has some of them by chance (“CAFÉ”, fiancé…”), so one is believed only when

- it gives a mark or sign of everyday typography, a character beyond the basic plane (emoji), or a Western
  letter by a pair that nobody writes (Ã©), or
- it stands in a run of several that give letters of one script, or
- it gives a Latin letter or a sign, and the text has broken sequences of the first kind already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_TYPOGRAPHY = frozenset(
    "‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄€™−≈≠≤≥←→↑↓\u00a0\u2002\u2003\u2009\u200a\u202f\u200b\ufeff"
)
_MOST_NESTED = 3  # text that went through the mill more than once
_SEVERAL = 2  # broken sequences beyond doubt, in a text whose doubtful ones are believed


@dataclass(frozen=True)
class Broken:
    """A place that reads `text[start:end]` and should read `right`; `encoding` is how it was misread."""

    start: int
    end: int
    right: str
    encoding: str


def broken(text: str) -> list[Broken]:
    """The broken sequences of `text`, in order; each stands for one character."""
    if text.isascii():
        return []
    found: list[Broken] = []
    for table in _tables():
        if table.quick.search(text):
            found += _believed(text, table)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Broken] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@dataclass(frozen=True)
class _Table:
    """One misreading: the byte of each character, and what sequences look like."""

    name: str
    bytes: dict[str, int]
    quick: re.Pattern[str]
    run: re.Pattern[str]
    one: re.Pattern[str]

    def decoded(self, text: str) -> str | None:
        """What the characters of `text` are as UTF-8, None when they are not."""
        try:
            return bytes(self.bytes[letter] for letter in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None


@cache
def _tables() -> tuple[_Table, _Table]:
    mac = {bytes([byte]).decode("mac_roman"): byte for byte in range(0x80, 0x100)}
    western = {chr(byte): byte for byte in range(0x80, 0x100)}  # Latin-1
    for byte in range(0x80, 0xA0):
        western[bytes([byte]).decode("cp1252", "ignore") or chr(byte)] = byte
    return _table("mac_roman", mac), _table("cp1252", western)


def _table(name: str, known: dict[str, int]) -> _Table:
    def some(low: int, high: int) -> str:
        return "[" + "".join(re.escape(ch) for ch, byte in known.items() if low <= byte <= high) + "]"

    rest = some(0x80, 0xBF)
    one = f"(?:{some(0xC2, 0xDF)}{rest}|{some(0xE0, 0xEF)}{rest}{{2}}|{some(0xF0, 0xF4)}{rest}{{3}})"
    quick = re.compile(some(0xC2, 0xF4) + rest)
    return _Table(name, known, quick, re.compile(f"{one}+"), re.compile(one))


def _believed(text: str, table: _Table) -> Iterator[Broken]:
    sure: list[Broken] = []
    doubtful: list[Broken] = []
    for run in table.run.finditer(text):
        places = list(_sequences(text, run, table))
        together = _is_foreign_run(places)
        for place in places:
            certain = together or _is_certain(text, place, table)
            (sure if certain else doubtful).append(place)
    yield from sure
    if len(sure) >= _SEVERAL:
        yield from (one for one in doubtful if _is_western(one.right))


def _sequences(text: str, run: re.Match[str], table: _Table) -> Iterator[Broken]:
    """The sequences of a run; one that was broken again and again is undone as often."""
    whole = table.decoded(run[0])
    if whole is not None and len(run[0]) > 2:
        deeper = whole
        for _ in range(_MOST_NESTED):
            again = table.decoded(deeper)
            if again is None or not all(_is_assigned(ch) for ch in again):
                break
            deeper = again
        if deeper is not whole:
            yield Broken(run.start(), run.end(), deeper, table.name)
            return
    for match in table.one.finditer(text, run.start(), run.end()):
        right = table.decoded(match[0])
        if right is not None and _is_assigned(right):
            yield Broken(match.start(), match.end(), right, table.name)


def _is_assigned(ch: str) -> bool:
    return unicodedata.category(ch) not in ("Cn", "Co", "Cc", "Cs")


def _is_certain(text: str, place: Broken, table: _Table) -> bool:
    if len(place.right) > 1 or place.right in _TYPOGRAPHY or ord(place.right) > 0xFFFF:
        return True
    first, second = table.bytes[text[place.start]], table.bytes[text[place.start + 1]]
    if place.end - place.start != 2 or first not in (0xC2, 0xC3):
        return _inside_word(text, place) and _is_western(place.right)
    # Ã and √ before a sign: nobody writes that. Before a quotation mark or a letter somebody may.
    signs = unicodedata.category(text[place.start + 1])[0] in "SZ" or second >= 0xA0
    if table.name == "mac_roman":
        return signs and _beside_word(text, place)
    return signs or _inside_word(text, place)


def _inside_word(text: str, place: Broken) -> bool:
    before, behind = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    return before.islower() and behind.islower()


def _beside_word(text: str, place: Broken) -> bool:
    return text[max(0, place.start - 1) : place.start].isalpha() or text[place.end : place.end + 1].isalpha()


def _is_western(right: str) -> bool:
    return all(ord(ch) < 0x250 or unicodedata.category(ch)[0] in "PSZ" for ch in right)


def _is_foreign_run(places: list[Broken]) -> bool:
    """Whether sequences side by side spell something in one script that is not Latin."""
    letters = [one.right for one in places if unicodedata.category(one.right[0])[0] == "L"]
    scripts = {_script(letter[0]) for letter in letters} - {"LATIN"}
    least = 2 if all(one.end - one.start > 2 for one in places) else 3
    return len(scripts) == 1 and len(letters) >= least and all(len(one.right) == 1 for one in places)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else name
