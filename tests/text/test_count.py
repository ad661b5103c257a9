import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.count import CJK_A_MINUTE, WORDS_A_MINUTE, Count, count, manuscript_words
from muse_desktop.text.segment import count_words, is_cjk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", Count()),
        ("Don't stop.\n\nGo on!", Count(4, 0, 17, 15, 3)),
        ("他说：“走吧。”", Count(4, 4, 8, 8, 4)),
        ("他用 Python 写了 3 行。", Count(7, 5, 17, 13, 1)),
        ("　　段首\r\n第二行", Count(5, 5, 7, 5, 0)),
    ],
)
def test_a_text_is_counted_as_writers_of_its_script_do(text, told):
    assert count(text) == told


def test_reading_time_knows_both_paces():
    assert count("word " * WORDS_A_MINUTE).reading_seconds == 60
    assert count("字" * CJK_A_MINUTE).reading_seconds == 60
    assert count("word " * WORDS_A_MINUTE + "字" * CJK_A_MINUTE).reading_seconds == 120
    assert count("").reading_seconds == 0
    assert count("One.").reading_seconds == 1


@given(st.text(alphabet=st.sampled_from("ab字の’- \n。.,1é\u0301")))
def test_the_numbers_of_a_count_belong_together(text):
    found = count(text)
    assert found.words == count_words(text)
    assert found.cjk == sum(map(is_cjk, text)) <= found.words
    assert found.characters_without_spaces == sum(not letter.isspace() for letter in text)
    assert found.characters_without_spaces + text.count(" ") == found.characters
    assert count(text + "\n" + text) == found + found


def test_a_page_has_words_or_squares():
    assert count("").pages == 0
    assert count("word " * 250).pages == 1
    assert count("word " * 251).pages == 2
    assert count("字" * 390 + "。" * 10).pages == 1
    assert count("字" * 390 + "。" * 11).pages == 2


def test_comments_are_no_part_of_the_length():
    text = "One two <!-- ask Ines\nabout this --> three"
    assert count(text).words == 3
    assert manuscript_words(text) == 3
    assert count("One two <!-- not closed").words == 4
    assert count("月光<!-- 查一下 -->").words == 2
