"""The files of one model: a single one, or the parts of a split model in their order, and where they lie."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

DEPTH = 6
MOST_ENTRIES = 20_000
"""Names looked at under one folder; a folder of models has a few hundred."""
MOST_PARTS = 999
_SPLIT = re.compile(r"(.*)-(\d{5})-of-(\d{5})(\.gguf)", re.IGNORECASE)


def part_of(path: Path) -> tuple[int, int]:
    """Which part of how many a file is by its name; (1, 1) for a whole model."""
    named = _SPLIT.fullmatch(path.name)
    if named and 1 <= int(named[2]) <= int(named[3]) <= MOST_PARTS:
        return int(named[2]), int(named[3])
    return 1, 1


def parts_of(path: Path) -> tuple[Path, ...]:
    """All files the model should have, by the name of one of them; whether they are there is not asked."""
    if part_of(path)[1] == 1:
        return (path,)
    return tuple(path.with_name(name) for name in part_names(path, part_stem(path)))


def part_stem(path: Path) -> str:
    """The name without the ending and without the number of the part."""
    named = _SPLIT.fullmatch(path.name) if part_of(path)[1] > 1 else None
    if named:
        return named[1]
    return path.stem if path.suffix.lower() == ".gguf" else path.name


def part_names(path: Path, stem: str) -> tuple[str, ...]:
    """What the files of a model called `stem` are named, with as many parts as that at `path`."""
    count = part_of(path)[1]
    if count == 1:
        return (f"{stem}.gguf",)
    named = _SPLIT.fullmatch(path.name)
    assert named is not None
    return tuple(f"{stem}-{number:05}-of-{count:05}{named[4]}" for number in range(1, count + 1))


def size_of(path: Path) -> int:
    """Bytes of all parts that are there."""
    total = 0
    for part in parts_of(path):
        with contextlib.suppress(OSError):
            total += part.stat().st_size
    return total


def missing_parts(path: Path) -> tuple[str, ...]:
    """The names of the parts that are not there."""
    return tuple(part.name for part in parts_of(path) if not part.is_file())


def model_files(
    folder: Path, wanted: Callable[[str], bool] | None = None, *, follow: bool = True
) -> Iterator[Path]:
    """The model files under `folder`, one for each model: its first part that is there.

    Bounded in depth and number. Links to folders are followed if `follow`, each folder once, so that a loop
    of links ends. `wanted`: which names, instead of those ending in .gguf. What cannot be read, or has a name
    that is no text, is passed over.
    """
    wanted = wanted or (lambda name: name.lower().endswith(".gguf"))
    seen: set[tuple[int, int]] = set()
    left = MOST_ENTRIES
    waiting = [(folder, 0)]
    while waiting and left > 0:
        here, depth = waiting.pop(0)
        files: list[Path] = []
        for entry in _entries(here, seen):
            left -= 1
            if left <= 0:
                break
            if _is_folder(entry, follow=follow):
                if depth < DEPTH and not entry.name.startswith("."):
                    waiting.append((Path(entry.path), depth + 1))
            elif wanted(entry.name) and _is_file(entry):
                files.append(Path(entry.path))
        yield from _firsts(files)


def _firsts(files: list[Path]) -> Iterator[Path]:
    """Without the parts after the first that is there."""
    known: set[tuple[str, int]] = set()
    for file in sorted(files):
        count = part_of(file)[1]
        if count == 1:
            yield file
        elif (split := (part_stem(file), count)) not in known:
            known.add(split)
            yield file


def _entries(folder: Path, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    try:
        state = folder.stat()
        if (state.st_dev, state.st_ino) in seen:
            return []
        seen.add((state.st_dev, state.st_ino))
        with os.scandir(folder) as found:
            some = (entry for entry, _ in zip(found, range(MOST_ENTRIES), strict=False))
            return [entry for entry in some if is_text(entry.name)]
    except OSError:
        return []


def is_text(name: str) -> bool:
    """Whether a file's name can be written down: on Linux it may be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_folder(entry: os.DirEntry[str], *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False  # a link to itself, for one


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
