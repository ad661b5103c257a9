"""Where the acts of a timeline lie on a strip: as long as they took, with the pauses between them folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Literal

from muse_desktop.provenance.timeline import UNEXPLAINED, Step

FOLD_SECONDS = 300.0
"""A pause that is longer is folded."""

LEAST_SECONDS = 2.0  # so that a paste, which takes no time, is seen
PAUSES = 0.2  # of the writing, what all folded pauses together take of the strip
MOST_PAUSE = 120.0  # and no single one more than this

Group = Literal["own", "generated", "pasted", "imported", "unknown", "again", "gap"]
"""What an act is drawn as: the kinds of the page; "again" brings back or moves what was there before (undo,
snapshots, replacing, merging), "gap" is what has no words on record."""

GROUPS: tuple[Group, ...] = ("own", "generated", "pasted", "imported", "unknown", "again", "gap")

_GROUPS: dict[str, Group] = {
    "typed": "own", "autocorrected": "own", "deleted": "own",
    "accepted": "generated", "generated": "generated", "rewritten": "generated",
    "pasted-own": "pasted", "pasted-library": "pasted", "pasted-outside": "pasted",
    "imported": "imported", "unknown": "unknown", "changed-outside": "unknown", UNEXPLAINED: "gap",
}  # fmt: skip


def group_of(step: Step) -> Group:
    """What an act is drawn as."""
    return "gap" if step.new is None or not step.applied else _GROUPS.get(step.kind, "again")


@dataclass(frozen=True)
class Fold:
    """A pause of `seconds` before the step after `position`, drawn from `start` to `end` of the strip."""

    position: int
    start: float
    end: float
    seconds: int


@dataclass(frozen=True)
class Strip:
    """Places are strip seconds, from 0 to `length`. `begins`, `ends`: those of each step, in order.

    `moments`: the time (seconds since 1970) and the place of each beginning and end, both ascending. Where
    a clock was set back there is no pause: a step is never drawn before the one ahead of it.
    """

    begins: tuple[float, ...]
    ends: tuple[float, ...]
    length: float
    folds: tuple[Fold, ...]
    moments: tuple[tuple[float, float], ...]

    def place_of(self, position: int) -> float:
        """Where `position` steps are done."""
        return self.ends[position - 1] if position else 0.0

    def position_at(self, place: float) -> int:
        """How many steps have begun at a place."""
        return bisect_right(self.begins, place)

    def place_at(self, at: str) -> float:
        """Where a time of the record lies; before the first act 0, behind the last one the end."""
        time = seconds_of(at)
        found = bisect_right(self.moments, time, key=lambda moment: moment[0])
        if found == 0:
            return 0.0
        if found == len(self.moments):
            return self.length
        (before, low), (after, high) = self.moments[found - 1], self.moments[found]
        return low + (high - low) * (time - before) / (after - before) if after > before else high


@dataclass(frozen=True)
class Column:
    """What happened in one column of the drawing: characters that came, by group, and those that went."""

    came: dict[Group, int]
    went: int


def seconds_of(at: str) -> float:
    """A time of the record in seconds since 1970; 0 where it cannot be read."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0


def lay_out(steps: Sequence[Step]) -> Strip:
    """The strip of these steps."""
    times: list[tuple[float, float]] = []  # began, ended
    for step in steps:
        began = seconds_of(step.at)
        times.append((began, began + step.milliseconds / 1000))
    pauses = [max(0.0, now[0] - before[1]) for before, now in pairwise(times)]
    sizes = [max(LEAST_SECONDS, ended - began) for began, ended in times]
    active = sum(sizes) + sum(pause for pause in pauses if pause <= FOLD_SECONDS)
    folded = sum(pause > FOLD_SECONDS for pause in pauses)
    fold = min(MOST_PAUSE, active * PAUSES / folded) if folded else 0.0
    gaps = [0.0, *(fold if pause > FOLD_SECONDS else pause for pause in pauses)]
    begins: list[float] = []
    ends: list[float] = []
    at = 0.0
    for gap, size in zip(gaps, sizes, strict=False):  # without steps there is a gap and no size
        begins.append(at + gap)
        at += gap + size
        ends.append(at)
    folds = tuple(
        Fold(place + 1, ends[place], begins[place + 1], round(pause))
        for place, pause in enumerate(pauses)
        if pause > FOLD_SECONDS
    )
    moments = [
        pair
        for (began, ended), begin, end in zip(times, begins, ends, strict=True)
        for pair in ((began, begin), (ended, end))
    ]
    later = accumulate(moments, lambda one, other: (max(one[0], other[0]), other[1]))
    return Strip(tuple(begins), tuple(ends), at, folds, tuple(later))


def columns(steps: Sequence[Step], strip: Strip, start: float, end: float, count: int) -> list[Column]:
    """What happened between two places of the strip, in `count` columns; a step belongs to its beginning."""
    made = [Column({}, 0) for _ in range(count)]
    went = [0] * count
    first, last = bisect_right(strip.begins, start - 1e-9), bisect_right(strip.begins, end)
    width = (end - start) / count if end > start else 1.0
    for place in range(first, last):
        step = steps[place]
        column = min(count - 1, max(0, int((strip.begins[place] - start) / width)))
        if step.inserted:
            group, came = group_of(step), made[column].came
            came[group] = came.get(group, 0) + step.inserted
        went[column] += step.removed
    return [Column(one.came, gone) for one, gone in zip(made, went, strict=True)]
