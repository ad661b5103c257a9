"""A new, empty database in the place of an old one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.store import schema
from muse_desktop.store.connect import engine_for
from muse_desktop.store.faults import worded
from muse_desktop.store.tables.library import LibraryItem
from muse_desktop.store.tables.manuscript import Document


def fresh(database: Path, *, keep_library: bool) -> tuple[int, int]:
    """Begin anew at `database`, which nobody has open; how many documents and words went with the old one.

    `keep_library`: the list of the library's texts is taken along. The new file is whole before the old one
    goes, so that a kill leaves the one or the other. Raises MuseError store.damaged when the list is wanted
    and cannot be read, and errors of SQLite and the file system.
    """
    part = database.with_name(database.name + ".part")
    part.unlink(missing_ok=True)
    documents = words = 0
    items: list[dict[str, Any]] = []
    try:
        documents, words, items = _looked_through(database)
    except MuseError:
        if keep_library:
            raise
    new = engine_for(lambda: _connect(part), writes=True)
    try:
        schema.create(new)
        if items and keep_library:
            with new.begin() as connection:
                connection.execute(insert(LibraryItem), items)
    finally:
        new.dispose()
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    for ending in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    part.replace(database)
    return documents, words


def _looked_through(database: Path) -> tuple[int, int, list[dict[str, Any]]]:
    """Documents, words and the rows of the library's texts; nothing where there is no database."""
    if schema.version_of(database) is None:
        return 0, 0, []
    engine = engine_for(lambda: _connect(database), writes=False)
    try:
        with worded(database.parent), Session(engine) as db:
            words = list(db.scalars(select(Document.words)))
            rows = db.execute(select(LibraryItem.__table__)).mappings()
            return len(words), sum(words), [dict(row) for row in rows]
    finally:
        engine.dispose()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)
