"""What was written in each week, and whose part of it was how large."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from muse_desktop.manuscript.progress import DayTotal, Written
from muse_desktop.manuscript.tally import Maker

MAKERS: tuple[Maker, ...] = ("own", "model", "other")


class WeekTotal(msgspec.Struct, frozen=True):
    """What was written in the week from `monday` (YYYY-MM-DD) on, as far as the log has it."""

    monday: str
    written: Written

    def percent(self, maker: Maker) -> float:
        """Which part of the words that came in this week is by `maker`; 0 where none came."""
        added = self.written.added
        part: int = getattr(added, maker)
        return 100 * part / added.total if added.total else 0.0

    def whole_percents(self) -> dict[Maker, int]:
        """The parts in whole percent that make 100 together, the largest remainders rounded up."""
        if not self.written.added.total:
            return dict.fromkeys(MAKERS, 0)
        exact = {maker: self.percent(maker) for maker in MAKERS}
        whole = {maker: int(part) for maker, part in exact.items()}
        missing = 100 - sum(whole.values())
        for maker in sorted(MAKERS, key=lambda one: whole[one] - exact[one])[:missing]:
            whole[maker] += 1
        return whole


def monday_of(day: date) -> date:
    """The first day of the week `day` is in; weeks begin on Mondays, as in ISO 8601."""
    return day - timedelta(days=day.weekday())


def weeks(days: Iterable[DayTotal]) -> list[WeekTotal]:
    """The days put together by weeks, in order; the first and the last may lack days."""
    totals: dict[str, Written] = {}
    for one in days:
        monday = str(monday_of(date.fromisoformat(one.day)))
        totals[monday] = totals.get(monday, Written()) + one.written
    return [WeekTotal(monday, written) for monday, written in totals.items()]
