"""Shared runs of letters and passages by words, of one text, made one: what is shown once is one hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muse_desktop.originality.near.regions import Region
from muse_desktop.originality.passages import outermost, union
from muse_desktop.overlap.align import SharedRun

VERBATIM_SHARE = 0.85
"""A passage whose letters lie in shared runs to this share is a copy; fewer, and it is an edited one."""


@dataclass(frozen=True)
class Match:
    """Letters of the draft that go with letters of a source. `letters` are equal in both, `run` those of the
    longest shared run. Where words decided `region` is set, and that run begins at `run_start`."""

    start: int
    end: int
    source_start: int
    source_end: int
    letters: int
    run: int
    region: Region | None = None
    run_start: int = 0


def joined(runs: Sequence[SharedRun], regions: Sequence[Region]) -> tuple[list[SharedRun], list[Match]]:
    """The runs that stay by themselves, and the matches that words make of the others."""
    left = list(runs)
    matches: list[Match] = []
    for region in sorted(regions, key=lambda one: -one.score):
        inside = [run for run in left if _meet(run, region)]
        covered = union([(max(r.draft_start, region.start), min(r.draft_end, region.end)) for r in inside])
        equal = sum(end - start for start, end in covered)
        first, last = max(
            ((run.draft_start, run.draft_end) for run in inside), key=lambda at: at[1] - at[0], default=(0, 0)
        )
        longest = last - first
        if equal >= VERBATIM_SHARE * (region.end - region.start):
            match = _hull(inside, longest)
        else:
            start = min([region.start, *(run.draft_start for run in inside)])
            end = max([region.end, *(run.draft_end for run in inside)])
            source_start = min([region.source_start, *(run.source_start for run in inside)])
            source_end = max([region.source_end, *(run.source_end for run in inside)])
            alike = round(region.shared / max(1, region.of) * (end - start))
            letters = min(max(equal, alike), end - start, source_end - source_start)
            match = Match(start, end, source_start, source_end, letters, longest, region, first)
        matches.append(match)
        left = [run for run in left if not match.start <= run.draft_start < run.draft_end <= match.end]
    return left, matches


def _meet(run: SharedRun, region: Region) -> bool:
    return (
        run.draft_start < region.end
        and region.start < run.draft_end
        and run.source_start < region.source_end
        and region.source_start < run.source_end
    )


def _hull(runs: Sequence[SharedRun], longest: int) -> Match:
    covered = union([(run.draft_start, run.draft_end) for run in runs])
    there = outermost(runs)  # the others are parts of these that stand at a second place too
    return Match(
        covered[0][0],
        covered[-1][1],
        min(run.source_start for run in there),
        max(run.source_end for run in there),
        sum(end - start for start, end in covered),
        longest,
    )
