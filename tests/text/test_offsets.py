from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.offsets import Utf16Map, graphemes, utf16_length

TEXT = st.text(alphabet="ab中é😀𠮷\n", max_size=12)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), TEXT), max_size=8)


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


@given(TEXT, EDITS)
def test_after_any_edits_positions_are_those_of_the_new_text(
    text: str, edits: list[tuple[int, int, str]]
) -> None:
    live = Utf16Map(text)
    for place, length, inserted in edits:
        start = min(place, len(text))
        removed = min(length, len(text) - start)
        text = text[:start] + inserted + text[start + removed :]
        live.splice(start, removed, inserted)
    whole = [units(text[:place]) for place in range(len(text) + 1)]
    assert live.units == units(text) == utf16_length(text)
    assert [live.to_utf16(place) for place in range(len(text) + 1)] == whole
    assert [live.to_codepoint(unit) for unit in whole] == list(range(len(text) + 1))
    split = {unit for unit in range(units(text) + 1) if live.splits(unit)}
    assert split == set(range(units(text) + 1)) - set(whole)


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
