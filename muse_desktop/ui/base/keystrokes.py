"""When the writer writes: what can wait does so until the key that was struck is on the screen.

A letter that comes late is felt, a word of the model's that comes a twentieth of a second later is not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from time import monotonic

import shiboken6
from PySide6.QtCore import QObject, QTimer

WRITING_S = 0.2  # a key so long ago: somebody writes
PAINTED_MS = 40  # a key that is not painted by then will not be: its page is hidden


class Keystrokes(QObject):
    """Told of each key and of its painting; runs what waits right behind a painted key.

    That is when the next one is farthest away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last = -WRITING_S
        self._struck = False
        self._waiting: dict[QObject, Callable[[], None]] = {}
        self._behind = QTimer(self)  # 0 ms: after all that Qt has posted, painting too
        self._behind.setSingleShot(True)
        self._behind.timeout.connect(self.run)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.timeout.connect(self.run)

    @property
    def writing(self) -> bool:
        """Whether a key has just been struck."""
        return monotonic() - self.last < WRITING_S

    def struck(self) -> None:
        """A key has changed the text."""
        self.last = monotonic()
        self._struck = True
        if self._waiting and self._latest.remainingTime() > PAINTED_MS:
            self._latest.start(PAINTED_MS)

    def painted(self) -> None:
        """The text has been painted."""
        if self._struck:
            self._struck = False
            if self._waiting:
                self._behind.start(0)

    def behind(self, owner: QObject, call: Callable[[], None], latest_ms: int) -> None:
        """Run `call` behind the next painted key, after `latest_ms` at the latest; at once if nobody writes.

        A newer call of the same `owner` takes the place of one that waits; it is not made when the owner is
        gone by then.
        """
        if not self.writing:
            self._waiting.pop(owner, None)
            call()
            return
        self._waiting[owner] = call
        if not self._latest.isActive() or self._latest.remainingTime() > latest_ms:
            self._latest.start(latest_ms)

    def forget(self, owner: QObject) -> None:
        """What waits for `owner` is not wanted any more."""
        self._waiting.pop(owner, None)

    def run(self) -> None:
        """Run what waits, now."""
        self._behind.stop()
        self._latest.stop()
        waiting, self._waiting = self._waiting, {}
        for owner, call in waiting.items():
            if shiboken6.isValid(owner):
                call()


@cache
def keystrokes() -> Keystrokes:
    """The process's own; asked for on the window's thread only."""
    return Keystrokes()
