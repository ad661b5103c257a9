"""The tree: its places, the trash, what is noted, projects."""

from datetime import date

import pytest
from sqlalchemy import select, update

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.ledger import verify
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Document
from muse_desktop.store.tables.record import Event
from tests.manuscript.helpers import drawn, refused, type_at


def test_documents_stand_where_they_were_made_and_are_listed_as_they_are_read(manuscript, tree, novel):
    assert drawn(tree) == "I(1(a b) 2) II(n)"
    assert [one.title for one in manuscript.documents()] == ["I", "1", "a", "b", "2", "II", "n"]
    node = tree.read().node(novel["b"])
    assert (node.kind, node.depth, node.position, node.words) == ("scene", 2, 1, 2)
    assert [one.title for one in tree.read().below(novel["I"])] == ["1", "a", "b", "2"]


def test_a_document_moves_before_another_or_to_the_end_with_what_is_inside(tree, novel):
    tree.move([novel["1"]], novel["II"], before=novel["n"])
    assert drawn(tree) == "I(2) II(1(a b) n)"
    tree.move([novel["II"]], before=novel["I"])
    assert drawn(tree) == "II(1(a b) n) I(2)"
    tree.move([novel["b"], novel["2"]])
    assert drawn(tree) == "II(1(a) n) I b 2"


def test_a_document_dropped_where_it_is_stays_and_a_child_goes_with_its_parent(tree, novel):
    tree.move([novel["1"]], novel["I"], before=novel["1"])
    assert drawn(tree) == "I(1(a b) 2) II(n)"
    tree.move([novel["a"], novel["1"]], novel["II"])
    assert drawn(tree) == "I(2) II(n 1(a b))"
    tree.move([novel["n"]], novel["II"], before=99)  # gone meanwhile: to the end
    assert drawn(tree) == "I(2) II(1(a b) n)"


def test_nothing_goes_into_itself_or_to_a_place_that_is_not_there(tree, novel):
    refused("into_itself", tree.move, [novel["I"]], novel["I"])
    refused("into_itself", tree.move, [novel["I"]], novel["b"])
    refused("no_document", tree.move, [99], novel["b"])
    refused("no_document", tree.move, [novel["b"]], 99)
    refused("no_project", tree.move, [novel["b"]], project_id=99)
    tree.trash(novel["II"])
    refused("in_trash", tree.move, [novel["b"]], novel["II"])
    assert drawn(tree) == "I(1(a b) 2)"


def test_a_document_goes_to_another_project_with_everything(manuscript, store, tree, novel):
    other = manuscript.create_project("Other")
    tree.trash(novel["b"])
    tree.move([novel["I"]], project_id=other)
    assert drawn(tree) == "II(n) | I(1(a) 2)"
    tree.restore(novel["b"])
    assert drawn(tree) == "II(n) | I(1(a b) 2)"
    assert {node.title for node in tree.read().project(other)} == {"I", "1", "a", "b", "2"}
    assert manuscript.read(novel["b"]).text == "Text b."
    assert verify(store).ok
    assert audit(store) == []


def test_a_parent_takes_what_is_inside_into_the_trash_and_back_to_its_place(tree, novel):
    tree.trash(novel["1"])
    assert drawn(tree, trash=True) == "I(2) II(n) ~ 1(a b)"
    tree.trash(novel["I"])
    assert drawn(tree, trash=True) == "II(n) ~ I(1(a b) 2) 1(a b)"
    tree.restore(novel["I"])
    assert drawn(tree, trash=True) == "I(2) II(n) ~ 1(a b)"
    tree.restore(novel["1"])
    assert drawn(tree, trash=True) == "I(1(a b) 2) II(n) ~ "


def test_neighbours_come_back_in_their_order_whatever_the_order_of_restoring(tree, novel):
    for title in "ab":
        tree.trash(novel[title])
    tree.restore(novel["a"])
    tree.restore(novel["b"])
    assert drawn(tree) == "I(1(a b) 2) II(n)"


def test_what_was_inside_something_in_the_trash_comes_back_before_its_place(tree, novel):
    tree.trash(novel["a"])
    tree.trash(novel["I"])
    tree.restore(novel["a"])
    assert drawn(tree, trash=True) == "a II(n) ~ I(1(b) 2)"
    tree.restore(novel["b"])  # one that went along
    assert drawn(tree, trash=True) == "a b II(n) ~ I(1 2)"
    tree.restore(novel["I"])
    assert drawn(tree) == "a b I(1 2) II(n)"


def test_what_is_dragged_out_of_the_trash_is_restored_at_its_new_place(tree, novel):
    tree.trash(novel["I"])
    tree.move([novel["1"]], novel["II"], before=novel["n"])
    assert drawn(tree, trash=True) == "II(1(a b) n) ~ I(2)"


def test_trashing_and_restoring_twice_changes_nothing(tree, novel):
    tree.trash(novel["1"])
    tree.trash(novel["1"])
    tree.trash(novel["a"])
    tree.restore(novel["1"])
    tree.restore(novel["1"])
    assert drawn(tree, trash=True) == "I(1(a b) 2) II(n) ~ "
    refused("no_document", tree.trash, 99)
    refused("no_document", tree.restore, 99)


