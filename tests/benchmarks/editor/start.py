"""How long from the start of the process until the window is usable, beside novelWriter in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from tests.benchmarks.row import Row

LAUNCH = Path(__file__).with_name("launch.py")
TURNS = 9
GOAL = 0.5
NOVELWRITER = "MUSE_BENCH_NOVELWRITER"
"""Names a Python that has novelWriter, so that it is not installed anew for each measurement."""


def rows() -> list[Row]:
    """Start both programs in turn, warm, without a screen; the ratio of the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        other = os.environ.get(NOVELWRITER) or _install(folder / "venv")
        programs = {"muse": sys.executable, "novelwriter": other, "qt": sys.executable}
        times: dict[str, list[float]] = {program: [] for program in programs}
        for turn in range(TURNS + 2):
            for program, python in programs.items():
                home = folder / program
                for inside in ("config", "data"):
                    (home / inside).mkdir(parents=True, exist_ok=True)
                taken = _start(python, program, home)
                if turn > 1:  # the first two make the workspace and warm the disk's cache
                    times[program].append(taken)
    middle = {program: statistics.median(taken) for program, taken in times.items()}
    how = f"median of {TURNS} starts in turn, warm, offscreen, process start to first event-loop turn"
    ratio = middle["muse"] / middle["novelwriter"]
    return [
        Row("start ÷ novelWriter's", ratio, "", f"<= {GOAL:g}", ratio <= GOAL, how),
        Row("start", middle["muse"], "s", "-", True, f"best {min(times['muse']):.3f} s, no model needed"),
        Row("start of novelWriter", middle["novelwriter"], "s", "-", True, "installed from its package"),
        Row("start of an empty Qt window", middle["qt"], "s", "-", True, "for comparison"),
    ]


def _install(folder: Path) -> str:
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", "novelwriter"], check=True)
    return python


def _start(python: str, program: str, home: Path) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "ignore"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    began = time.monotonic()
    done = subprocess.run(
        [python, str(LAUNCH), program, str(home)],
        check=False, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if line.startswith("usable ")]
    if not told:
        raise RuntimeError(f"{program} did not start: {done.stderr[-800:]}")
    return float(told[-1].split()[1]) - began
