"""What the KV cache held, as files: so that reopening a document does not cost reading it again.

A file is a header (magic, identity, sizes), the tokens, the logits after the last one, llama.cpp's own bytes,
and an XXH3-128 of all that. The identity stands for everything the bytes depend on: model file, build,
devices, context. Files are only a cache: what is damaged or not ours is removed, and nothing here raises for
it. They hold the writer's text as tokens; `forget` deletes them all.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import xxhash

from muse_desktop.engine.child.prefix import Bytes, Floats, Tokens, common_prefix, usable
from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

SUFFIX, PART, TRIAL = ".kv", ".kv-part", ".kv-trial"
MAX_BYTES = 10**9
MAX_FILES = 8
RESERVE = 10**9
"""Bytes of disk that are left free: a cache must not be what fills the writer's disk."""
REPLACED = 0.75
"""A new state replaces the older ones that begin like it over this part of their length."""

_HEAD = struct.Struct("<8s16sQQQ")  # magic, identity, tokens, logits, bytes of state
_MAGIC = b"MuseKV\x00\x01"
_CHECK = 16


@dataclass(frozen=True)
class Snapshot:
    """A prompt as computed: its tokens, the logits after the last one (or none), llama.cpp's bytes."""

    tokens: Tokens
    row: Floats
    state: Bytes


@dataclass(frozen=True)
class Entry:
    """A file as its header tells; not checked beyond its sizes."""

    path: Path
    identity: bytes
    tokens: Tokens
    complete: bool
    size: int
    used_at: float


def identity(*parts: object) -> bytes:
    """16 bytes that differ whenever any of `parts` does (by its repr)."""
    return xxhash.xxh3_128_digest("\n".join(map(repr, parts)).encode("utf-8", "backslashreplace"))


class StateFolder:
    """The states in one folder. Holds nothing in memory, so that the folder may be deleted at any time."""

    def __init__(
        self, folder: Path, identity: bytes, max_bytes: int = MAX_BYTES, max_files: int = MAX_FILES
    ) -> None:
        """`identity`: only states with the same one are read; those of other models wait their turn."""
        self._folder = folder
        self._identity = identity
        self.max_bytes, self._max_files = max_bytes, max_files

    def covered(self, tokens: Sequence[int]) -> int:
        """How many of the first of `tokens` some file holds."""
        return max((common_prefix(entry.tokens, tokens) for entry in self._ours()), default=0)

    def best(self, prompt: Sequence[int], n_batch: int) -> tuple[Entry | None, int]:
        """The file that saves computing most of `prompt`, and how many tokens it saves."""
        best, most = None, 0
        for entry in self._ours():
            saved = usable(entry.tokens, entry.complete, prompt, n_batch)
            if saved > most:
                best, most = entry, saved
        return best, most

    @contextlib.contextmanager
    def trial(self, entry: Entry) -> Iterator[Snapshot | None]:
        """The file's content, for the time it is tried; None when it is damaged (and removed).

        While it is tried the file has another name: should llama.cpp abort over it, it is not tried again.
        """
        trial = entry.path.with_suffix(TRIAL)
        snapshot = None
        with contextlib.suppress(OSError):
            entry.path.replace(trial)
            snapshot = _read(trial, entry)
        yield snapshot
        with contextlib.suppress(OSError):
            if snapshot is None:
                trial.unlink(missing_ok=True)
            else:
                os.utime(trial)
                trial.replace(entry.path)

    def remove(self, entry: Entry) -> None:
        """Delete a file that proved useless."""
        _remove(entry.path)

    def write(self, snapshot: Snapshot) -> None:
        """Keep `snapshot`, in place of older states of the same text. Raises OSError; then nothing changed,
        or less is kept."""
        tokens = snapshot.tokens.tobytes()
        size = _HEAD.size + len(tokens) + snapshot.row.nbytes + snapshot.state.nbytes + _CHECK
        if size > self.max_bytes:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replaced = self._replaced_by(snapshot)
        self._evict(size, replaced)
        if shutil.disk_usage(self._folder).free < size + RESERVE:
            return
        name = xxhash.xxh3_64_hexdigest(self._identity + tokens)
        target = self._folder / (name + SUFFIX)
        head = _HEAD.pack(
            _MAGIC, self._identity, len(snapshot.tokens), len(snapshot.row), snapshot.state.nbytes
        )
        _write(target, (head, tokens, snapshot.row.tobytes(), snapshot.state.data))
        for entry in replaced:
            if entry.path != target:
                _remove(entry.path)

    def _ours(self) -> list[Entry]:
        return [entry for entry in _entries(self._folder) if entry.identity == self._identity]

    def _replaced_by(self, snapshot: Snapshot) -> list[Entry]:
        return [
            entry
            for entry in self._ours()
            if common_prefix(entry.tokens, snapshot.tokens) >= REPLACED * len(entry.tokens)
        ]

    def _evict(self, size: int, replaced: Sequence[Entry]) -> None:
        """Make room for `size` bytes: delete what was not used for longest, but first what is replaced."""
        entries = sorted(_entries(self._folder), key=lambda entry: entry.used_at)
        going = {entry.path for entry in replaced}
        count = len(entries) - len(going)
        total = sum(entry.size for entry in entries if entry.path not in going)
        for entry in entries:
            if count < self._max_files and total + size <= self.max_bytes:
                return
            if entry.path not in going:
                _remove(entry.path)
                count, total = count - 1, total - entry.size


