import pytest

from muse_desktop.errors import MuseError, message
from muse_desktop.manuscript.hands_only import HandsOnly
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.provenance import ledger
from muse_desktop.provenance.depth import letters_standing
from muse_desktop.provenance.display import Share
from muse_desktop.provenance.figures import words_of
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from tests.provenance.work import Work

ANSWER = "The keeper climbed slowly towards the lantern."


@pytest.fixture
def work(store):
    return Work(store)


# Words


def test_the_figures_of_a_work_are_the_sum_of_its_documents_in_reading_order(work):
    one, two = work.document("One"), work.document("Two")
    work.type(two, "Four words are here.")
    work.type(one, "Two words. ")
    work.accept(one, 7, "And five of a model.")
    figures = work.figures()
    assert [(one.title, one.shares.total.words) for one in figures.documents] == [("One", 7), ("Two", 4)]
    assert (figures.words, figures.model_words) == (11, 5)
    assert words_of(figures.shares, "own") == 6
    assert figures.shares.kinds[Kind.GENERATED].words == 5
    assert round(figures.model_percent, 2) == 45.45


def test_only_what_is_in_the_manuscript_counts_unless_documents_are_named(work):
    sessions = {name: work.document(name) for name in ("Scene", "Left out", "Old", "Gone")}
    note = work.manuscript.open(work.manuscript.create("Note", node="note"))
    for session in (*sessions.values(), note):
        work.type(session, "Some words.")
    work.save()
    tree = ManuscriptTree(work.manuscript)
    tree.describe([sessions["Left out"].id], compiled=False)
    tree.archive(sessions["Old"].id)
    work.manuscript.trash(sessions["Gone"].id)
    assert [found.title for found in work.figures().documents] == ["Scene"]
    named = work.figures(documents=[note.id, sessions["Gone"].id])
    assert [found.title for found in named.documents] == ["Note", "Gone"]


def test_what_is_not_there_is_refused(work):
    session = work.document()
    for wrong in ({"project": 9}, {"documents": [session.id, 77]}):
        with pytest.raises(MuseError) as refused:
            work.figures(**wrong)
        assert refused.value.code == "provenance.no_work"


def test_damaged_origins_count_as_unknown(work):
    session = work.document(text="Imported words.")
    work.store.write(lambda db: setattr(db.get_one(tables.Document, session.id), "runs", b"no runs")).result()
    figures = work.figures()
    assert figures.shares.tints == {"unknown": Share(15, 2)}


def test_a_work_without_words_has_figures_too(work):
    work.document()
    figures = work.figures()
    assert (figures.words, figures.model_percent, figures.blocks, figures.gaps) == (0, 0.0, (), ())


# Passages and blocks


def test_a_passage_is_a_stretch_that_rests_on_generated_text(work):
    session = work.document()
    work.type(session, "Own. ")
    first = work.accept(session, 7, "Model words")
    second = work.accept(session, 8, " and more.", kind=Kind.REWRITTEN)
    work.type(session, " Own again. ")
    third = work.accept(session, 7, "Model")
    found = work.figures().documents[0]
    assert [(one.text, one.blocks, one.words) for one in found.passages] == [
        ("Model words and more.", (first, second), 4),
        ("Model", (third,), 1),
    ]
    assert all(session.text[one.start : one.end] == one.text for one in found.passages)
    assert found.model_words == 5


def test_what_is_typed_into_a_block_makes_its_depth_but_does_not_take_it_away(work):
    session = work.document()
    block = work.accept(session, 7, ANSWER)
    session.apply(4, 6, "", ())
    work.type(session, "woman", at=4)
    figures = work.figures()
    (found,) = figures.blocks
    assert (found.origin, found.generation, found.accepted, found.standing) == (block, 7, 40, 34)
    assert found.edit_depth == pytest.approx(6 / 40)
    assert figures.model_words == 7  # all of them: it was the model's, however it is edited


def test_letters_of_a_cut_word_still_stand_as_they_were_generated(work):
    session = work.document()
    work.accept(session, 7, "lanterns")
    session.apply(7, 1, "", ())
    (found,) = work.figures().blocks
    assert (found.accepted, found.standing) == (8, 7)


def test_a_block_that_was_moved_to_another_document_stands_there(work):
    one, two = work.document("One"), work.document("Two")
    block = work.accept(one, 7, ANSWER)
    runs = one.runs.slice(0, 10)
    one.apply(0, 10, "", ())
    two.apply(0, 0, ANSWER[:10], runs)
    (found,) = work.figures().blocks
    assert (found.origin, found.document, found.documents) == (block, one.id, (one.id, two.id))
    assert found.edit_depth == 0
    (there,) = work.figures(documents=[two.id]).blocks  # accepted elsewhere, but of this work
    assert there == found


def test_a_copy_of_the_one_half_does_not_stand_in_for_the_half_that_went(work):
    session = work.document()
    work.accept(session, 7, ANSWER)
    kept, runs = ANSWER[:22], session.runs.slice(0, 22)
    session.apply(22, len(ANSWER) - 22, "", ())
    session.apply(22, 0, " " + kept, (Run(1, session.typed_origin(22)), *runs))
    (found,) = work.figures().blocks
    assert (found.accepted, found.standing) == (40, 19)


