import json
import threading
import zlib

import pytest
from sqlalchemy import select, text, update

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.ledger import verify
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Document
from muse_desktop.store.tables.record import Event, EventContent, Origin, Pending
from tests.manuscript.helpers import accept_at, kinds_of, type_at


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


@pytest.fixture
def session(manuscript):
    opened = manuscript.open(manuscript.create("One"))
    opened._clock = Clock()
    opened._version_kept = 0.0
    return opened


def saved_text(store):
    return store.read(lambda db: db.scalar(select(Document.text).where(Document.id == 1)))


def events(store, *kinds):
    def look(db):
        query = select(Event.kind, Event.payload, EventContent.content).outerjoin(EventContent)
        rows = db.execute(query.order_by(Event.seq)).all()
        return [
            (kind, json.loads(payload), json.loads(zlib.decompress(content)) if content else None)
            for kind, payload, content in rows
            if kind in kinds
        ]

    return store.read(look)


def hold(store):
    """Keep the writer busy until the returned event is set."""
    go = threading.Event()
    store.write(lambda db: go.wait(30))
    return go


def test_a_save_writes_text_origins_and_the_open_burst_together(store, session):
    type_at(session, 0, "abc")
    assert session.dirty
    session.save().result()
    assert not session.dirty
    assert saved_text(store) == "abc"
    assert store.read(lambda db: db.scalar(select(Origin.kind))) == "typed"
    assert store.read(lambda db: db.scalar(select(Pending.kind))) == "typed"
    assert events(store, "typed") == []


def test_a_burst_is_sealed_after_a_pause_and_leaves_pending(store, session):
    type_at(session, 0, "abc")
    session.save().result()
    session._clock.time += 10
    type_at(session, 3, "def")
    session.save().result()
    (told,) = events(store, "typed")
    assert told[1]["inserted"] == 3
    assert told[2] == {"inserted": "abc", "removed": ""}
    session._clock.time += 10
    session.seal()
    session.save().result()
    assert len(events(store, "typed")) == 2
    assert store.read(lambda db: db.scalar(select(Pending.kind))) is None
    assert verify(store).ok


def test_an_accepted_passage_is_an_event_that_names_its_origin(store, session):
    block = accept_at(session, 0, "Model text.", generation=9)
    session.close()
    ((_, payload, content),) = events(store, "accepted")
    assert payload["runs"] == [[11, block]]
    assert content["inserted"] == "Model text."
    noted = [row for _, told, _ in events(store, "origins") for row in told["origins"]]
    assert [(row["id"], row["generation_id"]) for row in noted] == [(block, 9)]


def test_many_saves_behind_a_running_one_become_one(store, session):
    before = store.read(lambda db: db.scalar(select(Document.version)))
    go = hold(store)
    futures = []
    for letter in "abcdef":
        type_at(session, len(session.text), letter)
        futures.append(session.save())
    assert len({id(future) for future in futures}) == 2
    assert session.dirty
    go.set()
    for future in futures:
        future.result()
    assert not session.dirty
    assert saved_text(store) == "abcdef"
    assert store.read(lambda db: db.scalar(select(Document.version))) == before + 2


def test_what_is_typed_while_a_save_runs_stays_dirty(store, session):
    type_at(session, 0, "a")
    go = hold(store)
    future = session.save()
    type_at(session, 1, "b")
    go.set()
    future.result()
    assert session.dirty
    assert saved_text(store) == "a"
    session.save().result()
    assert saved_text(store) == "ab"


def test_a_save_that_waited_writes_no_burst_twice(store, session):
    type_at(session, 0, "a")
    session.seal()
    go = hold(store)
    first = session.save()
    type_at(session, 1, "b")
    session.seal()
    second = session.save()
    go.set()
    first.result()
    second.result()
    assert [content["inserted"] for _, _, content in events(store, "typed")] == ["a", "b"]


def test_nothing_to_save_is_saved_at_once(session):
    assert session.save().done()


def limit(store, pages):
    store.write(lambda db: db.execute(text(f"PRAGMA max_page_count={pages}")).scalar()).result()


def test_a_save_refused_twice_by_a_full_disk_keeps_everything_for_the_third(store, session):
    pages = store.write(lambda db: db.execute(text("PRAGMA page_count")).scalar()).result()
    type_at(session, 0, "Kept. ")
    session.save().result()
    accept_at(session, 6, "word " * 100_000)
    limit(store, pages + 10)
    for _ in range(2):
        with pytest.raises(MuseError) as refused:
            session.save().result()
        assert refused.value.code == "store.disk_full"
        assert session.dirty
        assert session.save_error is refused.value
        assert saved_text(store) == "Kept. "
        type_at(session, 0, "x")
    with pytest.raises(MuseError):
        session.close()
    assert not session.closed
    limit(store, 1_000_000)
    session.close()
    assert session.save_error is None
    assert saved_text(store) == session.text
    assert [kind for kind, _, _ in events(store, "accepted")] == ["accepted"]
    assert kinds_of(session)[0] == ("xxKept. ", "typed")
    assert verify(store).ok