def test_what_is_archived_stays_with_what_is_inside_and_does_not_count(tree, novel):
    tree.archive(novel["1"])
    read = tree.read()
    assert [read.node(novel[title]).archived for title in ("I", "1", "a", "2")] == [False, True, True, False]
    assert not read.node(novel["a"]).counted
    tree.unarchive(novel["1"])
    assert tree.read().node(novel["a"]).counted
    refused("no_document", tree.archive, 99)


def test_the_outline_adds_up_the_words_of_the_manuscript(tree, novel):
    tree.describe([novel["a"]], compiled=False)
    tree.trash(novel["2"])
    rows = {row.node.title: row.words_inside for row in tree.outline(1)}
    assert rows == {"I": 6, "1": 4, "a": 0, "b": 2, "II": 2, "n": 0}


def test_what_is_noted_about_documents_is_kept(tree, novel):
    tree.describe(
        [novel["a"], novel["b"]],
        status="Draft",
        label="Sub\ud800plot",
        synopsis="他回来了。",
        point_of_view="Ann",
        target=1200,
        kind="chapter",
    )
    tree.describe([novel["a"]], title="Début", status="")
    nodes = [tree.read().node(novel[title]) for title in "ab"]
    assert [(one.title, one.status, one.kind) for one in nodes] == [
        ("Début", "", "chapter"),
        ("b", "Draft", "chapter"),
    ]
    for one in nodes:
        assert (one.label, one.synopsis, one.target) == ("Sub\ufffdplot", "他回来了。", 1200)
        assert one.point_of_view == "Ann"
    refused("no_document", tree.describe, [novel["a"], 99], status="Done")
    assert tree.read().node(novel["a"]).status == ""
    for wrong in ({"target": -1}, {"kind": "poem"}):
        with pytest.raises(ValueError, match=r"target|kind"):
            tree.describe([novel["a"]], **wrong)


def test_an_open_session_learns_its_title_and_goes_on_through_moves(manuscript, store, tree, novel):
    session = manuscript.open(novel["a"])
    type_at(session, 0, "Now. ")
    tree.describe([novel["a"]], title="Début", target=100)
    tree.move([novel["a"]], novel["II"])
    tree.trash(novel["II"])
    tree.restore(novel["II"])
    assert session.title == "Début"
    manuscript.close()
    assert manuscript.read(novel["a"]).text == "Now. Text a."
    assert session.conflicts == ()
    assert drawn(tree) == "I(1(b) 2) II(n Début)"
    assert audit(store) == []


def test_projects_have_an_order_a_title_and_goals(manuscript, tree, novel):
    other = manuscript.create_project("Other")
    tree.rename_project(other, "Tales")
    tree.reorder_projects([other])
    tree.set_goals(other, target=80_000, day_target=500, deadline=date(2027, 1, 31))
    told = [(one.title, one.target, one.day_target, one.deadline) for one in manuscript.projects()]
    assert told == [("Tales", 80_000, 500, "2027-01-31"), ("My writing", 0, 0, None)]
    tree.set_goals(other)
    assert manuscript.projects()[0].deadline is None
    refused("no_project", tree.rename_project, 99, "x")
    with pytest.raises(ValueError, match="below 0"):
        tree.set_goals(other, day_target=-1)


def test_a_tree_that_was_broken_from_outside_shows_every_document(store, tree, novel):
    def harm(db):
        row = Document
        db.execute(update(row).where(row.id == novel["I"]).values(parent_id=novel["a"]))  # a circle
        db.execute(update(row).where(row.id == novel["n"]).values(kind="poem", position=7))

    store.write(harm).result()
    assert {node.title for node in tree.read()} == set(novel)
    tree.move([novel["a"]], novel["II"], before=novel["n"])
    tree.move([novel["I"]], before=novel["II"])
    assert drawn(tree) == "I(1(b) 2) II(a n)"


def test_reordering_keeps_the_others_behind_and_the_places_without_gaps(manuscript, store, tree, novel):
    manuscript.reorder([novel["II"]])
    assert drawn(tree) == "II(n) I(1(a b) 2)"
    rows = store.read(lambda db: db.execute(select(Document.parent_id, Document.position)).all())
    pairs = [("", 0), ("", 1), ("I", 0), ("I", 1), ("1", 0), ("1", 1), ("II", 0)]
    assert sorted((parent or 0, at) for parent, at in rows) == sorted(
        (novel.get(parent, 0), at) for parent, at in pairs
    )


def test_putting_away_writes_no_record_so_that_the_audit_still_knows_the_text(store, tree, novel):
    before = store.read(lambda db: db.scalars(select(Event.seq)).all())
    tree.trash(novel["I"])
    tree.restore(novel["I"])
    tree.move([novel["a"]])
    tree.archive(novel["a"])
    assert store.read(lambda db: db.scalars(select(Event.seq)).all()) == before
    assert audit(store) == []


def test_a_reader_beside_the_owner_reads_the_tree_and_changes_nothing(folder, tree, novel):
    with Store.open(folder, "read") as store:
        beside = ManuscriptTree(Manuscript(store))
        assert drawn(beside) == "I(1(a b) 2) II(n)"
        with pytest.raises(MuseError) as error:
            beside.move([novel["a"]])
        assert error.value.code == "store.reading"
