"""Keeps one child at work: sends it what is asked, one heavy request at a time, and survives its death.

Three threads: one writes (and starts and ends the child), one reads, one watches for a child that hangs.
"""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.engine.desk import Desk, new_pending
from muse_desktop.engine.gguf import check_file
from muse_desktop.engine.hardware import hardware
from muse_desktop.engine.jobs import Pending, nothing_made
from muse_desktop.engine.process import Child, Restarts
from muse_desktop.engine.queue import JobQueue, Priority
from muse_desktop.engine.watch import SILENT_S, TICK_S, Watch, patience
from muse_desktop.errors import MuseError

CLOSE_S = 6.0
_PRIORITIES = {wire.Prewarm: Priority.PREWARM, wire.Score: Priority.BACKGROUND}
_WAKE, _PING = 0, -1
_READS_A_FILE = wire.Load | wire.Estimate | wire.Inspect | wire.Survey | wire.Quantise
_NEEDS_NO_MODEL = _READS_A_FILE | wire.Versions | wire.Devices | wire.Forget | wire.Limit


def _priority(request: wire.Request) -> Priority:
    if isinstance(request, wire.Calibrate) and request.background:
        return Priority.BACKGROUND
    return _PRIORITIES.get(type(request), Priority.ASKED)


class Runner:
    """What `Engine` is made of: requests in, futures and events out. Thread-safe."""

    def __init__(self, command: Sequence[str]) -> None:
        """`command`: how to start a child."""
        self._command = list(command)
        self._ids = itertools.count(1)
        self._outbox: queue.SimpleQueue[int | wire.Cancel | None] = queue.SimpleQueue()
        self.queue = JobQueue(lambda job: self.stop(wire.Cancel(job)), lambda: self._outbox.put(_WAKE))
        self.desk = Desk(self.queue)
        self._lock = self.desk.lock  # guards everything below but the child, which the writer owns
        self._child: Child | None = None
        self._children = 0
        self._restarts = Restarts()
        self._watch = Watch()
        self._hung = ""
        self._last_load: wire.Load | None = None
        self._fed = 0  # the number of the child that has been told to load
        self._limit: wire.Limit | None = None
        self.last_words = ""
        self._encoder = msgspec.json.Encoder()
        self._busy = threading.Event()
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._writer.start()
        threading.Thread(target=self._look_after, name="engine-watch", daemon=True).start()

    # What Engine asks.

    def number(self) -> int:
        """A number for a new request."""
        return next(self._ids)

    def ask(
        self,
        request: wire.Request,
        *,
        on_event: Callable[[protocol.Event], None] | None = None,
        on_progress: Callable[[float], None] | None = None,
        label: str = "",
    ) -> Future[Any]:
        """Send a request when it is its turn; the future is answered in any case."""
        pending = new_pending(request, on_event, on_progress)
        if self.desk.open(pending):
            if pending.heavy:
                self._queue_up(request, _priority(request), label)
            self._outbox.put(_WAKE if pending.heavy else request.id)
        return pending.future

    def stop(self, cancel: wire.Cancel) -> None:
        """Stop a job or one of its candidates, wherever it is."""
        self._outbox.put(cancel)

    @property
    def child_pid(self) -> int | None:
        """The process id of the child; None when none runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def close(self) -> None:
        """End the child and the threads; waits a few seconds at most."""
        with self._lock:
            first, self.desk.closed = not self.desk.closed, True
        if first:
            self._outbox.put(None)
            self._busy.set()
        if threading.current_thread() is not self._writer:
            self._writer.join(CLOSE_S)
        self.desk.tell_state()

    def _queue_up(self, request: wire.Request, priority: Priority, label: str = "") -> None:
        kind = str(request.__struct_config__.tag)
        for pointless in self.queue.add(request.id, kind, priority, label):
            self.desk.finish(pointless)

    # The writing thread.

    def _write(self) -> None:
        while (item := self._outbox.get()) is not None:
            if isinstance(item, wire.Cancel):
                self._cancel(item)
            elif item == _PING and self._child is not None:
                self._send(self._child, wire.Ping(0))
            elif item > 0:
                self._start(item)
            self._start_what_may()
        child = self._child
        if child is not None:
            child.hang_up()
            child.wait_for_end()
        self.desk.fail(list(self.desk.pending), lambda _: MuseError("engine.closed"))

    def _cancel(self, cancel: wire.Cancel) -> None:
        pending = self.desk.find(cancel.id)
        if pending is None or not pending.heavy:
            return
        if not pending.child:
            if pending.stop_one(cancel.candidate):
                self._finish_unstarted(pending)
        elif not isinstance(pending.request, wire.Load):
            pending.cancelled = pending.cancelled or cancel.candidate < 0
            self._stop_sent(pending, cancel)

    def _finish_unstarted(self, pending: Pending) -> None:
        """A job that was stopped before its turn; the child never hears of it."""
        request = pending.request
        if not isinstance(request, wire.Generate):
            self._finish(request.id, error=MuseError("engine.cancelled"))
            return
        result = nothing_made(request.request)
        for candidate in range(len(result.candidates)):
            self.desk.event(request.id, protocol.CandidateDone(candidate, "cancelled"))
        self.desk.event(request.id, protocol.Finished(result))
        self._finish(request.id, result)

    def _stop_sent(self, pending: Pending, cancel: wire.Cancel) -> None:
        with self._lock:
            child = self._child
            if child is None or pending.child != child.number:
                return
            if cancel.candidate < 0:
                pending.patience, pending.quiet = SILENT_S, 0.0
        self._send(child, cancel)

    def _start_what_may(self) -> None:
        """Tell the running job to give way if it must; start the next if none runs."""
        running = self.queue.give_way()
        if running is not None and (pending := self.desk.find(running)) is not None:
            self._stop_sent(pending, wire.Cancel(running))
        while (number := self.queue.take()) is not None:
            self._start(number)

    def _start(self, number: int) -> None:
        """Send a request whose turn it is, to a child that holds the model it is about."""
        pending = self.desk.find(number)
        if pending is None or pending.cancelled:  # it was answered, or stopped while it was put back
            if pending is not None:
                self._finish_unstarted(pending)
            self.queue.over(number)
            return
        try:
            child = self._child_for(pending)
        except MuseError as error:
            self._finish(number, error=error)
            return
        if child is None or self._must_load_first(pending, child):
            return
        if not self._assign(pending, child):  # it died in this moment
            self._put_back(pending)
            return
        self._send(child, pending.request, pending)
        for candidate in pending.stopped:
            self._send(child, wire.Cancel(number, candidate))

    def _child_for(self, pending: Pending) -> Child | None:
        """The child to send it to; None when it needs none, or waits for a load.

        Raises the MuseErrors of `check_file` and `_ready_child`, and `engine.states_not_deleted`.
        """
        request = pending.request
        if isinstance(request, wire.Limit):
            self._limit = request
        if self._child is None and isinstance(request, wire.Forget | wire.Prewarm | wire.Limit):
            if isinstance(request, wire.Forget):
                from muse_desktop.engine.states import forget  # and numpy, which a start does without

                forget(Path(request.folder))
            self.desk.finish(request.id)
            return None
        if isinstance(request, _READS_A_FILE):
            check_file(Path(request.path))
        elif not pending.heavy and self.desk.hold(request.id):
            return None
        return self._ready_child(pending)

    def _put_back(self, pending: Pending) -> None:
        if pending.heavy:
            self.queue.again(pending.request.id)
        else:
            self._outbox.put(pending.request.id)

    def _must_load_first(self, pending: Pending, child: Child) -> bool:
        """In a new child the last model is loaded again before anything that is about it."""
        request, last = pending.request, self._last_load
        if last is None or self._fed == child.number or isinstance(request, _NEEDS_NO_MODEL):
            return False
        reload = msgspec.structs.replace(last, id=self.number())
        self.desk.open(new_pending(reload, beneficiary=request.id))
        if pending.heavy:
            self.queue.again(request.id)
        else:
            self.desk.hold(request.id)
        self._queue_up(reload, Priority.RELOAD)
        return True

    def _assign(self, pending: Pending, child: Child) -> bool:
        """Book the request on `child`; False when the reader has buried it meanwhile."""
        request = pending.request
        outdated: list[int] = []
        with self._lock:
            if self._child is not child:
                return False
            pending.child = child.number
            if isinstance(request, wire.Load):
                self._fed = child.number
                if not pending.internal:
                    outdated = self.desk.outdated(self._last_load, request)
                    self._last_load = self.desk.model = None
        self.desk.fail(outdated, lambda _: MuseError("engine.overtaken"))
        self.desk.tell_state()
        self._busy.set()
        return True

    def _send(self, child: Child, request: wire.Request, pending: Pending | None = None) -> None:
        line = self._encoder.encode(request) + b"\n"
        if len(line) > wire.MAX_LINE:
            error = MuseError("engine.request_too_big", megabytes=len(line) // 10**6)
            self.desk.finish(request.id, error=error)
            return
        if pending is not None:
            with self._lock:
                pending.quiet = 0.0
                pending.patience = patience(request, len(line), starting=self._watch.starting)
        try:
            child.send(line)
        except (OSError, ValueError):
            child.kill()  # it has died or cannot be spoken to; the reader sees its end and fails its jobs

    def _ready_child(self, pending: Pending) -> Child:
        """The running child, or a new one. Raises MuseError `engine.crashed`, `engine.crashed_often`."""
        with self._lock:
            child = self._child
            if child is not None:
                return child
            if not isinstance(pending.request, wire.Load) or pending.internal:
                self._restarts.check()
        try:
            child = Child(self._command, self._children + 1)
        except OSError as error:
            raise MuseError("engine.crashed", reason=str(error)[:200]) from error
        with self._lock:
            self._children += 1
            self._child = child
            self.desk.crashed = False
            self._watch.began()
        threading.Thread(target=self._read, args=(child,), name="engine-reader", daemon=True).start()
        if self._limit is not None and self._limit.threads:
            self._send(child, self._limit)
        return child

    # The watching thread.

    def _look_after(self) -> None:
        pause = threading.Event()
        while not self.desk.closed:
            self._busy.wait()
            pause.wait(TICK_S)
            with self._lock:
                child = self._child
                sent = self.desk.sent_to(child.number) if child is not None else []
                if child is None or not sent:
                    self._busy.clear()
                    continue
                self._hung, ask = self._watch.tick(sent, TICK_S)
                if self._hung:
                    child.kill()
            if ask:
                self._outbox.put(_PING)

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
            with self._lock:
                self._watch.heard(response.id, self.desk.sent_to(child.number))
            self._take(response)
        self._bury(child, broken)

    def _bury(self, child: Child, broken: str) -> None:
        reason = child.bury()
        with self._lock:
            reason = broken or self._hung or reason
            lost_s, self._hung = SILENT_S if self._hung else 0.0, ""
            self.last_words = child.last_words
            self._child = None
            closed = self.desk.closed
            self.desk.crashed = not closed
            if not closed:
                self._restarts.crashed(reason, lost_s)
        lost = self.desk.lost_with(child.number)
        self.desk.fail(lost, lambda one: MuseError("engine.closed") if closed else one.death(reason))
        self.desk.tell_state()
        self._outbox.put(_WAKE)

    def _take(self, response: wire.Response) -> None:
        number, desk = response.id, self.desk
        match response:
            case wire.Steps():
                for candidate, text, tokens in response.pieces:
                    desk.event(number, protocol.Piece(candidate, text, tokens))
            case wire.Began() | wire.Reads():
                desk.event(number, response.event)
            case wire.Ended():
                desk.event(number, protocol.CandidateDone(response.candidate, response.reason))
            case wire.Progress():
                desk.progress(number, response.fraction)
            case wire.Overtaken():
                self._overtaken(number)
            case wire.Loaded():
                self._loaded(response)
            case wire.Failed():
                self._finish(number, error=MuseError(response.code, **response.values))
            case wire.Answer():
                self._finish(number, response.value)
            case wire.DevicesFound():
                self._finish(number, hardware(response.devices, response.backends))
            case _:
                if isinstance(response, wire.Done):
                    with self._lock:
                        self._restarts.worked()
                    desk.event(number, protocol.Finished(response.result))
                self._finish(number, response.result)

    def _loaded(self, response: wire.Loaded) -> None:
        with self._lock:
            pending = self.desk.pending.get(response.id)
            if pending is not None and isinstance(pending.request, wire.Load):
                self._last_load, self.desk.model = pending.request, response.info
                if not pending.internal:
                    self._restarts.worked()
        self._finish(response.id, response.info)

    def _overtaken(self, number: int) -> None:
        """Background work that gave way is done again later, unless the writer stopped it."""
        with self._lock:
            pending = self.desk.pending.get(number)
            cancelled = pending is None or pending.cancelled
            if pending is not None:
                pending.child = 0
        if cancelled:
            self._finish(number, error=MuseError("engine.cancelled"))
        else:
            self.queue.again(number)

    # Any thread.

    def _finish(self, number: int, result: object = None, error: MuseError | None = None) -> None:
        pending = self.desk.find(number)
        self.desk.finish(number, result, error)
        if pending is not None and isinstance(pending.request, wire.Load):
            for freed in self.desk.let_go():
                self._outbox.put(freed)
