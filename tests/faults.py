"""Long fault tests as functions of a number of rounds: processes are killed, and nothing may be lost.

`python tests/soak.py NAME` runs them in full, the suite a fifteenth of each (tests/e2e/test_faults.py).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.models.starter import find_starter
from tests.hostile import headers, triggers
from tests.memory import memory

MOST_LOST_S = 2.0


def engine(rounds: int, folder: Path) -> str:
    """Kill the engine's child in mid-sentence: the run fails with `engine.crashed`, the next one works."""
    from muse_desktop.engine.client import Engine
    from muse_desktop.engine.protocol import GenerateRequest, Piece
    from muse_desktop.engine.sampling import Sampling

    chance = random.Random(1)
    request = GenerateRequest(
        prompt="Once upon a time", seeds=(1, 2), sampling=Sampling(temperature=0.9), max_tokens=400
    )
    slowest = 0.0
    with Engine() as engine:
        engine.load(find_starter() or "", context=1024).result()
        for _ in range(rounds):
            arrived: list[Piece] = []
            job = engine.generate(request, lambda event, arrived=arrived: arrived.append(event))
            wanted = chance.randrange(1, 12)
            while len(arrived) < wanted and not job.future.done():
                time.sleep(0.002)
            os.kill(engine.child_pid or 0, signal.SIGKILL)
            died = time.monotonic()
            error = job.future.exception(timeout=15)
            assert isinstance(error, MuseError), error
            assert error.code == "engine.crashed"
            short = GenerateRequest(prompt="Hello", seeds=(1,), max_tokens=3)
            again = engine.generate(short, lambda _: None).future.result(timeout=30)
            assert again.candidates[0].tokens
            slowest = max(slowest, time.monotonic() - died)
    return f"Slowest from death to the next generation's end: {slowest:.2f} s."


def typing(rounds: int, folder: Path) -> str:
    """Kill the app -9 while somebody types: at most two seconds of typing are gone, and the record holds."""
    chance = random.Random(2)
    worst = 0.0
    for turn in range(rounds):
        workspace = folder / f"typing-{turn}"
        worst = max(worst, _kill_while_typing(workspace, 2.5 + 2 * chance.random()))
    return f"Most typing lost: {worst:.2f} s of {MOST_LOST_S:.0f}."


def _kill_while_typing(workspace: Path, seconds: float) -> float:
    """Type for `seconds` in a real window, kill it; how many seconds of typing were lost."""
    from muse_desktop.studio.studio import Studio

    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.typist", str(workspace)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as typist:
        assert typist.stdout is not None
        typed: list[tuple[float, int]] = []
        end = None
        for line in typist.stdout:
            at, count = line.split()
            typed.append((float(at), int(count)))
            end = end or float(at) + seconds
            if float(at) >= end:
                break
        typist.kill()
        killed = time.monotonic()
        typed += [(float(at), int(count)) for at, count in (line.split() for line in typist.stdout)]
    studio = Studio.open(workspace, mode="own")
    try:
        (document,) = studio.manuscript.documents()
        session = studio.manuscript.open(document.id)
        saved = session.text.count("x")
        kinds = {str(session.book.get(run.origin).kind) for run in session.runs.slice(0, session.runs.length)}
        report = studio.verify()
    finally:
        studio.close()
    assert saved > 0, "nothing at all was saved"
    assert kinds <= {"typed"}, kinds
    assert report["ok"], report
    lost = [at for at, count in typed if count > saved]
    gone = killed - lost[0] if lost else 0.0
    assert gone <= MOST_LOST_S, f"{gone:.2f} s of typing were lost"
    return gone


def importing(rounds: int, folder: Path) -> str:
    """Kill an import: adding again completes it, with nothing twice and everything found."""
    chance = random.Random(3)
    books = folder / "books"
    books.mkdir()
    words = [f"w{chance.randrange(10**6)}" for _ in range(4000)]
    for number in range(40):
        text = (
            " ".join(chance.choices(words, k=6000))
            + f" The only sentence of book number {number} that is rare."
        )
        (books / f"{number}.txt").write_text(text, "utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    killed = 0
    for turn in range(rounds):
        workspace = folder / f"import-{turn}"
        command = [sys.executable, "-m", "muse_desktop", "--workspace", str(workspace)]
        adding = subprocess.Popen(
            [*command, "library", "add", str(books), "--json"], stdout=subprocess.DEVNULL, env=environment
        )
        try:
            adding.wait(0.6 + 1.5 * chance.random())
        except subprocess.TimeoutExpired:
            adding.kill()
            adding.wait()
            killed += 1
        again = subprocess.run(
            [*command, "library", "add", str(books), "--json"],
            capture_output=True,
            env=environment,
            check=False,
        )
        assert again.returncode == 0, again.stderr.decode()
        listed = subprocess.run(
            [*command, "library", "list", "--json"], capture_output=True, env=environment, check=True
        )
        items = json.loads(listed.stdout)["items"]
        assert sorted(int(one["title"]) for one in items) == list(range(40))
        draft = folder / "draft.txt"
        number = chance.randrange(40)
        draft.write_text(f"And so: the only sentence of book number {number} that is rare!", "utf-8")
        check = subprocess.run(
            [*command, "check", str(draft), "--json"], capture_output=True, env=environment, check=True
        )
        hits = json.loads(check.stdout)["hits"]
        assert str(number) in {hit["source"]["title"] for hit in hits}
    return f"{killed} of {rounds} imports were killed on the way."


FULL: dict[str, tuple[Callable[[int, Path], str], int]] = {
    "engine": (engine, 50),
    "typing": (typing, 30),
    "import": (importing, 20),
    "headers": (headers, 200),
    "triggers": (triggers, 10),
    "memory": (memory, 200),
}
