"""What the full views of the window have in common: the line at their top, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip

TOP_HEIGHT = 40
_KEY = QKeySequence.StandardKey
EDITS = (_KEY.Undo, _KEY.Redo, _KEY.Cut, _KEY.Paste)


class BackChip(Retranslated, Chip):
    """Leads from a full view back to the page, as Esc does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setText(self.tr("Back to the page  Esc"))


def top_line(view: QWidget, *parts: QWidget, wide: QWidget | None = None) -> QFrame:
    """`parts` from left to right; `wide` takes the room, else the last one stands at the right end."""
    top = QFrame(view)
    top.setProperty("role", "topbar")
    top.setFixedHeight(TOP_HEIGHT)
    head = QHBoxLayout(top)
    head.setContentsMargins(14, 0, 14, 0)
    head.setSpacing(14)
    for part in parts:
        if wide is None and part is parts[-1]:
            head.addStretch(1)
        head.addWidget(part, int(part is wide))
    return top


class FullView(Retranslated, QWidget):
    """A view with a title and a way back, in which keys that edit never reach the page behind it."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.back_chip.clicked.connect(lambda _checked=False: self.back.emit())

    def event(self, event: QEvent) -> bool:
        """Qt: keys that change a text mean this view, never the page that nobody sees."""
        if event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in EDITS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key nothing in here wanted."""
        if event.matches(_KEY.Undo):
            self.take_back()
        elif not any(event.matches(key) for key in EDITS):
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Undo the last thing that was done in this view, if it keeps account of them."""

    def retranslate(self) -> None:
        """Set the words again."""


def row(*parts: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch of that weight."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addStretch(part)
    return made
