"""What comparing while a text grows costs, how soon its marks come, and what it takes from the model.

`python -m tests.benchmarks.originality.live DIR [TEXTS]` measures on the first TEXTS texts under DIR.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import CandidateDone, Event, GenerateRequest, Piece
from muse_desktop.library.corpus import Corpus
from muse_desktop.library.files import find
from muse_desktop.library.library import Library
from muse_desktop.originality.live import LiveCheck
from muse_desktop.originality.sentences import SentenceCheck
from muse_desktop.store.store import Store
from muse_desktop.studio.originality.live import LEAST_GAP_S, LONGEST_GAP_S, REST, LiveHits
from muse_desktop.studio.values import RunEvent, RunHits
from muse_desktop.text.segment import sentences, words
from tests.benchmarks.engine.common import SAMPLING, starter
from tests.benchmarks.row import Row

TOKEN = 4  # characters
SENTENCES = 60
PAIRS = 40
TOKENS = 80
MIXED = "a third each unrelated, copied, edited"
UNRELATED = "nothing copied"
TOKENS_PER_S = 40  # of the stream whose marks are timed; a laptop's


def rows(library: Library, *, model: bool = True) -> list[Row]:
    """All measurements against `library`; `model`: also what the starter model loses."""
    rng = random.Random(5)
    stream = _stream(library, rng)
    prose = " ".join(_shuffled(library, rng) for _ in range(SENTENCES))
    made = [*_costs(library, stream, MIXED), *_costs(library, prose, UNRELATED), *_soon(library, rng)]
    return made + (_kept(library) if model else [])


def _stream(library: Library, rng: random.Random) -> str:
    """A third unrelated words, a third copied sentences, a third edited ones."""
    parts = []
    for number in range(SENTENCES):
        whole = _sentence(library, rng)
        parts.append([_shuffled(library, rng), whole, edited(whole, rng)][number % 3])
    return " ".join(parts)


def _sentence(library: Library, rng: random.Random) -> str:
    while True:
        text = library.text(rng.choice(library.items()).id)
        start = rng.randrange(max(1, len(text) - 3000))
        some = [one for one in sentences(text[start : start + 3000])[1:-1] if 80 < one[1] - one[0] < 260]
        if some:
            first, last = some[0]
            return " ".join(text[start + first : start + last].split())


def _shuffled(library: Library, rng: random.Random) -> str:
    text = library.text(rng.choice(library.items()).id)[:100_000]
    chosen = rng.choices(words(text), k=22)
    return " ".join(text[start:end] for start, end in chosen).capitalize() + "."


def edited(sentence: str, rng: random.Random) -> str:
    """Every fifth word left out, replaced by another of the sentence, or put in another place."""
    kept = sentence.split()
    for _ in range(max(1, len(kept) // 5)):
        place, other = rng.randrange(len(kept) - 1), rng.randrange(len(kept) - 1)
        how = rng.random()
        if how < 0.34:
            del kept[place]
        elif how < 0.67:
            kept[place] = kept[other]
        else:
            kept[place], kept[other] = kept[other], kept[place]
    return " ".join(kept)


def _costs(corpus: Corpus, text: str, what: str) -> list[Row]:
    """CPU milliseconds of this thread, after a first round that loads what is needed."""
    for _ in range(2):
        live, by_sentence = LiveCheck(corpus), SentenceCheck(corpus)
        feeds, looks, rest, due = [], [], 0.0, False
        for number, end in enumerate(range(TOKEN, len(text) + TOKEN, TOKEN)):
            feeds.append(_cpu(live.feed, text[:end]) * 1000)
            due = by_sentence.due(text[:end]) or due
            if due and number / TOKENS_PER_S >= rest:  # as often as `LiveHits` looks
                looks.append(_cpu(by_sentence.look, text[:end]) * 1000)
                gap = min(LONGEST_GAP_S, max(LEAST_GAP_S, REST * looks[-1] / 1000))
                rest, due = number / TOKENS_PER_S + gap, False
    whole = _cpu(by_sentence.finish, text) * 1000
    token = (sum(feeds) + sum(looks) + whole) / len(feeds)
    how = f"{len(words(text))} words: {what}; CPU time"
    if what == UNRELATED:
        return [_row("live, all, a token, nothing shared", token, "ms", 1, f"mean; {how}")]
    return [
        _row("live, letters, a token", statistics.fmean(feeds), "ms", 1, f"mean; {how}"),
        Row("live, letters, p99", sorted(feeds)[len(feeds) * 99 // 100], "ms", "-", True, how),
        Row("live, a look at a sentence", statistics.median(looks), "ms", "-", True, f"median; {how}"),
        Row("live, a look, p95", sorted(looks)[len(looks) * 95 // 100], "ms", "-", True, how),
        Row("live, the whole candidate", whole, "ms", "-", True, f"once, at its end; {how}"),
        _row("live, all, a token", token, "ms", 1, f"mean, looks and end included; {how}"),
    ]


def _soon(library: Library, rng: random.Random) -> list[Row]:
    """Wall time from the last letter of a copied or edited sentence to the first mark on it."""
    came: list[tuple[float, RunHits]] = []
    live = LiveHits(library, 1, lambda event: _note(came, event))
    text, ends = "", []
    for number in range(SENTENCES // 2):
        whole = _sentence(library, rng)
        part = [_shuffled(library, rng), whole, edited(whole, rng)][number % 3] + " "
        start = len(text)
        for at in range(0, len(part), TOKEN):
            text += part[at : at + TOKEN]
            live.feed(0, text)
            if number % 3 and at + TOKEN >= len(part):
                ends.append((start, len(text), time.monotonic(), number % 3))
            time.sleep(1 / TOKENS_PER_S)
    time.sleep(1.5)
    live.close()
    late: dict[int, list[float]] = {1: [], 2: []}
    missed = {1: 0, 2: 0}
    for start, end, at, kind in ends:
        times = [when for when, event in came if _touches(event, start, end)]
        if times:
            late[kind].append(max(0.0, times[0] - at))
        else:
            missed[kind] += 1
    how = f"{TOKENS_PER_S} tokens a second; not marked: {missed[1]} copied, {missed[2]} edited"
    copied, others = late[1] or [0.0], late[2] or [0.0]
    return [
        _row("mark on a copied sentence, latest", max(copied), "s", 1, f"of {len(late[1])}; {how}"),
        _row("mark on an edited sentence, latest", max(others), "s", 1, f"of {len(late[2])}; {how}"),
        Row("mark on an edited sentence, median", statistics.median(others), "s", "-", True, how),
    ]


def _note(came: list[tuple[float, RunHits]], event: RunEvent) -> None:
    if isinstance(event, RunHits):
        came.append((time.monotonic(), event))


def _touches(event: RunHits, start: int, end: int) -> bool:
    return any(hit.draft.start < end - 8 and hit.draft.end > start + 8 for hit in event.hits)


def _kept(library: Library) -> list[Row]:
    """Tokens a second with and without, in turns; the median of the pairs and a bootstrap interval."""
    prompt = "\n".join(_sentence(library, random.Random(number)) for number in range(6))
    ratios, spent, engine = [], [0.0], Engine()
    try:
        engine.load(starter(), context=2048).result(300)
        _speed(engine, prompt, 1, None, spent)
        for pair in range(PAIRS):
            both = {}
            for compared in (pair % 2 == 0, pair % 2 == 1):
                both[compared] = _speed(engine, prompt, pair, library if compared else None, spent)
            ratios.append(both[True] / both[False])
    finally:
        engine.close()
    rng = random.Random(3)
    medians = sorted(statistics.median(rng.choices(ratios, k=len(ratios))) for _ in range(1000))
    how = (
        f"{PAIRS} pairs of 2 × {TOKENS} tokens of the starter model; median, "
        f"95 % {medians[25]:.3f} to {medians[975]:.3f}"
    )
    share = statistics.median(ratios)
    token = spent[0] / (2 * PAIRS * TOKENS) * 1000
    return [
        Row("tokens/s kept while compared", share, "", ">= 0.99", share >= 0.99, how),
        _row("live beside the model, a token", token, "ms", 1, "CPU time, letters, looks and the end"),
    ]


def _speed(engine: Engine, prompt: str, seed: int, library: Library | None, spent: list[float]) -> float:
    live = LiveHits(library, 2, lambda _: None) if library is not None else None
    texts = ["", ""]

    def hear(event: Event) -> None:
        if isinstance(event, Piece):
            texts[event.candidate] += event.text
            if live is not None:
                began = time.thread_time()
                live.feed(event.candidate, texts[event.candidate])
                spent[0] += time.thread_time() - began
        elif isinstance(event, CandidateDone) and live is not None:
            live.complete(event.candidate)

    request = GenerateRequest(
        prompt=prompt, seeds=(seed, seed + 100), sampling=SAMPLING, max_tokens=TOKENS, stop=()
    )
    made = engine.generate(request, hear).future.result(300)
    if live is not None:
        live.settle()
        spent[0] += sum(live.looks)
    return made.timings.tokens_per_s


def _row(name: str, value: float, unit: str, most: float, how: str) -> Row:
    return Row(name, value, unit, f"<= {most}", value <= most, how)


def _cpu(work: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    files = [path for path in find([Path(sys.argv[1])]) if isinstance(path, Path)][:most]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        library = Library(store, store.paths)
        library.add(files)
        print(f"{len(library.items())} texts, {library.totals().words:,} words")
        for row in rows(library, model="--no-model" not in sys.argv):
            print(f"{row.name:38} {row.value:9.4g} {row.unit:3} goal {row.goal:8} {row.how}")


if __name__ == "__main__":
    main()
