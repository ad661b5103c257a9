from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.originality.piece import AROUND, LONGEST, after_edit, piece_around, untouched

EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(EDITS)
def test_whatever_differs_after_edits_lies_in_what_has_changed(edits: list[tuple[int, int, int]]) -> None:
    text, spans = [(0, at) for at in range(300)], []  # each character knows which edit wrote it
    for number, (at, wanted, inserted) in enumerate(edits, 1):
        start = min(at, len(text))
        removed = min(wanted, len(text) - start)
        text[start : start + removed] = [(number, at) for at in range(inserted)]
        spans = after_edit(spans, start, removed, inserted)
        assert spans == sorted(spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
    for place, (number, _) in enumerate(text):
        if number:
            assert any(first <= place < last for first, last in spans)
    old = [place for place, (number, _) in enumerate(text) if not number]
    for one, other in pairwise(old):  # where something was taken out, there is a span too
        if text[other][1] - text[one][1] > 1:
            assert any(one < last and first <= other for first, last in spans) or other - one == 1


def test_a_stretch_that_was_not_touched_moves_along() -> None:
    assert untouched([(0, 10), (20, 30)], 12, 2, 5) == [(0, 10), (23, 33)]
    assert untouched([(0, 10), (20, 30)], 10, 0, 1) == [(21, 31)]  # what follows at once may belong to it


def test_a_piece_is_the_whole_paragraph_with_some_of_its_neighbours() -> None:
    text = "First line.\n" + "Second paragraph here.\n" + "Third."
    piece, rest = piece_around(text, 15, 16)
    assert piece.text[piece.start : piece.end] == "Second paragraph here."
    assert (piece.text, piece.place, rest) == (text, 0, None)


@given(st.integers(0, 30_000), st.integers(0, 30_000))
def test_a_very_long_paragraph_is_looked_at_in_parts(one: int, other: int) -> None:
    text = "x" * 30_000
    start, end = sorted((one, other))
    left: tuple[int, int] | None = (start, end)
    covered = start
    while left is not None:
        piece, left = piece_around(text, *left)
        assert len(piece.text) <= LONGEST + 2 * AROUND
        first, last = piece.place + piece.start, piece.place + piece.end
        assert first <= covered <= last
        covered = last
    assert covered >= end
