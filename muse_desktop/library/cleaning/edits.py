"""What a cleaning step changes, and where each place of the text is before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """`text[start:end]` (code points) becomes `right`."""

    start: int
    end: int
    right: str


class StepMap:
    """Places before and after a list of edits, which is sorted and without overlaps."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._before = ([one.start for one in edits], [one.end for one in edits])
        starts: list[int] = []
        ends: list[int] = []
        moved = 0
        for start, end, right in edits:
            starts.append(start + moved)
            ends.append(start + moved + len(right))
            moved += len(right) - (end - start)
        self._after = (starts, ends)

    def before(self, start: int, end: int) -> tuple[int, int]:
        """The span before the edits of what is `start` to `end` behind them.

        A span that ends or begins inside of a replacement takes in all of what was replaced; what was
        deleted at its borders is outside. An empty span is a place.
        """
        return _through(self._after, self._before, start, end)

    def after(self, start: int, end: int) -> tuple[int, int]:
        """The span behind the edits of what was `start` to `end`; empty when all of it was deleted."""
        return _through(self._before, self._after, start, end)


_Spans = tuple[list[int], list[int]]


def _through(here: _Spans, there: _Spans, start: int, end: int) -> tuple[int, int]:
    first = _start(here, there, start)
    return (first, first) if end <= start else (first, max(first, _end(here, there, end)))


def _start(here: _Spans, there: _Spans, place: int) -> int:
    number = bisect_right(here[0], place) - 1
    if number < 0:
        return place
    if place < here[1][number]:
        return there[0][number]
    return there[1][number] + place - here[1][number]


def _end(here: _Spans, there: _Spans, place: int) -> int:
    number = bisect_left(here[0], place) - 1
    if number < 0:
        return place
    if place <= here[1][number]:
        return there[1][number]
    return there[1][number] + place - here[1][number]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """`text` with the edits made."""
    parts: list[str] = []
    place = 0
    for start, end, right in edits:
        parts += (text[place:start], right)
        place = end
    parts.append(text[place:])
    return "".join(parts)
