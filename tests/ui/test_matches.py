"""Matches that move along with edits."""

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.manuscript.find import Finder, Found
from muse_desktop.ui.search.matches import Match, Matches


def spans(matches):
    return list(matches.within(0, 10_000))


@given(st.text("ab ", max_size=60), st.data())
def test_after_an_edit_each_match_that_was_not_touched_stands_where_its_text_went(text, data):
    found = Finder("ab").all(text)
    start = data.draw(st.integers(0, len(text)))
    removed = data.draw(st.integers(0, len(text) - start))
    matches = Matches(found)
    matches.moved(start, removed, 3)
    wanted = [(one.start, one.end) for one in found if one.end <= start]
    wanted += [
        (one.start - removed + 3, one.end - removed + 3)
        for one in found
        if one.start >= start + removed and one.end > start
    ]
    assert spans(matches) == wanted


@given(st.text("ab\n", max_size=40), st.sampled_from(["ab", "a", "^", "a*", "b$"]), st.data())
def test_going_from_match_to_match_is_as_the_finder_has_it(text, pattern, data):
    finder = Finder(pattern, is_regex=True)
    matches = Matches(finder.all(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for found, wanted in (
        (matches.behind(start, end), next_of(finder.all(text), start, end)),
        (matches.before(start, end), finder.previous(text, start, end)),
    ):
        assert place(found) == place(wanted)


def next_of(found: list[Found], start: int, end: int) -> Found | None:
    behind = [one for one in found if one.start >= end and (one.start, one.end) != (start, end)]
    if behind:
        return behind[0]
    return Found(found[0].start, found[0].end, wrapped=True) if found else None


def place(one: Match | Found | None) -> tuple[int, int, bool] | None:
    return None if one is None else (one.start, one.end, one.wrapped)


def test_only_what_is_seen_is_asked_for():
    matches = Matches(Finder("a").all("a" * 100))
    assert list(matches.within(10, 12)) == [(10, 11), (11, 12)]
    assert list(Matches(Finder("^", is_regex=True).all("a\nb")).within(0, 3)) == []
    assert matches.number(5, 6) == 5
    assert matches.number(5, 7) is None
