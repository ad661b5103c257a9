import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tally import tally
from muse_desktop.provenance.display import shares, tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.ledger import verify
from muse_desktop.provenance.runs import Run
from muse_desktop.store.store import Store
from muse_desktop.text.segment import count_words
from tests.manuscript.helpers import accept_at, kinds_of, type_at


@pytest.fixture
def session(manuscript):
    return manuscript.open(manuscript.create("One"))


def tinted(session):
    return [
        (session.text[span.start : span.end], span.tint)
        for span in tints(session.text, session.runs, session.book)
    ]


def test_what_is_typed_pasted_and_accepted_is_told_apart(session):
    type_at(session, 0, "I write. ")
    session.apply(9, 0, "They wrote. ", session.insert_origin(Kind.PASTED_OUTSIDE, source="a page"))
    accept_at(session, 21, "It wrote.")
    assert kinds_of(session) == [
        ("I write. ", "typed"),
        ("They wrote. ", "pasted-outside"),
        ("It wrote.", "generated"),
    ]


def test_typing_inside_a_generated_block_has_the_block_as_its_parent(session):
    block = accept_at(session, 0, "the man")
    type_at(session, 4, "old ")
    typed = session.book.get(session.runs.at(4))
    assert (typed.kind, typed.parent) == (Kind.TYPED, block)
    assert session.book.get(session.runs.at(7)).parent == block


def test_letters_added_to_the_last_generated_word_belong_to_the_block_and_what_follows_does_not(session):
    block = accept_at(session, 0, "we walk")
    type_at(session, 7, "ed home")
    assert session.book.get(session.runs.at(8)).parent == block
    assert session.book.get(session.runs.at(9)).parent is None
    assert kinds_of(session)[-1][0] == " home"
    assert tinted(session)[:1] == [("we ", "generated")]
    assert {tint for text, tint in tinted(session) if text in ("walk", "ed")} == {"edited"}


def test_a_sentence_typed_before_a_generated_block_is_the_writers_own(session):
    accept_at(session, 0, "The man ran.")
    type_at(session, 0, "I saw it. ")
    assert tinted(session) == [("I saw it. ", "own"), ("The man ran.", "generated")]


def test_typing_between_two_different_blocks_is_the_writers_own(session):
    accept_at(session, 0, "One. ", generation=1)
    accept_at(session, 5, "Two.", generation=2)
    type_at(session, 5, "Me. ")
    assert tinted(session) == [("One. ", "generated"), ("Me. ", "own"), ("Two.", "generated")]


@pytest.mark.parametrize(
    ("place", "length", "left", "edited"),
    [
        (7, 4, "the run man", "run"),  # the end of "running"
        (4, 3, "the ning man", "ning"),  # its beginning
        (6, 3, "the rung man", "rung"),  # its middle
        (11, 1, "the runningman", "runningman"),  # two words joined
    ],
)
def test_deleting_letters_of_a_generated_word_edits_what_is_left(session, place, length, left, edited):
    accept_at(session, 0, "the running man")
    session.apply(place, length, "", [])
    assert session.text == left
    assert (edited, "edited") in tinted(session)
    assert "".join(text for text, tint in tinted(session) if tint == "edited") == edited


def test_deleting_whole_generated_words_edits_nothing(session):
    accept_at(session, 0, "the running man")
    session.apply(3, 8, "", [])
    assert tinted(session) == [("the man", "generated")]


def test_a_typed_letter_taken_back_leaves_the_word_as_the_model_wrote_it(session):
    accept_at(session, 0, "the running man")
    type_at(session, 6, "x")
    session.apply(6, 1, "", [])
    assert tinted(session) == [("the running man", "generated")]


def test_text_and_origins_must_have_one_length_and_places_must_exist(session):
    with pytest.raises(ValueError, match="3 code points"):
        session.apply(0, 0, "abc", [Run(2, 1)])
    for start, removed in ((1, 0), (0, 1), (-1, 0)):
        with pytest.raises(IndexError):
            session.apply(start, removed, "x", 1)
    assert not session.dirty


def test_half_an_emoji_is_replaced_so_that_the_text_can_be_saved(session):
    type_at(session, 0, "a")
    session.apply(1, 0, "\ud83d", session.typed_origin(1))
    session.save().result()
    assert session.text == "a\ufffd"


