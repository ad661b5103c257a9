"""Dictionaries as files: the one that ships, and pairs of .aff and .dic that the writer adds."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.craft.spelling_process import DictionaryProcess
from muse_desktop.errors import MuseError

SHIPPED = "en_US"
MOST_AFF = 16 * 1024 * 1024
MOST_DIC = 64 * 1024 * 1024
MOST_WORDS = 5_000_000
"""The number a .dic file may begin with: Hunspell reserves memory for it before it reads on."""
_MOST_LICENCE = 1024 * 1024
_MOST_LICENCES = 12
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")
_COUNT = re.compile(rb"(?:\xef\xbb\xbf)?\s*([0-9]{1,12})(?:\s|$)")
_DIRECTIVE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:SET|TRY|FLAG|[PS]FX|REP|KEY|LANG|AF|MAP)\s", re.M)
_LICENCE = re.compile(r"(?:readme|licen[cs]e|copying|copyright|authors)", re.IGNORECASE)
_TRY_S = 5.0


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`NAME.aff` and `NAME.dic` in `folder`."""

    name: str
    folder: Path


def shipped() -> Dictionary:
    """The English dictionary that comes with the app. Raises MuseError spelling.missing."""
    spec = importlib.util.find_spec("hunspell")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / "dictionaries"
        if (folder / f"{SHIPPED}.dic").is_file():
            return Dictionary(SHIPPED, folder)
    raise MuseError("spelling.missing")


def added(folder: Path) -> list[Dictionary]:
    """The dictionaries that `add` put into `folder`, in the order of their names."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if _NAME.fullmatch(entry.name))
    except OSError:
        return []
    return [
        Dictionary(entry.name, entry)
        for entry in entries
        if all((entry / f"{entry.name}{ending}").is_file() for ending in (".aff", ".dic"))
    ]


def add(path: Path, folder: Path) -> Dictionary:
    """Take the dictionary of which `path` is the .aff or the .dic file into `folder`, whole or not at all.

    The files are read within bounds, then tried in a process of its own; licences beside them come along. A
    dictionary of the same name is replaced. Raises MuseError spelling.missing, not_a_dictionary, half_a_pair,
    unreadable, dictionary_too_large, dictionary_broken, not_added.
    """
    shipped()
    name = path.stem
    if path.suffix.lower() not in (".aff", ".dic") or not _NAME.fullmatch(name):
        raise MuseError("spelling.not_a_dictionary", file=path.name)
    aff, dic = _beside(path, ".aff"), _beside(path, ".dic")
    rules, words = _read(aff, MOST_AFF), _read(dic, MOST_DIC)
    count = _COUNT.match(words)
    if count is None or int(count[1]) > MOST_WORDS or b"\0" in words:
        raise MuseError("spelling.not_a_dictionary", file=dic.name)
    if b"\0" in rules or not (_DIRECTIVE.search(rules) or not rules.strip()):
        raise MuseError("spelling.not_a_dictionary", file=aff.name)
    fresh = folder / f".new-{secrets.token_hex(6)}"
    try:
        fresh.mkdir(parents=True)
        (fresh / f"{name}.aff").write_bytes(rules)
        (fresh / f"{name}.dic").write_bytes(words)
        copy_licences(path.parent, fresh)
        _try(Dictionary(name, fresh), words)
        put_in_place(fresh, folder / name)
    except OSError as error:
        raise MuseError("spelling.not_added", name=name, reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Dictionary(name, folder / name)


def remove(name: str, folder: Path) -> None:
    """Take away a dictionary that was added; none of that name is no error. Raises spelling.not_removed."""
    if _NAME.fullmatch(name) and (folder / name).is_dir():
        try:
            shutil.rmtree(folder / name)
        except OSError as error:
            raise MuseError("spelling.not_removed", name=name, reason=error.strerror or str(error)) from error


def _beside(path: Path, ending: str) -> Path:
    """The half of the pair with `ending`, in small or capital letters."""
    for candidate in (path.with_suffix(ending), path.with_suffix(ending.upper())):
        if candidate.exists():
            return candidate
    if path.exists():
        raise MuseError("spelling.half_a_pair", file=path.with_suffix(ending).name, folder=str(path.parent))
    raise MuseError("spelling.unreadable", file=path.name, reason=os.strerror(2))


def _read(path: Path, most: int) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for ever
            raise MuseError("spelling.not_a_dictionary", file=path.name)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise MuseError(
            "spelling.unreadable", file=path.name, reason=error.strerror or str(error)
        ) from error
    if len(data) > most:
        raise MuseError("spelling.dictionary_too_large", file=path.name, limit=most // (1024 * 1024))
    return data


def copy_licences(source: Path, folder: Path) -> None:
    """Copy the licences and readmes that lie in `source`, a few of bounded size, to `folder`."""
    for licence in _licences(source):
        shutil.copyfile(licence, folder / licence.name)


def _licences(folder: Path) -> Iterator[Path]:
    found = 0
    with contextlib.suppress(OSError):
        for entry in sorted(folder.iterdir()):
            is_one = found < _MOST_LICENCES and _LICENCE.match(entry.name) and entry.is_file()
            if is_one and entry.stat().st_size <= _MOST_LICENCE:
                found += 1
                yield entry


def _try(dictionary: Dictionary, words: bytes) -> None:
    """Load it and ask for a few of its own words and for what it does not know."""
    process = DictionaryProcess(dictionary.folder, dictionary.name)
    try:
        process.scripts()
        lines = words.splitlines()[1:]
        some = lines[:: len(lines) // 300 + 1]
        sample = [line.decode("utf-8", "replace").partition("/")[0][:64] for line in some]
        process.right([*(word for word in sample if word), "qzxv", "Ärger", "don't"])
        if process.suggest("tezst", _TRY_S) is None:
            raise MuseError("spelling.dictionary_broken", name=dictionary.name)
    finally:
        process.close()


def put_in_place(fresh: Path, place: Path) -> None:
    """Move `fresh` to `place`; what was there goes only once the new one stands."""
    old = fresh.with_name(fresh.name + "-old")
    if place.exists():
        place.replace(old)
    try:
        fresh.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
