"""Deleting from a database that nobody has open so that not a byte of it is left in the file.

SQLite keeps deleted rows in free pages and in its log. `secure_delete` overwrites what is deleted with
zeros, VACUUM writes the whole file anew from what is there, and the log is cut to nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from muse_desktop.store.connect import engine_for
from muse_desktop.store.faults import worded

T = TypeVar("T")


def scrub(database: Path, work: Callable[[Session], T]) -> T:
    """Run `work` as one transaction on `database` and leave no byte of what it deleted there or in its log.

    The file ends without a log beside it. Raises the store's MuseErrors; then nothing was deleted, or (when
    the disk fails after that) it is deleted, and a second call with the same work finishes the cleaning.
    """
    with worded(database.parent):
        _without_log(database)
        engine = engine_for(lambda: _connect(database), writes=True)
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                result = work(session)
        finally:
            engine.dispose()
        _without_log(database, vacuum=True)
    return result


def _without_log(database: Path, *, vacuum: bool = False) -> None:
    """Fold the log into the database and delete it; with `vacuum` write the file anew as well."""
    connection = _connect(database)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        if vacuum:
            connection.execute("VACUUM")
    finally:
        connection.close()


def _connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")  # no temporary file with the writer's words
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection
