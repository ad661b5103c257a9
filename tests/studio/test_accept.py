"""What exactly enters the draft when the writer takes a suggestion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.craft.recipe import load_recipes
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource
from muse_desktop.studio.accept import accepted_span

RECIPES = load_recipes([resource("recipes")])
CONTINUE, REWRITE, POEM = (RECIPES.get(name) for name in ("continue", "rewrite", "poem"))


def test_a_continuation_joins_the_last_word_with_one_space() -> None:
    text, start, end = accepted_span(CONTINUE, "  the stairs.", 0, 13, "He climbed", "")
    assert text == " the stairs."
    assert "  the stairs."[start:end] == text


def test_a_continuation_after_a_space_adds_none() -> None:
    assert accepted_span(CONTINUE, " the stairs.", 0, 12, "He climbed ", "")[0] == "the stairs."


def test_a_poem_stands_apart_from_the_paragraph_before_it() -> None:
    output = "\n\nRed sun,\nlow sea.\n\n"
    text, start, end = accepted_span(POEM, output, 0, len(output), "A paragraph.", "")
    assert text == "\n\nRed sun,\nlow sea."
    assert output[start:end] == "Red sun,\nlow sea."


def test_a_poem_in_an_empty_document_starts_at_once() -> None:
    assert accepted_span(POEM, "Red sun,\nlow sea.", 0, 17, "", "")[0] == "Red sun,\nlow sea."


def test_a_rewrite_comes_without_the_models_quotation_marks() -> None:
    output = '"The door was open."'
    text, start, end = accepted_span(REWRITE, output, 0, len(output), "", "The door stood open.")
    assert text == "The door was open."
    assert output[start:end] == text


def test_a_selected_part_is_taken_as_it_is() -> None:
    output = "One. Two. Three."
    assert accepted_span(REWRITE, output, 5, 9, "", "Zwei.") == ("Two.", 5, 9)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=20))
def test_what_is_inserted_ends_with_a_slice_of_the_output(
    output: str, start: int, end: int, before: str
) -> None:
    for recipe in (CONTINUE, REWRITE, POEM, None):
        if not 0 <= start < end <= len(output):
            with pytest.raises(MuseError):
                accepted_span(recipe, output, start, end, before, "")
            continue
        text, first, last = accepted_span(recipe, output, start, end, before, "")
        assert start <= first <= last <= end
        assert text.endswith(output[first:last])
        assert set(text[: len(text) - (last - first)]) <= {"\n"}
