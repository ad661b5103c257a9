"""A document of every origin, exported by the command line: the file and the origins beside it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from tests.e2e.command import muse, muse_json

TYPED = " ".join(f"own{n}" for n in range(50))
GENERATED = " ".join(f"made{n}" for n in range(50))
PASTED = " ".join(f"pasted{n}" for n in range(20))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 typed, 50 generated and 20 pasted words; ten of the generated ones get a letter typed into them."""
    folder = tmp_path_factory.mktemp("export") / "workspace"
    studio = Studio.open(folder)
    document = studio.manuscript.create("Lamplighters 灯")
    session = studio.manuscript.open(document)
    session.apply(0, 0, TYPED + "\n\n", session.typed_origin(0))
    made = session.insert_origin(Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    session.apply(len(session.text), 0, GENERATED, made)
    end = len(session.text)
    session.apply(end, 0, "\n\n", session.typed_origin(end, "\n\n"))
    pasted = session.insert_origin(Kind.PASTED_OUTSIDE)
    session.apply(len(session.text), 0, PASTED, pasted)
    for n in range(10):
        place = session.text.index(f"made{n}") + 2
        session.apply(place, 0, "x", session.typed_origin(place, "x"))
    session.save().result()
    studio.close()
    return folder


@pytest.mark.parametrize("suffix", [".md", ".txt", ".docx"])
def test_the_exported_text_is_the_documents(workspace: Path, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{suffix}"
    done = muse_json("--workspace", workspace, "export", "1", target)
    assert done["files"] == [str(target)]
    if suffix == ".docx":
        with zipfile.ZipFile(target) as docx:
            body = docx.read("word/document.xml").decode()
        assert "maxde3" in body
        assert "pasted19" in body
    else:
        text = target.read_text("utf-8")
        assert text.split() == [
            *TYPED.split(),
            *[f"maxde{n}" for n in range(10)],
            *[f"made{n}" for n in range(10, 50)],
            *PASTED.split(),
        ]


def test_every_span_tells_its_origin(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    files = muse_json("--workspace", workspace, "export", "1", target, "--with-origins")["files"]
    text = target.read_text("utf-8")
    found = json.loads(Path(files[1]).read_text("utf-8"))
    assert found["format"] == "muse-desktop/origins/1"
    assert found["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert found["characters"] == len(text)
    ends = [0, *(span["end"] for span in found["spans"])]
    assert [span["start"] for span in found["spans"]] == ends[:-1]
    assert ends[-1] == len(text)
    words = {"own": 0, "generated": 0, "edited": 0, "pasted": 0}
    for span in found["spans"]:
        words[span["tint"]] += (
            len(text[span["start"] : span["end"]].split()) if span["tint"] != "edited" else 0
        )
    edited = "".join(text[s["start"] : s["end"]] + " " for s in found["spans"] if s["tint"] == "edited")
    assert edited.replace(" ", "") == "".join(f"maxde{n}" for n in range(10))
    assert (words["own"], words["generated"], words["pasted"]) == (50, 40, 20)
    assert found["totals"]["all"]["words"] == 120
    generations = {span["origin"]["generation"] for span in found["spans"] if span["kind"] == "generated"}
    assert generations == {1}


def test_a_refused_export_leaves_the_old_file(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.rtf"
    target.write_text("the old file", "utf-8")
    for _ in range(2):
        done = muse("--workspace", workspace, "export", "1", target)
        assert done.returncode == 1
        assert ".docx" in done.stderr
        assert target.read_text("utf-8") == "the old file"
    missing = muse("--workspace", workspace, "export", "77", tmp_path / "x.md")
    assert missing.returncode == 1
    assert "77" in missing.stderr


def test_the_record_verifies_and_a_changed_event_is_named(workspace: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    assert muse_json("--workspace", workspace, "verify")["ok"]
    copy = tmp_path / "copy"
    shutil.copytree(workspace, copy)
    with sqlite3.connect(copy / "muse.db") as connection:
        connection.execute("UPDATE event SET at = replace(at, '20', '19') WHERE seq = 2")
    connection.close()
    done = muse("--workspace", copy, "verify", "--json")
    assert done.returncode == 1
    assert "2" in json.loads(done.stdout)["problems"][0]
