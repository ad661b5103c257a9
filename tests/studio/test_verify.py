"""`verify` finds what was changed behind the program's back, and finds nothing where nothing was."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.generations import Recorder
from muse_desktop.provenance.records import Asked
from muse_desktop.provenance.runs import Runs
from muse_desktop.store.store import Store
from muse_desktop.studio.verify import verify

TEXT = "The harbour master kept his accounts in a blue ledger."


def asked(model: Path) -> Asked:
    info = ModelInfo(
        path=str(model), name="m", architecture="llama", quantisation="Q4", licence="apache-2.0",
        context_trained=1, context=1, parameters=1, size_bytes=1, has_template=True, description="",
        metadata={},
    )  # fmt: skip
    return Asked(
        recipe="poem", recipe_version=1, mode="chat", fields={"theme": "sea"}, prompt_text="Write.", parts=(),
        sampling=Sampling(), max_tokens=10, stop=(), seeds=(1, 2), model=info, model_sha256="ab",
        document=None, via="cli",
    )  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "w") as store:
        manuscript = Manuscript(store)
        session = manuscript.open(manuscript.create("Chapter one", TEXT))
        session.apply(0, 0, "Typed. ", session.typed_origin(0))
        recorder = Recorder(store)
        failed = recorder.begin(asked(tmp_path)).result()
        recorder.fail(failed, MuseError("engine.crashed", reason="x"), {0: "What had arrived"}).result()
        recorder.begin(asked(tmp_path)).result()  # the program ends before this one does
        manuscript.close()
    with Store.open(tmp_path / "w") as store:
        Recorder(store).close_left_over().result()
    return tmp_path / "w"


def told(workspace: Path) -> dict:
    with Store.open(workspace, "read") as store:
        return verify(store, Manuscript(store), "en")


def test_an_untouched_workspace_holds(workspace: Path) -> None:
    assert told(workspace)["problems"] == []


def test_it_holds_while_somebody_writes_and_after_a_kill(workspace: Path) -> None:
    with Store.open(workspace) as store:
        session = Manuscript(store).open(1)
        session.apply(0, 0, "And. ", session.typed_origin(0))
        session.save().result()
        assert told(workspace)["problems"] == []
        session.seal()
        session.apply(0, 3, "Or", session.typed_origin(0))
        session.save().result()
        assert told(workspace)["problems"] == []
    assert told(workspace)["problems"] == []  # closed without the session's end, as by a kill
    with Store.open(workspace) as store:
        manuscript = Manuscript(store)
        manuscript.open(1)
        manuscript.close()
    assert told(workspace)["problems"] == []


def all_typed(db: sqlite3.Connection) -> None:
    db.execute("UPDATE document SET runs = ?", (Runs.of(len("Typed. " + TEXT), 2).encode(),))


def new_text_and_hash(db: sqlite3.Connection) -> None:
    text = "Typed. " + TEXT.replace("blue", "grey")
    digest = hashlib.sha256(text.encode()).hexdigest()
    db.execute("UPDATE document SET text = ?, text_hash = ?", (text, digest))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE document SET text = replace(text, 'blue', 'grey')", "Chapter one"),
        ("UPDATE document SET runs = x'00'", "Chapter one"),
        (new_text_and_hash, "Chapter one"),
        (all_typed, "Chapter one"),
        ("DELETE FROM document", "Document 1"),
        ("UPDATE run_snapshot SET text = x'00' WHERE id = 1", "Version 1"),
        ("UPDATE candidate SET text = 'mine' WHERE generation_id = 1", "Generation 1"),
        ("UPDATE candidate SET text = 'mine' WHERE generation_id = 2", "Generation 2"),
        ("UPDATE candidate SET tokens = x'00' WHERE generation_id = 1", "Generation 1"),
        ("UPDATE generation SET prompt_text = 'x' WHERE id = 1", "Generation 1"),
        ("UPDATE generation SET prompt_tokens = x'00' WHERE id = 1", "Generation 1"),
        ("UPDATE generation SET parameters = '[]' WHERE id = 1", "Generation 1"),
        ("UPDATE generation SET state = 'running' WHERE id = 1", "Generation 1"),
        ("UPDATE model_file SET licence = 'mit'", "Generation 1"),
        ("DELETE FROM candidate WHERE generation_id = 1", "Generation 1"),
        ("DELETE FROM generation WHERE id = 1", "Generation 1"),
        ("UPDATE generation SET id = 77 WHERE id = 1", "Generation 77"),
    ],
)
def test_what_was_changed_afterwards_is_named(
    workspace: Path, change: str | Callable[[sqlite3.Connection], None], named: str
) -> None:
    with closing(sqlite3.connect(workspace / "muse.db")) as db, db:
        db.execute(change) if isinstance(change, str) else change(db)
    found = told(workspace)
    assert not found["ok"]
    assert any(named in problem for problem in found["problems"]), found["problems"]


def test_problems_are_worded_in_the_language_asked_for(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace / "muse.db")) as db, db:
        db.execute("DELETE FROM generation WHERE id = 1")
    with Store.open(workspace, "read") as store:
        assert "生成" in verify(store, Manuscript(store), "zh")["problems"][0]
