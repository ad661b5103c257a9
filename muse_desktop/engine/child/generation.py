"""One generation: the prompt computed once, then all candidates a token at a time in one batch."""

from __future__ import annotations

import time
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine.child.context import Cancelled, Context
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import DryPrototypes, SamplerChain
from muse_desktop.engine.child.stops import StopWatch
from muse_desktop.engine.protocol import (
    CandidateResult,
    GenerateRequest,
    GenerationResult,
    Layout,
    Message,
    Started,
    StopReason,
    Timings,
)
from muse_desktop.engine.utf8 import Utf8Stream
from muse_desktop.errors import MuseError

Pieces = list[tuple[int, str, int]]


class Listener:
    """Where a generation tells what happens, and learns which candidates the writer stopped."""

    def began(self, started: Started) -> None:
        """The prompt is accepted."""

    def step(self, pieces: Pieces) -> None:
        """New text: (candidate, text, tokens since its last piece)."""

    def ended(self, candidate: int, reason: StopReason) -> None:
        """A candidate is done."""

    def stopped(self) -> frozenset[int]:
        """The candidates that shall stop; -1 means all."""
        return frozenset()


class _Candidate:
    """The state of one growing candidate. `stop_after` tokens it was stopped, in a replay (-1: not)."""

    def __init__(self, index: int, seed: int, chain: SamplerChain, request: GenerateRequest) -> None:
        self.index = index
        self.seed = seed
        self.chain = chain
        self.tokens: list[int] = []
        self.texts: list[str] = []
        self.reason: StopReason | None = None
        self.untold = 0
        self.stop_after = request.stop_after[index] if request.stop_after else -1
        self._utf8 = Utf8Stream()
        self._watch = StopWatch(request.stop)

    def take(self, token: int, model: Model, limit: int) -> str:
        """Add a sampled token; returns the text to show and sets `reason` when this was the last one."""
        self.tokens.append(token)
        self.untold += 1
        if model.is_end(token):
            self.reason = "end"
            text = self._watch.finish()
        else:
            text = self._watch.feed(self._utf8.feed(model.piece(token)))
            if self._watch.stopped:
                self.reason = "stop"
            elif len(self.tokens) >= limit:
                self.reason = "length"
                text += self._watch.finish()
        self.texts.append(text)
        return text

    def cancel(self) -> str:
        """Stop here; returns the text that was held back."""
        self.reason = "cancelled"
        text = self._watch.finish()
        self.texts.append(text)
        return text

    def result(self) -> CandidateResult:
        return CandidateResult(
            "".join(self.texts), tuple(self.tokens), self.reason or "cancelled", self.seed
        )


def prompt_tokens(model: Model, request: GenerateRequest) -> tuple[str, list[int]]:
    """The prompt's text and token ids.

    Raises MuseError `engine.prompt_empty`, `engine.token_unknown`, `engine.template_failed`.
    """
    prompt = request.prompt
    if isinstance(prompt, str):
        text, tokens = prompt, model.tokenise(prompt, add_special=True) if prompt.strip() else []
    elif request.is_chat:
        messages = [part for part in prompt if isinstance(part, Message)]
        written = any(message.content.strip() for message in messages)
        text = model.template.render(messages, request.prefill) if written else ""
        tokens = model.tokenise_prompt(text) if written else []
    else:
        tokens = [part for part in prompt if isinstance(part, int)]
        for token in tokens:
            if not 0 <= token < model.n_vocab:
                raise MuseError("engine.token_unknown", token=token, vocabulary=model.n_vocab)
        text = model.text(tokens)
    if not tokens:
        raise MuseError("engine.prompt_empty")
    return text, tokens


