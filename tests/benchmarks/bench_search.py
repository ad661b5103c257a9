"""Full-text search in a project of a million words, a fifth of it Chinese: building, following saves, asking.

With `--data DIR`, the .txt and .md files under DIR; without, seeded made-up prose in 505 documents.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from muse_desktop.library.files import find, read
from muse_desktop.manuscript.find import Finder
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.replacing import preview
from muse_desktop.manuscript.search import Search
from muse_desktop.store.store import Store
from muse_desktop.text import search_words
from muse_desktop.text.segment import count_words, words
from tests.benchmarks.row import Row

ROUNDS = 7
MILLION = 1_000_000


def rows(data: Path | None) -> list[Row]:
    """Measure on the texts under `data`, or on made-up prose."""
    if data is None:
        texts = _made_up()
    else:
        texts = [read(path).text for path in find([data]) if isinstance(path, Path)]
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "workspace") as store:
        manuscript = Manuscript(store)
        for number, text in enumerate(texts):
            manuscript.create(f"{number}", text)
        total = sum(map(count_words, texts))
        how = f"{len(texts)} documents, {total:,} words"
        with Search(store) as search:
            began = time.perf_counter()
            assert search.settle(600)
            built = (time.perf_counter() - began) / total * MILLION
            size = store.paths.search_database.stat().st_size / total
            made = [
                _row("search index, built in the background", built, "s/M words", 30, how),
                _row("search index, size", size, "MB/M words", 40, how),
                *_asked(search, texts, how),
                _followed(search, manuscript, texts),
            ]
        made.append(_replaced(manuscript, how))
        manuscript.close()
        return made


def _asked(search: Search, texts: list[str], how: str) -> list[Row]:
    """Each kind of question, many different ones."""
    chance = random.Random(2)
    latin = max(texts, key=lambda text: len(text.encode()) < 1.5 * len(text))
    chinese = max(texts, key=lambda text: len(text.encode()) - len(text))
    spans = words(latin)
    picked = [latin[start:end] for start, end in chance.sample(spans, min(40, len(spans)))]
    pairs = [latin[spans[at][0] : spans[at + 1][1]] for at in range(0, min(400, len(spans) - 1), 20)]
    lines = [line for line in chinese.split("\n") if len(line) > 3]
    chosen = chance.sample(lines, min(20, len(lines)))
    begun = [word[:length] for word in picked[:10] for length in range(1, len(word) + 1)]
    kinds = {
        "one letter": [word[0] for word in picked],
        "a word as it is typed": begun,
        "two words": [f"{first} {second}" for first, second in zip(picked[::2], picked[1::2], strict=True)],
        "four words": [" ".join(picked[at : at + 4]) for at in range(0, len(picked) - 3, 4)],
        "a phrase in quotes": [f'"{pair}"' for pair in pairs],
        "one 字": [line[0] for line in chosen],
        "two 字": [line[:2] for line in chosen],
        "nothing to be found": ["qqzzqq", "龘龘"],
    }
    made = []
    for kind, queries in kinds.items():
        times = sorted(_milliseconds(search, query) for query in queries)
        usual = statistics.median(times)
        note = f"{how}; p95 of {len(times)} different questions, best of 3 each; median {usual:.1f}"
        made.append(_row(f"search, {kind}", times[int(len(times) * 0.95)], "ms", 50, note))
    return made


def _followed(search: Search, manuscript: Manuscript, texts: list[str]) -> Row:
    """From the end of a save in the longest document until the index has it."""
    session = manuscript.open(1 + max(range(len(texts)), key=lambda at: len(texts[at])))
    times = []
    for number in range(ROUNDS):
        place = session.text.index("\n", len(session.text) // (number + 2))
        session.apply(place, 0, f" heron{number}", session.typed_origin(place))
        session.save().result()
        began = time.perf_counter()
        assert search.settle(60)
        times.append((time.perf_counter() - began) * 1000)
    note = f"a document of {session.words:,} words; median of {ROUNDS}"
    return _row("search index, following a save", statistics.median(times), "ms", 200, note)


def _replaced(manuscript: Manuscript, how: str) -> Row:
    began = time.perf_counter()
    count = sum(len(one.changes) for one in preview(manuscript, Finder("the", whole_words=True), "a"))
    seconds = time.perf_counter() - began
    return _row("preview of replacing a word everywhere", seconds, "s", 3, f"{how}; {count:,} places")


def _milliseconds(search: Search, query: str) -> float:
    """The best of three, each as if it were the first: what else the machine does is not measured."""
    times = []
    for _ in range(3):
        search_words._same_length.cache_clear()
        began = time.perf_counter()
        search.search(query)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def _row(name: str, value: float, unit: str, most: float, how: str) -> Row:
    return Row(name, value, unit, f"<= {most:g}", value <= most, how)


def _made_up() -> list[str]:
    """400 scenes and one long document in an alphabet, 104 scenes in Chinese; words as rare as in prose."""
    chance = random.Random(1)
    heads, tails = [*"bcdfghlmnprstvw", "st", "tr", "th"], [*"aeiou", "ea", "ou"]
    vocabulary = ["the", "and", "of"]
    for _ in range(30_000):
        parts = (chance.choice(heads) + chance.choice(tails) for _ in range(chance.randrange(1, 4)))
        vocabulary.append("".join(parts) + chance.choice(["", "n", "s", "r"]))
    usual = [1 / (rank + 1) for rank in range(len(vocabulary))]
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    common = [1 / (rank + 10) for rank in range(len(characters))]

    def prose(count: int) -> str:
        chosen = chance.choices(vocabulary, usual, k=count)
        return "".join(f"{word}{_stop(at, '.’s ', ' ')}" for at, word in enumerate(chosen))

    def chinese(count: int) -> str:
        chosen = chance.choices(characters, common, k=count)
        return "".join(f"{one}{_stop(at, '。，', '')}" for at, one in enumerate(chosen))

    return [*(prose(1_700) for _ in range(400)), prose(112_000), *(chinese(2_000) for _ in range(104))]


def _stop(at: int, marks: str, usual: str) -> str:
    if at % 70 == 69:
        return f"{marks[0]}\n"
    return f"{marks[1:]}" if at % 12 == 11 else usual
