"""The Check tab: compare the draft with the library, in plain words, with a card for each passage found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.library.words import joined
from muse_desktop.ui.originality.hits import CheckWords, HitList

if TYPE_CHECKING:
    from muse_desktop.library.corpus import ItemInfo
    from muse_desktop.originality.values import CheckReport


@dataclass(frozen=True)
class Checked:
    """A report together with the text it speaks of."""

    document: int
    title: str
    text: str
    report: CheckReport
    items: dict[int, ItemInfo]


class CheckPanel(Retranslated, QWidget):
    """Button, summary, cards. The text that is checked is a copy, so the writer can go on."""

    text_wanted = Signal()  # the window answers with `check`
    compare_wanted = Signal(int)  # row of the hit to show side by side
    found = Signal(tuple)  # the hits of a new report, for the page
    finished = Signal()  # with a report or without
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._words = CheckWords(self)
        self._running = False
        self._stale = False
        self.checked: Checked | None = None
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.text_wanted)
        self.compare = TextButton(self)
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(max(self.list.currentIndex().row(), 0)))
        self.summary = QLabel(self)
        self.summary.setProperty("role", "heading")
        self.compared = QLabel(self)
        self.compared.setProperty("role", "caption")
        self.limits = QLabel(self)
        self.stale = QLabel(self)
        for label in (self.summary, self.compared, self.limits, self.stale):
            label.setWordWrap(True)
        for label in (self.limits, self.stale):
            label.setProperty("role", "muted")
        self.own = QCheckBox(self)
        self.own.toggled.connect(self._own_chosen)
        self.list = HitList(self)
        self.list.chosen.connect(self.compare_wanted)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.button)
        top.addStretch(1)
        top.addWidget(self.compare)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 14, 14, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.own)
        box.addSpacing(4)
        for widget in (self.summary, self.compared, self.limits, self.stale):
            box.addWidget(widget)
        box.addWidget(self.list, 1)

    def retranslate(self) -> None:
        """Set the words again."""
        self.button.setText(self.tr("Checking…") if self._running else self.tr("Check originality"))
        self.compare.setText(self.tr("Side by side"))
        self.own.setText(self.tr("With my own texts too"))
        self.own.setToolTip(
            self.tr("Texts marked as mine. What you have written before is no copy of somebody else's words.")
        )
        self.limits.setText(self._words.limits())
        self.stale.setText(self.tr("The text has changed since. Check again to see how it stands."))
        self._show()

    def check(self, document: int, title: str, text: str) -> None:
        """Compare `text` with the library, off the UI thread."""
        if self._running:
            return
        self._running = True
        self.retranslate()
        self.button.setEnabled(False)
        self.own.setEnabled(False)

        def show(report: CheckReport) -> None:
            items = {item.id: item for item in self._studio.library.items()}
            self.checked = Checked(document, title, text, report, items)
            self._stale = False
            self.found.emit(report.hits)

        checking = self._studio.check(text, document, own=self.own.isChecked())
        self._jobs.watch(checking, self, show, self.failed.emit, self._rest)

    def _own_chosen(self) -> None:
        """A report that is shown is made again with what is chosen now."""
        if self.checked is not None:
            self.text_wanted.emit()

    def _rest(self) -> None:
        self._running = False
        self.button.setEnabled(True)
        self.own.setEnabled(True)
        self.retranslate()
        self.finished.emit()

    def draft_changed(self, document: int | None) -> None:
        """The text on the page is no longer the one that was checked."""
        if self.checked is not None and not self._stale:
            self._stale = True
            self._show()
        if self.checked is not None and document != self.checked.document:
            self.checked = None
            self._show()

    def _show(self) -> None:
        checked = self.checked
        report = checked.report if checked else None
        self.list.hits.show_report(report, checked.items if checked else {})
        found = bool(report and report.hits)
        for widget in (self.list, self.compare):
            widget.setVisible(found)
        self.compared.setVisible(report is not None)
        self.stale.setVisible(report is not None and self._stale)
        if checked is None or report is None:
            self.summary.setText(self.tr("Which passages stand in your library too?"))
        elif report.items == 0 and report.own_left_out:
            self.summary.setText(self.tr("Your library has no texts but your own: nothing was compared."))
            self.compared.setText(self._words.own_left_out(report))
        elif report.items == 0:
            self.summary.setText(self.tr("Your library is empty: add the texts to compare with first."))
            self.compared.hide()
        else:
            self.summary.setText(self._words.summary(report))
            self.compared.setText(
                joined(self._words.compared_with(report), self._words.own_left_out(report))
            )
        self.layout().setAlignment(Qt.AlignmentFlag(0) if found else Qt.AlignmentFlag.AlignTop)
