"""What was asked of the engine and is not answered yet, and the state that follows from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.engine.interface import State
from muse_desktop.engine.jobs import Pending, call
from muse_desktop.engine.queue import JobQueue
from muse_desktop.errors import MuseError


class Desk:
    """Open requests by number. Thread-safe; `lock` guards them and is never held while a caller is called.

    `held`: light requests that wait for a load, because they are about the new model.
    """

    def __init__(self, queue: JobQueue) -> None:
        """`queue` is told when a heavy request is answered."""
        self.lock = threading.Lock()
        self.pending: dict[int, Pending] = {}
        self.held: list[int] = []
        self.model: protocol.ModelInfo | None = None
        self.crashed = False
        self.closed = False
        self.on_state: list[Callable[[State], None]] = []
        self._told: State = "empty"
        self._queue = queue

    def open(self, pending: Pending) -> bool:
        """Take a request. False after the end: it is answered with `engine.closed`."""
        pending.future.set_running_or_notify_cancel()  # only Job.cancel stops a job: Future.cancel must not
        with self.lock:
            closed = self.closed
            if not closed:
                self.pending[pending.request.id] = pending
        if closed:
            pending.resolve(error=MuseError("engine.closed"))
            return False
        self.tell_state()
        return True

    def find(self, number: int) -> Pending | None:
        """The open request of this number."""
        with self.lock:
            return self.pending.get(number)

    def hold(self, number: int) -> bool:
        """Whether a light request must wait for a load that was asked for before it."""
        with self.lock:
            loads = [one for one in self.pending.values() if isinstance(one.request, wire.Load)]
            held = any(load.internal or load.request.id < number for load in loads)
            if held:
                self.held.append(number)
            return held

    def let_go(self) -> list[int]:
        """The requests that waited for a load, which is over."""
        with self.lock:
            freed, self.held = self.held, []
            return freed

    def sent_to(self, child: int) -> list[Pending]:
        """What a child has been asked; the lock is held by the caller."""
        return [one for one in self.pending.values() if one.child == child]

    def outdated(self, last: wire.Load | None, load: wire.Load) -> list[int]:
        """Background work that waits, about a model that is now replaced by another; the lock is held by
        the caller."""
        if last is None or (last.path, last.adapters) == (load.path, load.adapters):
            return []
        return [number for number, one in self.pending.items()
                if isinstance(one.request, wire.Score) and number < load.id and not one.child]  # fmt: skip

    def event(self, number: int, event: protocol.Event) -> None:
        """Tell the caller of a generation."""
        pending = self.find(number)
        if pending is not None and pending.on_event is not None:
            call(pending.on_event, event)

    def progress(self, number: int, fraction: float) -> None:
        """Tell the caller of a load."""
        pending = self.find(number)
        if pending is not None and pending.on_progress is not None:
            call(pending.on_progress, fraction)

    def finish(self, number: int, result: object = None, error: MuseError | None = None) -> None:
        """Answer a request; nothing happens when it is answered already."""
        with self.lock:
            pending = self.pending.pop(number, None)
        if pending is None:
            return
        if pending.heavy:
            self._queue.over(number)
        self.tell_state()
        pending.resolve(result, error)

    def fail(self, numbers: Iterable[int], error: Callable[[Pending], MuseError]) -> None:
        """Answer requests with errors."""
        for number in numbers:
            pending = self.find(number)
            if pending is not None:
                self.finish(number, error=error(pending))

    def lost_with(self, child: int) -> list[int]:
        """What can no longer be answered when a child has died: what it was asked, what waited for its
        load, and what a model was loaded again for."""
        with self.lock:
            lost = self.sent_to(child)
            numbers = [one.request.id for one in lost]
            if any(isinstance(one.request, wire.Load) for one in lost):
                numbers += self.held
                self.held = []
            return numbers + [one.beneficiary for one in lost if one.internal]

    def state(self) -> State:
        """See `Engine.state`."""
        with self.lock:
            return self._state()

    def tell_state(self) -> None:
        """Tell the listeners if the state is another than they were told."""
        with self.lock:
            state = self._state()
            changed, self._told = state != self._told, state
        if changed:
            for listener in list(self.on_state):
                call(listener, state)

    def _state(self) -> State:
        if self.closed:
            return "closed"
        requests = [pending.request for pending in self.pending.values()]
        if any(isinstance(request, wire.Load) for request in requests):
            return "loading"
        if self.crashed:
            return "crashed"
        if any(isinstance(request, wire.Generate) for request in requests):
            return "busy"
        return "ready" if self.model is not None else "empty"


def new_pending(
    request: wire.Request,
    on_event: Callable[[protocol.Event], None] | None = None,
    on_progress: Callable[[float], None] | None = None,
    beneficiary: int = 0,
) -> Pending:
    """A request with a future of its own."""
    future: Future[Any] = Future()
    return Pending(request, future, on_event, on_progress, beneficiary=beneficiary)
