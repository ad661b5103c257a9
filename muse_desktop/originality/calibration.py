"""What cosines mean for one encoder and one library: how alike passages are that have nothing to do with each
other.

A cosine by itself says little: each encoder has its own idea of "nothing to do with each other", and so has
each library (all sonnets are alike). Therefore the library's mean vector is taken off before vectors are
compared, and what counts as alike is what pairs of passages from different texts hardly ever reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.floating[Any]]
    Vectors = NDArray[np.float32]
else:
    Vector = Vectors = Any

VERSION = 1
MOST_PAIRS = 20_000
FEWEST_PAIRS = 200
"""With fewer pairs of passages nothing can be said about rare cosines."""
BINS = 80
REACHED_BY = 0.001
"""The share of pairs of unrelated passages whose cosine is above the threshold."""


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """The centred cosines of `pairs` pairs of unrelated passages, as a histogram (`counts` in equal bins
    from `low` to `high`), and what was drawn from them.

    `threshold`: only one pair in a thousand is above it. `highest` is the largest seen. `mean`: the library's
    mean vector, which is taken off first; `unrelated`: the mean cosine without that. `passages` and `items`:
    how many there were with vectors when it was made; `made_at` when (UTC, ISO 8601).
    """

    encoder: str
    passages: int
    items: int
    pairs: int
    low: float
    high: float
    counts: tuple[int, ...]
    threshold: float
    highest: float
    unrelated: float
    mean: tuple[float, ...]
    made_at: str = ""
    version: int = VERSION

    def bins(self) -> list[tuple[float, float, int]]:
        """The histogram: where each bin begins and ends, and the pairs in it."""
        edges = np.linspace(self.low, self.high, len(self.counts) + 1).tolist()
        return list(zip(edges[:-1], edges[1:], self.counts, strict=True))

    def share_above(self, cosine: float) -> float:
        """The share of unrelated pairs with a centred cosine above this, as well as the bins tell."""
        above = sum(count * _part_above(cosine, *edges) for *edges, count in self.bins())
        return above / self.pairs

    def is_outgrown(self, passages: int) -> bool:
        """Whether the library has changed so much that it should be made again."""
        return not 0.8 * self.passages <= passages <= 1.25 * self.passages


def calibrate(
    encoder: str, vectors: Vectors, items: Sequence[int], passages: int = 0, made_at: str = "", seed: int = 7
) -> Calibration | None:
    """Calibrate by a random sample of the library's passages: a vector and the item of each.

    Passages of different items are unrelated; in a library of one item any two of its passages are taken to
    be. None where there are too few of them to tell. `passages`: how many the sample was taken from.
    """
    texts = np.asarray(items, np.int64)
    mean = vectors.mean(axis=0, dtype=np.float64) if len(vectors) else np.zeros(0)
    left, right = _pairs(texts, np.random.default_rng(seed))
    if len(left) < FEWEST_PAIRS:
        return None
    cosines = _cosines(vectors[left] - mean, vectors[right] - mean)
    low, high = float(cosines.min()), float(max(cosines.max(), cosines.min() + 1e-6))
    counts, _ = np.histogram(cosines, bins=BINS, range=(low, high))
    return Calibration(
        encoder=encoder,
        passages=passages or len(vectors),
        items=len(np.unique(texts)),
        pairs=len(cosines),
        low=low,
        high=high,
        counts=tuple(counts.tolist()),
        threshold=float(np.quantile(cosines, 1 - REACHED_BY)),
        highest=float(cosines.max()),
        unrelated=float(_cosines(vectors[left], vectors[right]).mean()),
        mean=tuple(np.round(mean, 6).tolist()),
        made_at=made_at,
    )


def cosine(left: Vector | Sequence[float], right: Vector | Sequence[float]) -> float:
    """The cosine of the angle between two vectors; 0 when either is zero, as it has no direction."""
    found = _cosines(np.asarray([left], np.float64), np.asarray([right], np.float64))
    return float(found[0])


def centred_cosine(
    left: Vector | Sequence[float], right: Vector | Sequence[float], mean: Vector | Sequence[float]
) -> float:
    """The same after taking `mean` off both; vectors that were zero to begin with stay without direction."""
    ours, theirs, centre = (np.asarray(one, np.float64) for one in (left, right, mean))
    if not ours.any() or not theirs.any():
        return 0.0
    return cosine(ours - centre, theirs - centre)


def is_original(work: Sequence[float], known: Iterable[Sequence[float]], threshold: float) -> bool:
    """Whether no known work's vector is more similar to that of `work` than `threshold`."""
    return all(cosine(work, other) <= threshold for other in known)


def _cosines(left: Vector, right: Vector) -> NDArray[np.float64]:
    """Of each row of `left` with the same row of `right`."""
    products = np.einsum("ij,ij->i", left, right, dtype=np.float64)
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    cosines: NDArray[np.float64] = np.divide(
        products, lengths, out=np.zeros(len(products)), where=lengths > 1e-12
    )
    return np.clip(cosines, -1.0, 1.0)


def _pairs(items: NDArray[np.int64], chance: np.random.Generator) -> tuple[Any, Any]:
    """Rows of random pairs of different passages, of different items where there are several; none twice."""
    count = len(items)
    if count < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    drawn = np.sort(chance.integers(0, count, (2 * MOST_PAIRS, 2)), axis=1)
    drawn = np.unique(drawn[drawn[:, 0] != drawn[:, 1]], axis=0)
    if len(np.unique(items)) > 1:
        drawn = drawn[items[drawn[:, 0]] != items[drawn[:, 1]]]
    chosen = chance.permutation(len(drawn))[:MOST_PAIRS]
    return drawn[chosen, 0], drawn[chosen, 1]


def _part_above(cosine: float, low: float, high: float) -> float:
    return min(max((high - cosine) / (high - low), 0.0), 1.0)
