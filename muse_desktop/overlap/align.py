"""Shared runs of two texts: from common fingerprints to the longest equal stretches of letters.

Every run is verified letter by letter, so colliding fingerprints cost time and never a false run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
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

_Context = tuple[int, str]


@dataclass(frozen=True, order=True)
class SharedRun:
    """A stretch of letters that two texts have in common; both sides are equally long. Ends are exclusive."""

    draft_start: int
    draft_end: int
    source_start: int
    source_end: int

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
    is found, with one exception that keeps repetitive text linear: where all fingerprints of a run are
    repetitions (more than 64 pairs of places each), every letter of the draft that lies in such a run is
    covered by a reported run, but not every place of the source is listed.
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
    search.add_repetitions(seeds)
    return sorted(set(search.runs))


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

    def repetitions(self) -> Iterator[tuple[int, int, Positions]]:
        """(draft place, key number, places in the source) of each repetition, in draft order."""
        for number in np.flatnonzero(self.repeated).tolist():
            first = int(self.first[number])
            yield int(self.places[number]), first, self.source_places[first : first + int(self.count[number])]


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

    def _extend(self, places: Positions, source_places: Positions) -> list[SharedRun]:
        found = []
        # In draft order, so that one extension answers for all later pairs of its diagonal.
        for place, source_place in sorted(zip(places.tolist(), source_places.tolist(), strict=True)):
            diagonal = source_place - place
            if place < self._reach.get(diagonal, -1):
                continue
            run = extended(self._draft.letters, self._source.letters, place, source_place)
            self._reach[diagonal] = run.draft_end
            if long_enough(run, self._draft, self._threshold):
                found.append(run)
        self.runs += found
        return found

    def add_repetitions(self, seeds: _Seeds) -> None:
        """Cover the draft's repetitions: each place not yet covered tries one source place per context."""
        cover = _Cover(self.runs)
        self._reach = {}  # repetitions come in draft order again
        contexts: dict[int, Positions] = {}
        failed: set[tuple[int, _Context]] = set()
        wide = self._threshold.letters
        for place, key, source_places in seeds.repetitions():
            # A run of the shortest length that keeps this fingerprint lies within these ends.
            if cover.holds(place - ALPHABETIC.w + 1, place + self._threshold.letters):
                continue
            around = _context(self._draft.letters, place, wide)
            if (key, around) in failed:
                continue
            if key not in contexts:
                contexts[key] = self._distinct(source_places, wide)
            places = np.full(len(contexts[key]), place)
            alive = self._long_enough(places, contexts[key])
            for run in self._extend(places[alive], contexts[key][alive]):
                cover.add(run)
            if not alive.any():
                failed.add((key, around))

    def _distinct(self, source_places: Positions, wide: int) -> Positions:
        """One place of the source for each distinct surrounding of `wide` letters on both sides."""
        letters = self._source.letters
        seen = {_context(letters, at, wide): at for at in reversed(source_places.tolist())}
        return np.array(sorted(seen.values()), dtype=np.int64)

    def _long_enough(self, places: Positions, source_places: Positions) -> NDArray[np.bool_]:
        """Which pairs lie in a run of at least the shortest length worth extending."""
        ours, theirs = self._draft.codes, self._source.codes
        after = _equal_steps(ours, theirs, places, source_places, 1, self._shortest)
        before = _equal_steps(ours, theirs, places - 1, source_places - 1, -1, self._shortest)
        enough: NDArray[np.bool_] = after + before >= self._shortest
        return enough


class _Cover:
    """Which stretches of the draft lie in some run; asked in draft order."""

    def __init__(self, runs: list[SharedRun]) -> None:
        self._waiting = sorted(((run.draft_start, run.draft_end) for run in runs), reverse=True)
        self._reach = 0  # the furthest end of a run that begins at or before the place asked for

    def add(self, run: SharedRun) -> None:
        self._reach = max(self._reach, run.draft_end)

    def holds(self, start: int, end: int) -> bool:
        while self._waiting and self._waiting[-1][0] <= max(0, start):
            self._reach = max(self._reach, self._waiting.pop()[1])
        return end <= self._reach


def _context(letters: str, place: int, wide: int) -> _Context:
    """What stands around `place`, and where in it the place is: near the start of a text that is less."""
    return min(place, wide), letters[max(0, place - wide) : place + 2 * wide]


def extended(draft: str, source: str, place: int, source_place: int) -> SharedRun:
    """The maximal shared run through `place` and `source_place`; empty when those letters differ."""
    after = _common_after(draft, place, source, source_place)
    before = _common_before(draft, place, source, source_place) if after else 0
    return SharedRun(place - before, place + after, source_place - before, source_place + after)


def long_enough(run: SharedRun, draft: Normalised, threshold: Threshold) -> bool:
    """Whether `run` reaches `threshold`."""
    length = run.draft_end - run.draft_start
    cjk = int(np.count_nonzero(draft.cjk[run.draft_start : run.draft_end]))
    return threshold.reached(cjk, length - cjk)


def _common_after(ours: str, at: int, theirs: str, there: int) -> int:
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
