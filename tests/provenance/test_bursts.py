"""Bursts against the naive model: applying the joined burst must do what the edits did."""

from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.provenance.bursts import Burst
from muse_desktop.provenance.runs import Run

EDIT = st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("abc", max_size=3), st.integers(1, 3))


def burst(start, removed, inserted, kind="typed", moment=0.0, origin=1):
    return Burst.of(kind, "at", moment, start, removed, inserted, [Run(len(inserted), origin)])


@settings(max_examples=300)
@given(st.lists(EDIT, min_size=1, max_size=12))
def test_a_joined_burst_is_one_replacement_that_does_the_same(edits):
    text = before = "the quick brown fox jumps over"
    joined = None
    for place, most, inserted, origin in edits:
        start = min(place, len(text))
        removed = min(most, len(text) - start)
        one = burst(start, text[start : start + removed], inserted, origin=origin)
        text = text[:start] + inserted + text[start + removed :]
        if joined is None or not joined.joins(one):
            before, joined = text[:start] + one.removed + text[start + len(inserted) :], one
        else:
            joined = joined.joined(one)
        end = joined.start + len(joined.removed)
        assert before[joined.start : end] == joined.removed
        assert before[: joined.start] + joined.inserted + before[end:] == text
        assert joined.runs.length == len(joined.inserted)


def test_typing_on_joins_and_typing_elsewhere_does_not():
    first = burst(5, "", "ab")
    assert first.joins(burst(7, "", "c", moment=1))
    assert first.joins(burst(6, "", "c", moment=1))
    assert not first.joins(burst(8, "", "c", moment=1))
    assert not first.joins(burst(4, "", "c", moment=1))


def test_a_pause_of_more_than_three_seconds_ends_a_burst():
    assert burst(0, "", "a").joins(burst(1, "", "b", moment=3.0))
    assert not burst(0, "", "a").joins(burst(1, "", "b", moment=3.1))


def test_no_burst_is_longer_than_thirty_seconds():
    joined = burst(0, "", "a")
    for second in range(1, 31):
        following = burst(second, "", "a", moment=float(second))
        assert joined.joins(following)
        joined = joined.joined(following)
    assert not joined.joins(burst(31, "", "a", moment=30.5))


def test_a_backspace_belongs_to_the_typing_around_it():
    typed = burst(0, "", "abc").joined(burst(2, "c", "", kind="deleted"))
    assert (typed.kind, typed.inserted) == ("typed", "ab")
    swept = burst(3, "x", "", kind="deleted").joined(burst(3, "", "y"))
    assert (swept.kind, swept.removed, swept.inserted) == ("typed", "x", "y")


def test_two_accepted_passages_stay_two_events():
    first = burst(0, "", "one", kind="accepted")
    assert not first.joins(burst(3, "", "two", kind="accepted", moment=0.1))
    assert not first.joins(burst(3, "", "t", moment=0.1))
    assert not burst(0, "", "a").joins(burst(1, "", "pasted", kind="pasted-outside", moment=0.1))
