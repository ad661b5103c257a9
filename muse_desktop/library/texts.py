"""library.db: the decoded texts of the library's items. A copy of what originals/ holds; rebuilt, never
migrated.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import Normalised, anchors, letters_between, normalise

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

_VERSION = 2
_BUSY_SECONDS = 5.0
_ALL = 1 << 30  # more characters than any text has; SQLite counts in 32 bits


class TextTable:
    """The texts by item id. Every call opens the file for itself, so that any thread may call."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._writable = writable

    def prepare(self) -> bool:
        """Make sure the table can be used; False when a damaged file was replaced by an empty one.

        A table of another version is replaced too. Does nothing when opened to read.
        """
        if not self._writable:
            return True
        sound = False
        try:
            with self._connected() as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
                    connection.execute("SELECT id, length(anchors) FROM text").fetchall()  # all its rows
                    return True
                sound = True
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
                sqlite3.SQLITE_ERROR,  # no such table
            ):
                raise
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._create()
        return sound

    def ids(self) -> set[int]:
        """The items whose text is here."""
        with self._connected() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM text")}

    def get(self, item_id: int) -> str | None:
        """The text of one item, None when it is not here."""
        with self._connected() as connection:
            row = connection.execute("SELECT text FROM text WHERE id = ?", (item_id,)).fetchone()
            return None if row is None else str(row[0])

    def put(self, texts: Iterable[tuple[int, Normalised]]) -> None:
        """Keep texts, all or none."""
        rows = ((item_id, text.source, anchors(text).tobytes()) for item_id, text in texts)
        with self._connected() as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO text (id, text, anchors) VALUES (?, ?, ?)", rows)

    def letters(self, item_id: int, start: int, end: int) -> str | None:
        """Letters `start` to `end` of one item's normalised text, None when it is not here."""
        with self._connected() as connection:
            connection.execute("BEGIN")  # both reads see the same state
            row = connection.execute("SELECT anchors FROM text WHERE id = ?", (item_id,)).fetchone()
            if row is None:
                return None

            def source(first: int, last: int | None) -> str:
                length = _ALL if last is None else last - first
                part = "SELECT substr(text, ?, ?) FROM text WHERE id = ?"
                return str(connection.execute(part, (first + 1, length, item_id)).fetchone()[0])

            places = np.frombuffer(row[0], np.int64).reshape(-1, 2)
            return letters_between(source, places, start, end)

    def drop(self, item_ids: Iterable[int]) -> None:
        """Forget texts and overwrite the place where they stood."""
        with self._connected() as connection, connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.executemany("DELETE FROM text WHERE id = ?", [(one,) for one in item_ids])

    def _create(self) -> None:
        with self._connected() as connection, connection:
            connection.execute("PRAGMA journal_mode=WAL")
            # The short column first: reading it does not walk through the pages of the text.
            columns = "id INTEGER PRIMARY KEY, anchors BLOB NOT NULL, text TEXT NOT NULL"
            connection.execute(f"CREATE TABLE text ({columns})")
            connection.execute(f"PRAGMA user_version={_VERSION}")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        mode = "rwc" if self._writable else "ro"
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS
        )
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            yield connection
        finally:
            connection.close()


class LetterCache:
    """The normalised texts last used, by item id, up to a number of letters. Any thread may call."""

    def __init__(self, load: Callable[[int], str], most_letters: int = 6_000_000) -> None:
        self._load = load
        self._most = most_letters
        self._kept: OrderedDict[int, Normalised] = OrderedDict()
        self._letters = 0
        self._lock = threading.Lock()

    def get(self, item_id: int) -> Normalised:
        """The letters of one item; raises what loading its text raises."""
        with self._lock:
            if (known := self._kept.get(item_id)) is not None:
                self._kept.move_to_end(item_id)
                return known
        made = normalise(self._load(item_id))
        with self._lock:
            if item_id not in self._kept:
                self._kept[item_id] = made
                self._letters += len(made.letters)
            while self._letters > self._most and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._letters -= len(oldest.letters)
        return made

    def known(self, item_id: int) -> Normalised | None:
        """The letters of one item if they are at hand."""
        with self._lock:
            return self._kept.get(item_id)

    def forget(self, item_id: int) -> None:
        """Let go of one item."""
        with self._lock:
            if (known := self._kept.pop(item_id, None)) is not None:
                self._letters -= len(known.letters)


def gone(item_id: int) -> MuseError:
    """The error for an item that is not in the library (any more)."""
    return MuseError("library.gone", item=item_id)
