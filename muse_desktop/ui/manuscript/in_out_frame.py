"""What bringing in and compiling share: a full view with a line at the top and a column in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.full_view import FullView, top_line
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.settings.parts import set_role

WIDTH = 900  # of the column in the middle


class InOutView(FullView):
    """A full view with its rows in a column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        box.addWidget(top_line(self, self.title, self.back_chip))
        box.addLayout(around, 1)


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
