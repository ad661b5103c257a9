"""A line that opens to show more below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import Theme, keeper
from muse_desktop.ui.base.widgets import TEXT_INSET, ElidedButton, ProseView, ShiftedRow

if TYPE_CHECKING:
    from muse_desktop.ui.record.span_story import Fate

CLOSED, OPEN = "▸", "▾"
INDENT = 17


class Fold(Retranslated, QWidget):
    """A heading that can be pressed; `make()` gives what is below it, when it is first opened."""

    opened = Signal()

    def __init__(self, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._title = ""
        self.body: QWidget | None = None
        self.button = ElidedButton(self)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda: self.set_open(not self.is_open))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(INDENT, 0, 0, 0)
        self._box.addWidget(self.button)
        self._box.addLayout(self._inside)
        self.is_open = False

    def retranslate(self) -> None:
        """Set the words again."""
        self.button.setText(f"{OPEN if self.is_open else CLOSED} {self._title}")
        state = self.tr("open") if self.is_open else self.tr("closed")
        self.button.setAccessibleName(f"{self._title}, {state}")
        self.button.setToolTip(self._title)

    def set_title(self, title: str) -> None:
        """The words of the heading."""
        self._title = title
        self.retranslate()

    def set_open(self, is_open: bool) -> None:
        """Show what is below the heading, or hide it."""
        self.is_open = is_open
        if is_open and self.body is None:
            self.body = self._make()
            self._inside.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(is_open)
        self.retranslate()
        if is_open:
            self.opened.emit()

    def renew(self) -> None:
        """What is below is another now: made again at once where it is shown, else when it is opened."""
        if self.body is not None:
            self._inside.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
            self.body = None
        if self.is_open:
            self.set_open(True)


def outset(widget: QWidget) -> ShiftedRow:
    """A row that begins further out than its place, so that words in `widget` stand under other words."""
    row = ShiftedRow(-TEXT_INSET)
    row.addWidget(widget, 1)
    return row


class Prose(ProseView):
    """A text to read."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        QTextCursor(self.document()).insertText(text)  # setPlainText would take the leading away


class ChangedText(ProseView):
    """What is gone struck through, what is new underlined, in one text; in the theme's colours."""

    def __init__(
        self, parts: Sequence[tuple[str, Fate]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        keeper(QApplication.instance()).changed.connect(self._colour)
        self._colour(keeper().theme)

    def _colour(self, _theme: Theme) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for text, fate in self._parts:
            cursor.insertText(text, _style(fate))
        cursor.endEditBlock()


def _style(fate: Fate) -> QTextCharFormat:
    """Struck through and underlined: nobody needs to see the colours."""
    style = QTextCharFormat()
    style.setForeground(colour("ink"))
    if fate == "gone":
        style.setFontStrikeOut(True)
        style.setForeground(colour("muted"))
        style.setBackground(colour("verbatim"))
    elif fate == "new":
        style.setBackground(colour("edited"))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(colour("edited_edge"))
    return style
