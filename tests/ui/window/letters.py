"""A scripted engine whose tokens are letters, so that texts and tokens agree; it knows a few next words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from muse_desktop.engine import protocol as wire
from muse_desktop.engine.values import NextWord, NextWords, WordsRequest
from tests.ui.window.scripted import WORDS, ScriptedEngine, done

NEXT = ((" tide", 2.0), (" sea", 1.5), (" wind", 1.0), (",", 0.5), (" gulls", 0.0), ("", -1.0))


def spelt(text: str) -> tuple[int, ...]:
    return tuple(ord(letter) for letter in text)


def read(tokens: Sequence[int]) -> str:
    return "".join(map(chr, tokens))


class LettersJob:
    """A generation that says the kept letters, then the engine's own, four at a time."""

    def __init__(
        self, engine: LettersEngine, request: wire.GenerateRequest, hear: Callable[..., None]
    ) -> None:
        self.future: Future[wire.GenerationResult] = Future()
        self._engine, self._request, self._hear = engine, request, hear
        self._stopped = threading.Event()
        threading.Thread(target=self._play, daemon=True).start()

    def cancel(self) -> None:
        self._stopped.set()
        self._engine.gate.set()

    def stop_candidate(self, _candidate: int) -> None:
        self.cancel()

    def _play(self) -> None:
        request, hear = self._request, self._hear
        hear(wire.Started(12, 0, 2048))
        told = read(request.kept)
        story = "".join(self._engine.pieces)[: request.max_tokens]
        for place in range(len(request.seeds)):
            if told:
                hear(wire.Piece(place, told, len(told)))
        for at in range(0, len(story), 4):
            self._engine.gate.wait(20)
            if self._stopped.is_set():
                break
            told += story[at : at + 4]
            for place in range(len(request.seeds)):
                hear(wire.Piece(place, story[at : at + 4], 4))
        reason: wire.StopReason = "cancelled" if self._stopped.is_set() else "length"
        for place in range(len(request.seeds)):
            hear(wire.CandidateDone(place, reason))
        result = wire.GenerationResult(
            "the prompt",
            (1, 2, 3),
            tuple(wire.CandidateResult(told, spelt(told), reason, seed) for seed in request.seeds),
            (("min_p", {"p": 0.05}), ("temperature", {"t": 0.8}), ("dist", {})),
            wire.Timings(0.1, 0.2, 1.0, 40.0, 1.1),
            wire.Layout(0, (12,), 512, 512, 2048, 2, 0, len(request.seeds)),
            {"llama_cpp_python": "0.3.36", "devices": ["CPU"]},
        )
        hear(wire.Finished(result))
        self.future.set_result(result)


class WordsJob:
    """Words that come when the engine's `words_gate` is open."""

    def __init__(self, gate: threading.Event, found: NextWords) -> None:
        self.future: Future[NextWords] = Future()
        threading.Thread(target=self._play, args=(gate, found), daemon=True).start()

    def cancel(self) -> None:
        return

    def _play(self, gate: threading.Event, found: NextWords) -> None:
        gate.wait(20)
        self.future.set_result(found)


class LettersEngine(ScriptedEngine):
    """Tokens are letters. Of the next words, the first that does not begin like the last is likeliest."""

    def __init__(self) -> None:
        super().__init__()
        self.words_gate = threading.Event()
        self.words_gate.set()
        self.asked: list[WordsRequest] = []

    def generate(
        self, request: wire.GenerateRequest, on_event: Callable[..., None], label: str = ""
    ) -> Any:
        self.requests.append(request)
        return LettersJob(self, request, on_event)

    def words(self, request: WordsRequest) -> WordsJob:
        self.asked.append(request)
        heat = request.sampling.temperature
        best = max(value for _, value in NEXT)
        weights = [2.7 ** ((value - best) / heat) if heat else float(value == best) for _, value in NEXT]
        found = tuple(
            NextWord(text, spelt(text), weight / sum(weights), 0.1, not text)
            for (text, _), weight in zip(NEXT, weights, strict=True)
        )
        return WordsJob(self.words_gate, NextWords(found, 3, 3))

    def tokenise(self, text: str, *, special: bool = False) -> Future[list[int]]:
        return done(list(spelt(text)))

    def ends(self, tokens: Sequence[int]) -> Future[list[int]]:
        return done(list(range(1, len(tokens) + 1)))


STORY = WORDS