def test_undo_brings_back_the_origins_as_the_page_counts_steps(session):
    block = accept_at(session, 0, "Generated words. ")
    session.remember(1)
    type_at(session, 17, "Mine.")
    session.remember(2)
    session.restore(1, "Generated words. ")
    assert kinds_of(session) == [("Generated words. ", "generated")]
    session.restore(0, "")
    assert session.runs.length == 0
    session.restore(1, "Generated words. ")
    session.restore(2, "Generated words. Mine.")
    assert kinds_of(session) == [("Generated words. ", "generated"), ("Mine.", "typed")]
    assert session.runs.at(0) == block


def test_a_new_edit_drops_the_states_that_redo_could_have_reached(session):
    type_at(session, 0, "one")
    session.remember(1)
    type_at(session, 3, " two")
    session.remember(2)
    session.restore(1, "one")
    accept_at(session, 3, " six")
    session.remember(2)
    session.restore(1, "one")
    session.restore(2, "one six")
    assert kinds_of(session)[-1] == (" six", "generated")


def test_an_undo_to_a_state_nobody_remembers_is_compared_and_new_words_are_unknown(session):
    type_at(session, 0, "one two three")
    session.restore(7, "one four three")
    assert kinds_of(session) == [("one ", "typed"), ("four", "unknown"), (" three", "typed")]


def test_a_text_changed_behind_the_session_is_taken_over_as_unknown(session):
    type_at(session, 0, "one two three")
    session.replace_all("one four three")
    assert kinds_of(session)[1] == ("four", "unknown")


def test_fifty_typed_fifty_generated_and_twenty_pasted_words_survive_editing_saving_and_opening(folder):
    typed = " ".join(f"mine{n}" for n in range(50)) + ". "
    generated = " ".join(f"model{n}" for n in range(50)) + ". "
    pasted = " ".join(f"theirs{n}" for n in range(20)) + "."
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        session = manuscript.open(manuscript.create("One"))
        type_at(session, 0, typed)
        block = accept_at(session, len(session.text), generated)
        session.apply(len(session.text), 0, pasted, session.insert_origin(Kind.PASTED_OUTSIDE))
        for number in range(10):  # by turns: letters added, letters deleted, the word replaced
            place = session.text.index(f"model{number * 3}")
            if number % 3 == 0:
                type_at(session, place + 2, "XY")
            elif number % 3 == 1:
                session.apply(place, 2, "", [])
            else:
                session.apply(place + 1, 3, "Q", session.typed_origin(place + 1, "Q"))
        manuscript.close()
    with Store.open(folder) as store:
        session = Manuscript(store).open(1)
        told = shares(session.text, session.runs, session.book)
        assert {tint: share.words for tint, share in told.tints.items()} == {
            "own": 50,
            "generated": 40,
            "edited": 10,
            "pasted": 20,
        }
        assert told.total.words == 120
        start = session.text.index("model1 ")
        assert session.book.get(session.runs.at(start)).id == block
        assert session.book.get(session.runs.at(start)).generation_id == 1
        assert verify(store).ok


def test_the_live_word_count_is_right_after_any_edits(session):
    type_at(session, 0, "It's well-known that 月光 shines on 1,000 roofs.")
    session.apply(5, 4, "月 x", session.typed_origin(5))
    session.apply(0, 2, "", [])
    assert session.words == count_words(session.text)


PIECE = st.text("ab c", min_size=1, max_size=9)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("typed"), st.floats(0, 1), st.integers(0, 3), st.text("ab c\n月😀", max_size=3)),
        st.tuples(st.just("pasted"), st.floats(0, 1), st.integers(0, 3), PIECE),
        st.tuples(st.just("accepted"), st.floats(0, 1), st.integers(0, 9), PIECE),
        st.tuples(st.just("undo"), st.integers(1, 4)),
        st.tuples(st.just("redo"), st.integers(1, 4)),
        st.tuples(st.just("save")),
        st.tuples(st.just("reopen")),
    ),
    max_size=25,
)


class Naive:
    """Text and origins as lists of single characters, with whole copies for undo, like the page keeps."""

    def __init__(self):
        self.cells = []
        self.states = [[]]
        self.step = 0

    def edit(self, start, removed, inserted, origin):
        new = [(letter, origin) for letter in inserted]
        self.cells = [*self.cells[:start], *new, *self.cells[start + removed :]]
        self.states = [*self.states[: self.step + 1], self.cells]
        self.step += 1

    def go(self, steps):
        self.step = max(0, min(len(self.states) - 1, self.step + steps))
        self.cells = self.states[self.step]

    @property
    def text(self):
        return "".join(letter for letter, _ in self.cells)


