"""Searching a large library: how long writers wait for words and for meaning, while texts come in.

The library is made of the texts in DIR (`*.md`, `*.txt`, `*.tar.xz`). The questions are drawn from it with a
fixed seed: words from rare to the commonest, several of one passage, phrases, beginnings, words refused.
Making real vectors of ten million words takes half an hour, so those that are looked through here are random;
the vectors of the questions come from the shipped encoder in its own process.
"""

from __future__ import annotations

import random
import re
import sys
import tarfile
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from muse_desktop.app import SWITCH_S
from muse_desktop.library.library import Library
from muse_desktop.library.passages import VERSION
from muse_desktop.library.search import encoders
from muse_desktop.library.search.encoders.apart import EncoderApart
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.library.search.vector_part import ItemVectors, coded
from muse_desktop.library.search.vectors import VectorStore
from muse_desktop.store.store import Store
from tests.benchmarks.row import Row

_QUESTIONS = 120
_WORD = re.compile(r"[a-z]{2,}")


def rows(data: Path | None) -> list[Row]:
    """Latencies quiet and during an import, the encoder's rate, the size on disk."""
    if data is None:
        raise SystemExit("--data DIR: a folder of texts, or with an archive of them")
    sys.setswitchinterval(SWITCH_S)  # as the app does
    with tempfile.TemporaryDirectory(prefix="muse-bench-search-") as name:
        folder = Path(name)
        texts = _texts(data, folder / "texts")
        with Store.open(folder / "ws") as store:
            library = Library(store, store.paths)
            library.add(texts)
            return _measured(library, store.paths.index / "vectors", texts, folder)


def _measured(library: Library, vectors: Path, texts: list[Path], folder: Path) -> list[Row]:
    info = encoders.known()[0]
    passages = _random_vectors(library, vectors / info.id, info.dimension)
    search = LibrarySearch(library, vectors)
    encoder = EncoderApart(info)
    search.use(encoder, None)
    search.warm()
    typed, sentences = _questions(library)
    words = library.totals().words
    how = f"{words / 1e6:.1f} M words, {passages:,} passages"
    made = [
        _row("words, p95, quiet", _p95(search.words, typed), 100, how),
        _row("meaning, p95, quiet", _p95(search.meaning, sentences), 200, how),
        _row("both, p95, quiet", _p95(search.both, sentences), 200, how),
    ]
    others = _changed(texts, folder / "others")
    stop = threading.Event()
    thread = threading.Thread(target=lambda: library.add(others, cancelled=stop.is_set))
    thread.start()
    time.sleep(1.0)
    during = [
        ("words, p95, during an import", search.words, typed, 100),
        ("meaning, p95, during an import", search.meaning, sentences, 200),
        ("both, p95, during an import", search.both, sentences, 200),
    ]
    for name, ask, questions, goal in during:
        value = _p95(ask, questions)
        told = how if thread.is_alive() else f"{how}; THE IMPORT ENDED BEFORE"
        made.append(_row(name, value, goal, told))
    stop.set()
    thread.join()
    made.append(_rate(library, encoder))
    size = sum(file.stat().st_size for file in vectors.rglob("*.vec")) / 1e6
    made.append(Row("vectors on disk", size, "MB", "-", True, how))
    search.close()
    return made


def _rate(library: Library, encoder: EncoderApart) -> Row:
    item = max(library.items(), key=lambda one: one.words)
    text = library.text(item.id)
    chosen = [text[one.start : one.end] for one in library.passages(item.id)[:320]]
    begun = time.perf_counter()
    for at in range(0, len(chosen), 16):
        encoder.encode(chosen[at : at + 16])
    rate = len(chosen) / (time.perf_counter() - begun)
    return Row("vectors made, one process", rate, "passages/s", "-", True, encoder.info.id)


def _row(name: str, value: float, goal: int, how: str) -> Row:
    return Row(name, value, "ms", f"<= {goal}", value <= goal, how)


def _p95(ask: Callable[[str], object], questions: list[str]) -> float:
    took = []
    for question in questions:
        begun = time.perf_counter()
        ask(question)
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[int(len(took) * 0.95)]


def _questions(library: Library) -> tuple[list[str], list[str]]:
    """What is typed for words, and sentences for meaning."""
    rng = random.Random(7)
    counts: Counter[str] = Counter()
    samples: list[str] = []
    for info in rng.sample(library.items(), min(40, len(library.items()))):
        text = library.text(info.id)
        counts.update(_WORD.findall(text.lower()))
        parts = library.passages(info.id)
        samples += [text[one.start : one.end] for one in rng.sample(parts, min(5, len(parts)))]
    ranked = [word for word, _ in counts.most_common(30_000)]
    typed: list[str] = []
    while len(typed) < _QUESTIONS:
        found = _WORD.findall(rng.choice(samples).lower())
        if len(found) < 8:
            continue
        at = rng.randrange(len(found) - 4)
        typed += [
            ranked[int(len(ranked) ** rng.random()) - 1],  # as many common ones as rare ones
            " ".join(rng.sample(found, rng.randint(2, 4))),
            '"' + " ".join(found[at : at + 3]) + '"',
            found[at][:4] + "*",
            f"{found[at]} -{rng.choice(found)}",
        ]
    sentences = [" ".join(one.split()[:20]) for one in samples[:_QUESTIONS]]
    return typed[:_QUESTIONS], sentences


def _random_vectors(library: Library, folder: Path, dimension: int) -> int:
    store = VectorStore(folder, dimension, VERSION)
    rng = np.random.default_rng(3)
    made = []
    for info in library.items():
        rows = rng.standard_normal((len(library.passages(info.id)), dimension)).astype(np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        made.append(ItemVectors(info.id, 0, *coded(rows)))
    store.put(made)
    return store.passages


def _texts(data: Path, folder: Path) -> list[Path]:
    for archive in data.glob("*.tar.xz"):
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
    found = [*data.rglob("*.md"), *data.rglob("*.txt"), *folder.rglob("*.md"), *folder.rglob("*.txt")]
    return sorted(found)


def _changed(texts: list[Path], folder: Path) -> list[Path]:
    """Other texts of the same size: the same paragraphs in another order."""
    rng = random.Random(5)
    made = []
    for number, path in enumerate(texts):
        parts = path.read_text("utf-8", errors="replace").split("\n\n")
        rng.shuffle(parts)
        made.append(folder / f"{number}.txt")
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text("\n\n".join(parts), encoding="utf-8")
    return made
