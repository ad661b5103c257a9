"""Connections to muse.db and how safe they are.

`synchronous=FULL`: in WAL mode NORMAL is already safe against a killed program, but after a power cut it
loses every commit since the last checkpoint, which can be minutes of writing. FULL syncs the log at each
commit; saving once a second on the writer thread, that one sync is not felt.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 5.0

# What SQLite says where it cannot make the log's index: no such right, no right to write, no room.
_NO_INDEX = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
)

Creator = Callable[[], sqlite3.Connection]


def connect_owner(path: Path) -> sqlite3.Connection:
    """The writing connection. Creates the file when it is missing."""
    connection = _connect(str(path))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    if sys.platform == "darwin":  # plain fsync on macOS leaves data in the drive's cache
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, beside an owner or without one. Raises sqlite3.OperationalError."""
    connection = _connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def reader_of(path: Path) -> tuple[Creator, tempfile.TemporaryDirectory[str] | None]:
    """How to read `path` from wherever it is, also from a folder in which SQLite cannot put its index.

    In such a folder a database without a log is opened as immutable; one whose last owner was killed has a
    log that must be applied, so both are copied to the temporary folder that is returned (keep it while
    reading). So it is on a full disk, from which everything can thus still be exported. Raises sqlite3.Error
    when the file cannot be read at all.
    """
    try:
        connect_reader(path).close()
        return lambda: connect_reader(path), None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_INDEX:
            raise
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return lambda: _connect(address, uri=True), None
    folder = tempfile.TemporaryDirectory(prefix="muse-desktop-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(log, copy.with_name(log.name))
    return lambda: connect_reader(copy), folder


def engine_for(creator: Creator, *, writes: bool) -> Engine:
    """A SQLAlchemy engine over `creator`; a writer takes the lock at once and never fails half way for it."""
    engine = create_engine(
        "sqlite://",
        creator=creator,
        poolclass=QueuePool,
        pool_size=1 if writes else 4,
        max_overflow=0 if writes else 12,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _connect(database: str, *, uri: bool = False) -> sqlite3.Connection:
    # isolation_level None: transactions begin where `_begin` says, DDL included, never behind our back.
    connection = sqlite3.connect(
        database, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    connection.execute("PRAGMA foreign_keys=ON")
    return connection
