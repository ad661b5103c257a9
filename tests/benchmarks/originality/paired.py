"""Pairs of sentences, half of which say the same: are paraphrases told from what only looks alike?"""

from __future__ import annotations

import time
from pathlib import Path

from tests.benchmarks.originality import fit_pairs, sources
from tests.benchmarks.originality.detecting import shipped_encoder
from tests.benchmarks.row import Row

LEAST = 0.88


def rows(root: Path) -> list[Row]:
    """F1 on each half, with what was fitted on the other one; with the encoder where there is one."""
    pairs = sources.pairs(root)
    began = time.perf_counter()
    with shipped_encoder() as encoder:
        seen = fit_pairs.likenesses(pairs, encoder)
        named = encoder.info.id if encoder is not None else "words alone"
    seconds = time.perf_counter() - began
    made = fit_pairs.measure(pairs, seen)
    how = f"{made.pairs} pairs, {named}, {seconds / max(1, len(pairs)) * 1000:.1f} ms a pair"
    first, second = made.fitted
    return [
        _row(root, "F1, fitted on half one, measured on two", first, how),
        _row(root, "F1, fitted on half two, measured on one", second, how),
        _row(root, "F1, as shipped, threshold of one, on two", made.threshold_only[0], how),
        Row(f"{root.name}: F1 as shipped, all", made.as_shipped, "", "-", True, f"{how}; fitted on half one"),
    ]


def _row(root: Path, name: str, value: float, how: str) -> Row:
    return Row(f"{root.name}: {name}", value, "", f">= {LEAST}", value >= LEAST, how)
