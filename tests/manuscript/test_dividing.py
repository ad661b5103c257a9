"""Texts that become two, one, or are there twice; sequences of everything the tree can do."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.ledger import verify
from muse_desktop.provenance.runs import Runs
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Document
from muse_desktop.store.tables.record import Event, Pending
from muse_desktop.text.segment import count_words
from tests.manuscript.helpers import accept_at, drawn, refused, type_at


def origins_of(manuscript, document_id):
    found = manuscript.read(document_id)
    return [
        (found.text[start:end], str(manuscript.book.get(origin).kind))
        for start, end, origin in found.runs.spans()
    ]


@pytest.fixture
def mixed(manuscript):
    """A document with words of the writer and of a model, closed; its id."""
    session = manuscript.open(manuscript.create("Scene"))
    type_at(session, 0, "I wrote this. ")
    accept_at(session, 14, "The model wrote that. ")
    type_at(session, len(session.text), "他笑了。")
    session.close()
    return session.id


def sound(store):
    return verify(store).ok and audit(store) == []


def test_a_split_cuts_text_and_origins_at_the_very_place(manuscript, store, tree, mixed):
    tree.describe([mixed], status="Draft", point_of_view="Ann", synopsis="All.", target=50)
    version = select(Document.version).where(Document.id == mixed)
    before = store.read(lambda db: db.scalar(version))
    second = tree.split(mixed, 18)
    assert store.read(lambda db: db.scalar(version)) == before + 1  # whoever follows the text sees a change
    assert origins_of(manuscript, mixed) == [("I wrote this. ", "typed"), ("The ", "generated")]
    assert origins_of(manuscript, second) == [("model wrote that. ", "generated"), ("他笑了。", "typed")]
    first, other = tree.read()
    assert (first.words, other.words) == (4, 6)
    assert (other.id, other.title, other.status, other.point_of_view) == (
        second,
        "Scene (second half)",
        "Draft",
        "Ann",
    )
    assert (first.synopsis, first.target, other.synopsis, other.target) == ("All.", 50, "", 0)
    assert sound(store)
    assert [len(manuscript.versions(one)) for one in (mixed, second)] == [3, 1]


@pytest.mark.parametrize("position", [0, 40])
def test_a_split_at_an_end_leaves_one_side_empty(manuscript, store, tree, mixed, position):
    second = tree.split(mixed, position, title="Next")
    lengths = [len(manuscript.read(one).text) for one in (mixed, second)]
    assert lengths == [position, 40 - position]
    assert tree.read().node(second).title == "Next"
    assert sound(store)


def test_a_split_keeps_the_order_of_reading(tree, novel):
    tree.trash(novel["a"])
    second = tree.split(novel["1"], 4, title="1b")
    assert drawn(tree) == "I(1 1b(b) 2) II(n)"
    tree.restore(novel["a"])
    assert [node.title for node in tree.read().inside(second)] == ["a", "b"]


def test_a_split_is_refused_without_a_place_or_while_the_page_holds_the_text(manuscript, store, tree, mixed):
    for position in (-1, 41):
        refused("no_place", tree.split, mixed, position)
    refused("no_document", tree.split, 99, 0)
    session = manuscript.open(mixed)
    type_at(session, 0, "New. ")
    refused("is_open", tree.split, mixed, 3)
    refused("is_open", tree.merge, [mixed, manuscript.create("Other")])
    session.close()
    second = tree.split(mixed, 5)
    assert manuscript.open(mixed).text == "New. "
    assert manuscript.open(second).text.startswith("I wrote")
    tree.trash(second)
    manuscript.open(second).close()
    refused("in_trash", tree.split, second, 3)
    manuscript.close()
    assert sound(store)


def test_a_split_seals_what_a_killed_program_left_open(folder, store, manuscript, tree):
    session = manuscript.open(manuscript.create("One"))
    type_at(session, 0, "One two")
    session.save().result()
    manuscript._sessions.clear()  # as if the program had been killed: the open burst is still beside the text
    tree.split(session.id, 4)
    assert store.read(lambda db: db.scalars(select(Pending.document_id)).all()) == []
    told = store.read(lambda db: db.scalars(select(Event.kind).order_by(Event.seq)).all())
    assert told[-7:] == ["typed", "recovered", "version", "created", "version", "split", "version"]
    assert sound(store)


def test_merging_neighbours_keeps_every_origin_with_a_scene_break_between(manuscript, store, tree, mixed):
    other = manuscript.create("Two", "Imported.\n")
    empty = manuscript.create("Three")
    last = manuscript.create("Four", "\nEnd.")
    tree.describe([mixed, last], synopsis="Told.", target=10)
    assert tree.merge([last, mixed, other, empty]) == mixed
    assert manuscript.read(mixed).text == (
        "I wrote this. The model wrote that. 他笑了。\n\n***\n\nImported.\n\n***\n\nEnd."
    )
    assert [kind for _, kind in origins_of(manuscript, mixed)] == [
        "typed",
        "generated",
        "typed",
        "autocorrected",
        "imported",
        "autocorrected",
        "imported",
    ]
    node = tree.read().node(mixed)
    assert (node.words, node.synopsis, node.target) == (12, "Told.\nTold.", 20)
    assert {gone.title for gone in tree.read().trash()} == {"Two", "Three", "Four"}
    assert manuscript.read(other).text == "Imported.\n"
    assert sound(store)


def test_what_is_inside_the_last_comes_along_when_neighbours_merge(tree, novel):
    tree.move([novel["1"]], novel["I"])
    tree.merge([novel["2"], novel["1"]])
    assert drawn(tree, trash=True) == "I(2(a b)) II(n) ~ 1"


def test_what_are_no_neighbours_of_one_kind_is_not_merged(manuscript, tree, novel):
    refused("not_neighbours", tree.merge, [])
    refused("not_neighbours", tree.merge, [novel["a"]])
    refused("not_neighbours", tree.merge, [novel["a"], novel["2"]])
    refused("something_inside", tree.merge, [novel["1"], novel["2"]])
    note = manuscript.create("m", node="note", parent_id=novel["1"])
    refused("other_kind", tree.merge, [novel["b"], note])
    refused("not_neighbours", tree.merge, [novel["a"], note])
    tree.trash(novel["b"])
    refused("in_trash", tree.merge, [novel["a"], novel["b"]])
    tree.describe([note], kind="scene")
    tree.merge([novel["a"], note])  # what lies between is in the trash
    assert drawn(tree) == "I(1(a) 2) II(n)"


def test_a_duplicate_has_everything_that_is_inside_and_the_same_origins(
    manuscript, store, tree, novel, mixed
):
    tree.move([mixed], novel["1"], before=novel["b"])
    tree.describe([mixed], synopsis="Told.", target=7, compiled=False)
    tree.trash(novel["b"])
    session = manuscript.open(mixed)
    type_at(session, 0, "Now: ")
    copy = tree.duplicate(novel["1"])
    assert drawn(tree) == "I(1(a Scene) 1 (copy)(a Scene) 2) II(n)"
    twin = tree.read().inside(copy)[1]
    assert manuscript.read(twin.id).text.startswith("Now: I wrote")
    assert origins_of(manuscript, twin.id) == origins_of(manuscript, mixed)
    assert (twin.synopsis, twin.target, twin.compiled, twin.words) == ("Told.", 7, False, 11)
    assert "recovered" not in store.read(lambda db: db.scalars(select(Event.kind)).all())
    type_at(session, 0, "And ")
    manuscript.close()
    assert manuscript.read(mixed).text.startswith("And Now")
    assert session.conflicts == ()
    assert sound(store)
    refused("in_trash", tree.duplicate, novel["b"])


def test_what_was_done_is_in_the_record_with_its_places(store, tree, mixed):
    second = tree.split(mixed, 14)
    tree.merge([mixed, second])
    rows = store.read(
        lambda db: [
            (kind, json.loads(payload))
            for kind, payload in db.execute(select(Event.kind, Event.payload).order_by(Event.seq))
        ]
    )
    told = dict(rows)
    assert told["split"] == {"start": 14, "removed": 26, "into": second}
    assert told["merged"] == {"start": 14, "inserted": 33, "from": [second]}
    created = [payload for kind, payload in rows if kind == "created"]
    assert (created[-1]["kind"], created[-1]["from"]) == ("split", mixed)


def test_a_text_changed_by_hand_after_a_split_is_found(store, tree, mixed):
    second = tree.split(mixed, 14)

    def forge(db):
        row = db.get(Document, second)
        row.runs = Runs.of(len(row.text), 1).encode()

    store.write(forge).result()
    assert [error.code for error in audit(store)] == ["provenance.document_changed"]


ORDER = """
import sys
from pathlib import Path
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.store.store import Store

