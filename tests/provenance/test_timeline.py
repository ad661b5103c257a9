"""The writing of a document, replayed from the record: every state as it was, gaps as gaps, no guesses."""

import hashlib
import json
import random
import zlib

import pytest
from sqlalchemy import delete, select, update

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.manuscript.wiping import wipe_project
from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.provenance.timeline import HIDDEN, UNEXPLAINED, read_timeline
from muse_desktop.provenance.timeline_text import ChunkedText
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from tests.manuscript.helpers import accept_at, type_at


@pytest.fixture
def manuscript(store):
    return Manuscript(store)


@pytest.fixture
def session(manuscript):
    return manuscript.open(manuscript.create("One"))


def act(session, start, removed, text, kind=Kind.PASTED_OUTSIDE):
    """One edit that is a step of its own, saved."""
    session.seal()
    session.apply(start, removed, text, session.insert_origin(kind) if text else ())
    session.seal()
    session.save().result()


def written(session, *texts):
    """Acts that put each text at the end."""
    for text in texts:
        act(session, len(session.text), 0, text)


def texts(timeline):
    return [timeline.state(place).text for place in range(len(timeline) + 1)]


def seq_of(store, kind, nth=0):
    """The number of the nth event of a kind."""
    event = tables.Event
    query = select(event.seq).where(event.kind == kind).order_by(event.seq)
    return store.read(lambda db: list(db.scalars(query)))[nth]


def test_every_act_is_a_step_with_its_text_its_origins_and_its_sizes(store, session):
    type_at(session, 0, "I write. ")
    session.seal()
    block = accept_at(session, 9, "It writes.")
    act(session, 0, 2, "")
    timeline = read_timeline(store, session.id)
    assert [step.kind for step in timeline.steps] == ["created", "typed", "accepted", "deleted"]
    assert texts(timeline) == ["", "", "I write. ", "I write. It writes.", "write. It writes."]
    assert timeline.state(3).runs.at(9) == block
    taken = timeline.steps[3]
    assert (taken.start, taken.removed, taken.inserted, taken.old, taken.new) == (0, 2, 0, "I ", "")
    assert timeline.complete
    assert not timeline.troubles


def test_a_document_that_began_with_a_text_begins_with_it(store, manuscript):
    document = manuscript.create("Old", "Once upon a time.", kind=Kind.IMPORTED)
    timeline = read_timeline(store, document)
    assert texts(timeline) == ["", "Once upon a time."]
    assert manuscript.book.get(timeline.state(1).runs.at(0)).kind is Kind.IMPORTED
    assert timeline.complete


def test_the_burst_that_is_still_open_is_the_last_step(store, session):
    written(session, "Done. ")
    type_at(session, 6, "Open")
    session.save().result()
    timeline = read_timeline(store, session.id)
    assert (timeline.steps[-1].seq, timeline.steps[-1].new) == (0, "Open")
    assert timeline.complete


def test_a_version_kept_in_the_middle_of_a_burst_is_no_contradiction(store, manuscript):
    clock = [0.0]
    document = manuscript.create("One")
    session = manuscript.open(document)
    session._clock = lambda: clock[0]
    clock[0] = 700.0
    type_at(session, 0, "half ")
    session.save().result()  # ten minutes are over: a version, while the burst is open
    type_at(session, 5, "whole")
    session.seal()
    session.save().result()
    timeline = read_timeline(store, document)
    assert texts(timeline) == ["", "", "half whole"]
    assert not timeline.troubles
    assert timeline.complete


def test_splitting_merging_and_duplicating_are_steps_of_each_document(store, manuscript):
    tree = ManuscriptTree(manuscript)
    first = manuscript.create("One", "The first half. The second half.")
    second = tree.split(first, 16)
    copy = tree.duplicate(first)
    assert texts(read_timeline(store, second))[-1] == "The second half."
    assert texts(read_timeline(store, copy))[-1] == "The first half. "
    tree.trash(copy)
    tree.merge([first, second])
    timeline = read_timeline(store, first)
    assert [step.kind for step in timeline.steps] == ["created", "split", "merged"]
    assert timeline.steps[1].old == "The second half."
    assert texts(timeline)[2:] == ["The first half. ", manuscript.read(first).text]
    assert timeline.complete
    assert not timeline.troubles


