"""Python's cyclic garbage is collected in the window's thread, and nowhere else.

Left to itself the collector runs in whichever thread happens to allocate, a reader of the engine's lines
for instance, and destroys the Qt objects it finds there. Qt keeps their timers, which fire into freed
memory: the window dies, now and then, with no word of why.
"""

from __future__ import annotations

import gc
import threading
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from muse_desktop.ui.base.keystrokes import keystrokes

EVERY_MS = 250  # a busy worker allocates some ten thousand objects in that time, a few MB
REST_S = 1.0  # how long after a key looking through everything, some 30 ms, waits
LONGEST_S = 120.0  # it is put off
FULL = 2  # the oldest generation


class Collector(QObject):
    """While started, cycles are looked for between two events of the thread that made this object.

    The thresholds are Python's own (`gc.get_threshold`). Use as a context manager or call start and stop.
    """

    def __init__(self) -> None:
        super().__init__()
        self._home = threading.get_ident()
        self._keystrokes = keystrokes()
        self._last_full = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    def start(self) -> None:
        """Take collecting over; leave what start-up made out of every later look, which keeps looks short."""
        self.setParent(QCoreApplication.instance())
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Collect all there is, here, and give collecting back to Python."""
        self._timer.stop()
        self.setParent(None)
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def collect_due(self) -> int:
        """Collect the oldest generation whose threshold has passed; returns it, or -1 when none was due."""
        assert threading.get_ident() == self._home, "the collector's timer ran in another thread"
        due = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit > 0
        ]
        if due and due[-1] == FULL and not self._may_take_long():
            due.pop()
        if not due:
            return -1
        if due[-1] == FULL:
            self._last_full = monotonic()
        gc.collect(due[-1])
        return due[-1]

    def _may_take_long(self) -> bool:
        now = monotonic()
        return now - self._keystrokes.last > REST_S or now - self._last_full > LONGEST_S

    def __enter__(self) -> Collector:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
