"""A text grown word by word: the model offers what may come next, the writer picks, types or lets it run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import msgspec

from muse_desktop.craft.spacing import SPACES
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.protocol import (
    CandidateResult,
    Event,
    GenerateRequest,
    GenerationResult,
    Piece,
)
from muse_desktop.engine.sampling import Sampling, candidate_seeds, draw_seed
from muse_desktop.engine.values import Guarded, NextWords, WordsRequest
from muse_desktop.errors import MuseError
from muse_desktop.provenance.generations import Recorder
from muse_desktop.studio.authors import Author, Authored, merged
from muse_desktop.studio.generation import asked_of, guarded
from muse_desktop.studio.model_host import LoadedModel, ModelHost
from muse_desktop.studio.originality.guard import without_blocked
from muse_desktop.studio.tokens import fitting, whole_tokens
from muse_desktop.studio.values import Prepared
from muse_desktop.text.segment import is_cjk, sentences, words

MOST_TO_RUN = 120
"""Tokens the model may add at one go, wherever it is told to stop."""

_OPENING = "([{“‘«¿¡$€£#&"
_NO_SPACE_BEHIND = "([{“‘«‹「『（《〈【〔，。、；：？！）》〉」』】〕-–—/"

Enough = Callable[[str], int | None]
"""Says of the text that has come where to stop in it (code points), or None: not yet."""


Hear = Callable[[str], None]


def _nobody(_text: str) -> None:
    return


def one_sentence(text: str) -> int | None:
    """`Enough`: where the first sentence ends, known once something stands behind it."""
    found = sentences(text)
    if len(found) > 1:
        return found[0][1]
    ended = bool(found) and text[found[0][1] :].startswith("\n")
    return found[0][1] if ended else None


def so_many_words(count: int) -> Enough:
    """`Enough` after `count` words, known once the next one begins."""

    def enough(text: str) -> int | None:
        found = words(text)
        return found[count - 1][1] if len(found) > count else None

    return enough


def with_space(before: str, own: str) -> str:
    """The writer's word as it follows `before`: with the space that words need and Chinese does not."""
    if not own or not before or before[-1] in SPACES + "\n":
        return own
    first, last = own[0], before[-1]
    opens = first in _OPENING or (first == '"' and before.count('"') % 2 == 0)
    if not (first.isalnum() or opens) or is_cjk(first) or is_cjk(last):
        return own
    return own if last in _NO_SPACE_BEHIND else f" {own}"


class Step(msgspec.Struct, frozen=True):
    """What was added at one go, with the tokens it is made of."""

    text: str
    tokens: tuple[int, ...]
    author: Author


class _Ground(msgspec.Struct, frozen=True):
    """The model and the prompt, both as the engine has them."""

    model: LoadedModel
    result: GenerationResult


class Running:
    """The model goes on by itself. `future` has the text that was added, also after `cancel`."""

    def __init__(self) -> None:
        self.future: Future[str] = Future()
        self._job: Job[GenerationResult] | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Stop; what has come stays."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    def attach(self, job: Job[GenerationResult]) -> None:
        """The engine has the work now."""
        self._job = job
        if self._cancelled:
            job.cancel()


class _Heard:
    """Listens to the model going on, and stops it when there is enough. Behind what is `known` it is new."""

    def __init__(self, known: int, enough: Enough | None, on_text: Hear, running: Running) -> None:
        self._text = ""
        self._known, self._enough, self._on_text, self._running = known, enough, on_text, running

    def __call__(self, event: Event) -> None:
        """One event of the engine, on its thread."""
        if not isinstance(event, Piece):
            return
        self._text += event.text
        new = self._text[self._known :]
        length = self._enough(new) if self._enough is not None else None
        self._on_text(new if length is None else new[:length])
        if length is not None:
            self._running.cancel()


