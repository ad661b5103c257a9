"""Where a text may say one sentence again: blocks that hold the sentence's rarer words, the best of them.

Unlike `alike` this asks for each sentence by itself, and no block need reach any measure: who asks looks at
the few best more closely.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import rare
from muse_desktop.overlap.alike import Alike, weights
from muse_desktop.overlap.features import BLOCK, Keys, Numbers, Words
from muse_desktop.overlap.segment import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.float64]
else:
    np = LazyModule("numpy")
    Weights = Any

_MOST_PLACES = 4000  # a word that was kept in more blocks tells nothing of any
_WIDE = 1 << 34  # more blocks than any index has
_Part = tuple[Segment, Collection[int]]


def akin(
    draft: Words, spans: Sequence[tuple[int, int]], parts: Sequence[_Part], best: int
) -> list[list[Alike]]:
    """For each of the sentences at letters `spans` (in order, apart) the `best` stretches, the best first."""
    found: list[list[Alike]] = [[] for _ in spans]
    if not len(draft) or not parts or not spans:
        return found
    begins, ends = np.array(spans, np.int64).T
    owner = np.searchsorted(begins, draft.starts, "right") - 1
    inside = (owner >= 0) & (draft.starts < ends[np.maximum(owner, 0)])
    keys, number = np.unique(draft.keys[inside], return_inverse=True)
    if not len(keys):
        return found
    weight = weights(keys, [segment for segment, _ in parts])
    uses = np.unique(owner[inside] * len(keys) + number)
    for segment, dead in parts:
        for one, stretch in _in_segment(segment, dead, keys, weight, uses, best):
            start, end = spans[one]
            item, first, last, score = stretch
            found[one].append(Alike(item, first, last, start, end, score))
    return [sorted(some, key=lambda one: (-one.score, one.item, one.start))[:best] for some in found]


def _in_segment(
    segment: Segment, dead: Collection[int], keys: Keys, weight: Weights, uses: Numbers, best: int
) -> list[tuple[int, tuple[int, int, int, float]]]:
    which, blocks = segment.rare.found(keys)
    firsts = rare.firsts(segment.starts)
    kept = np.bincount(which, minlength=len(keys))[which] <= _MOST_PLACES
    if dead:
        text = np.searchsorted(firsts, blocks, "right") - 1
        kept &= ~np.isin(segment.ids[text], np.fromiter(dead, np.int64, len(dead)))
    which, blocks = which[kept], blocks[kept]
    sentence, word = uses // len(keys), uses % len(keys)
    first = np.searchsorted(which, word, "left")
    count = np.searchsorted(which, word, "right") - first
    if not count.sum():
        return []
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    codes = np.repeat(sentence, count) * _WIDE + blocks[np.repeat(first, count) + step]
    order = np.argsort(codes, kind="stable")
    codes, grams = codes[order], np.repeat(weight[word], count)[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    codes, sums = codes[starts], np.add.reduceat(grams, starts)
    return [
        (int(codes[at] // _WIDE), (*_stretch(segment, firsts, int(codes[at] % _WIDE)), float(total)))
        for at, total in _best(codes, _with_next(codes, sums), best)
    ]


def _with_next(codes: Numbers, sums: Weights) -> Weights:
    """What a block and the one behind it hold of a sentence, which may begin in one and end in the other."""
    at = np.minimum(np.searchsorted(codes, codes + 1), len(codes) - 1)
    made: Weights = sums + np.where(codes[at] == codes + 1, sums[at], 0.0)
    return made


def _best(codes: Numbers, scores: Weights, best: int) -> list[tuple[int, float]]:
    """The places of the best few of each sentence, and their scores."""
    sentences = codes // _WIDE
    order = np.lexsort((-scores, sentences))
    starts = np.flatnonzero(np.diff(sentences[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    chosen = order[rank < best]
    return list(zip(chosen.tolist(), scores[chosen].tolist(), strict=True))


def _stretch(segment: Segment, firsts: Numbers, block: int) -> tuple[int, int, int]:
    """The item of a block, and the letters of it and the next block."""
    text = int(np.searchsorted(firsts, block, "right")) - 1
    begin = (block - int(firsts[text])) * BLOCK
    size = int(segment.starts[text + 1] - segment.starts[text])
    return int(segment.ids[text]), begin, min(size, begin + 2 * BLOCK)
