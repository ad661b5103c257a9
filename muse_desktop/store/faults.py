"""What SQLite and the file system refuse, as errors a writer can act on."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from muse_desktop.errors import MuseError

# Primary result codes, https://sqlite.org/rescode.html (the low byte of an extended code).
_CODES = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_IOERR: "store.disk_failed",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
_INDEX_BYTES = 64 * 1024  # the index of a log (-shm) takes 32 KB and grows by that
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def from_sqlite(error: BaseException, folder: Path) -> MuseError | None:
    """The writer's error for what SQLite raised, or None if it is a bug of ours."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int) or (known := _CODES.get(code & 0xFF)) is None:
        return None
    if known == "store.disk_failed" and _is_full(folder):
        known = "store.disk_full"  # no room for the log's index is an input/output error to SQLite
    return MuseError(known, folder=str(folder), reason=str(error))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _INDEX_BYTES
    except OSError:
        return False


def from_system(error: OSError, folder: Path) -> MuseError:
    """The writer's error for what the file system refused in `folder`."""
    if error.errno in _FULL:
        return MuseError("store.disk_full", folder=str(folder), reason=error.strerror or "")
    if error.errno in _READ_ONLY:
        return MuseError("store.read_only", folder=str(folder), reason=error.strerror or "")
    return MuseError("store.cannot_open", folder=str(folder), reason=str(error))


@contextmanager
def worded(folder: Path) -> Iterator[None]:
    """Turn what SQLite refuses inside the block into MuseErrors; anything else passes as the bug it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if known := from_sqlite(error, folder):
            raise known from error
        raise
