"""The originality view: passages on the left, the draft in the middle, the source on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.reading import Reading
from muse_desktop.ui.base.widgets import ElidedLabel, Line, SectionLabel
from muse_desktop.ui.library.words import joined
from muse_desktop.ui.originality.hits import CheckWords, HitList
from muse_desktop.ui.originality.panel import Checked
from muse_desktop.ui.page.clipboard import library_mime

if TYPE_CHECKING:
    from muse_desktop.originality.values import Hit

AROUND = 20_000  # code points of the source shown on either side of the passage


class OriginalityView(Retranslated, QWidget):
    """One report, passage by passage. Esc or the chip goes back to the page."""

    back = Signal()
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("originality")
        self._studio = studio
        self._jobs = jobs
        self._words = CheckWords(self)
        self._checked: Checked | None = None
        self._row = -1
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._compared = ElidedLabel(self)
        self._compared.setProperty("role", "muted")
        self.back_chip = BackChip(self)
        self.back_chip.clicked.connect(self.back)
        self._summary = QLabel(self)
        self._summary.setProperty("role", "heading")
        self._limits = QLabel(self)
        self._limits.setProperty("role", "muted")
        for label in (self._summary, self._limits):
            label.setWordWrap(True)
        self.list = HitList(self)
        self.list.selectionModel().currentChanged.connect(lambda index, _old: self.choose(index.row()))
        self._draft_label = SectionLabel(self)
        self._source_label = SectionLabel(self)
        self.draft = Reading(self)
        self.source = Reading(self)
        self._rule = QLabel(self)
        self._rule.setProperty("role", "muted")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        top = top_line(self, self._title, self._compared, self.back_chip, wide=self._compared)
        left = QWidget(self)
        left.setProperty("role", "side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side = QVBoxLayout(left)
        side.setContentsMargins(13, 10, 13, 8)
        for widget in (self._summary, self._limits):
            side.addWidget(widget)
        side.addSpacing(4)
        side.addWidget(self.list, 1)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(left)
        for label, view in ((self._draft_label, self.draft), (self._source_label, self.source)):
            self.panes.addWidget(self._pane(label, view))
        self.panes.setSizes([300, 490, 490])
        for place, stretch in enumerate((0, 1, 1)):
            self.panes.setStretchFactor(place, stretch)
        foot = QWidget(self)
        foot.setFixedHeight(28)
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self._rule)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.panes, 1)
        box.addWidget(Line(self))
        box.addWidget(foot)

    def _pane(self, label: QLabel, view: Reading) -> QWidget:
        pane = QWidget(self)
        pane.setProperty("role", "paper")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setMinimumWidth(260)
        box = QVBoxLayout(pane)
        box.setContentsMargins(34, 28, 24, 0)
        box.setSpacing(14)
        box.addWidget(label)
        box.addWidget(view, 1)
        return pane

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Originality"))
        self._limits.setText(self._words.limits())
        self._rule.setText(self._words.rule())
        self.draft.setAccessibleName(self.tr("Your draft"))
        self.source.setAccessibleName(self.tr("Source"))
        if self._checked is not None:
            self._show_words(self._checked)

    def show_report(self, checked: Checked, row: int) -> None:
        """Show a report, beginning with the passage in `row`."""
        self._checked, self._row = checked, -1
        self.draft.show_text(checked.text)
        spans = [(hit.draft.start, hit.draft.end, hit.kind) for hit in checked.report.hits]
        self.draft.mark(spans)
        self.list.hits.show_report(checked.report, checked.items)
        self._show_words(checked)
        self.list.setCurrentIndex(self.list.hits.index(row, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, row: int) -> None:
        """Scroll the draft to the passage in `row` and show its source beside it."""
        if self._checked is None or row < 0 or row == self._row:
            return
        self._row = row
        hit = self._checked.report.hits[row]
        self._source_label.setText(self.tr("Source · {title}").format(title=hit.source.title))
        QTimer.singleShot(0, self.draft, lambda: self.draft.go_to(hit.draft.start))
        reading = self._studio.background(lambda: self._studio.library.text(hit.source.item))
        self._jobs.watch(reading, self, lambda text: self._show_source(row, hit, text), self.failed.emit)

    def _show_source(self, row: int, hit: Hit, text: str) -> None:
        if row != self._row:
            return
        first = _line_start(text, max(0, hit.source.start - AROUND))
        last = min(len(text), hit.source.end + AROUND)
        lead = "…\n" if first else ""
        book, source = self._studio.manuscript.book, hit.source
        self.source.labelled = lambda copied, start: library_mime(
            copied, book, source.item, source.title, max(0, start + first - len(lead))
        )
        self.source.show_text(lead + text[first:last] + ("\n…" if last < len(text) else ""))
        shift = len(lead) - first
        self.source.mark([(hit.source.start + shift, hit.source.end + shift, hit.kind)])
        QTimer.singleShot(0, self.source, lambda: self.source.go_to(hit.source.start + shift))

    def _show_words(self, checked: Checked) -> None:
        self._summary.setText(self._words.summary(checked.report))
        report = checked.report
        self._compared.setText(
            joined(self._words.compared(report, checked.title), self._words.own_left_out(report))
        )
        self._draft_label.setText(self.tr("Your draft · {title}").format(title=checked.title))
        if self._row >= 0:
            title = checked.report.hits[self._row].source.title
            self._source_label.setText(self.tr("Source · {title}").format(title=title))


def _line_start(text: str, position: int) -> int:
    """The start of the line `position` is in."""
    return text.rfind("\n", 0, position) + 1 if position else 0
