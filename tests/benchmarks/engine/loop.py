"""What the token loop gains: candidates in one batch, guessing ahead, bans."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, GenerationResult, Message
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import ScoreRequest
from tests.benchmarks.engine.common import PROMPT, SAMPLING, WAIT, draft, run
from tests.benchmarks.row import Row

TURNS = 5
GREEDY = Sampling(temperature=0)
DRAFT_TOKENS = 15
SOURCE = (
    "The rain come down on the harbor all night, and nobody on the boats said a word for a hour. Then old "
    "Tomas, who had been mending a net by the light of the lamp, put down his needle and walk to the door. "
    "He could see the lights of the town acros the water, small and yellow, and the long dark shape of the "
    "breakwater with the sea going white against it. It was the worse storm in eleven years, he said to no "
    "one in particular, and it would get worse before the morning. The boy looked up from his book. He had "
    "never been out in whether like this, and he did not wanted to be, but his father's boat was somewhere "
    "beyond the point, and every time the wind dropped he thought he heard the engine."
)
COPY_EDIT = (
    Message("system", "You are a careful editor. You answer with the corrected text alone."),
    Message("user", f"Correct the spelling and grammar of this text and change nothing else:\n\n{SOURCE}"),
)
BEGINNING = "The rain came"
PROSE = (
    "In the spring of that year my grandmother sold the mill and bought a motorcycle.",
    "Nobody had told the astronomer that the island was for sale, and so she was surprised when",
    "The recipe called for eleven lemons. Marta had three, and a cousin in Valencia who owed her money.",
)
FACTS = (
    "The capital of France is",
    "The sun is a star at the center of",
    "Water is made of hydrogen and",
    "In the winter the birds fly to the",
)
BANNED = ("the", "said", "a little", "suddenly", "eyes", "whisper*", "couldn't help but", "a testament to")


def rows(model: Path) -> list[Row]:
    """All of it, with as many threads as the app would use on a quiet machine."""
    with Engine() as engine:
        engine.load(model, context=2048).result(WAIT)
        made = [candidates(engine), *guessing(engine), bans(engine)]
    with Engine() as engine:
        engine.load(model, context=2048, draft=model).result(WAIT)
        return [*made, *drafting(engine)]


def candidates(engine: Engine) -> Row:
    """Four candidates at once ÷ one after another, the prompt's cache in use: seconds for the same tokens."""
    together: list[float] = []
    alone: list[float] = []
    tokens = 0
    for turn in range(TURNS):
        prompt = f"{turn}. {draft(12)}The next morning"
        tokens = engine.count([prompt]).result(WAIT)[0]
        seeds = tuple(range(4 * turn, 4 * turn + 4))
        for order in (0, 1) if turn % 2 else (1, 0):
            text = f"{order}{prompt}"  # nothing of the other way's prompt is in the cache
            begun = time.perf_counter()
            if order:
                made = list(run(engine, request(text, seeds)).candidates)
                together.append((time.perf_counter() - begun) / sum(len(one.tokens) for one in made))
            else:
                made = [run(engine, request(text, (seed,))).candidates[0] for seed in seeds]
                alone.append((time.perf_counter() - begun) / sum(len(one.tokens) for one in made))
    ratio = statistics.median(together) / statistics.median(alone)
    how = (
        f"prompt of {tokens} tokens, up to 150 each, s/token, medians of {TURNS}: "
        f"{statistics.median(together) * 1000:.2f} against {statistics.median(alone) * 1000:.2f} ms"
    )
    return Row("4 candidates against one after another", ratio, "ratio", "<= 0.80", ratio <= 0.80, how)


def request(prompt: str, seeds: tuple[int, ...]) -> GenerateRequest:
    """150 tokens of prose for each seed."""
    return GenerateRequest(prompt=prompt, seeds=seeds, sampling=SAMPLING, max_tokens=150)


def guessing(engine: Engine) -> list[Row]:
    """Tokens/s with prompt lookup ÷ without, on a copy-edit and on free prose; and where the texts part."""
    edit = GenerateRequest(
        prompt=COPY_EDIT, prefill=BEGINNING, seeds=(1,), sampling=GREEDY, max_tokens=170, draft=DRAFT_TOKENS
    )
    prose = [
        GenerateRequest(
            prompt=text, seeds=(seed,), sampling=SAMPLING, max_tokens=150, draft=DRAFT_TOKENS
        )
        for seed, text in enumerate(PROSE)
    ]
    edited = ratio_of(engine, [edit])
    free = ratio_of(engine, prose)
    return [
        guess_row("rewriting, guessing ahead against without", edited, 1.3),
        guess_row("free prose, guessing ahead against without", free, 0.95),
        near_ties(engine, [edit, *(with_greedy(one) for one in prose)]),
    ]


def with_greedy(asked: GenerateRequest) -> GenerateRequest:
    """The same, always taking the likeliest token."""
    return changed(asked, sampling=GREEDY)


def changed(asked: GenerateRequest, **values: object) -> GenerateRequest:
    """A copy with other values."""
    kept = {name: getattr(asked, name) for name in asked.__struct_fields__}
    return GenerateRequest(**{**kept, **values})  # type: ignore[arg-type]


