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


class Bell:
    """Has `call` made on the window's thread: once, however often it is pressed before that."""

    def __init__(self, owner: QObject, call: Callable[[], None]) -> None:
        self._owner, self._call = owner, call
        self._post = post()
        self._pressed = False

    def press(self) -> None:
        """Callable from any thread; returns at once."""
        if not self._pressed:
            self._pressed = True
            self._post.send(self._owner, self._ring)

    def _ring(self) -> None:
        self._pressed = False
        self._call()


def listen(owner: QObject, listeners: list[Callable[[], None]], call: Callable[[], None]) -> None:
    """Be one of `listeners`, whose callers may be any threads, until `owner` is destroyed; see `Bell`."""
    bell = Bell(owner, call)
    listeners.append(bell.press)

    def leave() -> None:
        if bell.press in listeners:
            listeners.remove(bell.press)

    owner.destroyed.connect(leave)
