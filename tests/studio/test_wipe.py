import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import insert

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.search import Search
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.paths import WorkspacePaths, cache_dir
from muse_desktop.provenance import ledger
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store import backup, tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import pack_text, pack_tokens
from muse_desktop.store.store import Store
from muse_desktop.studio import wipe as wiping
from muse_desktop.studio.wipe import Wish, unfinished, wipe
from tests.manuscript.helpers import accept_at, type_at
from tests.traces import traces

SECRETS = ("Zephyrine", "Quallmoor", "Vexworth", "月影秘")
KEPT = "harbour"


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "workspace"


def project(store, title):
    def add(db):
        row = tables.Project(title=title, created_at=now())
        db.add(row)
        db.flush()
        return row.id

    return store.write(add).result()


def generation(db, document):
    """A finished generation of `document`, as the recorder leaves it."""
    row = tables.Generation(
        document_id=document, recipe="continue", seed=1, created_at=now(), state="done",
        prompt_text="Zephyrine went on to Quallmoor", fields={"theme": "月影秘"},
        parts=[{"text": "Vexworth"}], prompt_tokens=pack_tokens([1, 2]),
    )  # fmt: skip
    db.add(row)
    db.flush()
    words = "Quallmoor, said Zephyrine. 月影秘"
    db.add(tables.Candidate(generation_id=row.id, position=0, seed=1, text=words, updated_at=now()))
    db.flush()
    from muse_desktop.provenance.generations import witness

    ledger.append(db, "generation", document_id=document, payload=witness(db, row))
    return row.id


def fill(root):
    """A workspace with a secret project and another one, each with all that a writer leaves; their ids."""
    with Store.open(root) as store:
        manuscript = Manuscript(store)
        book = project(store, "Harbour lights")
        secret = project(store, "Zephyrine's diary")
        other = manuscript.create("Pilots", f"The {KEPT} slept.", project_id=book, source="harbour.txt")
        part = manuscript.create("Part Quallmoor", project_id=secret, node="part")
        document = manuscript.create(
            "Vexworth", "An old start of Zephyrine.\n", project_id=secret, source="zephyrine-Vexworth.txt",
            parent_id=part,
        )  # fmt: skip
        session = manuscript.open(document)
        made = store.write(lambda db: generation(db, document)).result()
        type_at(session, 0, "Zephyrine lived at Quallmoor. 月影秘 ")
        accept_at(session, 0, "Vexworth came. ", made)
        session.save().result()
        Snapshots(store).take(session, name="before Quallmoor").result()
        session.apply(0, 9, "", ())
        session.save().result()
        copied = manuscript.open(other)
        pasted = copied.insert_origin(Kind.PASTED_OWN, source="Vexworth")
        copied.apply(0, 0, "Copied words. ", pasted)
        copied.save().result()

        def beside(db):
            db.execute(insert(tables.BibleEntry).values(
                project_id=secret, kind="character", name="Zephyrine", aliases=["月影秘"], notes="Vexworth",
                mention="named", position=0, updated_at=now(),
            ))  # fmt: skip
            word = insert(tables.PersonalWord).values(project_id=secret, word="Quallmoor", added_at=now())
            db.execute(word)
            db.execute(insert(tables.Check).values(
                document_id=document, at=now(), library_items=1, library_words=9, hits=[{"text": "Vexworth"}]
            ))  # fmt: skip

        store.write(beside).result()
        with Search(store) as search:
            assert search.settle()
        manuscript.close()
        backup.back_up(store.paths.database, store.paths.backups)
    paths = WorkspacePaths(root)
    paths.states.mkdir()
    (paths.states / "a.kv").write_bytes(b"Zephyrine")
    (root / "search.db.broken").write_bytes("Quallmoor".encode("utf-16-le"))
    (cache_dir() / "lab").mkdir(parents=True)
    (cache_dir() / "lab" / "text").write_text("Vexworth", "utf-8")
    assert len(traces(SECRETS, root, cache_dir())) > 20
    return book, secret, other, document


def verified(root):
    """The ledger's report and what the audit finds in a workspace."""
    with Store.open(root) as store:
        return ledger.verify(store), audit(store)


def test_not_a_byte_of_a_wiped_project_is_left_in_any_file_backups_included(workspace):
    _, secret, other, _ = fill(workspace)
    outcome = wipe(workspace, Wish(project=secret))
    assert traces(SECRETS, workspace, cache_dir().parent) == []
    assert (outcome.documents, outcome.cleaned, outcome.deleted) == (2, 1, 0)
    with Store.open(workspace) as store:
        manuscript = Manuscript(store)
        assert [one.id for one in manuscript.documents()] == [other]
        assert KEPT in manuscript.read(other).text
        manuscript.close()


def test_the_record_of_everything_else_holds_after_a_wipe_and_says_that_there_was_one(workspace):
    _, secret, _, document = fill(workspace)
    before, _ = verified(workspace)
    wipe(workspace, Wish(project=secret))
    report, found = verified(workspace)
    assert report.ok, report
    assert found == []
    assert report.events > before.events
    assert report.redacted > 0
    with closing(sqlite3.connect(workspace / "muse.db")) as db:
        (told,) = db.execute("SELECT payload FROM event WHERE kind = 'wiped'").fetchone()
    assert document in json.loads(told)["documents"]
    (kept,) = backup.backups(WorkspacePaths(workspace).backups)
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT title FROM project").fetchall() == [("Harbour lights",)]


