"""Insight that answers when it is told to, with numbers that are easy to check."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from muse_desktop.engine.values import Scored
from muse_desktop.studio.insight import Insight, Mattered, PartEffect, Place
from tests.ui.window.scripted import WORDS, done

TWO = (Place(0, 0.80, 0.30), Place(1, 0.40, 0.90))
PARTS = (
    PartEffect("before", {"en": "your text", "zh": "你的文字"}, 40, 1.5),
    PartEffect("wish", {"en": "wish", "zh": "要求"}, 6, 0.4),
    PartEffect("title", {"en": "title", "zh": "标题"}, 3, -0.2),
)


class ScriptedInsight:
    """What `Studio.insight` is in a test; `held` futures are answered by the test."""

    def __init__(self, real: Insight, places: Sequence[Place] = TWO) -> None:
        self.best, self.close = real.best, real.close
        self.answer = tuple(places)
        self.hold = False
        self.held: list[Future[Any]] = []
        self.asked: list[tuple[str, int]] = []

    def places(self, generation: int) -> Future[tuple[Place, ...]]:
        self.asked.append(("places", generation))
        return self._answer(self.answer)

    def mattered(self, generation: int, candidate: int) -> Future[Mattered]:
        self.asked.append(("mattered", candidate))
        return self._answer(Mattered(-2.0, PARTS, False))

    def surprise(self, generation: int, candidate: int) -> Future[Scored]:
        self.asked.append(("surprise", candidate))
        tokens = WORDS.split(" ")[1:]
        ends, at = [], 0
        for word in tokens:
            at += len(word) + 1
            ends.append(at)
        logprobs = [-0.1] * len(tokens)
        logprobs[2] = -7.0  # "tide"
        return self._answer(Scored(WORDS, tuple(range(len(tokens))), tuple(ends), tuple(logprobs), 3))

    def _answer(self, value: object) -> Future[Any]:
        if not self.hold:
            return done(value)
        future: Future[Any] = Future()
        self.held.append(future)
        return future
