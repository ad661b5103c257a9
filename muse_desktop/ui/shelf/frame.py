"""What the full views of this package share: top line, notices, and keys that never reach the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.notices import Notice, NoticeBar

_KEY = QKeySequence.StandardKey
EDITS = (_KEY.Undo, _KEY.Redo, _KEY.Cut, _KEY.Paste)


class ShelfFrame(Retranslated, QWidget):
    """A full view. Esc or the chip goes back to the page; `body` holds what a view is about."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.back_chip.clicked.connect(lambda _checked=False: self.back.emit())
        self.notices = NoticeBar(self)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self.title, self.back_chip))
        box.addWidget(self.notices)
        box.addLayout(self.body, 1)

    def refuse(self, error: MuseError) -> None:
        """Say what went wrong at the top of the view."""
        self.notices.tell(Notice(error.code, lambda: error.text(spoken())))

    def event(self, event: QEvent) -> bool:
        """Qt: keys that change a text mean this view, never the page that nobody sees."""
        if event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in EDITS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key nothing in here wanted."""
        if not any(event.matches(key) for key in EDITS):
            super().keyPressEvent(event)


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


def caption(parent: QWidget, role: str = "caption") -> QLabel:
    """A label whose lines wrap."""
    made = QLabel(parent)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """`inside` as wide as its place, scrolling up and down."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    inside.setProperty("role", "column")
    area.setWidget(inside)
    return area
