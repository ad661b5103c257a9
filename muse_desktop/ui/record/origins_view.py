"""Origins of a whole project: its sum as one bar, its documents as a table, and what rests on the model."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.provenance.figures import Figures
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.tint_marks import TINTS
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.record.origin_words import OriginNames
from muse_desktop.ui.record.origins_lists import AcceptedTable, GapList
from muse_desktop.ui.record.origins_same import SameList
from muse_desktop.ui.record.origins_table import FIRST_KIND, SharesTable, words_by_tint
from muse_desktop.ui.record.shares_bar import LegendEntry, ShareBar, share_words

BAR_HEIGHT = 26
COLUMNS = 3  # of the legend
SHARES_HEIGHT = 700  # pixels that the documents get, if there are as many


class OriginsView(Retranslated, QWidget):
    """Esc or the chip goes back to the page. `read(project)` gives the figures, off the UI thread."""

    back = Signal()
    document_wanted = Signal(int)
    passage_wanted = Signal(object)  # Passage
    history_wanted = Signal(int)  # generation

    def __init__(
        self, jobs: Jobs, read: Callable[[int], Future[Figures]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("origins")
        self._jobs, self._read = jobs, read
        self._names = OriginNames(self)
        self.figures: Figures | None = None
        self._project: int | None = None
        self._asked = 0
        self._title, self._heading, self._about = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "title")
        self._heading.setProperty("role", "heading")
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self.again, self.back_chip = Chip(parent=self), BackChip(self)
        self.notices = NoticeBar(self)
        self.bar = ShareBar(self, BAR_HEIGHT)
        self.legend = {tint: LegendEntry(tint, self) for tint in TINTS}
        self.in_words, self.in_percent = (Chip(parent=self, checkable=True) for _ in range(2))
        self._sort_label, self.sort = QLabel(self), QComboBox(self)
        self.table = SharesTable(self)
        self.accepted, self.same, self.gaps = AcceptedTable(self), SameList(self), GapList(self)
        self.parts = [Chip(parent=self, checkable=True) for _ in range(3)]
        self.below = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        legend = QGridLayout()
        legend.setHorizontalSpacing(34)
        legend.setVerticalSpacing(2)
        for place, entry in enumerate(self.legend.values()):
            legend.addWidget(entry, place // COLUMNS, place % COLUMNS)
            legend.setColumnStretch(place % COLUMNS, 1)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setHandleWidth(1)
        halves.addWidget(self._upper())
        halves.addWidget(self._lower())
        for place in (0, 1):
            halves.setCollapsible(place, False)
            halves.setStretchFactor(place, 2 - place)
        halves.setSizes([SHARES_HEIGHT, 1])
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 16, 28, 14)
        inside.setSpacing(8)
        for widget in (self._heading, self.bar):
            inside.addWidget(widget)
        inside.addLayout(legend)
        inside.addWidget(halves, 1)
        inside.addWidget(self._about)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self._title, self.again, self.back_chip))
        box.addWidget(self.notices)
        box.addLayout(inside, 1)

    def _upper(self) -> QWidget:
        upper, chips = QWidget(self), QHBoxLayout()
        chips.setSpacing(6)
        units = QButtonGroup(self)
        for chip in (self.in_words, self.in_percent):
            units.addButton(chip)
            chips.addWidget(chip)
        self.in_words.setChecked(True)
        chips.addStretch(1)
        self._sort_label.setProperty("role", "muted")
        self._sort_label.setBuddy(self.sort)
        chips.addWidget(self._sort_label)
        chips.addWidget(self.sort)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 8, 0, 8)
        above.addLayout(chips)
        above.addWidget(self.table, 1)
        return upper

    def _lower(self) -> QWidget:
        lower, tabs = QWidget(self), QHBoxLayout()
        tabs.setSpacing(6)
        held = QButtonGroup(self)
        for chip, panel in zip(self.parts, (self.accepted, self.same, self.gaps), strict=True):
            held.addButton(chip)
            tabs.addWidget(chip)
            self.below.addWidget(panel)
            chip.clicked.connect(lambda _checked=False, panel=panel: self.below.setCurrentWidget(panel))
        self.parts[0].setChecked(True)
        tabs.addStretch(1)
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 12, 0, 0)
        under.addLayout(tabs)
        under.addWidget(self.below, 1)
        return lower

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.again.clicked.connect(lambda _checked=False: self.reload())
        self.in_words.clicked.connect(lambda: self.table.shares.show_percent(False))
        self.in_percent.clicked.connect(lambda: self.table.shares.show_percent(True))
        self.sort.activated.connect(self._sort_by)
        self.table.horizontalHeader().sortIndicatorChanged.connect(
            lambda column, _: self.sort.setCurrentIndex(column)
        )
        self.table.document_wanted.connect(self.document_wanted)
        self.accepted.passage_wanted.connect(self.passage_wanted)
        self.same.jump_wanted.connect(self.passage_wanted)
        self.same.history_wanted.connect(self.history_wanted)

    def retranslate(self) -> None:
        """Set the words again."""
        self.again.setText(self.tr("Count again"))
        self.in_words.setText(self.tr("In words"))
        self.in_percent.setText(self.tr("In per cent"))
        self._sort_label.setText(self.tr("Sorted by"))
        self.sort.setAccessibleName(self.tr("Sorted by"))
        chosen = self.table.horizontalHeader().sortIndicatorSection()
        heads = self.table.shares.heads()
        heads[0], heads[2] = self.tr("order in the manuscript"), self.tr("share that rests on the model")
        self.sort.clear()
        self.sort.addItems(heads[:FIRST_KIND] + [self._names.tint(tint) for tint in TINTS])
        self.sort.setCurrentIndex(chosen)
        self.table.setAccessibleName(self.tr("Documents and where their words came from"))
        self.accepted.setAccessibleName(self.tr("Passages that were accepted"))
        self.gaps.setAccessibleName(self.tr("Where the record is silent"))
        self._about.setText(
            self.tr(
                "Counted from what is saved. Words the model wrote stay its words however much they were "
                "edited. This is self-recorded evidence, no proof of authorship."
            )
        )
        self._show()

    def take_keyboard(self) -> None:
        """Let the keyboard be in the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Reading and showing

    def show_project(self, project: int) -> None:
        """Show the origins of a project."""
        if project != self._project:
            self._project, self.figures = project, None
            self._show()
        self.reload()

    def leave(self) -> None:
        """Nothing that is on its way is shown any more."""
        self._asked += 1

    def reload(self) -> None:
        """Count again, off the UI thread."""
        if self._project is None:
            return
        self._asked += 1
        asked = self._asked
        self.again.setEnabled(False)

        def show(figures: Figures) -> None:
            if asked == self._asked:
                self.figures = figures
                self._show()

        def fail(error: MuseError) -> None:
            self.notices.tell(Notice(error.code, lambda: error.text(spoken())))

        def over() -> None:
            self.again.setEnabled(True)

        self._jobs.watch(self._read(self._project), self, show, fail, over)

    def _sort_by(self, column: int) -> None:
        up = column == 0  # numbers: the largest first
        self.table.sortByColumn(
            column, Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder
        )

    def _show(self) -> None:
        figures = self.figures
        self._show_heads(figures)
        words = words_by_tint(figures.shares.tints) if figures else dict.fromkeys(TINTS, 0)
        self.bar.show_words(words)
        for tint, entry in self.legend.items():
            counted = self.tr("%Ln words", "", words[tint])
            share = share_words(words[tint], sum(words.values()))
            entry.show_share(self._names.tint(tint), f"{counted} · {share}")
        if figures is None:
            return
        titles = {one.document: one.title for one in figures.documents}
        times = {one.generation: one.at for one in figures.interactions}
        row = self.table.currentIndex().row()
        self.table.shares.show_figures(figures)
        self.table.selectRow(max(0, row))
        self.accepted.model().show_figures(figures)
        self.same.show_findings(figures.retyped, times, titles)
        self.gaps.show_gaps(figures.gaps)

    def _show_heads(self, figures: Figures | None) -> None:
        counts = (len(figures.blocks), len(figures.retyped), len(figures.gaps)) if figures else (0, 0, 0)
        names = (
            self.tr("Accepted passages: {count}"),
            self.tr("The same as an answer: {count}"),
            self.tr("Where the record is silent: {count}"),
        )
        for chip, name, count in zip(self.parts, names, counts, strict=True):
            chip.setText(name.format(count=count))
        if figures is None:
            self._title.setText(self.tr("Origins of the whole project"))
            self._heading.setText(self.tr("Counting…"))
            return
        self._title.setText(self.tr("Origins of “{title}”").format(title=figures.title))
        share = share_words(figures.model_words, figures.words)
        rests = self.tr("{share} of %Ln words rest on text the model wrote", "", figures.words)
        self._heading.setText(rests.format(share=share) if figures.words else self.tr("No words yet"))
