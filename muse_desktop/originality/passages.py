"""From shared runs of letters to the passages a writer is shown: joined, without doubles, one per copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muse_desktop.overlap.align import SharedRun

# Runs whose ends are no further apart than this, in letters and in both texts, are one passage: a copy with
# a corrected letter, a changed short word or a footnote mark in it is still one copy.
JOIN_LETTERS = 8


@dataclass(frozen=True)
class Passage:
    """One or more runs shown as one, in letters. `letters` are the equal ones, without what was bridged."""

    draft_start: int
    draft_end: int
    source_start: int
    source_end: int
    letters: int


def passages(runs: Sequence[SharedRun]) -> list[Passage]:
    """The passages of one source, sorted by draft place, none inside another.

    A run that lies within a longer one of the same source is the same copy found at a second place of that
    source; only the longest (then the earliest) is kept.
    """
    found: list[Passage] = []
    for run in _outermost(runs):
        length = run.draft_end - run.draft_start
        made = Passage(run.draft_start, run.draft_end, run.source_start, run.source_end, length)
        if found and _joins(found[-1], run):
            made = _joined(found.pop(), made)
        found.append(made)
    return found


def rarities(by_source: Mapping[int, Sequence[Passage]]) -> dict[tuple[int, Passage], int]:
    """For each passage of each source, how many sources contain all of it (itself included)."""
    places = {source: _ends(found) for source, found in by_source.items()}
    counts: dict[tuple[int, int], int] = {}
    result = {}
    for source, found in by_source.items():
        for one in found:
            span = (one.draft_start, one.draft_end)
            if span not in counts:
                counts[span] = sum(_holds(starts, ends, *span) for starts, ends in places.values())
            result[source, one] = counts[span]
    return result


def union(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that `spans` cover together, sorted and apart."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outermost(runs: Sequence[SharedRun]) -> list[SharedRun]:
    """`runs` without those inside another's draft span, sorted by draft place."""
    kept: list[SharedRun] = []
    for run in sorted(runs, key=lambda run: (run.draft_start, -run.draft_end, run.source_start)):
        if not kept or run.draft_end > kept[-1].draft_end:
            kept.append(run)
    return kept


def _joins(before: Passage, run: SharedRun) -> bool:
    draft_gap = run.draft_start - before.draft_end
    source_gap = run.source_start - before.source_end
    return abs(draft_gap) <= JOIN_LETTERS and abs(source_gap) <= JOIN_LETTERS


def _joined(before: Passage, after: Passage) -> Passage:
    overlap = max(0, before.draft_end - after.draft_start)
    return Passage(
        before.draft_start,
        after.draft_end,
        min(before.source_start, after.source_start),
        max(before.source_end, after.source_end),
        before.letters + after.letters - overlap,
    )


def _ends(found: Sequence[Passage]) -> tuple[list[int], list[int]]:
    return [one.draft_start for one in found], [one.draft_end for one in found]


def _holds(starts: list[int], ends: list[int], start: int, end: int) -> bool:
    # None lies inside another, so the last that begins early enough is the one that reaches furthest.
    place = bisect_right(starts, start) - 1
    return place >= 0 and ends[place] >= end
