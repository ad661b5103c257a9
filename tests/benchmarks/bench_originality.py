"""The originality check: what it finds, what it raises without cause, and how long it takes.

With `--data DIR`, what DIR is tells what is measured: drafts/ and library/ (with truth.jsonl); books (.md, or
packed in a .tar.xz) for passages hidden in them, false alarms and speed; graded answers (grades.jsonl); pairs
of sentences (pairs.jsonl); or a folder of such folders. `--detections FILE` writes what was found in drafts/
with the fields of truth.jsonl. Without `--data`, speed on seeded made-up prose.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.benchmarks.originality.detecting import ReuseFolder
from tests.benchmarks.row import Row

PARTS = {
    "reuse": "reuse",
    "hidden": "generated",
    "graded": "graded",
    "pairs": "paired",
    "alarms": "alarms",
    "speed": "speed",
}
_BY_FILES = {"graded": "grades.jsonl", "pairs": "pairs.jsonl"}
_BOOKS = ("*.tar.xz", "*.md")
DETECTIONS = "detections"


def rows(data: Path | None, part: str = "", detections: Path | None = None) -> list[Row]:
    """Measure what `data` is for, or one part of it."""
    if data is None:
        return _rows(part or "speed", None)
    if not data.is_dir():
        raise SystemExit(f"{data}: no such folder")
    wanted = [part] if part else _parts(data)
    if detections is not None and wanted != ["reuse"]:
        raise SystemExit(f"{data}: no drafts/ and library/ to find anything in")
    if wanted == ["reuse"]:
        return _reuse(data, detections)
    return [row for name in wanted for row in _rows(name, data)] or _below(data)


def _below(data: Path) -> list[Row]:
    """The rows of every folder inside; hidden passages take their hosts and pairs from all."""
    inner = [one for one in sorted(data.iterdir()) if one.is_dir()]
    found = [row for one in inner for name in _parts(one) if name != "hidden" for row in rows(one, name)]
    return [*found, *_rows("hidden", data)] if found else []


def _parts(data: Path) -> list[str]:
    if ReuseFolder.is_at(data):
        return ["reuse"]
    for part, file in _BY_FILES.items():
        if (data / file).is_file():
            return [part]
    inside = [one for one in data.iterdir() if one.is_dir()]
    if any(ReuseFolder.is_at(one) or _known(one) for one in inside):
        return []
    if any(next(data.rglob(pattern), None) for pattern in _BOOKS):
        return ["hidden", "alarms", "speed"]
    return ["speed"] if next(data.rglob("*.txt"), None) else []


def _known(data: Path) -> bool:
    return any((data / file).is_file() for file in _BY_FILES.values())


def _reuse(data: Path, detections: Path | None) -> list[Row]:
    from tests.benchmarks.originality import reuse

    return reuse.rows(data, detections)


def _rows(part: str, data: Path | None) -> list[Row]:
    if data is None and part not in ("speed", "hidden"):
        raise SystemExit(f"--part {part} needs --data DIR")
    module = importlib.import_module(f"tests.benchmarks.originality.{PARTS[part]}")
    found: list[Row] = module.rows(data)
    return found
