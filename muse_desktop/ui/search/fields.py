"""The fields of searching and replacing, and the choices beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from muse_desktop.manuscript.find import Finder
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip

LONGEST_TAKEN = 200  # a selection longer than this is not what the writer looks for


class FindField(QLineEdit):
    """One line to type in; Enter goes on, Shift+Enter goes back."""

    onward = Signal()
    backward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key; what is not ours is the field's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.backward if back else self.onward).emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class FindChoices(Retranslated, QWidget):
    """Match case, whole words, regular expression, and what else belongs beside them; wraps at the edge."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *more: QWidget) -> None:
        super().__init__(parent)
        self.case = Chip(parent=self, checkable=True)
        self.words = Chip(parent=self, checkable=True)
        self.regex = Chip(parent=self, checkable=True)
        flow = FlowLayout(self, across=6, down=4)
        for widget in (self.case, self.words, self.regex, *more):
            flow.addWidget(widget)
        for chip in (self.case, self.words, self.regex):
            chip.toggled.connect(lambda _on: self.changed.emit())
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.case.setText(self.tr("Match case"))
        self.words.setText(self.tr("Whole words"))
        self.regex.setText(self.tr("Pattern"))
        self.regex.setToolTip(self.tr("What you type is a regular expression, such as colou?r or ^Chapter"))
        self.regex.setAccessibleDescription(self.regex.toolTip())

    def finder(self, pattern: str) -> Finder:
        """What to look for with these choices."""
        return Finder(pattern, self.regex.isChecked(), self.case.isChecked(), self.words.isChecked())

    def take(self, finder: Finder) -> None:
        """Choose as `finder` does."""
        self.case.setChecked(finder.match_case)
        self.words.setChecked(finder.whole_words)
        self.regex.setChecked(finder.is_regex)


def is_escape(event: QEvent) -> bool:
    """Whether this asks who wants Esc, before the window takes it for itself; accept the event to have it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )
