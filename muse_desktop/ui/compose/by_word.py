"""The switch that turns the Compose tab from candidates to word by word, with the panel it opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.compose.words_panel import WordsPanel


class ByWord(Retranslated, QWidget):
    """A chip below Write; while it is down, the panel stands where the cards were."""

    toggled = Signal(bool)

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip(parent=self, checkable=True)
        self.panel = WordsPanel(studio, jobs, self)
        self.panel.hide()
        row = QHBoxLayout()
        row.addWidget(self.chip)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.panel)
        self.chip.toggled.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.chip.setText(self.tr("Word by word"))
        self.chip.setToolTip(self.tr("Pick each next word, type your own, or let the model go on"))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.chip, *self.panel.stops()]

    @property
    def on(self) -> bool:
        """Whether the panel is shown."""
        return self.chip.isChecked()

    def leave(self) -> None:
        """Back to the cards; the text stays for the next time."""
        self.chip.setChecked(False)

    def _show(self, on: bool) -> None:
        self.panel.setVisible(on)
        self.toggled.emit(on)
        if on:
            self.panel.refresh()
            self.panel.own.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panel.stop()
