"""Which words stand where: the second part of an index, for passages whose words were moved or edited.

A text is cut into blocks of 256 letters (about fifty words). Of the words in a block the rarest are kept, as
hashes of their beginnings, so that most endings do not matter. In script written without spaces every two
neighbouring letters are a word.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint32]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
else:
    np = LazyModule("numpy")
    Keys = Numbers = Flags = Any

BLOCK = 256
"""Letters of a block."""
STEM = 6
"""Letters of a word that count: "discover", "discovered" and "discovery" are one."""
SHORTEST = 3
"""Shorter words, in script with spaces, are nobody's."""
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_APOSTROPHES = frozenset("'’ʼ")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text in order: key of each, and the letters where it begins and ends."""

    keys: Keys
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, some: slice) -> Words:
        return Words(self.keys[some], self.starts[some], self.ends[some])


@dataclass(frozen=True, eq=False)
class Features:
    """The different words of each block of a text: their keys, and the blocks (from 0), by block."""

    keys: Keys
    blocks: Numbers

    def __len__(self) -> int:
        return len(self.keys)


def words_of(text: Normalised) -> Words:
    """The words of `text`, those too short to tell anything left out."""
    size = len(text.letters)
    if not size:
        none = np.empty(0, np.int64)
        return Words(np.empty(0, np.uint32), none, none)
    borders = np.flatnonzero(breaks(text))
    starts, ends = borders, np.append(borders[1:], size)
    alphabetic = ~text.cjk[starts]
    long = ends - starts >= SHORTEST
    # A pair of letters written without spaces begins at each of them that is followed by another.
    pairs = ~alphabetic & (ends < size)
    pairs[:-1] &= ~alphabetic[1:] & (text.offsets[ends[:-1]] - text.offsets[starts[:-1]] <= 2)
    kept = (alphabetic & long) | pairs
    starts, ends, alphabetic = starts[kept], ends[kept], alphabetic[kept]
    counted = np.where(alphabetic, np.minimum(ends - starts, STEM), 2)
    return Words(_hashes(text, starts, counted), starts, np.where(alphabetic, ends, starts + 2))


def features(text: Normalised) -> Features:
    """The different words of each block of `text`."""
    words = words_of(text)
    codes = np.sort(((words.starts // BLOCK) << 32) | words.keys)
    codes = codes[np.flatnonzero(np.diff(codes, prepend=-1))]
    return Features((codes & 0xFFFFFFFF).astype(np.uint32), codes >> 32)


def breaks(text: Normalised) -> Flags:
    """Which letters begin a word: the first, every letter without spaces, and those behind a separator.

    Marks, joiners and apostrophes between two letters separate nothing.
    """
    begins = np.ones(len(text.letters), np.bool_)
    offsets = text.offsets[:-1]
    if not len(offsets):
        return begins
    begins[1:] = np.diff(offsets) > 1
    begins |= text.cjk
    begins[1:] |= text.cjk[:-1]
    behind = np.flatnonzero(begins[1:] & ~text.cjk[1:] & ~text.cjk[:-1]) + 1
    narrow = behind[(offsets[behind] - offsets[behind - 1]) <= 4]
    codes = np.frombuffer(text.source.encode("utf-32-le", "surrogatepass"), np.uint32)
    joined = np.ones(len(narrow), np.bool_)
    gaps = offsets[narrow] - offsets[narrow - 1] - 1
    for step in range(1, 4):
        there = gaps >= step
        joined[there] &= _joining(codes[offsets[narrow[there]] - step])
    begins[narrow[joined]] = False
    return begins


def _joining(codes: Keys) -> Flags:
    found = np.zeros(len(codes), np.bool_)
    for code in set(codes[(codes == 0x27) | (codes > 0xFF)].tolist()):
        if _joins(code):
            found |= codes == code
    return found


@cache
def _joins(code: int) -> bool:
    ch = chr(code)
    return ch in _APOSTROPHES or unicodedata.category(ch) in ("Mn", "Mc", "Me", "Cf")


def _hashes(text: Normalised, starts: Numbers, counted: Numbers) -> Keys:
    """A hash of `counted` letters from each of `starts`."""
    codes = text.codes
    total = np.zeros(len(starts), np.uint64)
    with np.errstate(over="ignore"):
        for step in range(STEM):
            inside = np.flatnonzero(counted > step)
            if len(inside) == len(starts):
                total = total * np.uint64(_BASE) + codes[starts + step] + np.uint64(1)
            else:
                total[inside] = (
                    total[inside] * np.uint64(_BASE) + codes[starts[inside] + step] + np.uint64(1)
                )
        total ^= total >> np.uint64(33)
        total *= np.uint64(_MIX)
        total ^= total >> np.uint64(29)
    return (total >> np.uint64(32)).astype(np.uint32)
