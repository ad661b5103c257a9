"""Paragraphs in pieces, and what stays wrong beside an edit."""

import random

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.studio.spelling import Wrong
from muse_desktop.ui.spelling.pieces import LONG, carried, pieces

LINE = "The fog came evry winter, "


def test_a_paragraph_is_one_piece_and_a_very_long_one_many_that_cut_no_word():
    assert [*pieces("A short one.")] == [(0, "A short one.")]
    text = LINE * 1000
    found = [*pieces(text)]
    assert "".join(piece for _, piece in found) == text
    assert all(text[start:].startswith(piece) for start, piece in found)
    assert all(piece.endswith((" ", ",")) for _, piece in found)


def test_of_a_very_long_paragraph_only_what_is_wanted_is_cut_out():
    text = LINE * 1000
    found = [*pieces(text, 10_000, 12_000)]
    assert sum(len(piece) for _, piece in found) < 9000
    assert found[0][0] <= 10_000
    assert found[-1][0] + len(found[-1][1]) >= 12_000
    assert set(found) <= set(pieces(text))


def test_an_edit_changes_few_pieces_of_a_long_paragraph():
    text = "".join(random.Random(3).choices("abc de", k=4 * LONG))
    edited = text[:9000] + "x" + text[9000:]
    kept = {piece for _, piece in pieces(text)} & {piece for _, piece in pieces(edited)}
    assert len(kept) >= 3  # all before it


def wrong(text, *words):
    return tuple(Wrong(text.index(word), text.index(word) + len(word), word) for word in words)


def test_lines_beside_an_edit_stay_and_move_with_their_words():
    old = "teh fog came evry wintr"
    before = wrong(old, "teh", "evry", "wintr")
    new = "teh fog really came evry wintr"
    assert carried(old, before, new) == wrong(new, "teh", "evry", "wintr")
    mended = "teh fog came every wintr"
    assert carried(old, before, mended) == wrong(mended, "teh", "wintr")
    assert carried(old, before, old + "y") == wrong(old, "teh", "evry")
    assert carried(old, before, old + ".") == before
    assert carried(old, before, "") == ()
    assert carried("😀 teh", (Wrong(3, 6, "teh"),), "😀 teh x") == ()  # not worth the counting


@given(st.text("ab 中", max_size=30), st.integers(0, 30), st.integers(0, 5), st.text("ab 中", max_size=5))
def test_what_is_carried_over_is_the_same_word_at_its_new_place(old, start, removed, inserted):
    spans, at = [], 0
    for word in old.split(" "):
        if word:
            spans.append(Wrong(at, at + len(word), word))
        at += len(word) + 1
    new = old[:start] + inserted + old[start + removed :]
    for one in carried(old, spans, new):
        assert new[one.start : one.end] == one.word
        assert not new[one.end : one.end + 1].isalnum()
        assert not (one.start and new[one.start - 1].isalnum())
