"""Where texts repeat themselves: the shortest runs that two texts have in common.

Pairs of places, by which runs are found otherwise, are too many there. Instead each letter's shortest run
(the fewest letters from it on that are enough) is looked up among the other text's: sorted hashes, so that
the work grows little faster than the texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.units import BASE, INVERSE
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Hashes = Numbers = Any

_MIX = 0xFF51AFD7ED558CCD


@dataclass(frozen=True, eq=False)
class Pieces:
    """The shortest runs of a text: letters `starts[i]` to `ends[i]`, in order."""

    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, some: Any) -> Pieces:
        return Pieces(self.starts[some], self.ends[some])


def pieces(text: Normalised, letters: int, cjk: int) -> Pieces:
    """The shortest runs of `letters` letters or `cjk` CJK ones, or of a mixture in proportion: from each
    letter on, and up to each letter."""
    steps = np.where(text.cjk, letters, cjk).astype(np.int64)
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(steps)))
    enough = letters * cjk
    ends = np.searchsorted(sums, sums[:-1] + enough)
    starts = np.flatnonzero(ends < len(sums))
    ahead = Pieces(starts, ends[starts])
    if not text.cjk.any():  # they are the same from both sides
        return ahead
    ends = np.flatnonzero(sums >= enough)
    starts = np.searchsorted(sums, sums[ends] - enough, "right") - 1
    both = Pieces(np.concatenate((ahead.starts, starts)), np.concatenate((ahead.ends, ends)))
    return both[np.lexsort((both.ends, both.starts))]


def holding(found: Pieces, places: Numbers, size: int) -> Pieces:
    """Those that hold one of `places`, the first letters of fingerprints, in a text of `size` letters."""
    marked = np.zeros(size + 1, np.int64)
    marked[places + 1] = 1
    before = np.cumsum(marked)
    return found[before[found.ends] > before[found.starts]]


def hashes(text: Normalised, found: Pieces) -> Hashes:
    """A hash of the letters of each."""
    values = text.codes.astype(np.uint64) + np.uint64(1)
    values ^= values << np.uint64(31)
    values *= np.uint64(_MIX)
    values ^= values >> np.uint64(29)
    size = len(values)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values * _powers(size, BASE))))
    between = sums[found.ends] - sums[found.starts]
    return np.asarray(between * _powers(size + 1, INVERSE)[found.starts], np.uint64)


def in_common(ours: Hashes, theirs: Hashes) -> tuple[Numbers, Numbers]:
    """Which of `ours` are among `theirs`, and where in `theirs` each is first."""
    if not len(ours) or not len(theirs):
        none = np.empty(0, np.int64)
        return none, none
    order = np.argsort(theirs, kind="stable")
    ordered = theirs[order]
    at = np.minimum(np.searchsorted(ordered, ours), len(ordered) - 1)
    mine = np.flatnonzero(ordered[at] == ours)
    return mine, order[at[mine]]


def _powers(size: int, base: int) -> Hashes:
    steps = np.full(max(size, 1), base, np.uint64)
    steps[0] = 1
    return np.asarray(np.cumprod(steps, dtype=np.uint64))
