"""Finding the text files a writer means, and reading them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from hashlib import file_digest
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.formats.read_document import SUFFIXES
from muse_desktop.library.corpus import Skipped

# What a writer may expect to be read although it cannot be: named when met in a folder. Pictures are not.
_DOCUMENTS = frozenset({".doc", ".pages", ".mobi", ".azw", ".azw3", ".djvu", ".wpd", ".wps", ".fb2"})
MOST_BYTES = 64 * 1024 * 1024
_MIB = 1024 * 1024


def find(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """The text files among `paths` and in the folders among them, each once, in the order of their names.

    Hidden files and folders are left out silently, unless named in `paths`; links are followed, in a circle
    only once. What cannot be used is given as Skipped.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would replace links by their targets
        if _is_folder(absolute):
            yield from _in_folder(absolute, seen)
        else:
            yield from _file(absolute, seen, named=True)


def read_data(path: Path) -> bytes:
    """The bytes of the file at `path`.

    Raises MuseError: library.missing, library.unreadable, library.wrong_type, library.too_large.
    """
    name = path.name
    try:
        must_be_usable(path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise MuseError("library.missing", file=name) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MOST_BYTES:
        raise too_large(name, len(data))
    return data


def must_be_usable(path: Path) -> os.stat_result:
    """The facts of the file at `path`. Raises OSError, library.wrong_type, library.too_large."""
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise MuseError("library.wrong_type", file=path.name)
    if facts.st_size > MOST_BYTES:
        raise too_large(path.name, facts.st_size)
    return facts


def digest(path: Path) -> tuple[str, int]:
    """The SHA-256 of the file at `path` and its size, without holding all of it.

    Raises what `read_data` raises.
    """
    try:
        facts = must_be_usable(path)
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest(), facts.st_size
    except FileNotFoundError as error:
        raise MuseError("library.missing", file=path.name) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def too_large(name: str, size: int) -> MuseError:
    """The error for a file over the limit."""
    return MuseError("library.too_large", file=name, size=round(size / _MIB), limit=MOST_BYTES // _MIB)


def skipped(path: Path, error: MuseError) -> Skipped:
    """`error` as the reason why `path` is left out."""
    return Skipped(path, error.code, error.values)


def _unreadable(path: Path, error: OSError) -> MuseError:
    return MuseError("library.unreadable", file=path.name, reason=error.strerror or str(error))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may be listed but not entered
        return False


def _in_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Skipped]:
    try:
        if not _is_new(folder, seen):
            return
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield skipped(folder, _unreadable(folder, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _in_folder(entry, seen)
        else:
            yield from _file(entry, seen, named=False)


def _file(path: Path, seen: set[tuple[int, int]], *, named: bool) -> Iterator[Path | Skipped]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        if named or suffix in _DOCUMENTS:
            code = "library.wrong_type" if os.path.lexists(path) else "library.missing"
            yield skipped(path, MuseError(code, file=path.name))
        return
    try:
        if _is_new(path, seen):
            yield path
    except OSError:
        yield path  # reading it will say what is wrong


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether this file or folder was not met yet, under any name. Raises OSError."""
    facts = path.stat()
    identity = (facts.st_dev, facts.st_ino)
    if facts.st_ino and identity in seen:
        return False
    seen.add(identity)
    return True
