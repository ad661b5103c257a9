"""The documents of a project and where their words came from, as a table that sorts; the sum stays last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from muse_desktop.provenance.display import Share, Tint
from muse_desktop.provenance.figures import Figures
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.tint_marks import TINTS, draw_bar
from muse_desktop.ui.record.origin_words import OriginNames
from muse_desktop.ui.record.shares_bar import share_words

ROW_HEIGHT = 32
TITLE, WORDS, BAR, FIRST_KIND = range(4)
BAR_WIDTH, LEAST_TITLE, NUMBER_WIDTH = 190, 150, 92
SORT = Qt.ItemDataRole.UserRole + 20
CELLS = "QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 4px 11px; }"
"""Heads stand over what is below them: Qt sets the words of a cell three pixels further in."""
SUM = -1  # the document that the last row is
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class DocumentShares:
    """One row: a document's place in the manuscript and its words by kind."""

    document: int
    place: int
    title: str
    words: Mapping[Tint, int]

    @property
    def total(self) -> int:
        """All its words."""
        return sum(self.words.values())


def rows_of(figures: Figures, sum_title: str) -> tuple[DocumentShares, ...]:
    """A row for each document in the order of the manuscript, then the sum."""
    rows = [
        DocumentShares(one.document, place, one.title, words_by_tint(one.shares.tints))
        for place, one in enumerate(figures.documents)
    ]
    return (*rows, DocumentShares(SUM, len(rows), sum_title, words_by_tint(figures.shares.tints)))


def words_by_tint(tints: Mapping[Tint, Share]) -> dict[Tint, int]:
    """Words of every kind, 0 where there are none."""
    return {tint: tints.get(tint, Share()).words for tint in TINTS}


class SharesModel(QAbstractTableModel):
    """Title, words, bar, and each kind, in words or in per cent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = OriginNames(self)
        self._figures: Figures | None = None
        self.rows: tuple[DocumentShares, ...] = ()
        self._in_percent = False

    def show_figures(self, figures: Figures) -> None:
        """Show a row for each document."""
        self.beginResetModel()
        self._figures = figures
        self.rows = rows_of(figures, self.tr("All together"))
        self.endResetModel()

    def show_percent(self, in_percent: bool) -> None:
        """Words, or shares of the document's words."""
        self._in_percent = in_percent
        if self.rows:
            self.dataChanged.emit(
                self.index(0, FIRST_KIND), self.index(len(self.rows) - 1, self.columnCount() - 1)
            )

    def retranslate(self) -> None:
        """The words have changed."""
        if self._figures is not None:
            self.show_figures(self._figures)

    def heads(self) -> list[str]:
        """The names of the columns."""
        names = [self.tr("Document"), self.tr("Words"), self.tr("Origins")]
        return names + [self._names.short(tint) for tint in TINTS]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else FIRST_KIND + len(TINTS)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section]
        if role == Qt.ItemDataRole.ToolTipRole and section >= FIRST_KIND:
            return self._names.tint(TINTS[section - FIRST_KIND])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section in (TITLE, BAR) else RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says, and what it is sorted by."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Role.VALUE:
            return row
        if role == SORT:
            return self._sorted_by(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in (TITLE, BAR):
            return RIGHT
        if role == Qt.ItemDataRole.FontRole and row.document == SUM:
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row) if column == BAR else self._cell(row, column)
        return self._cell(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _sorted_by(self, row: DocumentShares, column: int) -> float:
        if column == TITLE:
            return row.place
        if column == WORDS:
            return row.total
        if column == BAR:
            return (row.words["generated"] + row.words["edited"]) / max(1, row.total)
        words = row.words[TINTS[column - FIRST_KIND]]
        return words / max(1, row.total) if self._in_percent else words

    def _cell(self, row: DocumentShares, column: int) -> str:
        if column == TITLE:
            return row.title
        if column == WORDS:
            return number(row.total)
        if column == BAR:
            return ""
        words = row.words[TINTS[column - FIRST_KIND]]
        if not words:
            return "–"
        return share_words(words, row.total) if self._in_percent else number(words)

    def _said(self, row: DocumentShares) -> str:
        there = [tint for tint in TINTS if row.words[tint]]
        shares = (f"{self._names.tint(tint)} {share_words(row.words[tint], row.total)}" for tint in there)
        return ", ".join(shares)


class SumLast(QSortFilterProxyModel):
    """Sorts the documents; the sum is the last row whichever way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT)

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        """Qt: which row comes first."""
        first, second = left.data(Role.VALUE), right.data(Role.VALUE)
        backwards = self.sortOrder() == Qt.SortOrder.DescendingOrder
        if SUM in (first.document, second.document):
            return bool((second.document == SUM) != backwards)
        one, other = left.data(SORT), right.data(SORT)
        if one == other:  # the order of the manuscript, whichever way
            return bool((first.place < second.place) != backwards)
        return bool(one < other)


class BarDelegate(QStyledItemDelegate):
    """The bar of one document."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Qt: draw the cell."""
        super().paint(painter, option, index)
        row = index.data(Role.VALUE)
        box = QRectF(option.rect).adjusted(8.5, 7.5, -8.5, -7.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, row.words, box)
        painter.restore()

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Qt: wide enough to compare."""
        return QSize(BAR_WIDTH, ROW_HEIGHT)


class SharesTable(Retranslated, QTableView):
    """The documents; Enter or a double click opens one."""

    document_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares = SharesModel(self)
        sorting = SumLast(self)
        sorting.setSourceModel(self.shares)
        self.setModel(sorting)
        self.setItemDelegateForColumn(BAR, BarDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setStyleSheet(CELLS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._set_widths()
        self.setSortingEnabled(True)
        self.sortByColumn(TITLE, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(self._open)

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(56)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(BAR, BAR_WIDTH)
        for column in (WORDS, *range(FIRST_KIND, FIRST_KIND + len(TINTS))):
            head.resizeSection(column, NUMBER_WIDTH)

    def retranslate(self) -> None:
        """Set the words again."""
        self.shares.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the document."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: another theme is drawn at once."""
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        return super().event(event)

    def _open(self, index: QModelIndex) -> None:
        row: DocumentShares = index.data(Role.VALUE)
        if row.document != SUM:
            self.document_wanted.emit(row.document)
