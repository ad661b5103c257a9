"""The rarest words of each block of the texts of a segment, as a segment keeps them.

A posting is 5 bytes: the lower half of a word's key, and the number of its block, counted over all texts of
the segment (each text begins with a block of its own). The postings are sorted by key; a directory says where
those with each upper half begin. How many blocks hold a word at all, kept or not, is noted by a hash of 16
bits on a scale of eighths of a doubling: that tells what is rare.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.features import BLOCK, Features, Keys, Numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = LazyModule("numpy")

KEPT, MANY, KEPT_OF_MANY = 8, 96, 4
"""So many words are kept of each block. Where it has more than `MANY` different ones, which it has in script
without spaces, where every letter begins one, it is one in `KEPT_OF_MANY`."""
_KINDS = 1 << 16
_HALF = 16
_STEPS = 8.0  # of the scale of counts, to a doubling
_EACH = 5
_SORTED_AT_ONCE = 1 << 17  # words: some 10 MB
MOST_BLOCKS = 1 << 24


@dataclass(frozen=True, eq=False)
class Rare:
    """Postings of rare words: those with upper half h are `directory[h]` to `directory[h + 1]`."""

    directory: NDArray[np.uint32]
    scale: NDArray[np.uint8]
    lower: NDArray[np.uint16]
    blocks: NDArray[np.uint8]  # three to a posting, the lowest first

    def __len__(self) -> int:
        return len(self.lower)

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        return len(self.tables) + _EACH * len(self)

    @cached_property
    def tables(self) -> bytes:
        """The directory and the scale, packed: mostly zeros where the texts are short."""
        sizes = np.diff(self.directory).astype(np.uint32)
        return zlib.compress(sizes.tobytes() + self.scale.tobytes(), 1)

    def columns(self) -> tuple[Any, ...]:
        """What a file holds, in its order."""
        return np.frombuffer(self.tables, np.uint8), self.lower, self.blocks

    @cached_property
    def counts(self) -> NDArray[np.float64]:
        """About how many blocks hold a word, by the word's `kind`."""
        return np.where(self.scale > 0, np.exp2((self.scale.astype(np.float64) - 1) / _STEPS), 0.0)

    def found(self, keys: Keys) -> tuple[Numbers, Numbers]:
        """The postings of `keys` (distinct): which key (by its number in `keys`), and the block."""
        upper = (keys >> np.uint32(_HALF)).astype(np.int64)
        first = self.directory[upper].astype(np.int64)
        count = self.directory[upper + 1].astype(np.int64) - first
        which = np.repeat(np.arange(len(keys)), count)
        places = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[which]
        same = self.lower[places] == (keys & np.uint32(0xFFFF)).astype(np.uint16)[which]
        return which[same], _unpacked(self.blocks.reshape(-1, 3)[places[same]])

    def all(self) -> tuple[Keys, Numbers]:
        """Every posting: key and block, by key."""
        upper = np.repeat(np.arange(_KINDS, dtype=np.uint32), np.diff(self.directory))
        return (upper << np.uint32(_HALF)) | self.lower, _unpacked(self.blocks.reshape(-1, 3))


def kind(keys: Keys) -> Numbers:
    """The hash of 16 bits under which a word's blocks are counted."""
    return ((keys >> np.uint32(8)) & np.uint32(0xFFFF)).astype(np.int64)


def firsts(starts: Numbers) -> Numbers:
    """The first block of each text that begins at letters `starts`; the last entry is the end."""
    blocks = -(-np.diff(starts) // BLOCK)
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(blocks))).astype(np.int64)


def build(texts: Sequence[Features], begins: Numbers, known: Sequence[Rare] = ()) -> Rare:
    """The rarest words of each block; `begins` are the first blocks of the texts."""
    here = np.zeros(_KINDS)
    for keys, _ in _portions(texts, begins):
        here += np.bincount(kind(keys), minlength=_KINDS)
    everywhere = here + sum((one.counts for one in known), np.zeros(_KINDS))
    kept = [_rarest(keys, blocks, everywhere) for keys, blocks in _portions(texts, begins)]
    kept.append((np.empty(0, np.uint32), np.empty(0, np.int64)))
    return _made(np.concatenate([one for one, _ in kept]), np.concatenate([one for _, one in kept]), here)


