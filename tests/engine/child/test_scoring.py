"""How likely a text is: the numbers, and that finding them disturbs nothing."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator

import numpy as np
import pytest

from muse_desktop.engine.child import beside
from muse_desktop.engine.child.context import AbortFlag, Cancelled, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.scoring import continuation, score
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import Message
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import Scored, ScoreRequest
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, ask, finish

pytestmark = pytest.mark.real_model

SENTENCE = (
    "The old man walked slowly down to the harbour, where the boats were coming in with the evening tide, "
    "and he asked the first fisherman he met whether there was any news of his son."
)


@pytest.fixture(scope="module")
def context(model: Model) -> Iterator[Context]:
    made = Context(model, 512, Pilots(1, fixed=True), AbortFlag(), NativeLog())
    yield made
    made.close()


def perplexity(scored: Scored) -> float:
    known = scored.logprobs if scored.first_known else scored.logprobs[1:]
    return math.exp(-sum(known) / len(known))


def test_a_plain_sentence_surprises_less_than_its_words_shuffled(shared_engine: Engine) -> None:
    shuffled = SENTENCE.split()
    random.Random(5).shuffle(shuffled)
    plain = shared_engine.score(ScoreRequest(prompt="", answer=SENTENCE)).future.result(WAIT)
    mixed = shared_engine.score(ScoreRequest(prompt="", answer=" ".join(shuffled))).future.result(WAIT)
    assert perplexity(plain) < 80
    assert perplexity(mixed) > 10 * perplexity(plain)


def test_nothing_is_known_of_the_first_token_of_a_text_that_stands_alone(shared_engine: Engine) -> None:
    alone = shared_engine.score(ScoreRequest(prompt="", answer=SENTENCE)).future.result(WAIT)
    assert not alone.first_known
    assert alone.logprobs[0] == 0.0
    assert alone.prompt_tokens == 0
    assert len(alone.logprobs) == len(alone.tokens) == len(alone.ends)
    after = shared_engine.score(ScoreRequest(prompt="Once", answer=" upon")).future.result(WAIT)
    assert after.first_known
    assert -20 < after.logprobs[0] < 0


def test_the_numbers_are_the_models_own(model: Model, context: Context) -> None:
    prompt = model.tokenise("Once upon a time there was a king who had three daughters. " * 8)
    answer = model.tokenise("The eldest was proud, the second was vain, and the youngest was kind.")
    found = score(model, context, ScoreRequest(prompt=tuple(prompt), answer=tuple(answer)))
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    row = context.row.astype(np.float64)
    expected = row[answer[0]] - np.log(np.exp(row).sum())
    assert found.logprobs[0] == pytest.approx(expected, abs=1e-9)
    assert all(value <= 0 for value in found.logprobs)


@pytest.mark.parametrize("text", ["Nacht, die 夜晚来了。", "我🙂们 naïve", "\n\nAnd then", " spaced", "x"])
def test_each_token_ends_where_it_does_in_the_text(model: Model, context: Context, text: str) -> None:
    found = score(model, context, ScoreRequest(prompt="A story:", answer=text))
    assert found.text == text
    assert found.ends[-1] == len(text)
    assert list(found.ends) == sorted(found.ends)
    read, start = b"", 0
    for token, end in zip(found.tokens, found.ends, strict=True):
        read += model.piece(token)
        assert read.decode("utf-8", "ignore") == text[:end]
        assert start <= end
        start = end


def test_a_text_is_read_as_what_follows_not_as_a_beginning(model: Model) -> None:
    for text in ("word", " word", "\n\nline", "。然后"):
        assert b"".join(model.piece(token) for token in continuation(model, text)) == text.encode()


def test_what_the_cache_holds_survives_and_does_not_change_the_score(model: Model, context: Context) -> None:
    prompt = model.tokenise("It was raining in the village and nobody was in the street. " * 6)
    asked = ScoreRequest(prompt=tuple(prompt), answer=" The door opened and a stranger came in.")
    context.drop()
    fresh = score(model, context, asked)
    for held in (prompt, [*prompt[:66], *range(300, 345)], prompt[:1]):
        context.prepare(held, reuse=False)
        context.prefill(held)
        row = context.row.copy()
        assert score(model, context, asked) == fresh, "to the last bit"
        assert context.held == list(held)
        assert context.usable(held) == len(held)
        assert np.array_equal(context.row, row)
        assert beside.length(context, 0) == len(held)


def test_a_cached_beginning_is_not_computed_again(model: Model, context: Context) -> None:
    prompt = model.tokenise("It was raining in the village and nobody was in the street. " * 20)[:200]
    asked = ScoreRequest(prompt=tuple(prompt), answer=" The door opened.")
    context.drop()
    started = time.perf_counter()
    score(model, context, asked)
    cold = time.perf_counter() - started
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    started = time.perf_counter()
    score(model, context, asked)
    assert time.perf_counter() - started < cold * 0.7


def test_where_the_cells_are_too_few_the_cache_gives_way(model: Model) -> None:
    small = Context(model, 64, Pilots(1, fixed=True), AbortFlag(), NativeLog())
    try:
        small.cells = 100  # as if candidates took the others
        held = list(range(300, 360))
        small.prepare(held, reuse=False)
        small.prefill(held)
        found = score(model, small, ScoreRequest(prompt=tuple(range(400, 450)), answer=(5, 6, 7)))
        assert len(found.logprobs) == 3
        assert small.held == []
    finally:
        small.close()


def test_generations_say_the_same_after_scoring_as_before(shared_engine: Engine) -> None:
    request = ask("Tell me about the sea.", seeds=(3, 4), sampling=Sampling(temperature=1.0))
    before = finish(shared_engine, request)
    asked = ScoreRequest(
        prompt=(Message("user", "Tell me about the sea."),), answer=before.candidates[0].tokens
    )
    first = shared_engine.score(asked).future.result(WAIT)
    assert first.text == before.candidates[0].text
    after = finish(shared_engine, request)
    assert [one.tokens for one in after.candidates] == [one.tokens for one in before.candidates]
    assert shared_engine.score(asked).future.result(WAIT) == first


def test_what_does_not_fit_is_refused_and_nothing_is_nothing(shared_engine: Engine) -> None:
    with pytest.raises(MuseError) as caught:
        shared_engine.score(ScoreRequest(prompt="word " * 900, answer="word " * 900)).future.result(WAIT)
    assert caught.value.code == "engine.prompt_too_long"
    empty = shared_engine.score(ScoreRequest(prompt="Once", answer="")).future.result(WAIT)
    assert (empty.text, empty.tokens, empty.ends, empty.logprobs) == ("", (), (), ())
    alone = shared_engine.score(ScoreRequest(prompt="", answer="")).future.result(WAIT)
    assert alone.tokens == ()


def test_a_score_that_is_told_to_stop_does(model: Model, context: Context) -> None:
    asked = ScoreRequest(prompt="Once", answer=SENTENCE)
    with pytest.raises(Cancelled):
        score(model, context, asked, lambda: True)
    assert len(score(model, context, asked).logprobs) > 30


def test_what_the_writer_asks_for_comes_first(shared_engine: Engine) -> None:
    scoring = shared_engine.score(ScoreRequest(prompt="", answer=SENTENCE * 12))
    time.sleep(0.5)  # it has begun
    started = time.perf_counter()
    made = finish(shared_engine, ask("Say yes.", max_tokens=1))
    waited = time.perf_counter() - started
    assert not scoring.future.done(), "it goes on when the writer has the answer"
    assert waited < made.timings.total_s + 0.5
    assert len(scoring.future.result(WAIT).logprobs) > 400
