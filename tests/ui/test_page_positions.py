"""Positions that follow the edits say the same as a map made anew."""

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.page_positions import LivePositions, utf16_length
from muse_desktop.ui.page_text import cleaned

TEXT = st.text(alphabet="ab中é😀𠮷\n", max_size=12)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), TEXT), max_size=8)


@given(TEXT, EDITS)
def test_after_any_edits_positions_are_those_of_the_new_text(text, edits):
    live = LivePositions(text)
    for place, length, inserted in edits:
        start = min(place, len(text))
        removed = min(length, len(text) - start)
        text = text[:start] + inserted + text[start + removed :]
        live.splice(start, removed, inserted)
    still = Utf16Map(text)
    units = len(text.encode("utf-16-le")) // 2
    assert live.units == units == utf16_length(text)
    assert [live.to_utf16(place) for place in range(len(text) + 1)] == [
        still.to_utf16(place) for place in range(len(text) + 1)
    ]
    assert [live.to_codepoint(unit) for unit in range(units + 1)] == [
        still.to_codepoint(unit) for unit in range(units + 1)
    ]
    whole = {still.to_utf16(place) for place in range(len(text) + 1)}
    assert {unit for unit in range(units + 1) if live.splits(unit)} == set(range(units + 1)) - whole


@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_cleaning_twice_is_cleaning_once_and_leaves_what_can_be_stored(text):
    once = cleaned(text)
    assert cleaned(once) == once
    once.encode("utf-8")
    assert not set(once) & set("\r\u2028\u2029\x00\ufdd0\ufdd1\ufffc")
