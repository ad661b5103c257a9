"""What was said before, elsewhere in the writer's own drafts."""

from __future__ import annotations

import pytest

from muse_desktop.originality.own import Draft, said_before

IMAGE = "the moon hung over the harbour like a lamp that somebody had forgotten to put out"
TEXT = f"# One\n\nIt was late, and {IMAGE}.\n\nNobody spoke. Rain came in from the west.\n"


def test_an_image_of_another_chapter_is_found_with_its_place() -> None:
    there = Draft(7, "The harbour", "Chapter 3", f"He looked up: {IMAGE}, he thought.")
    (use,) = said_before(TEXT, 1, [there]).uses
    assert TEXT[use.draft.start : use.draft.end] == use.text
    assert there.text[use.other.start : use.other.end] == use.there
    assert IMAGE in use.text
    assert (use.document, use.title, use.heading, use.same) == (7, "The harbour", "Chapter 3", False)


def test_an_earlier_place_of_the_same_document_is_found_and_not_the_later_one() -> None:
    text = f"{TEXT}\n# Two\n\nAnd again {IMAGE}!\n"
    (use,) = said_before(text, 1, []).uses
    assert use.draft.start > use.other.end
    assert (use.document, use.heading, use.same) == (1, "One", True)
    assert text[use.other.start : use.other.end] == use.there


def test_a_find_over_the_end_of_a_paragraph_is_one() -> None:
    verse = "The ferry had not been seen since the bells fell.\n\nIts tower stood mute, year after long year."
    (use,) = said_before(f"{verse}\n\nThat was it.\n\n{verse}", 1, []).uses
    assert "bells" in use.text
    assert "tower" in use.text


def test_a_turn_that_stands_everywhere_is_no_find() -> None:
    turn = "he shook his head and looked away"
    others = [Draft(one, f"{one}", "", f"Number {one}: {turn}, number {one}") for one in range(2, 9)]
    assert said_before(f"So {turn} then.", 1, others).uses == ()


@pytest.mark.parametrize("text", ["", "\n\n\n", "…", "one\n\ntwo"])
def test_nothing_said_is_nothing_found(text: str) -> None:
    assert said_before(text, None, [Draft(1, "", "", ""), Draft(2, "", "", "!")]).uses == ()


def test_it_can_be_ended() -> None:
    report = said_before(f"{TEXT}\n\n{TEXT}", 1, [Draft(2, "", "", TEXT)], cancelled=lambda: True)
    assert report.uses == ()
