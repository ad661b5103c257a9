"""Does anything blocked get written? A model is asked to repeat library texts that stand in its prompt.

`python tests/soak.py guard`: seventy-five rounds of some fourteen hundred tokens. What it wrote is looked
through by other code than the guard's: words of `text.segment`, compared as lists of words. Between them
shorter ones are timed with and without the guard, in the order off-on, on-off. Only pairs count in which no
candidate ended of itself: those that go on alone are slower, and the guard changes which do.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, GenerationResult, Message
from muse_desktop.engine.sampling import PRESETS, Sampling
from muse_desktop.engine.values import Guarded
from muse_desktop.library.guarded import GuardedRuns
from muse_desktop.library.library import Library
from muse_desktop.library.shelf import Shelf
from muse_desktop.models.starter import find_starter
from muse_desktop.overlap.guard import MANY_WORKS
from muse_desktop.overlap.units import Measure
from muse_desktop.store.store import Store
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import is_cjk, words

MEASURE = Measure(8, 16)
WAIT = 600.0
TIMED_TOKENS, PAIRS = 50, 4  # of each candidate; in a round
SETTINGS = (Sampling(temperature=0), PRESETS["faithful"], PRESETS["balanced"], Sampling(temperature=0.4))


def runs_of(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Every run of 8 words or 16 字 that ends behind code point `start`: where it ends, and its letters."""
    found = [(end, normalise(text[begin:end]).letters, is_cjk(text[begin])) for begin, end in words(text)]
    for place in range(len(found)):
        for size, cjk in ((MEASURE.words, False), (MEASURE.cjk, True)):
            run = found[max(0, place + 1 - size) : place + 1]
            if len(run) == size and run[-1][0] > start and all(one[2] == cjk for one in run):
                yield run[-1][0], " ".join(one[1] for one in run)


@dataclass
class Tally:
    """What came of it."""

    tokens: int = 0
    copied: list[str] = field(default_factory=list)
    free_copied: int = 0
    blocked: int = 0
    stopped: int = 0
    speeds: list[tuple[float, float]] = field(default_factory=list)  # without the guard, with it

    def told(self) -> str:
        """In words."""
        runs = f"{len(self.copied)} runs of blocked length in {self.tokens} tokens"
        said = f"{runs} ({self.free_copied} without the guard), kept out {self.blocked} times, "
        said += f"{self.stopped} candidates ended because nothing else was left"
        if self.speeds:
            kept = sorted(on / off for off, on in self.speeds)
            off, on = (statistics.median(some) for some in zip(*self.speeds, strict=True))
            low, high = kept[len(kept) // 4], kept[3 * len(kept) // 4]
            said += f"; tokens/s kept {statistics.median(kept):.3f} (median of {len(kept)} pairs, "
            said += f"half of them {low:.3f} to {high:.3f}; {off:.0f} without, {on:.0f} with)"
        return said


def blocked(rounds: int, folder: Path, tokens: int = 500, candidates: int = 4) -> str:
    """So many rounds. Fails where anything blocked was written."""
    model = find_starter()
    assert model is not None
    with Store.open(folder / "workspace") as store, Engine() as engine:
        library = Library(store, store.paths)
        shelf = Shelf()
        shelf.put(library, [one.id for one in shelf.items])
        texts = [library.text(one.id) for one in library.items()]
        works: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            for _, run in runs_of(text):
                works.setdefault(run, set()).add(number)
        forbidden = {run for run, found in works.items() if len(found) < MANY_WORKS}
        started = time.perf_counter()
        made = GuardedRuns(library, store, store.paths.index / "guard").make(MEASURE)
        took = time.perf_counter() - started
        engine.load(model, context=2048).result(WAIT)
        tally = Tally()
        for number in range(rounds):
            request, before = _request(texts, number, tokens, candidates)
            guard = Guarded(
                words=MEASURE.words, cjk=MEASURE.cjk, file=str(made.file), sha256=made.sha256,
                texts=made.texts, runs=made.runs, before=before,
            )  # fmt: skip
            _written(engine, request, guard, forbidden, tally)
            if number % 2 == 0:  # those that are continued, which few candidates end of themselves
                short = msgspec.structs.replace(request, max_tokens=TIMED_TOKENS)
                for pair in range(PAIRS):
                    _timed(engine, short, guard, forbidden, tally, guarded_first=pair % 2 == 0)
    assert not tally.copied, tally.copied[:5]
    return f"{tally.told()}; {made.texts} texts, {made.runs} runs made in {took:.2f} s"


def _request(texts: list[str], number: int, tokens: int, candidates: int) -> tuple[GenerateRequest, str]:
    """A passage of some text, to be repeated: continued from its own beginning, or asked for in a chat."""
    text = texts[number * 7 % len(texts)]
    start = (number * 1009) % max(1, len(text) - 500)
    passage = text[start : start + 500]
    opening = passage[: 30 + number % 40]
    more = {"seeds": tuple(range(number, number + candidates)), "max_tokens": tokens}
    sampling = SETTINGS[number % len(SETTINGS)]
    if number % 2 == 0:
        prompt = f"{passage}\n\n{passage}\n\n{opening}"
        return GenerateRequest(prompt=prompt, sampling=sampling, **more), opening  # type: ignore[arg-type]
    asked = f"Repeat this text word for word, and nothing else:\n\n{passage}"
    messages = (Message("user", asked),)
    return GenerateRequest(prompt=messages, prefill=opening, sampling=sampling, **more), opening  # type: ignore[arg-type]


def _timed(
    engine: Engine,
    request: GenerateRequest,
    guard: Guarded,
    forbidden: set[str],
    tally: Tally,
    *,
    guarded_first: bool,
) -> None:
    speed: dict[bool, float] = {}
    whole = True
    for on in (guarded_first, not guarded_first):
        result = _written(engine, request, guard, forbidden, tally, on=on)
        speed[on] = result.timings.tokens_per_s
        whole &= all(candidate.stop_reason == "length" for candidate in result.candidates)
    if whole:
        tally.speeds.append((speed[False], speed[True]))


def _written(
    engine: Engine,
    request: GenerateRequest,
    guard: Guarded,
    forbidden: set[str],
    tally: Tally,
    *,
    on: bool = True,
) -> GenerationResult:
    asked = msgspec.structs.replace(request, guard=guard) if on else request
    result: GenerationResult = engine.generate(asked, lambda _: None).future.result(WAIT)
    for candidate in result.candidates:
        whole = guard.before + candidate.text
        found = [run for _, run in runs_of(whole, len(guard.before)) if run in forbidden]
        if not on:
            tally.free_copied += len(found)
            continue
        tally.copied += found
        tally.tokens += len(candidate.tokens)
        tally.blocked += candidate.blocked
        tally.stopped += candidate.stop_reason == "blocked"
    return result
