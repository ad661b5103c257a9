"""Garbage with Qt objects in it dies in the window's thread."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from muse_desktop.ui.base.collector import FULL, LONGEST_S, REST_S, Collector
from muse_desktop.ui.base.keystrokes import keystrokes


class Ring(QObject):
    """An object that only the cyclic collector can free; it writes down which thread did."""

    def __init__(self, died_in: list[int]) -> None:
        super().__init__()
        self.me = self
        self.died_in = died_in
        self.timer = QTimer(self)
        self.timer.start(1)

    def __del__(self) -> None:
        self.died_in.append(threading.get_ident())


def allocate() -> None:
    """Enough rings of lists for Python to look for garbage many times over."""
    for _ in range(20_000):
        ring: list[object] = []
        ring.append(ring)


def allocate_in_a_thread() -> None:
    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()


@pytest.fixture(scope="module", autouse=True)
def _collected_here() -> None:
    """Here each test has its own collector, or none."""


@pytest.fixture
def collector(qapp):
    with Collector() as made:
        yield made


def test_garbage_of_the_window_dies_in_its_thread_however_much_a_worker_allocates(
    collector: Collector, qtbot: QtBot
) -> None:
    died_in: list[int] = []
    Ring(died_in)
    allocate_in_a_thread()
    assert died_in == []
    qtbot.waitUntil(lambda: died_in == [threading.get_ident()], timeout=5000)


def test_collecting_goes_back_to_python_when_the_window_is_gone(qapp) -> None:
    died_in: list[int] = []
    with Collector():
        assert not gc.isenabled()
        Ring(died_in)
    assert gc.isenabled()
    assert died_in == [threading.get_ident()]
    assert gc.get_freeze_count() == 0


def test_while_somebody_writes_nothing_looks_through_everything(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    for module in ("collector", "keystrokes"):
        monkeypatch.setattr(f"muse_desktop.ui.base.{module}.monotonic", lambda: now[0])
    monkeypatch.setattr(gc, "get_count", lambda: (0, 20, 20))
    collector.collect_due()
    now[0] += 10
    keystrokes().struck()
    assert collector.collect_due() == 1
    now[0] += REST_S + 0.1
    assert collector.collect_due() == FULL
    for _ in range(round(LONGEST_S)):
        now[0] += 0.9
        keystrokes().struck()
        assert collector.collect_due() == 1 or now[0] > 1000 + LONGEST_S
    now[0] += LONGEST_S / 5
    keystrokes().struck()
    assert collector.collect_due() == FULL, "but not for ever"
    keystrokes().last = 0.0  # of a clock that nobody else has
