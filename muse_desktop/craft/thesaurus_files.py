"""Thesauri as files: the one that ships, and .dat files that the writer adds, each with an index of our own.

The .idx file beside a .dat is not needed: it could say anything, and making another takes half a second.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
from pathlib import Path

from muse_desktop.craft.spelling_files import copy_licences, put_in_place
from muse_desktop.craft.thesaurus import Thesaurus, key
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource

MOST = 64 * 1024 * 1024
"""Bytes of a .dat file; the largest known have 25 MB."""
_MOST_ENTRIES = 2_000_000
_MOST_MEANINGS = 10_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")


def shipped() -> list[Thesaurus]:
    """English, made from WordNet (`packaging/thesaurus.py`)."""
    return added(resource("thesauri"))


def added(folder: Path) -> list[Thesaurus]:
    """The thesauri that `add` put into `folder`, in the order of their names."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if _NAME.fullmatch(entry.name))
    except OSError:
        return []
    return [made for entry in entries if (made := _opened(entry)) is not None]


def add(path: Path, folder: Path) -> str:
    """Take the thesaurus in the .dat file `path` (or its .idx) into `folder`, whole or not at all; its name.

    Licences beside it come along; one of the same name is replaced. Raises MuseError
    thesaurus.not_a_thesaurus, unreadable, too_large, not_added.
    """
    path = path.with_suffix(".dat") if path.suffix.lower() == ".idx" else path
    name = path.stem
    if path.suffix.lower() != ".dat" or not _NAME.fullmatch(name):
        raise MuseError("thesaurus.not_a_thesaurus", file=path.name)
    data = _read(path)
    index = index_of(data, path.name)
    fresh = folder / f".new-{secrets.token_hex(6)}"
    try:
        fresh.mkdir(parents=True)
        (fresh / "words.dat").write_bytes(data)
        (fresh / "words.index").write_bytes(index)
        copy_licences(path.parent, fresh)
        put_in_place(fresh, folder / name)
    except OSError as error:
        raise MuseError("thesaurus.not_added", name=name, reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return name


def remove(name: str, folder: Path) -> None:
    """Take away a thesaurus that was added; none of that name is no error. Raises thesaurus.not_removed."""
    if _NAME.fullmatch(name) and (folder / name).is_dir():
        try:
            shutil.rmtree(folder / name)
        except OSError as error:
            reason = error.strerror or str(error)
            raise MuseError("thesaurus.not_removed", name=name, reason=reason) from error


def _opened(folder: Path) -> Thesaurus | None:
    words, index = folder / "words.dat", folder / "words.index"
    try:
        with words.open("rb") as file:
            encoding = _encoding(file.readline(100))
        if encoding is None or not index.is_file():
            return None
    except OSError:
        return None
    return Thesaurus(folder.name, words, index, encoding)


def _read(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for ever
            raise MuseError("thesaurus.not_a_thesaurus", file=path.name)
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 5)
        raise MuseError("thesaurus.unreadable", file=path.name, reason=reason) from error
    if len(data) > MOST:
        raise MuseError("thesaurus.too_large", file=path.name, limit=MOST // (1024 * 1024))
    return data


def _encoding(line: bytes) -> str | None:
    """The encoding that the first line names, as Python calls it."""
    named = line.removeprefix(b"\xef\xbb\xbf").strip().decode("ascii", "replace").lower()
    named = named.removeprefix("microsoft-").replace("iso8859-", "iso-8859-")
    try:
        "".encode(named)
    except (LookupError, ValueError):
        return None
    return named


def index_of(data: bytes, file: str) -> bytes:
    """The index of a .dat file's bytes: lines of key and place, sorted by key.

    Raises MuseError thesaurus.not_a_thesaurus, naming `file`, where the data is none.
    """
    end = data.find(b"\n")
    encoding = _encoding(data[:end]) if 0 < end < 100 else None
    places: dict[bytes, int] = {}
    at = end + 1
    while encoding is not None and at < len(data):
        stop = data.find(b"\n", at)
        stop = len(data) if stop < 0 else stop
        head, bar, count = data[at:stop].rstrip().rpartition(b"|")
        if not bar and not count:  # an empty line
            at = stop + 1
            continue
        if not bar or not count.isdigit() or len(count) > 5 or int(count) > _MOST_MEANINGS:
            break
        places.setdefault(key(head.decode(encoding, "replace")), at)
        for _ in range(int(count)):
            stop = data.find(b"\n", stop + 1) if stop < len(data) else stop
            stop = len(data) if stop < 0 else stop
        at = stop + 1
    if not places or at < len(data) or len(places) > _MOST_ENTRIES:
        raise MuseError("thesaurus.not_a_thesaurus", file=file)
    return b"".join(b"%s\t%d\n" % one for one in sorted(places.items()) if b"\n" not in one[0])
