"""How probable it is that one sentence says the same as another: a small logistic model."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Self

import msgspec
import numpy as np

from muse_desktop.originality.paraphrase.likeness import Likeness
from muse_desktop.paths import resource

_STEPS = 25  # Newton's method is there after six or seven
_RIDGE = 1.0


class Scorer(msgspec.Struct, frozen=True):
    """Weights for the numbers of a `Likeness`, which are centred and brought to a standard deviation of 1
    first; `threshold` is the probability with the best F1 on the pairs it was fitted to."""

    weights: tuple[float, ...]
    bias: float
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    threshold: float = 0.5

    def probabilities(self, pairs: Sequence[Likeness]) -> list[float]:
        """That each pair says the same, where as many pairs do as do not."""
        if not pairs:
            return []
        rows = (np.array(pairs, np.float64) - self.means) / self.deviations
        scores = rows @ np.array(self.weights) + self.bias
        made: list[float] = (1.0 / (1.0 + np.exp(-np.clip(scores, -50.0, 50.0)))).tolist()
        return made

    def probability(self, pair: Likeness) -> float:
        """As `probabilities`, of one."""
        return self.probabilities([pair])[0]

    @classmethod
    def fitted(cls, pairs: Sequence[Likeness], same: Sequence[bool]) -> Self:
        """The weights under which `same` is most probable (Newton's method, a ridge of 1 on the weights)."""
        raw, truth = np.array(pairs, np.float64), np.array(same, np.float64)
        means, deviations = raw.mean(axis=0), raw.std(axis=0) + 1e-9
        rows = np.column_stack(((raw - means) / deviations, np.ones(len(raw))))
        ridge = np.diag([_RIDGE] * len(means) + [1e-9])
        weights = np.zeros(rows.shape[1])
        for _ in range(_STEPS):
            chances = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -50.0, 50.0)))
            slope = rows.T @ (chances - truth) + ridge @ weights
            bend = (rows * (chances * (1.0 - chances))[:, None]).T @ rows + ridge
            weights -= np.linalg.solve(bend, slope)
        *slopes, bias = weights.tolist()
        made = cls(tuple(slopes), bias, tuple(means.tolist()), tuple(deviations.tolist()))
        return msgspec.structs.replace(made, threshold=best_threshold(made.probabilities(pairs), same))


@cache
def shipped() -> Scorer:
    """The scorer that comes with the program; the file says what it was fitted to."""
    path = resource("originality", "paraphrase.toml")
    return msgspec.convert(tomllib.loads(path.read_text("utf-8"))["scorer"], Scorer)


@cache
def unrelated_cosine(encoder: str) -> float:
    """The mean cosine of unrelated sentences by an encoder, where it is known; else 0."""
    path = resource("originality", "paraphrase.toml")
    known: dict[str, float] = tomllib.loads(path.read_text("utf-8"))["unrelated"]
    return known.get(encoder, 0.0)


def best_threshold(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The score from which on calling pairs the same has the best F1 (2 · found / (called + true))."""
    order = np.argsort(-np.array(scores), kind="stable")
    sorted_scores, truth = np.array(scores)[order], np.array(same, np.float64)[order]
    found = np.cumsum(truth)
    f1 = 2 * found / (np.arange(1, len(truth) + 1) + truth.sum())
    last = np.append(sorted_scores[1:] < sorted_scores[:-1], True)  # equal scores are called together
    return float(sorted_scores[int(np.argmax(np.where(last, f1, -1.0)))])


def f1_score(scores: Sequence[float], same: Sequence[bool], threshold: float) -> float:
    """F1 of calling the pairs from `threshold` on the same."""
    called = np.array(scores) >= threshold
    truth = np.array(same, np.bool_)
    return float(2 * (called & truth).sum() / max(int(called.sum() + truth.sum()), 1))
