from __future__ import annotations

import signal
import sys
import time
from concurrent.futures import Future

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.process import death
from muse_desktop.errors import MuseError


@pytest.mark.skipif(sys.platform == "win32", reason="signals are named differently there")
def test_a_signal_is_named_with_the_assertion_that_raised_it() -> None:
    stderr = "loading\n/src/ggml.c:12: GGML_ASSERT(n > 0) failed\nFatal Python error: Aborted\n\nThread 0x1\n"
    assert death(-signal.SIGABRT, stderr) == "SIGABRT: /src/ggml.c:12: GGML_ASSERT(n > 0) failed"


def test_an_exit_code_stands_alone_when_nothing_was_said() -> None:
    assert death(3, "") == "exit code 3"
    assert death(0xC0000005, "") == "exit code 0xC0000005"


def failing(script: str) -> MuseError:
    """The error of a request to a child that runs `script` instead of the engine."""
    with Engine([sys.executable, "-c", script]) as engine:
        answer: Future[list[int]] = engine.count(["x"])
        error = answer.exception(20)
    assert isinstance(error, MuseError)
    assert error.code == "engine.crashed"
    return error


def test_a_child_that_speaks_nonsense_is_ended_and_its_request_fails() -> None:
    error = failing("import sys, time; sys.stdin.readline(); print('hello', flush=True); time.sleep(60)")
    assert "unreadable" in str(error.values["reason"])


@pytest.mark.parametrize(
    "line",
    [b'{"type":"answer","id":1}', b'{"type":"none"}', b"[]", b'{"type":"answer","id":1,"value":\xff}', b""],
)
def test_a_line_that_is_almost_right_is_no_better(line: bytes) -> None:
    error = failing(
        f"import sys, time; sys.stdin.readline(); sys.stdout.buffer.write({line!r} + b'\\n');"
        "sys.stdout.flush(); time.sleep(60)"
    )
    assert "unreadable" in str(error.values["reason"])


def test_a_child_that_leaves_at_once_says_why() -> None:
    error = failing("import sys; sys.stdin.readline(); sys.exit('out of luck')")
    assert error.values["reason"] == "exit code 1: out of luck"


def test_a_program_that_does_not_exist_is_an_error_of_the_request() -> None:
    with Engine(["/no/such/program"]) as engine:
        error = engine.count(["x"]).exception(20)
    assert isinstance(error, MuseError)
    assert error.code == "engine.crashed"


def test_a_child_that_ignores_the_goodbye_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_desktop.engine.process.POLITE_S", 0.2)
    engine = Engine([sys.executable, "-c", "import time\nwhile True: time.sleep(60)"])
    waiting = engine.count(["x"])
    while engine.child_pid is None:
        time.sleep(0.01)
    engine.close()
    assert isinstance(waiting.exception(5), MuseError)
    assert engine.child_pid is None
