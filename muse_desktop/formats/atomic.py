"""Writing a file whole or not at all: a temporary name in the same folder, fsync, replace."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from muse_desktop.errors import MuseError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path`, replacing what is there; on any failure what is there stays as it was.

    A link is followed, so that the file it names is replaced and not the link. Raises formats.no_folder,
    is_folder, no_permission, disk_full, write_failed.
    """
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_bytes`, for what is too large to have in memory at once.

    What taking the next piece raises is raised, and nothing is written.
    """
    temporary: Path | None = None
    try:
        target = Path(os.path.realpath(path))  # Path.resolve raises RuntimeError for a link to itself
        if target.is_dir():
            raise MuseError("formats.is_folder", path=str(path))
        if target.exists() and not os.access(target, os.W_OK):
            raise MuseError("formats.no_permission", path=str(path))
        temporary = target.with_name(f".muse-{secrets.token_hex(6)}.tmp")
        _write_through(temporary, pieces)
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _worded(error, path) from error
    finally:
        if temporary is not None:
            _forget(temporary)


def _write_through(path: Path, pieces: Iterable[bytes]) -> None:
    """Create `path` and return when the disk has it."""
    with path.open("xb") as file:  # not tempfile: its files are private, exports follow the writer's umask
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name durable where a folder can be synced (not on Windows)."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder one may write but not list
        return
    try:
        os.fsync(handle)
    except OSError:  # some network file systems refuse; the file itself is safe
        return
    finally:
        os.close(handle)


def _forget(temporary: Path) -> None:
    """Remove what a failed write left; after a success there is nothing."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError:  # the folder is gone or read-only: nothing more can be done, and the cause is raised
        return


def _worded(error: OSError, path: Path) -> MuseError:
    if error.errno in _FULL:
        return MuseError("formats.disk_full", path=str(path))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MuseError("formats.no_folder", folder=str(path.parent))
    if error.errno in _FORBIDDEN:
        return MuseError("formats.no_permission", path=str(path))
    return MuseError("formats.write_failed", path=str(path), reason=error.strerror or str(error))