def ratio_of(engine: Engine, asked: list[GenerateRequest]) -> tuple[float, str]:
    """Speed with guessing ÷ without, and how it came about."""
    with_it: list[float] = []
    without: list[float] = []
    drafted = agreed = 0
    for turn in range(TURNS + 1):
        plain: list[GenerationResult] = []
        guessed: list[GenerationResult] = []
        for one in asked:
            for made, request in ((plain, changed(one, draft=0)), (guessed, one)):
                made.append(run(engine, request))
        if turn:
            with_it.append(tokens_a_second(guessed))
            without.append(tokens_a_second(plain))
        drafted += sum(made.candidates[0].drafted for made in guessed)
        agreed += sum(made.candidates[0].agreed for made in guessed)
    ratio = statistics.median(with_it) / statistics.median(without)
    guesses = drafted // (TURNS + 1)
    accepted = f"{agreed / drafted:.0%} of {guesses} guesses right" if drafted else "no guesses"
    speeds = f"{statistics.median(with_it):.1f} against {statistics.median(without):.1f} tokens/s"
    return ratio, f"medians of {len(with_it)} interleaved: {speeds}; {accepted}"


def tokens_a_second(made: list[GenerationResult]) -> float:
    """Of several generations of one candidate together, decoding alone."""
    seconds = sum(one.timings.decode_s for one in made)
    return sum(len(one.candidates[0].tokens) for one in made) / seconds


def guess_row(name: str, measured: tuple[float, str], goal: float) -> Row:
    """A row of a ratio that must be `goal` at least."""
    ratio, how = measured
    return Row(name, ratio, "ratio", f">= {goal}", ratio >= goal, how)


def near_ties(engine: Engine, asked: list[GenerateRequest]) -> Row:
    """How far apart the two likeliest tokens are (natural log) where greedy texts with and without part:
    batches of another size differ in the last bits, and only a tie may turn on that."""
    gaps = [gap for one in asked for gap in gap_of(engine, one)]
    worst = max(gaps, default=0.0)
    told = ", ".join(f"{gap:.4f}" for gap in gaps) or "none parts"
    how = f"{len(asked)} greedy texts; gaps where they part: {told}"
    return Row("guessing ahead, largest gap where texts part", worst, "nats", "<= 0.5", worst <= 0.5, how)


def gap_of(engine: Engine, asked: GenerateRequest) -> Iterator[float]:
    """The gap at the first token that differs, if any does."""
    plain, guessed = run(engine, changed(asked, draft=0)), run(engine, asked)
    left, right = plain.candidates[0].tokens, guessed.candidates[0].tokens
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    if at is not None:
        yield abs(likelihood(engine, plain, left[: at + 1]) - likelihood(engine, plain, right[: at + 1]))


def likelihood(engine: Engine, plain: GenerationResult, answer: tuple[int, ...]) -> float:
    """The log-probability of the last token of an answer."""
    asked = ScoreRequest(prompt=plain.prompt_tokens, answer=answer)
    return engine.score(asked).future.result(WAIT).logprobs[-1]


def drafting(engine: Engine) -> list[Row]:
    """What the starter guesses for itself, and whether the texts stay the same. It cannot be faster than
    without, for the draft costs as much as the model: a speed would say nothing about a large model."""
    asked = [
        GenerateRequest(prompt=text, seeds=(1,), sampling=GREEDY, max_tokens=40, draft=8) for text in FACTS
    ]
    drafted = agreed = turns = tokens = same = 0
    for one in asked:
        plain, guessed = run(engine, changed(one, draft=0)).candidates[0], run(engine, one).candidates[0]
        drafted, agreed = drafted + guessed.drafted, agreed + guessed.agreed
        turns, tokens = turns + guessed.turns, tokens + len(guessed.tokens)
        same += plain.tokens == guessed.tokens
    rate = agreed / drafted if drafted else 0.0
    how = (
        f"{agreed} of {drafted} guesses in {len(asked)} greedy texts, too short to look much up in; "
        f"{turns} steps for {tokens} tokens; {same} texts the same token by token"
    )
    gap = near_ties(engine, asked)
    part = "draft model, largest gap where texts part"
    return [
        Row("draft model, agreed guesses", rate, "share", ">= 0.8", rate >= 0.8, how),
        Row(part, gap.value, gap.unit, gap.goal, gap.ok, gap.how),
    ]


def bans(engine: Engine) -> Row:
    """50 candidates with a list of banned phrases: none may occur; and what the detours cost."""
    plain: list[float] = []
    held: list[float] = []
    found = rewinds = tokens = 0
    for turn in range(13):
        asked = GenerateRequest(
            prompt=PROMPT, seeds=tuple(range(4 * turn, 4 * turn + 4)), sampling=SAMPLING, max_tokens=60
        )
        plain.append(seconds_a_token(run(engine, asked)))
        made = run(engine, changed(asked, banned=BANNED))
        held.append(seconds_a_token(made))
        found += sum(phrase_in(one.text) for one in made.candidates)
        rewinds += sum(one.rewinds for one in made.candidates)
        tokens += sum(len(one.tokens) for one in made.candidates)
    ratio = statistics.median(held) / statistics.median(plain)
    how = (
        f"52 candidates of 60 tokens, {found} occurrences, {rewinds} ways back in {tokens} tokens; "
        f"seconds a token {ratio:.2f} times those without a list"
    )
    return Row("banned phrases that occurred", found, "", "0", found == 0, how)


def seconds_a_token(result: GenerationResult) -> float:
    """Of all candidates together."""
    return result.timings.decode_s / sum(len(one.tokens) for one in result.candidates)


def phrase_in(text: str) -> int:
    """How many of the banned phrases stand in a text, looked for in another way than the engine does."""
    words = "".join(letter if letter.isalpha() or letter == "'" else " " for letter in text.lower())
    padded = f" {' '.join(words.replace('’', chr(39)).split())} "
    return sum(
        (f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} ") in padded for phrase in BANNED
    )
