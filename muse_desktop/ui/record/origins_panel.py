"""The Origins tab: how much of the document came from where, and what is known of the text at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.tint_marks import TINTS
from muse_desktop.ui.base.widgets import Column, SectionLabel, TextButton, shifted
from muse_desktop.ui.record.origin_words import Measured, OriginNames
from muse_desktop.ui.record.origins_same import SameList
from muse_desktop.ui.record.shares_bar import LegendRow, ShareBar, share_words
from muse_desktop.ui.record.span_fold import outset
from muse_desktop.ui.record.span_panel import SpanPanel

if TYPE_CHECKING:
    from muse_desktop.provenance.figures import Block, Figures, Retyped


class OriginsPanel(Retranslated, QWidget):
    """Legend with shares; what was typed though an answer has it; details of the span at the cursor."""

    jump_wanted = Signal(int, int)  # start, end in code points
    same_wanted = Signal(object)  # Retyped: show it on the page
    history_wanted = Signal(int)  # generation
    project_wanted = Signal()  # the same of the whole project

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = OriginNames(self)
        self._shares: Measured | None = None
        self._figures: Figures | None = None
        self._blocks: dict[int, Block] = {}
        self._position = 0
        self._origin: Origin | None = None
        self._heading = SectionLabel(self)
        self.bar = ShareBar(self)
        self.rows = {tint: LegendRow(tint, self) for tint in TINTS}
        self.project = TextButton(self)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._same_heading = SectionLabel(self)
        self.same = SameList(self)
        self._at_heading = SectionLabel(self)
        self.span = SpanPanel(studio, jobs, self)
        self._build()
        for row in self.rows.values():
            row.clicked.connect(lambda _checked=False, tint=row.tint: self.jump(tint))
        self.project.clicked.connect(self.project_wanted)
        self.same.jump_wanted.connect(self.same_wanted)
        for part in (self.same, self.span):
            part.history_wanted.connect(self.history_wanted)
        self.retranslate()

    def _build(self) -> None:
        self.column = Column(self)
        inside = self.column.box
        inside.setSpacing(4)
        inside.addWidget(self._heading)
        inside.addSpacing(2)
        inside.addWidget(self.bar)
        inside.addSpacing(2)
        for row in self.rows.values():
            inside.addWidget(row)
        inside.addLayout(shifted(self.project))
        inside.addSpacing(12)
        inside.addWidget(self._same_heading)
        inside.addLayout(outset(self.same))
        self._gap = QWidget(self)
        self._gap.setFixedHeight(12)
        for widget in (self._gap, self._at_heading):
            inside.addWidget(widget)
        inside.addLayout(outset(self.span))
        inside.addSpacing(14)
        inside.addWidget(self._hint)
        inside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.column)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("In this document"))
        self.project.setText(self.tr("Origins of the whole project"))
        self._hint.setText(
            self.tr(
                "Press a line above to go to its next passage. The record is your own: it shows what this "
                "app saw, and is no proof of authorship."
            )
        )
        self._same_heading.setText(self.tr("The same as an answer"))
        self._at_heading.setText(self.tr("At the cursor"))
        self._show_shares()
        self._show_same()

    def show_shares(self, shares: Measured) -> None:
        """Take over newly measured shares."""
        self._shares = shares
        self._show_shares()

    def show_figures(self, figures: Figures | None) -> None:
        """What the record says of the document on the page; None while nothing is known of it."""
        self._figures = figures
        self._blocks = {one.origin: one for one in figures.blocks} if figures else {}
        self._show_same()
        self._show_block()

    def compare(self, text: str, runs: Runs) -> None:
        """The text has come to rest: what stands of an accepted passage is compared with it."""
        self.span.compare(text, runs)

    def set_book(self, book: OriginBook) -> None:
        """The origins that the document on the page uses."""
        self.span.set_book(book)

    def show_origin(self, position: int, origin: Origin | None) -> None:
        """The cursor stands at `position`, in text of `origin` (None: in no text)."""
        self._position = position
        self._origin = origin
        self.span.show_origin(origin)
        self._show_block()
        self._show_also()

    def jump(self, tint: Tint) -> None:
        """Go to the next passage of `tint` after the cursor, then round to the first."""
        spans = self._shares.spans[tint] if self._shares else ()
        if spans:
            after = [span for span in spans if span[0] > self._position]
            start, end = (after or list(spans))[0]
            self._position = start
            self.jump_wanted.emit(start, end)

    @property
    def findings(self) -> tuple[Retyped, ...]:
        """What was typed in this document, but is the same as an answer."""
        return self._figures.retyped if self._figures else ()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what was not read while nobody saw it is read now."""
        super().showEvent(event)
        self.span.show_origin(self._origin)

    def _show_shares(self) -> None:
        words = self._shares.words if self._shares else dict.fromkeys(TINTS, 0)
        total = self._shares.total if self._shares else 0
        self.bar.show_words(words)
        for tint, row in self.rows.items():
            figures = self.tr("%Ln words", "", words[tint])
            share = share_words(words[tint], total)
            row.show_share(self._names.tint(tint), f"{figures} · {share}", there=words[tint] > 0)

    def _show_same(self) -> None:
        for widget in (self._same_heading, self.same, self._gap):
            widget.setVisible(bool(self.findings))
        times = {one.generation: one.at for one in self._figures.interactions} if self._figures else {}
        self.same.show_findings(self.findings, times)
        self._show_also()

    def _show_also(self) -> None:
        here = next((one for one in self.findings if one.start <= self._position < one.end), None)
        words = self.tr("But {same}.").format(same=self.same.model.same(here)) if here else ""
        self.span.show_also(words)

    def _show_block(self) -> None:
        self.span.show_block(self._blocks.get(self.span.block or 0))
