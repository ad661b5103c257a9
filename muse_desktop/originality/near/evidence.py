"""How much the words of a stretch speak for its being taken from another stretch, and which part of it is.

Two stories are compared for each word of the draft. In the one it was copied, with edits: it stands in the
source's stretch with some probability, its share kept, or else by chance. In the other it stands there by
chance only, which a word of the share p of all blocks does in n blocks with 1 - (1 - p)^n. The logarithm
of the two probabilities' ratio is the word's evidence, in nats: a rare word that stands there too says a lot,
a common one nothing, a missing one a little against. The passage is the stretch whose sum is largest; words
that come back count less each time, for a theme is no copy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.features import BLOCK, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Weights = Flags = Numbers = Any


_NEAR = 3  # words
_ORDERED = 0.3  # the share of neighbours that an edited copy keeps together


def evidence(there: Weights, shares: Weights, letters: int, kept: float, ranks: Numbers) -> Weights:
    """The evidence of each word: `there` says how surely it stands in a stretch of so many letters (1 for the
    same word, less for a kin one), `shares` how common it is, `ranks` how often it came before."""
    chance = chances(shares, letters)
    found = np.log((kept + (1 - kept) * chance) / chance) * there / (1 + ranks)
    missing = np.log1p(-kept)
    return np.where(there > 0, found, missing)


def chances(shares: Weights, letters: int) -> Weights:
    """How probable it is that words stand in so many letters by chance."""
    blocks = max(1.0, letters / BLOCK)
    found = -np.expm1(blocks * np.log1p(-np.minimum(shares, 0.999)))
    return np.minimum(np.maximum(found, 1e-6), 0.999)


def elsewhere(keys: Any, words: Words, start: int, end: int, least: int) -> Weights:
    """The share of a text's blocks, but for letters `start` to `end`, that hold each of `keys`: what the text
    is about comes back in it. 0 in a text that is no longer; `least` blocks at least are counted.
    """
    outside = (words.ends <= start) | (words.starts >= end)
    blocks = words.starts[outside] // BLOCK
    pairs = np.sort((words.keys[outside].astype(np.int64) << 24) + blocks)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    known = pairs >> 24
    count = np.searchsorted(known, keys, "right") - np.searchsorted(known, keys, "left")
    number = len(np.flatnonzero(np.diff(np.sort(blocks), prepend=-1)))
    return np.asarray(count / max(least, number + 1))


def ranks(keys: Any) -> Numbers:
    """How often each key came before."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    inside = np.arange(len(keys)) - np.repeat(first, np.diff(np.append(first, len(keys))))
    found = np.empty(len(keys), np.int64)
    found[order] = inside
    return found


def neighbours(keys: Sequence[int], places: Mapping[int, Sequence[int]], size: int) -> float:
    """The evidence of words whose neighbour is near them in another text of `size` words too: what was taken
    keeps some of its order, what is only about the same thing does not."""
    total = 0.0
    seen: set[tuple[int, int]] = set()
    for one, other in pairwise(keys):
        here, there = places.get(one), places.get(other)
        if one == other or here is None or there is None or (one, other) in seen:
            continue
        seen.add((one, other))
        chance = -math.expm1(-len(here) * len(there) * (2 * _NEAR + 1) / max(1, size))
        if any(abs(first - second) <= _NEAR for first in here for second in there):
            total += math.log((_ORDERED + (1 - _ORDERED) * chance) / chance)
        else:
            total += math.log1p(-_ORDERED)
    return total


def best_stretch(gains: Weights, low: int, high: int) -> tuple[int, int, float]:
    """The stretch of `gains` with the largest sum among those that meet `low` to `high`, and that sum."""
    if not len(gains):
        return 0, 0, 0.0
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    low, high = max(0, min(low, len(gains) - 1)), max(1, min(high, len(gains)))
    # The stretch ends behind `low` and begins before `high`.
    least = np.minimum.accumulate(sums)
    first_of = np.maximum.accumulate(np.where(sums <= least, np.arange(len(sums)), 0))
    ends = np.arange(low + 1, len(sums))
    begins = first_of[np.minimum(ends - 1, high - 1)]
    totals = sums[ends] - sums[begins]
    best = int(np.argmax(totals))
    return int(begins[best]), int(ends[best]), float(totals[best])
