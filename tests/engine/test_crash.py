"""The child dies, the app does not; and the other way round."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.process import Restarts
from muse_desktop.engine.protocol import Event, Piece
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, Heard, ask, finish

pytestmark = pytest.mark.real_model


def kill_child(engine: Engine) -> None:
    pid = engine.child_pid
    assert pid is not None
    psutil.Process(pid).kill()


def test_a_killed_child_fails_its_generation_and_the_next_one_works(
    fresh_engine: Engine, model_file: Path
) -> None:
    states: list[str] = []
    fresh_engine.on_state.append(states.append)
    fresh_engine.load(model_file, context=512, threads=1).result(WAIT)
    heard, some = Heard(), threading.Event()

    def listen(event: Event) -> None:
        heard(event)
        if len(heard.text()) > 10:
            some.set()

    job = fresh_engine.generate(ask("Write a long story.", max_tokens=400), listen)
    assert some.wait(WAIT)
    kill_child(fresh_engine)
    error = job.future.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.crashed"
    assert error.values["reason"] == ("SIGKILL" if sys.platform != "win32" else "exit code 15")
    assert "文字是安全的" in error.text("zh")
    assert len(heard.text()) > 10
    assert fresh_engine.state == "crashed"

    result = finish(fresh_engine, ask("Go on.", max_tokens=4))
    assert len(result.candidates[0].tokens) == 4
    assert fresh_engine.model is not None
    assert fresh_engine.model.context == 512
    assert states == ["loading", "ready", "busy", "crashed", "loading", "busy", "ready"]


BUGGY = """
from muse_desktop.engine.child import service, worker
def bug(*_):
    raise RuntimeError("a bug in the answering thread")
service.Service._do = bug
worker.main()
"""


def test_a_bug_in_a_thread_of_the_child_is_a_crash_and_no_endless_wait() -> None:
    with Engine([sys.executable, "-c", BUGGY]) as engine:
        error = engine.count(["x"]).exception(20)
    assert isinstance(error, MuseError)
    assert error.values["reason"] == "exit code 1: RuntimeError: a bug in the answering thread"


@pytest.mark.skipif(sys.platform == "win32", reason="a native abort has no signal there")
def test_a_native_abort_says_what_stopped(fresh_engine: Engine, model_file: Path) -> None:
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    pid = fresh_engine.child_pid
    assert pid is not None
    os.kill(pid, signal.SIGABRT)
    error = fresh_engine.generate(ask("x"), Heard()).future.exception(WAIT)
    if error is None:  # the abort was noticed before the request was sent: it went to the new child
        assert fresh_engine.child_pid != pid
    else:
        assert isinstance(error, MuseError)
        assert str(error.values["reason"]).startswith("SIGABRT")
    assert finish(fresh_engine, ask("x", max_tokens=2)).candidates[0].tokens


def test_the_engine_survives_being_killed_over_and_over(fresh_engine: Engine, model_file: Path) -> None:
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    for _ in range(3):
        some = threading.Event()
        job = fresh_engine.generate(
            ask("Write.", max_tokens=150), lambda e, some=some: some.set() if isinstance(e, Piece) else None
        )
        assert some.wait(WAIT)
        kill_child(fresh_engine)
        assert isinstance(job.future.exception(WAIT), MuseError)
    assert fresh_engine.count(["hello there"]).result(WAIT) == [2]


def test_a_model_that_crashes_again_and_again_is_left_alone_until_it_is_loaded_anew(
    fresh_engine: Engine, model_file: Path
) -> None:
    def crash() -> str:
        some = threading.Event()
        job = fresh_engine.generate(
            ask("Write.", max_tokens=200), lambda e: some.set() if isinstance(e, Piece) else None
        )
        while not some.wait(0.02) and not job.future.done():
            pass
        if not job.future.done():
            kill_child(fresh_engine)
        error = job.future.exception(WAIT)
        assert isinstance(error, MuseError)
        return error.code

    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    assert [crash() for _ in range(5)] == ["engine.crashed"] * 4 + ["engine.crashed_often"]
    assert fresh_engine.child_pid is None
    error = fresh_engine.count(["x"]).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.values["crashes"] == 4
    assert "smaller context" in error.text("en")
    assert fresh_engine.prewarm("x").future.result(WAIT).ready == 0
    fresh_engine.load(model_file, context=128, threads=1, gpu_layers=0).result(WAIT)
    assert crash() == "engine.crashed"
    assert finish(fresh_engine, ask("Go on.", max_tokens=2)).candidates[0].tokens


def test_crashes_long_ago_or_before_a_success_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    restarts = Restarts()

    def crash(times: int, apart: float) -> None:
        for _ in range(times):
            restarts.crashed("SIGSEGV")
            now[0] += apart

    crash(8, 21)
    restarts.check()
    crash(3, 1)
    with pytest.raises(MuseError, match="SIGSEGV"):
        restarts.check()
    restarts.worked()
    crash(3, 1)
    restarts.check()
    crash(1, 1)
    with pytest.raises(MuseError):
        restarts.check()
    now[0] += 61
    restarts.check()


def test_closing_while_it_writes_ends_everything_soon(model_file: Path) -> None:
    engine = Engine()
    engine.load(model_file, context=512, threads=1).result(WAIT)
    some = threading.Event()
    job = engine.generate(ask("Write a long story.", max_tokens=400), lambda _: some.set())
    assert some.wait(WAIT)
    pid = engine.child_pid
    asked = time.perf_counter()
    engine.close()
    assert time.perf_counter() - asked < 5
    error = job.future.exception(WAIT)
    assert error is None or (isinstance(error, MuseError) and error.code == "engine.closed")
    assert pid is not None
    assert not psutil.pid_exists(pid)
    engine.close()


PARENT = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it
from muse_desktop.engine.client import Engine
from muse_desktop.engine.process import Restarts
from muse_desktop.engine.protocol import GenerateRequest
engine = Engine()
engine.load(sys.argv[1], context=512, threads=1).result(60)
engine.generate(GenerateRequest(prompt="Once upon a time", seeds=(1,), max_tokens=400), lambda e: None)
print(engine.child_pid, flush=True)
while True:  # one long sleep could begin just after the signal came, and miss it
    time.sleep(0.1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the child is tested there by the end of its stdin alone")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_child_outlives_the_app(model_file: Path, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(model_file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as app:
        assert app.stdout is not None
        child = psutil.Process(int(app.stdout.readline()))
        assert child.is_running()
        app.send_signal(how)
        app.wait(20)
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C does not reach a hidden process there")
def test_control_c_is_left_to_the_app(fresh_engine: Engine, model_file: Path) -> None:
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    pid = fresh_engine.child_pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    assert finish(fresh_engine, ask("x", max_tokens=2)).candidates[0].tokens
    assert fresh_engine.child_pid == pid
