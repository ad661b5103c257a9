"""The measured files as a table: what each number means, the one to take marked, failures explained."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from muse_desktop.errors import message
from muse_desktop.studio.lab_values import Comparison, LabRow
from muse_desktop.ui.base.languages import Retranslated, decimal, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.models.lab_words import LabWords, file_size, named, share, speed
from muse_desktop.ui.settings.parts import sentences

ROW_HEIGHT = 30
CELL_ROOM = 24  # pixels of a cell that no words stand in
NOTHING = "–"
PADDED = "QTableView::item { padding: 0 8px; }"  # as the header's words
TIGHT = "QTableView::item { padding: 0 3px; } QHeaderView::section { padding: 4px 3px; }"
SIZE, DISTANCE, SAME = 1, 5, 6  # columns


class LabTable(Retranslated, QTableWidget):
    """As high as its rows. A row that failed says why across its columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self._words = LabWords(self)
        self._comparison: Comparison | None = None
        self._narrow = False
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(PADDED)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keeper().changed.connect(self._fill)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("What was measured"))
        for column, (name, about) in enumerate(self._words.heads()):
            item = QTableWidgetItem(name.replace(" ", "\n", 1) if self._narrow else name)
            item.setToolTip(about)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        self._fill()

    def set_narrow(self, narrow: bool) -> None:
        """Whether the columns' names stand in two lines, closer together, so that a wide font leaves room for
        the files' names; sizes then stand beside the ticks alone."""
        self._narrow = narrow
        self.setStyleSheet(TIGHT if narrow else PADDED)
        self.setColumnHidden(SIZE, narrow)
        self.retranslate()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the rows of a comparison."""
        self._comparison = comparison
        self._fill()
        self.selectRow(max(0, comparison.recommended))

    def _fill(self) -> None:
        rows = self._comparison.rows if self._comparison else ()
        self.clearSpans()
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            best = self._comparison is not None and place == self._comparison.recommended
            self._put(place, 0, ("★ " if best else "") + named(row), best=best, about=str(row.path))
            self._put(place, 1, file_size(row.bytes), best=best)
            if row.measured:
                self._put_numbers(place, row, best=best)
            else:
                self._put(place, 2, self._why(row), best=False, about=self._why(row), failed=True)
                self.setSpan(place, 2, 1, self.columnCount() - 2)
        self._fit()

    def _put_numbers(self, place: int, row: LabRow, *, best: bool) -> None:
        cells = (
            speed(row.words_per_s),
            decimal(row.perplexity, 1 if row.perplexity < 100 else 0),
            decimal(row.bits_per_character, 2),
            NOTHING if row.divergence is None else decimal(row.divergence, 3),
            NOTHING if row.same_choice is None else share(row.same_choice),
        )
        for column, words in enumerate(cells, start=2):
            about = self._words.heads()[column][1]
            if column in (DISTANCE, SAME) and words == NOTHING:
                about = self._why(row)
            elif column == DISTANCE and row.divergence is not None:
                about = sentences(self._words.band(row.divergence), about)
            self._put(place, column, words, best=best, about=about)

    def _put(
        self, place: int, column: int, words: str, *, best: bool, about: str = "", failed: bool = False
    ) -> None:
        item = QTableWidgetItem(words)
        item.setToolTip(about)
        side = Qt.AlignmentFlag.AlignRight if column and not failed else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if best:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        item.setForeground(QBrush(colour("danger" if failed else "ink")))
        if failed:
            item.setSizeHint(QSize(1, ROW_HEIGHT))  # it spans columns, and must widen none of them
        self.setItem(place, column, item)

    def _why(self, row: LabRow) -> str:
        return message(row.code, spoken(), **row.values) if row.code else ""

    def resizeEvent(self, event: object) -> None:
        """Qt: another width, other lines."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # the columns take their widths after this

    def _fit(self) -> None:
        metrics, height = self.fontMetrics(), self.horizontalHeader().sizeHint().height()
        for place in range(self.rowCount()):
            lines = min(2, self._lines(place, 0, self.columnWidth(0)))
            if self.columnSpan(place, 2) > 1:
                width = sum(self.columnWidth(column) for column in range(2, self.columnCount()))
                lines = max(lines, self._lines(place, 2, width))
            self.setRowHeight(place, ROW_HEIGHT + (lines - 1) * metrics.lineSpacing())
            height += self.rowHeight(place)
        if self.height() != height + 2 or self.minimumHeight() != height + 2:
            self.setFixedHeight(height + 2)

    def _lines(self, place: int, column: int, width: int) -> int:
        """How many lines a cell's words take at that width."""
        item, metrics = self.item(place, column), QFontMetrics(self.item(place, column).font())
        wrap = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(0, 0, max(60, width - CELL_ROOM), 1000, wrap, item.text())
        return max(1, round(box.height() / metrics.lineSpacing()))
