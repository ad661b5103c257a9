"""Every run of n words of some texts as a sorted array of numbers: is this run one of theirs?

A run is n units of `units.py` one after the other (as many as weigh enough: n words, or m 字). Its number,
64 bits, from above:

    35 bits  of a hash of the letters of all its units but the last: what is next to each other in the array
             begins alike, so that one look-up tells what must not come next
    17 bits  of a hash of its last unit's letters
    12 bits  the number of the text in its part, for taking out texts and for counting in how many a run is

A part is immutable: the numbers, and which texts they are of. The file (see `column_file.py`):

    2 sizes  number of texts t, number of runs r
    t × i64  ids of the texts
    r × u64  the runs, ascending, each once

About 8 bytes a word of text. Two different runs may meet in a number: with 100 million words about one
word in 10 million would be blocked without need.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import column_file
from muse_desktop.overlap.units import MASK, Measure, Unit, cut, mixed, mixed_all

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Runs = NDArray[np.uint64]
    Ids = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Runs = Ids = Any

MAGIC = b"MUSENG01"
MOST_TEXTS = 1 << 12
BEGIN_BITS, LAST_BITS, TEXT_BITS = 35, 17, 12
LAST_MASK = (1 << LAST_BITS) - 1
_BEGINS = LAST_BITS + TEXT_BITS
_SALT = 0x2545F4914F6CDD1D  # so that the last unit's hash is another than it has in a beginning


def runs(text: str, measure: Measure) -> Runs:
    """The runs of `text`, ascending and each once, with the number 0 for the text."""
    found = cut(text, measure)
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(found.weights)))
    last = np.flatnonzero(total[1:] >= measure.enough)
    if not last.size:
        return np.empty(0, np.uint64)
    first = np.searchsorted(total, total[last + 1] - measure.enough, "right") - 1
    begins = mixed_all(found.hash_of(first, last)) >> np.uint64(64 - BEGIN_BITS)
    lasts = mixed_all(found.hash_of(last, last + 1) ^ np.uint64(_SALT)) >> np.uint64(64 - LAST_BITS)
    every = (begins << np.uint64(LAST_BITS + TEXT_BITS)) | (lasts << np.uint64(TEXT_BITS))
    every.sort()
    return every[np.flatnonzero(np.diff(every, prepend=~every[:1]))]


def beginning(letters: int) -> int:
    """The 35 bits of a beginning, of the hash of its letters."""
    return mixed(letters) >> (64 - BEGIN_BITS)


def last(unit: int) -> int:
    """The 17 bits of a last unit, of the hash of its letters."""
    return mixed(unit ^ _SALT) >> (64 - LAST_BITS)


def beginnings(units: Sequence[Unit], measure: Measure) -> list[int]:
    """What a run would begin with if another unit came after `units`: the shortest that weighs enough with
    it, one that is a unit shorter, and some that are longer: the same letters may be cut in another way."""
    shortest, longest, two = measure.range
    letters, power, weight = 0, 1, 0
    sums: list[int] = []
    begun = beyond = 0
    for one in reversed(units):
        letters = (one.hash * power + letters) & MASK
        power = (power * one.power) & MASK
        weight += one.weight
        sums.append(letters)
        begun = begun or (len(sums) if weight >= shortest else 0)
        beyond += weight >= longest
        if beyond == 2:
            break
    if weight < shortest - two:
        return []
    return [beginning(value) for value in sums[max(0, (begun or len(sums) + 1) - 2) :]]


@dataclass(frozen=True, eq=False)
class Part:
    """The runs of the texts `ids`."""

    ids: Ids
    runs: Runs

    @cached_property
    def _view(self) -> memoryview:
        """The runs without numpy around them: single ones are read five times as fast."""
        return self.runs.data

    def after(self, begin: int, dead: Sequence[bool]) -> list[tuple[int, int]]:
        """(last unit, number of the text) of each run that begins so; `dead`: which texts are out."""
        view = self._view
        at, size = _place(view, begin << _BEGINS), len(view)
        found: list[tuple[int, int]] = []
        while at < size and (run := view[at]) >> _BEGINS == begin:
            if not dead[run & (MOST_TEXTS - 1)]:
                found.append(((run >> TEXT_BITS) & LAST_MASK, run & (MOST_TEXTS - 1)))
            at += 1
        return found


def _place(view: memoryview, wanted: int) -> int:
    """Where `wanted` stands or would, in ascending numbers that are hashes: near where its size says, at most
    a few times the square root of their number away, or else wherever."""
    size = len(view)
    guess, off = (wanted * size) >> 64, 4 * isqrt(size) + 8
    low, high = max(0, guess - off), min(size, guess + off)
    if (low and view[low] >= wanted) or (high < size and view[high - 1] < wanted):
        low, high = 0, size
    return bisect_left(view, wanted, low, high)


def build(texts: Iterable[tuple[int, Runs]]) -> Part:
    """A part in memory of (id, runs of the text), at most `MOST_TEXTS`."""
    ids: list[int] = []
    made: list[Runs] = []
    for text_id, found in texts:
        made.append(found | np.uint64(len(ids)))
        ids.append(text_id)
    if len(ids) > MOST_TEXTS:
        raise ValueError(f"{len(ids)} texts in one part")
    every = np.concatenate(made) if made else np.empty(0, np.uint64)
    every.sort(kind="stable")  # of sorted stretches: joined
    return Part(np.array(ids, np.int64), every)


def merge(parts: Sequence[tuple[Part, Collection[int]]]) -> Part:
    """One part of the texts of all but each one's dead ids; at most `MOST_TEXTS` are left."""
    ids: list[Ids] = []
    made: list[Runs] = []
    begin = 0
    for part, dead in parts:
        alive = ~np.isin(part.ids, np.array(sorted(dead), np.int64))
        numbers = (begin + np.cumsum(alive) - 1).astype(np.uint64)
        text = (part.runs & np.uint64(MOST_TEXTS - 1)).astype(np.int64)
        kept = alive[text]
        above = np.uint64(0xFFFFFFFFFFFFFFFF ^ (MOST_TEXTS - 1))
        made.append((part.runs[kept] & above) | numbers[text[kept]])
        ids.append(part.ids[alive])
        begin += int(alive.sum())
    every = np.concatenate(made) if made else np.empty(0, np.uint64)
    every.sort(kind="stable")
    return Part(np.concatenate(ids) if ids else np.empty(0, np.int64), every)


def write(part: Part, path: Path) -> None:
    """Write `part` to `path`: whole, on disk, and only then under its name. Raises OSError."""
    column_file.write(path, MAGIC, (len(part.ids), len(part.runs)), (part.ids, part.runs))


def read(path: Path, *, check: bool = True) -> Part:
    """Map the part at `path`; `check`: after looking at all of it.

    Raises MuseError `overlap.damaged` when it is not as it was written, OSError when it cannot be read.
    """
    if (found := column_file.read(path, MAGIC, 2, _length, check=check)) is None:
        raise MuseError("overlap.damaged", file=path.name)
    (texts, _), data = found
    return Part(np.array(data[: 8 * texts].view(np.int64)), np.asarray(data[8 * texts :].view(np.uint64)))


def _length(texts: int, runs: int) -> int:
    return 8 * (texts + runs) if texts <= MOST_TEXTS else -1
