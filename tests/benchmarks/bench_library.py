"""The library: importing books, and searching in them."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.benchmarks.row import Row

PARTS = {"import": "importing", "search": "search", "list": "list"}


def rows(data: Path | None, part: str = "") -> list[Row]:
    """Measure one part, or all that there are."""
    wanted = [PARTS[part]] if part else PARTS.values()
    found = (importlib.import_module(f"tests.benchmarks.library.{name}") for name in wanted)
    return [row for module in found for row in module.rows(data)]
