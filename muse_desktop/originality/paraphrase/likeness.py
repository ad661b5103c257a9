"""How alike two sentences are, in a few numbers that mean the same in every language."""

from __future__ import annotations

import math
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from muse_desktop.originality.paraphrase.sentence import Rarity, Said, brevity


class Likeness(NamedTuple):
    """What the judgement of a pair of sentences rests on; all but `length` are 0 ... 1.

    `words`: how much of the words of the one with fewer stands in the other, rare ones counting more.
    `order`: words in the same order in both, of those of the longer. `letters`: the same of letters, so that
    word forms count in part. `names`: names and numbers of either that the other has too. `length`: how much
    longer one is, |ln(words / words)|. `meaning`: cosine of the vectors of an encoder, where 0 is that of
    unrelated texts; below it counts as 0.
    """

    words: float
    order: float
    letters: float
    names: float
    length: float
    meaning: float


def likeness(ours: Said, theirs: Said, meaning: float = 0.0, rarity: Rarity = brevity) -> Likeness:
    """Compare two sentences; one without words is like nothing. `meaning`: see `stretched`."""
    if not ours.words or not theirs.words:
        return Likeness(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    longer = max(len(ours.words), len(theirs.words))
    return Likeness(
        words=_contained(ours, theirs, rarity),
        order=LCSseq.similarity(ours.words, theirs.words) / longer,
        letters=Indel.normalized_similarity(ours.letters, theirs.letters),
        names=_agreeing(ours, theirs),
        length=abs(math.log(len(ours.words) / len(theirs.words))),
        meaning=max(0.0, meaning),
    )


def stretched(cosine: float, unrelated: float) -> float:
    """A cosine as a share of the way from that of unrelated texts to 1, so that encoders can be compared."""
    return (cosine - unrelated) / max(1.0 - unrelated, 1e-6)


def _contained(ours: Said, theirs: Said, rarity: Rarity) -> float:
    both = sum(map(rarity, ours.different & theirs.different))
    fewer = min(sum(map(rarity, ours.different)), sum(map(rarity, theirs.different)))
    return both / fewer if fewer else 0.0


def _agreeing(ours: Said, theirs: Said) -> float:
    """One more on both sides, so that sentences without names agree and one name does not decide all."""
    shared = len(ours.names & theirs.different) + len(theirs.names & ours.different)
    return (shared + 1) / (len(ours.names) + len(theirs.names) + 1)
