"""The doctor examines whatever there is and says what is wrong with each part."""

from __future__ import annotations

from pathlib import Path

import pytest

from muse_desktop.library.library import Library
from muse_desktop.paths import settings_file
from muse_desktop.store.store import Store
from muse_desktop.studio import doctor


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ask", lambda engine, model: ({}, {}, ""))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    text = tmp_path / "text.txt"
    text.write_text("The harbour master kept his accounts in a blue ledger.", "utf-8")
    with Store.open(tmp_path / "w") as store:
        Library(store, store.paths).add([text])
    return tmp_path / "w"


def test_a_sound_workspace_is_ok(workspace: Path) -> None:
    found = doctor.examine(workspace, None)["health"]
    assert (found["ok"], found["database"], found["library"], found["recipes"]) == (True, "ok", "ok", "ok")


def test_a_text_of_the_library_that_is_lost_is_said(workspace: Path) -> None:
    for pattern in ("originals/*/*", "index/*/*", "library.db*"):
        for path in workspace.glob(pattern):
            path.unlink()
    found = doctor.examine(workspace, None)["health"]
    assert not found["ok"]
    assert "text" in found["library"]
    assert found["database"] == "ok"


def test_a_broken_recipe_of_the_writer_is_said(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_DESKTOP_HOME", str(tmp_path / "home"))
    folder = settings_file().parent / "recipes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("nonsense", "utf-8")
    found = doctor.examine(workspace, None)["health"]
    assert not found["ok"]
    assert "mine.toml" in found["recipes"]


def test_no_workspace_yet_is_not_wrong_but_a_vanished_database_is(workspace: Path, tmp_path: Path) -> None:
    assert doctor.examine(tmp_path / "none", None)["health"]["ok"]
    Store.open(workspace).close()  # makes a backup
    for path in workspace.glob("muse.db*"):
        path.unlink()
    found = doctor.examine(workspace, None)["health"]
    assert not found["ok"]
    assert "backups" in found["database"]
