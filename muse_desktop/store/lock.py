"""One process owns a workspace: a lock file that names it, and tells a dead owner from a living one.

The file holds JSON: pid, start (what the system says about when that process started, so that a reused
pid is recognised), host and time. Reading and writing it happens under a short system lock, so that two
programs starting together cannot both take over a stale one. A system without file locks still has the
owner's name.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.store.clock import now
from muse_desktop.store.faults import from_system

_FAR = 1 << 30  # Windows locks bytes against reading too, so lock one that is never read


class Owner(msgspec.Struct, frozen=True):
    """Who holds a workspace. `start` is only ever compared for equality."""

    pid: int
    start: str
    host: str
    at: str


class WorkspaceLock:
    """The lock file of one workspace while this process holds it."""

    def __init__(self, path: Path, owner: Owner) -> None:
        self.path = path
        self.owner = owner

    @classmethod
    def take(cls, path: Path) -> WorkspaceLock:
        """Own the workspace of `path`. Raises MuseError store.in_use, store.read_only, store.disk_full."""
        owner = Owner(os.getpid(), process_start(os.getpid()) or "", socket.gethostname(), now())
        try:
            with _opened(path) as file:
                held = _read(file)
                if held is not None and is_alive(held):
                    raise MuseError("store.in_use", pid=held.pid, host=held.host, lock=str(path))
                _write(file, msgspec.json.encode(owner))
        except OSError as error:
            raise from_system(error, path.parent) from error
        return cls(path, owner)

    def release(self) -> None:
        """Let go. A lock that somebody else has taken over meanwhile is left alone."""
        # A folder that vanished or turned read-only cannot be told; the pid makes the lock stale anyway.
        with contextlib.suppress(OSError), _opened(self.path) as file:
            if _read(file) == self.owner:
                _write(file, b"")
                with contextlib.suppress(PermissionError):  # Windows: someone is reading it just now
                    self.path.unlink()


def current_owner(path: Path) -> Owner | None:
    """The living owner of the workspace whose lock file is `path`, or None."""
    try:
        held = _decode(path.read_bytes())
    except OSError:
        return None
    return held if held is not None and is_alive(held) else None


def is_alive(owner: Owner) -> bool:
    """Whether `owner` may still be running. One on another machine counts as alive: nobody here can tell."""
    if owner.host != socket.gethostname():
        return True
    return process_start(owner.pid) == owner.start


def process_start(pid: int) -> str | None:
    """When process `pid` started, as a string that is the same each time it is asked; None if it is dead.

    Linux: clock ticks since boot and the boot's id, because psutil's wall time moves when the clock is set.
    """
    if sys.platform == "linux":
        return _start_in_proc(pid)
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.1f}"
    except psutil.NoSuchProcess:
        return None
    except psutil.AccessDenied:
        return "unreadable"


def _start_in_proc(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (FileNotFoundError, ProcessLookupError):
        return None
    except PermissionError:
        return "unreadable"
    return None if fields[0] in "ZX" else f"{fields[19]}@{boot}"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """The lock file's descriptor while nobody else is looking at it."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _lock(file)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), path.stat()):
                    yield file
                    return
            # Its last owner removed the file between our opening and locking it: start again.
        finally:
            os.close(file)  # closing also unlocks


def _lock(file: int) -> None:
    # ENOLCK and the like (some network folders): go on without; the owner's name is still checked.
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)


def _read(file: int) -> Owner | None:
    os.lseek(file, 0, os.SEEK_SET)
    return _decode(os.read(file, 4096))


def _decode(data: bytes) -> Owner | None:
    try:
        return msgspec.json.decode(data, type=Owner)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # empty or half-written: its writer did not live to own anything


def _write(file: int, data: bytes) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, data)
    os.ftruncate(file, len(data))
    os.fsync(file)
