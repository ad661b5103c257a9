"""One heavy request at a time, in the order the writer wants, whatever becomes of the child."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest

from muse_desktop.engine import runner, watch
from muse_desktop.engine.client import Engine
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.protocol import (
    CandidateDone,
    Event,
    Finished,
    GenerateRequest,
    GenerationResult,
    Message,
    Started,
)
from muse_desktop.engine.values import Scored, ScoreRequest
from muse_desktop.errors import MuseError
from tests.engine import acted

SOON = 20.0
ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
           "from tests.engine import acted; acted.main()"]  # fmt: skip


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What the children were asked, in order."""
    file = tmp_path / "asked.log"
    monkeypatch.setenv(acted.LOG, str(file))
    return lambda: [line.split()[0] for line in file.read_text("utf-8").splitlines()] if file.exists() else []


@pytest.fixture
def engine(log: object, tmp_path: Path) -> Iterator[Engine]:
    with Engine(COMMAND) as engine:
        engine.load(model(tmp_path, "one.gguf")).result(SOON)
        yield engine


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that waits for a second instead of fifteen."""
    monkeypatch.setattr(runner, "TICK_S", 0.1)
    for module in (runner, watch):
        monkeypatch.setattr(module, "SILENT_S", 1.0)


def model(folder: Path, name: str) -> Path:
    (folder / name).write_bytes(b"GGUF")
    return folder / name


def write(engine: Engine, prompt: str, label: str = "") -> Job[GenerationResult]:
    return engine.generate(GenerateRequest(prompt=prompt, seeds=(1, 2)), lambda _: None, label)


def begun(engine: Engine, prompt: str) -> Job[GenerationResult]:
    """A generation that runs."""
    began = threading.Event()
    request = GenerateRequest(prompt=prompt, seeds=(1,))
    job = engine.generate(request, lambda event: began.set() if isinstance(event, Started) else None)
    assert began.wait(SOON)
    return job


def score(engine: Engine, answer: str) -> Job[Scored]:
    return engine.score(ScoreRequest(prompt="", answer=answer))


def code(job: Job[object]) -> str:
    error = job.future.exception(SOON)
    assert isinstance(error, MuseError)
    return error.code


def test_a_cancelled_job_leaves_its_neighbours_alone_and_the_child_never_hears_of_it(
    engine: Engine, log: Callable[[], list[str]]
) -> None:
    first = begun(engine, "wait")
    heard: list[Event] = []
    second = engine.generate(GenerateRequest(prompt="two", seeds=(1, 2)), heard.append, "Two")
    third = write(engine, "three", "Three")
    assert [(job.label, job.state) for job in engine.queue.jobs()] == [
        ("", "running"), ("Two", "waiting"), ("Three", "waiting"),
    ]  # fmt: skip
    engine.queue.cancel(second.id)
    result = second.future.result(SOON)
    assert [(one.text, one.stop_reason) for one in result.candidates] == [("", "cancelled")] * 2
    assert heard == [CandidateDone(0, "cancelled"), CandidateDone(1, "cancelled"), Finished(result)]
    assert not first.future.done()
    engine.queue.cancel(first.id)
    assert first.future.result(SOON).candidates[0].stop_reason == "cancelled"
    assert third.future.result(SOON).candidates[0].text == "three one.gguf"
    assert log().count("Generate") == 2
    assert engine.queue.jobs() == ()


def test_jobs_run_in_the_order_the_writer_gave_them(engine: Engine) -> None:
    done: list[str] = []
    first = begun(engine, "wait")
    jobs = {name: write(engine, name) for name in ("a", "b", "c")}
    for name, job in jobs.items():
        job.future.add_done_callback(lambda _, name=name: done.append(name))
    assert engine.queue.move(jobs["c"].id, jobs["a"].id)
    assert engine.queue.move(jobs["a"].id, None)
    first.cancel()
    wait([job.future for job in jobs.values()], SOON)
    assert done == ["c", "b", "a"]


def test_a_pause_lets_the_running_one_finish_and_holds_the_rest(engine: Engine, tmp_path: Path) -> None:
    first = begun(engine, "wait")
    second = write(engine, "two")
    engine.queue.pause()
    first.cancel()
    assert first.future.result(SOON)
    assert engine.count(["x"]).result(SOON) == [1]
    time.sleep(0.1)
    assert [job.state for job in engine.queue.jobs()] == ["waiting"]
    engine.queue.resume()
    assert second.future.result(SOON).candidates[0].text == "two one.gguf"


def test_candidates_stopped_before_their_turn_are_told_to_the_child_then(engine: Engine) -> None:
    first = begun(engine, "wait")
    second, third = write(engine, "wait"), write(engine, "three")
    second.stop_candidate(0)
    third.stop_candidate(0)
    third.stop_candidate(1)
    assert third.future.result(SOON).candidates[1].stop_reason == "cancelled", "no candidate was left"
    first.cancel()
    assert second.future.result(SOON).candidates[0].stop_reason == "cancelled"


def test_a_crash_fails_the_running_job_alone(engine: Engine, log: Callable[[], list[str]]) -> None:
    states: list[str] = []
    engine.on_state.append(states.append)
    engine.queue.pause()
    died, second, third = write(engine, "die"), write(engine, "two"), write(engine, "three")
    engine.queue.resume()
    assert code(died) == "engine.crashed"
    assert second.future.result(SOON).candidates[0].text == "two one.gguf"
    assert third.future.result(SOON).candidates[0].text == "three one.gguf"
    assert log() == ["Load", "Generate", "Load", "Generate", "Generate"]
    assert states == ["busy", "crashed", "loading", "busy", "ready"]


def test_jobs_that_all_crash_come_to_an_end(engine: Engine) -> None:
    engine.queue.pause()
    jobs = [write(engine, "die") for _ in range(7)]
    engine.queue.resume()
    codes = [code(job) for job in jobs]
    assert codes == ["engine.crashed"] * 4 + ["engine.crashed_often"] * 3
    assert code(write(engine, "x")) == "engine.crashed_often"
    engine.load(Path(engine.model.path if engine.model else "")).result(SOON)
    assert write(engine, "x").future.result(SOON).candidates[0].text == "x one.gguf"


def test_a_model_that_no_longer_loads_fails_each_job_once(engine: Engine, tmp_path: Path) -> None:
    engine.load(model(tmp_path, "dies-later.gguf")).result(SOON)
    engine.queue.pause()
    jobs = [write(engine, "die"), *(write(engine, "x") for _ in range(5))]
    engine.queue.resume()
    assert [code(job) for job in jobs] == ["engine.crashed"] * 4 + ["engine.crashed_often"] * 2


def test_background_work_gives_way_and_is_answered_later(
    engine: Engine, log: Callable[[], list[str]]
) -> None:
    scored = score(engine, "wait")
    while "Score" not in log():
        time.sleep(0.01)
    asked = time.monotonic()
    assert write(engine, "now").future.result(SOON)
    assert time.monotonic() - asked < 0.3, "it did not wait for the score"
    assert not scored.future.done()
    assert scored.future.result(SOON).tokens == (1,)
    assert log() == ["Load", "Score", "Generate", "Score"]


def test_the_writers_cancel_wins_over_being_put_back(engine: Engine, log: Callable[[], list[str]]) -> None:
    for cancel_first in (True, False):
        count = log().count("Score")
        scored = score(engine, "wait")
        while log().count("Score") == count:
            time.sleep(0.005)
        if cancel_first:
            scored.cancel()
        waiting = write(engine, "wait")
        if not cancel_first:
            scored.cancel()
        assert code(scored) == "engine.cancelled"
        waiting.cancel()
        waiting.future.result(SOON)
        assert engine.queue.jobs() == ()


def test_a_score_is_not_made_with_another_model(engine: Engine, tmp_path: Path) -> None:
    first = begun(engine, "wait")
    stale, same = score(engine, "x"), score(engine, "wait")
    again = engine.load(tmp_path / "one.gguf")
    first.cancel()
    again.result(SOON)
    assert stale.future.result(SOON).tokens == (1,)
    other = engine.load(model(tmp_path, "two.gguf"))
    other.result(SOON)
    assert code(same) == "engine.overtaken"
    assert score(engine, "x").future.result(SOON)


def test_what_is_counted_after_a_load_is_counted_by_the_new_model(
    engine: Engine, log: Callable[[], list[str]], tmp_path: Path
) -> None:
    load = engine.load(model(tmp_path, "slow.gguf"))
    assert engine.count(["x"]).result(SOON) == [1]
    assert load.done()
    assert log()[-2:] == ["Load", "Count"]
    refused = engine.load(tmp_path / "none.gguf")
    assert engine.count(["x"]).result(SOON) == [1], "a load that never began holds nothing up"
    assert refused.exception(SOON)


def test_a_new_child_has_the_model_and_the_limit_of_the_last_one(
    engine: Engine, log: Callable[[], list[str]]
) -> None:
    engine.limit(1).result(SOON)
    assert code(write(engine, "die")) == "engine.crashed"
    engine.versions().result(SOON)
    assert write(engine, "x").future.result(SOON).candidates[0].text == "x one.gguf"
    asked = log()
    assert sorted(asked[3:5]) == ["Limit", "Versions"]
    assert asked[5:] == ["Load", "Generate"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
def test_a_child_that_stands_still_is_ended(engine: Engine, hasty: None) -> None:
    job, waiting = begun(engine, "wait"), write(engine, "next")
    os.kill(engine.child_pid or 0, signal.SIGSTOP)
    error = job.future.exception(SOON)
    assert isinstance(error, MuseError)
    assert error.code == "engine.crashed"
    assert error.values["reason"] == "no sign of life for 1 s"
    assert waiting.future.result(SOON).candidates[0].text == "next one.gguf"


def test_a_template_that_never_ends_is_ended(engine: Engine, hasty: None) -> None:
    error = engine.render([Message("user", "hang")]).exception(SOON)
    assert isinstance(error, MuseError)
    assert error.code == "engine.crashed"
    assert str(error.values["reason"]).startswith("no answer for 1")
    assert engine.count(["x"]).result(SOON) == [1]


def test_a_job_that_does_not_stop_when_told_is_ended(engine: Engine, hasty: None) -> None:
    job = begun(engine, "hang")
    time.sleep(1.5)
    assert not job.future.done(), "it may think as long as it likes"
    job.cancel()
    assert code(job) == "engine.crashed"
    assert write(engine, "x").future.result(SOON)


def test_a_load_may_take_its_time_while_it_gets_on(
    engine: Engine, hasty: None, tmp_path: Path
) -> None:
    watch_s = watch.SILENT_S
    assert engine.load(model(tmp_path, "slow.gguf")).result(SOON).path.endswith("slow.gguf")
    started = time.monotonic()
    error = engine.load(model(tmp_path, "endless.gguf")).exception(SOON)
    assert watch_s <= time.monotonic() - started < 5
    assert isinstance(error, MuseError)
    assert error.code == "engine.load_crashed"
    assert error.values["name"] == "endless.gguf"


def test_the_last_words_of_a_child_are_kept_and_bounded(engine: Engine) -> None:
    assert engine.last_words == ""
    dies = "import sys; sys.stderr.write('x' * 20_000 + 'the end'); sys.exit(4)"
    with Engine([sys.executable, "-c", dies]) as brief:
        error = brief.count(["x"]).exception(SOON)
        assert isinstance(error, MuseError)
        assert brief.last_words.endswith("the end")
        assert len(brief.last_words) == 8 * 1024
