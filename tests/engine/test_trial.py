"""A model file is tried in a child of its own, once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine import runner, watch
from muse_desktop.engine.trial import MOST_KEPT, Trial, Trials
from tests.engine import acted
from tests.engine.test_runner import COMMAND, model


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(acted.LOG, str(tmp_path / "asked.log"))
    return tmp_path / "asked.log"


@pytest.fixture
def trials(log: Path, tmp_path: Path) -> Iterator[Trials]:
    made = Trials(tmp_path / "cache" / "trials.json", COMMAND)
    yield made
    made.close()


def loads(log: Path) -> int:
    return log.read_text("utf-8").count("Load") if log.exists() else 0


def test_a_file_is_tried_once_until_it_changes(trials: Trials, log: Path, tmp_path: Path) -> None:
    file = model(tmp_path, "good.gguf")
    assert trials.try_file(file).ok
    assert trials.try_file(file).ok
    assert Trials(tmp_path / "cache" / "trials.json", COMMAND).try_file(file).ok
    assert loads(log) == 1
    os.utime(file, (1, 1))
    assert trials.try_file(file).ok
    assert loads(log) == 2


def test_a_file_that_ends_its_child_stays_refused_until_the_writer_asks_again(
    trials: Trials, log: Path, tmp_path: Path
) -> None:
    file = model(tmp_path, "dies-later.gguf")
    (tmp_path / "dies-later.gguf.loaded").touch()
    first = trials.try_file(file)
    assert (first.ok, first.code, first.refused) == (False, "engine.load_crashed", True)
    assert "dies-later.gguf" in first.error().text("zh")
    assert trials.try_file(file) == first
    assert loads(log) == 1
    (tmp_path / "dies-later.gguf.loaded").unlink()
    trials.forget(file)
    assert trials.try_file(file).ok


def test_a_file_that_never_loads_is_given_up(
    trials: Trials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "TICK_S", 0.1)
    monkeypatch.setattr(watch, "SILENT_S", 1.0)
    monkeypatch.setattr(watch, "STARTING_S", 2.0)
    trial = trials.try_file(model(tmp_path, "endless.gguf"))
    assert trial.refused
    assert str(trial.values["reason"]).startswith("no answer for")
    assert 1 <= trial.seconds < 10


def test_what_is_wrong_with_the_moment_is_not_held_against_the_file(tmp_path: Path) -> None:
    trials = Trials(tmp_path / "trials.json", [sys.executable, "-c", "not python"])
    trials.close()
    assert not trials.try_file(tmp_path / "any.gguf").refused
    assert not (tmp_path / "trials.json").exists()


@pytest.mark.parametrize("broken", [b"", b"\xff{", b"[]", b'{"version":"0","trials":{}}'])
def test_a_broken_memory_is_ignored_and_replaced(
    trials: Trials, log: Path, tmp_path: Path, broken: bytes
) -> None:
    memory = tmp_path / "cache" / "trials.json"
    memory.parent.mkdir()
    memory.write_bytes(broken)
    file = model(tmp_path, "good.gguf")
    assert trials.try_file(file).ok
    assert trials.try_file(file).ok
    assert loads(log) == 1


def test_the_memory_is_bounded(trials: Trials, log: Path, tmp_path: Path) -> None:
    trials._write({f"old {number}": Trial(True) for number in range(MOST_KEPT)})
    assert trials.try_file(model(tmp_path, "good.gguf")).ok
    kept = trials._read()
    assert len(kept) == MOST_KEPT
    assert "old 0" not in kept


@pytest.mark.real_model
def test_a_real_model_passes_and_a_lying_header_does_not(model_file: Path, tmp_path: Path) -> None:
    from tests.engine.test_bad_files import changed, number

    trials = Trials(tmp_path / "trials.json")
    assert trials.try_file(model_file).ok
    block_count = "llama.block_count"
    lying = changed(model_file, tmp_path / "lying.gguf", number(block_count, 30), number(block_count, 1000))
    assert trials.try_file(lying).refused
