"""Two ranked lists made into one."""

from __future__ import annotations

from collections.abc import Sequence

CONSTANT = 60
"""k of the formula; how little the first ranks count more than those below. The paper's own choice."""


def fuse(*lists: Sequence[int]) -> list[tuple[int, float]]:
    """The members of several ranked lists (best first), best first, with their scores.

    Reciprocal rank fusion: each list gives a member 1 / (k + its rank, from 1). G. V. Cormack, C. L. A.
    Clarke, S. Buettcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods,
    SIGIR 2009.
    Scores of different kinds (BM25, cosines) need not be made comparable for it.
    """
    scores: dict[int, float] = {}
    for ranked in lists:
        for rank, member in enumerate(ranked, 1):
            scores[member] = scores.get(member, 0.0) + 1 / (CONSTANT + rank)
    return sorted(scores.items(), key=lambda one: -one[1])  # stable: of equals, the first list's first
