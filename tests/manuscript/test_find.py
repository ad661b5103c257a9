import contextlib
import re
import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.find import Finder, Found, replaced

PIECES = st.text(alphabet="abAB_ \n.月光，é\u0301’😀", max_size=30)
PATTERNS = ["[ab]+", "^", "$", "a*", "(a)|(b)", r"\bab", r"(\w)(\w)", "月.", "a(?=b)", "(?<=a)b", r"\s+", "."]
TEMPLATES = ["", "x", r"\1", r"[\g<0>]", r"a\n", r"\1\1"]


def spans(found):
    return [(one.start, one.end) for one in found]


# Without combining marks, which are letters here (they belong to one) and are none to `re`.
@given(
    PIECES.filter(lambda text: "\u0301" not in text),
    st.sampled_from(PATTERNS),
    st.sampled_from(TEMPLATES),
    st.booleans(),
)
def test_replacing_by_a_regular_expression_is_what_re_does(text, pattern, template, case):
    template = template if "(" in pattern and "(?" not in pattern else template.replace(r"\1", "1")
    changes = Finder(pattern, is_regex=True, match_case=case).changes(text, template)
    flags = re.MULTILINE | (0 if case else re.IGNORECASE)
    assert replaced(text, changes) == re.sub(pattern, template, text, flags=flags)


@given(
    PIECES,
    st.text(alphabet="abA.月光*\\", min_size=1, max_size=2),
    st.text(alphabet="ab\\1月", max_size=3),
)
def test_replacing_plain_text_takes_every_sign_as_it_is(text, pattern, replacement):
    changes = Finder(pattern, match_case=True).changes(text, replacement)
    assert replaced(text, changes) == text.replace(pattern, replacement)


@given(PIECES, st.sampled_from(["a", "ab", "[ab]+", "月", "é", "b’a"]))
def test_a_whole_word_has_no_letter_of_its_script_on_either_side(text, pattern):
    for one in Finder(pattern, is_regex=True, whole_words=True).all(text):
        for place in (one.start, one.end):
            inside = regex.compile(r"[a-zé\u0301]{2}", regex.IGNORECASE)
            assert not inside.fullmatch(text[max(place - 1, 0) : place + 1])


def test_whole_words_leave_names_inside_other_words_alone():
    finder = Finder("mira", whole_words=True)
    assert spans(finder.all("Mira's miranda, _mira_ 说mira光")) == [(0, 4), (17, 21), (24, 28)]
    assert spans(Finder("月", whole_words=True).all("月光")) == [(0, 1)]


def test_whole_words_try_every_branch_of_an_expression():
    assert spans(Finder("cat|cats", is_regex=True, whole_words=True).all("cats")) == [(0, 4)]


def test_case_counts_only_when_wanted():
    assert spans(Finder("Rain").all("rain RAIN")) == [(0, 4), (5, 9)]
    assert Finder("Rain", match_case=True).all("rain RAIN") == []


def test_finding_goes_on_behind_the_selection_and_around_the_end():
    finder, text = Finder("ab"), "ab ab ab"
    assert finder.next(text, 0) == Found(0, 2)
    assert finder.next(text, 0, 2) == Found(3, 5)
    assert finder.next(text, 6, 8) == Found(0, 2, wrapped=True)
    assert finder.next(text, 6, 8, wrap=False) is None
    assert finder.previous(text, 3, 5) == Found(0, 2)
    assert finder.previous(text, 0, 2) == Found(6, 8, wrapped=True)
    assert finder.previous(text, 0, 2, wrap=False) is None
    assert finder.next("nothing", 0) is None


def test_an_empty_match_at_the_cursor_does_not_hold_the_search_up():
    finder, text = Finder("^", is_regex=True), "one\ntwo\nthree"
    assert finder.next(text, 0) == Found(4, 4)
    assert finder.next(text, 4) == Found(8, 8)
    assert finder.next(text, 8) == Found(0, 0, wrapped=True)


def test_finding_from_the_middle_of_a_word_still_sees_the_word():
    assert Finder("ran", whole_words=True).next("miran ran", 2) == Found(6, 9)