def naive_parts(naive, book):
    """Per character the origin, with what is left of cut words counted as the block it was cut from."""
    return [letter_block(book, origin) for _, origin in naive.cells]


def letter_block(book, origin):
    return book.get(origin).parent if book.is_cut(book.get(origin)) else origin


@settings(max_examples=20)
@given(EDITS)
def test_any_edits_undos_and_saves_leave_every_character_its_origin(tmp_path_factory, edits):
    """More of them: `python tests/soak.py edits`."""
    edited(tmp_path_factory.mktemp("fuzz"), edits)


def edits(rounds, folder):
    """As many examples as there are rounds; a function of tests/soak.py."""

    def one(edits):
        edited(Path(tempfile.mkdtemp(dir=folder)), edits)

    settings(max_examples=rounds, deadline=None)(given(EDITS)(one))()
    return "Every character kept its origin."


def edited(folder, edits):
    """Do them in a new workspace, and the same in a naive copy; fails where they differ."""
    store = Store.open(folder)
    manuscript = Manuscript(store)
    session = manuscript.open(manuscript.create("One"))
    naive = Naive()
    generation = 0
    try:
        for edit in edits:
            match edit:
                case ("undo", steps):
                    naive.go(-steps)
                    session.restore(naive.step, naive.text)
                case ("redo", steps):
                    naive.go(steps)
                    session.restore(naive.step, naive.text)
                case ("save",):
                    session.save().result()
                    assert not session.dirty
                case ("reopen",):
                    manuscript.close()
                    store.close()
                    store = Store.open(folder)
                    manuscript = Manuscript(store)
                    session = manuscript.open(1)
                    naive.states, naive.step = [naive.cells], 0
                case (kind, where, removed, inserted):
                    start = round(where * len(naive.cells))
                    removed = min(removed, len(naive.cells) - start)
                    if not removed and not inserted:
                        continue
                    if kind == "typed":
                        origin = session.typed_origin(start, inserted)
                    elif kind == "pasted":
                        origin = session.insert_origin(Kind.PASTED_OWN)
                    else:
                        generation += 1
                        origin = session.insert_origin(Kind.GENERATED, generation_id=generation)
                    naive.edit(start, removed, inserted, origin)
                    session.apply(start, removed, inserted, origin)
                    session.remember(naive.step)
            assert session.text == naive.text
            told = [letter_block(session.book, run.origin) for run in session.runs for _ in range(run.length)]
            assert told == naive_parts(naive, session.book)
            assert session.words == count_words(session.text)
        manuscript.close()
        assert verify(store).ok
    finally:
        store.close()


def test_an_edit_of_a_very_long_document_takes_less_than_a_millisecond(manuscript):
    text = ("Twelve quick words of prose stand here, and then a line ends.\n" * 17_000)[:1_100_000]
    assert count_words(text) > 200_000
    session = manuscript.open(manuscript.create("Long", text))
    for place in range(0, 1_000_000, 500):  # thousands of runs, as after years of work
        session.apply(place, 1, "x", session.typed_origin(place))
    assert session.runs.count > 3000
    times = []
    for place in range(500_000, 500_300):
        started = time.perf_counter()
        session.apply(place, 0, "y", session.typed_origin(place, "y"))
        session.remember(place)
        times.append(time.perf_counter() - started)
    assert sorted(times)[150] < 0.001, sorted(times)[150]


def test_a_document_that_has_been_ended_closes_without_writing_again(manuscript, monkeypatch):
    session = manuscript.open(manuscript.create("Draft"))
    type_at(session, 0, "One")
    session.end().result()
    type_at(session, 3, " two")
    session.end().result()
    monkeypatch.setattr(session._saver, "save", None)
    session.close()
    assert manuscript.read(session.id).text == "One two"


def test_what_is_typed_after_the_end_is_saved_by_closing(manuscript):
    session = manuscript.open(manuscript.create("Draft"))
    session.end().result()
    type_at(session, 0, "late")
    session.close()
    assert manuscript.read(session.id).text == "late"


def test_words_in_comments_do_not_count_and_count_again_once_the_comment_is_opened(session):
    session.apply(0, 0, "One two <!-- three four --> five", session.typed_origin(0))
    assert session.words == 3
    place = session.text.index("-->")
    session.apply(place, 3, "", ())
    assert session.words == 5
    session.apply(place, 0, "-->", session.typed_origin(place))
    assert session.words == 3
    session.save().result()
    assert tally(session.text, session.runs, session.book).total == 3
    assert shares(session.text, session.runs, session.book).total.words == 3