def test_undo_brings_back_the_origins_around_what_it_brings_back(store, session):
    accept_at(session, 0, "lamplight")
    session.remember(1)
    session.seal()
    session.apply(0, 1, "", ())  # what is left of the word counts as edited
    session.remember(2)
    session.seal()
    session.restore(1, "lamplight")
    session.seal()
    session.save().result()
    timeline = read_timeline(store, session.id)
    assert timeline.state(len(timeline)).runs == session.runs
    session.close()
    assert not read_timeline(store, session.id).troubles


def test_words_taken_out_of_the_record_are_a_gap_of_their_size_until_a_version_has_them(store, session):
    written(session, "One. ", "Secret", ". Three.")
    store.write(lambda db: ledger.redact(db, seq_of(store, "pasted-outside", 1))).result()
    timeline = read_timeline(store, session.id)
    gap = HIDDEN * 6
    assert texts(timeline)[2:] == ["One. ", f"One. {gap}", f"One. {gap}. Three."]
    assert timeline.state(3).hidden == ((5, 11),)
    assert (timeline.steps[2].new, timeline.steps[2].inserted) == (None, 6)
    assert not timeline.complete
    assert not timeline.troubles
    session.close()  # keeps a version
    timeline = read_timeline(store, session.id)
    assert texts(timeline)[3:] == [f"One. {gap}", "One. Secret. Three."]
    assert timeline.complete


def test_a_gap_that_is_deleted_later_leaves_nothing_behind(store, session):
    written(session, "One. ", "Secret")
    act(session, 5, 6, "")
    store.write(lambda db: ledger.redact(db, seq_of(store, "pasted-outside", 1))).result()
    timeline = read_timeline(store, session.id)
    assert texts(timeline)[-2:] == ["One. " + HIDDEN * 6, "One. "]
    assert timeline.complete


def test_of_a_wiped_document_only_sizes_are_left(store, manuscript, session):
    written(session, "Twelve chars", " more")
    project = session.project_id
    manuscript.close()
    store.write(lambda db: wipe_project(db, project)).result()
    timeline = read_timeline(store, session.id)
    assert texts(timeline) == ["", "", HIDDEN * 12, HIDDEN * 17]
    assert timeline.title == ""
    assert not timeline.complete


def change_words(store, seq, old, new):
    """Other words beside an event, with the hash to match, as somebody who knows how would."""

    def work(db):
        content = ledger.canonical({"removed": old, "inserted": new}).decode()
        beside = tables.EventContent
        db.execute(update(beside).where(beside.seq == seq).values(content=zlib.compress(content.encode())))
        digest = hashlib.sha256(content.encode()).hexdigest()
        db.execute(update(tables.Event).where(tables.Event.seq == seq).values(content_hash=digest))

    store.write(work).result()


def test_other_words_than_were_hashed_are_not_shown(store, session):
    written(session, "One. ", "Two.")
    beside = tables.EventContent
    seq = seq_of(store, "pasted-outside", 1)
    forged = zlib.compress(json.dumps({"removed": "", "inserted": "Six."}).encode())
    change = update(beside).where(beside.seq == seq).values(content=forged)
    store.write(lambda db: db.execute(change)).result()
    timeline = read_timeline(store, session.id)
    assert texts(timeline)[-1] == "One. " + HIDDEN * 4
    assert [(one.code, one.seq) for one in timeline.troubles] == [("provenance.replay_words_changed", seq)]


def test_where_a_version_has_another_text_it_says_since_when_and_goes_on_from_there(store, session):
    written(session, "One. ", "Two. ")
    session.end().result()
    written(session, "Three.")
    seq = seq_of(store, "pasted-outside", 1)
    change_words(store, seq, "", "Six. ")
    timeline = read_timeline(store, session.id)
    (trouble,) = timeline.troubles
    assert (trouble.code, trouble.seq) == ("provenance.replay_differs", seq_of(store, "version", 1))
    assert trouble.since == seq_of(store, "version") < seq
    assert timeline.steps[3].kind == UNEXPLAINED
    assert (timeline.steps[3].old, timeline.steps[3].new) == ("Six", "Two")
    assert texts(timeline)[-1] == "One. Two. Three."
    assert timeline.complete


