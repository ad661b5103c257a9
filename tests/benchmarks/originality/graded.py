"""Short answers graded by how much was copied: does the copied share tell them apart?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from muse_desktop.originality.grade import copied_share
from muse_desktop.text.decode import decode
from tests.benchmarks.originality.plagdet import interval
from tests.benchmarks.row import Row

GRADES = "grades.jsonl"
LEAST = 0.97


def rows(root: Path) -> list[Row]:
    """How often a copied answer has a higher share than one that is not, over all such couples."""
    listed = [json.loads(line) for line in (root / GRADES).read_text("utf-8").splitlines() if line.strip()]
    source = {one["task"]: _text(root / one["file"]) for one in listed if one["grade"] == "orig"}
    answers = [one for one in listed if one["grade"] != "orig"]
    seen = [
        (copied_share(_text(root / one["file"]), source[one["task"]]), one["grade"] != "non")
        for one in answers
    ]
    value = area(seen)
    low, high = interval(seen, area)
    how = f"{len(seen)} answers, cut, light, heavy against non; 95 % {low:.3f}–{high:.3f}; nothing fitted"
    return [Row(f"{root.name}: area under the curve", value, "", f">= {LEAST}", value >= LEAST, how)]


def area(seen: Sequence[tuple[float, bool]]) -> float:
    """The share of couples of a copied and another one in which the copied one is higher; ties half."""
    high = [value for value, copied in seen if copied]
    low = [value for value, copied in seen if not copied]
    if not high or not low:
        return 1.0
    return sum((a > b) + (a == b) / 2 for a in high for b in low) / (len(high) * len(low))


def _text(path: Path) -> str:
    return decode(path.read_bytes()).text
