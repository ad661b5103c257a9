"""A draft model in the engine: the starter guesses for itself. The text stays the same, turns get fewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from tests.engine.conftest import CONTEXT, GREEDY, WAIT, Heard, ask, finish
from tests.engine.tiny_bert import write_tiny_bert

pytestmark = pytest.mark.real_model

PLAIN = "The capital of France is"
OTHERS = ("Water is made of hydrogen and", "The sun is a star at the center of")
"""Beginnings of texts without near ties: batches of another size differ in the last bits."""


@pytest.fixture(scope="module")
def drafting(model_file: Path) -> Iterator[Engine]:
    with Engine() as engine:
        info = engine.load(model_file, context=CONTEXT, threads=1, draft=model_file).result(WAIT)
        assert info.draft == info.name
        yield engine


def plain(**more: object) -> GenerateRequest:
    asked = {"prompt": PLAIN, "seeds": (7,), "max_tokens": 40, "sampling": GREEDY, "draft": 8}
    return GenerateRequest(**{**asked, **more})  # type: ignore[arg-type]


def test_the_text_is_the_same_in_fewer_turns(drafting: Engine) -> None:
    without = finish(drafting, plain(draft=0)).candidates[0]
    heard = Heard()
    one = finish(drafting, plain(), heard).candidates[0]
    assert one.text == without.text == heard.text()
    assert without.drafted == 0
    assert one.agreed / one.drafted >= 0.8
    assert one.turns < without.turns - 10
    for prompt in OTHERS:
        short = {"prompt": prompt, "max_tokens": 20}
        alike = finish(drafting, plain(**short)), finish(drafting, plain(**short, draft=0))
        assert alike[0].candidates[0].text == alike[1].candidates[0].text
        assert alike[0].candidates[0].turns < alike[1].candidates[0].turns


def test_several_candidates_are_written_without_it(drafting: Engine) -> None:
    made = finish(drafting, plain(seeds=(1, 2), max_tokens=12)).candidates
    assert [one.drafted for one in made] == [0, 0]
    assert [one.turns for one in made] == [12, 12]


def test_bans_stops_and_lengths_still_hold(drafting: Engine) -> None:
    free = finish(drafting, plain(max_tokens=20)).candidates[0]
    words = free.text.split()
    banned = finish(drafting, plain(banned=(words[3],), max_tokens=20)).candidates[0]
    assert words[3] not in banned.text.split()
    assert banned.drafted > 0
    stopped = finish(drafting, plain(stop=(words[6],), max_tokens=20)).candidates[0]
    assert stopped.stop_reason == "stop"
    assert stopped.text == free.text[: free.text.index(words[6])]
    for length in (1, 2, 9):
        short = finish(drafting, plain(max_tokens=length)).candidates[0]
        assert short.tokens == free.tokens[:length]


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(temperature=0.9)])
def test_the_same_request_gives_the_same_tokens_and_turns_whatever_was_done_between(
    drafting: Engine, sampling: Sampling
) -> None:
    request = plain(sampling=sampling, max_tokens=24)
    first = finish(drafting, request).candidates[0]
    finish(drafting, ask("Something else altogether.", max_tokens=9, draft=8))
    drafting.prewarm(PLAIN + " plants make").future.result(WAIT)
    again = finish(drafting, request).candidates[0]
    assert again.tokens == first.tokens
    assert (again.turns, again.drafted, again.agreed) == (first.turns, first.drafted, first.agreed)


def test_a_candidate_stopped_after_some_turns_is_stopped_there_again(drafting: Engine) -> None:
    whole = finish(drafting, plain()).candidates[0]
    short = finish(drafting, plain(stop_after=(4,))).candidates[0]
    assert short.turns == 4 < len(short.tokens) < len(whole.tokens)
    assert short.tokens == whole.tokens[: len(short.tokens)]


def test_a_draft_of_another_vocabulary_is_refused(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    write_tiny_bert(tmp_path / "tiny.gguf")
    refused = fresh_engine.load(model_file, context=256, threads=1, draft=tmp_path / "tiny.gguf")
    error = refused.exception(WAIT)
    assert isinstance(error, MuseError)
    assert (error.code, error.values) == ("engine.draft_mismatch", {"name": "tiny.gguf"})
    assert "tiny.gguf" in error.text("zh")
    missing = fresh_engine.load(model_file, context=256, threads=1, draft=tmp_path / "gone.gguf")
    error = missing.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.model_missing"
    assert not fresh_engine.load(model_file, context=256, threads=1).result(WAIT).draft
