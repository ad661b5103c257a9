"""The matches of a search in one document, which move along with what is typed before them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from muse_desktop.manuscript.find import Found


class Match(NamedTuple):
    """A match in code points, its number from 0, and whether the search began anew at the other end."""

    start: int
    end: int
    number: int
    wrapped: bool = False


class Matches:
    """Matches in order. An edit moves those behind it and drops those it touches, however many there are."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        pairs = [(one.start, one.end) for one in found]
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = both[:, 0].copy(), both[:, 1].copy()

    def __len__(self) -> int:
        return len(self._starts)

    def number(self, start: int, end: int) -> int | None:
        """The number of the match [start, end), if it is one."""
        at = int(np.searchsorted(self._starts, start))
        while at < len(self) and self._starts[at] == start:
            if self._ends[at] == end:
                return at
            at += 1
        return None

    def behind(self, start: int, end: int) -> Match | None:
        """The first match behind the selection [start, end), else the first of all."""
        at = int(np.searchsorted(self._starts, end))
        if at < len(self) and (int(self._starts[at]), int(self._ends[at])) == (start, end):
            at += 1  # an empty match at the cursor
        return self._at(at, wrapped=False) if at < len(self) else self._at(0, wrapped=True)

    def before(self, start: int, end: int) -> Match | None:
        """The last match that ends before the selection, else the last of all."""
        at = bisect_left(range(len(self)), True, key=lambda one: bool(self._ends[one] > start)) - 1
        if at >= 0 and (int(self._starts[at]), int(self._ends[at])) == (start, end):
            at -= 1
        return self._at(at, wrapped=False) if at >= 0 else self._at(len(self) - 1, wrapped=True)

    def _at(self, number: int, *, wrapped: bool) -> Match | None:
        if not 0 <= number < len(self):
            return None
        return Match(int(self._starts[number]), int(self._ends[number]), number, wrapped)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that [start, end) has a part of, the empty ones left out."""
        first = bisect_left(range(len(self)), True, key=lambda one: bool(self._ends[one] > start))
        for at in range(first, len(self)):
            if self._starts[at] >= end:
                return
            if self._starts[at] < self._ends[at]:
                yield int(self._starts[at]), int(self._ends[at])

    def moved(self, start: int, removed: int, inserted: int) -> None:
        """`removed` code points at `start` have become `inserted`."""
        first = int(np.searchsorted(self._ends, start, side="right"))
        last = max(first, int(np.searchsorted(self._starts, start + removed)))
        if first < last:
            self._starts = np.delete(self._starts, np.s_[first:last])
            self._ends = np.delete(self._ends, np.s_[first:last])
        self._starts[first:] += inserted - removed
        self._ends[first:] += inserted - removed
