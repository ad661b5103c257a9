"""The wall clock against one that nobody can set: jumps of it go on record, for times of records rest on it.

A jump is a record of kind "clock-jump": {"seconds": how far (negative: set back), "since": the time the wall
clock should have shown (UTC), "between": whether it was moved while the program did not run}. The record's
own time is what it shows from then on. A jump forward while the program did not run looks like a pause.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance import ledger
from muse_desktop.store import tables
from muse_desktop.store.clock import now, parse, steady

JUMP = "clock-jump"
THRESHOLD = 5.0
"""Seconds. Below: a machine that sets its clock by the network, in small steps."""


def note_jump(db: Session, seconds: float, since: str, between: bool = False) -> None:
    """Put a jump on record."""
    payload = {"seconds": round(seconds), "since": since, "between": between}
    ledger.append(db, JUMP, payload=payload)


def last_time(db: Session) -> str:
    """When the last record was made; "" without any."""
    event = tables.Event
    return db.scalar(select(event.at).order_by(event.seq.desc()).limit(1)) or ""


def note_if_set_back(db: Session, before: str) -> None:
    """At a start: put it on record if the clock shows a time before `before`, that of the last record."""
    try:
        seconds = (parse(now()) - parse(before)).total_seconds()
    except ValueError:  # no record yet; or a time changed by hand, which `verify` names
        return
    if seconds <= -THRESHOLD:
        note_jump(db, seconds, before, between=True)


class ClockWatch:
    """Compares the two clocks each time it is asked. For one thread."""

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        forward: Callable[[], float] = steady,
    ) -> None:
        self._wall = wall
        self._forward = forward
        self._last = wall(), forward()

    def jumped(self) -> tuple[float, str] | None:
        """How far the wall clock was moved since the last call, in seconds, and what it should show."""
        wall, forward = self._wall(), self._forward()
        due = self._last[0] + timedelta(seconds=forward - self._last[1])
        self._last = wall, forward
        moved = (wall - due).total_seconds()
        if abs(moved) < THRESHOLD:
            return None
        return moved, due.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
