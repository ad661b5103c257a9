"""Whether the window is being used: what has time waits until the writer's hands rest.

Of a machine with two cores, what runs behind takes one, and whatever of it is Python holds the lock that the
window's thread needs between two frames.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

from muse_desktop.ui.base.keystrokes import keystrokes

RESTING_S = 1.0
"""So long after the last key, click, turn of the wheel or move of the pointer nobody uses the window."""

_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Attention(QObject):
    """Looks at what reaches a window from outside, once, before it goes to one of its widgets."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = monotonic() - RESTING_S
        self._strokes = keystrokes()  # what an input method writes reaches the page past its window

    def watch(self, window: QWindow) -> None:
        """Look at this window, too, until it is gone."""
        window.installEventFilter(self)

    @property
    def used(self) -> bool:
        """Whether the window is being used. Any thread may ask."""
        return monotonic() - max(self._last, self._strokes.last) < RESTING_S

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: remember when that was; nothing is kept back."""
        if event.type() in _USED:
            self._last = monotonic()
        return False
