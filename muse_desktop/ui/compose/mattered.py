"""What mattered: how much each ingredient steered a candidate, and which of its words were surprising."""

from __future__ import annotations

import math
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, decimal, number, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import Chip, SectionLabel, TextButton
from muse_desktop.ui.compose.surprise import SurpriseLegend, SurpriseView

if TYPE_CHECKING:
    from muse_desktop.studio.insight import Mattered, PartEffect

LEAST_SCALE = 0.1  # of a full bar: what is less than this shall not look like much
NOTHING = 0.02  # a change below this is no more than the model's own wavering
BAR_HEIGHT = 10


class Bar(QWidget):
    """One change as a length; what is below zero goes to the left, hollow."""

    def __init__(self, change: float, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change, self._low, self._high = change, low, high
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(BAR_HEIGHT + 6)

    def sizeHint(self) -> QSize:
        """Qt: what is left of the row."""
        return QSize(80, BAR_HEIGHT + 6)

    def length(self) -> float:
        """Pixels of the bar."""
        return abs(self.change) / (self._high - self._low) * (self.width() - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it from the line at zero."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zero = 1 + (0 - self._low) / (self._high - self._low) * (self.width() - 2)
        painter.setPen(QPen(colour("muted"), 1))
        painter.drawLine(round(zero), 0, round(zero), self.height())
        top = (self.height() - BAR_HEIGHT) / 2
        if self.change >= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_fill"))
            painter.drawRect(QRectF(zero, top, self.length(), BAR_HEIGHT))
        else:
            painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(zero - self.length(), top, self.length(), BAR_HEIGHT))
        painter.end()


class WhatMattered(Retranslated, QWidget):
    """Nothing is worked out before it is asked for; it is the model that reads again, in the background."""

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._record: GenerationRecord | None = None
        self._candidate = 0
        self._mattered: Mattered | None = None
        self._futures: dict[str, Future[Any]] = {}  # what runs, by what it is for
        self._error: MuseError | None = None
        self._heading = SectionLabel(self)
        self._about = QLabel(self)
        self._which = QWidget(self)
        self.chips: list[Chip] = []
        self.weigh = Chip(parent=self)
        self.colour = Chip(parent=self, checkable=True)
        self.cancel = TextButton(self)
        self.sentence = QLabel(self)
        self._rows = QWidget(self)
        self.bars: list[Bar] = []
        self.view = SurpriseView(self)
        self.legend = SurpriseLegend(self)
        self.odds = QLabel(self)
        self._build()
        self.weigh.clicked.connect(self._weigh)
        self.colour.clicked.connect(self._toggle_colour)
        self.cancel.clicked.connect(self.stop)
        self.view.told.connect(self._tell_odds)
        self.retranslate()

    def _build(self) -> None:
        for label, role in ((self._about, "caption"), (self.sentence, "muted"), (self.odds, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        which = QHBoxLayout(self._which)
        which.setContentsMargins(0, 0, 0, 0)
        which.setSpacing(6)
        which.addStretch(1)
        buttons = FlowLayout(across=8, down=6)  # in a narrow pane one below the other
        for button in (self.weigh, self.colour, self.cancel):
            buttons.addWidget(button)
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self._heading, self._about, self._which):
            box.addWidget(widget)
        box.addLayout(buttons)
        for widget in (self._rows, self.sentence, self.legend, self.view, self.odds):
            box.addWidget(widget)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self.chips, self.weigh, self.colour, self.cancel, self.view]

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("What mattered"))
        self._about.setText(
            self.tr(
                "The model reads the candidate again with each ingredient left out: the longer the bar, the "
                "more its words depended on it. It happens on this computer, and gives way to everything "
                "else you ask for."
            )
        )
        self.cancel.setText(self.tr("Cancel"))
        self._tell_odds("")
        self._show()

    # What is shown

    def show_record(self, record: GenerationRecord) -> None:
        """Be ready for another generation."""
        self.stop()
        self._record, self._mattered, self._error = record, None, None
        written = [one.position for one in record.candidates if one.tokens]
        self._candidate = written[0] if written else 0
        self.colour.setChecked(False)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for place in written:
            chip = Chip(str(place + 1), self, checkable=True)
            chip.clicked.connect(lambda _on=False, to=place: self._choose(to))
            self._which.layout().insertWidget(len(self.chips), chip)
            self.chips.append(chip)
        self._which.setVisible(len(written) > 1)
        self.setVisible(bool(written))
        self._show()

    @property
    def working(self) -> bool:
        """Whether something is being worked out."""
        return bool(self._futures)

    def stop(self) -> None:
        """Give up what is being worked out."""
        for future in self._futures.values():
            future.cancel()
        if "colour" in self._futures:
            self.colour.setChecked(False)
        self._futures.clear()
        self._show()

    def _choose(self, candidate: int) -> None:
        if candidate != self._candidate:
            self.stop()
            self._candidate, self._mattered, self._error = candidate, None, None
            self.view.hide()
            if self.colour.isChecked():
                self._ask_colour()
        self._show()

    def _weigh(self) -> None:
        if self._record is None or "weigh" in self._futures:
            return

        def came(mattered: Mattered) -> None:
            self._mattered = None if mattered.cancelled else mattered

        self._watch("weigh", self._studio.insight.mattered(self._record.id, self._candidate), came)

    def _toggle_colour(self, on: bool) -> None:
        if on:
            self._ask_colour()
        else:
            self.view.hide()
            future = self._futures.pop("colour", None)
            if future is not None:
                future.cancel()
        self._show()

    def _ask_colour(self) -> None:
        if self._record is not None:
            asked = self._studio.insight.surprise(self._record.id, self._candidate)
            self._watch("colour", asked, self.view.show_scored)

    def _watch(self, what: str, future: Future[Any], came: Any) -> None:
        """Wait for an answer; one that nobody waits for any more is not shown."""
        self._error = None
        self._futures[what] = future

        def wanted() -> bool:
            return self._futures.get(what) is future

        def success(result: object) -> None:
            if wanted():
                came(result)
                if what == "colour":
                    self.view.show()

        def failure(error: MuseError) -> None:
            if wanted():
                self._error = error
                if what == "colour":
                    self.colour.setChecked(False)

        def over() -> None:
            if wanted():
                del self._futures[what]
            self._show()

        self._jobs.watch(future, self, success, failure, over)
        self._show()

    def _show(self) -> None:
        weighing, reading = "weigh" in self._futures, "colour" in self._futures
        self.weigh.setText(self.tr("Weighing…") if weighing else self.tr("Weigh the ingredients"))
        self.weigh.setEnabled(not weighing)
        self.colour.setText(self.tr("Reading…") if reading else self.tr("Mark surprising words"))
        self.cancel.setVisible(weighing or reading)
        for chip in self.chips:
            place = int(chip.text()) - 1
            chip.setChecked(place == self._candidate)
            chip.setAccessibleName(self.tr("Candidate {number}").format(number=place + 1))
        shown = self.colour.isChecked() and not reading
        for widget in (self.view, self.legend, self.odds):
            widget.setVisible(shown)
        self._fill()
        self.sentence.setText(self._sentence())
        self.sentence.setVisible(bool(self.sentence.text()))

    def _tell_odds(self, words: str) -> None:
        self.odds.setText(words or self.tr("Point at a word, or move the cursor to it, to see its chance."))

    def _fill(self) -> None:
        grid = self._rows.layout()
        while grid.count():
            widget = grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        parts = self._mattered.parts if self._mattered is not None else ()
        changes = [part.change for part in parts]
        low, high = min([0.0, *changes]), max([0.0, LEAST_SCALE + min([0.0, *changes]), *changes])
        self.bars = []
        for row, part in enumerate(parts):
            name = QLabel(part.labels[spoken()], self._rows)
            bar = Bar(part.change, low, high, self._rows)
            value = QLabel(_signed(part.change), self._rows)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((name, bar, value)):
                widget.setToolTip(self._help(part))
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
                widget.show()
            self.bars.append(bar)
        self._rows.setVisible(bool(parts))

    def _help(self, part: PartEffect) -> str:
        tokens = self.tr("%Ln tokens", "", part.tokens)
        factor = decimal(math.exp(abs(part.change)), 1)
        if part.change < -NOTHING:
            words = self.tr(
                "Written in spite of it: without it, each word would be about {factor} times as likely."
            )
        else:
            words = self.tr("Without it, each word would be about {factor} times less likely.")
        return f"{tokens}. {words.format(factor=factor)}"

    def _sentence(self) -> str:
        if self._error is not None:
            return self._error.text(spoken())
        if self._mattered is None or not self._mattered.parts:
            return ""
        most = max(self._mattered.parts, key=lambda part: part.change)
        chance = self.tr(
            "With everything in place, each word or part of one had a chance of about 1 in {odds}."
        ).format(odds=number(max(1, round(math.exp(-self._mattered.baseline)))))
        if most.change < NOTHING:
            return self.tr("No ingredient changed these words noticeably.") + " " + chance
        words = self.tr(
            "“{name}” mattered most: without it, the model would have found each of these words about "
            "{factor} times less likely."
        )
        factor = decimal(math.exp(most.change), 1)
        return words.format(name=most.labels[spoken()], factor=factor) + " " + chance


def _signed(change: float) -> str:
    return ("+" if change >= 0 else "−") + decimal(abs(change), 2)
