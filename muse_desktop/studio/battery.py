"""Fewer threads while the machine runs on its battery, if the writer wants that."""

from __future__ import annotations

import threading
from collections.abc import Callable

from muse_desktop.engine.hardware import on_battery

EVERY_S = 30.0


class BatteryWatch:
    """Looks every half minute whether the machine is plugged in, on a thread of its own.

    On a machine without a battery there is nothing to look at, and no thread.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        """`changed`: called on this thread whenever the answer is another one."""
        self._changed = changed
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._begun = False
        self.on_battery: bool | None = None

    def begin(self) -> None:
        """Look now, and from now on. May be called again."""
        with self._lock:
            first, self._begun = not self._begun, True
        if not first:
            return
        self.look()
        if self.on_battery is not None:
            threading.Thread(target=self._watch, name="muse-battery", daemon=True).start()

    def look(self) -> None:
        """Look once."""
        before, self.on_battery = self.on_battery, on_battery()
        if self.on_battery != before:
            self._changed()

    def close(self) -> None:
        """No more looking."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY_S):
            self.look()