manuscript = Manuscript(Store.open(Path(sys.argv[1])))
tree = ManuscriptTree(manuscript)
parent = manuscript.create("Part", node="part")
first = manuscript.create("One", "".join(f"w{n:04d} " for n in range(2000)), parent_id=parent)
print("ready", flush=True)
while True:
    second = tree.split(first, 4200)
    tree.move([second])
    tree.move([second], parent)
    tree.merge([first, second])
    third = tree.split(first, len(manuscript.read(first).text) - 6)
    tree.trash(parent)
    tree.restore(parent)
    tree.trash(third)
    tree.move([third])
"""


@pytest.mark.parametrize("milliseconds", [40, 170, 420])
def test_a_kill_in_the_middle_of_it_all_leaves_a_whole_tree_and_every_word(folder, milliseconds):
    with subprocess.Popen(
        [sys.executable, "-c", ORDER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "ready\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(milliseconds / 1000)
        child.send_signal(signal.SIGKILL)
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        whole(store, manuscript)
        text = "".join(manuscript.read(node.id).text for node in ManuscriptTree(manuscript).read())
        assert set(text.replace("*", " ").split()) == {f"w{n:04d}" for n in range(2000)}


def whole(store, manuscript):
    """The tree is a tree, places have no gaps, what lives has living parents, origins fit their texts."""
    assert sound(store)
    read = ManuscriptTree(manuscript).read()
    query = select(Document.id, Document.parent_id, Document.project_id)
    rows = store.read(lambda db: db.execute(query).all())
    assert {node.id: (node.parent_id, node.project_id) for node in read} == {
        one: (parent, project) for one, parent, project in rows
    }
    places = {}
    for node in read:
        places.setdefault((node.project_id, node.parent_id), []).append(node.position)
        found = manuscript.read(node.id)
        assert found.runs.length == len(found.text)
        assert node.words == count_words(found.text)
        if node.parent_id is not None and not node.trashed:
            assert not read.node(node.parent_id).trashed
        if node.trashed_with is not None:
            assert node.trashed
            assert read.node(node.trashed_with).trashed
    for found in places.values():
        assert sorted(found) == list(range(len(found)))


def characters(tree, manuscript):
    """What is read outside the trash in order, and what is anywhere: each character with its origin, without
    scene breaks."""
    living, every = [], Counter()
    for node in tree.read():
        found = manuscript.read(node.id)
        owners = (origin for length, origin in found.runs for _ in range(length))
        told = [pair for pair in zip(found.text, owners, strict=True) if pair[0] not in "*\n"]
        every.update(told)
        living += [] if node.trashed else told
    return living, every


NUMBERS = st.integers(0, 11)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), NUMBERS, st.none() | NUMBERS, NUMBERS),
        st.tuples(st.sampled_from(["trash", "restore", "archive", "unarchive", "duplicate"]), NUMBERS),
        st.tuples(st.just("split"), NUMBERS, st.integers(0, 12)),
        st.tuples(st.just("merge"), NUMBERS, NUMBERS),
        st.tuples(st.just("project"), NUMBERS),
        st.tuples(st.just("create"), st.none() | NUMBERS),
    ),
    max_size=14,
)


def step(tree, manuscript, act, *numbers):
    ids = [node.id for node in tree.read()]
    chosen = [None if number is None else ids[number % len(ids)] for number in numbers]
    if act == "move":
        tree.move([chosen[0]], chosen[1], before=chosen[2])
    elif act == "split":
        tree.split(chosen[0], numbers[1])
    elif act == "merge":
        tree.merge(chosen)
    elif act == "project":
        tree.move([chosen[0]], project_id=1 + numbers[0] % 2)
    elif act == "create":
        manuscript.create("new", "Neu 新。", parent_id=chosen[0])
    else:
        getattr(tree, act)(chosen[0])


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_no_sequence_of_steps_breaks_the_tree_or_loses_a_character(steps):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "w") as store:
        manuscript = Manuscript(store)
        tree = ManuscriptTree(manuscript)
        manuscript.create_project("One")
        manuscript.create_project("Two")
        part = manuscript.create("p", "部 one", node="part")
        for text in ("Ann ran. ", "他笑了。", ""):
            manuscript.create("s", text, parent_id=part)
        before, every = characters(tree, manuscript)
        for act, *numbers in steps:
            with contextlib.suppress(MuseError):
                step(tree, manuscript, act, *numbers)
            now, all_now = characters(tree, manuscript)
            if act in ("split", "merge"):
                assert now == before  # the same manuscript, read from its beginning to its end
            assert not every - all_now
            assert every == all_now or act in ("merge", "duplicate", "create")
            before, every = now, all_now
        whole(store, manuscript)


def test_what_a_merge_would_be_refused_for_can_be_asked_before(manuscript, tree, novel):
    refused("not_neighbours", tree.check_merge, [])
    refused("not_neighbours", tree.check_merge, [novel["a"]])
    refused("not_neighbours", tree.check_merge, [novel["a"], novel["2"]])
    manuscript.open(novel["a"])
    tree.check_merge([novel["a"], novel["b"]])  # open or not: that is another question


def test_what_is_archived_between_two_does_not_part_them(manuscript, tree, novel):
    last = manuscript.create("c", "third", parent_id=novel["1"])
    tree.archive(novel["b"])
    assert tree.merge([novel["a"], last]) == novel["a"]
    tree.unarchive(novel["b"])
    assert [node.title for node in tree.read().inside(novel["1"])] == ["a", "b"]
