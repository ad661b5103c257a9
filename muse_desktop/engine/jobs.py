"""What a caller holds while the engine works for it, and what the engine knows of it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.errors import MuseError

T = TypeVar("T")


class Job(Generic[T]):
    """Work that waits or runs. `future` gives the result, also after `cancel`: what was made so far.

    What has no half result (words, scores, vectors, a calibration) fails with `engine.cancelled` then.
    """

    def __init__(self, job: int, future: Future[T], send: Callable[[wire.Cancel], None]) -> None:
        self.future = future
        self.id = job
        self._send = send

    def cancel(self) -> None:
        """Stop everything now, also while the prompt is still being read, or before it is its turn."""
        self._send(wire.Cancel(self.id))

    def stop_candidate(self, candidate: int) -> None:
        """Stop one candidate of a generation; the others go on, a little faster."""
        self._send(wire.Cancel(self.id, candidate))


@dataclass
class Pending:
    """A request that is not answered yet.

    `child`: the number of the child it was sent to, 0 = none yet. `beneficiary`: for an internal load after
    a crash, the request that needs it. `stopped`: candidates stopped before its turn. `patience`: how many
    seconds its child may say nothing about it, None = any; `quiet`: how many it has.
    """

    request: wire.Request
    future: Future[Any]
    on_event: Callable[[protocol.Event], None] | None = None
    on_progress: Callable[[float], None] | None = None
    child: int = 0
    beneficiary: int = 0
    cancelled: bool = False
    stopped: set[int] = field(default_factory=set)
    patience: float | None = None
    quiet: float = 0.0

    @property
    def heavy(self) -> bool:
        """Whether it goes through the queue."""
        return isinstance(self.request, wire.Heavy)

    @property
    def internal(self) -> bool:
        """Whether nobody asked for it: a load after a crash."""
        return self.beneficiary > 0

    def resolve(self, result: object = None, error: MuseError | None = None) -> None:
        """Answer the caller. A prewarm that came to nothing is no error to anybody."""
        if isinstance(self.request, wire.Prewarm):
            self.future.set_result(result or protocol.NOTHING_WARMED)
        elif error is not None:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)

    def stop_one(self, candidate: int) -> bool:
        """Before its turn: note that a candidate (-1: all) shall not run. True when none is left."""
        self.stopped.add(candidate)
        request = self.request
        count = len(request.request.seeds) if isinstance(request, wire.Generate) else 0
        return candidate < 0 or (count > 0 and self.stopped >= set(range(count)))

    def death(self, reason: str) -> MuseError:
        """What to tell the caller when the child died with it."""
        if self.cancelled and isinstance(self.request, wire.Quantise):
            return MuseError("engine.cancelled")  # that is how it is stopped
        if isinstance(self.request, wire.Load | wire.Estimate | wire.Inspect | wire.Survey | wire.Quantise):
            return MuseError("engine.load_crashed", name=Path(self.request.path).name, reason=reason)
        return MuseError("engine.crashed", reason=reason)


def nothing_made(request: protocol.GenerateRequest) -> protocol.GenerationResult:
    """The result of a generation that was stopped before its turn: no tokens, nothing computed."""
    return protocol.GenerationResult(
        prompt_text=request.prompt if isinstance(request.prompt, str) else "",
        prompt_tokens=(),
        candidates=tuple(protocol.CandidateResult("", (), "cancelled", seed) for seed in request.seeds),
        chain=tuple(request.sampling.chain()),
        timings=protocol.Timings(0.0, 0.0, 0.0, 0.0, 0.0),
        layout=protocol.Layout(0, (), 0, 0, 0, 0, 0, len(request.seeds)),
        build={},
    )


def call(listener: Callable[..., None], *values: object) -> None:
    """Call a listener. Its bug is reported like any thread's, and must not end the engine's thread."""
    try:
        listener(*values)
    except Exception:  # noqa: BLE001 - foreign code, see above
        thread = threading.current_thread()
        threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), thread)))
