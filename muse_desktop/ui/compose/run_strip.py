"""The latest generations as a row of chips above the cards: what one shows, and how many wait."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip, TextButton
from muse_desktop.ui.compose.runs import Run, Runs

CHIP_WIDTH = 86  # pixels of words, so that three stand in a row; longer ones end in …


class RunStrip(Retranslated, QWidget):
    """Hidden while there is only one generation to see."""

    queue_wanted = Signal()

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._paused = False
        self.chips: list[Chip] = []
        self.waiting = TextButton(self)
        self._flow = FlowLayout(self, across=6, down=4)
        self.waiting.clicked.connect(self.queue_wanted)
        runs.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("The latest generations"))
        self._show()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self.chips, self.waiting]

    def set_paused(self, paused: bool) -> None:
        """Whether nothing new begins."""
        if paused != self._paused:
            self._paused = paused
            self._show()

    def _show(self) -> None:
        seen = [run for run in self._runs.all if run.cards and not run.waiting]
        waiting = sum(run.waiting for run in self._runs.all)
        while len(self.chips) > len(seen):
            chip = self.chips.pop()
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < len(seen):
            self._add_chip()
        while self._flow.count():
            self._flow.takeAt(0)
        for chip, run in zip(self.chips, seen, strict=True):
            self._show_chip(chip, run)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.waiting)
        words = self.tr("%Ln waiting", "", waiting)
        self.waiting.setText(self.tr("{waiting}, paused").format(waiting=words) if self._paused else words)
        self.waiting.setToolTip(self.tr("What the model will write next"))
        self.waiting.setVisible(waiting > 0)
        self.setVisible(len(seen) > 1 or waiting > 0)
        self._flow.invalidate()

    def _add_chip(self) -> None:
        chip = Chip(parent=self, checkable=True)
        place = len(self.chips)
        chip.clicked.connect(lambda: self._choose(place))
        self.chips.append(chip)
        chip.show()

    def _choose(self, place: int) -> None:
        seen = [run for run in self._runs.all if run.cards and not run.waiting]
        self._runs.show(seen[place])

    def _show_chip(self, chip: Chip, run: Run) -> None:
        writing = self.tr("writing…") if run.generation.running else ""
        words = writing or (run.opening if run.written else run.name)
        chip.setText(chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, CHIP_WIDTH))
        chip.setChecked(run is self._runs.shown)
        chip.setToolTip(run.label)
        chip.setAccessibleName(f"{run.label}, {writing}" if writing else run.label)
