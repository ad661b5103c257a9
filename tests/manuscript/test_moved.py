"""A workspace folder that is moved, renamed or copied opens as it was; after a kill, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.provenance.audit import audit
from muse_desktop.store.store import Store
from tests.manuscript.helpers import type_at


def began(folder: Path) -> int:
    """A workspace with a chapter, a scene with typed words, a snapshot; the scene's id."""
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        chapter = manuscript.create("Harbour", node="chapter")
        scene = manuscript.create("Ledger night", "By five the estuary", parent_id=chapter)
        session = manuscript.open(scene)
        type_at(session, len(session.text), " had lost its edges.")
        Snapshots(store).take(session, name="First").result()
        manuscript.close()
    return scene


def reads_the_same(folder: Path, scene: int) -> None:
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        found = manuscript.open(scene)
        assert found.text == "By five the estuary had lost its edges."
        kinds = [str(found.book.get(origin).kind) for _, _, origin in found.runs.spans(0, len(found.text))]
        assert kinds == ["imported", "typed"]
        assert [node.title for node in ManuscriptTree(manuscript).read()] == ["Harbour", "Ledger night"]
        first = next(one for one in Snapshots(store).of_document(scene) if one.name == "First")
        assert Snapshots(store).read(first.id).text == found.text
        type_at(found, len(found.text), " Ines stopped.")
        manuscript.close()
        assert audit(store) == []


def test_a_moved_folder_opens_with_everything_and_can_be_written_in(tmp_path: Path) -> None:
    scene = began(tmp_path / "here")
    moved = tmp_path / "on another disk" / "名著 (copy)"
    moved.parent.mkdir()
    shutil.move(tmp_path / "here", moved)
    reads_the_same(moved, scene)
    assert not (tmp_path / "here").exists()


def test_a_folder_whose_owner_was_killed_is_copied_and_opens(tmp_path: Path) -> None:
    scene = began(tmp_path / "here")
    killed = (
        "import os, sys\nfrom pathlib import Path\nfrom muse_desktop.store.store import Store\n"
        "Store.open(Path(sys.argv[1]))\nos._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed, tmp_path / "here"], check=False).returncode == 9
    assert (tmp_path / "here" / "workspace.lock").exists()
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    reads_the_same(tmp_path / "copy", scene)
    reads_the_same(tmp_path / "here", scene)
