"""Where acts lie on the strip, and what its columns hold."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.provenance.timeline import UNEXPLAINED, Step
from muse_desktop.provenance.timeline_strip import MOST_PAUSE, columns, group_of, lay_out

START = datetime(2026, 11, 1, tzinfo=UTC)


def stamp(seconds):
    moment = START + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def step(seconds, kind="typed", inserted=4, removed=0, took=0, **more):
    new = more.pop("new", "x" * inserted)
    values = {"old": "", "new": new, "runs": (), **more}
    return Step(1, kind, stamp(seconds), took * 1000, 0, removed, inserted, **values)


def test_acts_are_as_long_as_they_took_and_short_pauses_too():
    strip = lay_out([step(0, took=20), step(30, took=10)])
    assert (strip.begins, strip.ends) == ((0.0, 30.0), (20.0, 40.0))
    assert not strip.folds


def test_a_long_pause_is_folded_and_its_length_is_kept():
    strip = lay_out([step(0, took=100), step(90_000, took=100)])
    (fold,) = strip.folds
    assert (fold.position, fold.seconds) == (1, 89_900)
    assert fold.end - fold.start <= MOST_PAUSE
    assert strip.ends[1] < 400


def test_where_the_clock_was_set_back_acts_stay_in_order_and_later_pauses_are_right():
    strip = lay_out([step(9_000), step(0), step(100)])
    assert list(strip.begins) == sorted(strip.begins)
    assert strip.begins[2] - strip.ends[1] == 100
    assert not strip.folds


def test_a_time_of_the_record_has_its_place():
    strip = lay_out([step(0, took=20), step(30, took=10)])
    assert [strip.place_at(stamp(one)) for one in (-5, 0, 25, 35, 99)] == [0, 0, 25, 35, 40]
    assert strip.place_at("never") == 0


def test_places_and_positions_fit_together():
    strip = lay_out([step(0, took=20), step(30, took=10)])
    assert [strip.position_at(one) for one in (-1, 0, 25, 30, 99)] == [0, 1, 1, 2, 2]
    assert [strip.place_of(one) for one in (0, 1, 2)] == [0, 20, 40]


def test_nothing_written_is_an_empty_strip():
    strip = lay_out([])
    assert (strip.length, strip.position_at(3.0), strip.place_at(stamp(0))) == (0.0, 0, 0.0)
    assert columns([], strip, 0.0, 0.0, 2)[0].came == {}


def test_each_act_is_drawn_as_what_it_was():
    kinds = ["typed", "deleted", "accepted", "pasted-library", "imported", "changed-outside", "undone"]
    drawn = ["own", "own", "generated", "pasted", "imported", "unknown", "again"]
    assert [group_of(step(0, kind)) for kind in kinds] == drawn
    assert group_of(step(0, UNEXPLAINED)) == "gap"
    assert group_of(step(0, new=None)) == "gap"
    assert group_of(step(0, applied=False)) == "gap"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_no_character_is_lost_between_the_columns(told):
    at, steps = 0, []
    for pause, inserted, removed in told:
        at += pause
        steps.append(step(at, inserted=inserted, removed=removed))
    strip = lay_out(steps)
    found = columns(steps, strip, 0.0, strip.length, 7)
    assert sum(sum(one.came.values()) for one in found) == sum(one for _, one, _ in told)
    assert sum(one.went for one in found) == sum(one for *_, one in told)
