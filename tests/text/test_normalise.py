from __future__ import annotations

import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.normalise import _letters_of, anchors, letters_between, normalise

TRICKY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("ﬁﬀßẞ½①Åéäİıǆ한국각가\u1112\u1161\u11ab\u0301\u3099か゛ｶﾞ𝔘𠮷👩\u200d👧🏽\r\n"),
        st.sampled_from("語语裏里著「」。…—’"),
    )
)


def plain(text: str) -> str:
    return normalise(text).letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("“Don’t — STOP!”", "dontstop"),
        ("ﬁne Straße ½ ①", "finestrasse121"),
        ("Café, CAFE\u0301", "cafecafe"),
        ("ＡＢＣ　１２３", "abc123"),
        ("𝔘𝔫𝔦", "uni"),
        ("Ἀχιλλεύς ΑΧΙΛΛΕΥΣ", "αχιλλευσαχιλλευσ"),
        ("臺灣後來於裡面瞭解著", "台湾后来于里面了解着"),
        ("床前明月光，\r\n疑是地上霜。", "床前明月光疑是地上霜"),
        ("👩‍👩‍👧 ok 🇨🇳", "ok"),
        ("", ""),
        ("…!\r\n", ""),
    ],
)
def test_only_letters_and_digits_are_compared(text: str, letters: str) -> None:
    assert plain(text) == letters


def test_composed_and_decomposed_korean_are_equal() -> None:
    assert plain("한국어") == plain(unicodedata.normalize("NFD", "한국어")) != ""


@given(TRICKY)
def test_composed_and_decomposed_text_have_the_same_letters(text: str) -> None:
    assert plain(unicodedata.normalize("NFC", text)) == plain(unicodedata.normalize("NFD", text))


@given(TRICKY)
def test_each_letter_points_to_a_source_character_that_produces_it(text: str) -> None:
    result = normalise(text)
    assert len(result.offsets) == len(result.letters) + 1
    assert result.offsets[-1] == len(text)
    for letter, place in zip(result.letters, result.offsets, strict=False):
        assert letter in _letters_of(text[place])
    assert (result.offsets[1:] >= result.offsets[:-1]).all()


@given(TRICKY)
def test_every_source_character_gives_all_its_letters_in_order(text: str) -> None:
    assert plain(text) == "".join(_letters_of(ch) for ch in text)


@given(TRICKY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(TRICKY, st.data())
def test_a_span_slices_to_a_text_with_the_same_letters(text: str, data: st.DataObject) -> None:
    result = normalise(text)
    start = data.draw(st.integers(0, len(result.letters)))
    end = data.draw(st.integers(start, len(result.letters)))
    first, last = result.source_span(start, end)
    assert 0 <= first <= last <= len(text)
    assert result.letters[start:end] in plain(text[first:last])


def test_a_span_keeps_the_accent_of_its_last_letter() -> None:
    text = "un cafe\u0301 noir"
    result = normalise(text)
    first, last = result.source_span(2, 6)
    assert text[first:last] == "cafe\u0301"


def test_places_are_right_across_windows_line_ends_and_astral_letters() -> None:
    text = "𠮷\r\nA\r\nB👩‍👧C"
    result = normalise(text)
    assert [text[place] for place in result.offsets[:-1]] == ["𠮷", "A", "B", "C"]


def test_chinese_letters_are_told_from_others() -> None:
    assert normalise("a月かカ한9").cjk.tolist() == [False, True, True, True, False, False, False, False]


@given(TRICKY, st.integers(1, 5), st.integers(0, 60), st.integers(0, 60))
def test_letters_from_the_middle_are_those_of_the_whole(text: str, apart: int, start: int, more: int) -> None:
    whole = normalise(text)
    with patch("muse_desktop.text.normalise.ANCHOR_LETTERS", apart):
        places = anchors(whole)
    part = letters_between(lambda first, last: text[first:last], places, start, start + more)
    assert part == whole.letters[start : start + more]
