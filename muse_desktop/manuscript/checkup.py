"""Looking through the whole workspace for damage: the file, the texts and their origins, the log, snapshots.

Each step is one read that SQLite breaks off soon after the writer has had enough.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript import checking
from muse_desktop.provenance.verifying import RecordReport, verify_record
from muse_desktop.store import health
from muse_desktop.store.store import Store

Step = Literal["file", "texts", "log", "snapshots", "backup"]
STEPS: tuple[Step, ...] = get_args(Step)
_INSTRUCTIONS = 20_000  # of SQLite's machine, between two looks at whether to go on: some milliseconds


@dataclass(frozen=True)
class Finding:
    """What a step found: how many things it looked at (pages, documents, records …) and what is wrong.

    `record`: of the log, everything that was found.
    """

    step: Step
    count: int
    problems: tuple[MuseError, ...] = ()
    record: RecordReport | None = None


class Checkup:
    """One look through everything. `future` has the findings, is cancelled by `cancel`, or fails."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cancelled = threading.Event()
        self.future: Future[tuple[Finding, ...]] = Future()
        self.findings: tuple[Finding, ...] = ()
        self.on_step: Callable[[], None] = lambda: None

    @property
    def at(self) -> Step | None:
        """The step that is being made; None when all are done."""
        done = len(self.findings)
        return STEPS[done] if done < len(STEPS) else None

    def start(self, background: Callable[[Callable[[], Any]], Future[Any]]) -> None:
        """Begin, on a thread of `background`."""
        background(self._work)

    def cancel(self) -> None:
        """Enough: break off soon."""
        self._cancelled.set()

    def _work(self) -> None:
        try:
            for step in STEPS:
                self.findings = (*self.findings, self._one(step))
                self.on_step()
        except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it
            if self._cancelled.is_set():
                self.future.cancel()
            else:
                self.future.set_exception(error)
        else:
            self.future.set_result(self.findings)

    def _one(self, step: Step) -> Finding:
        if step == "backup":
            count, problems = checking.newest_backup(self._store.paths.backups, self._breaking)
            return Finding(step, count, problems)
        if step == "log":
            record: RecordReport = self._breakable(verify_record)
            return Finding(step, record.events, record.problems, record)
        looks: dict[str, Callable[[Session], tuple[int, tuple[MuseError, ...]]]] = {
            "file": self._file,
            "texts": checking.texts,
            "snapshots": checking.snapshots,
        }
        return Finding(step, *self._breakable(looks[step]))

    def _file(self, db: Session) -> tuple[int, tuple[MuseError, ...]]:
        folder = str(self._store.paths.root)
        told = health.problems(db)
        problems = tuple(MuseError("store.damaged", folder=folder, reason=one) for one in told)
        return health.pages(db), problems

    def _breakable(self, look: Callable[[Session], Any]) -> Any:
        def work(db: Session) -> Any:
            raw = db.connection().connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            self._breaking(raw)
            try:
                return look(db)
            finally:
                raw.set_progress_handler(None, 0)

        if self._cancelled.is_set():
            raise CancelledError
        return self._store.read(work)

    def _breaking(self, raw: sqlite3.Connection) -> None:
        raw.set_progress_handler(self._cancelled.is_set, _INSTRUCTIONS)
