"""The app started as a process: it opens, holds its workspace, and ends politely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.command import muse, muse_json


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("window") / "workspace"


@pytest.fixture(scope="module")
def window(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    """A running app, offscreen, whose workspace exists."""
    log = tmp_path_factory.mktemp("log") / "stderr.txt"
    with log.open("wb") as errors:
        running = subprocess.Popen(
            [sys.executable, "-m", "muse_desktop", "--workspace", str(workspace)],
            stderr=errors,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    try:
        deadline = time.monotonic() + 60
        while muse("--workspace", workspace, "documents").returncode != 0:
            assert running.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.2)
        yield running
    finally:
        running.kill()
        running.wait()


@pytest.mark.parametrize("command", [("documents",), ("library", "list"), ("verify",), ("doctor",)])
def test_reading_commands_run_beside_the_window(
    window: subprocess.Popen[bytes], workspace: Path, command: tuple[str, ...]
) -> None:
    assert window.poll() is None
    assert muse_json("--workspace", workspace, *command)


def test_the_window_makes_a_first_document_to_write_in(
    window: subprocess.Popen[bytes], workspace: Path
) -> None:
    assert len(muse_json("--workspace", workspace, "documents")["documents"]) == 1


@pytest.mark.parametrize(
    "command",
    [("generate", "--recipe", "poem", "--set", "theme=sea"), ("library", "add", __file__)],
    ids=["generate", "library add"],
)
def test_writing_commands_refuse_and_say_who_holds_the_workspace(
    window: subprocess.Popen[bytes], workspace: Path, command: tuple[str, ...]
) -> None:
    done = muse("--workspace", workspace, *command)
    assert done.returncode == 1
    assert str(window.pid) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_window_is_refused(window: subprocess.Popen[bytes], workspace: Path) -> None:
    # The dialog would wait for a click: it is enough that the reason is on standard error first.
    second = subprocess.Popen(
        [sys.executable, "-m", "muse_desktop", "--workspace", str(workspace)],
        stderr=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
    )
    try:
        assert second.stderr is not None
        assert str(window.pid) in second.stderr.readline().decode()
    finally:
        second.kill()
        second.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to be polite with")
def test_a_polite_kill_closes_the_window_and_releases_the_workspace(
    window: subprocess.Popen[bytes], workspace: Path
) -> None:
    window.send_signal(signal.SIGTERM)
    assert window.wait(timeout=30) == 0
    assert muse_json("--workspace", workspace, "verify")["ok"]
    added = muse(
        "--workspace", workspace, "library", "add", __file__.replace("test_window_process.py", "none.txt")
    )
    assert "none.txt" in added.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may lack a screen")
@pytest.mark.parametrize("display", ["", ":77"], ids=["none set", "nobody there"])
def test_without_a_display_the_command_that_works_is_named(display: str, tmp_path: Path) -> None:
    bare = {"QT_QPA_PLATFORM": "", "DISPLAY": display, "WAYLAND_DISPLAY": ""}
    done = muse("--workspace", tmp_path / "w", environment=bare)
    assert done.returncode == 1
    assert "muse-desktop generate" in done.stderr
    assert not (tmp_path / "w").exists()
    in_chinese = muse("--workspace", tmp_path / "w", environment={**bare, "LC_ALL": "zh_CN.UTF-8"})
    assert "屏幕" in in_chinese.stderr
