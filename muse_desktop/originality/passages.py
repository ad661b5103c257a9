"""From shared runs of letters to the passages a writer is shown: joined, without doubles, one per copy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from muse_desktop.overlap.align import SharedRun

# Runs whose ends are no further apart than this, in letters and in both texts, are one passage: a copy with
# a corrected letter, a changed short word or a footnote mark in it is still one copy.
JOIN_LETTERS = 8

Span = Callable[[int, int], tuple[int, int]]
"""Which code points of a source such letters of it stand for: first and behind the last."""
_Chain = list[list[SharedRun]]
"""Strands of runs that go on in both texts; each strand says again what the one before it does."""


@dataclass(frozen=True)
class Passage:
    """One or more runs shown as one: in letters of the draft, in code points of the source.

    `letters` are the equal ones, without what was bridged; `run` those of the longest run, which begins at
    letter `run_start` of the draft where words decided. Then `shared` of its `of` words stand in the source's
    passage; `of` is 0 where letters did. `score`: in nats.
    """

    draft_start: int
    draft_end: int
    source: tuple[int, int]
    letters: int
    run: int = 0
    run_start: int = 0
    shared: int = 0
    of: int = 0
    score: float = 0.0


def passages(runs: Sequence[SharedRun], span: Span) -> list[Passage]:
    """The passages of one source, sorted by draft place, none inside another.

    A run that lies within a longer one of the same source is the same copy found at a second place of that
    source; only the longest (then the earliest) is kept.
    """
    chains: list[_Chain] = []
    for run in outermost(runs):
        if chains and _goes_on(chains[-1][-1][-1], run):
            chains[-1][-1].append(run)
        elif chains and _repeats(chains[-1][-1][-1], run):
            chains[-1].append([run])
        else:
            chains.append([[run]])
    return [_passage(chain, span) for chain in chains]


def rarities(by_source: Mapping[int, Sequence[Passage]]) -> dict[tuple[int, int], int]:
    """For each passage, by its draft place in letters, how many sources contain all of it."""
    places = [_ends(found) for found in by_source.values()]
    wanted = {(one.draft_start, one.draft_end) for found in by_source.values() for one in found}
    return {span: sum(_holds(starts, ends, *span) for starts, ends in places) for span in wanted}


def union(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that `spans` cover together, sorted and apart."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def outermost(runs: Sequence[SharedRun]) -> list[SharedRun]:
    """`runs` without those inside another's draft span, sorted by draft place."""
    kept: list[SharedRun] = []
    for run in sorted(runs, key=lambda run: (run.draft_start, -run.draft_end, run.source_start)):
        if not kept or run.draft_end > kept[-1].draft_end:
            kept.append(run)
        elif run.repeated and not kept[-1].repeated:
            kept[-1] = replace(kept[-1], repeated=True)
    return kept


def _goes_on(before: SharedRun, run: SharedRun) -> bool:
    draft_gap = run.draft_start - before.draft_end
    source_gap = run.source_start - before.source_end
    return abs(draft_gap) <= JOIN_LETTERS and abs(source_gap) <= JOIN_LETTERS


def _repeats(before: SharedRun, run: SharedRun) -> bool:
    """Whether a run has for the most part, or wherever texts repeat themselves, what the one before it has.

    Only repetitive texts have such: "ha ha ha" matches itself shifted by two letters, by four, …
    """
    overlap = before.draft_end - run.draft_start
    if before.repeated or run.repeated:
        return overlap > 0
    shorter = min(before.draft_end - before.draft_start, run.draft_end - run.draft_start)
    return 2 * overlap >= shorter


def _passage(chain: _Chain, span: Span) -> Passage:
    runs = [run for strand in chain for run in strand]
    letters, reached = 0, -1
    for run in runs:
        letters += run.draft_end - max(run.draft_start, reached)
        reached = run.draft_end
    best = max(chain, key=lambda strand: max(run.draft_end - run.draft_start for run in strand))
    place = span(min(run.source_start for run in best), max(run.source_end for run in best))
    longest = max(run.draft_end - run.draft_start for run in runs)
    return Passage(runs[0].draft_start, reached, place, letters, longest)


def _ends(found: Sequence[Passage]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.draft_start, -one.draft_end)):
        if not ends or one.draft_end > ends[-1]:
            starts.append(one.draft_start)
            ends.append(one.draft_end)
    return starts, ends


def _holds(starts: list[int], ends: list[int], start: int, end: int) -> bool:
    # None lies inside another, so the last that begins early enough is the one that reaches furthest.
    place = bisect_right(starts, start) - 1
    return place >= 0 and ends[place] >= end