def test_closing_saves_every_document_that_can_be_saved_and_names_the_one_that_cannot(store, manuscript):
    sessions = [manuscript.open(manuscript.create(title)) for title in ("big", "small")]
    pages = store.write(lambda db: db.execute(text("PRAGMA page_count")).scalar()).result()
    limit(store, pages + 10)
    accept_at(sessions[0], 0, "word " * 100_000)
    type_at(sessions[1], 0, "abc")
    with pytest.raises(MuseError) as refused:
        manuscript.close()
    assert refused.value.code == "store.disk_full"
    assert [session.closed for session in sessions] == [False, True]
    assert manuscript.read(2).text == "abc"
    limit(store, 1_000_000)
    manuscript.close()
    assert manuscript.read(1).text == sessions[0].text
    assert verify(store).ok


def switch_query_only(store, state):
    """Make the writing connection refuse every write, as a disk does that was mounted again read-only."""
    connection = store._writer.raw_connection()
    connection.cursor().execute(f"PRAGMA query_only={state}")
    connection.close()


def test_a_save_refused_twice_by_a_read_only_disk_keeps_everything_for_the_third(store, session):
    switch_query_only(store, "ON")
    type_at(session, 0, "abc")
    for _ in range(2):
        with pytest.raises(MuseError) as refused:
            session.save().result()
        assert refused.value.code == "store.read_only"
        assert session.dirty
    switch_query_only(store, "OFF")
    session.save().result()
    assert saved_text(store) == "abc"
    assert store.read(lambda db: db.scalar(select(Origin.kind))) == "typed"
    assert verify(store).ok


def test_a_failed_save_does_not_fail_the_one_that_waits_behind_it(store, session):
    pages = store.write(lambda db: db.execute(text("PRAGMA page_count")).scalar()).result()
    limit(store, pages + 5)
    accept_at(session, 0, "word " * 100_000)
    go = hold(store)
    first = session.save()
    session.apply(0, 499_990, "", [])
    second = session.save()
    store.write(lambda db: db.execute(text("PRAGMA max_page_count=1000000")).scalar())
    go.set()
    assert first.exception().code == "store.disk_full"
    second.result()
    assert not session.dirty
    assert saved_text(store) == "word word "


def test_another_writers_change_of_the_same_document_keeps_both(store, manuscript, session):
    type_at(session, 0, "mine")
    change = update(Document).values(text="theirs", version=Document.version + 1)
    store.write(lambda db: db.execute(change)).result()
    session.save().result()
    type_at(session, 4, "!")
    session.save().result()
    (copy,) = session.conflicts
    listed = {document.id: document for document in manuscript.documents()}
    assert saved_text(store) == "mine!"
    assert manuscript.read(copy).text == "theirs"
    assert listed[copy].title.startswith("One (conflict 20")
    assert len(listed) == 2
    assert [payload["copy"] for _, payload, _ in events(store, "conflict")] == [copy]


def test_a_document_that_vanished_is_written_again(store, session):
    type_at(session, 0, "mine")
    store.write(lambda db: db.execute(text("DELETE FROM document"))).result()
    session.save().result()
    assert saved_text(store) == "mine"


def test_saving_after_the_store_was_closed_says_so_and_loses_nothing_in_memory(folder):
    store = Store.open(folder)
    manuscript = Manuscript(store)
    session = manuscript.open(manuscript.create("One"))
    store.close()
    type_at(session, 0, "abc")
    for _ in range(2):
        assert session.save().exception().code == "store.closed"
    assert session.dirty
    assert session.text == "abc"


def test_versions_are_kept_at_open_and_close_and_every_ten_minutes(store, manuscript, session):
    for number in range(3):
        type_at(session, len(session.text), f"{number}")
        session._clock.time += 601
        session.save().result()
    session.close()
    session.close()
    listed = manuscript.versions(1)
    assert [version.characters for version in listed] == [3, 2, 1, 0]
    assert manuscript.read_version(listed[1].id).text == "01"
    assert manuscript.read_version(listed[1].id).runs.length == 2
    with pytest.raises(MuseError) as refused:
        manuscript.read_version(99)
    assert refused.value.code == "manuscript.no_version"


def test_pasted_runs_keep_their_origins(store, session):
    block = accept_at(session, 0, "Model text. ")
    copied = session.runs.slice(0, 6)
    own = session.insert_origin(Kind.PASTED_OWN)
    session.apply(12, 0, "Model ", copied)
    session.apply(18, 0, "text", own)
    assert [origin for _, _, origin in session.runs.spans()] == [block, own]
