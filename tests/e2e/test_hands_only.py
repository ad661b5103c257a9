"""The command line in a workspace where hands-only mode is on."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.manuscript.hands_only import HandsOnly
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.store import Store
from tests.e2e.command import muse


def test_generate_is_refused_and_says_how_to_go_on(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    with Store.open(workspace) as store:
        HandsOnly(store).begin(Manuscript(store).create_project("The harbour")).result()
    asked = muse("--workspace", workspace, "generate", "--recipe", "poem", "--set", "theme=sunset")
    assert asked.returncode == 1
    assert asked.stdout == ""
    assert "The harbour" in asked.stderr
    assert "window" in asked.stderr
