"""One immutable part of the vectors of an encoder: the passages of some items, mapped from a file.

The file (see `overlap/column_file.py`):

    3 sizes   numbers in a vector d, number of items n, number of vectors m
    n × i64   ids of the items
    n × u64   their stamps (what text they were made of)
    n+1 × i64 where each item's vectors begin; the last is their end
    m × f32   what one step of a vector's numbers is worth
    m × d × i8 the vectors; vector `i` of an item is that of its passage number `i`
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from muse_desktop.errors import MuseError
from muse_desktop.library.search.encoders import Vectors
from muse_desktop.overlap import column_file

MAGIC = b"MUSEVC01"
_AT_ONCE = 1024  # vectors made float at once: they stay in the processor's cache

Ids = NDArray[np.int64]
Stamps = NDArray[np.uint64]
Codes = NDArray[np.int8]


class ItemVectors(NamedTuple):
    """The vectors of one item's passages, in order."""

    item: int
    stamp: int
    scales: Vectors
    codes: Codes


@dataclass(frozen=True, eq=False)
class Part:
    """Vectors of the items `ids`; item i has those from `starts[i]` to `starts[i + 1]`."""

    ids: Ids
    stamps: Stamps
    starts: Ids
    scales: Vectors
    codes: Codes

    def cosines(self, wanted: Vectors) -> Vectors:
        """For each vector the largest cosine with a row of `wanted`.

        Not with `@`: the threads of its library wait for each other at every block. On two busy cores that
        took 70 to 900 ms for 120,000 vectors, numpy's own loop in one thread 20.
        """
        made = np.full(len(self.codes), -np.inf, np.float32)
        block = np.empty((min(_AT_ONCE, max(len(self.codes), 1)), self.codes.shape[1]), np.float32)
        for begin in range(0, len(self.codes), _AT_ONCE):
            codes = self.codes[begin : begin + _AT_ONCE]
            floats = block[: len(codes)]
            np.copyto(floats, codes)
            best = made[begin : begin + len(codes)]
            for row in wanted:
                np.maximum(best, np.einsum("ij,j->i", floats, row), out=best)
        return made * self.scales

    def kept(self, items: Collection[int] | None, dead: Collection[int]) -> NDArray[np.bool_]:
        """Which vectors are of `items` (None: any) and not of `dead`."""
        good = ~np.isin(self.ids, _array(dead))
        if items is not None:
            good &= np.isin(self.ids, _array(items))
        return np.repeat(good, np.diff(self.starts))

    def place(self, row: int) -> tuple[int, int]:
        """The item of a vector, and the number of its passage."""
        at = int(np.searchsorted(self.starts, row, "right")) - 1
        return int(self.ids[at]), row - int(self.starts[at])

    def of(self, item: int) -> ItemVectors | None:
        """The vectors of one item, None when they are not here."""
        found = np.flatnonzero(self.ids == item)
        return self._at(int(found[0])) if found.size else None

    def each(self, dead: Collection[int]) -> Iterable[ItemVectors]:
        """The vectors item by item, without those of `dead`."""
        return (self._at(at) for at, item in enumerate(self.ids.tolist()) if item not in dead)

    def _at(self, at: int) -> ItemVectors:
        low, high = int(self.starts[at]), int(self.starts[at + 1])
        stamp = int(self.stamps[at])
        return ItemVectors(int(self.ids[at]), stamp, self.scales[low:high], self.codes[low:high])


def coded(vectors: Vectors) -> tuple[Vectors, Codes]:
    """Each row as whole numbers from -127 to 127, and what one of them is worth."""
    scales = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-12) / 127
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    return scales.astype(np.float32), codes


def build(items: Sequence[ItemVectors], dimension: int) -> Part:
    """A part in memory."""
    sizes = [len(one.codes) for one in items]
    empty_scales, empty_codes = np.empty(0, np.float32), np.empty((0, dimension), np.int8)
    return Part(
        np.array([one.item for one in items], np.int64),
        np.array([one.stamp for one in items], np.uint64),
        np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int64),
        np.concatenate([empty_scales, *(one.scales for one in items)]),
        np.concatenate([empty_codes, *(one.codes for one in items)]),
    )


def write(part: Part, path: Path) -> None:
    """Write `part` to `path`: whole, on disk, and only then under its name. Raises OSError."""
    sizes = (part.codes.shape[1], len(part.ids), len(part.codes))
    column_file.write(path, MAGIC, sizes, _columns(part))


def read(path: Path, dimension: int) -> Part:
    """Map the part at `path`, after checking all of it.

    Raises MuseError librarysearch.vectors_damaged, OSError when it cannot be read.
    """

    def length(*sizes: int) -> int:
        return sum(_lengths(*sizes)) if sizes[0] == dimension else -1

    if (found := column_file.read(path, MAGIC, 3, length)) is None:
        raise MuseError("librarysearch.vectors_damaged", file=path.name)
    (width, items, rows), data = found
    ends = np.cumsum((0, *_lengths(width, items, rows))).tolist()
    ids, stamps, starts, scales, codes = (data[low:high] for low, high in pairwise(ends))
    return Part(
        np.array(ids.view(np.int64)),
        np.array(stamps.view(np.uint64)),
        np.array(starts.view(np.int64)),
        np.asarray(scales.view(np.float32)),
        np.asarray(codes.view(np.int8).reshape(rows, width)),
    )


def _lengths(width: int, items: int, rows: int) -> tuple[int, ...]:
    """Bytes of each column."""
    return (8 * items, 8 * items, 8 * (items + 1), 4 * rows, width * rows)


def _columns(part: Part) -> tuple[NDArray[np.generic], ...]:
    return part.ids, part.stamps, part.starts, part.scales, part.codes


def _array(items: Collection[int]) -> Ids:
    return np.fromiter(items, np.int64, len(items))