class WordByWord:
    """One text on its way, from a prepared prompt. `pick` and `back` act at once, the rest in its turn.

    Whatever fails, the steps taken stay. The record begins with the first step, grows with every one, and is
    complete with `finish`; a text without a step leaves none. Futures fail with the engine's MuseErrors, or
    with `studio.words_other_model` once another model was loaded.
    """

    def __init__(
        self,
        prepared: Prepared,
        host: ModelHost,
        recorder: Recorder,
        document: int | None = None,
        sampling: Sampling | None = None,
        via: str = "window",
    ) -> None:
        self.prepared = prepared
        self.sampling = sampling or prepared.sampling
        self.generation = 0  # the record's id, once there is one
        self.allowed: Callable[[], None] = lambda: None  # raises where the model must not be asked
        self.guarding: Callable[[Prepared], Guarded | None] = lambda _: None  # what is blocked
        self._host, self._recorder = host, recorder
        self._document, self._via = document, via
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-words")
        self._lock = threading.Lock()
        self._steps: list[Step] = []
        self._words: NextWords | None = None
        self._asked = 0  # counts calls of `options`: only the newest is worth computing
        self._asking: Job[NextWords] | None = None
        self._running: Running | None = None
        self._ground: _Ground | None = None
        self._begun: Future[int] | None = None
        self._finished: Future[int] | None = None
        self._seed = draw_seed()
        self._runs = 0
        self._decode_s, self._blocked = 0.0, 0  # `_blocked`: how often a run of the library was kept out

    @property
    def text(self) -> str:
        """What there is so far."""
        return "".join(step.text for step in self._steps)

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens it is made of."""
        return tuple(token for step in self._steps for token in step.tokens)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was added, in order."""
        return tuple(self._steps)

    @property
    def spans(self) -> tuple[Authored, ...]:
        """Whose each step is, in code points of `text`."""
        spans: list[Authored] = []
        at = 0
        for step in self.steps:
            spans.append(Authored(at, at + len(step.text), step.author))
            at += len(step.text)
        return tuple(spans)

    @property
    def parts(self) -> tuple[Authored, ...]:
        """The spans with neighbours of one author made one."""
        return merged(self.spans)

    @property
    def finished(self) -> bool:
        """Whether nothing can be added any more."""
        return self._finished is not None

    # The writer's moves

    def options(self) -> Future[NextWords]:
        """Which words may come next, under `sampling`; an older call that still waits is given up."""
        self._asked += 1
        number = self._asked
        if self._asking is not None:
            self._asking.cancel()
        return self._thread.submit(self._options, number)

    def pick(self, place: int) -> Step | None:
        """Take one of the words last offered; None when it is none of them, or the end."""
        known = self._words
        if known is None or not 0 <= place < len(known.words) or known.words[place].end:
            return None
        word = known.words[place]
        return self._add(Step(word.text, word.tokens, "picked"))

    def type(self, text: str) -> Future[Step]:
        """Add the writer's own words, with a space before them where one belongs."""
        return self._thread.submit(self._type, text)

    def run(
        self, tokens: int = MOST_TO_RUN, enough: Enough | None = None, on_text: Hear = _nobody
    ) -> Running:
        """Let the model go on: `tokens` at most, or until there is `enough`. `on_text` hears, on another
        thread, what has come so far."""
        running = Running()
        self._running = running

        def work() -> None:
            try:
                running.future.set_result(self._run(running, tokens, enough, on_text))
            except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it
                running.future.set_exception(error)

        self._thread.submit(work)
        return running

    def back(self) -> Step | None:
        """Take back the last step; None when there is none."""
        with self._lock:
            if not self._steps:
                return None
            step = self._steps.pop()
            self._words = None
        self._keep()
        return step

    def finish(self) -> Future[int]:
        """Complete the record; the future has its id, 0 when nothing was ever added. Ends the composition."""
        with self._lock:
            if self._finished is None:
                self.stop()
                self._finished = self._thread.submit(self._finish)
                self._thread.shutdown(wait=False)
            return self._finished

    def stop(self) -> None:
        """Give up what is being computed; the steps taken stay, and new ones may follow."""
        for work in (self._asking, self._running):
            if work is not None:
                work.cancel()

    # On the composition's own thread

    def _options(self, number: int) -> NextWords:
        ground = self._standing()
        if number != self._asked:
            return NextWords((), 0, 0)  # somebody asks again, behind this one
        with self._lock:
            steps = len(self._steps)
        request = WordsRequest(prompt=ground.result.prompt_tokens, sampling=self.sampling, kept=self.tokens)
        self._asking = self._host.engine.words(request)
        if number != self._asked:
            self._asking.cancel()
        found = self._asking.future.result()
        found = without_blocked(self.prepared.options.guard, self.text, found)
        with self._lock:
            if number == self._asked and steps == len(self._steps):
                self._words = found
        return found

    def _type(self, own: str) -> Step:
        self._standing()
        continues = self.prepared.prompt.mode == "continue"
        before = self.text or (self.prepared.before.rstrip(SPACES) if continues else "")
        text = with_space(before, own)
        return self._add(Step(text, fitting(self._host.engine, text), "typed"))

    def _run(
        self, running: Running, tokens: int, enough: Enough | None, on_text: Hear
    ) -> str:
        ground = self._standing()
        kept = self.tokens
        heard = _Heard(len(self.text), enough, on_text, running)
        request = GenerateRequest(
            prompt=ground.result.prompt_tokens,
            kept=kept,
            seeds=(candidate_seeds(self._seed, 4)[self._runs % 4],),
            sampling=self.sampling,
            max_tokens=tokens,
            banned=self.prepared.options.banned,
            bias=self.prepared.options.bias,
            guard=self.prepared.options.guard,
        )
        self._runs += 1
        job = self._host.engine.generate(request, heard)
        running.attach(job)
        result = job.future.result()
        self._decode_s += result.timings.decode_s
        self._blocked += result.candidates[0].blocked
        return self._take(result.candidates[0], kept, enough)

    def _take(self, made: CandidateResult, kept: tuple[int, ...], enough: Enough | None) -> str:
        """Add what the model wrote, as far as it is enough; always whole tokens and whole characters."""
        new = made.tokens[len(kept) :]
        ends = self._host.engine.ends(new).result()
        text = made.text[len(made.text) - ends[-1] :] if ends and ends[-1] else ""
        length = enough(text) if enough is not None else None
        taken = whole_tokens(ends, len(text) if length is None else length)
        if not taken:
            return ""
        return self._add(Step(text[: ends[taken - 1]], new[:taken], "model")).text

    def _standing(self) -> _Ground:
        """The ground, made at the first call: one token is asked for, and thrown away, to have the prompt
        read and to learn what the record needs. Raises `studio.words_other_model`, `studio.hands_only`."""
        self.allowed()
        model = self._host.ready().result()
        if self._ground is not None:
            if model.sha256 != self._ground.model.sha256:
                raise MuseError("studio.words_other_model", name=self._ground.model.info.name)
            return self._ground
        self.prepared = guarded(self.prepared, self.guarding)
        prompt = self.prepared.prompt
        request = GenerateRequest(
            prompt=prompt.raw() if prompt.mode == "continue" else prompt.messages(),
            prefill=prompt.prefill,
            seeds=(self._seed,),
            sampling=self.sampling,
            max_tokens=1,
        )
        result = self._host.engine.generate(request, lambda _: None).future.result()
        self._ground = _Ground(model, result)
        return self._ground

    # The record

    def _add(self, step: Step) -> Step:
        with self._lock:
            self._steps.append(step)
            self._words = None
        self._keep()
        return step

    def _keep(self) -> None:
        """Have the record hold what there is. Nobody waits for the disk."""
        with self._lock:
            first = self._begun is None
            if first and self._ground is not None:
                prepared = replace(self.prepared, sampling=self.sampling)
                asked = asked_of(prepared, (self._seed,), self._ground.model, self._document, self._via)
                self._begun = self._recorder.begin(asked)
            begun = self._begun
        if begun is not None and (first or begun.done()):
            begun.add_done_callback(self._write)

    def _write(self, begun: Future[int]) -> None:
        if begun.cancelled() or begun.exception() is not None:
            return  # `finish` tells
        self.generation = begun.result()
        spans = [(one.start, one.end, one.author) for one in self.spans]
        self._recorder.authored(self.generation, self.text, spans)

    def _finish(self) -> int:
        if self._begun is None or self._ground is None:
            return 0
        self.generation = self._begun.result()
        spans = [(one.start, one.end, one.author) for one in self.spans]
        self._recorder.authored(self.generation, self.text, spans).result()
        self._recorder.finish(self.generation, self._result(self._ground.result)).result()
        self._host.used()
        return self.generation

    def _result(self, ground: GenerationResult) -> GenerationResult:
        made = CandidateResult(self.text, self.tokens, "stop", self._seed, blocked=self._blocked)
        timings = msgspec.structs.replace(ground.timings, decode_s=self._decode_s)
        chain = tuple(self.sampling.chain())
        return msgspec.structs.replace(ground, candidates=(made,), chain=chain, timings=timings)
