"""A quiet line above the page that says what went wrong and what to do; it never stops the writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton, restyle

Tone = Literal["problem", "news"]


class Notice(msgspec.Struct, frozen=True):
    """What to say: `words` are asked again when the language changes. `topic` replaces its own kind."""

    topic: str
    words: Callable[[], str]
    tone: Tone = "problem"
    action: Callable[[], str] | None = None  # the words of a button
    act: Callable[[], None] | None = None


class NoticeBar(Retranslated, QFrame):
    """Shows the latest notice; dismissing it shows the one before. One notice per topic."""

    placed = Signal()  # it takes more room or less

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._notices: list[Notice] = []
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.action = TextButton(self, strong=True)
        self.dismiss = TextButton(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 12, 8)
        box.setSpacing(12)
        box.addWidget(self.label, 1)
        box.addWidget(self.action)
        box.addWidget(self.dismiss)
        self.action.clicked.connect(self._act)
        self.dismiss.clicked.connect(self.drop)
        self.retranslate()
        self._show()

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return self.label.text() if self._notices else ""

    def has(self, topic: str) -> bool:
        """Whether there is a notice of a topic, shown or waiting behind another."""
        return any(one.topic == topic for one in self._notices)

    def retranslate(self) -> None:
        """Set the words again."""
        self.dismiss.setText(self.tr("Dismiss"))
        self._show()

    def tell(self, notice: Notice) -> None:
        """Show a notice."""
        self._notices = [other for other in self._notices if other.topic != notice.topic]
        self._notices.append(notice)
        self._show()

    def withdraw(self, topic: str) -> None:
        """Take back a notice whose reason has gone."""
        self._notices = [other for other in self._notices if other.topic != topic]
        self._show()

    def drop(self) -> None:
        """The writer has read the notice."""
        if self._notices:
            self._notices.pop()
        self._show()

    def event(self, event: QEvent) -> bool:
        """Qt: what floats over the window keeps clear of it."""
        told = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.placed.emit()
        return told

    def _act(self) -> None:
        notice = self._notices[-1] if self._notices else None
        self.drop()
        if notice is not None and notice.act is not None:
            notice.act()

    def _show(self) -> None:
        self.setVisible(bool(self._notices))
        if not self._notices:
            return
        notice = self._notices[-1]
        self.label.setText(notice.words())
        self.action.setVisible(notice.action is not None)
        self.action.setText(notice.action() if notice.action else "")
        if self.property("tone") != notice.tone:
            self.setProperty("tone", notice.tone)
            restyle(self)
