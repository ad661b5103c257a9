"""Days put together by weeks, and whose words came in each."""

from datetime import date

from muse_desktop.manuscript.progress import DayTotal, Written
from muse_desktop.manuscript.tally import Tally
from muse_desktop.manuscript.weeks import WeekTotal, monday_of, weeks


def day(number: int, own: int = 0, model: int = 0, other: int = 0) -> DayTotal:
    return DayTotal(f"2026-11-{number:02}", Written(Tally(own, model, other), Tally(1)))


def test_weeks_begin_on_mondays_and_add_up_their_days() -> None:
    found = weeks([day(21, 10), day(22, 20, 5), day(23, 0, 3), day(24)])
    assert [one.monday for one in found] == ["2026-11-16", "2026-11-23"]
    assert found[0].written == Written(Tally(30, 5), Tally(2))
    assert monday_of(date(2026, 11, 22)) == date(2026, 11, 16)


def test_whole_percents_make_a_hundred() -> None:
    thirds = WeekTotal("2026-11-16", Written(Tally(1, 1, 1)))
    assert sorted(thirds.whole_percents().values()) == [33, 33, 34]
    assert thirds.percent("model") == 100 / 3
    nothing = WeekTotal("2026-11-16", Written())
    assert (nothing.percent("own"), set(nothing.whole_percents().values())) == (0.0, {0})
