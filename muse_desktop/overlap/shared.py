"""Which texts of an index share fingerprints with each other, and how many: all of them at once.

A fingerprint counts once for a text, however often it stands there. The index is read in portions of its
keys, so the memory taken does not grow with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.segment import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Numbers = Any

_PORTION = 4_000_000  # postings worked on at once: some 300 MB
_ALL_PAIRS = 16
_KEY = 32
_PLACE = 0xFFFFFFFF


@dataclass(frozen=True)
class InCommon:
    """`own`: how many different fingerprints each text has; `pairs`: how many both have, smaller id first.

    Of a fingerprint that more than 16 texts have, only the pairs with the first of them are counted.
    """

    own: Mapping[int, int]
    pairs: Mapping[tuple[int, int], int]


def in_common(
    parts: Sequence[tuple[Segment, Collection[int]]], least: float = 0.0, portion: int = _PORTION
) -> InCommon:
    """What the texts of `parts` (segments, with the ids of dead texts) share.

    Only pairs that share at least `least` of the fingerprints of the one with fewer are given.
    """
    ids = np.array(
        sorted({int(one) for segment, dead in parts for one in segment.ids if int(one) not in dead}), np.int64
    )
    own = np.zeros(len(ids), np.int64)
    codes, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    for keys, texts in _portions(parts, ids, portion):
        own += np.bincount(texts, minlength=len(ids))
        found = _pairs(keys, texts, len(ids))
        codes, counts = _added(codes, counts, found)
    first, second = codes // max(len(ids), 1), codes % max(len(ids), 1)
    enough = counts >= least * np.minimum(own[first], own[second])
    pairs = {
        (int(ids[one]), int(ids[other])): int(count)
        for one, other, count in zip(first[enough], second[enough], counts[enough], strict=True)
    }
    return InCommon({int(one): int(count) for one, count in zip(ids, own, strict=True)}, pairs)


def _portions(
    parts: Sequence[tuple[Segment, Collection[int]]], ids: Numbers, portion: int
) -> Iterator[tuple[Numbers, Numbers]]:
    """Portions of all (key, number of text), each once, in order; a key's are all in one portion."""
    total = sum(len(segment.postings) for segment, _ in parts)
    number = max(1, -(-total // portion))
    for part in range(number):
        low, high = (part << 32) // number, ((part + 1) << 32) // number
        made = [_between(segment, dead, low, high, ids) for segment, dead in parts]
        pairs = np.concatenate(made) if made else np.empty(0, np.uint64)
        pairs.sort()
        pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=pairs[:1] ^ np.uint64(1)))]
        yield (pairs >> _KEY).astype(np.int64), (pairs & _PLACE).astype(np.int64)


def _between(segment: Segment, dead: Collection[int], low: int, high: int, ids: Numbers) -> Any:
    """The living postings with keys from `low` to before `high`: key above, number of the text below."""
    begin = int(np.searchsorted(segment.postings, np.uint64(low << _KEY)))
    end = len(segment.postings)
    if high < 1 << 32:
        end = int(np.searchsorted(segment.postings, np.uint64(high << _KEY)))
    postings = np.asarray(segment.postings[begin:end])
    inside = np.searchsorted(segment.starts, (postings & _PLACE).astype(np.int64), "right") - 1
    owners = segment.ids[inside]
    if dead:
        alive = ~np.isin(owners, np.fromiter(dead, np.int64, len(dead)))
        postings, owners = postings[alive], owners[alive]
    numbers = np.searchsorted(ids, owners).astype(np.uint64)
    return ((postings >> np.uint64(_KEY)) << np.uint64(_KEY)) | numbers


def _pairs(keys: Numbers, texts: Numbers, number: int) -> Numbers:
    """first * number + second for every two texts with the same key."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(np.append(starts, len(keys)))
    made: list[Numbers] = []
    for size in range(2, _ALL_PAIRS + 1):
        here = starts[sizes == size]
        for one in range(size if len(here) else 0):
            for other in range(one + 1, size):
                made.append(texts[here + one] * number + texts[here + other])
    many = sizes > _ALL_PAIRS
    first = np.repeat(starts[many], sizes[many])
    place = np.arange(len(first)) - np.repeat(np.cumsum(sizes[many]) - sizes[many], sizes[many])
    rest = place > 0
    made.append(texts[first[rest]] * number + texts[first[rest] + place[rest]])
    return np.concatenate(made)


def _added(codes: Numbers, counts: Numbers, found: Numbers) -> tuple[Numbers, Numbers]:
    """Sums by code with those `found` counted in."""
    every = np.concatenate((codes, found))
    weights = np.concatenate((counts, np.ones(len(found), np.int64)))
    order = np.argsort(every, kind="stable")
    every, weights = every[order], weights[order]
    starts = np.flatnonzero(np.diff(every, prepend=-1))
    if not len(starts):
        return every, weights
    return every[starts], np.add.reduceat(weights, starts)
