"""Checking files and keeping a library without a window."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.e2e.command import muse, muse_json

SOURCE = (
    "The harbour master kept his accounts in a blue ledger that smelled of rope.\r\n"
    "Every evening he wrote down the ships that had not come, and beside each name\r\n"
    "he drew a small closed door. — It was, he said, the only honest book in town.\r\n"
)
COPIED = "he wrote down the ships that had not come, and beside each name"
中文 = "那年冬天河水結了冰，擺渡的老人把船拖上岸，坐在灶前數他欠下的每一個人情。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "books"
    made.mkdir()
    (made / "ledger.txt").write_bytes(SOURCE.encode())
    (made / "河.md").write_bytes(中文.encode("gb18030"))
    return made


def test_a_copied_paragraph_is_found_with_exact_offsets_on_both_sides(folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    text = "🙂 A new beginning nobody has written.\n\nAnd " + COPIED.upper() + " stood a mark.\n"
    draft.write_bytes(text.encode())
    found = muse_json("check", draft, "--library", folder)
    (hit,) = found["hits"]
    assert hit["kind"] == "verbatim"
    assert COPIED.upper() in text[hit["draft"]["start"] : hit["draft"]["end"]]
    decoded = SOURCE
    assert "he wrote down the ships that had not come, and beside each name" in decoded[
        hit["source"]["start"] : hit["source"]["end"]
    ].replace("\r\n", " ")
    assert hit["text"] == text[hit["draft"]["start"] : hit["draft"]["end"]]
    assert Path(hit["source"]["path"]).name == "ledger.txt"
    assert found["library"]["items"] == 2


def test_simplified_chinese_copied_from_a_traditional_source_in_another_encoding_is_found(
    folder: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("他想起从前。摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情，然后睡去了。", "utf-8")
    (hit,) = muse_json("check", draft, "--library", folder)["hits"]
    assert "摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情" in hit["text"]
    assert "擺渡的老人" in 中文[hit["source"]["start"] : hit["source"]["end"]]


def test_a_quotation_that_names_its_source_is_told_and_left_out_and_a_report_is_written(
    folder: Path, tmp_path: Path
) -> None:
    draft, report = tmp_path / "draft.md", tmp_path / "report.html"
    draft.write_text(f"As Ann Lee wrote, “{COPIED}”. And he said that {COPIED} too.", "utf-8")
    told = muse_json("check", draft, "--library", folder, "--report", report)
    assert [one["left_out"] for one in told["hits"]] == [
        {"rule": "quotation", "attribution": "As Ann Lee wrote"}, None
    ]  # fmt: skip
    assert (told["files"][0]["passages"], told["files"][0]["covered"]) == (1, told["hits"][1]["words"])
    page = report.read_text("utf-8")
    assert COPIED in page
    assert hashlib.sha256(draft.read_bytes()).hexdigest() in page
    refused = muse("check", draft, "--library", folder, "--report", tmp_path / "report.odt")
    assert refused.returncode == 1
    assert ".pdf" in refused.stderr


def test_unrelated_text_gives_nothing(folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Rain fell on the orchard while the children slept in the loft.", "utf-8")
    assert muse_json("check", draft, "--library", folder)["hits"] == []


def test_the_librarys_files_that_cannot_be_read_are_named_and_the_rest_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "again.txt").write_bytes(SOURCE.encode())
    workspace = tmp_path / "w"
    made = muse_json("--workspace", workspace, "library", "add", folder)
    assert len(made["added"]) == 2
    skipped = {Path(one["path"]).name: one for one in made["skipped"]}
    assert {"photo.txt"} <= set(skipped)
    assert len(skipped["photo.txt"]["reason"]) > 10
    again = muse_json("--workspace", workspace, "library", "add", folder)
    assert again["added"] == []
    listed = muse_json("--workspace", workspace, "library", "list")
    assert {one["title"] for one in listed["items"]} >= {"河"}
    assert listed["library"]["items"] == 2


def test_the_workspaces_library_is_used_when_no_folder_is_named(folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    muse_json("--workspace", workspace, "library", "add", folder)
    draft = tmp_path / "draft.txt"
    draft.write_text("So " + COPIED + " again.", "utf-8")
    assert len(muse_json("--workspace", workspace, "check", draft)["hits"]) == 1
    said = muse("--workspace", workspace, "check", draft)
    assert "not the internet" in said.stdout or "library only" in said.stdout


def test_a_draft_that_cannot_be_read_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    missing = muse("check", tmp_path / "nowhere.txt", "--library", folder)
    assert missing.returncode == 1
    assert "nowhere.txt" in missing.stderr
    binary = tmp_path / "x.txt"
    binary.write_bytes(os.urandom(64) + bytes(2000))
    refused = muse("check", binary, "--library", folder)
    assert refused.returncode == 1
    assert refused.stderr.strip()
    assert "Traceback" not in refused.stderr + missing.stderr


def test_reading_commands_say_so_when_there_is_no_workspace(tmp_path: Path) -> None:
    done = muse("--workspace", tmp_path / "none", "documents")
    assert done.returncode == 1
    assert str(tmp_path / "none") in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_database_from_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    import sqlite3

    workspace = tmp_path / "w"
    muse_json("--workspace", workspace, "library", "add", _one_text(tmp_path))
    database = workspace / "muse.db"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    done = muse("--workspace", workspace, "library", "add", _one_text(tmp_path))
    assert done.returncode == 1
    assert "newer" in done.stderr
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_a_workspace_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("a file where a folder should be", "utf-8")
    done = muse("--workspace", target / "w", "library", "add", _one_text(tmp_path))
    assert done.returncode == 1
    assert str(target) in done.stderr
    assert "Traceback" not in done.stderr


def _one_text(folder: Path) -> Path:
    path = folder / "one.txt"
    path.write_text("A text of its own, long enough to be worth keeping in a library.", "utf-8")
    return path
