"""A part of a text that has changed, and what of it stands in the library. Plain values and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse_desktop.originality.values import Hit

LONGEST = 4000  # so much of a text is looked at in one piece, in code points
AROUND = 400  # and so much before and behind it: a passage is known by its neighbours too

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """`text` of a document from its code point `place` on, of which [start, end) is to be looked at and the
    rest stands around it."""

    place: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class PieceFound:
    """What of a piece stands in the library too: the hits to show that touch what was looked at, with places
    of `Piece.text`. `compared`: whether there was anything to compare with. `seconds`: of one core."""

    hits: tuple[Hit, ...]
    compared: bool
    seconds: float


def piece_around(text: str, start: int, end: int) -> tuple[Piece, Span | None]:
    """The paragraphs that [start, end) touches, and what is left of it where they are too long for once."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    begin = first if start - first <= LONGEST // 2 else start - LONGEST // 2
    stop = min(last, begin + LONGEST)
    lead, tail = max(0, begin - AROUND), min(len(text), stop + AROUND)
    rest = (stop, end) if end > stop else None
    return Piece(lead, text[lead:tail], begin - lead, stop - lead), rest


def after_edit(spans: list[Span], start: int, removed: int, inserted: int) -> list[Span]:
    """Changed parts of a text, sorted and apart, after one more edit; what it touches joins it."""
    by, end = inserted - removed, start + removed
    before = [span for span in spans if span[1] < start]
    behind = [(first + by, last + by) for first, last in spans if first > end]
    touched = spans[len(before) : len(spans) - len(behind)]
    first = min([start, *(one for one, _ in touched)])
    last = max([end, *(one for _, one in touched)]) + by
    return [*before, (first, last), *behind]


def untouched(spans: list[Span], start: int, removed: int, inserted: int) -> list[Span]:
    """Where parts of a text are after an edit, without those it touches, be it at their ends."""
    by, end = inserted - removed, start + removed
    return [
        (first, last) if last < start else (first + by, last + by)
        for first, last in spans
        if last < start or first > end
    ]