class Generation:
    """Runs one request in a context. Used once, by the context's thread."""

    def __init__(
        self, model: Model, context: Context, request: GenerateRequest, dry: DryPrototypes, listener: Listener
    ) -> None:
        self._model = model
        self._context = context
        self._request = request
        self._listener = listener
        self._dry = dry
        self._candidates: list[_Candidate] = []

    def run(self, build: dict[str, str | list[str]]) -> GenerationResult:
        """Generate. A cancelled generation returns what was made; nothing is raised for it.

        Raises MuseError `engine.prompt_empty`, `engine.prompt_too_long`, `engine.template_failed`,
        `engine.decode_failed`, `engine.token_unknown`.
        """
        started = time.perf_counter()
        request, context = self._request, self._context
        text, prompt = prompt_tokens(self._model, request)
        if len(prompt) >= context.size:
            raise MuseError("engine.prompt_too_long", needed=len(prompt), available=context.size - 1)
        reused = context.prepare(prompt, reuse=request.reuse)
        self._listener.began(Started(len(prompt), reused, context.size))
        sizes: tuple[int, ...] = ()
        prefilled = first = time.perf_counter()
        try:
            self._candidates = self._make_candidates(prompt)
            sizes = context.prefill(prompt, request.prefill_split)
            prefilled = time.perf_counter()
            self._first_step(len(prompt))
            first = time.perf_counter()
            self._decode(len(prompt))
        except Cancelled:
            pass  # what was made is the result
        finally:
            for candidate in self._candidates:
                candidate.chain.close()
        self._cancel_rest()
        ended = time.perf_counter()
        made = sum(len(candidate.tokens) for candidate in self._candidates)
        decoded = max(0, made - sum(1 for candidate in self._candidates if candidate.tokens))
        return GenerationResult(
            prompt_text=text,
            prompt_tokens=tuple(prompt),
            candidates=tuple(candidate.result() for candidate in self._candidates),
            chain=tuple(request.sampling.chain()),
            timings=Timings(
                prefill_s=prefilled - started,
                first_token_s=first - started,
                decode_s=ended - first,
                tokens_per_s=decoded / (ended - first) if decoded else 0.0,
                total_s=ended - started,
            ),
            layout=self._layout(reused, sizes),
            build=build,
        )

    def _layout(self, reused: int, sizes: tuple[int, ...]) -> Layout:
        context = self._context
        return Layout(
            reused=reused,
            prefill=sizes,
            n_batch=context.n_batch,
            n_ubatch=context.n_ubatch,
            n_ctx=context.cells,
            threads=context.threads,
            gpu_layers=self._model.gpu_layers,
            candidates=len(self._candidates),
        )

    def _make_candidates(self, prompt: list[int]) -> list[_Candidate]:
        request = self._request
        window = request.sampling.window()
        made: list[_Candidate] = []
        for index, seed in enumerate(request.seeds):
            chain = SamplerChain(self._model.vocab, request.sampling, seed, self._dry)
            chain.accept(prompt[-window:] if window else [])
            made.append(_Candidate(index, seed, chain, request))
        return made

    def _limit(self, prompt: int) -> int:
        """Tokens each candidate may have: as asked, within the context, within its share of the cells.

        The last token is sampled but never computed, so it needs no cell.
        """
        context = self._context
        share = (context.cells - prompt) // len(self._candidates) + 1
        return max(1, min(self._request.max_tokens, context.size - prompt, share))

    def _first_step(self, prompt: int) -> None:
        """Every candidate's first token comes from the prompt's last row; then each gets its sequence."""
        context = self._context
        context.share(len(self._candidates))
        picked = [(candidate, candidate.chain.sample(context.row)) for candidate in self._listen(prompt)]
        self._take(picked, self._limit(prompt))

    def _decode(self, prompt: int) -> None:
        limit = self._limit(prompt)
        context, batch = self._context, self._context.batch
        pointer: Any = context.pointer
        active = self._listen(prompt)
        while active:
            for row, candidate in enumerate(active):
                batch.token[row] = candidate.tokens[-1]
                batch.pos[row] = prompt + len(candidate.tokens) - 1
                batch.n_seq_id[row] = 1
                batch.seq_id[row][0] = candidate.index
                batch.logits[row] = 1
            batch.n_tokens = len(active)
            context.decode()
            picked = [
                (candidate, C.llama_sampler_sample(candidate.chain.pointer, pointer, row))
                for row, candidate in enumerate(active)
            ]
            self._take(picked, limit)
            active = self._listen(prompt)

    def _take(self, picked: list[tuple[_Candidate, int]], limit: int) -> None:
        """Add each candidate's next token and tell the new text."""
        pieces: Pieces = []
        for candidate, token in picked:
            self._tell(candidate, candidate.take(token, self._model, limit), pieces)
        self._flush(pieces)
        for candidate, _ in picked:
            if candidate.reason is not None:
                self._listener.ended(candidate.index, candidate.reason)

    def _tell(self, candidate: _Candidate, text: str, pieces: Pieces) -> None:
        if text:
            pieces.append((candidate.index, text, candidate.untold))
            candidate.untold = 0

    def _flush(self, pieces: Pieces) -> None:
        if pieces:
            self._listener.step(pieces)

    def _listen(self, prompt: int) -> list[_Candidate]:
        """The candidates that go on. One the writer stopped leaves the batch and frees its cells."""
        stopped = self._listener.stopped()
        if -1 in stopped:
            raise Cancelled
        going: list[_Candidate] = []
        for candidate in self._candidates:
            if candidate.reason is not None:
                continue
            if candidate.index in stopped or len(candidate.tokens) == candidate.stop_after:
                self._cancel(candidate)
                self._context.free(candidate.index, prompt)
            else:
                going.append(candidate)
        return going

    def _cancel(self, candidate: _Candidate) -> None:
        pieces: Pieces = []
        self._tell(candidate, candidate.cancel(), pieces)
        self._flush(pieces)
        self._listener.ended(candidate.index, "cancelled")

    def _cancel_rest(self) -> None:
        for candidate in self._candidates:
            if candidate.reason is None:
                self._cancel(candidate)
