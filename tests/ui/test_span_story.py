"""What became of an accepted passage, and the small sums that the lists of origins are made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NO_OPTIONS
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.figures import Gap, Passage
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.provenance.runs import Run
from muse_desktop.ui.record.origins_lists import gap_words
from muse_desktop.ui.record.origins_same import place_of
from muse_desktop.ui.record.shares_bar import share_words
from muse_desktop.ui.record.span_story import BETWEEN, NEAR, accepted_text, not_taken, story

OUTPUT = "The fog came in over the bar. Nobody rang the bell that night."


@pytest.fixture
def session(manuscript: Manuscript) -> DocumentSession:
    return manuscript.open(manuscript.create("Fog"))


def record(*texts: str, accepted: tuple[dict[str, object], ...] = ()) -> GenerationRecord:
    """A generation that gave these candidates; the first was accepted so."""
    candidates = tuple(
        CandidateRecord(place, 40 + place, text, (), "end", accepted if place == 0 else ())
        for place, text in enumerate(texts)
    )
    return GenerationRecord(
        1, "continue", 1, "raw", {}, "the prompt", (), (), (), Sampling(), NO_OPTIONS, (), (), None, 60, (),
        40, "A model", "00", "", "", {}, {}, {}, "2026-11-23T05:00:00.000Z", "done", "", "app", 1, candidates,
    )  # fmt: skip


def note(start: int, end: int, at: str = "2026-11-23T05:00:01.000Z") -> dict[str, object]:
    """What a record says of an acceptance."""
    return {"at": at, "document": 1, "start": start, "end": end, "position": 0}


def accept(session: DocumentSession, text: str = OUTPUT, at: int = 0, start: int = 0) -> int:
    """Put an answer into the document; its origin."""
    origin = session.insert_origin(Kind.GENERATED, generation_id=1, candidate=0, output_start=start)
    session.apply(at, 0, text, origin)
    return origin


def told(session: DocumentSession, block: int, of: GenerationRecord) -> list[tuple[str, str]]:
    made = story(session.text, session.runs, session.book, block, of)
    return [] if made is None else list(made.parts)


def type_in(session: DocumentSession, start: int, removed: int, text: str) -> None:
    session.apply(start, removed, text, session.typed_origin(start, text))


def test_what_was_typed_into_a_passage_is_new_and_what_was_deleted_is_gone(session: DocumentSession) -> None:
    block = accept(session)
    assert told(session, block, record(OUTPUT)) == [(OUTPUT, "same")]
    type_in(session, OUTPUT.index("bar"), 3, "harbour")
    session.apply(session.text.index(" that night"), len(" that night"), "", ())
    assert told(session, block, record(OUTPUT)) == [
        ("The fog came in over the ", "same"),
        ("bar", "gone"),
        ("harbour", "new"),
        (". Nobody rang the bell", "same"),
        (" that night", "gone"),
        (".", "same"),
    ]


def test_chinese_is_told_character_by_character(session: DocumentSession) -> None:
    block = accept(session, "雾从河口上来，比往年早了一些。")
    type_in(session, 2, 2, "海")
    parts = told(session, block, record("雾从河口上来，比往年早了一些。"))
    assert parts[:3] == [("雾从", "same"), ("河口", "gone"), ("海", "new")]


def test_only_what_was_accepted_is_compared(session: DocumentSession) -> None:
    taken = OUTPUT[30:]
    block = accept(session, taken, start=30)
    of = record(OUTPUT, accepted=(note(30, len(OUTPUT)),))
    assert accepted_text(session.book.get(block), of) == taken
    assert told(session, block, of) == [(taken, "same")]


def test_of_two_acceptances_the_one_of_that_time_counts(session: DocumentSession) -> None:
    block = accept(session)
    origin = session.book.get(block)
    early, now = note(0, 7, "2026-11-01T05:00:00.000Z"), note(0, 29, origin.created_at)
    broken = note(0, 3, "yesterday")
    assert accepted_text(origin, record(OUTPUT, accepted=(early, now, broken))) == OUTPUT[:29]


def test_where_the_record_does_not_have_the_answer_nothing_is_made_up(session: DocumentSession) -> None:
    block = accept(session)
    assert told(session, block, record("")) == []
    origin = replace(session.book.get(block), candidate=7)
    assert accepted_text(origin, record(OUTPUT)) == ""


def test_a_passage_that_was_torn_apart_is_told_in_pieces(session: DocumentSession) -> None:
    block = accept(session)
    type_in(session, 0, 0, "Mine. ")
    session.apply(35, 0, "x" * (NEAR + 1), session.insert_origin(Kind.PASTED_OUTSIDE))
    made = story(session.text, session.runs, session.book, block, record(OUTPUT))
    assert made.standing.split(BETWEEN) == [OUTPUT[:29], OUTPUT[30:]]


def test_words_picked_one_by_one_are_told_together(session: DocumentSession) -> None:
    model = session.insert_origin(Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    picked = session.insert_origin(
        Kind.GENERATED, generation_id=1, candidate=0, output_start=8, source="picked"
    )
    session.apply(0, 0, "The fog came in", (Run(8, model), Run(4, picked), Run(3, model)))
    of = record("The fog came in", accepted=(note(0, 15),))
    for block in (model, picked):
        assert told(session, block, of) == [("The fog came in", "same")]


def test_what_else_was_offered_leaves_out_what_was_taken_and_what_is_empty(session: DocumentSession) -> None:
    origin = session.book.get(accept(session))
    assert [one.text for one in not_taken(origin, record(OUTPUT, "Other.", " \n"))] == ["Other."]


def test_a_passage_is_found_where_it_stands_now() -> None:
    passage = Passage(1, 4, 8, 1, "fog.", ())
    assert place_of(passage, "The fog.") == (4, 8)
    assert place_of(passage, "fog. And the fog. And fog.") == (0, 4)
    assert place_of(passage, "By five the fog. Then far away, after much else: fog.") == (12, 16)
    assert place_of(passage, "The mist.") is None


def test_a_share_below_ten_per_cent_has_a_place_behind_the_point() -> None:
    assert [share_words(words, 1000) for words in (0, 46, 54, 99, 100, 996, 1000)] == [
        "0 %", "4.6 %", "5.4 %", "9.9 %", "10 %", "100 %", "100 %",
    ]  # fmt: skip
    assert share_words(1, 100_000) == "<0.1 %"
    assert share_words(0, 0) == "0 %"


def test_a_gap_is_told_with_times_as_readers_write_them() -> None:
    values = {"since": "2026-11-22T05:00:00.000Z"}
    said = gap_words(Gap("provenance.gap_killed", "2026-11-23T05:00:00.000Z", values))
    assert "22 Nov 2026" in said
    assert said.startswith("23 Nov 2026")
    assert "T05" not in said
