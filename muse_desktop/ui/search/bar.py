"""The bar over the page: what to find in the document, what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.manuscript.find import Finder
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton
from muse_desktop.ui.search.fields import FindChoices, FindField, is_escape

MARGIN = 14
LEAST_FIELD = 70


class FindBar(Retranslated, QFrame):
    """Only shows and asks; `Finding` does the work. Esc closes it, Enter goes on, Shift+Enter goes back."""

    changed = Signal()  # another pattern or another choice
    onward = Signal()
    backward = Signal()
    replace_one = Signal()
    replace_here = Signal()
    replace_everywhere = Signal()
    closed = Signal()
    reworded = Signal()  # another language

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        self.field = FindField(self)
        self.replacement = FindField(self)
        self.everywhere = TextButton(self)
        self.choices = FindChoices(self, self.everywhere)
        self.count = ElidedLabel(self)
        self.count.setProperty("role", "muted")
        self.previous, self.next, self.close_button = (TextButton(self) for _ in range(3))
        self.one, self.here = QPushButton(self), QPushButton(self)
        self.message = QLabel(self)
        self.message.setProperty("role", "muted")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self._build()
        self._connect()
        self.retranslate()
        self.show_replacing(False)
        self.say("")
        self.hide()

    def _build(self) -> None:
        first, self._second = QHBoxLayout(), QWidget(self)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            first.addWidget(widget)
        second.addWidget(self.replacement, 1)
        for widget in (self.one, self.here):
            second.addWidget(widget)
        for field in (self.field, self.replacement):
            field.setMinimumWidth(LEAST_FIELD)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 8, MARGIN, 8)
        box.setSpacing(7)
        box.addLayout(first)
        box.addWidget(self._second)
        box.addWidget(self.choices)
        box.addWidget(self.message)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.choices.changed.connect(self.changed)
        self.field.onward.connect(self.onward)
        self.field.backward.connect(self.backward)
        self.replacement.onward.connect(self.replace_one)
        for button, signal in (
            (self.next, self.onward),
            (self.previous, self.backward),
            (self.one, self.replace_one),
            (self.here, self.replace_here),
            (self.everywhere, self.replace_everywhere),
            (self.close_button, self.closed),
        ):
            button.clicked.connect(lambda _checked=False, to=signal: to.emit())

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Find in this document"))
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.replacement.setAccessibleName(self.tr("Replace with"))
        for button, sign, words in (
            (self.previous, "↑", self.tr("Previous match")),
            (self.next, "↓", self.tr("Next match")),
            (self.close_button, "✕", self.tr("Close")),
        ):
            button.setText(sign)
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.one.setText(self.tr("Replace"))
        self.here.setText(self.tr("Replace all"))
        self.here.setToolTip(self.tr("Replace every match in this document"))
        self.everywhere.setText(self.tr("Whole manuscript…"))
        self.everywhere.setToolTip(self.tr("Replace in every document, with a preview"))
        self.reworded.emit()

    @property
    def finder(self) -> Finder:
        """What to look for."""
        return self.choices.finder(self.field.text())

    def show_replacing(self, on: bool) -> None:
        """With what is to be put in place, or without."""
        self._second.setVisible(on)

    @property
    def replacing(self) -> bool:
        """Whether the bar also replaces."""
        return self._second.isVisibleTo(self)

    def show_count(self, words: str, usable: bool) -> None:
        """How many there are, and whether there is anything to go to or replace."""
        self.count.setText(words)
        for button in (self.previous, self.next, self.one, self.here):
            button.setEnabled(usable)

    def say(self, words: str, *, trouble: bool = False) -> None:
        """A line below the field; nothing when `words` are empty."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        role = "error" if trouble else "muted"
        if self.message.property("role") != role:
            self.message.setProperty("role", role)
            self.message.style().unpolish(self.message)
            self.message.style().polish(self.message)

    def take_up(self, text: str) -> None:
        """Show the bar with the keyboard in its field; `text`, if any, is what to look for."""
        self.show()
        if text and text != self.field.text():
            self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Qt: Esc is ours while the keyboard is here."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key that no field wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