def clean(folder: Path) -> None:
    """Remove what a crash left: half-written files, and states that were being tried when it came."""
    for path in _files(folder, PART, TRIAL):
        _remove(path)


def forget(folder: Path) -> None:
    """Delete every state in `folder`, and the folder when nothing else is in it.

    Raises MuseError `engine.states_not_deleted`: the writer must know.
    """
    stuck = folder
    try:
        for stuck in [path for path in folder.iterdir() if path.suffix in (SUFFIX, PART, TRIAL)]:
            stuck.unlink(missing_ok=True)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        reason = error.strerror or str(error)
        raise MuseError("engine.states_not_deleted", path=str(stuck), reason=reason) from error
    with contextlib.suppress(OSError):
        folder.rmdir()


def _files(folder: Path, *suffixes: str) -> list[Path]:
    """The files with one of these endings; none where there is no folder, or none that can be read."""
    try:
        return [path for path in folder.iterdir() if path.suffix in suffixes]
    except OSError:
        return []


def _entries(folder: Path) -> list[Entry]:
    """All states in the folder; files that cannot be ones are removed."""
    found = []
    for path in _files(folder, SUFFIX):
        entry = None
        with contextlib.suppress(OSError), path.open("rb") as file:
            entry = _entry(path, file)
        if entry is None:
            _remove(path)
        else:
            found.append(entry)
    return found


def _entry(path: Path, file: BinaryIO) -> Entry | None:
    told = os.fstat(file.fileno())
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    magic, identity, tokens, row, state = _HEAD.unpack(head)
    if magic != _MAGIC or _HEAD.size + 4 * tokens + 4 * row + state + _CHECK != told.st_size:
        return None
    held = np.frombuffer(file.read(4 * tokens), np.int32)
    return Entry(path, identity, held, row > 0, told.st_size, told.st_mtime)


def _read(path: Path, entry: Entry) -> Snapshot | None:
    """The content, if it is what was written."""
    data = np.fromfile(path, np.uint8)
    if len(data) != entry.size or xxhash.xxh3_128_digest(data[:-_CHECK].data) != data[-_CHECK:].tobytes():
        return None
    _, identity, tokens, row, _ = _HEAD.unpack(data[: _HEAD.size].tobytes())
    if identity != entry.identity:
        return None
    numbers = _HEAD.size + 4 * tokens
    logits = numbers + 4 * row
    return Snapshot(
        np.frombuffer(data[_HEAD.size : numbers].tobytes(), np.int32),
        np.frombuffer(data[numbers:logits].tobytes(), np.float32),
        data[logits:-_CHECK],
    )


def _write(target: Path, pieces: Sequence[bytes | memoryview]) -> None:
    """Write the pieces and their checksum under a temporary name, then put the file in its place."""
    check = xxhash.xxh3_128()
    handle, name = tempfile.mkstemp(PART, dir=target.parent)  # readable by the writer alone
    part = Path(name)
    try:
        with open(handle, "wb", buffering=0) as file:  # noqa: PTH123 - a descriptor, not a path
            for piece in pieces:
                check.update(piece)
                _write_all(file, piece)
            _write_all(file, check.digest())
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        _remove(part)
        raise


def _write_all(file: BinaryIO, piece: bytes | memoryview) -> None:
    rest = memoryview(piece).cast("B")
    while rest:
        rest = rest[file.write(rest[: 1 << 24]) :]


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # held open by a virus scanner, a folder of that name: it is only a cache
        print(f"state not removed: {error}", file=sys.stderr, flush=True)  # noqa: T201 - the child's log
