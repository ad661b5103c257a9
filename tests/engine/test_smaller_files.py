"""Smaller files made, and measured, in children that are thrown away."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.values import Measured, MeasureRequest
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, ask, finish

pytestmark = pytest.mark.real_model
TEXT = "The door was not locked. Inside it was dry and cold, and somebody had left a cup on the stairs. " * 2


def _code(job: Job[None]) -> str:
    error = job.future.exception(WAIT)
    assert isinstance(error, MuseError)
    return error.code


def test_the_starters_f16_made_smaller_is_a_file_that_loads_and_strays_a_little(
    f16: Path, tmp_path: Path, fresh_engine: Engine
) -> None:
    target = tmp_path / "new folder" / "starter.Q4_0.gguf"
    told: list[float] = []
    fresh_engine.quantise(f16, target, "Q4_0", told.append, threads=1).future.result(WAIT)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert target.stat().st_size < 0.4 * f16.stat().st_size
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    logits = str(tmp_path / "logits")
    found: dict[str, Measured] = {}
    for path in (f16, target):
        info = fresh_engine.load(path, context=128, threads=1, batch=32).result(WAIT)
        request = MeasureRequest(text=TEXT, file=logits, write=path == f16)
        found[info.quantisation] = fresh_engine.measure(request).future.result(WAIT)
    assert found["Q4_0"].surprise > found["F16"].surprise
    assert found["Q4_0"].divergence is not None
    assert 0.05 < found["Q4_0"].divergence < 1.0
    assert 0.4 < (found["Q4_0"].same_choice or 0) < 0.95
    assert finish(fresh_engine, ask("Name a colour.", max_tokens=4)).candidates[0].tokens


def test_a_job_that_is_cancelled_leaves_no_file_and_the_loaded_model_as_it_was(
    f16: Path, tmp_path: Path, shared_engine: Engine
) -> None:
    before, child = finish(shared_engine, ask("Name a fruit.", max_tokens=6)), shared_engine.child_pid
    slow = shared_engine.quantise(f16, tmp_path / "slow.gguf", "IQ4_XS", threads=1)
    _wait_for(tmp_path / "slow.gguf.part")
    started = time.perf_counter()
    slow.cancel()
    assert _code(slow) == "engine.cancelled"
    assert time.perf_counter() - started < 5
    assert list(tmp_path.iterdir()) == []
    assert (shared_engine.state, shared_engine.child_pid) == ("ready", child)
    again = finish(shared_engine, ask("Name a fruit.", max_tokens=6))
    assert again.candidates == before.candidates


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the child in /proc")
def test_a_child_that_dies_costs_the_job_only(f16: Path, tmp_path: Path, shared_engine: Engine) -> None:
    child, others = shared_engine.child_pid, _children()
    job = shared_engine.quantise(f16, tmp_path / "dead.gguf", "IQ4_XS", threads=1)
    _wait_for(tmp_path / "dead.gguf.part")
    (throwaway,) = _children() - others
    os.kill(throwaway, signal.SIGKILL)
    assert _code(job) == "engine.load_crashed"
    assert list(tmp_path.iterdir()) == []
    assert (shared_engine.state, shared_engine.child_pid) == ("ready", child)


def _wait_for(file: Path) -> None:
    until = time.monotonic() + WAIT
    while not file.exists():
        assert time.monotonic() < until
        time.sleep(0.01)


def _children() -> set[int]:
    import psutil

    return {one.pid for one in psutil.Process().children()}


def test_nothing_is_overwritten_and_what_is_no_model_is_refused(
    model_file: Path, tmp_path: Path, fresh_engine: Engine
) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_text("mine")
    assert _code(fresh_engine.quantise(model_file, mine, "Q4_0")) == "engine.quantise_exists"
    assert _code(fresh_engine.quantise(mine, mine, "Q4_0")) == "engine.quantise_exists"
    assert mine.read_text() == "mine"
    assert _code(fresh_engine.quantise(mine, tmp_path / "x.gguf", "Q4_0")) == "engine.model_not_gguf"
    below = fresh_engine.quantise(model_file, mine / "x.gguf", "Q4_0")
    assert _code(below) == "engine.quantise_failed"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.gguf"]


def test_a_measurement_without_a_model_says_so_and_one_that_is_stopped_is_over(
    model_file: Path, fresh_engine: Engine
) -> None:
    error = fresh_engine.measure(MeasureRequest(text=TEXT)).future.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.no_model"
    fresh_engine.load(model_file, context=1024, threads=1, batch=32).result(WAIT)
    job = fresh_engine.measure(MeasureRequest(text=TEXT * 15))
    time.sleep(0.3)
    job.cancel()
    stopped = job.future.exception(10)
    assert isinstance(stopped, MuseError)
    assert stopped.code == "engine.cancelled"
    assert finish(fresh_engine, ask("Name a tree.", max_tokens=3)).candidates[0].tokens
