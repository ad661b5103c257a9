import sqlite3
from concurrent.futures import CancelledError
from contextlib import closing

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.paths import WorkspacePaths
from muse_desktop.provenance import ledger
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.settings import Settings
from muse_desktop.store import backup
from muse_desktop.store.store import Store
from muse_desktop.studio.safety import Safety, restore
from muse_desktop.studio.studio import Studio
from tests.manuscript.helpers import accept_at, kinds_of, type_at


@pytest.fixture
def root(tmp_path):
    return tmp_path / "work"


@pytest.fixture
def studio(root):
    made = Studio.open(root, settings=Settings(language="en"))
    yield made
    made.close()


def written(studio):
    """Three documents, one typed in and with words of a model; the newest is in no backup."""
    manuscript = studio.manuscript
    first = manuscript.create("Pilots", "The harbour slept.", source="harbour.txt")
    second = manuscript.create("Salt", "Salt remembers.", source="salt.txt")
    session = manuscript.open(first)
    type_at(session, 0, "At five ")
    accept_at(session, 0, "Once. ")
    session.save().result()
    made = Safety(studio).back_up().result()
    type_at(session, 0, "Later. ")
    session.save().result()
    manuscript.trash(second)
    third = manuscript.create("Fog", "New.")
    return made, first, second, third


def test_a_backup_tells_what_has_changed_since(studio):
    made, first, second, _ = written(studio)
    safety = Safety(studio)
    (info,) = safety.backups()
    assert (info.path, info.before) == (made, False)
    assert info.bytes > 10_000
    found = safety.contents(made).result()
    assert [(one.id, one.change) for one in found.documents] == [(first, "changed"), (second, "trashed")]
    assert (found.documents[0].words, found.documents[0].present_words) == (6, 7)
    assert found.newer == 1
    assert safety.text(made, first).result() == "Once. At five The harbour slept."


def test_documents_come_back_as_copies_with_the_origins_they_had(studio):
    made, first, second, _ = written(studio)
    ids = Safety(studio).bring_back(made, [first, second]).result()
    manuscript = studio.manuscript
    session = manuscript.open(ids[0])
    assert kinds_of(session) == [
        ("Once. ", "generated"), ("At five ", "typed"), ("The harbour slept.", "imported")
    ]  # fmt: skip
    assert session.book.get(session.runs.at(0)).generation_id == 1
    assert manuscript.read(first).text.startswith("Later. ")
    titles = {one.id: one.title for one in manuscript.documents()}
    assert titles[ids[1]].startswith("Salt (from the backup of ")
    assert studio.verify()["ok"]


def test_going_back_keeps_the_present_state_as_a_backup_and_is_in_the_log(root):
    studio = Studio.open(root, settings=Settings(language="en"))
    made, first, second, third = written(studio)
    studio.close()
    kept = restore(root, made)
    assert backup.BEFORE in kept.name
    with Store.open(root) as store:
        manuscript = Manuscript(store)
        assert manuscript.read(first).text == "Once. At five The harbour slept."
        assert {one.id for one in manuscript.documents()} == {first, second}
        report = ledger.verify(store)
        assert report.ok
        assert audit(store) == []
        told = store.read(
            lambda db: db.connection().exec_driver_sql(
                "SELECT payload FROM event WHERE kind = 'went-back'"
            ).scalar_one()
        )
        assert made.name in told
        manuscript.close()
    restore(root, kept)  # and there again
    with Store.open(root) as store:
        assert third in {one.id for one in Manuscript(store).documents()}


def test_origins_of_a_history_that_was_left_are_never_taken_for_others_with_the_same_number(root):
    studio = Studio.open(root, settings=Settings(language="en"))
    made, first, _, _ = written(studio)
    late = studio.manuscript.open(first)
    accept_at(late, 0, "Never was. ", 1)
    late.save().result()
    later = Safety(studio).back_up().result()
    assert made.exists()
    studio.close()
    restore(root, made)
    studio = Studio.open(root, settings=Settings(language="en"))
    try:
        session = studio.manuscript.open(first)
        for number in range(4):  # takes the numbers that the other history gave away
            origin = session.insert_origin(Kind.PASTED_OUTSIDE, source=f"page {number}")
            session.apply(0, 0, "x", origin)
        session.save().result()
        (copy,) = Safety(studio).bring_back(later, [first]).result()
        brought = studio.manuscript.open(copy)
        assert [kind for text, kind in kinds_of(brought) if "Never" in text] == ["generated"]
        assert studio.verify()["ok"]
    finally:
        studio.close()


def test_a_damaged_database_is_kept_aside_as_it_is_when_going_back(root):
    studio = Studio.open(root, settings=Settings(language="en"))
    made, first, _, _ = written(studio)
    studio.close()
    (root / "muse.db").write_bytes(b"not a database any more" * 99)
    kept = restore(root, made)
    assert (kept / "muse.db").read_bytes().startswith(b"not a database")
    with Store.open(root) as store:
        assert Manuscript(store).read(first).text.startswith("Once.")


def test_a_damaged_backup_is_refused_and_nothing_changes(root):
    studio = Studio.open(root, settings=Settings(language="en"))
    made, _, _, third = written(studio)
    studio.close()
    with made.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 20)
    with pytest.raises(MuseError) as refused:
        restore(root, made)
    assert refused.value.code == "store.backup_damaged"
    assert not list(root.glob("muse.db.part"))
    with Store.open(root) as store:
        assert third in {one.id for one in Manuscript(store).documents()}


def test_a_check_goes_through_everything_and_finds_nothing_in_a_good_workspace(studio):
    written(studio)
    session = studio.manuscript.open(1)
    Snapshots(studio.store).take(session, name="one").result()
    findings = Safety(studio).check().future.result()
    assert [(one.step, one.problems) for one in findings] == [
        ("file", ()), ("texts", ()), ("log", ()), ("snapshots", ()), ("backup", ())
    ]  # fmt: skip
    assert all(one.count for one in findings)


def test_a_check_names_what_is_damaged(studio, root):
    made, _, _, _ = written(studio)
    session = studio.manuscript.open(1)
    Snapshots(studio.store).take(session, name="one").result()
    with closing(sqlite3.connect(root / "muse.db")) as db, db:
        db.execute("UPDATE document SET text = text || '!' WHERE title = 'Salt'")
        db.execute("UPDATE snapshot_piece SET data = x'00'")
        db.execute("UPDATE event SET payload = '{}' WHERE seq = 2")
    made.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    findings = Safety(studio).check().future.result()
    found = {one.step: [problem.code for problem in one.problems] for one in findings}
    assert found["texts"] == ["provenance.document_changed"]
    assert "provenance.record_changed" in found["log"]
    assert found["snapshots"] == ["manuscript.snapshot_damaged"]
    assert found["backup"] == ["manuscript.backup_damaged"]


def test_a_check_can_be_broken_off(studio):
    written(studio)
    checkup = Safety(studio).check()
    checkup.cancel()
    with pytest.raises(CancelledError):
        checkup.future.result(20)
    assert Safety(studio).check().future.result()  # and nothing of that is left behind


def test_an_open_workspace_is_not_put_back(studio, root):
    made, *_ = written(studio)
    before = WorkspacePaths(root).database.read_bytes()
    with pytest.raises(MuseError) as refused:
        restore(root, made)
    assert refused.value.code == "store.in_use"
    assert WorkspacePaths(root).database.read_bytes() == before
