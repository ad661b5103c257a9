"""Dictionaries and thesauri that other programs have put on this machine, LibreOffice above all.

They are only listed; the writer decides which are added, and a copy is made then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FoundKind = Literal["dictionary", "thesaurus"]
_MOST_FOLDERS = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add: the .dic of a dictionary, the .dat of a thesaurus; `name` is without the ending."""

    kind: FoundKind
    name: str
    path: Path


def found(folders: Iterable[Path] | None = None) -> list[Found]:
    """What lies in the usual places (or in `folders`), one of each name, by kind and name.

    Reads a few hundred folder listings at most; what may not be read is passed over.
    """
    seen: dict[tuple[FoundKind, str], Found] = {}
    for folder in _usual() if folders is None else folders:
        for path in _files(folder):
            one = _one(path)
            if one is not None:
                seen.setdefault((one.kind, one.name), one)
    return [seen[name] for name in sorted(seen)]


def _one(path: Path) -> Found | None:
    if path.suffix == ".dic" and not path.stem.startswith("hyph_") and path.with_suffix(".aff").is_file():
        return Found("dictionary", path.stem, path)
    if path.suffix == ".dat" and path.stem.startswith("th_"):
        return Found("thesaurus", path.stem, path)
    return None


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and in the folders right in it (LibreOffice has one for each language)."""
    looked = [folder]
    for place in looked:
        try:
            entries = sorted(place.iterdir())
        except OSError:
            continue
        for entry in entries:
            if entry.suffix in (".dic", ".dat"):
                yield entry
            elif place is folder and len(looked) < _MOST_FOLDERS and entry.is_dir():
                looked.append(entry)


def _usual() -> list[Path]:
    if sys.platform == "win32":
        programs = (os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)"))
        return [Path(one) / "LibreOffice/share/extensions" for one in programs if one]
    if sys.platform == "darwin":
        return [
            Path("/Applications/LibreOffice.app/Contents/Resources/extensions"),
            Path.home() / "Library/Spelling",
        ]
    offices = sorted(Path("/opt").glob("libreoffice*/share/extensions"))
    return [
        *(Path(one) for one in ("/usr/share/hunspell", "/usr/share/mythes", "/usr/share/myspell/dicts")),
        Path("/usr/lib/libreoffice/share/extensions"),
        *offices,
    ]
