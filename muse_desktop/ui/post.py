"""Calls made on any thread, carried out on the window's.

No other thread may touch a Qt object, not even to emit a signal of it: between the question whether it is
still there and the emit the window's thread can destroy it, and the program dies. So there is one object that
is never destroyed; other threads speak to that one alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal


class Post(QObject):
    """Lives in the thread that made it, as long as the process. Get it with `post`."""

    _wake = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[tuple[QObject, Callable[[], None]]] = deque()
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def send(self, owner: QObject, call: Callable[[], None]) -> None:
        """Have `call` made on the window's thread, soon, in the order sent, unless `owner` is gone by then.

        Callable from any thread; returns at once.
        """
        self._calls.append((owner, call))
        self._wake.emit()

    def _deliver(self) -> None:
        """One call for each wake: what one of them raises keeps no other from its turn."""
        owner, call = self._calls.popleft()
        if shiboken6.isValid(owner):
            call()


@cache
def post() -> Post:
    """The window's post; asked for on the window's thread first."""
    return Post()
