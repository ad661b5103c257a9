"""States as files: what is not exactly what was written is never read."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine import states
from muse_desktop.engine.child.prefix import common_prefix, usable
from muse_desktop.engine.states import Snapshot, StateFolder, identity
from muse_desktop.errors import MuseError

OURS = identity("this model", 4096)
tokens = st.lists(st.integers(0, 2), max_size=12)


def snapshot(first: int, length: int = 100, size: int = 1_000, *, complete: bool = True) -> Snapshot:
    held = np.arange(first, first + length, dtype=np.int32)
    row = np.full(5 if complete else 0, first, np.float32)
    return Snapshot(held, row, np.full(size, first % 251, np.uint8))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(folder: StateFolder, prompt: list[int]) -> Snapshot | None:
    entry, _ = folder.best(prompt, 10)
    if entry is None:
        return None
    with folder.trial(entry) as found:
        return found


def age(path: Path, seconds: float) -> None:
    now = path.stat().st_mtime
    os.utime(path, (now - seconds, now - seconds))


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "states", OURS)
    kept = snapshot(7)
    folder.write(kept)
    found = read(folder, list(range(7, 107)))
    assert found is not None
    for part in ("tokens", "row", "state"):
        left, right = getattr(kept, part), getattr(found, part)
        assert np.array_equal(left, right)
        assert left.dtype == right.dtype
    assert len(names(tmp_path / "states")) == 1
    assert folder.covered(list(range(7, 50))) == 43


def test_the_folder_and_its_files_are_the_writers_alone(tmp_path: Path) -> None:
    StateFolder(tmp_path / "states", OURS).write(snapshot(1))
    (path,) = (tmp_path / "states").iterdir()
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_another_models_states_wait_until_it_is_back(tmp_path: Path) -> None:
    folder, other = StateFolder(tmp_path, OURS), StateFolder(tmp_path, identity("this model", 2048))
    folder.write(snapshot(1))
    assert read(other, list(range(1, 101))) is None
    assert other.covered([1, 2, 3]) == 0
    assert read(folder, list(range(1, 101))) is not None


@given(at=st.integers(0, 1_600), bit=st.integers(0, 7))
def test_a_changed_bit_is_always_noticed(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    root = tmp_path_factory.mktemp("states")
    folder = StateFolder(root, OURS)
    folder.write(snapshot(1))
    (path,) = root.iterdir()
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    assert read(folder, list(range(1, 101))) is None


@given(length=st.integers(0, 1_700))
def test_a_file_cut_short_or_grown_is_removed(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    root = tmp_path_factory.mktemp("states")
    folder = StateFolder(root, OURS)
    folder.write(snapshot(1))
    (path,) = root.iterdir()
    whole = path.read_bytes()
    path.write_bytes((whole + bytes(200))[:length])
    if length == len(whole):
        return
    assert read(folder, list(range(1, 101))) is None
    assert not path.exists()


def test_a_damaged_file_is_removed_and_a_foreign_one_too(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path, OURS)
    folder.write(snapshot(1))
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    (tmp_path / "foreign.kv").write_bytes(b"ggsn" + bytes(500))
    (tmp_path / "empty.kv").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("the writer's own")
    assert read(folder, list(range(1, 101))) is None
    assert names(tmp_path) == ["notes.txt"]


def test_a_file_that_is_being_tried_when_the_child_dies_is_not_tried_again(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path, OURS)
    folder.write(snapshot(1))
    (tmp_path / "half.kv-part").write_bytes(b"half")
    entry, _ = folder.best(list(range(1, 101)), 10)
    assert entry is not None
    with pytest.raises(KeyboardInterrupt), folder.trial(entry):
        raise KeyboardInterrupt  # stands for an abort in llama.cpp
    assert read(folder, list(range(1, 101))) is None
    states.clean(tmp_path)
    assert names(tmp_path) == []


def test_a_longer_state_takes_the_place_of_the_shorter_of_the_same_text(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path, OURS)
    folder.write(snapshot(1, 100))
    folder.write(snapshot(500, 100))
    folder.write(snapshot(1, 130))
    assert folder.covered(list(range(1, 200))) == 130
    assert folder.covered(list(range(500, 700))) == 100
    assert len(names(tmp_path)) == 2
    folder.write(snapshot(1, 40))
    assert folder.covered(list(range(1, 200))) == 130, "a beginning alone replaces nothing"


def test_the_longest_unused_goes_first_and_the_bounds_hold(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path, OURS, max_bytes=10_000, max_files=4)
    for number in range(4):
        folder.write(snapshot(1_000 * number))
    for path in tmp_path.iterdir():
        age(path, 1_000)
    assert read(folder, list(range(100))) is not None  # used again: now the youngest
    folder.write(snapshot(5_000))
    assert len(names(tmp_path)) == 4
    assert folder.covered(list(range(100))) == 100
    folder.write(snapshot(7_000, size=8_000))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000
    assert folder.covered(list(range(7_000, 7_100))) == 100
    folder.write(snapshot(9_000, size=20_000))
    assert folder.covered(list(range(9_000, 9_100))) == 0, "larger than all may be together"
    assert folder.covered(list(range(7_000, 7_100))) == 100


def test_a_nearly_full_disk_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "RESERVE", 10**18)
    StateFolder(tmp_path, OURS).write(snapshot(1))
    assert names(tmp_path) == []


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    folder = StateFolder(tmp_path, OURS)
    folder.write(snapshot(1))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.write(snapshot(1, 120))
    assert len(names(tmp_path)) == 1
    assert folder.covered(list(range(1, 200))) == 100


def test_forgetting_deletes_every_state_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "states"
    StateFolder(folder, OURS).write(snapshot(1))
    StateFolder(folder, identity("another")).write(snapshot(1))
    (folder / "x.kv-part").write_bytes(b"")
    (folder / "x.kv-trial").write_bytes(b"")
    (folder / "mine.txt").write_text("")
    states.forget(folder)
    assert names(folder) == ["mine.txt"]
    (folder / "mine.txt").unlink()
    states.forget(folder)
    assert not folder.exists()
    states.forget(folder)


def test_a_state_that_cannot_be_deleted_is_told(tmp_path: Path) -> None:
    (tmp_path / "stuck.kv").mkdir()
    with pytest.raises(MuseError) as told:
        states.forget(tmp_path)
    assert told.value.code == "engine.states_not_deleted"
    assert "stuck.kv" in told.value.text("zh")


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(MuseError, match="Permission denied"):
        states.forget(tmp_path)
    assert StateFolder(tmp_path, OURS).covered([1, 2]) == 0
    states.clean(tmp_path)


@given(left=tokens, right=tokens)
def test_the_common_prefix_is_common_and_the_longest(left: list[int], right: list[int]) -> None:
    n = common_prefix(left, right)
    assert left[:n] == right[:n]
    assert n in (len(left), len(right)) or left[n] != right[n]


@given(held=tokens, prompt=tokens, complete=st.booleans(), n_batch=st.integers(1, 4))
def test_only_whole_batches_or_everything_is_usable(
    held: list[int], prompt: list[int], complete: bool, n_batch: int
) -> None:
    n = usable(held, complete, prompt, n_batch)
    assert held[:n] == prompt[:n]
    if n == len(prompt) > 0:
        assert complete
        assert held == prompt
    else:
        assert n % n_batch == 0
