"""The originality check: what it finds, what it raises without cause, and how long it takes.

With `--data DIR`, what DIR is tells what is measured: drafts/ and library/ (with truth.jsonl), books, graded
answers (grades.jsonl), pairs of sentences (pairs.jsonl), or a folder of such folders. `--detections FILE`
writes what was found in drafts/ with the fields of truth.jsonl. Without `--data`, seeded made-up prose.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.benchmarks.originality.detecting import ReuseFolder
from tests.benchmarks.row import Row

PARTS = {"reuse": "reuse", "speed": "speed"}
DETECTIONS = "detections"


def rows(data: Path | None, part: str = "", detections: Path | None = None) -> list[Row]:
    """Measure what `data` is for, or one part of it."""
    if data is not None and not data.is_dir():
        raise SystemExit(f"{data}: no such folder")
    if data is None:
        return _rows("speed", None)
    wanted = [part] if part else list(_parts(data))
    if not wanted and not part:
        return [row for inner in sorted(data.iterdir()) if inner.is_dir() for row in rows(inner)]
    if "reuse" in wanted:
        from tests.benchmarks.originality import reuse

        return reuse.rows(data, detections)
    return [row for name in wanted for row in _rows(name, data)]


def _parts(data: Path) -> list[str]:
    if ReuseFolder.is_at(data):
        return ["reuse"]
    return ["speed"] if any(data.rglob("*.md")) or any(data.rglob("*.txt")) else []


def _rows(part: str, data: Path | None) -> list[Row]:
    module = importlib.import_module(f"tests.benchmarks.originality.{PARTS[part]}")
    found: list[Row] = module.rows(data)
    return found
