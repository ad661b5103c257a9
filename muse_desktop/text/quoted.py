"""Passages in quotation marks, in the marks of several languages, and block quotations of Markdown."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

LONGEST = 4_000  # code points; a mark without its partner must not swallow a chapter
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("‹", "›"))
_STRAIGHT = re.compile(rf'"([^"\n]{{1,{LONGEST}}})"')
_SINGLE = re.compile(rf"(?<!\w)‘((?:[^‘’\n]|(?<=\w)’(?=\w)){{1,{LONGEST}}})’(?!\w)")
_BLOCK = re.compile(r"(?m)^>[ \t]?.*(?:\n>.*)*")


def quotations(text: str) -> list[tuple[int, int]]:
    """The spans (start, end) of what stands in quotation marks, without the marks, in order; those that
    overlap are one. A quotation may go over paragraphs only where its marks are “ and ”."""
    spans = [match.span(1) for pattern in (_STRAIGHT, _SINGLE) for match in pattern.finditer(text)]
    spans += [match.span() for match in _BLOCK.finditer(text)]
    low = _paired(text, "„", "“")
    spans += low
    closed = frozenset(end for _, end in low)
    for left, right in (*_PAIRS, _guillemets(text)):
        spans += _paired(text, left, right, closed)
    return _united(spans)


def _guillemets(text: str) -> tuple[str, str]:
    """« » or » «, by which comes first: the other way round would take what stands between two quotations."""
    left, right = text.find("«"), text.find("»")
    return ("»", "«") if right >= 0 and (left < 0 or right < left) else ("«", "»")


def _paired(
    text: str, left: str, right: str, closed: frozenset[int] = frozenset()
) -> list[tuple[int, int]]:
    """`closed`: marks that end another quotation, and begin none."""
    found = []
    at = text.find(left)
    while at >= 0:
        end = -1 if at in closed else text.find(right, at + 1, at + 1 + LONGEST)
        if end >= 0 and ("\n" not in text[at:end] or left == "“"):
            found.append((at + 1, end))
            at = text.find(left, end + 1)
        else:
            at = text.find(left, at + 1)
    return found


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        elif start < end:
            made.append((start, end))
    return made


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end) that lie in `spans` (sorted, none over another)."""
    first = max(0, bisect.bisect_left(spans, (start, start)) - 1)
    parts = []
    for left, right in spans[first:]:
        if left >= end:
            break
        if max(left, start) < min(right, end):
            parts.append((max(left, start), min(right, end)))
    return parts


def outside(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end) that lie in none of `spans`."""
    parts, at = [], start
    for left, right in inside(spans, start, end):
        if at < left:
            parts.append((at, left))
        at = right
    return [*parts, (at, end)] if at < end else parts
