"""A read-only text with highlighted passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.look import colour

LINE_HEIGHT = 160  # per cent
PARAGRAPH_SPACE = 10  # pixels


class Reading(QTextEdit):
    """A read-only text with highlighted passages, in the page's letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("role", "prose")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.labelled: Callable[[str, int], QMimeData] | None = None  # of (text, its start in code points)
        self._text = ""
        self._places = Utf16Map("")

    def show_text(self, text: str) -> None:
        """Show `text` with room between the lines."""
        self._text = text.replace("\r", " ")
        self._places = Utf16Map(self._text)
        self.setExtraSelections([])
        self.setPlainText(self._text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setBottomMargin(0 if "\n\n" in self._text else PARAGRAPH_SPACE)
        cursor.mergeBlockFormat(spacing)
        cursor.clearSelection()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: copy or drag; text of a source stays known as the library's."""
        cursor = self.textCursor()
        if self.labelled is None:
            return super().createMimeDataFromSelection()
        start = self._places.to_codepoint(cursor.selectionStart())
        end = self._places.to_codepoint(cursor.selectionEnd())
        return self.labelled(self._text[start:end], start)

    def mark(self, spans: Sequence[tuple[int, int, str]]) -> None:
        """Highlight (start, end, kind of hit), in code points."""
        marks = []
        for start, end, kind in spans:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._span(start, end)
            style = QTextCharFormat()
            if kind == "paraphrase":
                style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                style.setUnderlineColor(colour(kind))
            else:
                style.setBackground(colour(kind))
            mark.format = style
            marks.append(mark)
        self.setExtraSelections(marks)

    def go_to(self, start: int) -> None:
        """Scroll so that the passage at `start` stands in the upper third."""
        cursor = self._span(start, start)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 3)

    def _span(self, start: int, end: int) -> QTextCursor:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._places.to_utf16(start), last))
        cursor.setPosition(min(self._places.to_utf16(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor
