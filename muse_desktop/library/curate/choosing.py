"""Choosing a few of many by how much they matter and how much they differ.

Rows of vectors have length 1 (or are all zero: nothing is known, like nothing else), so that the dot product
of two is their likeness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
else:
    np = LazyModule("numpy")
    Rows = Any

# With nothing but difference in mind the choice would be of oddities: a little of what matters stays.
_LEAST_WEIGHT = 0.1


def by_marginal_relevance(relevance: Rows, vectors: Rows, balance: float, count: int) -> list[int]:
    """At most `count` row numbers by maximal marginal relevance, in the order chosen.

    Each time the row with the largest w·relevance - (1 - w)·(its likeness to the most alike row chosen) is
    taken (J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking for reordering documents
    and producing summaries", SIGIR 1998, where w is called lambda). `balance` 1 (similar) is w = 1, the rows
    in the order of their relevance; 0 (surprising) is w = 0.1. `relevance` is 0 to 1.
    """
    weight = _LEAST_WEIGHT + (1 - _LEAST_WEIGHT) * min(1.0, max(0.0, balance))
    left = np.ones(len(relevance), np.bool_)
    alike = np.zeros(len(relevance), np.float32)
    chosen: list[int] = []
    while len(chosen) < min(count, len(relevance)):
        value = np.where(left, weight * relevance - (1 - weight) * alike, -np.inf)
        best = int(value.argmax())
        chosen.append(best)
        left[best] = False
        alike = np.maximum(alike, vectors @ vectors[best])
    return chosen


def most_different(vectors: Rows, count: int, first: int | None = None) -> list[int]:
    """At most `count` row numbers that are far from each other, in the order chosen.

    Each time the row that is least like any chosen one is taken (T. Gonzalez, "Clustering to minimize the
    maximum intercluster distance", Theoretical Computer Science 38, 1985: within twice of the best radius of
    k centres). Begins with `first`, by default the row that is most like the mean of all. Rows of zeros say
    nothing of a text and are taken last.
    """
    if not len(vectors) or count < 1:
        return []
    known = (vectors != 0).any(axis=1)
    if first is None:
        first = int(np.where(known, vectors @ vectors.mean(axis=0), -np.inf).argmax())
    chosen = [first]
    nearest = np.where(known, vectors @ vectors[first], 2.0).astype(np.float32)  # unknown rows come last
    nearest[first] = np.inf
    while len(chosen) < min(count, len(vectors)):
        farthest = int(nearest.argmin())
        chosen.append(farthest)
        nearest = np.maximum(nearest, np.where(known, vectors @ vectors[farthest], 2.0))
        nearest[farthest] = np.inf
    return chosen


def mean_likeness(vectors: Rows) -> float:
    """The mean likeness of every two rows; 0 for fewer than two."""
    rows = len(vectors)
    if rows < 2:
        return 0.0
    total = vectors.sum(axis=0, dtype=np.float64)
    own = float((vectors.astype(np.float64) ** 2).sum())
    return (float(total @ total) - own) / (rows * (rows - 1))
