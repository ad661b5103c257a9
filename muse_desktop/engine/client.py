"""The engine as the rest of the app sees it: futures, events, and a child process that may die.

No call here waits for the child. Two threads serve each Engine: one writes (and starts and ends the child),
one reads; futures resolve and events arrive on the reading one.
"""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Literal

import msgspec

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.engine.gguf import check_file
from muse_desktop.engine.hardware import Hardware, hardware
from muse_desktop.engine.jobs import Job, Pending
from muse_desktop.engine.process import Child, Restarts, default_command
from muse_desktop.engine.states import forget
from muse_desktop.engine.utf8 import sendable
from muse_desktop.engine.values import (
    Adapter,
    Calibration,
    Embedded,
    Fit,
    NextWords,
    Scored,
    ScoreRequest,
    WordsRequest,
)
from muse_desktop.errors import MuseError

State = Literal["empty", "loading", "ready", "busy", "crashed", "closed"]
CLOSE_S = 6.0


class Engine:
    """A model in a child process. Thread-safe; every method returns at once, but for `close`.

    Callbacks (`on_event`, `on_progress`, those in `on_state`) run on the engine's own threads: they must be
    quick, and a window must hand them over to its own thread. When the child dies, everything that was sent
    to it fails with MuseError `engine.crashed`, and the next call starts a new child and loads the last
    model again; `engine.crashed_often` when that went wrong too often, until `load` is called.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """`command`: how to start the child; by default this very program."""
        self._command = list(command) if command is not None else default_command()
        self._ids = itertools.count(1)
        self._lock = threading.Lock()  # guards everything below but the child, which the writer owns
        self._pending: dict[int, Pending] = {}
        self._child: Child | None = None
        self._children = 0
        self._crashed = False
        self._restarts = Restarts()
        self._closed = False
        self._model: protocol.ModelInfo | None = None
        self._last_load: wire.Load | None = None
        self._told: State = "empty"
        self.on_state: list[Callable[[State], None]] = []
        self._encoder = msgspec.json.Encoder()
        self._outbox: queue.SimpleQueue[int | wire.Cancel | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._writer.start()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What a caller asks.

    def load(
        self,
        path: Path | str,
        context: int = 4096,
        threads: int = 0,
        gpu_layers: int = -1,
        on_progress: Callable[[float], None] | None = None,
        state_dir: Path | None = None,
        adapters: Sequence[Adapter] = (),
        batch: int = 0,
        embedding: bool = False,
        adaptive: bool = False,
    ) -> Future[protocol.ModelInfo]:
        """Load the GGUF at `path` in place of the loaded one.

        `context`: tokens of prompt and answer together; `threads`: 0 = up to the physical cores, fewer while
        other programs want them; `gpu_layers`: -1 = as many as fit; `state_dir`: a folder where the prompts
        that were read are kept as files, so that they need not be read again after a restart (they hold the
        writer's text: see `forget`); `adapters`: LoRA files laid over it; `batch`: tokens of one prompt
        batch, 0 = the usual; `embedding`: the model makes vectors (`embed`) instead of text; `adaptive`:
        `threads` are the most that is worth it, not a number the writer named. Fails with
        `engine.adapter_missing`, `adapter_not_lora`, `adapter_broken`, `adapter_mismatch`,
        `adapter_without_effect`, `model_missing`, `model_unreadable`, `model_not_gguf`, `model_broken`,
        `model_unknown`, `model_too_big`,
        `context_out_of_range`, `load_failed`, or `load_crashed` when the file ended the child. A file that
        is refused before it reaches the child leaves the loaded model as it is.
        """
        states = str(state_dir.absolute()) if state_dir is not None else ""
        request = wire.Load(
            next(self._ids), str(Path(path).absolute()), context, threads, gpu_layers, states,
            tuple(adapters), batch, embedding, adaptive,
        )  # fmt: skip
        return self._ask(request, on_progress=on_progress)

    def generate(
        self, request: protocol.GenerateRequest, on_event: Callable[[protocol.Event], None]
    ) -> Job[protocol.GenerationResult]:
        """Start a generation; generations run one after another in the order asked for.

        The future fails with `engine.prompt_empty`, `prompt_too_long`, `template_failed`, `no_model`,
        `crashed`, `decode_failed`, `token_unknown`.
        """
        number = next(self._ids)
        future: Future[protocol.GenerationResult] = self._ask(
            wire.Generate(number, protocol.sendable_request(request)), on_event=on_event
        )
        return Job(number, future, self._outbox.put)

    def prewarm(
        self, prompt: str | Sequence[protocol.Message] | Sequence[int], prefill: str = ""
    ) -> Job[protocol.Prewarmed]:
        """Read a prompt (as in GenerateRequest) ahead, so that a generation from it begins at once.

        Runs when nothing else does; the next `generate`, `load` or `prewarm` stops it within 0.1 s, and what
        it has read by then is kept. Never fails and starts no child: the result says how much is ready.
        """
        number = next(self._ids)
        asked = protocol.GenerateRequest(
            prompt=prompt if isinstance(prompt, str) else tuple(prompt), prefill=prefill, seeds=(0,)
        )
        future = self._ask(wire.Prewarm(number, protocol.sendable_request(asked)))
        return Job(number, future, self._outbox.put)

    def words(self, request: WordsRequest) -> Job[NextWords]:
        """Which words may come next, likeliest first. Fails as `generate` does."""
        number = next(self._ids)
        future: Future[NextWords] = self._ask(wire.Words(number, request))
        return Job(number, future, self._outbox.put)

    def score(self, request: ScoreRequest) -> Job[Scored]:
        """How likely the model finds a text: background work, which gives way to everything else."""
        number = next(self._ids)
        future: Future[Scored] = self._ask(wire.Score(number, request))
        return Job(number, future, self._outbox.put)

    def embed(self, texts: Sequence[str]) -> Job[Embedded]:
        """A unit vector for each text. Fails with `engine.not_embedding` unless loaded for it."""
        number = next(self._ids)
        future: Future[Embedded] = self._ask(wire.Embed(number, [sendable(text) for text in texts]))
        return Job(number, future, self._outbox.put)

    def estimate(self, path: Path, context: int = 4096, gpu_layers: int = -1) -> Future[Fit]:
        """What a model would need and what there is, without loading it. Fails as `load` does."""
        return self._ask(wire.Estimate(next(self._ids), str(path.absolute()), context, gpu_layers))

    def calibrate(self) -> Job[Calibration]:
        """Measure how this machine computes the loaded model best; takes some seconds."""
        number = next(self._ids)
        future: Future[Calibration] = self._ask(wire.Calibrate(number))
        return Job(number, future, self._outbox.put)

    def limit(self, threads: int) -> Future[None]:
        """Use so many threads at most from now on; 0 = as loaded."""
        return self._ask(wire.Limit(next(self._ids), threads))

    def count(self, texts: Sequence[str]) -> Future[list[int]]:
        """Tokens of each text, special ones not counted. Answered also while a generation runs."""
        return self._ask(wire.Count(next(self._ids), [sendable(text) for text in texts]))

    def render(self, messages: Sequence[protocol.Message], prefill: str = "") -> Future[str]:
        """The prompt text that these messages become. Answered also while a generation runs."""
        clean = [protocol.Message(message.role, sendable(message.content)) for message in messages]
        return self._ask(wire.Render(next(self._ids), clean, sendable(prefill)))

    def tokenise(self, text: str, *, special: bool = False) -> Future[list[int]]:
        """The token ids of `text`; `special`: read control tokens written in it."""
        return self._ask(wire.Tokenise(next(self._ids), sendable(text), special))

    def ends(self, tokens: Sequence[int]) -> Future[list[int]]:
        """Where each token of an answer ends in its text (code points; inside a character: where that one
        begins). Fails with `engine.token_unknown`."""
        return self._ask(wire.Ends(next(self._ids), tuple(tokens)))

    def forget(self, state_dir: Path) -> Future[None]:
        """Delete the states kept in `state_dir`, and what the child holds of them in memory.

        Fails with `engine.states_not_deleted`.
        """
        return self._ask(wire.Forget(next(self._ids), str(state_dir.absolute())))

    def versions(self) -> Future[dict[str, str | list[str]]]:
        """Versions and devices of the engine: llama_cpp_python, llama_cpp, system, devices."""
        return self._ask(wire.Versions(next(self._ids)))

    def devices(self) -> Future[Hardware]:
        """This machine, and what the engine can compute with on it."""
        return self._ask(wire.Devices(next(self._ids)))

    @property
    def state(self) -> State:
        """empty: no model · loading · ready · busy: generating · crashed: the next call restarts · closed."""
        with self._lock:
            return self._state()

    @property
    def model(self) -> protocol.ModelInfo | None:
        """The model in use (after a crash: the one that will be loaded again)."""
        return self._model

    @property
    def child_pid(self) -> int | None:
        """The process id of the child, for diagnosis; None when none runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def close(self) -> None:
        """End the child, politely first; waits a few seconds at most. What still runs fails with
        `engine.closed`. May be called twice."""
        with self._lock:
            first, self._closed = not self._closed, True
        if first:
            self._outbox.put(None)
        if threading.current_thread() is not self._writer:
            self._writer.join(CLOSE_S)
        self._tell_state()

    # The writing thread.

    def _ask(
        self,
        request: wire.Request,
        *,
        on_event: Callable[[protocol.Event], None] | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> Future[Any]:
        future: Future[Any] = Future()
        pending = Pending(request, future, on_event, on_progress)
        future.set_running_or_notify_cancel()  # only Job.cancel stops a job: Future.cancel must not hide one
        with self._lock:
            closed = self._closed
            if not closed:
                self._pending[request.id] = pending
        if closed:
            pending.resolve(error=MuseError("engine.closed"))
            return future
        self._tell_state()
        self._outbox.put(request.id)
        return future

    def _write(self) -> None:
        while (item := self._outbox.get()) is not None:
            if isinstance(item, wire.Cancel):
                self._send_cancel(item)
            else:
                self._send_request(item)
        child = self._child
        if child is not None:
            child.hang_up()
            child.wait_for_end()
        self._fail_all(lambda _: MuseError("engine.closed"), lambda _: True)

    def _send_cancel(self, cancel: wire.Cancel) -> None:
        with self._lock:
            pending = self._pending.get(cancel.id)
            child = self._child
            known = pending is not None and child is not None and pending.child == child.number
        if known and child is not None:
            self._send(child, cancel)

    def _send_request(self, number: int) -> None:
        with self._lock:
            pending = self._pending.get(number)
        if pending is None:
            return
        try:
            if self._child is None and self._needs_no_child(pending.request):
                self._finish(number)
                return
            if isinstance(pending.request, wire.Load):
                check_file(Path(pending.request.path))
            child = self._ready_child(pending.request)
            while not self._assign(pending, child):
                child = self._ready_child(pending.request)
        except MuseError as error:
            self._finish(number, error=error)
            return
        self._send(child, pending.request)

    def _needs_no_child(self, request: wire.Request) -> bool:
        """Do without a child what is not worth starting one. Raises MuseError `engine.states_not_deleted`."""
        if isinstance(request, wire.Forget):
            forget(Path(request.folder))
        return isinstance(request, wire.Forget | wire.Prewarm)

    def _assign(self, pending: Pending, child: Child) -> bool:
        """Book the request on `child`; False when the reader has buried it meanwhile."""
        with self._lock:
            if self._child is not child:
                return False
            pending.child = child.number
            if isinstance(pending.request, wire.Load):
                self._last_load = self._model = None
            return True

    def _send(self, child: Child, request: wire.Request) -> None:
        line = self._encoder.encode(request) + b"\n"
        if len(line) > wire.MAX_LINE:
            self._finish(request.id, error=MuseError("engine.request_too_big", megabytes=len(line) // 10**6))
            return
        try:
            child.send(line)
        except (OSError, ValueError):
            child.kill()  # it has died or cannot be spoken to; the reader sees its end and fails its jobs

    def _ready_child(self, request: wire.Request) -> Child:
        """The running child, or a new one with the last model in it.

        Raises MuseError `engine.crashed`, `engine.crashed_often`.
        """
        with self._lock:
            child = self._child
            if child is not None:
                return child
            if not isinstance(request, wire.Load):
                self._restarts.check()
        try:
            child = Child(self._command, self._children + 1)
        except OSError as error:
            raise MuseError("engine.crashed", reason=str(error)[:200]) from error
        reload = None if isinstance(request, wire.Load | wire.Versions | wire.Devices) else self._last_load
        with self._lock:
            self._children += 1
            self._child = child
            self._crashed = False
            if reload is not None:
                reload = msgspec.structs.replace(reload, id=next(self._ids))
                self._pending[reload.id] = Pending(reload, Future(), child=child.number, internal=True)
        threading.Thread(target=self._read, args=(child,), name="engine-reader", daemon=True).start()
        self._tell_state()
        if reload is not None:
            self._send(child, reload)
        return child

    # The reading thread.

    def _read(self, child: Child) -> None:
        decoder = msgspec.json.Decoder(wire.Response)
        broken = ""
        while line := child.read_line(wire.MAX_LINE):
            try:
                response = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                broken = f"unreadable answer: {error}"[:200]
                child.kill()
                break
            self._take(response)
        reason = child.bury()
        with self._lock:
            self._child = None
            closed = self._closed
            self._crashed = not closed
            if self._crashed:
                self._restarts.crashed(broken or reason)
        if closed:
            self._fail_all(lambda _: MuseError("engine.closed"), lambda p: p.child == child.number)
        else:
            self._fail_all(lambda p: _death(p, broken or reason), lambda p: p.child == child.number)
        self._tell_state()

    def _take(self, response: wire.Response) -> None:
        match response:
            case wire.Steps():
                for candidate, text, tokens in response.pieces:
                    self._event(response.id, protocol.Piece(candidate, text, tokens))
            case wire.Began():
                self._event(response.id, response.event)
            case wire.Ended():
                self._event(response.id, protocol.CandidateDone(response.candidate, response.reason))
            case wire.Done():
                with self._lock:
                    self._restarts.worked()
                self._event(response.id, protocol.Finished(response.result))
                self._finish(response.id, response.result)
            case wire.Reads():
                self._event(response.id, response.event)
            case wire.Warmed() | wire.WordsFound() | wire.Scores() | wire.Vectors() | wire.Fits():
                self._finish(response.id, response.result)
            case wire.DevicesFound():
                self._finish(response.id, hardware(response.devices, response.backends))
            case wire.Calibrated():
                self._finish(response.id, response.result)
            case wire.Overtaken():
                self._finish(response.id, error=MuseError("engine.overtaken"))
            case wire.Answer():
                self._finish(response.id, response.value)
            case wire.Failed():
                self._finish(response.id, error=MuseError(response.code, **response.values))
            case wire.Loaded():
                self._loaded(response)
            case wire.Progress():
                with self._lock:
                    pending = self._pending.get(response.id)
                if pending is not None and pending.on_progress is not None:
                    _call(pending.on_progress, response.fraction)

    def _loaded(self, response: wire.Loaded) -> None:
        with self._lock:
            pending = self._pending.get(response.id)
            if pending is not None and isinstance(pending.request, wire.Load):
                self._last_load, self._model = pending.request, response.info
                if not pending.internal:
                    self._restarts.worked()
        self._finish(response.id, response.info)

    def _event(self, number: int, event: protocol.Event) -> None:
        with self._lock:
            pending = self._pending.get(number)
        if pending is not None and pending.on_event is not None:
            _call(pending.on_event, event)

    # Either thread.

    def _finish(self, number: int, result: object = None, error: MuseError | None = None) -> None:
        with self._lock:
            pending = self._pending.pop(number, None)
        if pending is None:
            return
        self._tell_state()
        pending.resolve(result, error)

    def _fail_all(self, error: Callable[[Pending], MuseError], chosen: Callable[[Pending], bool]) -> None:
        with self._lock:
            numbers = [number for number, pending in self._pending.items() if chosen(pending)]
            pendings = [self._pending[number] for number in numbers]
        for number, pending in zip(numbers, pendings, strict=True):
            self._finish(number, error=error(pending))

    def _state(self) -> State:
        if self._closed:
            return "closed"
        requests = [pending.request for pending in self._pending.values()]
        if any(isinstance(request, wire.Load) for request in requests):
            return "loading"
        if self._crashed:
            return "crashed"
        if any(isinstance(request, wire.Generate) for request in requests):
            return "busy"
        return "ready" if self._model is not None else "empty"

    def _tell_state(self) -> None:
        with self._lock:
            state = self._state()
            changed, self._told = state != self._told, state
        if changed:
            for listener in list(self.on_state):
                _call(listener, state)


def _death(pending: Pending, reason: str) -> MuseError:
    if isinstance(pending.request, wire.Load):
        return MuseError("engine.load_crashed", name=Path(pending.request.path).name, reason=reason)
    return MuseError("engine.crashed", reason=reason)


def _call(listener: Callable[[Any], None], value: object) -> None:
    """Call a listener. Its bug is reported like any thread's, and must not end the engine's thread."""
    try:
        listener(value)
    except Exception:  # noqa: BLE001 - foreign code, see above
        thread = threading.current_thread()
        threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), thread)))
