"""One generation on its way: from a prepared prompt to a complete record, streaming to whoever listens."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import TYPE_CHECKING

from muse_desktop.craft.reference import Reference
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.protocol import (
    CandidateDone,
    Event,
    Finished,
    GenerateRequest,
    GenerationResult,
    Piece,
    Reading,
    Started,
)
from muse_desktop.engine.values import Guarded
from muse_desktop.errors import MuseError
from muse_desktop.provenance.generations import Recorder
from muse_desktop.provenance.records import Asked, PartRecord
from muse_desktop.studio.model_host import LoadedModel, ModelHost
from muse_desktop.studio.values import (
    Prepared,
    RunCandidateDone,
    RunEvent,
    RunFailed,
    RunFinished,
    RunPiece,
    RunReading,
    RunStarted,
    Share,
)
from muse_desktop.text.segment import count_words

if TYPE_CHECKING:
    from muse_desktop.library.library import Library
    from muse_desktop.studio.originality.live import Judge

SAVE_EVERY_S = 0.5
"""How often the text of growing candidates goes to the database."""


def engine_request(prepared: Prepared, seeds: Sequence[int]) -> GenerateRequest:
    """What the engine is asked for: chat messages, raw text to continue, or a recorded prompt's tokens."""
    prompt, branch = prepared.prompt, prepared.branch
    written = prompt.raw() if prompt.mode == "continue" else prompt.messages()
    return GenerateRequest(
        prompt=branch.prompt_tokens if branch else written,
        kept=branch.kept if branch else (),
        seeds=tuple(seeds),
        sampling=prepared.sampling,
        samplings=prepared.options.samplings,
        banned=prepared.options.banned,
        bias=prepared.options.bias,
        grammar=prepared.options.grammar,
        draft=prepared.options.draft,
        guard=prepared.options.guard,
        max_tokens=prepared.max_tokens,
        prefill="" if branch else prompt.prefill,
        stop=prepared.stop,
    )


def asked_of(
    prepared: Prepared, seeds: tuple[int, ...], model: LoadedModel, document: int | None, via: str
) -> Asked:
    """What the record says before the first token."""
    return Asked(
        recipe=prepared.recipe,
        recipe_version=prepared.recipe_version,
        mode=prepared.prompt.mode,
        fields=prepared.fields,
        prompt_text=prepared.prompt_text,
        parts=tuple(_part(prepared, share) for share in prepared.shares),
        prefill=prepared.prompt.prefill,
        sampling=prepared.sampling,
        max_tokens=prepared.max_tokens,
        stop=prepared.stop,
        seeds=seeds,
        model=model.info,
        model_sha256=model.sha256,
        document=document,
        via=via,
        options=prepared.options,
        adapters=model.adapters,
        draft=model.draft if prepared.options.draft and len(seeds) == 1 else None,
        kept=prepared.branch.kept if prepared.branch else (),
        branched_from=prepared.branch.layout() if prepared.branch else None,
        story=tuple((entry.id, entry.name) for entry in prepared.story.told),
        references=tuple(
            (one.item, one.title, one.author, one.shelf, one.start, one.start + len(one.text))
            for one in _referred(prepared)
        ),
    )


def guarded(prepared: Prepared, guarding: Callable[[Prepared], Guarded | None]) -> Prepared:
    """`prepared` with what is blocked while it is written, unless it says that itself."""
    if prepared.options.guard is None and (guard := guarding(prepared)) is not None:
        return replace(prepared, options=replace(prepared.options, guard=guard))
    return prepared


def _referred(prepared: Prepared) -> tuple[Reference, ...]:
    """The texts that stand in the prompt; none where the writer muted them."""
    shares = {share.ingredient for share in prepared.shares if share.muted}
    return () if "reference" in shares else prepared.references.told


def _part(prepared: Prepared, share: Share) -> PartRecord:
    part = PartRecord(share.ingredient, share.tokens, share.dropped, share.muted)
    for place, one in enumerate(prepared.prompt.parts):
        if one.ingredient == share.ingredient:
            return replace(part, role=one.role, text=one.text, place=place)
    return part


