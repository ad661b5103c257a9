"""The page: typing in long documents while the model writes, memory, opening, and the window's start."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.editor import keys, start
from tests.benchmarks.row import Row

PARTS = {"typing": keys.rows, "start": start.rows}


def rows(_data: Path | None, part: str = "") -> list[Row]:
    """Every part, or one."""
    chosen = [PARTS[part]] if part else list(PARTS.values())
    return [row for measure in chosen for row in measure()]
