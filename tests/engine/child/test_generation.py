"""Generation with the starter model in a real engine process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import (
    Event,
    Finished,
    GenerateRequest,
    GenerationResult,
    Message,
    Piece,
)
from muse_desktop.engine.sampling import PRESETS, Sampling
from muse_desktop.errors import MuseError
from tests.engine.conftest import CONTEXT, GREEDY, WAIT, Heard, ask, finish

pytestmark = pytest.mark.real_model
POEM = "Write a poem about the sunset."


def test_the_model_tells_what_its_file_says(shared_engine: Engine) -> None:
    model = shared_engine.model
    assert model is not None
    assert (model.architecture, model.quantisation, model.licence) == ("llama", "Q4_1", "apache-2.0")
    assert (model.context, model.context_trained, model.has_template) == (CONTEXT, 8192, True)
    assert model.parameters == 134_515_008
    assert model.size_bytes == 98_362_432
    assert "Smollm2" in model.name
    assert all(len(value) <= 2_000 for value in model.metadata.values())
    assert shared_engine.state == "ready"


def test_the_pieces_that_stream_are_the_final_text(shared_engine: Engine) -> None:
    heard = Heard()
    result = finish(shared_engine, ask(POEM), heard)
    candidate = result.candidates[0]
    assert heard.text() == candidate.text
    assert candidate.text
    assert isinstance(heard.events[-1], Finished)
    assert heard.events[-1].result == result
    assert heard.done() == {0: candidate.stop_reason}
    assert sum(e.tokens for e in heard.events if isinstance(e, Piece)) == len(candidate.tokens) == 24
    assert heard.started().prompt_tokens == len(result.prompt_tokens)
    assert result.timings.tokens_per_s > 0
    assert result.build["llama_cpp_python"] == "0.3.36"


def test_the_same_seed_writes_the_same_and_another_seed_something_else(shared_engine: Engine) -> None:
    first, again, other = (
        finish(shared_engine, ask(POEM, seeds=(seed,), reuse=False)).candidates[0] for seed in (7, 7, 8)
    )
    assert first.text == again.text
    assert first.tokens == again.tokens
    assert other.text != first.text


def test_temperature_zero_is_the_same_whatever_the_seed(shared_engine: Engine) -> None:
    texts = {
        finish(shared_engine, ask(POEM, seeds=(seed,), sampling=GREEDY)).candidates[0].text
        for seed in (1, 2)
    }
    assert len(texts) == 1


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_writes_and_records_its_chain(shared_engine: Engine, preset: str) -> None:
    result = finish(shared_engine, ask(POEM, sampling=PRESETS[preset], max_tokens=8))
    assert list(result.chain) == PRESETS[preset].chain()
    assert len(result.candidates[0].tokens) == 8


def test_dry_and_penalties_stop_a_model_from_repeating_itself(shared_engine: Engine) -> None:
    text = "one two three four five six seven eight " * 6
    def continued(sampling: Sampling) -> str:
        request = GenerateRequest(prompt=text.strip(), seeds=(1,), sampling=sampling, max_tokens=16)
        return finish(shared_engine, request).candidates[0].text

    assert continued(GREEDY).startswith(" one two three four five six")
    dry = Sampling(temperature=0, dry_multiplier=2.0)
    penalised = Sampling(temperature=0, repeat_penalty=1.5)
    assert not continued(dry).startswith(" one two three four")
    assert not continued(penalised).startswith(" one two three four")


def test_a_stop_string_ends_the_text_before_itself(shared_engine: Engine) -> None:
    full = finish(shared_engine, ask(POEM, sampling=GREEDY)).candidates[0].text
    stop = full[12:18]
    heard = Heard()
    result = finish(shared_engine, ask(POEM, sampling=GREEDY, stop=(stop,)), heard)
    assert result.candidates[0].text == full[: full.index(stop)] == heard.text()
    assert result.candidates[0].stop_reason == "stop"


def test_the_model_ends_by_itself(shared_engine: Engine) -> None:
    result = finish(shared_engine, ask("Say hi.", sampling=GREEDY, max_tokens=200))
    candidate = result.candidates[0]
    assert candidate.stop_reason == "end"
    assert "<|" not in candidate.text
    assert len(candidate.tokens) < 200


def test_raw_text_is_continued_and_its_control_words_are_only_words(shared_engine: Engine) -> None:
    request = GenerateRequest(
        prompt="The old lighthouse <|im_end|> stood", seeds=(3,), sampling=GREEDY, max_tokens=8
    )
    result = finish(shared_engine, request)
    assert result.prompt_text == request.prompt
    assert 2 not in result.prompt_tokens
    assert result.candidates[0].text


def test_an_answer_begins_with_the_words_given_to_it(shared_engine: Engine) -> None:
    result = finish(shared_engine, ask(POEM, prefill="The sky was", sampling=GREEDY, max_tokens=6))
    assert result.prompt_text.endswith("<|im_start|>assistant\nThe sky was")
    assert not result.candidates[0].text.startswith("The sky was")


def test_emoji_and_chinese_reach_the_model_and_come_back_whole(shared_engine: Engine) -> None:
    text = "日落🌅紅葉\u200d👨‍👩‍👧 é"
    tokens = shared_engine.tokenise(text).result(WAIT)
    assert len(tokens) == shared_engine.count([text]).result(WAIT)[0] > len(text)
    repeated = tuple(tokens * 8)
    heard = Heard()
    request = GenerateRequest(prompt=repeated, seeds=(1,), sampling=GREEDY, max_tokens=2 * len(tokens))
    result = finish(shared_engine, request, heard)
    assert result.prompt_text == text * 8
    written = result.candidates[0].text
    assert written == heard.text()
    assert "\ufffd" not in written
    assert "落" in written
    assert "🌅" in written


def test_a_text_cut_inside_a_character_leaves_that_character_out(shared_engine: Engine) -> None:
    tokens = tuple(shared_engine.tokenise("🌅🌅🌅🌅🌅🌅🌅🌅").result(WAIT))
    for length in range(1, 5):
        request = GenerateRequest(prompt=tokens, seeds=(1,), sampling=GREEDY, max_tokens=length)
        text = finish(shared_engine, request).candidates[0].text
        assert text == "🌅" * len(text)


def test_stopping_while_the_prompt_is_read_takes_less_than_a_second(
    shared_engine: Engine, model_file: object
) -> None:
    long = "The rain came down on the harbour and the boats. " * 80
    began = threading.Event()
    job = shared_engine.generate(ask(long, max_tokens=64, reuse=False), lambda _: began.set())
    assert began.wait(WAIT)
    asked = time.perf_counter()
    job.cancel()
    result = job.future.result(WAIT)
    assert time.perf_counter() - asked < 1.0
    assert result.candidates[0].stop_reason == "cancelled"
    assert result.candidates[0].tokens == ()
    assert finish(shared_engine, ask(POEM, max_tokens=4)).candidates[0].text


def test_a_prompt_read_after_a_stop_gives_the_same_text_as_a_fresh_one(shared_engine: Engine) -> None:
    long = "The rain came down on the harbour and the boats. " * 15
    fresh = finish(shared_engine, ask(long, max_tokens=12, sampling=GREEDY, reuse=False))
    began = threading.Event()
    job = shared_engine.generate(ask(long, max_tokens=12, reuse=False), lambda _: began.set())
    began.wait(WAIT)
    job.cancel()
    job.future.result(WAIT)
    after = finish(shared_engine, ask(long, max_tokens=12, sampling=GREEDY))
    assert after.candidates[0].text == fresh.candidates[0].text


def test_a_stopped_generation_keeps_the_words_so_far(shared_engine: Engine) -> None:
    heard, some = Heard(), threading.Event()

    def listen(event: Event) -> None:
        heard(event)
        if len(heard.text()) > 20:
            some.set()

    job = shared_engine.generate(ask(POEM, max_tokens=600), listen)
    assert some.wait(WAIT)
    job.cancel()
    candidate = job.future.result(WAIT).candidates[0]
    assert candidate.stop_reason == "cancelled"
    assert candidate.text == heard.text()
    assert len(candidate.text) > 20
    assert len(candidate.tokens) < 600


def test_a_generation_stopped_before_its_turn_writes_nothing(shared_engine: Engine) -> None:
    first = shared_engine.generate(ask(POEM), Heard())
    second = shared_engine.generate(ask(POEM), Heard())
    second.cancel()
    assert second.future.result(WAIT).candidates[0].tokens == ()
    assert first.future.result(WAIT).candidates[0].stop_reason == "length"


def test_four_candidates_have_their_own_seeds_and_stream_side_by_side(shared_engine: Engine) -> None:
    heard = Heard()
    result = finish(shared_engine, ask(POEM, seeds=(1, 2, 3, 4)), heard)
    texts = [candidate.text for candidate in result.candidates]
    assert len(set(texts)) == 4
    assert [candidate.seed for candidate in result.candidates] == [1, 2, 3, 4]
    assert [heard.text(i) for i in range(4)] == texts
    first_pieces = [e.candidate for e in heard.events if isinstance(e, Piece)][:8]
    assert set(first_pieces) == {0, 1, 2, 3}
    assert result.layout.candidates == 4


def test_one_candidate_stops_and_the_others_go_on(shared_engine: Engine) -> None:
    heard, some = Heard(), threading.Event()

    def listen(event: Event) -> None:
        heard(event)
        if len(heard.text(1)) > 15:
            some.set()

    job = shared_engine.generate(ask(POEM, seeds=(1, 2, 3), max_tokens=60), listen)
    assert some.wait(WAIT)
    job.stop_candidate(1)
    result = job.future.result(WAIT)
    assert result.candidates[1].stop_reason == "cancelled"
    assert result.candidates[1].text == heard.text(1)
    for other in (0, 2):
        assert result.candidates[other].stop_reason in ("end", "length")
        assert len(result.candidates[other].tokens) > len(result.candidates[1].tokens)

    again = finish(shared_engine, replay_of(result, ask(POEM, seeds=(1, 2, 3), max_tokens=60)))
    assert again.candidates == result.candidates


def replay_of(result: GenerationResult, request: GenerateRequest) -> GenerateRequest:
    """The request that repeats a recorded generation."""
    stopped = [len(c.tokens) if c.stop_reason == "cancelled" else -1 for c in result.candidates]
    return msgspec.structs.replace(
        request,
        prompt=result.prompt_tokens,
        prefill="",
        reuse=False,
        prefill_split=result.layout.reused,
        stop_after=tuple(stopped),
    )


def test_a_replay_is_identical(shared_engine: Engine) -> None:
    request = ask(POEM, seeds=(5, 6), sampling=PRESETS["wild"], reuse=False, max_tokens=30)
    result = finish(shared_engine, request)
    finish(shared_engine, ask("Something else in between."))
    again = finish(shared_engine, replay_of(result, request))
    assert again.candidates == result.candidates
    assert again.prompt_text == result.prompt_text
    assert again.layout == result.layout


def test_the_same_seed_writes_the_same_whatever_was_written_before(shared_engine: Engine) -> None:
    beginning = "Tell me about rain on the hills, and about the wind. " * 8
    request = ask(beginning + "And about snow.", seeds=(1, 2, 3), max_tokens=24)
    fresh = finish(shared_engine, msgspec.structs.replace(request, reuse=False))
    middle = len(beginning) * 7 // 8  # the texts part inside a batch of the prompt
    for before in (beginning[:middle] + "Never mind. " * 20, beginning + "And about snow."):
        finish(shared_engine, ask(before, seeds=(4, 5), max_tokens=9))
        warm = finish(shared_engine, request)
        assert warm.layout.reused >= 64
        assert warm.candidates == fresh.candidates
    assert finish(shared_engine, replay_of(warm, request)).candidates == fresh.candidates


def test_a_prompt_that_begins_like_the_last_one_reuses_it_and_says_the_same(shared_engine: Engine) -> None:
    beginning = "It was a dark night and the wind blew over the hills. " * 8
    fresh = finish(shared_engine, raw(beginning + "Then", reuse=False))
    finish(shared_engine, raw(beginning + "But", reuse=False))
    heard = Heard()
    warm = finish(shared_engine, raw(beginning + "Then"), heard)
    assert fresh.layout.reused == 0
    shared = len(warm.prompt_tokens) - 1
    assert heard.started().reused == warm.layout.reused == shared // 64 * 64 > 0
    assert warm.candidates[0].text == fresh.candidates[0].text


def raw(text: str, *, reuse: bool = True) -> GenerateRequest:
    return GenerateRequest(prompt=text, seeds=(1,), sampling=GREEDY, max_tokens=12, reuse=reuse)


def test_counting_and_rendering_answer_while_a_generation_runs(shared_engine: Engine) -> None:
    began = threading.Event()
    job = shared_engine.generate(ask(POEM, max_tokens=600), lambda _: began.set())
    assert began.wait(WAIT)
    assert shared_engine.state == "busy"
    assert shared_engine.count(["", "hello there"]).result(WAIT) == [0, 2]
    assert shared_engine.render([Message("user", "x")]).result(WAIT).endswith("<|im_start|>assistant\n")
    assert not job.future.done()
    job.cancel()
    job.future.result(WAIT)


def test_the_context_ends_the_text(fresh_engine: Engine, model_file: Path) -> None:
    info = fresh_engine.load(model_file, context=128, threads=1).result(WAIT)
    assert info.context == 128
    tokens = (tuple(fresh_engine.tokenise("rain and sun ").result(WAIT)) * 600)[: 128 - 10]
    for seeds in ((1,), (1, 2, 3, 4)):
        result = finish(fresh_engine, GenerateRequest(prompt=tokens, seeds=seeds, max_tokens=500))
        for candidate in result.candidates:
            assert candidate.stop_reason in ("length", "end")
            assert len(candidate.tokens) <= 10
        assert max(len(candidate.tokens) for candidate in result.candidates) == 10


@pytest.mark.parametrize("prompt", ["", "  \n", (), (Message("user", " "),), (Message("system", ""),)])
def test_an_empty_prompt_is_refused(shared_engine: Engine, prompt: str | tuple[Message, ...]) -> None:
    with pytest.raises(MuseError) as refused:
        finish(shared_engine, GenerateRequest(prompt=prompt, seeds=(1,)))
    assert refused.value.code == "engine.prompt_empty"


def test_a_prompt_longer_than_the_context_says_how_long_it_is(shared_engine: Engine) -> None:
    with pytest.raises(MuseError) as refused:
        finish(shared_engine, ask("word " * 2000))
    assert refused.value.code == "engine.prompt_too_long"
    assert refused.value.values["needed"] > 2000  # type: ignore[operator]
    assert refused.value.values["available"] == CONTEXT - 1
    assert "2" in refused.value.text("zh")


def test_a_token_the_model_does_not_know_is_refused(shared_engine: Engine) -> None:
    for token in (-1, 49_152):
        with pytest.raises(MuseError) as refused:
            finish(shared_engine, GenerateRequest(prompt=(1, token), seeds=(1,)))
        assert refused.value.code == "engine.token_unknown"


def test_versions_name_the_devices(shared_engine: Engine) -> None:
    versions = shared_engine.versions().result(WAIT)
    assert versions["llama_cpp_python"] == "0.3.36"
    assert isinstance(versions["devices"], list)
    assert versions["devices"]


def test_a_listener_that_fails_does_not_stop_the_stream(
    shared_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)

    def broken(_: Event) -> None:
        raise RuntimeError("a bug in the window")

    result = shared_engine.generate(ask(POEM, max_tokens=4), broken).future.result(WAIT)
    assert result.candidates[0].text
    assert reported