@pytest.mark.parametrize(("pattern", "place"), [("(ab[", 5), ("a)", 2), ("*a", 1), ("(?P<x", 6)])
def test_a_mistake_in_an_expression_is_told_with_its_place(pattern, place):
    with pytest.raises(MuseError) as raised:
        Finder(pattern, is_regex=True, whole_words=True).check()
    assert raised.value.code == "manuscript.find_pattern"
    assert raised.value.values["place"] == place
    assert str(place) in raised.value.text("zh")


def test_the_reason_of_a_mistake_is_worded_in_either_language():
    with pytest.raises(MuseError) as raised:
        Finder("(open", is_regex=True).check()
    assert "never closed" in raised.value.text("en")
    assert "没有闭合" in raised.value.text("zh")
    with pytest.raises(MuseError) as raised:
        Finder("(a)", is_regex=True).changes("a", r"\2")
    assert "不存在的分组" in raised.value.text("zh")


def test_one_match_can_be_replaced_where_it_stands_and_nothing_else():
    finder = Finder(r"(\w)at", is_regex=True)
    assert finder.change_at("a cat, a rat", 9, 12, r"\1og").after == "rog"
    assert finder.change_at("a cat, a rat", 8, 12, r"\1og") is None
    assert finder.change_at("a cat", 2, 5, "cat") is None


def test_nothing_to_look_for_is_refused():
    with pytest.raises(MuseError) as raised:
        Finder("").all("text")
    assert raised.value.code == "manuscript.find_empty"


@pytest.mark.parametrize("replacement", [r"\2", r"\g<nobody>", "\\"])
def test_a_replacement_that_names_no_group_is_refused_before_anything_matches(replacement):
    with pytest.raises(MuseError) as raised:
        Finder("(a)", is_regex=True).changes("", replacement)
    assert raised.value.code == "manuscript.find_replacement"


def test_an_expression_without_end_is_stopped():
    began = time.monotonic()
    with pytest.raises(MuseError) as raised:
        Finder("(a+)+$", is_regex=True, seconds=0.2).all("a" * 3000 + "b")
    assert raised.value.code == "manuscript.find_slow"
    assert time.monotonic() - began < 5


def test_flags_inside_an_expression_are_no_hindrance():
    (change,) = Finder("(?i)(A)", is_regex=True, match_case=True).changes("a", r"\1!")
    assert change.after == "a!"
    assert spans(Finder("(?x) a # the first", is_regex=True).all("ba")) == [(1, 2)]


def test_groups_are_put_in_and_missing_ones_are_empty():
    finder = Finder("(?P<first>a)|(b)", is_regex=True)
    assert [change.after for change in finder.changes("ab", r"<\g<first>\2>")] == ["<a>", "<b>"]


def test_a_replacement_brings_no_line_break_that_a_document_does_not_hold():
    assert Finder("a").changes("a", "x\r\ny")[0].after == "x\ny"


def test_a_preview_shows_what_stands_around_on_the_line():
    (change,) = Finder("moon").changes("above\nthe moon rose\nbelow", "sun")
    assert (change.left, change.before, change.after, change.right) == ("the ", "moon", "sun", " rose")
    assert change.end == 14


def test_what_stays_the_same_is_no_change():
    assert [change.before for change in Finder("moon").changes("moon Moon", "moon")] == ["Moon"]


def test_changes_of_another_text_are_refused():
    changes = Finder("moon").changes("the moon", "sun")
    with pytest.raises(ValueError, match="does not stand"):
        replaced("a moon", changes)


@settings(max_examples=30)
@given(st.text(max_size=40), st.text(min_size=1, max_size=6))
def test_whatever_is_typed_as_an_expression_matches_or_is_a_muse_error(text, pattern):
    finder = Finder(pattern, is_regex=True, whole_words=True, seconds=1.0)
    with contextlib.suppress(MuseError):
        for one in finder.all(text):
            assert 0 <= one.start <= one.end <= len(text)
