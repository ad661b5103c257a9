"""How two passages differ, and which of several marks is seen."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.normalise import normalise
from muse_desktop.ui.originality.sides import layered, sides
from muse_desktop.ui.originality.together import between, rising


def told(text: str, marks: object) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.style) for mark in marks]


def test_words_of_one_side_only_are_told_from_those_that_moved() -> None:
    ours = "The old man walked to the sea, and it was dark."
    theirs = "It was dark. The old man ran to the sea"
    found = sides(ours, theirs)
    assert told(ours, found.draft) == [
        ("The old man", "same"), ("walked", "own"), ("to the sea", "same"), ("and", "own"),
        ("it was dark", "moved"),
    ]  # fmt: skip
    assert told(theirs, found.source) == [
        ("It was dark", "moved"), ("The old man", "same"), ("ran", "theirs"), ("to the sea", "same"),
    ]  # fmt: skip
    assert (found.changed, found.moved) == (2, 3)


def test_chinese_is_compared_by_the_character_and_in_both_scripts() -> None:
    ours, theirs = "雾从河口上来，早了些许。", "霧從河口上來 早了一些"
    found = sides(ours, theirs)
    assert told(ours, found.draft) == [("雾从河口上来，早了些", "same"), ("许", "own")]
    assert told(theirs, found.source)[1] == ("一", "theirs")


def test_case_accents_and_punctuation_are_no_differences() -> None:
    found = sides("“Café, she SAID —”", "cafe she said")
    assert {mark.style for mark in found.draft + found.source} == {"same"}


@given(st.text("ab é中文🌊\r\n.“”", max_size=60), st.text("ab é中文🌊\r\n.“”", max_size=60))
def test_marks_never_overlap_and_leave_out_no_word(ours: str, theirs: str) -> None:
    found = sides(ours, theirs)
    for text, marks in ((ours, found.draft), (theirs, found.source)):
        ends = [place for mark in marks for place in (mark.start, mark.end)]
        assert ends == sorted(ends)
        assert all(mark.start < mark.end for mark in marks)
        assert "".join(normalise(text[mark.start : mark.end]).letters for mark in marks) == (
            normalise(text).letters
        )


def test_the_first_of_several_marks_is_seen() -> None:
    assert layered([(4, 6, "top"), (0, 10, "below")]) == [(0, 4, "below"), (4, 6, "top"), (6, 10, "below")]
    chance = random.Random(3)
    for _ in range(100):
        spans = [
            (start, start + chance.randrange(9), chance.choice("abc"))
            for start in (chance.randrange(30) for _ in range(chance.randrange(9)))
        ]
        seen = {place: name for start, end, name in reversed(spans) for place in range(start, end)}
        assert {place: name for start, end, name in layered(spans) for place in range(start, end)} == seen


def test_two_texts_meet_at_the_passage_and_go_in_proportion_elsewhere() -> None:
    anchors = rising([(0.0, 0.0), (100.0, 1000.0), (120.0, 1010.0), (220.0, 1110.0), (230.0, 90.0)])
    assert between(anchors, 50.0) == 500.0
    assert between(anchors, 100.0) == 1000.0
    assert between(anchors, 110.0) == 1005.0
    assert between(anchors, 300.0) == 1190.0  # behind the last: one to one
    assert between([], 7.0) == 7.0
