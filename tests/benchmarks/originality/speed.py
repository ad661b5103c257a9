"""How long the originality check takes: building, checking, deleting, while it streams; how it grows.

With `--data DIR`, the books there (or .txt and .md files); without, seeded made-up prose of a million words.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

from muse_desktop.library.files import find
from muse_desktop.library.library import Library
from muse_desktop.originality.check import check_text
from muse_desktop.originality.settings import GuardSettings
from muse_desktop.overlap import ngrams
from muse_desktop.overlap.index import Index
from muse_desktop.overlap.units import Measure
from muse_desktop.store.store import Store
from muse_desktop.text.decode import decode
from muse_desktop.text.segment import count_words, words
from tests.benchmarks.originality import live, sources
from tests.benchmarks.row import Row

ROUNDS, DELETED, PORTIONS = 20, 5, 5
DRAFT_WORDS = 1000
MILLION = 1_000_000
_ROOT = Path(__file__).resolve().parents[3]


def rows(data: Path | None) -> list[Row]:
    """Measure on the texts under `data`, or on made-up prose."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if data is None:
            data = folder / "prose"
            _write_prose(data, texts=20, length=50_000)
        data = sources.books_folder(data, folder / "unpacked") or data
        files = [path for path in find([data]) if isinstance(path, Path)]
        some = random.Random(4).sample(files, len(files))
        made = [*_build(folder, some), *_grown(folder, some)]
    load = psutil.getloadavg()[0]
    return [*made, Row("load of the machine", load, "", "-", True, "mean of the last minute, at the end")]


def _build(folder: Path, files: Sequence[Path]) -> list[Row]:
    """Normalise, fingerprint, sort and write, reading files not counted; the guard's set apart."""
    texts = [_text(path) for path in files]
    portions = [some for number in range(PORTIONS) if (some := texts[number::PORTIONS])]
    indexed = [_measured(some, folder / f"index{number}", _indexed) for number, some in enumerate(portions)]
    guarded = [_measured(some, folder / f"guard{number}", _guarded) for number, some in enumerate(portions)]
    how = f"{len(texts)} texts; median of {len(portions)} portions"
    found = []
    for name, measured, goals in (("index", indexed, (1.5, 6.0)), ("guard's set", guarded, (2.0, 9.0))):
        rate = statistics.median(seconds for seconds, _, _ in measured)
        size = statistics.median(size for _, _, size in measured)
        busy = f"{how}; {statistics.median(used for _, used, _ in measured):.2f} s of the processor"
        found += [
            _row(f"{name}, built", rate, "s/M words", goals[0], busy),
            _row(f"{name}, size", size, "MB/M words", goals[1], f"{how}; all its files"),
        ]
    return found


def _measured(
    texts: Sequence[str], place: Path, make: Callable[[Sequence[str], Path], None]
) -> tuple[float, float, float]:
    """(seconds, seconds of the processor, megabytes) of making something of texts at `place`, each for a
    million words. The processor's are what is left when others use the machine too."""
    millions = sum(map(count_words, texts)) / MILLION
    used = time.process_time()
    seconds = _seconds(lambda: make(texts, place))
    used = time.process_time() - used
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    return seconds / millions, used / millions, size / MILLION / millions


def _indexed(texts: Sequence[str], place: Path) -> None:
    Index.open(place).add_many(enumerate(texts))


def _guarded(texts: Sequence[str], place: Path) -> None:
    usual = GuardSettings()
    measure = Measure(usual.words, usual.cjk)
    place.mkdir()
    part = ngrams.build((number, ngrams.runs(text, measure)) for number, text in enumerate(texts))
    ngrams.write(part, place / "part")


