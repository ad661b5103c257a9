"""Which words may come next: whole words, honest probabilities, and nothing else disturbed."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator

import pytest

from muse_desktop.engine.child import beside
from muse_desktop.engine.child.context import AbortFlag, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import DryPrototypes
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.child.words import WordFinder
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, Message
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NextWord, NextWords, WordsRequest
from muse_desktop.errors import MuseError
from muse_desktop.text.segment import words
from tests.engine.conftest import GREEDY, WAIT, ask, finish

pytestmark = pytest.mark.real_model

OPENING = "Once upon a time there was an old fisherman who lived beside the"
WARM = Sampling(temperature=1.0, min_p=0.0)


def find(engine: Engine, prompt: str = OPENING, **more: object) -> NextWords:
    return engine.words(WordsRequest(prompt=prompt, **more)).future.result(WAIT)  # type: ignore[arg-type]


@pytest.fixture
def context(model: Model) -> Iterator[Context]:
    made = Context(model, 512, Pilots(1, fixed=True), AbortFlag(), NativeLog())
    yield made
    made.close()


@pytest.fixture
def finder(model: Model, context: Context) -> Iterator[WordFinder]:
    dry = DryPrototypes()
    yield WordFinder(model, context, dry)
    dry.close()


def test_ten_whole_words_come_likeliest_first_and_add_up_to_one_at_most(shared_engine: Engine) -> None:
    found = find(shared_engine, sampling=WARM).words
    assert len(found) == 10
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
    assert sum(one.probability for one in found) <= 1 + 1e-9
    assert sum(one.plain for one in found) <= 1 + 1e-9
    assert len({one.text for one in found}) == 10
    assert found[0].text == " sea", "what a fisherman lives beside"
    assert all(len(words(one.text)) <= 1 and "\ufffd" not in one.text for one in found)


def test_without_heat_the_first_word_is_certain_and_is_the_one_that_a_generation_takes(
    shared_engine: Engine,
) -> None:
    kept: tuple[int, ...] = ()
    text = ""
    for _ in range(6):
        found = find(shared_engine, sampling=GREEDY, kept=kept).words
        assert found[0].probability == 1.0
        assert all(one.probability == 0 for one in found[1:])
        kept += found[0].tokens
        text += found[0].text
    made = finish(shared_engine, GenerateRequest(prompt=OPENING, seeds=(1,), sampling=GREEDY, max_tokens=12))
    assert made.candidates[0].text.startswith(text)


def test_heat_flattens_the_bars_and_leaves_what_the_model_itself_thinks(shared_engine: Engine) -> None:
    cold = find(shared_engine, sampling=Sampling(temperature=0.4, min_p=0)).words
    warm = find(shared_engine, sampling=Sampling(temperature=1.5, min_p=0)).words
    assert cold[0].text == warm[0].text
    assert cold[0].probability > warm[0].probability + 0.05
    assert cold[0].plain == warm[0].plain
    even = find(shared_engine, sampling=WARM).words
    assert all(math.isclose(one.probability, one.plain, rel_tol=1e-4) for one in even)


def test_what_the_samplers_cut_is_shown_without_a_bar(shared_engine: Engine) -> None:
    found = find(shared_engine, sampling=Sampling(temperature=1.0, min_p=0.0, top_k=3)).words
    assert len(found) == 10
    assert sum(one.probability > 0 for one in found) == 3


def test_xtc_takes_from_the_likeliest_its_share_of_the_time(shared_engine: Engine) -> None:
    always = Sampling(temperature=1.0, min_p=0.0, xtc_probability=1.0, xtc_threshold=0.02)
    half = Sampling(temperature=1.0, min_p=0.0, xtc_probability=0.5, xtc_threshold=0.02)
    plain = {one.text: one for one in find(shared_engine, sampling=WARM).words}
    excluded = find(shared_engine, sampling=always).words
    mixed = {one.text: one for one in find(shared_engine, sampling=half).words}
    assert " sea" not in {one.text for one in excluded if one.probability > 0}
    assert mixed[" sea"].probability == pytest.approx(plain[" sea"].probability / 2, rel=1e-3)


def test_a_repeated_word_is_penalised_as_a_generation_would(shared_engine: Engine) -> None:
    prompt = "the sea the sea the sea the"
    shy = Sampling(temperature=1.0, min_p=0.0, repeat_penalty=1.5)
    plain = {one.text: one.probability for one in find(shared_engine, prompt, sampling=WARM).words}
    punished = {one.text: one.probability for one in find(shared_engine, prompt, sampling=shy).words}
    assert punished.get(" sea", 0) < plain[" sea"]


def test_a_word_of_several_tokens_is_completed(shared_engine: Engine) -> None:
    prompt = "The capital of Burkina Faso is O"
    found = find(shared_engine, prompt, sampling=GREEDY).words[0]
    assert len(found.tokens) > 1
    made = finish(shared_engine, GenerateRequest(prompt=prompt, seeds=(1,), sampling=GREEDY, max_tokens=8))
    start, end = words(made.candidates[0].text)[0]
    assert found.text == made.candidates[0].text[start:end]


def test_a_chinese_character_is_a_word_and_comes_whole(shared_engine: Engine) -> None:
    found = find(shared_engine, "春天来了，花开了。秋天来了，", sampling=WARM).words
    assert found
    assert all("\ufffd" not in one.text for one in found)
    assert any(len(one.tokens) > 1 and words(one.text) for one in found), "characters of several tokens"


def test_the_end_is_an_option_where_the_model_would_stop(shared_engine: Engine) -> None:
    request = ask("Hi", sampling=GREEDY, max_tokens=60)
    made = finish(shared_engine, request).candidates[0]
    assert made.stop_reason == "end"
    prompt = (Message("user", "Hi"),)
    asked = WordsRequest(prompt=prompt, sampling=GREEDY, kept=made.tokens[:-1])
    first = shared_engine.words(asked).future.result(WAIT).words[0]
    assert (first.end, first.text, first.tokens, first.probability) == (True, "", made.tokens[-1:], 1.0)


def test_a_click_computes_only_what_is_new(finder: WordFinder, model: Model) -> None:
    first = finder.find(WordsRequest(prompt=OPENING * 5))
    assert first.reused == 0
    kept = first.words[0].tokens
    assert finder.find(WordsRequest(prompt=OPENING * 5, kept=kept)).reused == first.prompt_tokens
    kept += first.words[1].tokens
    again = finder.find(WordsRequest(prompt=OPENING * 5, kept=kept))
    assert again.reused == first.prompt_tokens + len(first.words[0].tokens)


def test_going_back_shows_the_same_numbers(finder: WordFinder) -> None:
    first = finder.find(WordsRequest(prompt=OPENING))
    kept = first.words[0].tokens
    second = finder.find(WordsRequest(prompt=OPENING, kept=kept))
    finder.find(WordsRequest(prompt=OPENING, kept=kept + second.words[2].tokens))
    assert finder.find(WordsRequest(prompt=OPENING, kept=kept)).words == second.words
    assert finder.find(WordsRequest(prompt=OPENING)).words == first.words


def test_the_cache_is_as_before_and_no_extra_sequence_is_left(finder: WordFinder, context: Context) -> None:
    finder.find(WordsRequest(prompt=OPENING))
    held = list(context.held)
    found = finder.find(WordsRequest(prompt=OPENING, kept=(260, 4124)))
    finder.find(WordsRequest(prompt=OPENING, kept=(260, 4124, *found.words[0].tokens)))
    assert context.held == held
    assert all(beside.length(context, sequence) == 0 for sequence in beside.BRANCHES)


def test_generations_say_the_same_after_words_as_before(shared_engine: Engine) -> None:
    request = ask("Tell me about the sea.", seeds=(3, 4), sampling=Sampling(temperature=1.0))
    before = finish(shared_engine, request)
    prompt = (Message("user", "Tell me about the sea."),)
    kept = before.candidates[0].tokens[:5]
    shared_engine.words(WordsRequest(prompt=prompt, kept=kept)).future.result(WAIT)
    shared_engine.words(WordsRequest(prompt=prompt, kept=kept[:3])).future.result(WAIT)
    find(shared_engine)
    after = finish(shared_engine, request)
    assert [one.tokens for one in after.candidates] == [one.tokens for one in before.candidates]
    again = finish(shared_engine, request)
    assert [one.tokens for one in again.candidates] == [one.tokens for one in before.candidates]


def test_a_text_that_fills_the_context_is_refused(shared_engine: Engine) -> None:
    with pytest.raises(MuseError) as caught:
        find(shared_engine, "word " * 2000)
    assert caught.value.code == "engine.prompt_too_long"
    with pytest.raises(MuseError) as caught:
        find(shared_engine, kept=(10**6,))
    assert caught.value.code == "engine.token_unknown"


def test_as_many_words_as_asked_for(shared_engine: Engine) -> None:
    assert [len(find(shared_engine, count=count).words) for count in (0, 1, 5)] == [0, 1, 5]
    one: NextWord = find(shared_engine, count=1).words[0]
    assert one == find(shared_engine, count=1).words[0]


def test_a_click_is_quick(shared_engine: Engine) -> None:
    kept = find(shared_engine).words[0].tokens
    started = time.perf_counter()
    find(shared_engine, kept=kept)
    assert time.perf_counter() - started < 3.0, "measured: 0.2 s with one thread on a quiet machine"
