"""What the shelf remembers, in one JSON file: models used where they lie, when each was used, their headers.

A file that cannot be read as that is set aside, never overwritten; one of a newer version is left alone.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from muse_desktop.engine.values import Header
from muse_desktop.files import put

VERSION = 1
MOST = 2_000
"""Entries kept of each kind; the oldest go first."""
MAX_BYTES = 2**25


class Place(msgspec.Struct, frozen=True):
    """A model that is used where it lies. `name`: what it was called when it was added, "" as its file."""

    path: str
    name: str = ""


class Use(msgspec.Struct, frozen=True):
    """When a model wrote last (ISO 8601 UTC), and how fast."""

    at: str
    words_per_s: float = 0.0


class Look(msgspec.Struct, frozen=True):
    """What a file said of itself when it had this size and time of change; or why it could not be read.
    `by`: the versions that read it, since others may read more."""

    stamp: tuple[int, int]
    by: str
    header: Header | None = None
    code: str = ""
    values: dict[str, str | int | float] = {}


class Kept(msgspec.Struct, frozen=True):
    """All that is remembered; `used` and `looks` by path."""

    version: int = VERSION
    places: tuple[Place, ...] = ()
    used: dict[str, Use] = {}
    looks: dict[str, Look] = {}


class ShelfFile:
    """The file. Thread-safe; read anew whenever it has changed, since another window may write it too."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist."""
        self._path = path
        self._lock = threading.Lock()
        self._kept = Kept()
        self._stamp: tuple[int, int] | None = None
        self._writable = True

    def read(self) -> Kept:
        """What is remembered now."""
        with self._lock:
            return self._read()

    def change(self, change: Callable[[Kept], Kept]) -> None:
        """Remember something else. Where the file cannot be written it is remembered until the app closes."""
        with self._lock:
            before = self._read()
            after = change(before)
            if after != before:
                self._kept = _bounded(after)
                self._write()

    def _read(self) -> Kept:
        stamp = self._stamp_now()
        if stamp == self._stamp or stamp is None:
            return self._kept
        try:
            if stamp[0] > MAX_BYTES:
                raise msgspec.ValidationError("too big to be ours")
            kept = msgspec.json.decode(self._path.read_bytes(), type=Kept)
        except OSError:
            self._writable = False  # there is something that we have not read
            return self._kept
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._writable = self._set_aside()
            return self._kept
        self._writable = kept.version <= VERSION
        self._kept, self._stamp = kept, stamp
        return kept

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            state = self._path.stat()
        except OSError:
            return None
        return state.st_size, state.st_mtime_ns

    def _set_aside(self) -> bool:
        for number in range(1, 100):
            aside = self._path.with_name(f"{self._path.name}.broken{number if number > 1 else ''}")
            if not aside.exists():
                with contextlib.suppress(OSError):
                    self._path.rename(aside)
                    return True
        return False

    def _write(self) -> None:
        if not self._writable:
            return
        with contextlib.suppress(OSError):
            put(self._path, msgspec.json.format(msgspec.json.encode(self._kept), indent=1), durable=True)
            self._stamp = self._stamp_now()


def _bounded(kept: Kept) -> Kept:
    return msgspec.structs.replace(
        kept,
        places=kept.places[-MOST:],
        used=dict(list(kept.used.items())[-MOST:]),
        looks=dict(list(kept.looks.items())[-MOST:]),
    )
