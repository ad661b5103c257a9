"""Typing in a long document while the model writes: how long from a key to the painted letter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.row import Row

ROOT = Path(__file__).resolve().parents[3]
GOAL_MS = 16.0
GOAL_RATIO = 2.0
GOAL_MB = 350.0
SIZES = {"200,000 words": 200_000, "5,000 words": 5_000}


def rows() -> list[Row]:
    """Each size in a process of its own, so that memory is that document's alone."""
    return [row for name, words in SIZES.items() for row in _rows(name, measured(words))]


def measured(words: int) -> dict[str, float]:
    """What `keys_child.py` measured with a document of so many words."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.editor.keys_child", str(words)],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _rows(name: str, found: dict[str, float]) -> list[Row]:
    ratio = found["p99"] / found["bare_p99"]
    how = (
        f"{found['keys']:.0f} keys, {found['every_ms']:.0f} ms apart, in turn with the bare widget; "
        "delays by a busy window count; origins, spelling, found passages and marks on; "
        f"{found['streamed']:.0f} pieces of 2 candidates came in meanwhile"
    )
    p99, bare, worst = found["p99"], "bare {:.2f} ms", found["worst"]
    return [
        Row(f"{name}: key to paint, p99", p99, "ms", f"<= {GOAL_MS:g}", p99 <= GOAL_MS, how),
        Row(
            f"{name}: p99 ÷ bare QTextEdit's", ratio, "", f"<= {GOAL_RATIO:g}", ratio <= GOAL_RATIO,
            f"bare p99 {found['bare_p99']:.2f} ms with the same text, font and width",
        ),
        Row(f"{name}: key to paint, median", found["p50"], "ms", "-", True, bare.format(found["bare_p50"])),
        Row(f"{name}: key to paint, worst", worst, "ms", "-", True, bare.format(found["bare_worst"])),
        Row(f"{name}: opened and painted", found["open_s"], "s", "-", True, "from the click in the binder"),
        Row(
            f"{name}: resident memory", found["mb"], "MB", f"<= {GOAL_MB:g}", found["mb"] <= GOAL_MB,
            f"window {found['window_mb']:.0f} MB and its spelling children, all checked, before the model",
        ),
    ]  # fmt: skip
