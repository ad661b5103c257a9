"""Work that runs elsewhere, told to the window on its own thread.

The rooms below answer with `concurrent.futures.Future` and call back from threads of their own. `Jobs`
brings the outcome of a future to the UI thread; `EventFeed` brings streams of events there, in bunches.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from time import monotonic
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from muse_desktop.errors import MuseError
from muse_desktop.studio.values import RunEvent, RunHits, RunPiece
from muse_desktop.ui.base.keystrokes import keystrokes
from muse_desktop.ui.base.post import post

UPDATES_PER_SECOND = 30
LATEST_MS = 100  # while somebody writes, an update waits for the next key to be painted, but not longer


def report_bug(error: BaseException) -> None:
    """Hand an exception that no room foresaw to the process's crash report."""
    sys.excepthook(type(error), error, error.__traceback__)


class Jobs(QObject):
    """Watches futures for one window; every callback runs on the UI thread, in the order of completion."""

    refused = Signal(object)  # a MuseError that the caller did not take itself

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._post = post()

    @property
    def waiting(self) -> int:
        """How many watched futures have not been delivered yet."""
        return self._waiting

    def watch(
        self,
        future: Future[Any],
        owner: QObject,
        success: Callable[[Any], None] | None = None,
        failure: Callable[[MuseError], None] | None = None,
        always: Callable[[], None] | None = None,
    ) -> None:
        """Call `success(result)` or `failure(MuseError)`, then `always()`, unless `owner` is gone by then.

        Without `failure` the error goes out by `refused`. Anything but a MuseError is a bug and is reported.
        """
        self._waiting += 1

        def deliver() -> None:
            self._waiting -= 1
            if not shiboken6.isValid(owner):
                return
            try:
                self._tell(future, success, failure)
            finally:
                if always is not None and shiboken6.isValid(owner):
                    always()

        future.add_done_callback(lambda _: self._post.send(self, deliver))

    def _tell(self, future: Future[Any], success: Any, failure: Any) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            if success is not None:
                success(future.result())
        elif isinstance(error, MuseError):
            if failure is not None:
                failure(error)
            else:
                self.refused.emit(error)
        elif not isinstance(error, CancelledError):
            report_bug(error)


def coalesce(events: Iterable[RunEvent]) -> list[RunEvent]:
    """The same story in fewer events: pieces of one candidate joined, only its newest overlaps kept.

    Pieces of different candidates may change places; an event of another kind is never overtaken.
    """
    told: list[RunEvent] = []
    pieces: dict[int, list[str]] = {}
    hits: dict[int, RunHits] = {}

    def flush() -> None:
        told.extend(RunPiece(candidate, "".join(texts)) for candidate, texts in pieces.items())
        told.extend(hits.values())
        pieces.clear()
        hits.clear()

    for event in events:
        if isinstance(event, RunPiece):
            pieces.setdefault(event.candidate, []).append(event.text)
        elif isinstance(event, RunHits):
            hits[event.candidate] = event
        else:
            flush()
            told.append(event)
    flush()
    return told


class EventFeed(QObject):
    """Takes events on any thread and delivers them on the UI thread at most 30 times a second."""

    arrived = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._pending: list[RunEvent] = []
        self._awake = False
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._keystrokes.behind(self, self.deliver, LATEST_MS))
        self._post = post()
        self._keystrokes = keystrokes()

    def post(self, event: RunEvent) -> None:
        """Add one event; callable from any thread, returns at once."""
        with self._lock:
            self._pending.append(event)
            if self._awake:
                return
            self._awake = True
        self._post.send(self, self._schedule)

    def _schedule(self) -> None:
        due = self._last + 1 / UPDATES_PER_SECOND - monotonic()
        self._timer.start(max(0, round(due * 1000)))

    def deliver(self) -> None:
        """Deliver what has gathered, now (UI thread only)."""
        self._timer.stop()
        self._keystrokes.forget(self)
        with self._lock:
            events, self._pending = self._pending, []
            self._awake = False
        if events:
            self.arrived.emit(coalesce(events))
        self._last = monotonic()
