"""What the token loop can do beside sampling: kept beginnings, bans, values for each candidate, guessing."""

from __future__ import annotations

import pytest

from muse_desktop.engine.child.bans import Banned
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, Piece, Reading
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from tests.engine.conftest import GREEDY, WAIT, Heard, ask, finish

pytestmark = pytest.mark.real_model

TALE = "Once upon a time, there was a"
COMMON = ("the", "was", "little*", "and", "a time when")
EDIT = """Original text:
The rain came down on the harbour all night, and nobody on the boats said a word for an hour. Then old
Tomas put down his needle and walked to the door. He could see the lights of the town across the water.

The same text again:
The rain came down on the harbour all night"""


def tale(**more: object) -> GenerateRequest:
    return GenerateRequest(**{"prompt": TALE, "seeds": (7,), "max_tokens": 40, **more})  # type: ignore[arg-type]


def test_fifty_candidates_never_use_a_banned_phrase_and_never_stall(shared_engine: Engine) -> None:
    banned, rewinds = Banned(COMMON), 0
    for turn in range(13):
        heard = Heard()
        seeds = tuple(range(4 * turn, 4 * turn + 4))
        result = finish(shared_engine, tale(seeds=seeds, banned=COMMON, max_tokens=10), heard)
        for index, one in enumerate(result.candidates):
            assert banned.look(one.text, 0, final=True)[0] is None, one.text
            assert heard.text(index) == one.text, "nothing that was shown is taken back"
            assert one.stop_reason in ("length", "end"), one
            rewinds += one.rewinds
    assert rewinds > 20, "the phrases did come up"


def test_when_everything_is_banned_it_ends_and_says_so(shared_engine: Engine) -> None:
    letters = tuple(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz0123456789")
    one = finish(shared_engine, tale(banned=letters)).candidates[0]
    assert one.stop_reason in ("blocked", "length", "end")
    assert Banned(letters).look(one.text, 0, final=True)[0] is None


def test_a_ban_does_not_change_a_text_that_never_meets_it(shared_engine: Engine) -> None:
    plain = finish(shared_engine, tale()).candidates[0]
    banned = finish(shared_engine, tale(banned=("zebra crossing", "量子"))).candidates[0]
    assert banned.tokens == plain.tokens
    assert banned.text == plain.text


def test_a_candidate_goes_on_from_the_tokens_it_is_given(shared_engine: Engine) -> None:
    whole = finish(shared_engine, tale(sampling=GREEDY)).candidates[0]
    kept = whole.tokens[:11]
    heard = Heard()
    again = finish(shared_engine, tale(sampling=GREEDY, kept=kept, max_tokens=29), heard)
    one = again.candidates[0]
    assert one.tokens[:11] == kept
    assert len(one.tokens) == 40
    assert heard.text() == one.text
    assert again.prompt_tokens == finish(shared_engine, tale(max_tokens=1)).prompt_tokens
    assert one.text[:30] == whole.text[:30]


def test_a_kept_token_the_model_does_not_have_is_refused(shared_engine: Engine) -> None:
    with pytest.raises(MuseError) as refused:
        finish(shared_engine, tale(kept=(10**6,)))
    assert refused.value.code == "engine.token_unknown"


def test_each_candidate_may_have_values_of_its_own(shared_engine: Engine) -> None:
    wild = Sampling(temperature=1.4, min_p=0.01)
    asked = tale(seeds=(3, 3, 3), samplings=(GREEDY, wild, GREEDY), max_tokens=12)  # near-ties come later
    result = finish(shared_engine, asked)
    first, second, third = result.candidates
    assert first.tokens == third.tokens != second.tokens
    assert result.chains == tuple(tuple(one.chain()) for one in (GREEDY, wild, GREEDY))
    assert finish(shared_engine, tale(sampling=GREEDY)).candidates[0].text[:20] == first.text[:20]


def test_guessing_ahead_takes_fewer_steps_and_writes_the_same(shared_engine: Engine) -> None:
    request = tale(prompt=EDIT, sampling=GREEDY, max_tokens=40)
    plain = finish(shared_engine, request).candidates[0]
    guessed = finish(shared_engine, tale(prompt=EDIT, sampling=GREEDY, draft=8)).candidates[0]
    assert guessed.text == plain.text
    assert guessed.agreed > 15
    assert guessed.turns < plain.turns - 15
    assert plain.drafted == 0
    assert plain.turns == len(plain.tokens)


def test_guessing_ahead_keeps_to_bans_stops_and_lengths(shared_engine: Engine) -> None:
    banned = ("put down his needle",)
    more = {"prompt": EDIT, "seeds": (1, 2, 3, 4), "sampling": Sampling(temperature=0.3), "draft": 8}
    for one in finish(shared_engine, tale(**more, banned=banned, max_tokens=30)).candidates:
        assert banned[0] not in one.text
    stopped = finish(shared_engine, tale(**more, stop=("Tomas",), max_tokens=30)).candidates
    assert any(one.stop_reason == "stop" for one in stopped)
    assert all("Tomas" not in one.text for one in stopped)
    for one in finish(shared_engine, tale(**more, max_tokens=17)).candidates:
        assert len(one.tokens) <= 17


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"seeds": (5, 6, 7, 8)},
        {"draft": 8, "prompt": EDIT},
        {"draft": 8, "prompt": EDIT, "seeds": (5, 6, 7, 8)},
        {"banned": COMMON, "seeds": (5, 6)},
        {"banned": COMMON, "draft": 6, "seeds": (5, 6), "samplings": (GREEDY, Sampling(temperature=1.2))},
    ],
)
def test_the_same_request_gives_the_same_tokens_whatever_was_done_between(
    shared_engine: Engine, more: dict[str, object]
) -> None:
    request = tale(**more, max_tokens=24)
    first = finish(shared_engine, request)
    finish(shared_engine, ask("Something else altogether.", max_tokens=3))
    again = finish(shared_engine, request)
    assert [one.tokens for one in again.candidates] == [one.tokens for one in first.candidates]
    assert [one.turns for one in again.candidates] == [one.turns for one in first.candidates]


def test_a_candidate_stopped_after_some_turns_is_stopped_there_again(shared_engine: Engine) -> None:
    job = None
    heard = Heard()

    def listen(event: object) -> None:
        heard(event)  # type: ignore[arg-type]
        if isinstance(event, Piece) and job is not None and len(heard.text(1)) > 30:
            job.stop_candidate(1)

    more = {"prompt": EDIT, "seeds": (5, 6), "draft": 8, "max_tokens": 70, "banned": ("needle",)}
    job = shared_engine.generate(tale(**more), listen)
    first = job.future.result(WAIT)
    turns = tuple(one.turns if one.stop_reason == "cancelled" else -1 for one in first.candidates)
    assert turns[0] == -1 < turns[1]
    again = finish(shared_engine, tale(**more, stop_after=turns))
    assert [one.tokens for one in again.candidates] == [one.tokens for one in first.candidates]


def test_reading_a_long_prompt_is_told(shared_engine: Engine) -> None:
    heard = Heard()
    long = "The tide came in, and it went out. " * 40
    finish(shared_engine, tale(prompt=long, max_tokens=1, reuse=False), heard)
    told = [event.done for event in heard.events if isinstance(event, Reading)]
    assert told == sorted(told)
    assert len(told) >= 2
    assert all(0 < done <= heard.started().prompt_tokens for done in told)
