"""A real OpenAI-compatible server (llama-cpp-python's) with the starter model on loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.remote.api import estimate_tokens
from muse_desktop.engine.remote.engine import RemoteEngine
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from tests.engine.conftest import GREEDY, Heard, ask, finish
from tests.engine.remote_servers import real_server

pytestmark = [pytest.mark.real_model, pytest.mark.loopback]

PROSE = (
    "The tide came in without a sound that night, and by the morning the boats that had been lying on the "
    "sand were turning on their chains. Nobody in the village had slept. “It is only water,” said Mrs "
    "Penrose, who kept the shop, but she had carried her ledgers up to the attic all the same."
)


@pytest.fixture(scope="module")
def engine(model_file: Path) -> Iterator[RemoteEngine]:
    with real_server(model_file) as url, RemoteEngine() as made:
        made.load(url, context=512).result(20)
        yield made


def test_the_model_is_found_by_its_files_name(engine: RemoteEngine, model_file: Path) -> None:
    info = engine.model
    assert info is not None
    assert info.name == model_file.stem
    assert info.remote.startswith("http://127.0.0.1:")


def test_a_chat_streams_in_and_is_the_same_again_with_the_same_seed(engine: RemoteEngine) -> None:
    heard = Heard()
    first = finish(engine, ask("Write a line about the sea.", seeds=(3,)), heard)
    assert len(heard.events) > 8
    assert heard.text() == first.candidates[0].text != ""
    assert first.timings.tokens_per_s > 0
    again = finish(engine, ask("Write a line about the sea.", seeds=(3,)))
    assert again.candidates[0].text == first.candidates[0].text


def test_raw_text_goes_on_and_ends_at_its_length(engine: RemoteEngine) -> None:
    result = finish(engine, GenerateRequest(prompt="The sea was", seeds=(1,), max_tokens=8, sampling=GREEDY))
    assert result.candidates[0].text.startswith(" ")
    assert result.candidates[0].stop_reason == "length"


def test_two_candidates_come_whole_though_the_server_cuts_off_whom_another_interrupts(
    engine: RemoteEngine,
) -> None:
    heard = Heard()
    result = finish(engine, ask("Write a line about the sea.", seeds=(3, 4)), heard)
    assert [heard.text(0), heard.text(1)] == [one.text for one in result.candidates]
    assert heard.text(0) != heard.text(1)
    assert set(heard.done().values()) <= {"end", "length"}
    alone = finish(engine, ask("Write a line about the sea.", seeds=(3,)))
    assert alone.candidates[0].text == result.candidates[0].text


def test_a_stop_string_ends_the_text_before_it(engine: RemoteEngine) -> None:
    request = GenerateRequest(prompt="The sea was", seeds=(1,), max_tokens=16, sampling=GREEDY)
    text = finish(engine, request).candidates[0].text
    word = text.split()[3]
    stopped = GenerateRequest(prompt="The sea was", seeds=(1,), max_tokens=16, sampling=GREEDY, stop=(word,))
    assert finish(engine, stopped).candidates[0].text == text[: text.index(word)]


def test_stop_keeps_what_came_and_the_server_is_free_again(engine: RemoteEngine) -> None:
    heard = Heard()
    job = engine.generate(GenerateRequest(prompt=PROSE, seeds=(1,), max_tokens=350), heard)
    end = time.monotonic() + 30
    while len(heard.text()) < 10 and time.monotonic() < end:
        time.sleep(0.01)
    began = time.monotonic()
    job.cancel()
    made = job.future.result(20).candidates[0]
    assert time.monotonic() - began < 0.3
    assert made.stop_reason == "cancelled"
    assert made.text == heard.text() != ""
    assert finish(engine, ask("Say yes.", max_tokens=4)).candidates[0].stop_reason in ("end", "length")


def test_it_counts_for_us_and_the_estimate_is_near(engine: RemoteEngine) -> None:
    told = engine.count([PROSE]).result(20)[0]
    assert 0.8 <= estimate_tokens(PROSE) / told <= 1.3


def test_counting_while_it_generates_does_not_cut_the_text_off(engine: RemoteEngine) -> None:
    heard = Heard()
    job = engine.generate(ask("Tell me about boats.", max_tokens=40, sampling=Sampling(temperature=0)), heard)
    counts = []
    while not job.future.done():
        counts.append(engine.count(["some words of a draft"]).result(20)[0])
        time.sleep(0.05)
    assert job.future.result(20).candidates[0].stop_reason in ("end", "length")
    assert len(counts) > 1


def test_a_prompt_that_is_too_long_for_the_server_is_an_error(engine: RemoteEngine) -> None:
    with pytest.raises(MuseError) as caught:
        finish(engine, GenerateRequest(prompt=PROSE * 12, seeds=(1,)))
    assert caught.value.code.startswith("engine.remote_")
