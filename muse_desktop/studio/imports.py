"""Imports one after another on a thread of their own, and the folders that are watched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import AddProgress, AddReport
from muse_desktop.library.library import Library

T = TypeVar("T")
EVERY_S = 180.0
"""Seconds between two looks at the watched folders."""
Progress = Callable[[AddProgress], None]
Complete = Callable[[AddReport, Callable[[], bool]], AddReport]


class Imports:
    """Runs the imports of one library. Methods may be called from any thread and do not wait."""

    def __init__(self, library: Library, complete: Complete | None = None) -> None:
        """`complete` is called with each report, on the import's thread, before anybody has it."""
        self._library = library
        self._complete = complete
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-imports")
        self._closing = threading.Event()
        self._roused = threading.Event()
        self._watching: threading.Thread | None = None
        self._heard: tuple[Callable[[AddReport], None], ...] = ()

    def add(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[AddReport]:
        """Add files and folders, after the imports asked for before. See `Library.add`.

        One that the closing of the app cuts off goes on with `resume` the next time.
        """
        return self._run(lambda stop: self._library.add(paths, progress, stop), cancelled)

    def resume(
        self, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> Future[list[AddReport]]:
        """Go on with every import that a kill, a lost drive or the closing of the app cut off.

        One whose folder is still away stays for another time.
        """

        def work() -> list[AddReport]:
            left = reversed(self._library.imports(unfinished=True))
            return [
                self._until_closed(partial(self._library.resume, job.id, progress), cancelled)
                for job in left
                if any(Path(path).exists() for path in job.paths)
            ]

        return self._thread.submit(work)

    # Watched folders

    def begin_watching(self) -> None:
        """Look at the watched folders now, and every few minutes from now on."""
        if self._watching is None:
            self._watching = threading.Thread(target=self._watch, name="muse-watch", daemon=True)
            self._watching.start()
        self.rouse()

    def rouse(self) -> None:
        """Look at the watched folders soon: the writer came back to the window."""
        self._roused.set()

    def look(self) -> Future[AddReport]:
        """Look at the watched folders, after the imports asked for before."""
        return self._run(lambda stop: self._library.look(None, stop), lambda: False)

    def listen(self, callback: Callable[[AddReport], None]) -> None:
        """Call `callback`, on another thread, with the report of each look that brought something in."""
        self._heard = (*self._heard, callback)

    def _watch(self) -> None:
        while not self._closing.is_set():
            self._roused.wait(EVERY_S)
            self._roused.clear()
            if self._closing.is_set():
                return
            try:
                report = self.look().result()
            except (MuseError, RuntimeError):  # a full disk, a closed store: the next look says it again
                continue
            if report.added or report.interrupted:
                for listener in self._heard:
                    listener(report)

    def close(self) -> None:
        """Cut off what is running; it goes on the next time."""
        self._closing.set()
        self._roused.set()
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._watching is not None:
            self._watching.join()

    def _run(
        self, work: Callable[[Callable[[], bool]], AddReport], cancelled: Callable[[], bool]
    ) -> Future[AddReport]:
        return self._thread.submit(self._until_closed, work, cancelled)

    def _until_closed(
        self, work: Callable[[Callable[[], bool]], AddReport], cancelled: Callable[[], bool]
    ) -> AddReport:
        report = work(lambda: self._closing.is_set() or cancelled())
        if report.cancelled and self._closing.is_set() and not cancelled() and report.job:
            self._library.leave_for_later(report.job)
        if self._complete is None:
            return report
        return self._complete(report, lambda: self._closing.is_set() or cancelled())