def _portions(texts: Sequence[Features], begins: Numbers) -> Iterator[tuple[Keys, Numbers]]:
    """The words and blocks of some texts after the other, because sorting takes ten times their memory."""
    first, size = 0, 0
    for place, one in enumerate(texts, start=1):
        size += len(one)
        if size >= _SORTED_AT_ONCE or place == len(texts):
            some = range(first, place)
            blocks = [texts[at].blocks + int(begins[at]) for at in some]
            yield np.concatenate([texts[at].keys for at in some]), np.concatenate(blocks)
            first, size = place, 0


def _rarest(keys: Keys, blocks: Numbers, everywhere: NDArray[np.float64]) -> tuple[Keys, Numbers]:
    """Of whole blocks those words that are kept, by how many blocks hold a word of a `kind`."""
    order = np.lexsort((keys, everywhere[kind(keys)], blocks))
    keys, blocks = keys[order], blocks[order]
    begin = np.flatnonzero(np.diff(blocks, prepend=-1))
    sizes = np.diff(np.append(begin, len(blocks)))
    rank = np.arange(len(blocks)) - np.repeat(begin, sizes)
    kept = rank < np.repeat(np.where(sizes > MANY, sizes // KEPT_OF_MANY, KEPT), sizes)
    return keys[kept], blocks[kept]


def merge(parts: Sequence[tuple[Rare, Numbers, Any]]) -> Rare:
    """One of all `parts`: each with where its texts start, in letters, and which of them are dead."""
    keys, blocks, begin = [], [], 0
    counts = np.zeros(_KINDS)
    for one, starts, dead in parts:
        old = firsts(starts)
        sizes = np.where(dead, 0, np.diff(old))
        new = begin + np.cumsum(sizes) - sizes
        mine, places = one.all()
        text = np.searchsorted(old, places, "right") - 1
        alive = ~dead[text] if len(dead) else np.empty(0, np.bool_)
        keys.append(mine[alive])
        blocks.append((places - old[text] + new[text])[alive])
        counts += one.counts * (sizes.sum() / max(1, old[-1]))
        begin += int(sizes.sum())
    return _made(np.concatenate(keys), np.concatenate(blocks), counts)


def read(data: NDArray[np.uint8], number: int, tables: int) -> Rare:
    """`number` postings from what `columns` wrote, the first `tables` bytes of which are the tables."""
    unpacked = np.frombuffer(zlib.decompress(data[:tables].tobytes()), np.uint8)
    directory = np.zeros(_KINDS + 1, np.uint32)
    directory[1:] = np.cumsum(unpacked[: 4 * _KINDS].view("<u4"))
    lower, blocks = tables + 2 * number, tables + _EACH * number
    return Rare(
        directory=directory,
        scale=unpacked[4 * _KINDS :],
        lower=np.frombuffer(data[tables:lower].data, "<u2"),
        blocks=np.asarray(data[lower:blocks]),
    )


def size_of(number: int, tables: int) -> int:
    """How many bytes `number` postings and so many bytes of tables take."""
    return tables + _EACH * number


def _made(keys: Keys, blocks: Numbers, counts: NDArray[np.float64]) -> Rare:
    codes = (keys.astype(np.uint64) << np.uint64(32)) | blocks.astype(np.uint64)
    codes.sort()
    upper = (codes >> np.uint64(32 + _HALF)).astype(np.int64)
    directory = np.zeros(_KINDS + 1, np.uint32)
    directory[1:] = np.cumsum(np.bincount(upper, minlength=_KINDS))
    scale = np.where(counts > 0, np.round(np.log2(np.maximum(counts, 1.0)) * _STEPS) + 1, 0)
    packed = np.empty((len(codes), 3), np.uint8)
    for byte in range(3):
        packed[:, byte] = (codes >> np.uint64(8 * byte)) & np.uint64(0xFF)
    lower = ((codes >> np.uint64(32)) & np.uint64(0xFFFF)).astype(np.uint16)
    return Rare(directory, np.minimum(scale, 255).astype(np.uint8), lower, packed.reshape(-1))


def _unpacked(packed: NDArray[np.uint8]) -> Numbers:
    three = packed.astype(np.int64)
    return three[:, 0] | (three[:, 1] << 8) | (three[:, 2] << 16)