def test_what_is_in_the_trash_or_undone_does_not_stand(work):
    one, two = work.document("One"), work.document("Two")
    for session in (one, two):
        work.accept(session, 7, ANSWER)
        work.save()
    two.restore(0, "")
    work.save()
    one.close()
    work.manuscript.trash(one.id)
    blocks = work.figures(documents=[one.id, two.id]).blocks
    assert [(one.accepted, one.standing, one.documents) for one in blocks] == [(40, 0, ())] * 2


def test_a_block_whose_words_are_redacted_is_measured_by_its_length(work):
    session = work.document()
    work.accept(session, 7, "Two words")
    seq = work.figures().blocks[0].seq
    work.store.write(lambda db: ledger.redact(db, seq)).result()
    (found,) = work.figures().blocks
    assert (found.accepted, found.standing) == (9, 8)  # white space is not known any more


def test_an_open_record_of_an_acceptance_counts_already(work):
    session = work.document()
    work.accept(session, 7, ANSWER)
    session.save().result()
    assert work.store.read(lambda db: db.get(tables.Pending, session.id)) is not None
    (found,) = work.figures().blocks
    assert (found.accepted, found.standing) == (40, 40)


def test_pieces_are_found_wherever_they_stand_and_never_twice():
    text = "one two three four five six seven eight"
    assert letters_standing(text, [text]) == 32
    assert letters_standing(text, ["five six seven eight", "one two three four"]) == 32
    assert letters_standing(text, ["three four five", "three four five"]) == 13
    assert letters_standing(text, ["six seven eight" + "one two three"]) == 24  # moved next to each other
    assert letters_standing(text, ["something else entirely"]) == 0
    assert letters_standing("", ["a"]) == 0


# What was asked


def test_every_request_is_told_whether_anything_of_it_was_taken(work):
    session, other = work.document(), work.document("Elsewhere")
    model = work.model()
    asked = work.answer(ANSWER, "Another.", document=session.id, model=model)
    refused = work.answer("Never taken.", document=other.id, state="cancelled", layout={"remote": "http://x"})
    nowhere = work.answer("For no document.", model=model)
    work.accept(session, asked, ANSWER)
    work.accept(session, asked, "Another.", candidate=1)
    figures = work.figures(documents=[session.id])
    asked_for = figures.interactions
    told = [(one.generation, one.document, one.candidates, one.taken, one.state) for one in asked_for]
    assert told == [
        (asked, session.id, 2, 2, "done"),
        (refused, other.id, 1, 0, "cancelled"),
        (nowhere, None, 1, 0, "done"),
    ]
    assert [(one.name, one.licence, one.generations) for one in figures.models] == [
        ("Small model", "apache-2.0", 2),
        ("", "", 1),
    ]


def test_requests_of_another_project_are_not_told_unless_their_words_stand_here(work):
    session = work.document()
    second = work.manuscript.create_project("Second")
    there = work.manuscript.create("There", project_id=second)
    work.answer("Not here.", document=there)
    moved = work.answer(ANSWER, document=there)
    work.accept(session, moved, ANSWER)
    told = {one.generation for one in work.figures().interactions}
    assert told == {moved}


def test_times_without_the_model_are_told(work):
    work.document()
    hands = HandsOnly(work.store)
    began = hands.begin(1).result().began_at
    assert work.figures().hands_only == ((began, None),)
    hands.end(1).result()
    assert work.figures().hands_only[0][1] is not None


# Where the record cannot speak


def test_gaps_are_told_with_words_in_both_languages(tmp_path):
    with Store.open(tmp_path / "workspace") as store:
        work = Work(store)
        session = work.document()
        work.type(session, "Typed. ")
        work.put(session, "From nowhere.", Kind.UNKNOWN)
        work.save()
        seq = store.read(lambda db: db.query(tables.Event.seq).filter_by(kind="typed").scalar())
        store.write(lambda db: ledger.redact(db, seq)).result()
        store.write(lambda db: setattr(db.get_one(tables.Document, session.id), "text", "Other.")).result()
    with Store.open(tmp_path / "workspace") as store:  # never closed: as after a crash
        work = Work(store)
        work.manuscript.open(session.id)
        gaps = work.figures().gaps
        assert [gap.code.removeprefix("provenance.gap_") for gap in gaps] == [
            "killed",
            "outside",
            "unknown",
            "redacted",
        ]
        for gap in gaps:
            assert gap.at
            for language in ("en", "zh"):
                assert "{" not in message(gap.code, language, **gap.values)
        work.manuscript.close()


def test_the_figures_say_to_which_record_they_reach(work):
    work.document()
    figures = work.figures()
    assert (figures.records, figures.head) == ledger.head(work.store)


def test_a_manuscript_without_documents_or_a_start_has_figures(store):
    manuscript = Manuscript(store)
    project = manuscript.create_project("Empty")
    work = Work.__new__(Work)
    work.__dict__.update(store=store, manuscript=manuscript, book=manuscript.book, answers=None)
    assert work.figures(project).documents == ()
