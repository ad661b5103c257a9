import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.diff import Change, changes, hunks, patched, tokens

MARKS = [" ", "\n", "\n\n", ".", "“", "，", "。", "e\u0301", "👩\u200d👧"]
PIECES = st.sampled_from([*MARKS, "the ", "old ", "man", "walked", "don't ", "他", "走", "了"])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def told(old, new):
    """What went and what came, change by change."""
    return [(old[one.old_start : one.old_end], new[one.new_start : one.new_end]) for one in changes(old, new)]


def turned(change):
    return Change(change.new_start, change.new_end, change.old_start, change.old_end)


def pairs():
    """Texts and what became of them: another text, or the same one with some pieces changed."""

    @st.composite
    def edited(draw):
        pieces = draw(st.lists(PIECES, max_size=60))
        after = list(pieces)
        for _ in range(draw(st.integers(0, 5))):
            at = draw(st.integers(0, len(after)))
            after[at : at + draw(st.integers(0, 3))] = draw(st.lists(PIECES, max_size=3))
        return "".join(pieces), "".join(after)

    return st.tuples(TEXTS, TEXTS) | edited()


@given(pairs())
def test_all_changes_give_the_other_text_and_none_the_first(both):
    old, new = both
    made = changes(old, new)
    assert patched(old, new, made) == new
    assert patched(old, new, []) == old
    assert all(one.old_start < one.old_end or one.new_start < one.new_end for one in made)


@given(pairs(), st.data())
def test_any_selection_is_the_other_text_without_the_rest(both, data):
    old, new = both
    made = changes(old, new)
    chosen = [one for one in made if data.draw(st.booleans())]
    rest = [turned(one) for one in made if one not in chosen]
    assert patched(old, new, chosen) == patched(new, old, rest)


@given(pairs(), st.integers(0, 3))
def test_hunks_hold_every_change_once_and_their_context_is_the_same_on_both_sides(both, context):
    old, new = both
    groups = hunks(old, new, context)
    assert [one for group in groups for one in group.changes] == changes(old, new)
    for group in groups:
        assert old[group.old_shown[0] : group.old[0]] == new[group.new_shown[0] : group.new[0]]
        assert old[group.old[1] : group.old_shown[1]] == new[group.new[1] : group.new_shown[1]]
        assert old[: group.old_shown[0]].count("\n") == group.old_line - 1
        assert new[: group.new_shown[0]].count("\n") == group.new_line - 1
    for one, other in pairwise(groups):
        assert one.old_shown[1] <= other.old_shown[0]
        assert one.new_shown[1] <= other.new_shown[0]


@given(TEXTS)
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text


def test_words_change_as_a_whole_even_where_they_share_letters():
    assert told("The man walked home.", "The man waited home.") == [("walked", "waited")]
    assert told("I don't know", "I didn't know") == [("don't", "didn't")]


def test_chinese_changes_by_character():
    assert told("他走了很远的路。", "他跑了很远的山路。") == [("走", "跑"), ("", "山")]


def test_neighbouring_words_that_changed_are_one_change():
    assert told("a quick brown fox", "a slow red fox") == [("quick brown", "slow red")]


def test_a_letter_of_several_characters_is_never_cut():
    girl, boy = "👩\u200d👧", "👩\u200d👦"
    assert told(f"so {girl} it", f"so {boy} it") == [(girl, boy)]


def test_a_new_paragraph_is_shown_between_its_neighbours():
    old, new = "one\ntwo\nthree\nfour\n", "one\ntwo\nnew\nthree\nfour\n"
    (hunk,) = hunks(old, new)
    assert old[slice(*hunk.old_shown)] == "two\nthree\n"
    assert new[slice(*hunk.new_shown)] == "two\nnew\nthree\n"
    assert (hunk.old, hunk.new, hunk.old_line) == ((8, 8), (8, 12), 2)


def test_changes_far_apart_are_hunks_of_their_own_and_near_ones_are_not():
    lines = [f"line {number}" for number in range(20)]
    after = list(lines)
    after[3], after[5], after[15] = "three", "five", "fifteen"
    groups = hunks("\n".join(lines), "\n".join(after))
    assert [len(group.changes) for group in groups] == [2, 1]
    assert len(hunks("\n".join(lines), "\n".join(after), context=0)) == 3


def test_a_paragraph_that_moved_leaves_the_others_alone():
    old = "".join(f"Paragraph {name} stands here.\n" for name in "abcdefgh")
    moved = "Paragraph b stands here.\n"
    new = old.replace(moved, "") + moved
    assert told(old, new) == [(moved, ""), ("", moved)]


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one line"])
def test_a_book_with_hundreds_of_edits_is_compared_at_once(between):
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(1, 9))) for _ in range(6000)]
    weights = [1 / (rank + 1) for rank in range(6000)]
    paragraphs = [" ".join(chance.choices(vocabulary, weights, k=70)) + "." for _ in range(1430)]
    old = between.join(paragraphs)
    pieces = old.split(" ")
    for _ in range(400):
        at = chance.randrange(len(pieces))
        pieces[at : at + chance.randint(0, 2)] = chance.choices(vocabulary, k=chance.randint(0, 3))
    new = " ".join(pieces)
    began = time.process_time()
    made = changes(old, new)
    assert time.process_time() - began < 3  # 0.3 s on a quiet laptop
    assert patched(old, new, made) == new
    assert sum(one.old_end - one.old_start for one in made) < 10_000


def test_texts_too_large_to_align_are_replaced_as_a_whole():
    old, new = "ab " * 30_000, "ba " * 30_000
    assert patched(old, new, changes(old, new)) == new


def test_a_paragraph_is_compared_with_itself_though_another_before_it_has_gone():
    kept = "雾从河口上来，比往年早了一些。守灯的人说，海会把人要的还给他。"
    old = f"Same.\n\nNobody slept.\n\n{kept}\n"
    new = f"Same.\n\n{kept.replace('早', '晚')}\n\nA new last line.\n"
    told = [(old[one.old_start : one.old_end], new[one.new_start : one.new_end]) for one in changes(old, new)]
    assert told == [("Nobody slept.\n\n", ""), ("早", "晚"), ("", "\n\nA new last line.")]
