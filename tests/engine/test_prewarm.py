"""Reading ahead: the first word comes at once, and the text is the same as without."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from muse_desktop.engine import lines as wire
from muse_desktop.engine.child.worker import Inbox
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import NOTHING_WARMED, GenerateRequest, Message, Prewarmed
from muse_desktop.engine.sampling import Sampling
from tests.engine.conftest import CONTEXT, WAIT, ask, finish

pytestmark = pytest.mark.real_model
RAIN = "The rain came down on the harbour and the boats. "
WORDS = tuple(range(1_000, 1_700))
"""A long prompt of token ids: what they say does not matter, how many they are does."""
LONG = tuple(range(1_000, 2_000))


def continued(length: int, *, seeds: tuple[int, ...] = (3, 4), reuse: bool = True) -> GenerateRequest:
    return GenerateRequest(
        prompt=WORDS[:length], seeds=seeds, max_tokens=6, sampling=Sampling(temperature=1), reuse=reuse
    )


@pytest.fixture(scope="module")
def shallow(shallow_file: Path) -> Iterator[Engine]:
    with Engine() as engine:
        engine.load(shallow_file, context=CONTEXT, threads=1).result(WAIT)
        yield engine


@pytest.mark.parametrize("length", [1, 63, 64, 65, 127, 128, 129, 200])
def test_the_text_is_the_same_with_and_without_a_prewarm(shallow: Engine, length: int) -> None:
    request = continued(length)
    fresh = finish(shallow, msgspec.structs.replace(request, reuse=False))
    finish(shallow, ask("Something else in between.", max_tokens=2))
    assert shallow.prewarm(WORDS[:length]).future.result(WAIT) == Prewarmed(length, length)
    warm = finish(shallow, request)
    assert warm.layout.reused == length
    assert warm.layout.prefill == ()
    assert warm.candidates == fresh.candidates
    again = finish(shallow, request)
    assert again.layout.reused == length, "another try needs no reading either"
    assert again.candidates == fresh.candidates


def test_a_text_that_grew_or_shrank_after_the_prewarm_is_read_from_the_last_whole_batch(
    shallow: Engine
) -> None:
    request = continued(140, seeds=(9,))
    fresh = finish(shallow, msgspec.structs.replace(request, reuse=False))
    for ahead in (64, 65, 127, 128, 139, 150):
        finish(shallow, ask("Something else in between.", max_tokens=2))
        shallow.prewarm(WORDS[:ahead]).future.result(WAIT)
        warm = finish(shallow, request)
        assert warm.layout.reused == min(ahead, 139) // 64 * 64
        assert warm.candidates == fresh.candidates


def test_a_chat_with_the_beginning_of_its_answer_is_read_ahead(shallow: Engine) -> None:
    request = ask(RAIN * 12, prefill="On the quay", max_tokens=8)
    fresh = finish(shallow, msgspec.structs.replace(request, reuse=False))
    finish(shallow, ask("Something else.", max_tokens=2))
    ready = shallow.prewarm([Message("user", RAIN * 12)], "On the quay").future.result(WAIT)
    assert ready.ready == ready.tokens == len(fresh.prompt_tokens)
    warm = finish(shallow, request)
    assert warm.layout.reused == ready.tokens
    assert warm.candidates == fresh.candidates


def test_a_generation_stops_a_prewarm_at_once_and_uses_what_it_read(shallow: Engine) -> None:
    asked = msgspec.structs.replace(continued(1, seeds=(5,)), prompt=LONG)
    fresh = finish(shallow, msgspec.structs.replace(asked, reuse=False))
    finish(shallow, ask("Something else in between.", max_tokens=2))
    whole = shallow.prewarm(LONG)
    time.sleep(0.8)
    other = finish(shallow, asked)
    ready = whole.future.result(0.1)
    assert ready.tokens == len(LONG)
    assert 0 < ready.ready < len(LONG)
    assert other.layout.reused == ready.ready
    assert other.candidates == fresh.candidates


def test_a_stopped_prewarm_is_over_within_a_tenth_of_a_second(shared_engine: Engine) -> None:
    waits = []
    for turn in range(5):
        job = shared_engine.prewarm(tuple(reversed(WORDS[turn:])))
        time.sleep(0.1 + 0.03 * turn)
        asked = time.perf_counter()
        job.cancel()
        ready = job.future.result(WAIT)
        waits.append(time.perf_counter() - asked)
        assert ready.ready < ready.tokens
    assert sorted(waits)[2] < 0.1  # the worst is the benchmark's, on a machine of its own


def test_only_the_newest_prewarm_is_read_to_its_end(shared_engine: Engine) -> None:
    first = shared_engine.prewarm(WORDS[300:])
    second = shared_engine.prewarm(WORDS[200:])
    third = shared_engine.prewarm(WORDS[:130])
    assert third.future.result(WAIT) == Prewarmed(130, 130)
    assert first.future.result(0).ready < 400
    assert second.future.result(0).ready < 500


def test_a_prewarm_waits_for_the_generation_and_leaves_counting_alone(shared_engine: Engine) -> None:
    began = threading.Event()
    running = shared_engine.generate(ask("Write a long story.", max_tokens=60), lambda _: began.set())
    ahead = shared_engine.prewarm(WORDS[:150])
    waiting = shared_engine.prewarm(WORDS)
    assert began.wait(WAIT)
    assert not ahead.future.done() or ahead.future.result().ready == 0
    assert shared_engine.state == "busy"
    assert running.future.result(WAIT).candidates[0].stop_reason != "cancelled"
    assert shared_engine.count(["hello there"]).result(WAIT) == [2]
    assert shared_engine.state == "ready", "reading ahead is nobody's business"
    waiting.cancel()
    assert waiting.future.result(WAIT).ready < len(WORDS)


@pytest.mark.parametrize("prompt", ["", "  ", (), (Message("user", " "),), (1, -5), "word " * 3_000])
def test_what_cannot_be_read_ahead_is_passed_over_in_silence(shared_engine: Engine, prompt: object) -> None:
    assert shared_engine.prewarm(prompt).future.result(WAIT).ready == 0  # type: ignore[arg-type]
    assert finish(shared_engine, ask("Hello.", max_tokens=2)).candidates[0].tokens


def test_a_prewarm_never_starts_a_child_nor_fails(fresh_engine: Engine) -> None:
    assert fresh_engine.prewarm("Hello").future.result(WAIT) == NOTHING_WARMED
    assert fresh_engine.child_pid is None
    fresh_engine.close()
    assert fresh_engine.prewarm("Hello").future.result(0) == NOTHING_WARMED


def test_in_the_child_only_a_cancel_overtakes_what_was_sent() -> None:
    inbox = Inbox()
    aborted: list[bool] = []
    inbox.abort, inbox.calm = lambda: aborted.append(True), lambda: aborted.append(False)
    request = GenerateRequest(prompt="x", seeds=(1,))
    inbox.put(wire.Prewarm(1, request))
    inbox.put(wire.Count(2, ["x"]))
    assert inbox.light.get(timeout=0).id == 2  # type: ignore[union-attr]
    taken = inbox.take(0)
    assert taken is not None
    inbox.begin(taken.id)
    assert not inbox.stopped(1)
    inbox.put(wire.Cancel(1))
    assert inbox.stopped(1) == {-1}
    inbox.end()
    assert aborted == [False, True, False]
    assert not inbox.stopped(1), "nothing is left for another turn of the same job"
    inbox.put(wire.Generate(3, request))
    inbox.close()
    assert inbox.take(0) is None, "the end does not wait for anybody"
