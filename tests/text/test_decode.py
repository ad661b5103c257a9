from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.text.decode import decode

CHINESE = "雨停了。他走出门，看见巷子口有一只猫，正在月光里等人。\r\n没有人来，它就一直等着。"
TRADITIONAL = "雨停了。他走出門，看見巷子口有一隻貓，正在月光裡等人。沒有人來，牠就一直等著。"
JAPANESE = "雨が止んだ。彼は外に出て、路地の入り口で月の光の中に座っている猫を見た。"
FRENCH = "Elle était déjà partie; l’été s’achevait à peine, et le café fermait."
RUSSIAN = "Дождь перестал. Он вышел за дверь и увидел кошку, которая сидела в лунном свете и ждала кого-то."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "cp932"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert codecs.lookup(decoded.encoding).name == codecs.lookup(encoding).name
    assert decoded.note == ("" if encoding == "utf-8" else "text.guessed")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_left_out(encoding: str) -> None:
    decoded = decode(CHINESE.encode(encoding))
    assert decoded.text == CHINESE
    assert decoded.note == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize(
    "data",
    [b"\0\1\2\3", b"%PDF-1.7", b"PK\3\4rest", bytes(range(256)) * 4, b"GGUF\3", b"\x7fELF\2\1\1" * 3],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(MuseError) as caught:
        decode(data)
    assert caught.value.code == "text.binary"
    assert "plain text" in str(caught.value)


def test_a_cut_letter_at_the_end_of_utf8_is_marked_and_the_rest_kept() -> None:
    decoded = decode(CHINESE.encode()[:-1])
    assert decoded.text == CHINESE[:-1] + "\ufffd"
    assert (decoded.encoding, decoded.note) == ("utf-8", "text.replaced")


def test_a_utf16_file_cut_in_the_middle_of_a_unit_is_still_read() -> None:
    decoded = decode(CHINESE.encode("utf-16")[:-1])
    assert decoded.text.startswith(CHINESE[:-1])
    assert decoded.note == "text.replaced"


def test_line_ends_are_kept_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_printable_text_in_utf8_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"{\\rtf", b"GGUF", b"GIF8", codecs.BOM_UTF8)):
        assert decode(data).text == text


@given(st.binary())
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        outcome = decode(data).note
    except MuseError as refusal:
        outcome = refusal.code
    assert outcome in ("", "text.guessed", "text.replaced", "text.binary")
