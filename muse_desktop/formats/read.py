"""Reading a text file the writer names, whatever wrote it."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.text.decode import decode

SIZE_LIMIT = 64 * 1024 * 1024
"""The most bytes a text file may have; the longest novels are a tenth of it."""


@dataclass(frozen=True)
class ReadText:
    """The text with its line ends as they are, its encoding's Python name, a note on what was uncertain."""

    text: str
    encoding: str
    note: str


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`, SIZE_LIMIT at most.

    Raises formats.not_found, is_folder, not_a_file (a device or pipe), too_big, no_permission_to_read,
    read_failed.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MuseError("formats.is_folder", path=str(path))
        if not stat.S_ISREG(mode):
            raise MuseError("formats.not_a_file", path=str(path))
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MuseError("formats.not_found", path=str(path)) from error
    except PermissionError as error:
        raise MuseError("formats.no_permission_to_read", path=str(path)) from error
    except OSError as error:
        raise MuseError("formats.read_failed", path=str(path), reason=error.strerror or str(error)) from error
    if len(data) > SIZE_LIMIT:
        raise MuseError("formats.too_big", path=str(path), limit=SIZE_LIMIT // (1024 * 1024))
    return data


def read_text(path: Path) -> ReadText:
    """Read and decode the file at `path`. Raises what `read_bytes` raises; text.binary when it is no text."""
    decoded = decode(read_bytes(path))
    return ReadText(decoded.text, decoded.encoding, decoded.note)