def test_a_record_that_does_not_fit_is_named_and_nothing_is_made_up_behind_it(store, session):
    written(session, "One. ", "Two. ")
    act(session, 5, 5, "Six. ")
    written(session, "More.")
    seq = seq_of(store, "pasted-outside", 2)
    change_words(store, seq, "Ten. ", "Six. ")
    timeline = read_timeline(store, session.id)
    assert [(one.code, one.seq) for one in timeline.troubles] == [("provenance.replay_misfit", seq)]
    assert timeline.state(3).known
    assert timeline.state(3).text == "One. Two. "
    assert not timeline.state(4).known
    assert not timeline.state(5).known
    assert [step.applied for step in timeline.steps] == [True, True, True, False, False]
    assert not timeline.complete
    session.close()  # its version says what stands there
    timeline = read_timeline(store, session.id)
    assert timeline.steps[-1].kind == UNEXPLAINED
    assert timeline.state(len(timeline)).text == "One. Two. Six. More."[:5] + "Six. More."
    assert len(timeline.troubles) == 1


def test_a_text_that_another_program_changed_is_a_step_of_its_own(store, manuscript, session):
    written(session, "One. Two.")
    document = session.id
    manuscript.close()
    row = tables.Document
    store.write(lambda db: db.execute(update(row).values(text="One. Not two."))).result()
    manuscript.open(document)
    timeline = read_timeline(store, document)
    step = timeline.steps[-1]
    assert (step.kind, step.old, step.new) == ("changed-outside", "T", "Not t")
    kinds = {manuscript.book.get(one).kind for one in timeline.state(len(timeline)).runs.origins()}
    assert kinds == {Kind.PASTED_OUTSIDE, Kind.UNKNOWN}
    assert timeline.complete
    assert not timeline.troubles


def test_a_saved_text_that_the_record_does_not_lead_to_is_said(store, session):
    written(session, "One.")
    store.write(lambda db: db.execute(update(tables.Document).values(text="Two."))).result()
    timeline = read_timeline(store, session.id)
    assert [(one.code, one.seq) for one in timeline.troubles] == [("provenance.replay_end", 0)]
    assert not timeline.complete
    assert texts(timeline)[-1] == "One."


def test_without_its_version_a_beginning_is_a_gap(store, manuscript):
    document = manuscript.create("Old", "Once.")
    store.write(lambda db: db.execute(delete(tables.RunSnapshot))).result()
    timeline = read_timeline(store, document)
    assert texts(timeline) == ["", HIDDEN * 5]
    assert manuscript.book.get(timeline.state(1).runs.at(0)).kind is not Kind.UNKNOWN


def test_requests_to_the_model_stand_between_the_acts_taken_or_not(store, session):
    written(session, "One. ")

    def ask(db):
        said = {"recipe": "continue", "seed": 1, "created_at": "", "state": "done"}
        row = tables.Generation(document_id=session.id, **said)
        db.add(row)
        db.flush()
        one = {"generation_id": row.id, "position": 0, "seed": 1, "updated_at": ""}
        db.add(tables.Candidate(**one, accepted=[{"at": ""}]))
        db.add(tables.Candidate(**(one | {"position": 1})))
        ledger.append(db, "generation", document_id=session.id, payload={"generation": row.id})

    store.write(ask).result()
    written(session, "Two.")
    timeline = read_timeline(store, session.id)
    (mark,) = timeline.marks_at(2)
    assert (mark.kind, mark.generation) == ("generation", 1)
    assert (timeline.requests[1].candidates, timeline.requests[1].taken) == (2, 1)


def test_a_snapshot_confirms_what_was_replayed(store, session):
    written(session, "One. ")
    Snapshots(store).take(session).result()
    written(session, "Two.")
    assert read_timeline(store, session.id).confirmed == seq_of(store, "snapshot")


def test_nothing_on_record_is_refused_in_words(store):
    with pytest.raises(MuseError) as refused:
        read_timeline(store, 99)
    assert refused.value.code == "provenance.no_timeline"
    with pytest.raises(IndexError):
        read_timeline(store, Manuscript(store).create("One")).state(2)