class GenerationRun:
    """A running generation. `future` has the generation's id once its record is complete.

    The future fails with the MuseError that also reached the listener as `RunFailed`.
    """

    def __init__(
        self,
        prepared: Prepared,
        seeds: tuple[int, ...],
        host: ModelHost,
        recorder: Recorder,
        library: Library,
        tell: Callable[[RunEvent], None],
    ) -> None:
        self.seeds = seeds
        self.future: Future[int] = Future()
        self._prepared = prepared
        self._host = host
        self._recorder = recorder
        self._tell = tell
        self._texts = dict.fromkeys(range(len(seeds)), "")
        from muse_desktop.library.others import Others
        from muse_desktop.studio.originality.live import LiveHits

        self.live = LiveHits(Others(library), len(seeds), tell)
        self._saved_at = 0.0
        self.generation = 0  # the record's id, once there is one
        self.begun: Callable[[GenerationRun], None] = lambda _: None
        self.allowed: Callable[[], None] = lambda: None  # raises where the model must not be asked
        self.judge: Callable[[], Judge] | None = None  # which hits are shown; asked off the window's thread
        self.guarding: Callable[[Prepared], Guarded | None] = lambda _: None  # asked as `judge`
        self._job: Job[GenerationResult] | None = None
        self._executor: Executor | None = None
        self._cancelled = False
        self._stopped: set[int] = set()
        self.label = ""  # what the queue calls it

    @property
    def recipe(self) -> str:
        """The id of the recipe that runs."""
        return self._prepared.recipe

    def text(self, candidate: int) -> str:
        """What a candidate has said so far."""
        return self._texts[candidate]

    def start(
        self, executor: Executor, document: int | None, via: str, starter: Executor | None = None
    ) -> None:
        """Begin on a thread of `executor`, or of `starter`, whose single thread keeps several runs in order.

        No thread waits while the run waits for its turn or writes; the result is recorded on `executor`'s.
        """
        self._executor = executor
        (starter or executor).submit(self._begin, document, via).add_done_callback(self._never_begun)

    def cancel(self) -> None:
        """Stop all candidates at once; what they have said so far is kept."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    def stop_candidate(self, candidate: int) -> None:
        """Stop one candidate; the others go on."""
        self._stopped.add(candidate)
        if self._job is not None:
            self._job.stop_candidate(candidate)

    def _never_begun(self, begun: Future[None]) -> None:
        if begun.cancelled():  # the studio closed before it was this run's turn
            self._fail(MuseError("engine.closed"))

    def _begin(self, document: int | None, via: str) -> None:
        try:
            self.allowed()
            if self.judge is not None:
                self.live.judge = self.judge()
            model: LoadedModel = self._host.ready().result()
            self.allowed()  # loading may have taken a while
            self._prepared = guarded(self._prepared, self.guarding)
            asked = asked_of(self._prepared, self.seeds, model, document, via)
            self.generation = self._recorder.begin(asked).result()
            self.begun(self)
            request = engine_request(self._prepared, self.seeds)
            self._job = model.engine.generate(request, self._hear, label=self.label)
            if self._cancelled:  # pressed before there was a job to stop
                self._job.cancel()
            for candidate in tuple(self._stopped):  # at once: another thread may be adding to it
                self._job.stop_candidate(candidate)
            self._job.future.add_done_callback(self._ended)
        except MuseError as error:
            self._fail(error)
        except BaseException as error:
            # A bug: whoever waits must hear of it, wherever it happened.
            self.future.set_exception(error)
            raise

    def _ended(self, made: Future[GenerationResult]) -> None:
        """On the engine's thread, which must not wait for the database."""
        assert self._executor is not None
        try:
            self._executor.submit(self._complete, made).add_done_callback(self._never_begun)
        except RuntimeError:  # the studio has closed
            self._fail(MuseError("engine.closed"))

    def _complete(self, made: Future[GenerationResult]) -> None:
        try:
            self._finish(made.result())
        except MuseError as error:
            self._fail(error)
        except BaseException as error:
            self.future.set_exception(error)  # a bug, as in _begin
            raise

    def _hear(self, event: Event) -> None:
        if isinstance(event, Started):
            self._tell(RunStarted(self.generation, event.prompt_tokens, event.reused))
        elif isinstance(event, Piece):
            self._texts[event.candidate] += event.text
            self._tell(RunPiece(event.candidate, event.text))
            self.live.feed(event.candidate, self._texts[event.candidate])
            self._save_now_and_then()
        elif isinstance(event, CandidateDone):
            self.live.complete(event.candidate)
            self._tell(RunCandidateDone(event.candidate, event.stop_reason))
        elif isinstance(event, Reading):
            self._tell(RunReading(event.done, event.total))
        else:
            assert isinstance(event, Finished)

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._saved_at >= SAVE_EVERY_S:
            self._saved_at = time.monotonic()
            self._recorder.so_far(self.generation, dict(self._texts))

    def _finish(self, result: GenerationResult) -> None:
        recorded = self._recorder.finish(self.generation, result)
        self.live.settle()
        recorded.result()
        words = sum(count_words(one.text) for one in result.candidates)
        seconds = result.timings.decode_s
        words_per_s = words / seconds if seconds > 0 else 0.0
        self._host.measured(words_per_s)
        guarded = self._prepared.options.guard is not None
        blocked = tuple(one.blocked for one in result.candidates) if guarded else ()
        times = result.timings
        self._tell(
            RunFinished(self.generation, times.tokens_per_s, times.first_token_s, words_per_s, blocked)
        )
        self.future.set_result(self.generation)

    def _fail(self, error: MuseError) -> None:
        try:
            self.live.close()
            if self.generation:
                with contextlib.suppress(MuseError):  # the workspace is closed: the next opening notes it
                    self._recorder.fail(self.generation, error, dict(self._texts))
            self._tell(RunFailed(error))
        finally:
            self.future.set_exception(error)
