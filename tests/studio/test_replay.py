"""Comparing a repeated generation with its record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.studio.replay import first_difference

tokens = st.lists(st.integers(0, 5), max_size=12)


@given(tokens)
def test_a_list_does_not_differ_from_itself(some: list[int]) -> None:
    assert first_difference(some, list(some)) is None


@given(tokens, tokens)
def test_everything_before_the_first_difference_is_the_same_and_what_follows_is_not(
    left: list[int], right: list[int]
) -> None:
    at = first_difference(left, right)
    if at is None:
        assert left == right
    else:
        assert left[:at] == right[:at]
        assert left[at : at + 1] != right[at : at + 1]
