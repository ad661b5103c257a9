"""The values every caller of the engine uses: a request, its events, its result, the loaded model.

The lines in which they travel between the app and the engine's child are in `lines`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from muse_desktop.engine.sampling import LAST_SEED, Sampling, Step
from muse_desktop.engine.utf8 import sendable
from muse_desktop.engine.values import Adapter, Guarded, Prompt
from muse_desktop.engine.values import (
    Message as Message,
)

MAX_CANDIDATES = 4

StopReason = Literal["end", "length", "stop", "cancelled", "blocked"]
"""blocked: every way on led into a banned phrase, or a run of words that is blocked."""


class GenerateRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One generation of 1 to 4 candidates.

    `prompt`: chat messages (rendered with the model's own template), raw text to continue, or token ids
    taken as they are. `prefill`: how the assistant's answer begins (chat only; not part of the output).
    `seeds`: one for each candidate, 0 … LAST_SEED. `max_tokens`: for each candidate.
    `reuse`: keep what the cache shares with the prompt (the text does not depend on it). For replay: the
    recorded token ids, seeds and sampling, and `stop_after` = for each candidate the number of turns after
    which the writer stopped it, or -1; `prefill_split` (a recorded `layout.reused`) is one more batch
    boundary of the prompt, which matters only for a record made with other batch sizes.

    `samplings`: values of their own for the candidates, one each, instead of `sampling`. `kept`: tokens that
    every candidate begins with, part of its text and tokens. `banned`: phrases that must not come up, in any
    case; the candidate goes back to where one began and takes another way. `bias`: (text, -100 … 100) added
    to the logits of the tokens it is made of. `grammar`: GBNF, checked by `grammar.check`. `draft`: guess up
    to so many tokens ahead, by looking them up in the text or, for one candidate, with the draft model where
    one is loaded; only the speed changes. `guard`: runs of words of the library that must not come up; a
    token that would complete one is ruled out at its place.
    Raises ValueError for a request no caller should make.
    """

    prompt: Prompt
    seeds: tuple[int, ...]
    sampling: Sampling = Sampling()
    samplings: tuple[Sampling, ...] = ()
    kept: tuple[int, ...] = ()
    banned: tuple[str, ...] = ()
    bias: tuple[tuple[str, float], ...] = ()
    grammar: str = ""
    draft: int = 0
    guard: Guarded | None = None
    max_tokens: int = 256
    prefill: str = ""
    stop: tuple[str, ...] = ()
    reuse: bool = True
    prefill_split: int = 0
    stop_after: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.seeds) <= MAX_CANDIDATES:
            raise ValueError(f"1 to {MAX_CANDIDATES} seeds, one for each candidate, not {len(self.seeds)}")
        if not all(0 <= seed <= LAST_SEED for seed in self.seeds):
            raise ValueError(f"seeds must be resolved to 0 … {LAST_SEED}: {self.seeds}")
        if self.max_tokens < 1:
            raise ValueError(f"max_tokens must be at least 1, not {self.max_tokens}")
        if not isinstance(self.prompt, str) and len({isinstance(part, int) for part in self.prompt}) > 1:
            raise ValueError("a prompt is messages or token ids, never both")
        if self.prefill and not self.is_chat:
            raise ValueError("prefill is the start of a chat answer; put it into the text instead")
        if self.stop_after and len(self.stop_after) != len(self.seeds):
            raise ValueError("stop_after names every candidate or none")
        if self.samplings and len(self.samplings) != len(self.seeds):
            raise ValueError("samplings names every candidate or none")

    @property
    def is_chat(self) -> bool:
        """True when the prompt is messages."""
        return not isinstance(self.prompt, str) and any(isinstance(part, Message) for part in self.prompt)


def sendable_request(request: GenerateRequest) -> GenerateRequest:
    """The request with every text fit for UTF-8."""
    prompt = request.prompt
    if isinstance(prompt, str):
        prompt = sendable(prompt)
    elif request.is_chat:
        prompt = tuple(
            Message(part.role, sendable(part.content)) if isinstance(part, Message) else part
            for part in prompt
        )
    stop = tuple(sendable(text) for text in request.stop)
    guard = request.guard
    if guard is not None:
        allowed = tuple(sendable(text) for text in guard.allowed)
        guard = msgspec.structs.replace(guard, allowed=allowed, before=sendable(guard.before))
    return msgspec.structs.replace(
        request, prompt=prompt, prefill=sendable(request.prefill), stop=stop, guard=guard
    )


