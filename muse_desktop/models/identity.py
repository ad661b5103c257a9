"""What a model file is, beyond its name: its SHA-256, computed once and remembered while it is unchanged."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.files import put


class _Known(msgspec.Struct, frozen=True):
    size: int
    modified_ns: int
    sha256: str


def file_sha256(path: Path, cache: Path, progress: Callable[[int, int], None] | None = None) -> str:
    """The SHA-256 of the file at `path` in hexadecimal.

    `cache` is a JSON file of earlier results; one is trusted while size and modification time (ns) are the
    same. `progress(done_bytes, all_bytes)` is called every 16 MB. Raises `models.missing` or
    `models.unreadable`.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        raise MuseError("models.missing", path=str(path)) from None
    except OSError as error:
        raise MuseError("models.unreadable", path=str(path), reason=error.strerror or "") from error
    if not stat.S_ISREG(state.st_mode):  # a pipe would be waited for
        raise MuseError("models.unreadable", path=str(path), reason="not an ordinary file")
    known = _read(cache)
    entry = known.get(str(path))
    if entry and (entry.size, entry.modified_ns) == (state.st_size, state.st_mtime_ns):
        return entry.sha256
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 24):
                digest.update(block)
                if progress:
                    progress(file.tell(), state.st_size)
    except OSError as error:
        raise MuseError("models.unreadable", path=str(path), reason=error.strerror or "") from error
    sha256 = digest.hexdigest()
    _write(cache, known | {str(path): _Known(state.st_size, state.st_mtime_ns, sha256)})
    return sha256


def known_sha256(path: Path, cache: Path) -> str:
    """What `file_sha256` would answer, if that is known without reading the file; else ""."""
    entry = _read(cache).get(str(path))
    try:
        state = path.stat()
    except OSError:
        return ""
    same = entry is not None and (entry.size, entry.modified_ns) == (state.st_size, state.st_mtime_ns)
    return entry.sha256 if entry is not None and same else ""


def _read(cache: Path) -> dict[str, _Known]:
    try:
        return msgspec.json.decode(cache.read_bytes(), type=dict[str, _Known])
    except (OSError, msgspec.DecodeError):
        return {}  # a cache: anything wrong with it costs one more hashing


def _write(cache: Path, known: dict[str, _Known]) -> None:
    try:
        put(cache, msgspec.json.encode(known))
    except OSError:
        return  # not being able to remember a hash is no reason to refuse the model