WORDS = ["a", "man ", "the lamp", "雾", "🙂 two", "\n", "e\u0301", "long " * 9]
KINDS = ["typed", "accepted", "pasted", "restored", "replaced", "deleted", "undo", "redo"]
AFTERWARDS = ["", "", "save", "seal", "version", "snapshot", "reopen", "crash"]


def operations(chance, count):
    """Random operations of all kinds: what, where (0 to 1), how much goes, what comes, what is done then."""
    for _ in range(count):
        size = chance.randint(0, 12)
        yield chance.choice(KINDS), chance.random(), size, chance.choice(WORDS), chance.choice(AFTERWARDS)


def operate(session, undo, operation):
    """One operation of any kind; `undo` has the texts by undo step, and at which step the session is."""
    kind, where, size, words, _ = operation
    start = round(where * len(session.text))
    removed = min(size, len(session.text) - start)
    if kind in ("undo", "redo"):
        place = undo[1] + (-1 if kind == "undo" else 1)
        if 0 <= place < len(undo[0]):
            undo[1] = place
            session.restore(place, undo[0][place])
        return
    if kind == "typed":
        session.apply(start, removed, words, session.typed_origin(start, words))
    elif kind == "deleted":
        session.apply(start, removed, "", ())
    elif kind in ("restored", "replaced"):
        made = [(len(words), session.book.unknown(session.id))]
        put = session.put_back if kind == "restored" else session.replace
        put(start, removed, words, [Run(*one) for one in made])
    else:
        of = Kind.GENERATED if kind == "accepted" else Kind.PASTED_OWN
        session.apply(start, removed, words, session.insert_origin(of, generation_id=1))
    undo[0][undo[1] + 1 :] = [session.text]
    undo[1] += 1
    session.remember(undo[1])


@pytest.mark.parametrize("seed", range(3))
def test_every_state_that_was_ever_saved_comes_back_exactly(tmp_path, seed):
    folder = tmp_path / "replayed"
    store = Store.open(folder)
    manuscript = Manuscript(store)
    session = manuscript.open(manuscript.create("One"))
    document, undo, seen = session.id, [[""], 0], [("", session.runs)]
    try:
        for operation in operations(random.Random(seed), 40):
            operate(session, undo, operation)
            match operation[-1]:
                case "save":
                    session.save().result()
                    now = read_timeline(store, document)
                    last = now.state(len(now))
                    assert (last.text, last.runs, now.complete) == (session.text, session.runs, True)
                case "seal":
                    session.seal()
                    seen.append((session.text, session.runs))
                case "version":
                    session.end().result()
                case "snapshot":
                    Snapshots(store).take(session)
                case "reopen" | "crash":
                    if operation[-1] == "crash":
                        session.save().result()
                    else:
                        manuscript.close()
                    store.close()
                    store = Store.open(folder)
                    manuscript = Manuscript(store)
                    session = manuscript.open(document)
                    undo[:] = [[session.text], 0]
        manuscript.close()
        whole = read_timeline(store, document)
        assert whole.complete
        assert not whole.troubles
        states = [(one.text, one.runs) for one in map(whole.state, range(len(whole) + 1))]
        for state in seen:
            assert state in states
            states = states[states.index(state) :]
        assert states[-1] == (session.text, session.runs)
    finally:
        store.close()


def test_a_text_in_pieces_is_spliced_and_cut_like_a_text():
    chance = random.Random(7)
    plain, pieces = "", ChunkedText()
    for _ in range(150):
        start = chance.randint(0, len(plain))
        removed = min(chance.choice([0, 0, 1, 30, 9_000]), len(plain) - start)
        words = chance.choice(["", "x", "雾🙂", "y" * 700, "z" * 20_000])
        plain = plain[:start] + words + plain[start + removed :]
        pieces = pieces.splice(start, removed, words)
        low = chance.randint(0, len(plain))
        high = chance.randint(low, len(plain))
        assert len(pieces) == len(plain)
        assert pieces.slice(low, high) == plain[low:high]
    assert str(pieces) == plain
    with pytest.raises(IndexError):
        pieces.splice(0, len(plain) + 1, "")
