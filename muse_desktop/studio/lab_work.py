"""One job of the speed lab while it runs: how far it is, whether it shall stop, who else is busy."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, TypeVar

from muse_desktop.engine.client import Engine
from muse_desktop.engine.jobs import Job
from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.studio.lab_values import OnProgress, Stage, Step

if TYPE_CHECKING:
    import psutil
else:
    psutil = LazyModule("psutil")

T = TypeVar("T")
LOOK_S = 0.1
QUIET_CORES = 0.3
"""While other programs take more than this of the processor, speeds are not what they could be."""


class Work:
    """Used on the lab's thread, but for the progress of children, which comes on theirs."""

    def __init__(
        self, on_progress: OnProgress, cancelled: Callable[[], bool], closed: threading.Event
    ) -> None:
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._closed = closed
        self._furthest = 0.0

    def check(self) -> None:
        """Raises MuseError `engine.closed`, `engine.cancelled`."""
        if self._closed.is_set():
            raise MuseError("engine.closed")
        if self._cancelled():
            raise MuseError("engine.cancelled")

    def wait(self, asked: Future[T] | Job[T]) -> T:
        """The answer; a job is stopped when this work shall stop. Raises as `check`, and as it fails."""
        future = asked.future if isinstance(asked, Job) else asked
        while not wait([future], LOOK_S).done:
            try:
                self.check()
            except MuseError:
                if isinstance(asked, Job):
                    asked.cancel()
                    wait([future], 10.0)  # what it began is taken away then
                raise
        return future.result()

    def tell(self, fraction: float, stage: Stage, name: str) -> None:
        """Pass it on; it never goes back."""
        self._furthest = max(self._furthest, min(fraction, 1.0))
        self._on_progress(self._furthest, Step(stage, name))

    def span(self, start: float, end: float, stage: Stage, name: str) -> Callable[[float], None]:
        """A listener for a part of the work that goes from `start` to `end` of the whole."""
        self.tell(start, stage, name)
        return lambda done: self.tell(start + (end - start) * done, stage, name)


class Neighbours:
    """How much of the processor other programs take from now on, an engine's child not counted."""

    def __init__(self, engine: Engine) -> None:
        self._pid = engine.child_pid
        self._began = self._now()

    def _now(self) -> tuple[float, float, float]:
        times = psutil.cpu_times()
        idle = times.idle + getattr(times, "iowait", 0.0)
        ours = 0.0
        for pid in {os.getpid(), self._pid} - {None}:
            with contextlib.suppress(psutil.Error):
                ours += sum(psutil.Process(pid).cpu_times()[:2])
        return time.perf_counter(), idle, ours

    @property
    def quiet(self) -> bool:
        """Whether they took little."""
        seconds, idle, ours = (now - then for now, then in zip(self._now(), self._began, strict=True))
        if seconds <= 0:
            return True
        return bool((psutil.cpu_count() or 1) - (idle + ours) / seconds < QUIET_CORES)


def memory_of(engine: Engine) -> int:
    """Bytes of main memory the engine's child holds, its mapped weights included; 0: it has gone."""
    pid = engine.child_pid
    with contextlib.suppress(psutil.Error):
        return int(psutil.Process(pid).memory_info().rss) if pid else 0
    return 0
