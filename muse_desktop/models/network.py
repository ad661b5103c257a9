"""The log of every connection this app made: when, why, to whom, for what, and how it ended.

One line of JSON when a connection is begun, one more when it ends: a crash in between leaves the first.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from muse_desktop.files import put
from muse_desktop.models.values import Connection

MAX_ENTRIES = 5_000
MAX_BYTES = 2**23
"""What is read of a log at most, its end first: more was not written by this app."""
_LETTERS = 300
_MAX_LINES = 2 * MAX_ENTRIES + 1_000
"""Lines after which the file is written anew with the entries kept; two lines make an entry."""

Why = Literal["search", "files", "download", "sign_in", "remote"]


class _Line(msgspec.Struct, frozen=True):
    """A line of the file: a connection as it was begun, or as it ended, under the same number."""

    id: str
    connection: Connection


class Open:
    """A connection that was begun and has not ended. Any thread; only the first `end` counts."""

    def __init__(self, log: NetworkLog, id_: str, connection: Connection) -> None:
        self._log = log
        self._id = id_
        self._connection = connection
        self._ended = False

    def end(self, status: int = 0, received: int = 0, error: str = "") -> None:
        """It is over: HTTP's status (0: none came), bytes of the answer, the code of the MuseError if any."""
        if self._ended:
            return
        self._ended = True
        done = msgspec.structs.replace(
            self._connection, status=status, received=received, error=_clean(error)
        )
        self._log._write(_Line(self._id, done))


class NetworkLog:
    """The connections on record, in a file that other processes of this app may append to as well.

    Thread-safe. A log that cannot be written is kept in memory and written when it can be: a full disk is
    no reason to stop, nor to hide a connection. `on_change` is called after each line, by any thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._unwritten: list[_Line] = []
        self._lines = -1  # in the file; -1: not counted yet
        self.on_change: list[Callable[[], None]] = []

    def begin(self, why: Why, host: str, what: str) -> Open:
        """Put down that a connection is being made to `host` (with port), for `what` (a repository, file or
        path; never a key or a text)."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        connection = Connection(at=at, why=why, host=_clean(host), what=_clean(what))
        id_ = secrets.token_hex(8)
        self._write(_Line(id_, connection))
        return Open(self, id_, connection)

    def add(self, connection: Connection) -> None:
        """Put down a connection that is already over."""
        kept = msgspec.structs.replace(
            connection,
            host=_clean(connection.host), what=_clean(connection.what), error=_clean(connection.error),
        )  # fmt: skip
        self._write(_Line(secrets.token_hex(8), kept))

    def entries(self, limit: int = 500) -> tuple[Connection, ...]:
        """The newest connections, newest first. Lines that cannot be read are passed over."""
        with self._lock:
            kept = self._folded()
        newest = [line.connection for line in reversed(kept)]
        return tuple(newest[: max(0, limit)])

    def _write(self, line: _Line) -> None:
        with self._lock:
            self._unwritten.append(line)
            del self._unwritten[:-_MAX_LINES]
            with contextlib.suppress(OSError):  # kept in memory; see the class
                self._flush()
        for call in tuple(self.on_change):
            call()

    def _flush(self) -> None:
        """Append what is not in the file yet; `_lock` is held."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._lines < 0:
            self._lines = self._read().count(b"\n")
        data = b"".join(msgspec.json.encode(line) + b"\n" for line in self._unwritten)
        with self._path.open("ab+") as file:
            if file.tell() and not self._ends_whole(file.tell()):
                data = b"\n" + data  # a crash left half a line: it must not swallow this one
            file.write(data)
        self._lines += len(self._unwritten)
        self._unwritten.clear()
        if self._lines > _MAX_LINES:
            self._shorten()

    def _ends_whole(self, size: int) -> bool:
        with self._path.open("rb") as file:
            file.seek(size - 1)
            return file.read(1) == b"\n"

    def _shorten(self) -> None:
        """Drop what is older than the last `MAX_ENTRIES`, under a temporary name first; `_lock` is held."""
        kept = self._folded()
        put(self._path, b"".join(msgspec.json.encode(line) + b"\n" for line in kept))
        self._lines = len(kept)

    def _read(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - MAX_BYTES))
                return file.read(MAX_BYTES)
        except OSError:
            return b""

    def _folded(self) -> list[_Line]:
        """The last `MAX_ENTRIES` connections, oldest first, each as it was last heard of; `_lock` is held."""
        found: dict[str, _Line] = {}
        for raw in self._read().split(b"\n"):
            if (line := _line(raw)) is not None:
                found[line.id] = line  # in the place of its beginning
        for line in self._unwritten:
            found[line.id] = line
        return list(found.values())[-MAX_ENTRIES:]


_DECODER = msgspec.json.Decoder(_Line)


def _line(raw: bytes) -> _Line | None:
    try:
        return _DECODER.decode(raw) if raw else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _clean(text: str) -> str:
    """Foreign text fit for one line of a log."""
    return "".join(one if one.isprintable() else " " for one in text[:_LETTERS])
