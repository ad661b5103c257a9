"""What the engine's child does with each request."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import msgspec

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol, states
from muse_desktop.engine.child import ggml, header
from muse_desktop.engine.child.adapters import Adapters
from muse_desktop.engine.child.calibrate import calibrate
from muse_desktop.engine.child.context import AbortFlag, Cancelled, Context
from muse_desktop.engine.child.divergence import measure
from muse_desktop.engine.child.draft import DraftModel
from muse_desktop.engine.child.embedding import WINDOW, EmbeddingContext
from muse_desktop.engine.child.fit import admit, admit_draft, estimate, within
from muse_desktop.engine.child.generation import Generation, Listener, Pieces, prompt_tokens, text_ends
from muse_desktop.engine.child.keeper import Keeper
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.quantise import quantise
from muse_desktop.engine.child.samplers import DryPrototypes
from muse_desktop.engine.child.scoring import score
from muse_desktop.engine.child.survey import survey
from muse_desktop.engine.child.threads import Pilots, default_threads
from muse_desktop.engine.child.told import NAME, Throttle, build, model_info
from muse_desktop.engine.child.words import WordFinder
from muse_desktop.engine.gguf import check_file
from muse_desktop.engine.values import MeasureRequest, ScoreRequest
from muse_desktop.errors import MuseError
from muse_desktop.priority import give_way

if TYPE_CHECKING:
    from muse_desktop.engine.child.worker import Channel, Inbox

T = TypeVar("T")
SETTLE_S = 1.5
"""After so many seconds without a request the KV cache may go to disk."""


class Service:
    """Holds the loaded model and answers requests, heavy ones on one thread, light ones on another."""

    def __init__(self, inbox: Inbox, channel: Channel) -> None:
        self._inbox = inbox
        self._channel = channel
        self._log = NativeLog()
        self._log.install()
        self._abort = AbortFlag()
        inbox.abort, inbox.calm = self._abort.raise_flag, self._abort.lower
        C.llama_backend_init()
        self._build = build()
        self._dry = DryPrototypes()
        self._model: Model | None = None
        self._context: Context | None = None
        self._finder: WordFinder | None = None
        self._embedder: EmbeddingContext | None = None
        self._keeper: Keeper | None = None
        self._draft: DraftModel | None = None
        self._pilots = Pilots(1, fixed=True)
        self._limit = 0  # threads at most, 0: no limit
        self._unsettled = False  # something was computed since the keeper had a look
        self._problem = MuseError("engine.no_model")
        self._model_lock = threading.Lock()  # held while the model is replaced or its vocabulary is read

    def serve(self) -> None:
        """Do heavy requests, one after another, until the app is gone."""
        while (request := self._next()) is not None:
            self._do(request)
        self._unload()

    def _next(self) -> wire.Request | None:
        """The next heavy request; while there is none, keep what the last ones computed."""
        if self._unsettled:
            with contextlib.suppress(queue.Empty):
                return self._inbox.take(SETTLE_S)
            self._unsettled = False
            if self._keeper is not None:
                self._keeper.settle()
        return self._inbox.take()

    def answer_light(self) -> None:
        """Do light requests until the app is gone."""
        while (request := self._inbox.light.get()) is not None:
            self._do(request)

    def _do(self, request: wire.Request) -> None:
        job = request.id
        try:
            match request:
                case wire.Load():
                    self._load(request)
                case wire.Generate():
                    self._generate(job, request.request)
                case wire.Prewarm():
                    self._channel.send(wire.Warmed(job, self._prewarm(job, request.request)))
                case wire.Words():
                    finder, self._unsettled = self._writing(self._finder), True
                    self._compute(job, lambda: wire.WordsFound(job, finder.find(request.request)))
                case wire.Score():
                    self._score(job, request.request)
                case wire.Embed():
                    self._embed(job, request.texts)
                case wire.Survey():
                    found = survey(Path(request.path), request.text, self._log)
                    self._channel.send(wire.Surveyed(job, found))
                case wire.Measure():
                    self._measure(job, request.request)
                case wire.Quantise():
                    self._quantise(request)
                case wire.Count():
                    with self._model_lock:
                        model = self._loaded()
                        counts = [len(model.tokenise(text)) for text in request.texts]
                    self._channel.send(wire.Answer(job, counts))
                case wire.Render():
                    with self._model_lock:
                        text = self._loaded().template.render(request.messages, request.prefill)
                    self._channel.send(wire.Answer(job, text))
                case wire.Tokenise():
                    with self._model_lock:
                        tokens = self._loaded().tokenise(request.text, parse_special=request.special)
                    self._channel.send(wire.Answer(job, tokens))
                case wire.Ends():
                    with self._model_lock:
                        ends = text_ends(self._loaded(), request.tokens)
                    self._channel.send(wire.Answer(job, ends))
                case wire.Forget():
                    self._forget(Path(request.folder))
                    self._channel.send(wire.Answer(job, None))
                case wire.Estimate():
                    fit = estimate(Path(request.path), request.context, request.gpu_layers, self._log)
                    self._channel.send(wire.Fits(job, fit))
                case wire.Inspect():
                    told = header.read(Path(request.path), self._log)
                    self._channel.send(wire.HeaderRead(job, told))
                case wire.Calibrate():
                    self._calibrate(job)
                case wire.Limit():
                    self._limit = max(0, request.threads)
                    self._pilots.limit(self._limit)
                    if (draft := self._draft) is not None:
                        draft.pilots.limit(self._limit)
                    self._channel.send(wire.Answer(job, None))
                case wire.Devices():
                    self._channel.send(wire.DevicesFound(job, ggml.devices(), ggml.backends()))
                case wire.Versions():
                    self._channel.send(wire.Answer(job, self._build))
                case _:  # never without an answer: the app sends the next only after it
                    raise MuseError("engine.bad_request", reason=type(request).__name__)
        except MuseError as error:
            self._channel.fail(job, error)

    def _loaded(self) -> Model:
        if self._model is None:
            raise self._problem
        return self._model

    def _writing(self, part: T | None) -> T:
        """A part of a model that writes. Raises MuseError `engine.not_generating`, or why none is loaded."""
        if self._embedder is not None:
            raise MuseError("engine.not_generating")
        if part is None:
            raise self._problem
        return part

    def _load(self, request: wire.Load) -> None:
        try:
            with self._model_lock:
                self._unload()  # may write a large state to a slow disk
                self._channel.send(wire.Progress(request.id, 0.0))
                info = self._open(request)
        except MuseError as error:
            self._problem = error
            with self._model_lock:
                self._unload()
            raise
        self._channel.send(wire.Loaded(request.id, info))

    def _open(self, request: wire.Load) -> protocol.ModelInfo:
        started = time.perf_counter()

        path = Path(request.path)
        context = request.context
        if request.embedding:  # reads longer texts piece by piece, with a model trained on ever so little
            context = within(path, min(context, WINDOW), self._log)
        gpu_layers = admit(path, context, request.gpu_layers, self._log, request.batch)
        draft = Path(request.draft_path) if request.draft_path else None
        if draft is not None:
            check_file(draft)
            admit_draft(draft, path, request.context, gpu_layers, self._log, request.batch)
        self._model = model = Model(path, gpu_layers, self._log, self._teller(request.id))
        self._pilots = self._new_pilots(request, fixed=model.on_gpu)
        if request.embedding:
            self._embedder = EmbeddingContext(model, context, self._pilots, self._abort, self._log)
            return model_info(model, self._embedder, time.perf_counter() - started)
        self._context = Context(
            model, request.context, self._pilots, self._abort, self._log, request.batch
        )
        if not self._context.memory:  # an encoder
            raise MuseError("engine.not_generating")
        self._finder = WordFinder(model, self._context, self._dry)
        adapters = Adapters(request.adapters, model, self._context, self._log)
        if request.state_dir:
            self._keeper = self._open_keeper(Path(request.state_dir), model, self._context, adapters)
        if draft is not None:
            pilots = self._new_pilots(request)  # its steps take another time
            self._draft = DraftModel(draft, model, request.context, pilots, self._abort, self._log)
        info = model_info(model, self._context, time.perf_counter() - started)
        drafting = self._draft.name[:NAME] if self._draft is not None else ""
        return msgspec.structs.replace(info, adapters=adapters.wanted, draft=drafting)

    def _new_pilots(self, request: wire.Load, *, fixed: bool = False) -> Pilots:
        named = request.threads > 0 and not request.adaptive
        pilots = Pilots(request.threads or default_threads(), fixed=named or fixed)
        pilots.limit(self._limit)
        return pilots

    def _open_keeper(self, folder: Path, model: Model, context: Context, adapters: Adapters) -> Keeper:
        states.clean(folder)
        sizes = (context.size, context.cells, context.n_batch, context.n_ubatch, context.flash)
        identity = states.identity(model.files(), model.gpu_layers, sizes, self._build, adapters.identity())
        keeper = Keeper(states.StateFolder(folder, identity), context)
        context.recall = keeper.recall
        return keeper

    def _unload(self) -> None:
        if self._keeper is not None:
            self._keeper.close()
        self._keeper = None
        self._dry.close()
        for part in (self._draft, self._context, self._embedder, self._model):
            if part is not None:
                part.close()
        self._context = self._embedder = self._finder = self._model = self._draft = None

    def _compute(self, job: int, work: Callable[[], wire.Response]) -> None:
        """Do work that a Cancel stops, and answer with its result."""
        self._inbox.begin(job)
        try:
            response = work()
        finally:
            self._inbox.end()
        self._channel.send(response)

    def _score(self, job: int, request: ScoreRequest) -> None:
        model, context = self._loaded(), self._writing(self._context)

        def work() -> wire.Response:
            try:
                return wire.Scores(job, score(model, context, request, lambda: self._told_to_stop(job)))
            except Cancelled:
                return wire.Overtaken(job)

        self._compute(job, work)

    def _measure(self, job: int, request: MeasureRequest) -> None:
        model, context = self._loaded(), self._writing(self._context)

        def work() -> wire.Response:
            try:
                tell = self._teller(job)
                found = measure(model, context, request, tell, lambda: self._told_to_stop(job))
                return wire.MeasureDone(job, found)
            except Cancelled:
                return wire.Overtaken(job)

        self._compute(job, work)

    def _quantise(self, request: wire.Quantise) -> None:
        """In a child of its own. llama.cpp cannot be stopped in the middle of it: the child ends then."""
        self._inbox.abort = lambda: os._exit(0)
        give_way(10)  # nobody waits for this process

        def work() -> wire.Response:
            tell = self._teller(request.id)
            source, part = Path(request.path), Path(request.part)
            quantise(source, part, request.kind, self._log, tell, request.threads)
            return wire.Answer(request.id, None)

        self._compute(request.id, work)

    def _teller(self, job: int) -> Throttle:
        return Throttle(lambda fraction: self._channel.send(wire.Progress(job, fraction)))

    def _embed(self, job: int, texts: list[str]) -> None:
        self._loaded()
        embedder = self._embedder
        if embedder is None:
            raise MuseError("engine.not_embedding")
        self._compute(job, lambda: wire.Vectors(job, embedder.embed(texts, lambda: self._told_to_stop(job))))

    def _calibrate(self, job: int) -> None:
        model = self._loaded()

        def work() -> wire.Response:
            try:
                return wire.Calibrated(job, calibrate(model, self._abort, self._log, self._limit))
            except Cancelled:
                return wire.Overtaken(job)

        self._compute(job, work)

    def _told_to_stop(self, job: int) -> bool:
        return -1 in self._inbox.stopped(job)

    def _generate(self, job: int, request: protocol.GenerateRequest) -> None:
        model, context = self._loaded(), self._writing(self._context)
        self._inbox.begin(job)
        try:
            listener = _Stream(job, self._inbox, self._channel)
            result = Generation(model, context, request, self._dry, listener, self._draft).run(self._build)
        finally:
            self._inbox.end()
        self._unsettled = True
        self._channel.send(wire.Done(job, result))

    def _prewarm(self, job: int, request: protocol.GenerateRequest) -> protocol.Prewarmed:
        """Compute the prompt as a generation would. Not possible, or stopped: no error, less is ready."""
        model, context = self._model, self._context
        self._inbox.begin(job)
        try:
            if model is None or context is None or self._inbox.stopped(job):
                return protocol.NOTHING_WARMED  # overtaken before its turn: the cache stays as it is
            _, prompt = prompt_tokens(model, request)
            if len(prompt) >= context.size:
                return protocol.Prewarmed(len(prompt), 0)
            self._unsettled = True
            context.prepare(prompt, reuse=True)
            with contextlib.suppress(Cancelled):
                context.prefill(prompt)
                if self._draft is not None:
                    self._draft.begin(prompt)
                    self._draft.read_prompt()
            return protocol.Prewarmed(len(prompt), len(context.held))
        except MuseError:
            return protocol.NOTHING_WARMED  # the generation will say what is wrong
        finally:
            self._inbox.end()

    def _forget(self, folder: Path) -> None:
        if self._keeper is not None:
            self._keeper.wait()
        if self._context is not None:
            self._context.drop()
        states.forget(folder)


class _Stream(Listener):
    """Tells the app what a generation does."""

    def __init__(self, job: int, inbox: Inbox, channel: Channel) -> None:
        self._job, self._inbox, self._channel = job, inbox, channel

    def began(self, started: protocol.Started) -> None:
        self._channel.send(wire.Began(self._job, started))

    def reading(self, reading: protocol.Reading) -> None:
        self._channel.send(wire.Reads(self._job, reading))

    def step(self, pieces: Pieces) -> None:
        self._channel.send(wire.Steps(self._job, pieces))

    def ended(self, candidate: int, reason: protocol.StopReason) -> None:
        self._channel.send(wire.Ended(self._job, candidate, reason))

    def stopped(self) -> frozenset[int]:
        return self._inbox.stopped(self._job)
