"""How long until work that is stopped is over."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from muse_desktop.engine.client import Engine
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.protocol import GenerateRequest
from tests.benchmarks.engine.common import DRAFT, PROMPT, SAMPLING, WAIT, draft
from tests.benchmarks.row import Row


def rows(model: Path) -> list[Row]:
    """Reading ahead, reading a long prompt, writing four candidates."""
    with Engine() as engine:
        engine.load(model, context=6144).result(WAIT)
        return stops(engine)


def stops(engine: Engine) -> list[Row]:
    """How long until work that is stopped is over: reading ahead, a long prompt, four candidates."""
    long = draft(DRAFT * 5 // 3)
    tokens = engine.count([long]).result(WAIT)[0]
    ahead: list[float] = []
    reading: list[float] = []
    writing: list[float] = []
    for turn in range(20):
        ahead.append(stop_after(0.15 + 0.013 * turn, engine.prewarm(f"{turn}. {long}")))
    for turn in range(20):
        request = GenerateRequest(prompt=f"{turn}. {long}", seeds=(1,), reuse=False)
        reading.append(stop_after(0.15 + 0.037 * turn, engine.generate(request, lambda _: None)))
    for turn in range(50):
        request = GenerateRequest(prompt=PROMPT, seeds=(1, 2, 3, 4), sampling=SAMPLING, max_tokens=400)
        writing.append(stop_after(0.1 + 0.007 * turn, engine.generate(request, lambda _: None)))
    return [
        stop_row("stopping a prewarm", ahead, 0.1, f"of {tokens} tokens"),
        stop_row("stopping while a prompt is read", reading, 0.3, f"of {tokens} tokens"),
        stop_row("stopping while it writes", writing, 0.1, "four candidates"),
    ]


def stop_after(seconds: float, job: Job[Any]) -> float:
    """Seconds from the stop to the result."""
    time.sleep(seconds)
    assert not job.future.done()
    asked = time.perf_counter()
    job.cancel()
    job.future.result(WAIT)
    return time.perf_counter() - asked


def stop_row(name: str, took: list[float], goal: float, what: str) -> Row:
    """The worst of all tries."""
    how = f"{what}, worst of {len(took)}; median {statistics.median(took) * 1000:.1f} ms"
    return Row(name, max(took), "s", f"< {goal}", max(took) < goal, how)
