"""The engine: its speed, how soon the first word comes, how soon it stops, what the token loop gains, and
whether the record can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.engine import loop, replays, speed, stopping, waiting
from tests.benchmarks.engine.common import starter
from tests.benchmarks.row import Row

PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "speed": speed.rows,
    "waiting": waiting.rows,
    "stopping": stopping.rows,
    "loop": loop.rows,
    "replays": replays.rows,
}


def rows(data: Path | None, part: str = "") -> list[Row]:
    """Measure. `data`: a folder with another GGUF model to measure with; else the starter model. `part`: one
    of PARTS alone."""
    model = next(iter(sorted(data.glob("*.gguf"))), None) if data is not None else None
    chosen = [PARTS[part]] if part else list(PARTS.values())
    return [row for measure in chosen for row in measure(model or starter())]
