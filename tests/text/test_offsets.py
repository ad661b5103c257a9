from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.offsets import Utf16Map, graphemes


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(), st.data())
def test_a_position_survives_the_way_to_utf16_and_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    converted = Utf16Map(text).to_utf16(place)
    assert converted == units(text[:place])
    assert Utf16Map(text).to_codepoint(converted) == place


def test_a_position_inside_a_surrogate_pair_means_its_character() -> None:
    both = Utf16Map("a𠮷b")
    assert [both.to_codepoint(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_a_lone_surrogate_is_one_unit_and_does_not_break_the_map() -> None:
    assert Utf16Map("\ud800𠮷").to_utf16(2) == 3


def test_graphemes_are_what_a_reader_sees_as_one_character() -> None:
    text = "e\u0301👩‍👩‍👧\r\n月🇨🇳"
    starts = graphemes(text)
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        "e\u0301",
        "👩‍👩‍👧",
        "\r\n",
        "月",
        "🇨🇳",
    ]
    assert graphemes("") == []
    assert graphemes("abc") == [0, 1, 2]
    assert graphemes("a\r\nb") == [0, 1, 3]
