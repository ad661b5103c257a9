"""A model file from somewhere on this machine: what it is, whether it is whole, and a copy of it.

The original is only ever read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from muse_desktop.engine.values import Header
from muse_desktop.errors import MuseError
from muse_desktop.models.naming import model_name
from muse_desktop.models.shelf import COPYING, check_there
from muse_desktop.models.split import is_text, part_names, part_stem, parts_of, size_of

BLOCK = 2**22
RESERVE = 256 * 10**6
"""Bytes that stay free on the disk after a copy: the writer's texts are on it too."""
MAX_STEM = 200
"""Bytes; file systems take names of 255 with everything that is added."""
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_LOOP_ON_WINDOWS = 1921  # ERROR_CANT_RESOLVE_FILENAME
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_naming = threading.Lock()
"""Held while a free name is looked for and taken; two copies may end at once."""


def files_of(path: Path) -> tuple[Path, ...]:
    """All files of the model that `path` is, or is a part of, in their order.

    Raises `models.name_unusable`, `missing`, `loop`, `not_a_file`, `unreadable`, `part_missing`, or
    `engine.model_not_gguf`, `engine.model_unreadable`.
    """
    path = path.absolute()
    if not is_text(str(path)):
        raise MuseError("models.name_unusable", path=str(path).encode(errors="replace").decode())
    try:
        state = path.stat()
    except FileNotFoundError:
        raise MuseError("models.missing", path=str(path)) from None
    except OSError as error:
        if error.errno == errno.ELOOP or getattr(error, "winerror", 0) == _LOOP_ON_WINDOWS:
            raise MuseError("models.loop", path=str(path)) from None
        raise MuseError("models.unreadable", path=str(path), reason=error.strerror or "") from error
    if not stat.S_ISREG(state.st_mode):
        raise MuseError("models.not_a_file", path=str(path))
    files = parts_of(path)
    check_there(files[0])
    return files


def copy_model(
    files: Sequence[Path], header: Header, folder: Path, progress: Progress, cancelled: Cancelled
) -> Path:
    """Copy a model's files into `folder`: the path of the first one there.

    `progress(done, all)` in bytes. Whole or not at all: under other names until everything is on the disk. A
    model whose very bytes are there under its name already is not copied again. Raises
    `models.copy_no_space`, `copy_cancelled`, `copy_changed`, `copy_failed`.
    """
    stem = safe_stem(part_stem(files[0]), header.name)
    total = size_of(files[0])
    with _worded(files[0].name, folder, total):
        folder.mkdir(parents=True, exist_ok=True)
        there = tuple(folder / name for name in part_names(files[0], stem))
        if _same(files, there, progress, cancelled):
            return there[0]
        if shutil.disk_usage(folder).free < total + RESERVE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return _copy(files, stem, folder, total, progress, cancelled)


def safe_stem(stem: str, inner: str) -> str:
    """A file name for a copy, without its ending, that every system takes; out of a store that names files
    by checksum, the name inside the file."""
    named = model_name(Path(f"{stem}.gguf"), inner)
    named = "".join(c for c in _FORBIDDEN.sub("-", named) if c.isprintable()).strip(" .")
    named = named.encode()[:MAX_STEM].decode("utf-8", "ignore").strip(" .")
    return f"_{named}" if not named or _RESERVED.fullmatch(named) else named


def _copy(
    files: Sequence[Path], stem: str, folder: Path, total: int, progress: Progress, cancelled: Cancelled
) -> Path:
    """Under other names first; those are gone whatever happens."""
    token = f"{threading.get_ident():x}.{os.getpid()}{COPYING}"
    made = [folder / f"copy.{number}.{token}" for number in range(len(files))]
    done = 0
    try:
        for file, target in zip(files, made, strict=True):
            done = _copy_one(file, target, done, total, progress, cancelled)
        if cancelled():
            raise _Cancelled
        return _put_in_place(files[0], made, stem, folder)
    finally:
        for target in made:
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)


def _copy_one(
    file: Path, target: Path, done: int, total: int, progress: Progress, cancelled: Cancelled
) -> int:
    before = file.stat()
    with file.open("rb") as source, target.open("xb") as out:
        while block := source.read(min(BLOCK, before.st_size - out.tell())):  # no more, should it grow
            if cancelled():
                raise _Cancelled
            out.write(block)
            done += len(block)
            progress(min(done, total), total)
        out.flush()
        os.fsync(out.fileno())
        written = out.tell()
    after = file.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or written != after.st_size:
        raise MuseError("models.copy_changed", name=file.name)
    return done


def _put_in_place(first: Path, made: Sequence[Path], stem: str, folder: Path) -> Path:
    """Give the finished copies their names: those of the originals, or with a number if these are taken."""
    with _naming:
        for number in range(1, 1000):
            named = stem if number == 1 else f"{stem} ({number})"
            targets = [folder / name for name in part_names(first, named)]
            if not any(os.path.lexists(target) for target in targets):
                break
        placed: list[Path] = []
        try:
            for source, target in zip(reversed(made), reversed(targets), strict=True):
                source.rename(target)  # the first part last: before it there is no model
                placed.append(target)
        except OSError:
            for target in placed:
                target.unlink(missing_ok=True)
            raise
        return targets[0]


def _same(files: Sequence[Path], there: Sequence[Path], progress: Progress, cancelled: Cancelled) -> bool:
    """Whether these very bytes are there already."""
    sizes = [file.stat().st_size for file in files]
    if not all(one.is_file() and one.stat().st_size == size for one, size in zip(there, sizes, strict=True)):
        return False
    done = 0
    for file, other in zip(files, there, strict=True):
        with file.open("rb") as mine, other.open("rb") as theirs:
            while block := mine.read(BLOCK):
                if cancelled():
                    raise _Cancelled
                if block != theirs.read(BLOCK):
                    return False
                done += len(block)
                progress(min(done, sum(sizes)), sum(sizes))
    return True


class _Cancelled(Exception):
    """The writer has had enough of it."""


@contextlib.contextmanager
def _worded(name: str, folder: Path, total: int) -> Iterator[None]:
    """What goes wrong on the disk, in words of this room."""
    try:
        yield
    except _Cancelled:
        raise MuseError("models.copy_cancelled", name=name) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            free = shutil.disk_usage(folder).free if folder.is_dir() else 0
            needed = max(1, -(-(total + RESERVE) // 10**6))
            raise MuseError(
                "models.copy_no_space", name=name, needed_mb=needed, free_mb=free // 10**6
            ) from error
        raise MuseError("models.copy_failed", name=name, reason=error.strerror or str(error)) from error
