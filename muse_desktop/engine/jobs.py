"""What a caller holds while the engine works for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.errors import MuseError

T = TypeVar("T")


class Job(Generic[T]):
    """Running work. `future` gives the result, also after `cancel`: what was made so far."""

    def __init__(self, job: int, future: Future[T], send: Callable[[wire.Cancel], None]) -> None:
        self.future = future
        self._id = job
        self._send = send

    def cancel(self) -> None:
        """Stop everything now, also while the prompt is still being read."""
        self._send(wire.Cancel(self._id))

    def stop_candidate(self, candidate: int) -> None:
        """Stop one candidate of a generation; the others go on, a little faster."""
        self._send(wire.Cancel(self._id, candidate))


@dataclass
class Pending:
    """A request that is not answered yet. `child`: the number of the child it was sent to, 0 = none yet."""

    request: wire.Request
    future: Future[Any]
    on_event: Callable[[protocol.Event], None] | None = None
    on_progress: Callable[[float], None] | None = None
    child: int = 0
    internal: bool = field(default=False)

    def resolve(self, result: object = None, error: MuseError | None = None) -> None:
        """Answer the caller. A prewarm that came to nothing is no error to anybody."""
        if isinstance(self.request, wire.Prewarm):
            self.future.set_result(result or protocol.NOTHING_WARMED)
        elif error is not None:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)
