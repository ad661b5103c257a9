"""The days and the sittings as tables: the chart's numbers, for reading and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from muse_desktop.manuscript.progress import DayTotal, Sitting, Written
from muse_desktop.manuscript.weeks import MAKERS, WeekTotal
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.progress.words import ProgressWords, day_words, percent, week_words

ROW_HEIGHT = 28
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LogModel(QAbstractTableModel):
    """Rows of days or sittings, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ProgressWords(self)
        self._rows: tuple[DayTotal | Sitting, ...] = ()
        self._titles: dict[int, str] = {}
        self._sittings = False

    def show_rows(self, rows: Sequence[DayTotal | Sitting], titles: dict[int, str], sittings: bool) -> None:
        """Show `rows`, given from the oldest on; `titles` of the documents that sittings name."""
        self.beginResetModel()
        self._rows, self._titles, self._sittings = tuple(reversed(rows)), titles, sittings
        self.endResetModel()

    def retranslate(self) -> None:
        """The words have changed."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self._heads())

    def _heads(self) -> list[str]:
        words = [self.tr("Yours"), self.tr("The model's"), self.tr("From elsewhere"), self.tr("Taken out")]
        if not self._sittings:
            return [self.tr("Day"), *words]
        return [self.tr("Day"), self.tr("Time"), self.tr("Length"), *words, self.tr("Documents")]

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if self._is_number(section) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return RIGHT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(self._rows[index.row()])[index.column()]
        return None

    def _is_number(self, column: int) -> bool:
        return (3 <= column <= 6) if self._sittings else column >= 1

    def _cells(self, row: DayTotal | Sitting) -> list[str]:
        written: Written = row.written
        words = [written.added.own, written.added.model, written.added.other, written.removed.total]
        numbers = [number(value) if value else "–" for value in words]
        if not isinstance(row, Sitting):
            return [day_words(row.day), *numbers]
        titles = [self._titles.get(document, "") for document in row.documents]
        names = ", ".join(title for title in titles if title)
        length = self._words.reading(max(60, row.seconds))
        return [day_words(row.day), self._words.span(row), length, *numbers, names]


class WeekModel(QAbstractTableModel):
    """Rows of weeks, newest first: how many words came, whose they are, and in percent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[WeekTotal, ...] = ()

    def show_weeks(self, weeks: Sequence[WeekTotal]) -> None:
        """Show `weeks`, given from the oldest on."""
        self.beginResetModel()
        self._weeks = tuple(reversed(weeks))
        self.endResetModel()

    def retranslate(self) -> None:
        """The words have changed."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self._heads())

    def _heads(self) -> list[str]:
        makers = [self.tr("Yours"), self.tr("The model's"), self.tr("From elsewhere")]
        shares = [self.tr("{maker}, share").format(maker=maker) for maker in makers]
        return [self.tr("Week"), self.tr("Words"), *makers, *shares]

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return RIGHT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(self._weeks[index.row()])[index.column()]
        return None

    def _cells(self, week: WeekTotal) -> list[str]:
        added = week.written.added
        counts = [number(one) if one else "–" for one in (added.total, added.own, added.model, added.other)]
        parts = week.whole_percents() if added.total else {}
        shares = [percent(parts[maker]) if parts else "–" for maker in MAKERS]
        return [week_words(week.monday), *counts, *shares]


class LogTable(Retranslated, QTableView):
    """Days, sittings or weeks."""

    def __init__(
        self, parent: QWidget | None = None, *, stretch: bool = True, model: WeekModel | None = None
    ) -> None:
        """`stretch`: the last column takes the room that is left. `model`: weeks instead of a log."""
        super().__init__(parent)
        self.setModel(model or LogModel(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.horizontalHeader().setStretchLastSection(stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setResizeContentsPrecision(60)

    def retranslate(self) -> None:
        """Set the words again."""
        self.model().retranslate()
