"""A whole text as it was, to read and copy; a long one comes in parts, so that nothing stands still."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.reading import Reading

PART = 40_000  # code points laid out at a time


class WholeText(Reading):
    """`show_whole` instead of `show_text`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = 0
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._append)

    @property
    def whole(self) -> str:
        """What is shown, or will be in a moment."""
        return self._text

    def show_whole(self, text: str) -> None:
        """Show a text; what was copied from it before stays as it was."""
        self.show_text(text[:PART])
        self._shown = min(PART, len(text))
        self._text, self._places = text, Utf16Map(text)
        if self._shown < len(text):
            self._more.start()
        else:
            self._more.stop()

    def _append(self) -> None:
        part = self._text[self._shown : self._shown + PART]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(part)
        self._shown += len(part)
        if self._shown >= len(self._text):
            self._more.stop()
