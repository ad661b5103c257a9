"""The wall clock is watched: jumps of it go on record, sleep and small corrections do not."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.provenance.clocks import ClockWatch
from muse_desktop.store import tables
from muse_desktop.store.clock import steady
from muse_desktop.store.store import Store


class Clocks:
    def __init__(self):
        self.at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.forward = 1000.0
        self.watch = ClockWatch(lambda: self.at, lambda: self.forward)

    def after(self, seconds, moved=0.0):
        """Both clocks after some seconds; the wall clock was moved besides."""
        self.forward += seconds
        self.at += timedelta(seconds=seconds + moved)
        return self.watch.jumped()


@pytest.mark.parametrize("moved", [-86_400, -6, 6, 3600])
def test_a_clock_that_is_moved_is_noticed_once_in_both_directions(moved):
    clocks = Clocks()
    assert clocks.after(60) is None
    assert clocks.after(10, moved) == (moved, "2026-11-23T12:01:10.000Z")
    assert clocks.after(10) is None


def test_hours_asleep_and_small_corrections_are_no_jumps():
    clocks = Clocks()
    assert clocks.after(8 * 3600) is None
    assert all(clocks.after(5, 0.4) is None for _ in range(100))


def test_the_steady_clock_goes_forward():
    first = steady()
    assert steady() >= first


def told(store):
    event = tables.Event
    rows = store.read(lambda db: list(db.execute(select(event.kind, event.payload).order_by(event.seq))))
    return [(kind, json.loads(payload)) for kind, payload in rows]


def test_a_clock_set_back_between_two_sessions_is_on_record(tmp_path):
    with Store.open(tmp_path) as store:
        Manuscript(store).close()
        later = "2199-01-01T00:00:00.000Z"
        store.write(lambda db: ledger.append(db, "typed", at=later)).result()
    with Store.open(tmp_path) as store:
        Manuscript(store)  # killed
    with Store.open(tmp_path) as store:
        Manuscript(store).close()
        found = told(store)
        assert [kind for kind, _ in found] == [
            "start", "stop", "typed", "clock-jump", "start", "killed", "start", "stop",
        ]  # fmt: skip
        jump = found[3][1]
        assert (jump["since"], jump["between"]) == (later, True)
        assert jump["seconds"] < -(10**9)
        assert ledger.verify(store).ok
