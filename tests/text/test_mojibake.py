from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.mojibake import broken


def mended(text: str) -> str:
    parts, place = [], 0
    for one in broken(text):
        parts += (text[place : one.start], one.right)
        place = one.end
    return "".join(parts) + text[place:]


def misread(text: str, encoding: str) -> str:
    """`text` as a program shows it that takes its UTF-8 for `encoding`."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text",
    [
        "It’s “fine” — déjà vu… naïve café",
        "Привет, мир! Это текст.",
        "床前明月光，疑是地上霜。",
        "日本語のテキストを読む",
        "cœur Ångström ÉCOLE À Ü über",
        "the last page 📘 of it",
    ],
)
def test_what_was_misread_is_read_again(text: str, encoding: str) -> None:
    assert mended(misread(text, encoding)) == text


def test_text_that_was_misread_twice_is_undone_twice() -> None:
    text = "It’s déjà vu “ok”"
    assert mended(misread(misread(text, "cp1252"), "cp1252")) == text


def test_each_broken_sequence_is_a_place_of_its_own() -> None:
    assert [(one.start, one.end, one.right) for one in broken("It‚Äôs ‚Äúso‚Äù")] == [
        (2, 5, "’"),
        (7, 10, "“"),
        (12, 15, "”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“CAFÉ” und „Über“",
        "le fiancé…” et voilà…»",
        "IRMÃ” disse. NÃO É… não",
        "√±2, √x, ¬∃x",
        "“Ähnlich”—‘Ölig’ „Ähre“ ‚Äpfel‘",
        "Å” Ångström ÄÖÜß É» è»",
        "床前明月光，疑是地上霜。",
        "Привет — «мир»",
        "plain words",
    ],
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert broken(text) == []


@given(st.text(alphabet="abc é’“”—ÃÂâ€™√©‚Äô\u00a0你"))
def test_places_are_in_order_and_never_overlap(text: str) -> None:
    place = 0
    for one in broken(text):
        assert place <= one.start < one.end <= len(text)
        place = one.end
