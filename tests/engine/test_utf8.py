from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.utf8 import Utf8Stream, sendable

WRITTEN = st.text(st.characters(exclude_categories=["Cs"]))


@given(text=WRITTEN, cuts=st.lists(st.integers(0, 400)))
def test_however_the_bytes_are_cut_the_text_is_the_same(text: str, cuts: list[int]) -> None:
    data = text.encode("utf-8")
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    stream = Utf8Stream()
    shown = [stream.feed(data[a:b]) for a, b in itertools.pairwise(edges)]
    assert "".join(shown) == text


@given(text=WRITTEN)
def test_no_piece_ever_shows_a_broken_character(text: str) -> None:
    stream = Utf8Stream()
    seen = ""
    for byte in text.encode("utf-8"):
        seen += stream.feed(bytes([byte]))
        assert text.startswith(seen)


def test_an_unfinished_character_at_the_end_is_not_shown() -> None:
    stream = Utf8Stream()
    assert stream.feed("日落🌅".encode()[:-1]) == "日落"


def test_bytes_that_are_no_character_are_replaced() -> None:
    assert Utf8Stream().feed(b"a\xffb") == "a\ufffdb"


@given(text=st.text())
def test_any_string_can_be_sent(text: str) -> None:
    sent = sendable(text)
    sent.encode("utf-8")
    if not any("\ud800" <= ch <= "\udfff" for ch in text):
        assert sent == text


def test_half_an_emoji_is_replaced_and_two_halves_are_joined() -> None:
    assert sendable("é\ud83d!") == "é\ufffd!"
    assert sendable("\ud83c\udf05") == "🌅"
