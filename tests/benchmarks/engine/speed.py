"""Tokens a second: against a bare C loop, and beside another busy program."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from muse_desktop.engine.child.threads import default_threads
from muse_desktop.engine.client import Engine
from muse_desktop.engine.process import SHORT_SPIN
from muse_desktop.engine.protocol import Event, GenerateRequest, Piece
from tests.benchmarks.engine.common import PROMPT, SAMPLING, WAIT, draft
from tests.benchmarks.row import Row

TOKENS = 128
ROUNDS = 9
BUSY_ROUNDS, BUSY_TOKENS = 7, 256
BUSY = "while True: pass"


def rows(model: Path) -> list[Row]:
    """The app's loop against the plain one; then the thread count it chooses against each fixed one."""
    with Engine() as engine:
        engine.load(model, context=4096, threads=default_threads()).result(WAIT)  # fixed: like the loop
        made = [
            speed(engine, model, PROMPT, flash=0, what="a plain C loop"),
            speed(engine, model, draft(60), flash=-1, what="llama.cpp's defaults, long draft"),
        ]
    return [*made, beside_others(model)]


def speed(engine: Engine, model: Path, text: str, flash: int, what: str) -> Row:
    """Tokens/s seen by the app ÷ tokens/s of a bare C loop; the two take turns.

    `flash` 0: the loop has the app's settings, so that the ratio shows the app's own cost; -1: llama.cpp's
    choice, which is flash attention. The app leaves that off on a CPU, so that the text does not depend on
    the number of threads: that costs a small model some 7 % in a short text and nothing in a long one.
    """
    assert engine.model is not None
    prompt = engine.tokenise(text).result(WAIT)
    ours: list[float] = []
    plain: list[float] = []
    with plain_loop(model, engine.model.threads, flash) as loop:
        for i in range(ROUNDS + 1):
            bare = loop(prompt) if i % 2 else 0.0
            mine = app_speed(engine, prompt)
            bare = bare or loop(prompt)
            if i:  # the first turn warms up
                ours.append(mine)
                plain.append(bare)
    ratio = statistics.median(ours) / statistics.median(plain)
    how = (
        f"{TOKENS} tokens after {len(prompt)}, medians of {ROUNDS} interleaved turns, "
        f"{engine.model.threads} threads: "
        f"{statistics.median(ours):.1f} against {statistics.median(plain):.1f} tokens/s"
    )
    return Row(f"engine speed against {what}", ratio, "ratio", ">= 0.98", ratio >= 0.98, how)


def app_speed(engine: Engine, prompt: list[int], tokens: int = TOKENS) -> float:
    """Tokens/s as they reach a listener in this process: from the first piece to the last."""
    times: list[tuple[float, int]] = []

    def listen(event: Event) -> None:
        if isinstance(event, Piece):
            times.append((time.perf_counter(), event.tokens))

    request = GenerateRequest(
        prompt=tuple(prompt), seeds=(7,), sampling=SAMPLING, max_tokens=tokens
    )
    engine.generate(request, listen).future.result(WAIT)
    return sum(tokens for _, tokens in times[1:]) / (times[-1][0] - times[0][0])


@contextmanager
def plain_loop(model: Path, threads: int, flash: int) -> Iterator[Callable[[list[int]], float]]:
    """A function that runs the bare loop, in a process of its own, and returns its tokens/s."""
    script = Path(__file__).parent.with_name("plain_loop.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(model), str(threads), str(TOKENS), str(flash)],
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


def beside_others(model: Path) -> Row:
    """Tokens/s with one other busy process on the machine: the engine's own choice of threads ÷ the best
    fixed one in that condition."""
    most = default_threads()
    with ExitStack() as stack:
        engines = {threads: stack.enter_context(Engine()) for threads in range(most + 1)}
        for threads, engine in engines.items():
            engine.load(model, context=1024, threads=threads).result(WAIT)  # 0: its own choice
        prompt = engines[0].tokenise(PROMPT).result(WAIT)
        busy = subprocess.Popen([sys.executable, "-c", BUSY])
        stack.callback(busy.wait)
        stack.callback(busy.kill)
        speeds: dict[int, list[float]] = {threads: [] for threads in engines}
        for turn in range(BUSY_ROUNDS + 1):
            for threads, engine in engines.items():
                speed = app_speed(engine, prompt, BUSY_TOKENS)
                if turn:  # the first turn warms up
                    speeds[threads].append(speed)
    medians = {threads: statistics.median(found) for threads, found in speeds.items()}
    best = max(range(1, most + 1), key=lambda threads: medians[threads])
    ratio = medians[0] / medians[best]
    fixed = ", ".join(f"{threads}: {medians[threads]:.1f}" for threads in range(1, most + 1))
    how = (
        f"{BUSY_TOKENS} tokens, medians of {BUSY_ROUNDS} interleaved turns beside one busy process: "
        f"own choice {medians[0]:.1f} tokens/s; fixed threads {fixed}"
    )
    return Row("beside a busy program, against best threads", ratio, "ratio", ">= 0.9", ratio >= 0.9, how)
