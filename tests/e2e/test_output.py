"""Where the words go: odd terminals, closed pipes, full disks, and what a check must not keep to itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import muse, muse_json

DARK = "It was a dark and stormy night; the rain fell in torrents, “except” at intervals – 😀 é."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "dark é.txt").write_text(DARK, "utf-8")
    return folder


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_a_terminal_without_the_letters_does_not_stop_a_check(
    texts: Path, arguments: tuple[str, ...]
) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    draft = texts / "dark é.txt"
    done = muse("check", draft, "--library", texts, *arguments, environment=ascii_only)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "dark" in done.stdout
    if arguments:
        assert json.loads(done.stdout)["hits"][0]["text"] == DARK.removesuffix(".")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_text_is_added_listed_and_checked(tmp_path: Path) -> None:
    folder, workspace = tmp_path / "texts", tmp_path / "w"
    folder.mkdir()
    path = os.fsencode(folder) + b"/bad\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(DARK.encode())
    added = muse_json("--workspace", workspace, "library", "add", folder)["added"]
    assert [one["title"] for one in added] == ["bad\ufffd"]
    assert "bad" in muse("--workspace", workspace, "library", "list").stdout
    for more in ((), ("--json",), ("--library", str(folder)), ("--library", str(folder), "--json")):
        done = muse("--workspace", workspace, "check", os.fsdecode(path), *more)
        assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_early_ends_the_command_quietly(texts: Path) -> None:
    draft = str(texts / "dark é.txt")
    command = [sys.executable, "-m", "muse_desktop", "check", draft, "--library", str(texts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1


@pytest.mark.real_model
def test_a_generation_nobody_reads_stops_and_stays_on_record(tmp_path: Path) -> None:
    poem = ["generate", "--recipe", "poem", "--set", "theme=sea", "--tokens", "400", "--seed", "1"]
    command = [sys.executable, "-m", "muse_desktop", "--workspace", str(tmp_path / "w"), *poem]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(3)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1
    assert muse_json("--workspace", tmp_path / "w", "verify")["ok"]
    assert muse_json("--workspace", tmp_path / "w", "replay", "1")["verdict"] == "identical"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_result_that_cannot_be_written_is_said(texts: Path) -> None:
    draft = str(texts / "dark é.txt")
    command = [sys.executable, "-m", "muse_desktop", "check", draft, "--library", str(texts)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_a_check_says_which_texts_it_could_not_compare_with(texts: Path) -> None:
    (texts / "novel.txt").write_bytes(bytes(500))
    (texts / "notes.docx").write_bytes(b"PK\x03\x04")
    done = muse("check", texts / "dark é.txt", "--library", texts)
    assert "novel.txt" in done.stderr
    assert "notes.docx" in done.stderr
    found = muse_json("check", texts / "dark é.txt", "--library", texts)
    assert {one["code"] for one in found["notices"]} == {"library.binary", "formats.broken"}


def test_a_check_against_a_lost_text_does_not_pass_as_clean(texts: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    muse_json("--workspace", workspace, "library", "add", texts)
    for path in (workspace / "originals").rglob("*"):
        if path.is_file():
            path.unlink()
    (workspace / "library.db").unlink()
    for path in (workspace / "index" / "overlap").iterdir():
        path.unlink()
    found = muse_json("--workspace", workspace, "check", texts / "dark é.txt")
    assert [one["code"] for one in found["notices"]] == ["library.original_missing"]
    said = muse("--workspace", workspace, "check", texts / "dark é.txt")
    assert "not compared with it" in said.stderr


def test_a_guessed_encoding_is_mentioned(texts: Path, tmp_path: Path) -> None:
    draft = tmp_path / "old.txt"
    draft.write_bytes("Une façade très élégante, déjà vue à l’hôtel.".encode("cp1252"))
    done = muse("check", draft, "--library", texts)
    assert "cp1252" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("tokens", ["0", "-4", "many"])
def test_a_senseless_number_of_tokens_is_wrong_usage(tokens: str) -> None:
    done = muse("generate", "--recipe", "poem", "--set", "theme=x", "--tokens", tokens)
    assert done.returncode == 2
    assert "--tokens" in done.stderr
