"""One generation: the prompt computed once, then all candidates in one batch, a token at a time or more."""

from __future__ import annotations

import time
from collections.abc import Sequence

from muse_desktop.engine.child.bans import Banned
from muse_desktop.engine.child.candidate import Candidate
from muse_desktop.engine.child.context import Cancelled, Context
from muse_desktop.engine.child.draft import DraftedLookup, DraftModel
from muse_desktop.engine.child.guard import Guarding
from muse_desktop.engine.child.lookup import Lookup
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.picking import pick
from muse_desktop.engine.child.samplers import DryPrototypes, SamplerChain
from muse_desktop.engine.protocol import (
    GenerateRequest,
    GenerationResult,
    Layout,
    Message,
    Reading,
    Started,
    StopReason,
    Timings,
)
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.utf8 import Utf8Stream
from muse_desktop.errors import MuseError

Pieces = list[tuple[int, str, int]]
TELL_EVERY_S = 0.1
SOON_S = 0.015
"""Text that comes sooner after the last waits for the next step: each line wakes the app, which costs a
small model a hundredth of its speed."""


class Listener:
    """Where a generation tells what happens, and learns which candidates the writer stopped."""

    def began(self, started: Started) -> None:
        """The prompt is accepted."""

    def reading(self, reading: Reading) -> None:
        """More of the prompt is read."""

    def step(self, pieces: Pieces) -> None:
        """New text: (candidate, text, tokens since its last piece)."""

    def ended(self, candidate: int, reason: StopReason) -> None:
        """A candidate is done."""

    def stopped(self) -> frozenset[int]:
        """The candidates that shall stop; -1 means all."""
        return frozenset()


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
        tokens = checked(model, [part for part in prompt if isinstance(part, int)])
        text = model.text(tokens)
    if not tokens:
        raise MuseError("engine.prompt_empty")
    return text, tokens


def checked(model: Model, tokens: Sequence[int]) -> list[int]:
    """The same token ids. Raises MuseError `engine.token_unknown`: llama.cpp would read past its tables."""
    for token in tokens:
        if not 0 <= token < model.n_vocab:
            raise MuseError("engine.token_unknown", token=token, vocabulary=model.n_vocab)
    return list(tokens)


def text_ends(model: Model, tokens: Sequence[int]) -> list[int]:
    """Where each token ends in the text they make. Raises MuseError `engine.token_unknown`."""
    utf8, at, ends = Utf8Stream(), 0, []
    for token in checked(model, tokens):
        at += len(utf8.feed(model.piece(token)))
        ends.append(at)
    return ends


