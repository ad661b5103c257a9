"""What bringing in and compiling share: a full view with a line at the top and a column in the middle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.settings.parts import set_role

WIDTH = 900  # of the column in the middle
_KEY = QKeySequence.StandardKey
EDITS = (_KEY.Undo, _KEY.Redo, _KEY.Cut, _KEY.Paste)


class InOutView(Retranslated, QWidget):
    """A full view. Esc or the chip goes back to the page."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.back_chip.clicked.connect(lambda _checked=False: self.back.emit())
        top = top_line(self, self.title, self.back_chip)
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(24, 20, 24, 18)
        self.rows.setSpacing(10)
        self.middle = QWidget(self)
        self.middle.setMaximumWidth(WIDTH)
        self.middle.setLayout(self.rows)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(self.middle, 100)
        around.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addLayout(around, 1)

    def event(self, event: QEvent) -> bool:
        """Qt: keys that change a text mean this view, never the page that nobody sees."""
        if event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in EDITS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key nothing in here wanted."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        elif not any(event.matches(key) for key in EDITS):
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Undo the last thing that was done in this view, if it keeps account of them."""

    def retranslate(self) -> None:
        """Set the words again."""


class Advice(QLabel):
    """Small print that gives way to what was refused, until the writer changes something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._words = ""
        self._error: MuseError | None = None
        self._show()

    def say(self, words: str) -> None:
        """What stands here when all is well."""
        self._words = words
        self._show()

    def refuse(self, error: MuseError | None) -> None:
        """Say what was refused; None: it is over."""
        if error is not self._error:
            self._error = error
            self._show()

    def _show(self) -> None:
        set_role(self, "caption" if self._error is None else "error")
        self.setText(self._words if self._error is None else self._error.text(spoken()))


def line(*widgets: QWidget | int, spacing: int = 10) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch, and the widget before a 1 takes the room."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for one in widgets:
        if isinstance(one, QWidget):
            row.addWidget(one)
        else:
            row.addStretch(one)
    return row