def test_a_record_changed_by_hand_is_still_found_after_a_wipe(workspace):
    _, secret, _, _ = fill(workspace)
    wipe(workspace, Wish(project=secret))
    with closing(sqlite3.connect(workspace / "muse.db")) as db, db:
        changed = db.execute(
            "UPDATE event SET payload = replace(payload, '\"kind\":\"typed\"', '\"kind\":\"imported\"')"
            " WHERE kind = 'origins' AND payload LIKE '%typed%'"
        )
        assert changed.rowcount
    report, _ = verified(workspace)
    assert report.reason == "provenance.record_changed"


def test_backups_keep_the_project_when_they_are_not_to_be_touched(workspace):
    _, secret, _, _ = fill(workspace)
    wipe(workspace, Wish(project=secret, backups=False))
    left = traces(SECRETS, workspace)
    assert left
    assert all("/backups/" in one for one in left)


def test_a_document_moved_elsewhere_since_stays_in_the_backups_and_one_moved_in_goes(workspace):
    book, secret, other, document = fill(workspace)
    with closing(sqlite3.connect(workspace / "muse.db")) as db, db:
        db.execute("UPDATE document SET project_id = ?, parent_id = NULL WHERE id = ?", (secret, other))
        db.execute("UPDATE document SET project_id = ?, parent_id = NULL WHERE id = ?", (book, document))
    wipe(workspace, Wish(project=secret))
    (kept,) = backup.backups(WorkspacePaths(workspace).backups)
    for path in (workspace / "muse.db", kept):
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT id FROM document").fetchall() == [(document,)], path
    report, found = verified(workspace)
    assert report.ok
    assert found == []


def test_words_of_the_model_that_went_into_another_project_still_say_which_model(workspace):
    _, secret, other, document = fill(workspace)
    with Store.open(workspace) as store:
        manuscript = Manuscript(store)
        source, target = manuscript.open(document), manuscript.open(other)
        origin = next(
            run.origin for run in source.runs if source.book.get(run.origin).kind is Kind.GENERATED
        )
        target.apply(0, 0, "came. ", origin)
        manuscript.close()
    wipe(workspace, Wish(project=secret, backups=False))
    with Store.open(workspace) as store:
        (row,) = store.read(lambda db: db.query(tables.Generation).all())
        assert (row.recipe, row.prompt_text, row.fields) == ("continue", "", {})
        assert Manuscript(store).book.get(origin).generation_id == row.id
    assert not [one for one in traces(SECRETS, workspace) if "/backups/" not in one]
    report, found = verified(workspace)
    assert report.ok
    assert found == []


@pytest.mark.parametrize("library", [True, False])
def test_wiping_everything_leaves_an_empty_workspace_and_the_library_only_if_it_is_to_stay(
    workspace, library
):
    fill(workspace)
    paths = WorkspacePaths(workspace)
    paths.originals.mkdir()
    (paths.originals / "ab12").write_text("A poem of the library.", "utf-8")
    with closing(sqlite3.connect(paths.database)) as db, db:
        db.execute(
            "INSERT INTO library_item (title, path, original_sha256, text_sha256, encoding, words, letters,"
            " language, rights, author, added_at) VALUES ('Poem', 'p', 'ab12', 'x', 'utf-8', 5, 20,"
            " '', '', '', '')"
        )
    outcome = wipe(workspace, Wish(library=library))
    assert traces((*SECRETS, KEPT), workspace, cache_dir().parent) == []
    assert (outcome.documents, outcome.deleted) == (3, 1)
    assert bool(traces(["poem", "Poem"], workspace)) is not library
    with Store.open(workspace) as store:
        assert Manuscript(store).documents() == []
        rows = store.read(lambda db: [row.title for row in db.query(tables.LibraryItem)])
        assert rows == ([] if library else ["Poem"])


def test_a_wipe_that_was_killed_is_known_at_the_next_start_and_can_be_finished(workspace, monkeypatch):
    _, secret, _, _ = fill(workspace)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(wiping, "_clean_backup", killed)
        with pytest.raises(KeyboardInterrupt):
            wipe(workspace, Wish(project=secret))
    assert traces(SECRETS, workspace)
    wish = unfinished(workspace)
    assert wish == Wish(project=secret)
    wipe(workspace, wish)
    assert unfinished(workspace) is None
    assert traces(SECRETS, workspace) == []
    assert verified(workspace)[0].ok


def test_a_workspace_in_use_is_not_wiped(workspace):
    _, secret, _, _ = fill(workspace)
    with Store.open(workspace), pytest.raises(MuseError) as refused:
        wipe(workspace, Wish(project=secret))
    assert refused.value.code == "store.in_use"
    assert traces(SECRETS, workspace)


def test_a_backup_that_cannot_be_cleaned_is_deleted(workspace):
    _, secret, _, _ = fill(workspace)
    (made,) = backup.backups(WorkspacePaths(workspace).backups)
    made.write_bytes(b"Zephyrine" * 600)
    outcome = wipe(workspace, Wish(project=secret))
    assert (outcome.cleaned, outcome.deleted) == (0, 1)
    assert traces(SECRETS, workspace) == []


def test_the_search_for_traces_finds_what_is_compressed_or_in_two_byte_letters(tmp_path):
    for name, data in {
        "packed": b"head" + pack_text("so Zephyrine wrote"),
        "wide": "Zephyrine".encode("utf-16-le"),
        "plain": b"..Zephyrine..",
        "json": json.dumps("月影秘").encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    assert len(traces(SECRETS, tmp_path)) == 4
