"""The sign in the status bar that the model is off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from muse_desktop.manuscript.hands_only import Interval
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.progress.hands_words import HandsWords


class HandsMark(Retranslated, TextButton):
    """Words to press; hidden while the model may be asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "legend")
        self._words = HandsWords(self)
        self._interval: Interval | None = None
        self.hide()

    def retranslate(self) -> None:
        """Set the words again."""
        if self._interval is None:
            return
        words = self.tr("Hands-only since {time}")
        self.setText(words.format(time=self._words.since(self._interval.began_at)))
        self.setToolTip(self.tr("The model is off for this project. Press to see more, or to end it."))

    def show_interval(self, interval: Interval | None) -> None:
        """Show the time that goes on, or nothing."""
        self._interval = interval
        self.setVisible(interval is not None)
        self.retranslate()
