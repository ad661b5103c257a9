import json

import pytest
from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.changes import carried_over, hull
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.ledger import verify
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store.store import Store
from muse_desktop.store.tables.record import Event
from tests.manuscript.helpers import kinds_of, type_at


def listed(manuscript):
    return [(document.title, document.words, document.trashed) for document in manuscript.documents()]


def test_documents_are_listed_in_their_order_with_their_words(manuscript):
    first = manuscript.create("First", "three small words")
    second = manuscript.create("Second", "月光")
    assert listed(manuscript) == [("First", 3, False), ("Second", 2, False)]
    manuscript.reorder([second, first])
    manuscript.rename(first, "Prologue")
    manuscript.trash(second)
    assert listed(manuscript) == [("Second", 2, True), ("Prologue", 3, False)]
    manuscript.restore(second)
    assert listed(manuscript)[0] == ("Second", 2, False)


def test_documents_live_in_projects_and_the_first_one_is_made_when_needed(store):
    manuscript = Manuscript(store, "zh")
    assert manuscript.projects() == []
    manuscript.create("One")
    other = manuscript.create_project("Other")
    manuscript.create("Two", project_id=other)
    assert [project.title for project in manuscript.projects()] == ["我的作品", "Other"]
    assert [document.title for document in manuscript.documents(other)] == ["Two"]


def test_an_imported_text_has_plain_line_breaks_and_one_origin(manuscript):
    session = manuscript.open(manuscript.create("One", "a\r\nb\rc\u2029d", Kind.IMPORTED, source="a.txt"))
    assert session.text == "a\nb\nc\nd"
    assert kinds_of(session) == [("a\nb\nc\nd", "imported")]
    assert session.book.get(session.runs.at(0)).source == "a.txt"


def test_the_same_document_opens_as_the_same_session_until_it_is_closed(manuscript):
    one = manuscript.create("One")
    session = manuscript.open(one)
    assert manuscript.open(one) is session
    manuscript.rename(one, "Uno")
    assert session.title == "Uno"
    session.close()
    assert manuscript.open(one) is not session


def test_a_document_that_does_not_exist_is_refused_by_name(manuscript):
    for act in (manuscript.open, manuscript.read, manuscript.trash, lambda one: manuscript.rename(one, "x")):
        with pytest.raises(MuseError) as refused:
            act(99)
        assert refused.value.code == "manuscript.no_document"
        assert "99" in refused.value.text("zh")


def test_a_reader_sees_what_is_saved_and_cannot_open(folder, manuscript):
    session = manuscript.open(manuscript.create("One"))
    type_at(session, 0, "abc")
    session.save().result()
    type_at(session, 3, "def")
    with Store.open(folder, "read") as store:
        beside = Manuscript(store)
        assert beside.read(1).text == "abc"
        assert beside.book.get(beside.read(1).runs.at(0)).kind is Kind.TYPED
        with pytest.raises(MuseError) as refused:
            beside.open(1)
        assert refused.value.code == "store.reading"
        beside.close()
        assert verify(store).ok


def test_reading_an_open_document_leaves_its_open_burst_alone(store, manuscript):
    session = manuscript.open(manuscript.create("One"))
    type_at(session, 0, "abc")
    session.save().result()
    assert manuscript.read(1).text == "abc"
    type_at(session, 3, "def")
    session.close()
    typed = store.read(lambda db: db.scalars(select(Event.payload).where(Event.kind == "typed")).all())
    assert [json.loads(payload)["inserted"] for payload in typed] == [6]


def test_hull_finds_the_one_stretch_that_differs():
    assert hull("abcdef", "abXef") == (2, 4, 3)
    assert hull("aaa", "aaaa") == (3, 3, 4)
    assert hull("same", "same") == (4, 4, 4)
    assert hull("", "new") == (0, 0, 3)


def test_a_change_from_outside_is_compared_word_by_word():
    old, new = "The old man ran home.", "The young man walked home, fast."
    runs = carried_over(old, Runs.of(len(old), 1), new, 9)
    told = [(new[start:end], origin) for start, end, origin in runs.spans()]
    assert told == [
        ("The ", 1),
        ("young", 9),
        (" man ", 1),
        ("walked", 9),
        (" home", 1),
        (", fast", 9),
        (".", 1),
    ]


def test_a_change_too_large_to_compare_is_unknown_as_a_whole():
    old = "start " + " ".join(f"a{n}" for n in range(15_000)) + " end"
    new = "start " + " ".join(f"b{n}" for n in range(15_000)) + " end"
    runs = carried_over(old, Runs.of(len(old), 1), new, 9)
    assert next(iter(runs)) == Run(len("start "), 1)
    assert runs.length == len(new)
    assert runs.count == 3
