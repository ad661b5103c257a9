"""Words of a list found in a text: whole words where words have spaces, anywhere where they have none.

A term of Chinese characters is found as the library compares, so traditional and simplified forms are the
same and spaces within it hide nothing; marks that end a clause do. Any other term stands by itself, in
whatever capitals; `*` at its end stands for any letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import is_cjk

_LETTER = r"[[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]]"
_TOKEN = regex.compile(rf"(?V1){_LETTER}+")
_GAP = frozenset(" \t　-·")


@dataclass(frozen=True)
class Spot:
    """Code points [start, end) where `term` stands."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class _Spaced:
    """A term as words and what stands between them; `open`: the last one may go on."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    open: bool
    term: str


class WordList:
    """Terms to look for, longest first where several would match."""

    def __init__(self, terms: Iterable[str]) -> None:
        kept = sorted({one for one in terms if one.strip("* ")}, key=lambda one: (-len(one), one))
        self._running = {
            letters: one for one in kept if _is_running(one) and (letters := normalise(one).letters)
        }
        self._whole: dict[str, list[_Spaced]] = defaultdict(list)  # by their first word
        self._begun: dict[str, list[_Spaced]] = defaultdict(list)  # by the beginning of their only word
        rest = []
        for one in kept:
            if _is_running(one):
                continue
            spaced = _spaced(one)
            if spaced is None:
                rest.append(one)
            elif spaced.open and len(spaced.words) == 1:
                self._begun[spaced.words[0]].append(spaced)
            else:
                self._whole[spaced.words[0]].append(spaced)
        self._lengths = sorted({len(one) for one in self._begun}, reverse=True)
        self._rest = [(one, _pattern(one)) for one in rest]

    def find(self, text: str, normalised: Normalised | None = None) -> list[Spot]:
        """All spots in order; `normalised` saves work where the caller has it already."""
        found = [*self._find_spaced(text), *self._find_running(text, normalised)]
        for term, pattern in self._rest:
            found += [Spot(match.start(), match.end(), term) for match in pattern.finditer(text)]
        return sorted(found, key=lambda one: (one.start, one.end))

    def _find_spaced(self, text: str) -> Iterator[Spot]:
        if not self._whole and not self._begun:
            return
        spans = [match.span() for match in _TOKEN.finditer(text)]
        taken = -1
        for place, (start, end) in enumerate(spans):
            if start < taken:
                continue
            word = text[start:end].casefold()
            for term in self._candidates(word):
                if (last := _end(text, spans, place, term)) is not None:
                    taken = last
                    yield Spot(start, last, term.term)
                    break

    def _candidates(self, word: str) -> Iterator[_Spaced]:
        yield from self._whole.get(word, ())
        for length in self._lengths:
            yield from self._begun.get(word[:length], ())

    def _find_running(self, text: str, normalised: Normalised | None) -> Iterator[Spot]:
        if not self._running:
            return
        whole = normalised or normalise(text)
        taken = -1
        longest_first = sorted(self._running, key=lambda one: -len(one))
        for match in regex.compile("|".join(map(regex.escape, longest_first))).finditer(whole.letters):
            start, end = whole.source_span(*match.span())
            between = [ch for ch in text[start:end] if not ch.isalnum()]
            if start >= taken and all(ch in _GAP for ch in between):
                taken = end
                yield Spot(start, end, self._running[match.group()])


def _end(text: str, spans: list[tuple[int, int]], place: int, term: _Spaced) -> int | None:
    """Where `term` ends whose first word stands at `place`; None where the rest of it does not follow."""
    last = place + len(term.words) - 1
    if last >= len(spans):
        return None
    for step in range(1, len(term.words)):
        (_, before), (start, end) = spans[place + step - 1 : place + step + 1]
        word = text[start:end].casefold()
        fits = word.startswith(term.words[step]) if term.open and step == last - place else (
            word == term.words[step]
        )  # fmt: skip
        if not fits or _folded(text[before:start]) != term.gaps[step - 1]:
            return None
    return spans[last][1]


def _folded(gap: str) -> str:
    """What stands between two words, with any white space as one space."""
    return " " if gap.isspace() else gap.replace("’", "'")


def _spaced(term: str) -> _Spaced | None:
    """A term that begins and ends with letters of words; None for any other."""
    bare, is_open = term.rstrip("*"), term.endswith("*")
    spans = [match.span() for match in _TOKEN.finditer(bare)]
    if not spans or spans[0][0] != 0 or spans[-1][1] != len(bare):
        return None
    gaps = tuple(_folded(bare[end:start]) for (_, end), (start, _) in pairwise(spans))
    return _Spaced(tuple(bare[start:end].casefold() for start, end in spans), gaps, is_open, term)


def _is_running(term: str) -> bool:
    letters = [ch for ch in term if ch.isalnum()]
    return bool(letters) and all(map(is_cjk, letters))


def _pattern(term: str) -> regex.Pattern[str]:
    """For a term of other signs than letters, or of scripts with and without spaces: as it is written."""
    bare, any_ending = term.rstrip("*"), term.endswith("*")
    written = r"\s+".join(regex.escape(part) for part in bare.split())
    left = rf"(?<!{_LETTER})" if _TOKEN.match(bare) else ""
    right = rf"{_LETTER}*" if any_ending else rf"(?!{_LETTER})" if _TOKEN.match(bare[-1]) else ""
    return regex.compile(f"(?V1){left}{written}{right}", regex.IGNORECASE)
