"""The originality view: passages on the left, the draft in the middle, the source on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.originality.values import KINDS
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import FullView, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, Line, TextButton, drop_down
from muse_desktop.ui.library.words import joined
from muse_desktop.ui.originality.cards import Card
from muse_desktop.ui.originality.checking import Checking
from muse_desktop.ui.originality.hit_box import HitBox
from muse_desktop.ui.originality.hits import HitList
from muse_desktop.ui.originality.sheet import Sheet
from muse_desktop.ui.originality.sheets import Sheets
from muse_desktop.ui.originality.side import Side
from muse_desktop.ui.originality.words import CheckWords

SIDE = 300
LENGTHS = (0, 5, 8, 12, 20, 50)
"""Words below which passages are not shown, as the menu offers them."""


class OriginalityView(FullView):
    """One check, passage by passage. Esc or the chip goes back to the page."""

    failed = Signal(object)  # MuseError
    place_wanted = Signal(object, int, int, str)  # document or None: the checked one; start, end, its words
    report_wanted = Signal(object)  # Path
    calibration_wanted = Signal()
    check_wanted = Signal()

    def __init__(
        self, studio: Studio, jobs: Jobs, checking: Checking, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("originality")
        self.checking = checking
        self._words = CheckWords(self)
        self._card: Card | None = None
        self._placed = False
        self._compared = ElidedLabel(self)
        self._compared.setProperty("role", "muted")
        self.options, self.report, self.again = Chip(parent=self), Chip(parent=self), Chip(parent=self)
        self.menu = QMenu(self)
        self.side = Side(checking, self)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.side)
        self.sheets = Sheets(studio, jobs, self.panes, self)
        self.box = HitBox(self.sheets.pane)
        self.sheets.below.addWidget(self.box)
        self._rule, self._stage = QLabel(self), QLabel(self)
        self._bar, self.cancel = QProgressBar(self), TextButton(self)
        self._bar.setFixedWidth(120)
        for label in (self._rule, self._stage):
            label.setProperty("role", "muted")
        self._lengths = [QAction(self) for _ in LENGTHS]
        self._switches = {
            name: QAction(self) for name in ("all_listed", "quotations", "common", "own")
        }
        self._calibration = QAction(self)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def list(self) -> HitList:
        """The cards."""
        return self.side.list

    @property
    def draft(self) -> Sheet:
        """The draft's text."""
        return self.sheets.draft

    @property
    def source(self) -> Sheet:
        """The source's text."""
        return self.sheets.source

    def _build(self) -> None:
        top = top_line(
            self, self.title, self._compared, self.again, self.options, self.report, self.back_chip,
            wide=self._compared,
        )  # fmt: skip
        for place, stretch in enumerate((0, 1, 1)):
            self.panes.setStretchFactor(place, stretch)
        foot = QWidget(self)
        foot.setFixedHeight(28)
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(10)
        line.addWidget(self._rule)
        line.addStretch(1)
        for widget in (self._stage, self._bar, self.cancel):
            line.addWidget(widget)
        line.addSpacing(10)
        line.addWidget(self.sheets.joint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (top, self.panes, Line(self), foot):
            box.addWidget(widget, int(widget is self.panes))
        for action in (*self._switches.values(), *self._lengths):
            action.setCheckable(True)
        for name in ("all_listed", "quotations", "common", "own"):
            self.menu.addAction(self._switches[name])
        self.menu.addSeparator()
        self.menu.addActions(self._lengths)
        self.menu.addSeparator()
        self.menu.addAction(self._calibration)

    def _connect(self) -> None:
        self.options.clicked.connect(lambda: drop_down(self.menu, self.options))
        self.report.clicked.connect(self._ask_for_file)
        self.again.clicked.connect(lambda: self.check_wanted.emit())
        self.cancel.clicked.connect(lambda: self.checking.cancel())
        self.checking.changed.connect(self._changed)
        self.checking.moved.connect(self._show_stage)
        self.side.chosen.connect(self._choose)
        self.sheets.failed.connect(self.failed)
        self.sheets.shown.connect(lambda: self.box.show_sides(self.sheets.sides))
        self.box.rewrite_wanted.connect(self._to_the_page)
        self.box.go_wanted.connect(self._to_the_other)
        self.box.leave_out_wanted.connect(self._leave_out)
        self.box.take_back_wanted.connect(self.checking.include)
        self.box.show_wanted.connect(self._show_again)
        for name, action in self._switches.items():
            action.triggered.connect(lambda on, name=name: self._switch(name, on))
        for words, action in zip(LENGTHS, self._lengths, strict=True):
            action.triggered.connect(
                lambda _on=False, words=words: self.checking.set_view(least_words=words)
            )
        self._calibration.triggered.connect(lambda: self.calibration_wanted.emit())

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Originality"))
        self._rule.setText(self._words.rule())
        self.options.setText(self.tr("Show…"))
        self.report.setText(self.tr("Report…"))
        self.again.setText(self.tr("Check again"))
        self.cancel.setText(self.tr("Cancel"))
        self._bar.setAccessibleName(self.tr("How much is checked"))
        names = {
            "all_listed": self.tr("Short ones too, that may be chance"),
            "quotations": self.tr("Leave out quotations that name their source"),
            "common": self.tr("Leave out common phrases"),
            "own": self.tr("Compare with my own texts of the library too"),
        }
        for name, action in self._switches.items():
            action.setText(names[name])
        for words, action in zip(LENGTHS, self._lengths, strict=True):
            least = self.tr("From %Ln words on", "", words)
            action.setText(least if words else self.tr("Passages of any length"))
        self._calibration.setText(self.tr("How likeness of meaning is judged…"))
        self.sheets.retranslate()
        self._changed()
        self._show_stage()

    # What is shown

    def open_at(self, row: int) -> None:
        """Show the check, beginning with the passage in `row`."""
        self._changed()
        self.side.choose(row)
        self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: shown for the first time, both texts have the same room."""
        if not self._placed:
            self._placed = True
            rest = self.width() - SIDE
            self.panes.setSizes([SIDE, rest // 2, rest - rest // 2])
        super().showEvent(event)

    def _changed(self) -> None:
        checking, view = self.checking, self.checking.view
        checked, shown = checking.checked, checking.shown
        for name, action in self._switches.items():
            action.setChecked(bool(getattr(view, name)))
        for words, action in zip(LENGTHS, self._lengths, strict=True):
            action.setChecked(words == view.least_words)
        self.again.setVisible(checking.stale and not checking.running)
        self.report.setEnabled(checked is not None)
        if checked is None or shown is None:
            self._compared.setText("")
            self.sheets.show_draft("", "", ())
            self.sheets.show_nothing()
            return
        report = checked.report
        self._compared.setText(
            joined(self._words.compared(report, checking.title), self._words.own_left_out(report))
        )
        passages = [(hit.draft.start, hit.draft.end, hit.kind) for hit in shown.hits]
        self.sheets.show_draft(checked.text, checking.title, passages)
        if self._card is None:
            self.sheets.show_nothing()

    def _choose(self, card: Card | None) -> None:
        if card == self._card and card is not None:
            return
        self._card = card
        self.box.show_card(card)
        if card is not None and card.hit is not None:
            self.sheets.show_hit(card.hit)
        elif card is not None and card.use is not None:
            self.sheets.show_use(card.use)
        else:
            self.sheets.show_nothing()

    def _show_stage(self) -> None:
        checking = self.checking
        words = {"words": self.tr("Checking…"), "meaning": self.tr("Looking for paraphrases…")}
        self._stage.setText(words.get(checking.stage, ""))
        for widget in (self._stage, self._bar, self.cancel):
            widget.setVisible(checking.running)
        self._bar.setRange(0, 100 if checking.share else 0)
        self._bar.setValue(round(100 * checking.share))
        self.again.setVisible(checking.stale and not checking.running)

    # What the writer says

    def _switch(self, name: str, on: bool) -> None:
        self.checking.set_view(**{name: on})

    def _leave_out(self, kind: str, reason: str) -> None:
        if self._card is not None and self._card.hit is not None:
            self.checking.exclude(kind, self._card.hit, reason)

    def _show_again(self, rule: str) -> None:
        """Show again what a rule of the settings leaves out."""
        card = self._card
        if rule == "kind" and card is not None and card.hit is not None:
            kinds = {*self.checking.view.kinds, card.hit.kind}
            self.checking.set_view(kinds=tuple(one for one in KINDS if one in kinds))
        elif rule == "short":
            self.checking.set_view(least_words=0)
        elif rule == "listed":
            self.checking.set_view(all_listed=True)
        elif rule in ("quotation", "common"):
            self.checking.set_view(**{"quotations" if rule == "quotation" else "common": False})

    def _to_the_page(self) -> None:
        card = self._card
        if card is None:
            return
        place = card.hit.draft if card.hit is not None else card.use.draft if card.use is not None else None
        if place is not None and self.checking.checked is not None:
            words = self.checking.checked.text[place.start : place.end]
            self.place_wanted.emit(None, place.start, place.end, words)

    def _to_the_other(self) -> None:
        use = self._card.use if self._card is not None else None
        if use is not None:
            where = None if use.same else use.document
            self.place_wanted.emit(where, use.other.start, use.other.end, use.there)

    def _ask_for_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(folder or Path.home()) / self.tr("Originality report.pdf")
        kinds = (self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)"))
        name, kind = QFileDialog.getSaveFileName(self, self.report.text(), str(start), ";;".join(kinds))
        if name:
            path = Path(name)
            suffix = dict(zip(kinds, (".pdf", ".html"), strict=True)).get(kind, ".pdf")
            self.report_wanted.emit(path if path.suffix else path.with_name(path.name + suffix))
