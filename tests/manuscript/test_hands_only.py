"""Times without the model: kept, in the chain, and over restarts."""

from time import sleep

import pytest
from sqlalchemy import select, update

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.hands_only import HandsOnly
from muse_desktop.manuscript.wiping import wipe_project
from muse_desktop.provenance import ledger
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store import tables
from muse_desktop.store.store import Store


@pytest.fixture
def hands(store):
    return HandsOnly(store)


@pytest.fixture
def project(manuscript):
    return manuscript.create_project("Harbour")


def events(store):
    return store.read(
        lambda db: [
            kind
            for kind in db.scalars(select(tables.Event.kind).order_by(tables.Event.seq))
            if kind.startswith("hands")
        ]
    )


def test_a_time_begins_and_ends_in_the_table_and_in_the_chain(hands, project, store):
    began = hands.begin(project).result()
    assert hands.now_on(project) == began
    assert began.ended_at is None
    ended = hands.end(project).result()
    assert ended.id == began.id
    assert ended.ended_at >= began.began_at
    assert hands.now_on(project) is None
    assert events(store) == ["hands_only_began", "hands_only_ended"]
    assert ledger.verify(store).ok
    assert hands.differing() == []


def test_beginning_twice_is_one_time_and_ending_twice_is_nothing(hands, project, store):
    assert hands.begin(project).result() == hands.begin(project).result()
    assert hands.end(project).result() is not None
    assert hands.end(project).result() is None
    assert len(events(store)) == 2


def test_it_goes_on_after_the_program_was_opened_again(folder, project, store, hands):
    began = hands.begin(project).result()
    store.close()
    with Store.open(folder) as again:
        assert HandsOnly(again).now_on(project) == began


def test_a_document_is_under_its_own_projects_time_and_no_document_under_any(hands, manuscript, project):
    other = manuscript.create_project("Other")
    mine, theirs = manuscript.create("a", project_id=project), manuscript.create("b", project_id=other)
    began = hands.begin(project).result()
    assert hands.of_document(mine) == began
    assert hands.of_document(theirs) is None
    assert hands.of_document(None) == began
    assert hands.of_document(999) == began


def test_times_are_listed_newest_first(hands, project):
    for _ in range(2):
        hands.begin(project).result()
        hands.end(project).result()
    first, second = hands.intervals(project)
    assert first.id > second.id
    assert hands.intervals(project + 1) == []


def test_a_row_changed_added_or_taken_away_is_found(hands, project, store):
    began = hands.begin(project).result()
    row = tables.HandsOnly
    longer = update(row).values(began_at="2020-01-01T00:00:00.000Z")
    store.write(lambda db: db.execute(longer) and None).result()
    assert hands.differing() == [began.id]
    store.write(lambda db: db.delete(db.get(row, began.id))).result()
    assert hands.differing() == [began.id]
    store.write(lambda db: db.add(row(project_id=project, began_at="x", ended_at="y"))).result()
    assert hands.differing() == [began.id, began.id + 1]
    problems = [problem for problem in audit(store) if problem.code == "provenance.hands_only_changed"]
    assert len(problems) == 2


def test_the_times_of_a_wiped_project_are_not_missed(hands, manuscript, project, store):
    hands.begin(project).result()
    store.write(lambda db: wipe_project(db, project) and None).result()
    assert hands.intervals() == []
    assert hands.differing() == []


def test_a_project_that_is_not_there_has_no_times(hands, store):
    with pytest.raises(MuseError) as told:
        hands.begin(99).result()
    assert told.value.code == "manuscript.no_project"
    assert events(store) == []


def test_the_words_of_a_time_are_those_written_in_it(hands, manuscript, project):
    session = manuscript.open(manuscript.create("a", project_id=project))

    def write(words):
        origin = session.insert_origin(Kind.TYPED)
        session.apply(len(session.text), 0, words, origin)
        session.save().result()
        sleep(0.005)  # times are kept in milliseconds

    write("Before it began. ")
    hands.begin(project).result()
    sleep(0.005)
    write("Two words. ")
    write("Three more words. ")
    (going,) = hands.log(project)
    hands.end(project).result()
    sleep(0.005)
    write("After the end. ")
    (ended,) = hands.log(project)
    assert (going.own, ended.own) == (5, 5)
    assert (ended.model, ended.other) == (0, 0)