class CandidateResult(msgspec.Struct, frozen=True):
    """One finished candidate. `tokens` are all that were sampled, the end token and a stop string's included;
    `text` leaves those out, and an unfinished character at the end. `drafted` tokens were guessed ahead,
    `agreed` of them rightly; `rewinds`: how often a banned phrase was taken back; `turns`: in how many steps
    it took part (what a replay needs when the writer stopped it); `blocked`: at how many places the guard
    kept a run of the library out."""

    text: str
    tokens: tuple[int, ...]
    stop_reason: StopReason
    seed: int
    drafted: int = 0
    agreed: int = 0
    rewinds: int = 0
    turns: int = 0
    blocked: int = 0


class Timings(msgspec.Struct, frozen=True):
    """Seconds, as the child measured them. `tokens_per_s` counts all candidates together, decoding only."""

    prefill_s: float
    first_token_s: float
    decode_s: float
    tokens_per_s: float
    total_s: float


class Layout(msgspec.Struct, frozen=True):
    """How the work was cut into batches: results may differ in the last bits between layouts.

    `prefill`: tokens of each prompt batch, after the `reused` ones taken from the cache; `threads`: at most
    (fewer while other programs are busy; results do not depend on it); `n_ctx`: cells of the cache;
    `context`: tokens that one text may have (0 in old records).
    """

    reused: int
    prefill: tuple[int, ...]
    n_batch: int
    n_ubatch: int
    n_ctx: int
    threads: int
    gpu_layers: int
    candidates: int
    context: int = 0


class GenerationResult(msgspec.Struct, frozen=True):
    """Everything about one finished generation that a record needs from the engine. `chain`: the samplers of
    the first candidate; `chains`: of each, where they differ."""

    prompt_text: str
    prompt_tokens: tuple[int, ...]
    candidates: tuple[CandidateResult, ...]
    chain: tuple[Step, ...]
    timings: Timings
    layout: Layout
    build: dict[str, str | list[str]]
    chains: tuple[tuple[Step, ...], ...] = ()


class Prewarmed(msgspec.Struct, frozen=True):
    """What a prewarm came to: the prompt's tokens, and how many of its first ones the cache holds now."""

    tokens: int
    ready: int


NOTHING_WARMED = Prewarmed(0, 0)


class ModelInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The loaded model, read from its file. Texts are bounded in length; "" where the file is silent.
    `embedding`: makes vectors, not text; `remote`: the address it runs at, "" = in this machine's engine;
    `draft`: the small model that guesses for it, "" = none.

    `context` is what was asked for, `context_trained` the model's own limit, both in tokens.
    """

    path: str
    name: str
    architecture: str
    quantisation: str
    licence: str
    context_trained: int
    context: int
    parameters: int
    size_bytes: int
    has_template: bool
    description: str
    metadata: dict[str, str]
    threads: int = 0
    gpu_layers: int = 0
    load_s: float = 0.0
    adapters: tuple[Adapter, ...] = ()
    embedding: bool = False
    remote: str = ""
    draft: str = ""


# Events: what a caller of `generate` sees, in this order.


class Started(msgspec.Struct, frozen=True):
    """The prompt is accepted: its tokens, how many of them the cache already holds, the context's size."""

    prompt_tokens: int
    reused: int
    context: int


class Reading(msgspec.Struct, frozen=True):
    """How much of the prompt is read: `done` of `total` tokens. Not more than ten times a second."""

    done: int
    total: int


class Piece(msgspec.Struct, frozen=True):
    """New text of one candidate, and how many tokens it took since that candidate's last piece."""

    candidate: int
    text: str
    tokens: int


class CandidateDone(msgspec.Struct, frozen=True):
    """No more text comes for this candidate."""

    candidate: int
    stop_reason: StopReason


class Finished(msgspec.Struct, frozen=True):
    """All candidates are done; the job's future has the same result."""

    result: GenerationResult


Event = Started | Reading | Piece | CandidateDone | Finished
