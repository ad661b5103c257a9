"""Generating, recording and replaying without a window, with the starter model."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.e2e.command import muse, muse_json

pytestmark = pytest.mark.real_model
POEM = ("generate", "--recipe", "poem", "--set", "theme=sunset", "--set", "style=romantic", "--tokens", "28")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generate") / "workspace"


@pytest.fixture(scope="module")
def poem(workspace: Path) -> dict:
    return muse_json("--workspace", workspace, *POEM, "--seed", "7")


def test_the_same_seed_gives_the_same_text_and_another_seed_another(workspace: Path, poem: dict) -> None:
    again = muse_json("--workspace", workspace, *POEM, "--seed", "7")
    other = muse_json("--workspace", workspace, *POEM, "--seed", "8")
    assert again["candidates"] == poem["candidates"]
    assert again["generation"] > poem["generation"]
    assert other["candidates"] != poem["candidates"]


def test_the_record_holds_the_models_checksum_and_licence(poem: dict, starter_model: Path) -> None:
    assert poem["recipe"] == "poem"
    assert poem["seed"] == 7
    assert poem["model"]["licence"] == "apache-2.0"
    assert poem["model"]["sha256"] == hashlib.sha256(starter_model.read_bytes()).hexdigest()
    assert poem["model"]["name"]
    (candidate,) = poem["candidates"]
    assert candidate["text"].strip()
    assert 0 < candidate["tokens"] <= 28
    assert candidate["stop_reason"] in {"end", "length", "stop"}
    assert poem["timings"]["first_token_s"] > 0


def test_replay_says_identical(workspace: Path, poem: dict) -> None:
    report = muse_json("--workspace", workspace, "replay", str(poem["generation"]))
    assert report["verdict"] == "identical"


def test_four_candidates_replay_identically(workspace: Path) -> None:
    made = muse_json("--workspace", workspace, *POEM, "--seed", "11", "--candidates", "4")
    assert len({one["text"] for one in made["candidates"]}) == 4
    report = muse_json("--workspace", workspace, "replay", str(made["generation"]))
    assert report["verdict"] == "identical"


def test_the_text_is_printed_as_it_is_recorded(workspace: Path, poem: dict) -> None:
    done = muse("--workspace", workspace, *POEM, "--seed", "7")
    assert done.returncode == 0
    assert done.stdout.strip() == poem["candidates"][0]["text"].strip()


def test_replay_says_what_is_missing_when_the_model_has_gone(
    workspace: Path, poem: dict, starter_model: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved.gguf"
    moved.write_bytes(starter_model.read_bytes() + b"more")  # or the starter itself would stand in for it
    made = muse_json("--workspace", workspace, "--model", moved, *POEM, "--seed", "9")
    assert made["model"]["sha256"] != poem["model"]["sha256"]
    with moved.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x00" if file.read(1) != b"\x00" else b"\x01")
    done = muse("--workspace", workspace, "replay", str(made["generation"]))
    assert done.returncode == 1
    assert made["model"]["sha256"] in done.stdout


def test_continue_goes_on_from_a_file_and_never_answers_like_an_assistant(
    workspace: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "The lighthouse keeper had not spoken to anyone for eleven days. On the twelfth he climbed", "utf-8"
    )
    made = muse_json(
        "--workspace", workspace, "generate", "--recipe", "continue", "--before", draft,
        "--seed", "1", "--candidates", "4", "--tokens", "24",
    )  # fmt: skip
    assert len(made["candidates"]) == 4
    for text in (one["text"] for one in made["candidates"]):
        assert text.strip()
        assert not text.lower().lstrip().startswith(("sure", "here is", "here's", "of course", "certainly"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--recipe", "poem"), "Theme"),
        (("--recipe", "continue"), ""),
        (("--recipe", "sonnetto"), "poem"),
        (("--recipe", "poem", "--set", "theme"), "theme=sunset"),
        (("--recipe", "poem", "--set", "colour=red"), "theme"),
        (("--recipe", "free", "--set", "prompt=" + "word " * 9000), "larger context"),
    ],
    ids=["empty field", "nothing to continue", "unknown recipe", "no value", "unknown field", "too long"],
)
def test_a_request_that_cannot_be_met_says_what_to_do(
    workspace: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = muse("--workspace", workspace, "generate", *arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr) > 20
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("damage", ["missing", "truncated", "not gguf", "empty"])
def test_a_model_file_that_cannot_be_used_is_named_and_nothing_is_recorded(
    damage: str, starter_model: Path, tmp_path: Path
) -> None:
    model = tmp_path / "model.gguf"
    if damage == "truncated":
        model.write_bytes(starter_model.read_bytes()[:5_000_000])
    elif damage == "not gguf":
        model.write_bytes(b"PK\x03\x04" + bytes(5000))
    elif damage == "empty":
        model.write_bytes(b"")
    done = muse("--workspace", tmp_path / "w", "--model", model, *POEM)
    assert done.returncode == 1
    assert str(model) in done.stderr or "model.gguf" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_has_exit_status_two() -> None:
    assert muse("generate").returncode == 2
    assert muse("generate", "--recipe", "poem", "--seed", "-3").returncode == 2
    assert muse("nonsense").returncode == 2


def test_a_generation_of_the_starter_model_replays_after_the_program_was_installed_elsewhere(
    workspace: Path, poem: dict, tmp_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    moved = tmp_path / "moved"
    shutil.copytree(workspace, moved)
    with closing(sqlite3.connect(moved / "muse.db")) as db, db:
        db.execute("UPDATE model_file SET path = '/an/older/place/model.gguf'")
    assert muse_json("--workspace", moved, "replay", str(poem["generation"]))["verdict"] == "identical"
