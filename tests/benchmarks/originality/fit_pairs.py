"""Fitting the scorer of sentence pairs, and how well it does on pairs it was not fitted to.

`python -m tests.benchmarks.originality.fit_pairs DIR` prints both, DIR holding pairs.jsonl with lines
{"a": sentence, "b": sentence, "same": 0 or 1}.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.library.search import encoders
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.encoders.apart import EncoderApart
from muse_desktop.originality.paraphrase.likeness import Likeness, likeness, stretched
from muse_desktop.originality.paraphrase.scorer import (
    Scorer,
    best_threshold,
    f1_score,
    shipped,
    unrelated_cosine,
)
from muse_desktop.originality.paraphrase.sentence import said
from tests.benchmarks.originality.sources import Pair, pairs

_AT_ONCE = 64


@dataclass(frozen=True)
class PairScores:
    """F1 with weights and threshold from one half, measured on the other; then with the weights that are
    shipped, the threshold from one half, and the one that is shipped on all."""

    fitted: tuple[float, float]
    threshold_only: tuple[float, float]
    as_shipped: float
    pairs: int


def likenesses(some_pairs: list[Pair], encoder: Encoder | None) -> list[Likeness]:
    """What the scorer sees of each pair."""
    made: list[Likeness] = []
    for begin in range(0, len(some_pairs), _AT_ONCE):
        some = some_pairs[begin : begin + _AT_ONCE]
        cosines = [0.0] * len(some)
        if encoder is not None:
            left, right = encoder.encode([one.a for one in some]), encoder.encode([one.b for one in some])
            unrelated = unrelated_cosine(encoder.info.id)
            cosines = [stretched(float(one), unrelated) for one in (left * right).sum(axis=1)]
        made.extend(
            likeness(said(one.a), said(one.b), cosine) for one, cosine in zip(some, cosines, strict=True)
        )
    return made


def measure(known_pairs: list[Pair], seen: list[Likeness]) -> PairScores:
    """Score the pairs in both directions; the halves are those of the generator, so that what is shipped was
    fitted to nothing that the generator's held part is made of."""
    same = [one.same for one in known_pairs]
    halves = _half(known_pairs, seen, held=False), _half(known_pairs, seen, held=True)
    fitted, threshold_only = [], []
    for (ours, truth), (theirs, other_truth) in (halves, halves[::-1]):
        scorer = Scorer.fitted(ours, truth)
        fitted.append(f1_score(scorer.probabilities(theirs), other_truth, scorer.threshold))
        threshold = best_threshold(shipped().probabilities(ours), truth)
        threshold_only.append(f1_score(shipped().probabilities(theirs), other_truth, threshold))
    return PairScores(
        (fitted[0], fitted[1]),
        (threshold_only[0], threshold_only[1]),
        f1_score(shipped().probabilities(seen), same, shipped().threshold),
        len(known_pairs),
    )


def _half(known_pairs: list[Pair], seen: list[Likeness], *, held: bool) -> tuple[list[Likeness], list[bool]]:
    ours = [at for at, one in enumerate(known_pairs) if one.held == held]
    return [seen[at] for at in ours], [known_pairs[at].same for at in ours]


def main() -> None:
    """Print the weights from the first half, and the scores."""
    known_pairs = pairs(Path(sys.argv[1]))
    known = encoders.known()
    encoder = EncoderApart(known[0]) if known else None
    try:
        seen = likenesses(known_pairs, encoder)
    finally:
        if encoder is not None:
            encoder.close()
    print(Scorer.fitted(*_half(known_pairs, seen, held=False)))
    print(measure(known_pairs, seen))


if __name__ == "__main__":
    main()
