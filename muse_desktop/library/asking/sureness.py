"""Whether the best passage that was found is likely to hold the answer, or merely speaks of the same things.

A logistic model of few features, fitted on the part "development" of tests/benchmarks/library/questions.toml,
half of whose unanswerable questions ask of a work of the library something that it does not say.
"""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.library.asking.matching import MATCH, NAMED, NEAR, Question, Rated
from muse_desktop.text.segment import is_cjk

MOST_WORDS = 6
"""Words of a question beyond these make nobody surer."""


@dataclass(frozen=True)
class Seen:
    """What is known of a passage: how far the question names its work, the cosine of their meanings, and how
    many of the question's words have a counterpart in it."""

    named: float
    near: float
    match: float

    @property
    def score(self) -> float:
        """What that counts together."""
        return NAMED * self.named + NEAR * self.near + MATCH * self.match


def sureness(question: Question, seen: Seen, best: Rated, work: str) -> float:
    """Above 0: good enough to answer from. `best`: the passage's best sentence, `work`: what was looked at
    of the text that the passage is from."""
    known = features(question, seen, best, work)
    weights = CHINESE if any(map(is_cjk, question.text)) else OTHER
    return weights[0] + sum(one * weight for one, weight in zip(known, weights[1:], strict=True))


def features(question: Question, seen: Seen, best: Rated, work: str) -> tuple[float, ...]:
    """What the model goes by."""
    words = min(len(question.words), MOST_WORDS) / MOST_WORDS
    lacks = float(question.wanted.says) * (1.0 - best.fits)
    sort = best.sort - 0.4 if question.wanted.sort else 0.0
    return (seen.named, seen.near, seen.match, *question.covered(work), sort, lacks, words)


# The constant and the weights of `features`. Set so that on the development part six of seven unanswerable
# questions are refused, and the others answered in most cases.
OTHER = (-3.65, 0.7, 0.5, 0.8, 1.45, 1.2, 1.2, -3.1, 2.3)
CHINESE = (-1.55, 1.0, 4.0, 0.0, 0.0, 0.0, 0.0, -1.5, 0.0)  # a character is there or not, which says little
