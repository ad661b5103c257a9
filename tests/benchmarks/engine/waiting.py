"""How soon the first word is there: cold, warm, read ahead, after reopening, after a crash."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import psutil

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest
from tests.benchmarks.engine.common import DRAFT, PROMPT, SAMPLING, WAIT, draft, first_piece, run
from tests.benchmarks.row import Row


def rows(model: Path) -> list[Row]:
    """All of it. The thread count follows the load, as in the app."""
    with Engine() as engine:
        engine.load(model, context=6144).result(WAIT)
        cold = statistics.median(first_piece(engine, draft(DRAFT), reuse=False) for _ in range(3))
        made = [first_word(engine), restart(engine), *prewarmed(engine, cold)]
    with tempfile.TemporaryDirectory() as folder:
        return [*made, reopened(model, Path(folder), cold)]


def first_word(engine: Engine) -> Row:
    """Time to the first word of a long prompt that was just read, ÷ the same prompt read afresh."""
    text = "The old sailor told the same story again, and we listened. " * 60
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(5):
        cold.append(first_piece(engine, text, reuse=False))
        warm.append(first_piece(engine, text, reuse=True))
    ratio = statistics.median(warm) / statistics.median(cold)
    how = (
        f"prompt of {engine.count([text]).result(WAIT)[0]} tokens, medians of 5 interleaved: "
        f"{statistics.median(cold) * 1000:.0f} ms cold, {statistics.median(warm) * 1000:.0f} ms warm"
    )
    return Row("first word, warm against cold", ratio, "ratio", "<= 0.2", ratio <= 0.2, how)


def prewarmed(engine: Engine, cold: float) -> list[Row]:
    """The first word when the prompt was read ahead: in decode steps at that length, and against `cold`."""
    warm: list[float] = []
    grown: list[float] = []
    steps: list[float] = []
    for turn in range(9):
        text = draft(DRAFT) + f"The {turn}. morning was"
        engine.prewarm(text).future.result(WAIT)
        warm.append(first_piece(engine, text, reuse=True))
        request = GenerateRequest(prompt=text, seeds=(turn,), sampling=SAMPLING, max_tokens=24)
        timings = run(engine, request).timings
        steps.append(1 / timings.tokens_per_s)
        grown.append(first_piece(engine, text + " cold and clear, and the harbour lay as still", reuse=True))
    tokens = engine.count([draft(DRAFT)]).result(WAIT)[0]
    value = statistics.median(warm)
    step = statistics.median(steps)
    how = (
        f"{tokens} tokens, medians of {len(warm)}: {value * 1000:.1f} ms (worst {max(warm) * 1000:.1f}), "
        f"a step {step * 1000:.1f} ms; with nine words more {statistics.median(grown) * 1000:.0f} ms"
    )
    against = f"{tokens} tokens, median of 3 cold: {cold:.2f} s"
    return [
        Row("first word, read ahead", value / step, "steps", "<= 3", value <= 3 * step, how),
        Row("first word, cold against read ahead", cold / value, "x", ">= 20", cold >= 20 * value, against),
    ]


def reopened(model: Path, folder: Path, cold: float) -> Row:
    """The first word of a draft that was read before the app was closed, against reading it afresh."""
    text = draft(DRAFT)
    took: list[float] = []
    loads: list[float] = []
    for _ in range(6):
        with Engine() as engine:
            started = time.perf_counter()
            engine.load(model, context=6144, state_dir=folder).result(WAIT)
            loads.append(time.perf_counter() - started)
            took.append(first_piece(engine, text, reuse=True))
    del took[0], loads[0]  # the first one read it afresh
    value = statistics.median(took)
    megabytes = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    how = (
        f"median of {len(took)}: {value * 1000:.0f} ms (worst {max(took) * 1000:.0f}) out of a file of "
        f"{megabytes:.0f} MB, against {cold:.2f} s; the load before takes {statistics.median(loads):.2f} s"
    )
    ratio = value / cold
    return Row("first word after reopening, against cold", ratio, "ratio", "<= 0.1", ratio <= 0.1, how)


def restart(engine: Engine) -> Row:
    """From the death of the child to the first word of the next generation."""
    took: list[float] = []
    for _ in range(5):
        pid = engine.child_pid
        assert pid is not None
        psutil.Process(pid).kill()
        while engine.state != "crashed":
            time.sleep(0.001)
        took.append(first_piece(engine, PROMPT, reuse=True))
    value = statistics.median(took)
    how = f"child killed, model of {engine.model.size_bytes // 10**6 if engine.model else 0} MB, median of 5"
    return Row("first word after a crash", value, "s", "<= 3", value <= 3, how)
