"""A file that is being received: `NAME.part` beside its target, with a note of what it is a part of.

Nothing here opens a connection. Bytes go to the file at once, so that a killed app loses none of them.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import math
import os
import shutil
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import BinaryIO

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.files import put

MAGIC = b"GGUF"
SPARE = 16 << 20
"""Bytes to leave free on a disk."""
_NOTE_BYTES = 1 << 14
_BLOCK = 1 << 22
_FULL = {errno.ENOSPC, errno.EDQUOT}


class Note(msgspec.Struct, frozen=True):
    """What a part is a part of. `etag`: the server's mark of the content; `linked`: that mark is the hub's
    own and holds for all its servers; `size` in bytes; `commit`: of the repository; `whole`: all of it is
    there and its hash was right."""

    etag: str = ""
    linked: bool = False
    size: int = 0
    commit: str = ""
    whole: bool = False


class Part:
    """The part of `target`. Use as a context manager: it holds the file open and locked.

    Raises MuseError `models.busy_elsewhere` where another Muse Desktop receives the same file, and those of
    `disk_trouble`.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.note = Note()
        self.done = 0
        self._digest = hashlib.sha256()
        self._file: BinaryIO | None = None

    def __enter__(self) -> Part:
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_symlink():
                self.path.unlink()  # never write through a link to somewhere else
            # Append-only and unbuffered; a lock needs it open for writing on every system.
            self._file = self.path.open("ab+", buffering=0)
        except OSError as error:
            raise disk_trouble(error, self.target) from error
        if not _lock(self._file):
            self._file.close()
            raise MuseError("models.busy_elsewhere", file=self.target.name)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            if self.path.stat().st_size == 0:
                self.remove()

    @property
    def sha256(self) -> str:
        """Of the bytes that are there, in hexadecimal."""
        return self._digest.hexdigest()

    @property
    def left(self) -> int:
        """Bytes that an earlier attempt left, not looked at yet."""
        try:
            return self._open().seek(0, os.SEEK_END)
        except OSError as error:
            raise disk_trouble(error, self.target) from error

    def take_up(
        self, known: bool, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Hash what an earlier attempt left. `known`: the hash of the whole is known beforehand, so that a
        part whose note is lost is still of use. `progress(bytes)`. Raises CancelledError."""
        self.note = _read_note(self._note_path)
        file = self._open()
        size = self.left
        try:
            if size and not (known or self.note.etag):
                self.begin(Note())
                return
            file.seek(0)
            while block := file.read(_BLOCK):
                if cancelled():
                    raise CancelledError
                if self.done == 0 and not block.startswith(MAGIC[: len(block)]):
                    self.begin(Note())
                    return
                self._digest.update(block)
                self.done += len(block)
                progress(self.done)
        except OSError as error:
            raise disk_trouble(error, self.target) from error

    def begin(self, note: Note) -> None:
        """Forget the bytes that are there and begin a part of another content."""
        try:
            self._open().truncate(0)
        except OSError as error:
            raise disk_trouble(error, self.target) from error
        self.done = 0
        self._digest = hashlib.sha256()
        self.keep(note)

    def keep(self, note: Note) -> None:
        """Write down what this is a part of."""
        if note == self.note:
            return
        self.note = note
        try:
            put(self._note_path, msgspec.json.encode(note))
        except OSError as error:
            raise disk_trouble(error, self.target) from error

    def check_space(self, size: int) -> None:
        """Raise MuseError `models.no_space` unless the rest of `size` bytes fits on the disk."""
        try:
            free = shutil.disk_usage(self.target.parent).free
        except OSError as error:
            raise disk_trouble(error, self.target) from error
        needed = size - self.done + SPARE
        if size > self.done and needed > free:
            raise MuseError(
                "models.no_space", file=self.target.name, folder=str(self.target.parent),
                needed_gb=math.ceil(needed / 1e8) / 10, free_gb=math.floor(free / 1e8) / 10,
            )  # fmt: skip

    def write(self, data: bytes) -> None:
        """Add bytes at the end. What the disk took before it was full stays."""
        file = self._open()
        rest = memoryview(data)
        while rest:
            try:
                count = file.write(rest)
            except OSError as error:
                raise disk_trouble(error, self.target) from error
            self._digest.update(rest[:count])
            self.done += count
            rest = rest[count:]

    def settle(self) -> None:
        """All of it is there and right: bring it to the disk and write that down."""
        try:
            os.fsync(self._open().fileno())
        except OSError as error:
            raise disk_trouble(error, self.target) from error
        self.keep(msgspec.structs.replace(self.note, whole=True))

    def install(self) -> None:
        """Give the settled part its name. It is closed afterwards."""
        if self._file is not None:
            self._file.close()
            self._file = None
        try:
            self.path.replace(self.target)
            _sync_folder(self.target.parent)
        except OSError as error:
            raise disk_trouble(error, self.target) from error
        with contextlib.suppress(OSError):
            self._note_path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Throw it away, note and all: what is in it is not what was asked for."""
        with contextlib.suppress(OSError):
            if self._file is not None:
                self._file.truncate(0)
                self._file.close()  # an open file cannot be removed everywhere
                self._file = None
        self.done = 0
        self.remove()

    def remove(self) -> None:
        """Delete the part and its note, where they are."""
        for path in (self.path, self._note_path):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    @property
    def _note_path(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    def _open(self) -> BinaryIO:
        if self._file is None:
            raise ValueError("the part is closed")
        return self._file


def disk_trouble(error: OSError, target: Path) -> MuseError:
    """The error for what the system said of writing `target`: `models.disk_full`, `file_limit` (its file
    system holds no file this large), `cannot_write`."""
    file, folder = target.name, str(target.parent)
    if error.errno in _FULL:
        return MuseError("models.disk_full", file=file, folder=folder)
    if error.errno == errno.EFBIG:
        return MuseError("models.file_limit", file=file, folder=folder)
    return MuseError("models.cannot_write", file=file, folder=folder, reason=error.strerror or str(error))


def _read_note(path: Path) -> Note:
    try:
        with path.open("rb") as file:
            note = msgspec.json.decode(file.read(_NOTE_BYTES), type=Note)
            return note if note.size >= 0 else Note()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Note()


def _lock(file: BinaryIO) -> bool:
    """Lock for this process until closed; where the file system knows no locks, go without."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 60)  # a byte that no model has: a locked one could not be written on Windows
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
