"""Which automatic snapshots stay: all of the last hour, then one an hour, a day, a week, a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# How old a snapshot must be for the newest of its period alone to stay. The last goes on for ever.
_PERIODS = (
    (timedelta(days=366), "%Y-%m"),
    (timedelta(days=31), "%G-%V"),
    (timedelta(days=1), "%Y-%m-%d"),
    (timedelta(hours=1), "%Y-%m-%dT%H"),
)


def superfluous(made: Iterable[tuple[int, datetime]], moment: datetime) -> set[int]:
    """The ids of those (id, when) that go at `moment`. What stays now is thinned the same way later."""
    seen: set[str] = set()
    gone: set[int] = set()
    for number, at in sorted(made, key=lambda one: (one[1], one[0]), reverse=True):
        period = next((at.strftime(name) for age, name in _PERIODS if moment - at >= age), None)
        if period is None:
            continue
        if period in seen:
            gone.add(number)
        seen.add(period)
    return gone
