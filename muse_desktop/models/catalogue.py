"""The catalogue of models that ships with the app, and what their licences mean for a writer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.models.values import Entry, Licence, Task

LANGUAGES = ("en", "zh")
CONTEXTS = ("4096", "16384")
_T = TypeVar("_T")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNKNOWN = {
    "en": "Nobody here has read this licence: look it up on the model's page before you sell what it writes.",
    "zh": "我们没有读过这份许可协议：出售它写的文字之前，请先到模型的页面上查看。",
}


@dataclass(frozen=True)
class Catalogue:
    """Models worth knowing, in the order they are shown, and licences by name (small letters)."""

    entries: tuple[Entry, ...] = ()
    licences: dict[str, Licence] = field(default_factory=dict)

    def licence(self, name: str) -> Licence:
        """A licence by the name that hubs and GGUF headers use; one not known allows "unknown"."""
        found = self.licences.get(name.strip().lower())
        if found is not None:
            return found
        shown = " ".join(name.split())[:80] or "?"
        return Licence(id=shown, name=shown, commercial="unknown", says=_UNKNOWN, url="")

    def by_task(self, task: Task) -> tuple[Entry, ...]:
        """The entries that are for `task`."""
        return tuple(entry for entry in self.entries if task in entry.tasks)

    def entry(self, entry_id: str) -> Entry | None:
        """An entry by its id."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)


def load_catalogue(folder: Path) -> Catalogue:
    """Read models.toml, licences.toml and the texts in licences/ of `folder`.

    Raises MuseError `models.catalogue_broken` with the file and what is wrong with it.
    """
    licences = _licences(folder)
    path = folder / "models.toml"
    entries = tuple(_entry(path, raw) for raw in _tables(path, "model"))
    _all_differ(path, [entry.id for entry in entries])
    return Catalogue(entries, licences)


def _licences(folder: Path) -> dict[str, Licence]:
    path = folder / "licences.toml"
    found: dict[str, Licence] = {}
    for table in _tables(path, "licence"):
        raw = dict(table)
        also, text = raw.pop("also", []), raw.pop("text_file", "")
        licence = _converted(path, raw, Licence)
        _worded(path, licence.id, licence.says)
        if text:
            licence = msgspec.structs.replace(licence, text=_text(folder / "licences", text))
        names = [licence.id, *also] if isinstance(also, list) else [licence.id]
        _all_differ(path, [*found, *(str(name) for name in names)])
        found.update((str(name), licence) for name in names)
    return found


def _text(folder: Path, name: object) -> str:
    if not isinstance(name, str) or Path(name).name != name:
        raise _broken(folder, f"text_file {name!r}")
    return _read(folder / name)


def _entry(path: Path, raw: dict[str, Any]) -> Entry:
    entry = _converted(path, raw, Entry)
    _worded(path, entry.id, entry.about)
    if set(entry.memory) != set(CONTEXTS) or min(entry.memory.values()) < entry.bytes:
        raise _broken(path, f"{entry.id}: memory")
    if entry.memory["16384"] < entry.memory["4096"] or entry.bytes <= 0 or not entry.tasks:
        raise _broken(path, f"{entry.id}: memory, bytes or tasks")
    if entry.sha256 and not _SHA256.fullmatch(entry.sha256):
        raise _broken(path, f"{entry.id}: sha256")
    if (entry.seen == "hash") != bool(entry.sha256):
        raise _broken(path, f"{entry.id}: seen = {entry.seen}, but sha256 = {entry.sha256 or 'none'}")
    return entry


def _worded(path: Path, name: str, words: dict[str, str]) -> None:
    if set(words) != set(LANGUAGES) or not all(text.strip() for text in words.values()):
        raise _broken(path, f"{name}: not worded in both languages")


def _all_differ(path: Path, ids: list[str]) -> None:
    if twice := [one for one in ids if ids.count(one) > 1]:
        raise _broken(path, f"{twice[0]} is there twice")


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    try:
        whole = tomllib.loads(_read(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    tables = whole.get(name)
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise _broken(path, f"[[{name}]]")
    return tables


def _converted(path: Path, raw: dict[str, Any], kind: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _broken(path, f"{raw.get('id', '?')}: {error}") from error


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, getattr(error, "strerror", None) or "not UTF-8") from error


def _broken(path: Path, reason: str) -> MuseError:
    return MuseError("models.catalogue_broken", path=str(path), reason=reason[:200])
