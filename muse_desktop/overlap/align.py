"""Shared runs of two texts: from common fingerprints to the longest equal stretches of letters.

Every run is verified letter by letter, so colliding fingerprints cost time and never a false run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import repeats
from muse_desktop.overlap.fingerprint import ALPHABETIC, CJK, Positions, Prints, prints
from muse_desktop.text.normalise import Codes, Normalised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = LazyModule("numpy")

MINIMUM_LETTERS = ALPHABETIC.guarantee
MINIMUM_CJK = CJK.guarantee
# A fingerprint with more pairs of places than this is treated as repetition, see `shared_runs`.
_MANY = 64
_PAIRS_AT_ONCE = 1 << 18


@dataclass(frozen=True, order=True)
class SharedRun:
    """A stretch of letters that two texts have in common; both sides are equally long. Ends are exclusive.

    `repeated`: found where the texts repeat themselves; only together with those it overlaps does such a run
    hold every run that is there.
    """

    draft_start: int
    draft_end: int
    source_start: int
    source_end: int
    repeated: bool = field(default=False, compare=False)

    def holds(self, place: int, source_place: int) -> bool:
        """Whether the run pairs these two letters with each other."""
        same = source_place - place == self.source_start - self.draft_start
        return same and self.draft_start <= place < self.draft_end


@dataclass(frozen=True)
class Threshold:
    """How long a run must be: `letters` letters, `cjk` CJK ones, or a mixture in proportion.

    The mixture counts when cjk letters / `cjk` + other letters / `letters` is at least 1. Below 32 and 13 the
    fingerprints guarantee nothing.
    """

    letters: int = MINIMUM_LETTERS
    cjk: int = MINIMUM_CJK

    def shortest(self, text: Normalised) -> int:
        """The fewest letters that can be enough in `text`."""
        return min(self.letters, self.cjk) if text.cjk.any() else self.letters

    def reached(self, cjk: int, others: int) -> bool:
        """Whether a run of so many CJK and other letters is long enough."""
        return cjk * self.letters + others * self.cjk >= self.letters * self.cjk


def shared_runs(
    draft: Normalised,
    source: Normalised,
    threshold: Threshold | None = None,
    draft_prints: Prints | None = None,
    source_prints: Prints | None = None,
) -> list[SharedRun]:
    """The maximal shared runs that reach `threshold`, in letters, sorted by their place in the draft.

    `source_prints` may be only those that occur in the draft too, as an index finds them. Every maximal run
    is found, with one exception that keeps the work on repetitive text within bounds: a run all of whose
    fingerprints are repetitions (more than 64 pairs of places each) lies in reported runs that overlap, which
    are marked `repeated`; not every place of the source is listed.
    """
    limits = threshold or Threshold()
    ours = prints(draft) if draft_prints is None else draft_prints
    theirs = prints(source) if source_prints is None else source_prints
    if not len(ours) or not len(theirs):
        return []
    search = _Search(draft, source, limits)
    seeds = _Seeds.of(ours, theirs)
    for places, source_places in seeds.few():
        search.add_pairs(places, source_places)
    search.add_repetitions(*seeds.repetitions())
    return sorted({run: run for run in search.runs}.values())


@dataclass(frozen=True, eq=False)
class _Seeds:
    """The join of two fingerprint lists: for each draft print, a range of the source's places by key."""

    places: Positions  # draft
    first: NDArray[np.int64]
    count: NDArray[np.int64]
    repeated: NDArray[np.bool_]
    source_places: Positions

    @staticmethod
    def of(ours: Prints, theirs: Prints) -> _Seeds:
        order = np.argsort(theirs.keys, kind="stable")
        keys = theirs.keys[order]
        first = np.searchsorted(keys, ours.keys, "left")
        count = np.searchsorted(keys, ours.keys, "right") - first
        shared = np.flatnonzero(count)
        mine = ours.keys[shared]
        ordered = np.sort(mine)
        sizes = np.searchsorted(ordered, mine, "right") - np.searchsorted(ordered, mine, "left")
        repeated = count[shared] * sizes > _MANY
        return _Seeds(ours.positions[shared], first[shared], count[shared], repeated, theirs.positions[order])

    def few(self) -> Iterator[tuple[Positions, Positions]]:
        """All pairs of places (draft, source) of the fingerprints that are no repetition, in portions."""
        usual = np.flatnonzero(~self.repeated)
        step = max(1, _PAIRS_AT_ONCE // _MANY)
        for begin in range(0, len(usual), step):
            some = usual[begin : begin + step]
            count = self.count[some]
            inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            yield (
                np.repeat(self.places[some], count),
                self.source_places[np.repeat(self.first[some], count) + inside],
            )

    def repetitions(self) -> tuple[Positions, Positions]:
        """The places of the fingerprints that are repetitions, in the draft and in the source."""
        repeated = np.flatnonzero(self.repeated)
        first, which = np.unique(self.first[repeated], return_index=True)
        count = self.count[repeated][which]
        inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return self.places[repeated], self.source_places[np.repeat(first, count) + inside]


class _Search:
    """Extends pairs of places to maximal runs and keeps those that are long enough."""

    def __init__(self, draft: Normalised, source: Normalised, threshold: Threshold) -> None:
        self.runs: list[SharedRun] = []
        self._draft, self._source, self._threshold = draft, source, threshold
        self._shortest = threshold.shortest(draft)
        self._reach: dict[int, int] = {}  # diagonal -> where the last run on it ends in the draft

    def add_pairs(self, places: Positions, source_places: Positions) -> None:
        """Extend these pairs of places, which come in draft order."""
        alive = self._long_enough(places, source_places)
        self._extend(places[alive], source_places[alive])

    def _extend(self, places: Positions, source_places: Positions) -> None:
        # In draft order, so that one extension answers for all later pairs of its diagonal.
        for place, source_place in sorted(zip(places.tolist(), source_places.tolist(), strict=True)):
            diagonal = source_place - place
            if place < self._reach.get(diagonal, -1):
                continue
            run = extended(self._draft.letters, self._source.letters, place, source_place)
            self._reach[diagonal] = run.draft_end
            if long_enough(run, self._draft, self._threshold):
                self.runs.append(run)

    def add_repetitions(self, places: Positions, source_places: Positions) -> None:
        """Cover the shortest shared runs that hold one of these places, each from where its source is first.

        The next to be covered begins before the last one's end, so that they overlap.
        """
        if not len(places):
            return
        limits = self._threshold.letters, self._threshold.cjk
        ours, theirs = (
            repeats.holding(repeats.pieces(text, *limits), at, len(text.letters))
            for text, at in ((self._draft, places), (self._source, source_places))
        )
        mine, other = repeats.in_common(
            repeats.hashes(self._draft, ours), repeats.hashes(self._source, theirs)
        )
        reach = 0
        found = ours[mine]
        for start, end, there in zip(
            found.starts.tolist(), found.ends.tolist(), theirs.starts[other].tolist(), strict=True
        ):
            if end <= reach:
                continue
            run = extended(self._draft.letters, self._source.letters, start, there)
            if run.draft_end >= end:  # equal hashes alone are no proof
                reach = run.draft_end
                self.runs.append(replace(run, repeated=True))

    def _long_enough(self, places: Positions, source_places: Positions) -> NDArray[np.bool_]:
        """Which pairs lie in a run of at least the shortest length worth extending."""
        ours, theirs = self._draft.codes, self._source.codes
        after = _equal_steps(ours, theirs, places, source_places, 1, self._shortest)
        before = _equal_steps(ours, theirs, places - 1, source_places - 1, -1, self._shortest)
        enough: NDArray[np.bool_] = after + before >= self._shortest
        return enough


def extended(draft: str, source: str, place: int, source_place: int) -> SharedRun:
    """The maximal shared run through `place` and `source_place`; empty when those letters differ."""
    after = common_after(draft, place, source, source_place)
    before = _common_before(draft, place, source, source_place) if after else 0
    return SharedRun(place - before, place + after, source_place - before, source_place + after)


def long_enough(run: SharedRun, draft: Normalised, threshold: Threshold) -> bool:
    """Whether `run` reaches `threshold`."""
    length = run.draft_end - run.draft_start
    cjk = int(np.count_nonzero(draft.cjk[run.draft_start : run.draft_end]))
    return threshold.reached(cjk, length - cjk)


def common_after(ours: str, at: int, theirs: str, there: int) -> int:
    """How many letters from these two places on are equal."""
    limit = min(len(ours) - at, len(theirs) - there)
    length, step, growing = 0, 32, True
    while length < limit:
        step = min(step, limit - length)
        if ours[at + length : at + length + step] == theirs[there + length : there + length + step]:
            length += step
            step = step * 2 if growing else step
        elif step == 1:
            break
        else:
            growing, step = False, step // 2
    return length


def _common_before(ours: str, at: int, theirs: str, there: int) -> int:
    limit = min(at, there)
    length, step, growing = 0, 32, True
    while length < limit:
        step = min(step, limit - length)
        if ours[at - length - step : at - length] == theirs[there - length - step : there - length]:
            length += step
            step = step * 2 if growing else step
        elif step == 1:
            break
        else:
            growing, step = False, step // 2
    return length


def _equal_steps(
    ours: Codes, theirs: Codes, places: Positions, source_places: Positions, step: int, limit: int
) -> NDArray[np.int64]:
    """How many letters agree from each pair of places in the direction `step`, at most `limit`."""
    lengths = np.zeros(len(places), dtype=np.int64)
    alive = np.arange(len(places))
    for length in range(limit):
        at, there = places[alive] + step * length, source_places[alive] + step * length
        inside = (at >= 0) & (there >= 0) & (at < len(ours)) & (there < len(theirs))
        alive, at, there = alive[inside], at[inside], there[inside]
        alive = alive[ours[at] == theirs[there]]
        if not alive.size:
            break
        lengths[alive] = length + 1
    return lengths
