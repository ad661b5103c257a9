from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.segment import count_words, is_cjk, sentences, words


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't go; it's well-known.", ["Don't", "go", "it's", "well-known"]),
        ("Don’t wait—go “now”", ["Don’t", "wait", "go", "now"]),
        ("1,000 ships at 3.14 or 12:30.", ["1,000", "ships", "at", "3.14", "or", "12:30"]),
        ("床前明月光，疑是地上霜。", list("床前明月光疑是地上霜")),
        ("他说 hello 世界", ["他", "说", "hello", "世", "界"]),
        ("かな\u3099カナ", ["か", "な\u3099", "カ", "ナ"]),
        ("안녕하세요 세계", ["안녕하세요", "세계"]),
        ("cafe\u0301 naïve", ["cafe\u0301", "naïve"]),
        ("_leaned_ **hard** 👩‍👩‍👧 𠮷野", ["leaned", "hard", "𠮷", "野"]),
        (" -- ... !", []),
        ("", []),
    ],
)
def test_words_are_what_a_writer_would_count(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected
    assert count_words(text) == len(expected)


@given(st.text())
def test_word_spans_are_in_order_and_never_empty(text: str) -> None:
    spans = words(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_the_fast_path_for_ascii_agrees_with_the_full_one(text: str) -> None:
    assert pieces(text) == [word for word in pieces(text + " é") if word != "é"]


def test_chinese_and_japanese_characters_count_alone_and_korean_does_not() -> None:
    assert [is_cjk(ch) for ch in "月かカ々𠮷a한。"] == [True, True, True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed! Why?", ["He left.", "She stayed!", "Why?"]),
        ("“Stop!” he said. Then he ran.", ["“Stop!” he said.", "Then he ran."]),
        ("Mr. Brown met J. R. Smith, e.g. here. Good.", ["Mr. Brown met J. R. Smith, e.g. here.", "Good."]),
        ("雨停了。他走出门！“去哪儿？”我问。", ["雨停了。", "他走出门！", "“去哪儿？”", "我问。"]),
        ("Chapter One\nIt rained.\n\nIt stopped", ["Chapter One", "It rained.", "It stopped"]),
        ("床前明月光\n疑是地上霜", ["床前明月光", "疑是地上霜"]),
        (
            "This line was wrapped by hand at some sixty letters and\r\ngoes on here. Next.",
            ["This line was wrapped by hand at some sixty letters and\r\ngoes on here.", "Next."],
        ),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@given(st.text(alphabet=st.sampled_from("aB .!?…。！\n\r”中文")))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(said(text)).split()) == "".join(text.split())
