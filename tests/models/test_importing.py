"""A model is copied whole or not at all, and the original is only read."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from collections import namedtuple
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models import importing
from muse_desktop.models.importing import copy_model, files_of, safe_stem
from tests.hostile import worded
from tests.models.test_shelf import HEADER, model

SIZE = 3 * 2**22 + 5
"""Three blocks and a little."""
Usage = namedtuple("Usage", "total used free")


def refused(path: Path) -> MuseError:
    with pytest.raises(MuseError) as error:
        files_of(path)
    return worded(error.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def copy(path: Path, folder: Path, progress=lambda *_: None, cancelled=lambda: False) -> Path:  # type: ignore[no-untyped-def]
    return copy_model(files_of(path), HEADER, folder, progress, cancelled)


def failed(path: Path, folder: Path, **more) -> MuseError:  # type: ignore[no-untyped-def]
    with pytest.raises(MuseError) as error:
        copy(path, folder, **more)
    assert not folder.exists() or list(folder.iterdir()) == [], "nothing is left of it"
    return worded(error.value)


def test_each_thing_that_is_no_model_has_its_own_message(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.gguf").code == "models.missing"
    assert refused(tmp_path).code == "models.not_a_file"
    (tmp_path / "poem.gguf").write_text("床前明月光", "utf-8")
    assert refused(tmp_path / "poem.gguf").code == "engine.model_not_gguf"
    (tmp_path / "a.gguf").symlink_to(tmp_path / "b.gguf")
    (tmp_path / "b.gguf").symlink_to(tmp_path / "a.gguf")
    assert refused(tmp_path / "a.gguf").code == "models.loop"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.gguf")
        assert refused(tmp_path / "pipe.gguf").code == "models.not_a_file"
        odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.gguf"))
        assert refused(odd).code == "models.name_unusable"


def test_a_part_alone_names_those_that_are_missing(tmp_path: Path) -> None:
    first = model(tmp_path / "big-00001-of-00003.gguf")
    error = refused(first)
    assert error.code == "models.part_missing"
    assert "big-00002-of-00003.gguf, big-00003-of-00003.gguf" in error.text("en")
    third = model(tmp_path / "big-00003-of-00003.gguf")
    assert "big-00002-of-00003.gguf" in refused(third).text("zh")
    model(tmp_path / "big-00002-of-00003.gguf")
    assert files_of(third) == files_of(first)
    assert len(files_of(third)) == 3
    assert len(refused(model(tmp_path / "huge-00001-of-00999.gguf")).text("en")) < 400


def test_a_copy_has_the_same_bytes_and_tells_how_far_it_is(tmp_path: Path, folder: Path) -> None:
    path = model(tmp_path / "m.gguf", SIZE)
    before, told = path.stat(), []
    got = copy(path, folder, progress=lambda done, total: told.append((done, total)))
    assert got == folder / "m.gguf"
    assert got.read_bytes() == path.read_bytes()
    assert told[-1] == (SIZE, SIZE)
    assert told == sorted(told)
    assert len(told) == 4
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [file.name for file in folder.iterdir()] == ["m.gguf"]


def test_all_parts_are_copied_and_keep_their_numbers(tmp_path: Path, folder: Path) -> None:
    for number in (1, 2):
        model(tmp_path / f"big-0000{number}-of-00002.gguf", 100 + number)
    got = copy(tmp_path / "big-00002-of-00002.gguf", folder)
    assert got.name == "big-00001-of-00002.gguf"
    assert sorted(file.stat().st_size for file in folder.iterdir()) == [101, 102]


def test_the_same_bytes_are_not_copied_twice_but_others_of_that_name_are(
    tmp_path: Path, folder: Path
) -> None:
    assert copy(model(tmp_path / "a/m.gguf"), folder) == copy(model(tmp_path / "b/m.gguf"), folder)
    other = tmp_path / "c/m.gguf"
    model(other).write_bytes(b"GGUF" + b"x" * 96)
    assert copy(other, folder).name == "m (2).gguf"
    for number in (1, 2):
        model(tmp_path / f"p/m-0000{number}-of-00002.gguf")
        model(tmp_path / f"q/m-0000{number}-of-00002.gguf", 300)
    copy(tmp_path / "p/m-00001-of-00002.gguf", folder)
    assert copy(tmp_path / "q/m-00001-of-00002.gguf", folder).name == "m (2)-00001-of-00002.gguf"


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path, folder: Path) -> None:
    path = model(tmp_path / "m.gguf", SIZE)
    told: list[int] = []
    error = failed(
        path, folder, progress=lambda done, _: told.append(done), cancelled=lambda: len(told) >= 2
    )
    assert error.code == "models.copy_cancelled"
    assert len(told) == 2


def test_room_is_asked_for_before_the_first_byte(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = model(tmp_path / "m.gguf", 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, importing.RESERVE))
    error = failed(path, folder, progress=lambda *_: pytest.fail("a byte was copied"))
    assert error.code == "models.copy_no_space"
    assert "257 MB" in error.text("en")


@pytest.mark.parametrize(("number", "code"), [
    (errno.ENOSPC, "models.copy_no_space"), (errno.EIO, "models.copy_failed"),
])  # fmt: skip
def test_a_disk_that_fails_half_way_leaves_nothing(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    path = model(tmp_path / "m.gguf", SIZE)
    monkeypatch.setattr(os, "fsync", fsync)
    assert failed(path, folder).code == code


def test_a_file_that_changes_meanwhile_is_not_kept(tmp_path: Path, folder: Path) -> None:
    path = model(tmp_path / "m.gguf", SIZE)

    def grow(done: int, total: int) -> None:
        if done == total:
            with path.open("ab") as file:
                file.write(b"more")

    assert failed(path, folder, progress=grow).code == "models.copy_changed"


def test_when_the_last_part_cannot_be_put_in_place_none_stays(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        model(tmp_path / f"big-0000{number}-of-00002.gguf")
    rename = Path.rename

    def refuse_first(self: Path, target: Path) -> Path:
        if "00001" in target.name:
            raise PermissionError(errno.EACCES, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_first)
    assert failed(tmp_path / "big-00001-of-00002.gguf", folder).code == "models.copy_failed"


def test_two_copies_of_one_name_at_once_both_arrive(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exists = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: (exists(path), time.sleep(0.05))[0])
    paths = [tmp_path / name / "m.gguf" for name in "abcd"]
    for number, path in enumerate(paths):
        model(path).write_bytes(b"GGUF" + bytes([number]) * SIZE)
    threads = [threading.Thread(target=copy, args=(path, folder)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {file.read_bytes()[4] for file in folder.iterdir()} == {0, 1, 2, 3}


@pytest.mark.parametrize(("stem", "inner", "safe"), [
    ("Qwen3-8B", "x", "Qwen3-8B"),
    ("b\\c:d*e?", "x", "b-c-d-e-"),
    ("sha256-" + "0" * 64, "llama3:8b", "llama3-8b"),
    ("sha256-" + "0" * 64, "..", "_"),
    ("CON", "", "_CON"),
    ("nul.q4", "", "_nul.q4"),
    (" . ", "", "_"),
    ("诗" * 300, "", "诗" * 66),
    ("a\u202eb\nc", "", "abc"),
])  # fmt: skip
def test_names_are_fit_for_every_system(stem: str, inner: str, safe: str) -> None:
    assert safe_stem(stem, inner) == safe


