"""Stretches of texts that hold rare words of a draft close together, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
_LEAST = 10.0  # two rare words; nats
_LEAST_WORDS = 2
_BEST = 24  # stretches of texts for one cell of a draft
_WIDE = 1 << 34  # more blocks than any index has
_PORTION = 1024  # cells worked on at once
_NOTHING = 0.5  # nats
_OF_A_PASSAGE = 2  # blocks
_LEAST_BLOCKS = 8
_Part = tuple[Segment, Collection[int]]


@dataclass(frozen=True)
class Alike:
    """Letters `draft_start` to `draft_end` of a draft share words with letters `start` to `end` of an item.

    `score`: how improbable that is, in nats, were words strewn at random, each different word counted once
    and those that come back all through the item for little; only good for comparing. Both stretches are
    rough: they are where to look, not what was found.
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
    which, blocks, text = which[kept], blocks[kept], text[kept]
    if not len(which):
        return []
    tells = np.minimum(weight[which], _of_themes(which, text, np.diff(firsts)))
    telling = tells > _NOTHING
    which, blocks, tells = which[telling], blocks[telling], tells[telling]
    # The same word twice in a cell counts once.
    size = len(keys)
    uses = np.sort(cells * size + number)
    uses = uses[np.flatnonzero(np.diff(uses, prepend=-1))]
    found: list[Alike] = []
    for begin in range(0, int(cells[-1]) + 1, _PORTION):
        low, high = np.searchsorted(uses, [(begin - 1) * size, (begin + _PORTION + 1) * size])
        cell, word = uses[low:high] // size, uses[low:high] % size
        met = _met(cell, word, which, blocks, tells)
        found += _stretches(met, begin, begin + _PORTION, segment, firsts)
    return found


def _met(cell: Numbers, word: Numbers, which: Numbers, blocks: Numbers, tells: Weights) -> _Met:
    """Each word of the cells with each of its postings."""
    first = np.searchsorted(which, word, "left")
    count = np.searchsorted(which, word, "right") - first
    inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    places = np.repeat(first, count) + inside
    codes = np.repeat(cell, count) * _WIDE + blocks[places]
    order = np.argsort(codes, kind="stable")
    return _Met(codes[order], np.repeat(word, count)[order], tells[places[order]])


def _of_themes(which: Numbers, text: Numbers, blocks: Numbers) -> Weights:
    """What each posting tells in its own text, in nats: a word that comes back all through it tells little.

    Of its blocks there, those that one passage may have are not counted."""
    begins = np.flatnonzero((np.diff(which, prepend=-1) != 0) | (np.diff(text, prepend=-1) != 0))
    count = np.diff(np.append(begins, len(which)))
    share = np.maximum(count - _OF_A_PASSAGE, 0.5) / np.maximum(blocks[text[begins]], _LEAST_BLOCKS)
    return np.repeat(-np.log(np.minimum(share, 1.0)), count)


@dataclass(frozen=True, eq=False)
class _Met:
    """The words that cells of a draft and blocks of texts have in common, by cell, then block (`codes`)."""

    codes: Numbers
    words: Numbers
    tells: Weights

    @cached_property
    def bounds(self) -> Numbers:
        """Where each cell and block begins; the last is the end."""
        return np.append(np.flatnonzero(np.diff(self.codes, prepend=-1)), len(self.codes))

    @cached_property
    def places(self) -> Numbers:
        """The code of each cell and block, once."""
        return self.codes[self.bounds[:-1]]

    @cached_property
    def beside(self) -> list[tuple[Numbers, Numbers]]:
        """Of each place, those of the cell before, its own and the next with the same or neighbouring blocks:
        from, to."""
        padded = np.append(self.places, np.iinfo(np.int64).max)
        found = []
        for down in (-_WIDE, 0, _WIDE):
            first = np.searchsorted(self.places, self.places + (down - 1))
            last = first.copy()
            for _ in range(3):
                last += padded[last] <= self.places + (down + 1)
            found.append((first, last))
        return found

    def roughly(self) -> Weights:
        """What the words around each place tell, those that come back counted each time."""
        sums = np.concatenate((np.zeros(1), np.cumsum(self.tells)))[self.bounds]
        return np.asarray(sum(sums[last] - sums[first] for first, last in self.beside))

    def around(self, places: Numbers) -> tuple[Weights, Numbers]:
        """What the different words around each of `places` tell, and how many they are."""
        owners, members = [], []
        for first, last in self.beside:
            begin = self.bounds[first[places]]
            count = self.bounds[last[places]] - begin
            inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            owners.append(np.repeat(np.arange(len(places)), count))
            members.append(np.repeat(begin, count) + inside)
        owner, member = np.concatenate(owners), np.concatenate(members)
        order = np.lexsort((self.words[member], owner))
        owner, member = owner[order], member[order]
        new = np.diff(owner, prepend=-1) != 0
        new |= np.diff(self.words[member], prepend=-1) != 0
        owner, member = owner[new], member[new]
        told = np.bincount(owner, self.tells[member], len(places)).astype(np.float64)
        return told, np.bincount(owner, minlength=len(places)).astype(np.int64)


def _stretches(met: _Met, begin_cell: int, end_cell: int, segment: Segment, firsts: Numbers) -> list[Alike]:
    """Of the cells from one to another those, with blocks, that reach the threshold with their neighbours."""
    if not len(met.codes):
        return []
    own = (met.places >= begin_cell * _WIDE) & (met.places < end_cell * _WIDE)
    good = np.flatnonzero(own & (met.roughly() >= _LEAST))
    total, words = met.around(good)
    enough = np.flatnonzero((total >= _LEAST) & (words > _LEAST_WORDS))
    good, total = good[enough], total[enough]
    codes = met.places
    chosen = _best_of_each(codes[good] // _WIDE, total, np.arange(len(good)))
    found = []
    for place, score in zip(good[chosen].tolist(), total[chosen].tolist(), strict=True):
        cell, block = divmod(int(codes[place]), _WIDE)
        text = int(np.searchsorted(firsts, block, "right")) - 1
        begin = (block - int(firsts[text])) * BLOCK
        size = int(segment.starts[text + 1] - segment.starts[text])
        end = min(size, begin + 2 * BLOCK)
        item = int(segment.ids[text])
        start = max(0, begin - BLOCK)
        found.append(Alike(item, start, end, max(0, (cell - 1) * CELL), (cell + 2) * CELL, score))
    return found


def _best_of_each(cells: Numbers, scores: Weights, places: Numbers) -> Numbers:
    """The places of the best `_BEST` of each cell."""
    order = np.lexsort((-scores, cells))
    cells, places = cells[order], places[order]
    starts = np.flatnonzero(np.diff(cells, prepend=-1))
    rank = np.arange(len(cells)) - np.repeat(starts, np.diff(np.append(starts, len(cells))))
    return np.sort(places[rank < _BEST])
