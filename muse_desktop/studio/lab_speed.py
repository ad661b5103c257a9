"""How fast a loaded model reads and writes, timed in the app's own loop: what the writer will get."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import Event, GenerateRequest, GenerationResult
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from muse_desktop.studio.lab_rules import opening, words_per_token
from muse_desktop.studio.lab_work import Work

SEED = 1
"""The same for all, so that samples differ by the model alone."""
TURNS, SECONDS = 5, 5.0
"""Turns are repeated for about so long; their middle counts. A slow model has one."""


@dataclass(frozen=True)
class Effort:
    """How much a job of the lab does: tokens of the text that are compared at most, of the prompt that is
    read and of what is written on from it in a turn, and seconds of turns."""

    tokens: int = 512
    prompt: int = 192
    written: int = 64
    seconds: float = SECONDS

    @property
    def context(self) -> int:
        """Tokens of the context all this takes. The same for all files: see `engine.child.divergence`."""
        return max(self.tokens, self.prompt + self.written) + 64


@dataclass(frozen=True)
class Speed:
    """Of one model. `words` figures are those of the prompt's text; `sample`: the first turn's text."""

    words_per_s: float
    reads_words_per_s: float
    tokens_per_s: float
    reads_tokens_per_s: float
    first_word_s: float
    prompt_tokens: int
    sample: str


def speed(engine: Engine, work: Work, prompt: str, effort: Effort) -> Speed:
    """Time a loaded model. Raises MuseError as `Engine.generate`, and as `Work.wait`."""
    _turn(engine, work, opening(prompt, 40), 4)  # the weights are read from the disk for the first of all
    turns: list[GenerationResult] = []
    started = time.perf_counter()
    while not turns or (len(turns) < TURNS and time.perf_counter() - started < effort.seconds):
        turns.append(_turn(engine, work, prompt, effort.written))
    read = len(turns[0].prompt_tokens)
    reads = statistics.median(read / max(one.timings.prefill_s, 1e-6) for one in turns)
    # A turn that the model ended early tells little of its speed.
    longest = max(len(one.candidates[0].tokens) for one in turns)
    writes = [one.timings.tokens_per_s for one in turns if 2 * len(one.candidates[0].tokens) >= longest]
    tokens_per_s = statistics.median(writes)
    words = words_per_token(prompt, read)
    return Speed(
        words_per_s=tokens_per_s * words,
        reads_words_per_s=reads * words,
        tokens_per_s=tokens_per_s,
        reads_tokens_per_s=reads,
        first_word_s=statistics.median(one.timings.first_token_s for one in turns),
        prompt_tokens=read,
        sample=turns[0].candidates[0].text,
    )


def prompt_of(engine: Engine, work: Work, text: str, effort: Effort) -> str:
    """As much of the beginning of a text as the loaded model makes `effort.prompt` tokens of.

    Raises MuseError `studio.lab_text_short` for a text without words.
    """
    tokens = work.wait(engine.tokenise(text))
    if not text.strip() or not tokens:
        raise MuseError("studio.lab_text_short")
    if len(tokens) <= effort.prompt:
        return text.rstrip()
    ends = work.wait(engine.ends(tokens[: effort.prompt]))
    return opening(text, ends[-1])


def _turn(engine: Engine, work: Work, prompt: str, tokens: int) -> GenerationResult:
    request = GenerateRequest(
        prompt=prompt, seeds=(SEED,), sampling=Sampling(), max_tokens=tokens, reuse=False
    )
    return work.wait(engine.generate(request, _deaf))


def _deaf(_event: Event) -> None:
    """The result has everything."""
