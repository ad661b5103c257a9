"""Importing books: how fast, with how much memory; killed at half and resumed; imported again.

Every import runs in a process of its own (this module as a program), which is watched and, once, killed with
all its children.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.benchmarks.row import Row

MEGABYTE = 1e6
RATE, MEMORY = 2.0, 600.0
LOOK_S = 0.05


def rows(data: Path | None) -> list[Row]:
    """Measure on the text files in `data`, or those in an archive books.tar.xz in it."""
    if data is None:
        raise SystemExit("--data DIR: a folder of texts, or one with books.tar.xz in it")
    with _books(data) as books, tempfile.TemporaryDirectory(prefix="muse-library-bench-") as spare:
        whole, cut = Path(spare) / "whole", Path(spare) / "cut"
        first = _import(whole, books)
        again = _import(whole, books)
        half = _import(cut, books, kill_at=0.5)
        rest = _import(cut, books)
        third = _import(cut, books)
        megabytes = first["read"] / MEGABYTE
        return [
            *_speed(first, megabytes),
            *_sizes(whole, megabytes),
            _same("killed at half: texts lost, doubled", abs(rest["items"] - first["items"]), half["added"]),
            _same("words that differ after that", abs(rest["words"] - first["words"]), rest["added"]),
            _same("imported again: texts added", again["added"] + third["added"], again["skipped"]),
            Row("looking at all of it again", again["seconds"], "s", "-", True, "all known by their hashes"),
        ]


def _speed(first: dict[str, float], megabytes: float) -> list[Row]:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    how = f"{first['items']:.0f} texts, {first['words'] / 1e6:.1f} M words, load at the end {load:.1f}"
    rate = megabytes / first["seconds"]
    return [
        Row("import: clean, divide, index, fingerprint", rate, "MB/s", f">= {RATE}", rate >= RATE, how),
        Row("  on two idle processors", 2 * megabytes / first["cpu"], "MB/s", "-", True, "by time used"),
        Row(
            "peak memory of all processes", first["peak"], "MB", f"<= {MEMORY:.0f}", first["peak"] <= MEMORY,
            "resident, summed, looked at 20 times a second",
        ),
    ]  # fmt: skip


def _sizes(workspace: Path, megabytes: float) -> list[Row]:
    made = {
        "texts, passages and index of words": [workspace / "library.db"],
        "fingerprints": list((workspace / "index").rglob("*.fp")),
        "originals": [path for path in (workspace / "originals").rglob("*") if path.is_file()],
    }
    return [
        Row(name, sum(map(_size, paths)) / MEGABYTE, "MB", "-", True, f"of {megabytes:.0f} MB of text")
        for name, paths in made.items()
    ]


def _size(path: Path) -> int:
    return path.stat().st_size


def _same(name: str, value: float, beside: float) -> Row:
    return Row(name, value, "", "0", value == 0, f"{beside:.0f} in that import")


@contextmanager
def _books(data: Path) -> Iterator[Path]:
    archive = data / "books.tar.xz"
    if not archive.is_file():
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="muse-library-books-") as spare:
        with tarfile.open(archive) as packed:
            packed.extractall(spare, filter="data")
        yield Path(spare)


def _import(workspace: Path, books: Path, kill_at: float = 0.0) -> dict[str, float]:
    """What one import did; with `kill_at`, it is killed at that share of the files."""
    command = [sys.executable, "-m", "tests.benchmarks.library.importing", str(workspace), str(books)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])
    peak = [0.0]
    watching = threading.Thread(target=_watch, args=(child.pid, peak))
    watching.start()
    told: dict[str, float] = {}
    assert child.stdout is not None
    for line in child.stdout:
        told = json.loads(line)
        if kill_at and told.get("done", 0) >= kill_at * told.get("total", 1):
            for process in (*psutil.Process(child.pid).children(recursive=True), psutil.Process(child.pid)):
                process.kill()
            break
    child.wait()
    child.stdout.close()
    watching.join()
    return {**told, "peak": peak[0]}


def _watch(pid: int, peak: list[float]) -> None:
    while True:
        try:
            parent = psutil.Process(pid)
            if parent.status() == psutil.STATUS_ZOMBIE:
                return
            everyone = [parent, *parent.children(recursive=True)]
            peak[0] = max(peak[0], sum(one.memory_info().rss for one in everyone) / MEGABYTE)
        except psutil.Error:
            if not psutil.pid_exists(pid):
                return
        time.sleep(LOOK_S)


def main(workspace: str, books: str) -> None:
    """Import `books` into `workspace`, telling how far it is and what came of it, one JSON object a line."""
    from muse_desktop.library.library import AddProgress, Library
    from muse_desktop.store.store import Store

    def tell(**values: float) -> None:
        sys.stdout.write(json.dumps(values) + "\n")
        sys.stdout.flush()

    def progress(one: AddProgress) -> None:
        tell(done=one.done, total=one.total, added=one.added)

    with Store.open(Path(workspace)) as store:
        library = Library(store, store.paths)
        began = time.perf_counter()
        report = library.add([Path(books)], progress)
        seconds = time.perf_counter() - began
        totals, cpu = library.totals(), sum(os.times()[:4])
        tell(
            seconds=seconds, read=report.read, added=len(report.added), skipped=len(report.skipped),
            items=totals.items, words=totals.words, cpu=cpu,
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
