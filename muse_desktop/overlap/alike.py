"""Stretches of texts that hold rare words of a draft close together, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import rare
from muse_desktop.overlap.features import BLOCK, Keys, Numbers, Words
from muse_desktop.overlap.segment import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.float64]
else:
    np = LazyModule("numpy")
    Weights = Any

CELL = 128
"""Letters of the draft that are looked at as one."""
_MOST_PLACES = 4000  # a word that was kept in more blocks tells nothing of any
_LEAST = 14.0  # two or three rare words; nats
_LEAST_WORDS = 2
_BEST = 24  # stretches of texts for one cell of a draft
_WIDE = 1 << 34  # more blocks than any index has
_Part = tuple[Segment, Collection[int]]


@dataclass(frozen=True)
class Alike:
    """Letters `draft_start` to `draft_end` of a draft share words with letters `start` to `end` of an item.

    `score`: how improbable that is, in nats, were words strewn at random; only good for comparing. Both
    stretches are rough: they are where to look, not what was found.
    """

    item: int
    start: int
    end: int
    draft_start: int
    draft_end: int
    score: float


def alike(draft: Words, parts: Sequence[_Part]) -> list[Alike]:
    """The stretches of the texts of `parts` that share rare words with the draft, best first."""
    if not len(draft) or not parts:
        return []
    keys = np.sort(draft.keys)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=keys[:1] ^ np.uint32(1)))]
    weight = weights(keys, [segment for segment, _ in parts])
    number = np.searchsorted(keys, draft.keys)
    found: list[Alike] = []
    for segment, dead in parts:
        found += _in_segment(segment, dead, keys, weight, number, draft.starts // CELL)
    size = int(draft.ends[-1])
    found = [one if one.draft_end <= size else replace(one, draft_end=size) for one in found]
    return sorted(found, key=lambda one: (-one.score, one.item, one.start))


def shares(keys: Keys, segments: Sequence[Segment]) -> Weights:
    """The share of all blocks that hold each word, about; never 0."""
    kinds = rare.kind(keys)
    counts = sum((one.rare.counts[kinds] for one in segments), np.zeros(len(keys)))
    return np.minimum(1.0, (counts + 0.5) / (blocks_of(segments) + 1.0))


def blocks_of(segments: Sequence[Segment]) -> int:
    """How many blocks the texts of `segments` have."""
    return sum(int(rare.firsts(one.starts)[-1]) for one in segments)


def weights(keys: Keys, segments: Sequence[Segment]) -> Weights:
    """What each word tells: the logarithm of the share of blocks that hold it, in nats, made positive."""
    return -np.log(shares(keys, segments))


def _in_segment(
    segment: Segment, dead: Collection[int], keys: Keys, weight: Weights, number: Numbers, cells: Numbers
) -> list[Alike]:
    which, blocks = segment.rare.found(keys)
    often = np.bincount(which, minlength=len(keys))
    firsts = rare.firsts(segment.starts)
    text = np.searchsorted(firsts, blocks, "right") - 1
    kept = often[which] <= _MOST_PLACES
    if dead:
        kept &= ~np.isin(segment.ids[text], np.fromiter(dead, np.int64, len(dead)))
    which, blocks = which[kept], blocks[kept]
    if not len(which):
        return []
    # Each word of the draft with each of its postings; the same word twice in a cell counts once.
    size = len(keys)
    uses = np.sort(cells * size + number)
    uses = uses[np.flatnonzero(np.diff(uses, prepend=-1))]
    cell, word = uses // size, uses % size
    first = np.searchsorted(which, word, "left")
    count = np.searchsorted(which, word, "right") - first
    inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    places = np.repeat(first, count) + inside
    codes = np.repeat(cell, count) * _WIDE + blocks[places]
    grams = np.repeat(weight[word], count)
    order = np.argsort(codes, kind="stable")
    codes, grams = codes[order], grams[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    sums, tally = np.add.reduceat(grams, starts), np.diff(np.append(starts, len(codes)))
    return _stretches(codes[starts], sums, tally, segment, firsts)


def _stretches(
    codes: Numbers, sums: Weights, tally: Numbers, segment: Segment, firsts: Numbers
) -> list[Alike]:
    """Cells and blocks that reach the threshold together with their neighbours, joined where they touch."""
    total, words = np.zeros(len(codes)), np.zeros(len(codes), np.int64)
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            wanted = codes + down * _WIDE + across
            at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            there = codes[at] == wanted
            total += np.where(there, sums[at], 0.0)
            words += np.where(there, tally[at], 0)
    good = np.flatnonzero((total >= _LEAST) & (words > _LEAST_WORDS))
    good = _best_of_each(codes[good] // _WIDE, total[good], good)
    found = []
    for place in good.tolist():
        cell, block = divmod(int(codes[place]), _WIDE)
        text = int(np.searchsorted(firsts, block, "right")) - 1
        begin = (block - int(firsts[text])) * BLOCK
        size = int(segment.starts[text + 1] - segment.starts[text])
        end = min(size, begin + 2 * BLOCK)
        item = int(segment.ids[text])
        start = max(0, begin - BLOCK)
        found.append(
            Alike(item, start, end, max(0, (cell - 1) * CELL), (cell + 2) * CELL, float(total[place]))
        )
    return found


def _best_of_each(cells: Numbers, scores: Weights, places: Numbers) -> Numbers:
    """The places of the best `_BEST` of each cell."""
    order = np.lexsort((-scores, cells))
    cells, places = cells[order], places[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    rank = np.arange(len(cells)) - np.repeat(starts, np.diff(np.append(starts, len(cells))))
    return np.sort(places[rank < _BEST])
