"""Finding the text files a writer means, and reading them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Skipped
from muse_desktop.text.decode import decode

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})
# What a writer may expect to be read although it is not yet: named when met in a folder. Pictures are not.
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".rtf", ".epub", ".pdf", ".html", ".htm", ".fountain"})
MOST_BYTES = 64 * 1024 * 1024
_MIB = 1024 * 1024


@dataclass(frozen=True)
class TextFile:
    """A file that was read: its bytes, and the text in them without newline translation."""

    path: Path
    data: bytes
    sha256: str
    text: str
    encoding: str

    @property
    def title(self) -> str:
        """What the text is called until the writer names it: the file's name without its ending."""
        return self.path.stem


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


def read(path: Path) -> TextFile:
    """The text in the file at `path`.

    Raises MuseError: library.missing, library.unreadable, library.wrong_type, library.too_large,
    library.binary, library.empty.
    """
    name = path.name
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise MuseError("library.wrong_type", file=name)
        if facts.st_size > MOST_BYTES:
            raise too_large(name, facts.st_size)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise MuseError("library.missing", file=name) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MOST_BYTES:
        raise too_large(name, len(data))
    return read_bytes(path, data)


def read_bytes(path: Path, data: bytes) -> TextFile:
    """The text in `data`, the bytes of the file at `path`. Raises library.binary, library.empty."""
    try:
        decoded = decode(data)
    except MuseError as error:
        raise MuseError("library.binary", file=path.name) from error
    if not decoded.text.strip():
        raise MuseError("library.empty", file=path.name)
    return TextFile(path, data, sha256(data).hexdigest(), decoded.text, decoded.encoding)


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
