"""Words of a list found in a text: whole words where words have spaces, anywhere where they have none.

A term of Chinese characters is found as the library compares, so traditional and simplified forms are the
same and spaces within it hide nothing; marks that end a clause do. Any other term stands by itself, in
whatever capitals; `*` at its end stands for any letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import is_cjk

_LETTER = r"[\p{L}\p{N}\p{M}]"
_GAP = frozenset(" \t　-·")


@dataclass(frozen=True)
class Spot:
    """Code points [start, end) where `term` stands."""

    start: int
    end: int
    term: str


class WordList:
    """Terms to look for, longest first where several would match."""

    def __init__(self, terms: Iterable[str]) -> None:
        kept = sorted({one for one in terms if one.strip("* ")}, key=lambda one: (-len(one), one))
        self._running = {
            letters: one for one in kept if _is_running(one) and (letters := normalise(one).letters)
        }
        spaced = {_fold(one): one for one in kept if not _is_running(one)}
        self._terms = list(spaced.values())
        self._pattern = _pattern(list(spaced)) if spaced else None

    def find(self, text: str, normalised: Normalised | None = None) -> list[Spot]:
        """All spots in order; `normalised` saves work where the caller has it already."""
        return sorted([*self._find_spaced(text), *self._find_running(text, normalised)], key=_order)

    def _find_spaced(self, text: str) -> Iterator[Spot]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            yield Spot(match.start(), match.end(), self._terms[match.lastindex - 1])

    def _find_running(self, text: str, normalised: Normalised | None) -> Iterator[Spot]:
        if not self._running:
            return
        whole = normalised or normalise(text)
        taken = -1
        pattern = regex.compile("|".join(map(regex.escape, sorted(self._running, key=lambda one: -len(one)))))
        for match in pattern.finditer(whole.letters):
            start, end = whole.source_span(*match.span())
            between = [ch for ch in text[start:end] if not ch.isalnum()]
            if start >= taken and all(ch in _GAP for ch in between):
                taken = end
                yield Spot(start, end, self._running[match.group()])


def _order(spot: Spot) -> tuple[int, int]:
    return spot.start, spot.end


def _is_running(term: str) -> bool:
    letters = [ch for ch in term if ch.isalnum()]
    return bool(letters) and all(map(is_cjk, letters))


def _fold(term: str) -> str:
    return " ".join(term.replace("’", "'").split()).casefold()


def _pattern(terms: Sequence[str]) -> regex.Pattern[str]:
    """One group for each term."""
    return regex.compile("|".join(f"({_of(term)})" for term in terms), regex.IGNORECASE | regex.FULLCASE)


def _of(term: str) -> str:
    bare, any_ending = term.rstrip("*"), term.endswith("*")
    written = r"[\s]+".join(regex.escape(part).replace("'", "['’]") for part in bare.split())
    left = rf"(?<!{_LETTER})" if bare[:1].isalnum() and not is_cjk(bare[0]) else ""
    right = rf"{_LETTER}*" if any_ending else rf"(?!{_LETTER})"
    if is_cjk(bare[-1]):
        right = ""
    return f"{left}{written}{right}"