def _grown(folder: Path, files: Sequence[Path]) -> list[Row]:
    """Checks against a small part of the texts, then against all; the rest with all."""
    first = _first_million(files)
    with _library(folder / "small", first) as (small, _):
        little = _warm(small, _drafts(small))
        begin = small.totals().words
    with _library(folder / "workspace", files) as (library, seconds):
        total = library.totals().words
        usual = _warm(library, _drafts(library))
        copied = _warm(library, _copies(library))
        cold, memory = _apart(folder / "workspace", [*_drafts(library)[:5], *_copies(library)[:5]])
        streamed = live.rows(library)
        gone = [one.id for one in library.items()[:DELETED]]
        shutil.copytree(folder / "workspace" / "index", folder / "copied index")
        index = Index.open(folder / "copied index")
        forgotten = [_seconds(partial(index.remove, one)) * 1000 for one in gone]
        deleted = [_deleted(library, one) for one in gone]
    warm = f"warm, the median of three; {ROUNDS} drafts of {DRAFT_WORDS} words against {total:,} words"
    growth = _median(usual) / _median(little)
    grew = f"median, {begin:,} to {total:,} words; from {_middle(little)}"
    how = f"files read, cleaned, kept, fingerprinted; {total:,} words, one run"
    return [
        Row("import into the library", seconds / total * MILLION, "s/M words", "-", True, how),
        _row("check, nothing copied, p95", _p95(usual), "ms", 150, f"{warm}; {_middle(usual)}"),
        _row("check, all copied, p95", _p95(copied), "ms", 150, f"{warm}; {_middle(copied)}"),
        _row("check, first of a process", cold, "ms", 1000, "library opened in it; disk cache warm"),
        _row("check, memory", memory, "MB", 400, "resident, a process that only checks, at most"),
        _row("check, growth", growth, "times", 2, grew),
        _row("delete from the index", statistics.median(forgotten), "ms", 50, f"median of {DELETED}"),
        _row("take out of the library", statistics.median(deleted), "ms", 50, "with passages and words"),
        *streamed,
    ]


def _deleted(library: Library, item: int) -> float:
    """Milliseconds of taking a text out."""
    return _seconds(lambda: library.remove(item)) * 1000


def _first_million(files: Sequence[Path]) -> list[Path]:
    chosen, total = [], 0
    for path in files:
        if total >= MILLION:
            break
        chosen.append(path)
        total += count_words(_text(path))
    return chosen


@contextmanager
def _library(root: Path, files: Sequence[Path]) -> Iterator[tuple[Library, float]]:
    with Store.open(root) as store:
        library = Library(store, store.paths)
        yield library, _seconds(lambda: library.add(files))


def _apart(root: Path, drafts: Sequence[str]) -> tuple[float, float]:
    """(milliseconds of the first check, most megabytes resident) of a process that does nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.originality.speed", str(root)]
    made = subprocess.run(
        command, input=json.dumps(drafts).encode(), stdout=subprocess.PIPE, check=True, cwd=_ROOT
    )
    seconds, resident = json.loads(made.stdout.splitlines()[-1])
    return seconds * 1000, resident


def _warm(library: Library, drafts: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of checking each draft, and those of the processor, warm: the median of three times, since
    the drafts differ, and what else the machine does is no draft's."""
    for draft in drafts:
        check_text(draft, library)
    made = []
    for draft in drafts:
        times = []
        for _ in range(3):
            used = time.process_time()
            seconds = check_text(draft, library).seconds
            times.append((seconds * 1000, (time.process_time() - used) * 1000))
        made.append(sorted(times)[1])
    return made


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


def _text(path: Path) -> str:
    return decode(path.read_bytes()).text


def _row(name: str, value: float, unit: str, most: float, how: str) -> Row:
    return Row(name, value, unit, f"<= {most:g}", value <= most, how)


def _median(values: Sequence[tuple[float, float]]) -> float:
    return statistics.median(value for value, _ in values)


def _middle(values: Sequence[tuple[float, float]]) -> str:
    used = statistics.median(value for _, value in values)
    return f"median {_median(values):.0f} ms, of the processor {used:.0f}"


def _p95(values: Sequence[tuple[float, float]]) -> float:
    return sorted(value for value, _ in values)[round(0.95 * (len(values) - 1))]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Check drafts that come as JSON against the workspace named; print seconds and megabytes."""
    drafts = json.loads(sys.stdin.read())
    process, most = psutil.Process(), 0.0
    with Store.open(Path(sys.argv[1]), mode="read") as store:
        began = time.perf_counter()
        library = Library(store, store.paths)
        check_text(drafts[0], library)
        first = time.perf_counter() - began
        for draft in drafts:
            check_text(draft, library)
            most = max(most, process.memory_info().rss / 1024 / 1024)
    print(json.dumps([first, most]))


if __name__ == "__main__":
    main()
