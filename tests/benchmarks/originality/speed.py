"""The originality check: building the library's index, its size, checking a draft, checking while it streams.

With `--data DIR`, the .txt and .md files under DIR; without, seeded made-up prose of a million words.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from muse_desktop.library.files import find, read
from muse_desktop.library.library import Library
from muse_desktop.originality.check import check_text
from muse_desktop.originality.live import LiveCheck
from muse_desktop.overlap.index import Index
from muse_desktop.store.store import Store
from muse_desktop.text.segment import words
from tests.benchmarks.row import Row

ROUNDS = 15
DRAFT_WORDS = 1000
TOKEN = 4  # characters
MILLION = 1_000_000


def rows(data: Path | None) -> list[Row]:
    """Measure on the texts under `data`, or on made-up prose."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if data is None:
            data = folder / "prose"
            _write_prose(data, texts=20, length=50_000)
        with _library(folder / "workspace", data) as (library, seconds):
            checks = _checks(library, folder / "workspace")
            return [*_build(folder, data), *checks, _imported(library, seconds)]


@contextmanager
def _library(root: Path, data: Path) -> Iterator[tuple[Library, float]]:
    with Store.open(root) as store:
        library = Library(store, store.paths)
        began = time.perf_counter()
        library.add([data])
        yield library, time.perf_counter() - began


def _build(folder: Path, data: Path) -> list[Row]:
    """Normalise, fingerprint, sort and write, reading files not counted; the median of 5 portions."""
    texts = [read(path).text for path in find([data]) if isinstance(path, Path)]
    portions = [texts[number::5] for number in range(5)] if len(texts) >= 5 else [texts]
    rates, sizes, total = [], 0, 0
    for number, portion in enumerate(portions):
        count = sum(len(words(text)) for text in portion)
        index = Index.open(folder / f"index{number}")
        seconds = _seconds(lambda index=index, portion=portion: index.add_many(enumerate(portion)))
        rates.append(seconds / count * MILLION)
        sizes += sum(path.stat().st_size for path in (folder / f"index{number}").iterdir())
        total += count
    rate, size = statistics.median(rates), sizes / total
    how = f"{len(texts)} texts, {total:,} words"
    return [
        _row("index build", rate, "s/M words", 1.5, f"{how}; median of {len(portions)} portions"),
        _row("index size", size, "MB/M words", 5, f"{how}; bytes of all index files"),
    ]


def _checks(library: Library, root: Path) -> list[Row]:
    drafts = _drafts(library)
    with Store.open(root, mode="read") as beside:
        first = _seconds(lambda: check_text(drafts[0], Library(beside, beside.paths))) * 1000
    copies = _copies(library)
    usual, copied = _warm(library, drafts), _warm(library, copies)
    token, late = _live(library, drafts[0] + copies[0])
    size = f"{DRAFT_WORDS}-word drafts against {library.totals().words:,} words"
    return [
        _row("check, nothing copied", statistics.median(usual), "ms", 150, f"median of {ROUNDS} {size}"),
        _row("check, nothing copied, p95", _p95(usual), "ms", 150, f"of {ROUNDS} {size}"),
        _row("check, all copied", statistics.median(copied), "ms", 300, f"median of {ROUNDS} {size}"),
        _row("check, first after opening", first, "ms", 1000, "verifies the whole index; disk cache warm"),
        _row("live, a token of 4 characters", token, "ms", 1, "mean; half unrelated words, half copied text"),
        Row("live, a token, p99", late, "ms", "-", True, "the same stream; loading the source included"),
        Row("memory after the checks", _megabytes(), "MB", "-", True, "this process, import included"),
    ]


def _warm(library: Library, drafts: Sequence[str]) -> list[float]:
    """Milliseconds of checking each draft, on the second round."""
    return [_seconds(lambda draft=draft: check_text(draft, library)) * 1000 for draft in [*drafts, *drafts]][
        len(drafts) :
    ]


def _imported(library: Library, seconds: float) -> Row:
    rate = seconds / library.totals().words * MILLION
    how = "files read, kept, fingerprinted; one run"
    return Row("import into the library", rate, "s/M words", "-", True, how)


def _live(library: Library, text: str) -> tuple[float, float]:
    """(mean, 99th percentile) milliseconds of feeding `text` by tokens."""
    live = LiveCheck(library)
    live.feed("")
    costs = [_seconds(lambda end=end: live.feed(text[:end])) for end in range(TOKEN, len(text), TOKEN)]
    return statistics.fmean(costs) * 1000, sorted(costs)[len(costs) * 99 // 100] * 1000


def _drafts(library: Library) -> list[str]:
    """Drafts with the library's own words in another order: nothing is copied, all words are usual."""
    rng = random.Random(7)
    drafts = []
    for info in rng.choices(library.items(), k=ROUNDS):
        text = library.text(info.id)
        spans = rng.choices(words(text[: 40 * DRAFT_WORDS]), k=DRAFT_WORDS)
        drafts.append(" ".join(text[start:end] for start, end in spans))
    return drafts


def _copies(library: Library) -> list[str]:
    """Drafts that are a page or two of some text, word for word."""
    rng = random.Random(8)
    drafts = []
    for info in rng.choices(library.items(), k=ROUNDS):
        text = library.text(info.id)
        spans = words(text[: 60 * DRAFT_WORDS])
        begin = rng.randrange(max(1, len(spans) - DRAFT_WORDS))
        page = spans[begin : begin + DRAFT_WORDS]
        drafts.append(text[page[0][0] : page[-1][1]])
    return drafts


def _write_prose(folder: Path, texts: int, length: int) -> None:
    """Made-up prose with the word frequencies and lengths of English (Zipf), seeded."""
    folder.mkdir()
    rng = random.Random(1)
    lengths = (max(1, round(rng.gauss(6, 2))) for _ in range(20_000))
    lexicon = ["".join(rng.choices("etaoinshrdlcumwfgypbvk", k=letters)) for letters in lengths]
    lexicon[:200] = [word[: 1 + number // 60] for number, word in enumerate(lexicon[:200])]
    weights = [1 / (rank + 3) for rank in range(len(lexicon))]
    for number in range(texts):
        (folder / f"{number:03}.txt").write_text(_prose(rng.choices(lexicon, weights, k=length)), "utf-8")


def _prose(chosen: Sequence[str]) -> str:
    starts = range(0, len(chosen), 14)
    return "".join(" ".join(chosen[start : start + 14]).capitalize() + ". " for start in starts)


def _row(name: str, value: float, unit: str, most: float, how: str) -> Row:
    return Row(name, value, unit, f"<= {most}", value <= most, how)


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 1024 / 1024


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
