"""Models from the command line: found, fetched, interrupted and continued, put on the shelf, deleted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.cli import run
from tests.e2e.command import muse_json
from tests.models.hub_server import HubServer, gguf

REPO, FILE = "anna/tide", "tide-Q4_K_M.gguf"
SIZE = 6_000_000


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home() -> Path:
    """Where settings and models of this test lie."""
    return Path(os.environ["MUSE_DESKTOP_HOME"])


@pytest.fixture
def muse(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in this process, which is quicker: exit status, standard output, standard error."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--language", "en", *map(str, arguments)])
        return status, *capsys.readouterr()

    return command


def shape(done: tuple[int, str, str]) -> Any:
    """The JSON of a command that must succeed."""
    assert done[0] == 0, done[2]
    return json.loads(done[1])


@pytest.fixture
def hub(home: Path) -> Iterator[HubServer]:
    """A hub with two models, at the address that the settings name."""
    with HubServer() as server:
        server.add(REPO, {FILE: gguf(SIZE), "tide-Q8_0.gguf": gguf(2000, seed=2)}, licence="apache-2.0")
        settings = {"threads": 1, "hub_endpoint": server.endpoint}
        (home / "settings.json").write_text(json.dumps(settings), "utf-8")
        yield server


def files_in(home: Path) -> set[str]:
    return {path.name for path in (home / "models").rglob("*") if path.is_file()}


@pytest.mark.loopback
def test_a_file_of_the_hub_is_fetched_listed_and_every_connection_told(
    hub: HubServer, home: Path, muse: Run
) -> None:
    done = muse("models", "get", REPO, FILE, "--json")
    model = shape(done)["model"]
    path = Path(model["path"])
    assert path.read_bytes() == hub.repos[REPO].files[FILE].data
    assert (model["repo"], model["licence"], model["bytes"]) == (REPO, "apache-2.0", SIZE)
    assert model["sha256"] == hub.repos[REPO].files[FILE].sha256
    assert "100%" in done[2]
    listed = shape(muse("models", "list", "--json"))["models"]
    assert [one["origin"] for one in listed] == ["starter", "downloaded"]
    made = shape(muse("models", "connections", "--json"))["connections"]
    assert {one["why"] for one in made} == {"files", "download"}
    assert len(made) == sum(one.method == "GET" for one in hub.asked)
    assert not (home / "workspace").exists(), "no workspace is needed for it"
    assert muse("models", "get", REPO, FILE)[:2] == (0, f"{path}\n")
    assert hub.bytes_sent <= 1.05 * SIZE


@pytest.mark.loopback
@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that stands for Ctrl+C alone")
def test_an_interrupted_download_goes_on_with_the_same_command(hub: HubServer, home: Path) -> None:
    hub.slow(4e6)
    command = [sys.executable, "-m", "muse_desktop", "--language", "en", "models", "get", REPO, FILE]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A suite that was started in the background ignores Ctrl+C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    try:
        deadline = time.monotonic() + 30
        while not any(path.stat().st_size > SIZE // 4 for path in home.rglob("*.part")):
            assert running.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=20)
    finally:
        running.kill()
    assert running.returncode == 130
    assert "the same command goes on" in told.decode()
    assert "Traceback" not in told.decode()
    assert not list(home.rglob("*.gguf"))
    hub.slow(0)
    assert muse_json("models", "get", REPO, FILE)["model"]["sha256"] == hub.repos[REPO].files[FILE].sha256
    assert hub.bytes_sent <= 1.05 * SIZE


@pytest.mark.loopback
def test_what_cannot_be_fetched_says_why_and_leaves_nothing(hub: HubServer, home: Path, muse: Run) -> None:
    status, _, told = muse("models", "get", REPO)
    assert status == 1
    assert FILE in told
    assert "tide-Q8_0.gguf" in told
    assert FILE in muse("models", "get", REPO, "other.gguf")[2]
    assert "nobody/nothing" in muse("models", "get", "nobody/nothing")[2]
    hub.spoil(REPO, "tide-Q8_0.gguf", gguf(2000, seed=3))
    status, out, told = muse("models", "get", REPO, "tide-Q8_0.gguf")
    assert (status, out) == (1, "")
    assert "tide-Q8_0.gguf" in told
    assert not [name for name in files_in(home) if name.startswith("tide")]


@pytest.mark.loopback
def test_a_search_names_the_catalogue_and_the_hub(hub: HubServer, muse: Run) -> None:
    found = shape(muse("models", "search", "tide", "--json"))
    assert found["catalogue"] == []
    assert [(one["repo"], one["gated"]) for one in found["hub"]] == [(REPO, False)]


def test_the_catalogue_is_listed_without_a_connection(muse: Run) -> None:
    found = shape(muse("models", "search", "--json"))
    assert found["hub"] == []
    wanted = {"id", "repo", "file", "bytes", "licence", "commercial", "needed", "room"}
    assert wanted <= set(found["catalogue"][0])
    assert shape(muse("models", "connections", "--json")) == {"connections": []}
    status, _, told = muse("models", "get", found["catalogue"][0]["name"])
    assert status == 1
    assert "models search" in told


@pytest.mark.real_model
def test_a_file_is_put_on_the_shelf_used_and_deleted_when_the_writer_insists(
    home: Path, starter_model: Path, tmp_path: Path, muse: Run
) -> None:
    mine = tmp_path / "Mine.gguf"
    shutil.copyfile(starter_model, mine)
    added = shape(muse("models", "add", mine, "--json"))["model"]
    assert (added["name"], added["origin"], added["problem"]) == ("Mine", "copied", None)
    settings = {"threads": 1, "task_models": [{"task": "chinese", "path": added["path"]}]}
    (home / "settings.json").write_text(json.dumps(settings), "utf-8")
    status, _, told = muse("models", "delete", "Mine")
    assert status == 1
    assert "--yes" in told
    deleted = shape(muse("--model", "/not/kept.gguf", "models", "delete", "Mine", "--yes", "--json"))
    assert deleted == {
        "path": added["path"],
        "file_stays": False,
        "dependents": {"tasks": ["chinese"], "draft": False, "generations": 0},
    }
    kept = json.loads((home / "settings.json").read_text("utf-8"))
    assert (kept["task_models"], kept["model_path"]) == ([], "")
    assert mine.exists()
    assert not Path(added["path"]).exists()
    assert "Mine" in muse("models", "delete", "Mine")[2]


def test_what_is_no_model_is_not_put_on_the_shelf(tmp_path: Path, muse: Run) -> None:
    letter = tmp_path / "letter.gguf"
    letter.write_text("Dear Anna,", "utf-8")
    status, _, told = muse("models", "add", letter)
    assert status == 1
    assert "letter" in told
    assert len(shape(muse("models", "list", "--json"))["models"]) == 1