class Generation:
    """Runs one request in a context. Used once, by the context's thread."""

    def __init__(
        self,
        model: Model,
        context: Context,
        request: GenerateRequest,
        dry: DryPrototypes,
        listener: Listener,
        draft: DraftModel | None = None,
    ) -> None:
        """`draft`: guesses ahead where the request wants that."""
        self._model = model
        self._context = context
        self._request = request
        self._listener = listener
        self._dry = dry
        self._draft = draft
        self._candidates: list[Candidate] = []
        self._start = 0  # tokens of the prompt and what is kept of the answer: where candidates begin
        self._prompt: list[int] = []
        self._told = 0.0  # when reading was last told
        self._waiting: Pieces = []
        self._sent = 0.0  # when text was last told
        self._first = 0.0  # when the first tokens were there
        self._guarding: Guarding | None = None

    def run(self, build: dict[str, str | list[str]]) -> GenerationResult:
        """Generate. A cancelled generation returns what was made; nothing is raised for it.

        Raises MuseError `engine.prompt_empty`, `engine.prompt_too_long`, `engine.template_failed`,
        `engine.decode_failed`, `engine.token_unknown`, `engine.bans_too_many`, `engine.grammar_bad`,
        `engine.grammar_stuck`, `engine.guard_missing`.
        """
        started = time.perf_counter()
        request, context = self._request, self._context
        banned = Banned(request.banned)
        text, self._prompt = prompt_tokens(self._model, request)
        if request.guard is not None:
            self._guarding = Guarding(request.guard, request.prefill if request.is_chat else text)
        whole = [*self._prompt, *checked(self._model, request.kept)]
        if len(whole) >= context.size:
            raise MuseError("engine.prompt_too_long", needed=len(whole), available=context.size - 1)
        self._start = len(whole)
        reused = context.prepare(whole, reuse=request.reuse)
        self._listener.began(Started(len(whole), reused, context.size))
        sizes: tuple[int, ...] = ()
        prefilled = 0.0
        try:
            self._make_candidates(whole, banned)
            sizes = context.prefill(whole, request.prefill_split, self._read)
            prefilled = time.perf_counter()
            context.share(len(self._candidates))
            self._tell_kept()
            self._decode()
        except Cancelled:
            pass  # what was made is the result
        finally:
            self._flush([], now=True)
            for candidate in self._candidates:
                candidate.close()
        self._cancel_rest()
        timings = self._timings(started, prefilled, time.perf_counter())
        return GenerationResult(
            prompt_text=text,
            prompt_tokens=tuple(self._prompt),
            candidates=tuple(candidate.result() for candidate in self._candidates),
            chain=self._candidates[0].chain.steps,
            chains=tuple(one.chain.steps for one in self._candidates) if request.samplings else (),
            timings=timings,
            layout=self._layout(reused, sizes),
            build=build,
        )

    def _timings(self, started: float, prefilled: float, ended: float) -> Timings:
        prefilled = prefilled or ended  # stopped before
        first = self._first or ended
        decoded = sum(max(0, len(one.tokens) - one.kept - 1) for one in self._candidates)
        decode = ended - first
        return Timings(
            prefill_s=prefilled - started,
            first_token_s=first - started,
            decode_s=decode,
            tokens_per_s=decoded / decode if decode > 0 else 0.0,
            total_s=ended - started,
        )

    def _layout(self, reused: int, sizes: tuple[int, ...]) -> Layout:
        context = self._context
        return Layout(
            reused=reused,
            prefill=sizes,
            n_batch=context.n_batch,
            n_ubatch=context.n_ubatch,
            n_ctx=context.cells,
            context=context.size,
            threads=context.threads,
            gpu_layers=self._model.gpu_layers,
            candidates=len(self._candidates),
        )

    def _sampling(self, candidate: int) -> Sampling:
        request = self._request
        return request.samplings[candidate] if request.samplings else request.sampling

    def _make_candidates(self, whole: list[int], banned: Banned) -> None:
        """Appended one by one: those that are there are closed, whatever happens to the next."""
        request, model = self._request, self._model
        for index, seed in enumerate(request.seeds):
            sampling = self._sampling(index)
            chain = SamplerChain(
                model.vocab, sampling, seed, self._dry, request.bias, request.grammar, model.tokenise
            )
            window = sampling.window()
            chain.accept(self._prompt[-window:] if window else [])
            lookup = self._lookup(whole)
            self._candidates.append(Candidate(index, request, chain, lookup, banned, self._guarding))
            chain.follow(request.kept)

    def _lookup(self, whole: list[int]) -> Lookup:
        """What guesses ahead for one candidate.

        A draft model does so for a candidate that is alone: several fill a batch so that it is the computing
        that takes the time and no longer the reading of the weights, and then wrong guesses are not free.
        """
        most = self._request.draft if self._model.can_go_back else 0
        if self._draft is not None and most and len(self._request.seeds) == 1:
            return DraftedLookup(whole, most, self._draft)
        return Lookup(whole, most)

    def _limit(self, candidate: Candidate) -> int:
        """Tokens the candidate may have: as asked, within the context, within its share of the cells.

        The last token is sampled but never computed, so it needs no cell.
        """
        context, room = self._context, self._context.size - self._start
        share = (context.cells - self._start) // len(self._candidates) + 1
        return candidate.kept + max(1, min(self._request.max_tokens, room, share))

    def _read(self, done: int) -> None:
        now = time.perf_counter()
        if now - self._told >= TELL_EVERY_S:
            self._told = now
            self._listener.reading(Reading(done, self._start))

    def _tell_kept(self) -> None:
        pieces: Pieces = []
        for candidate in self._candidates:
            self._tell(candidate, candidate.keep(self._request.kept, self._model), pieces)
        self._flush(pieces)

    def _decode(self) -> None:
        """Every candidate's first token comes from the prompt's last row; the others a step at a time."""
        active = self._listen()
        while active:
            beginning = [one for one in active if len(one.tokens) == one.kept]
            going = [one for one in active if len(one.tokens) > one.kept]
            rows = self._compute(going)
            pieces: Pieces = []
            for candidate in beginning:
                self._advance(candidate, None, [], pieces)
            for candidate, row, guess in rows:
                self._advance(candidate, row, guess, pieces)
            self._flush(pieces, now=any(one.reason is not None for one in active))
            for candidate in active:
                if candidate.reason is not None:
                    self._listener.ended(candidate.index, candidate.reason)
            self._first = self._first or time.perf_counter()
            active = self._listen()

    def _compute(self, going: list[Candidate]) -> list[tuple[Candidate, int, list[int]]]:
        """One batch: the last token of each candidate and what is guessed to follow.

        Returns for each candidate its first row in the batch and its guess.
        """
        if not going:
            return []
        context = self._context
        room = context.n_batch // len(going) - 1
        rows: list[tuple[Candidate, int, list[int]]] = []
        context.begin_batch()
        for candidate in going:
            left = self._limit(candidate) - len(candidate.tokens) - 1
            guess = [] if candidate.excluded else candidate.lookup.guess(min(room, left))
            position = self._place(candidate) - 1
            row = context.add(candidate.index, position, [candidate.tokens[-1], *guess])
            rows.append((candidate, row, guess))
        context.decode()
        return rows

    def _place(self, candidate: Candidate) -> int:
        """The position that the candidate's next token will have."""
        return self._start + len(candidate.tokens) - candidate.kept

    def _advance(self, candidate: Candidate, row: int | None, guess: list[int], pieces: Pieces) -> None:
        """Sample the candidate's next token, and one more for each that was guessed rightly.

        `row`: where its logits begin in the batch; None: it stands at the end of the prompt.
        """
        candidate.turns += 1
        limit = self._limit(candidate)
        right = 0
        text = ""
        for offset in range(len(guess) + 1):
            candidate.remember()
            token = pick(candidate, self._model, self._context, row, offset)
            if token is None:
                given_up = candidate.give_up()
                text += given_up.text
                if given_up.back:
                    self._go_back(candidate)
                break
            taken = candidate.take(token, self._model, limit)
            text += taken.text
            if taken.back:
                self._go_back(candidate)
                break
            agreed = offset < len(guess) and token == guess[offset]
            right += agreed
            if not agreed or candidate.reason is not None:
                break
        if guess:
            self._learn(candidate, guess, right)
        self._tell(candidate, text, pieces)

    def _learn(self, candidate: Candidate, guess: list[int], right: int) -> None:
        candidate.drafted += len(guess)
        candidate.agreed += right
        candidate.lookup.learn(len(guess), right)
        if right < len(guess) and candidate.reason is None:
            self._go_back(candidate)

    def _go_back(self, candidate: Candidate) -> None:
        """Take out of the cache what does not stand any more, the last token too: it is computed again."""
        place = self._place(candidate)
        position = max(self._start, place - 1)
        if not self._context.rewind(candidate.index, position):
            whole = [*self._prompt, *candidate.tokens]
            self._context.recompute(candidate.index, whole[:position])

    def _tell(self, candidate: Candidate, text: str, pieces: Pieces) -> None:
        if text:
            pieces.append((candidate.index, text, candidate.untold))
            candidate.untold = 0

    def _flush(self, pieces: Pieces, *, now: bool = False) -> None:
        """Tell what was written, unless something was told only just and more will come."""
        self._waiting += pieces
        at = time.perf_counter()
        if self._waiting and (now or at - self._sent >= SOON_S):
            self._listener.step(self._waiting)
            self._waiting, self._sent = [], at

    def _listen(self) -> list[Candidate]:
        """The candidates that go on. One the writer stopped leaves the batch and frees its cells."""
        stopped = self._listener.stopped()
        if -1 in stopped:
            raise Cancelled
        going: list[Candidate] = []
        for candidate in self._candidates:
            if candidate.reason is not None:
                continue
            if candidate.index in stopped or candidate.turns == candidate.stop_after:
                self._cancel(candidate)
                self._context.free(candidate.index, self._start)
            else:
                going.append(candidate)
        return going

    def _cancel(self, candidate: Candidate) -> None:
        pieces: Pieces = []
        self._tell(candidate, candidate.cancel(), pieces)
        self._flush(pieces, now=True)
        self._listener.ended(candidate.index, "cancelled")

    def _cancel_rest(self) -> None:
        for candidate in self._candidates:
            if candidate.reason is None:
                self._cancel(candidate)
