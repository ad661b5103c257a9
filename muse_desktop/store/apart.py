"""Noticing that another program put another file in the place of the database while it is open.

Whoever goes on writing then writes into a file that has no name any more: everything would be gone when the
program ends. So each write looks whether the file is still the one that was opened; if not, what was to be
written is kept apart, in a copy of the open database, and refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.connect import engine_for

Identity = tuple[int, int]
APART = "-kept-apart"


class Place:
    """Where the open database is. For the one thread that writes."""

    def __init__(self, paths: WorkspacePaths, writer: Engine) -> None:
        self._paths = paths
        self._writer = writer
        self._identity = _identity(paths.database)
        self._copy: Path | None = None

    def refuse_if_replaced(self, work: Callable[[Session], Any]) -> None:
        """Raise MuseError store.replaced if the open database is not at its place any more.

        What `work` was to write is then in a copy among the backups, together with all that was saved
        before; each refusal makes that copy anew.
        """
        if self._copy is None and _identity(self._paths.database) == self._identity:
            return
        raise MuseError("store.replaced", folder=str(self._paths.root), file=self._keep(work).name)

    def _keep(self, work: Callable[[Session], Any]) -> Path:
        """A copy of the open database with what `work` writes."""
        if self._copy is None:
            stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
            self._paths.backups.mkdir(parents=True, exist_ok=True)
            self._copy = self._paths.backups / f"muse-{stamp}{APART}.db"
        part = self._copy.with_suffix(".part")
        part.unlink(missing_ok=True)
        ours = self._raw()
        ours.execute("VACUUM INTO ?", (str(part),))
        ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the log would be played into the other file
        engine = engine_for(lambda: _connect(part), writes=True)
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                work(session)
        finally:
            engine.dispose()
        part.replace(self._copy)
        return self._copy

    def _raw(self) -> sqlite3.Connection:
        """The writing connection itself, which stays the pool's."""
        with self._writer.connect() as connection:
            raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return raw


def _identity(path: Path) -> Identity | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys=ON")
    return connection
