from __future__ import annotations

import os
from pathlib import Path

import pytest

from muse_desktop.library import files, language
from muse_desktop.library.corpus import Skipped
from muse_desktop.library.importing.prepare import Refused, Task, prepare


def names(*paths: Path) -> list[str]:
    return [one.name for one in files.find(paths) if isinstance(one, Path)]


def codes(*paths: Path) -> dict[str, str]:
    return {one.path.name: one.code for one in files.find(paths) if isinstance(one, Skipped)}


def test_a_folder_gives_its_texts_in_order_without_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.png", "letter.pages"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words", "utf-8")
    assert names(tmp_path) == ["a.md", "b.txt", "c.TXT"]
    assert codes(tmp_path) == {"letter.pages": "library.wrong_type"}


def test_a_folder_that_contains_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", "utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "deep" / "same.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path, tmp_path) == ["a.txt"]


def test_files_named_outright_are_answered_for(tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"x")
    assert codes(picture, tmp_path / "none.mobi") == {
        "photo.png": "library.wrong_type",
        "none.mobi": "library.missing",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt") == "library.wrong_type"


def refusal(path: Path) -> str:
    answer = prepare(Task(os.fsencode(path), path.name, path.suffix))
    assert isinstance(answer, Refused)
    assert path.name in str(answer.error)
    assert path.name in answer.error.text("zh")
    return answer.code


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binary, empty, large = tmp_path / "b.txt", tmp_path / "e.txt", tmp_path / "l.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    empty.write_bytes(b" \n")
    large.write_bytes(b"long")
    assert refusal(tmp_path / "m.txt") == "library.missing"
    assert refusal(binary) == "library.binary"
    assert refusal(empty) == "library.empty"
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    assert refusal(large) == "library.too_large"
    locked = tmp_path / "locked.txt"
    locked.write_bytes(b"x")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(locked) == "library.unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It was the kind of evening in which the lamps of the town came on one by one.", "en"),
        ("雨停了，他走出门，看见巷子口有一只猫。", "zh"),
        ("雨が止んで、彼は外に出て、猫を見た。", "ja"),
        ("비가 그치고 그는 밖으로 나가 고양이를 보았다.", "ko"),
        ("Es war ein Abend, der nicht enden wollte, und die Stadt lag mit ihren Lichtern da.", "de"),
        ("xyzzy plugh", ""),
        ("…", ""),
    ],
)
def test_the_language_is_guessed_or_left_open(text: str, code: str) -> None:
    assert language.guess(text) == code
