"""Guesses are what stood there before; they grow while they are right and pause while they are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.child.lookup import FIRST, REST, Lookup


def test_what_followed_the_same_tokens_is_guessed() -> None:
    lookup = Lookup([1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 51, 1, 2, 3, 4], 16)
    assert lookup.guess(16) == [5, 6, 7, 8][:FIRST]


def test_nothing_is_guessed_where_nothing_is_known() -> None:
    assert Lookup([1, 2, 3, 4, 5, 6], 16).guess(16) == []
    assert Lookup([], 16).guess(16) == []


def test_it_never_guesses_when_it_is_not_asked_to() -> None:
    assert Lookup([1, 2, 3, 4, 5, 1, 2, 3, 4], 0).guess(16) == []


def test_a_guess_stays_within_the_room() -> None:
    lookup = Lookup([*range(20), 0, 1, 2, 3], 16)
    assert lookup.guess(2) == [4, 5]
    assert lookup.guess(1) == [], "one token is not worth a larger batch"


def test_right_guesses_grow_and_wrong_ones_make_it_pause() -> None:
    lookup = Lookup([*range(40), 0, 1, 2, 3], 16)
    lookup.learn(FIRST, FIRST)
    assert len(lookup.guess(99)) == 2 * FIRST
    for _ in range(3):
        lookup.learn(len(lookup.guess(99)), len(lookup.guess(99)))
    assert len(lookup.guess(99)) == 16
    lookup.learn(16, 0)
    assert lookup.guess(99) == []
    for token in range(4, 4 + REST):
        lookup.add(token)
    assert len(lookup.guess(99)) == FIRST


def test_tokens_that_were_taken_back_are_forgotten() -> None:
    lookup = Lookup([1, 2, 3, 4, 9, 9, 9, 1, 2, 3, 4], 16)
    for token in (7, 7, 7, 7):
        lookup.add(token)
    lookup.remove(4)
    assert 7 not in lookup.guess(16)


@given(
    st.lists(st.integers(0, 3), max_size=60),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=40),
)
def test_every_guess_continues_something_that_stands(start: list[int], moves: list[tuple[int, int]]) -> None:
    lookup, tokens = Lookup(start, 8), list(start)
    for token, back in moves:
        lookup.add(token)
        tokens.append(token)
        if back and len(tokens) > back:
            lookup.remove(back)
            del tokens[-back:]
        guess = lookup.guess(8)
        if guess:
            assert len(guess) <= 8
            gram = tokens[-4:]
            places = [at for at in range(4, len(tokens)) if tokens[at - 4 : at] == gram]
            assert any(tokens[at : at + len(guess)] == guess for at in places)
