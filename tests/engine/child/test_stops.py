from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.child.stops import StopWatch

TEXT = st.text("abc\n", max_size=30)
STOPS = st.lists(st.text("abc\n", min_size=1, max_size=4), max_size=3)


def shown(text: str, stops: list[str], size: int) -> tuple[str, bool]:
    watch = StopWatch(stops)
    out = "".join(watch.feed(text[i : i + size]) for i in range(0, len(text), size))
    return out + watch.finish(), watch.stopped


@given(text=TEXT, stops=STOPS, size=st.integers(1, 7))
def test_the_result_does_not_depend_on_the_pieces(text: str, stops: list[str], size: int) -> None:
    assert shown(text, stops, size) == shown(text, stops, 1)


@given(text=TEXT, stops=STOPS)
def test_nothing_of_a_stop_string_is_ever_shown(text: str, stops: list[str]) -> None:
    out, stopped = shown(text, stops, 1)
    assert text.startswith(out)
    assert not any(stop in out for stop in stops)
    assert stopped == any(stop in text for stop in stops)
    if not stopped:
        assert out == text


def test_text_that_may_begin_a_stop_string_is_held_back_and_then_given() -> None:
    watch = StopWatch(["</s>"])
    assert watch.feed("done <") == "done "
    assert watch.feed("3") == "<3"
    assert watch.feed("<") == ""
    assert watch.finish() == "<"


def test_an_empty_stop_string_stops_nothing() -> None:
    assert shown("hello", [""], 2) == ("hello", False)
