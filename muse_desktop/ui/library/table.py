"""The table of the library's texts: columns to sort by and to hide, stars, many rows chosen at once."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from muse_desktop.library.listing import Wish
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import passing_menu
from muse_desktop.ui.library.table_model import COLUMNS, LEFT, MUTED, NUMBERS, RIGHT, TableModel

ROW_HEIGHT = 30
SIDE = 8
STAR = 11
STARS = 5
MOST_KEPT = 2_000  # chosen rows that are found again after the list was read anew


@lru_cache(8)
def star(size: float) -> QPolygonF:
    """A star of five points around 0, 0; not to be changed."""
    corners = [
        (size / 2 if turn % 2 == 0 else size / 4.6, pi * turn / 5 - pi / 2) for turn in range(2 * STARS)
    ]
    return QPolygonF([QPointF(far * cos(angle), far * sin(angle)) for far, angle in corners])


def draw_stars(painter: QPainter, place: QRect, rating: int, *, all_five: bool = False) -> None:
    """`rating` stars from the left of `place`; with `all_five` those that are missing as well, faint."""
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(STARS if all_five else rating):
        painter.setBrush(colour("accent" if number < rating else "chip_hover"))
        painter.drawPolygon(
            star(STAR).translated(
                place.left() + STAR / 2 + number * (STAR + 3), place.center().y() + 0.5
            )
        )


_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class CellDelegate(QStyledItemDelegate):
    """A cell; what is not known yet or matters less is muted.

    A page has two hundred cells, so the model is asked by Python and not through Qt, and the painter is left
    as the next cell does not mind it.
    """

    def __init__(self, rows: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a cell."""
        state, place = option.state.value, option.rect
        if state & (_SELECTED | _HOVERED):
            fill = colour("chip")
            fill.setAlphaF(1.0 if state & _SELECTED else 0.5)
            painter.fillRect(place, fill)
        if state & _FOCUSED:
            painter.setPen(colour("accent"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        inside = place.adjusted(SIDE, 0, -SIDE, 0)
        column = COLUMNS[index.column()].order
        listed = self._rows.listed(index.row())
        if column == "rating":
            if listed is not None and listed.info.rating:
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_stars(painter, inside, listed.info.rating)
                painter.restore()
            return
        quiet = column in MUTED or listed is None or (column == "rights" and not listed.info.rights)
        if words := self._rows.cell(listed, column):
            painter.setFont(option.font)
            painter.setPen(colour("muted" if quiet else "ink"))
            shown = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, RIGHT if column in NUMBERS else LEFT, shown)


class LibraryTable(Retranslated, QTableView):
    """The rows of a TableModel."""

    order_wanted = Signal(str, bool)  # column, descending
    chosen = Signal()  # other rows are selected
    open_wanted = Signal(int)  # item id
    remove_wanted = Signal()
    rating_wanted = Signal(int)

    def __init__(self, rows: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._kept: set[int] = set()
        self._current, self._top = -1, 0
        self.setModel(rows)
        self.setItemDelegate(CellDelegate(rows, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._build_header()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda index: self.open_wanted.emit(rows.ids[index.row()]))
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._find_again)
        self.retranslate()

    def _build_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Painting itself, a heading asks whether its whole column is selected: row by row, seconds for many.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(46)
        header.setStretchLastSection(False)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
            self.setColumnHidden(place, not column.shown)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.choose_columns)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Texts of the library"))
        self.rows.refresh()

    # Order and columns

    def show_order(self, wish: Wish) -> None:
        """Mark the column the list is sorted by."""
        place = next((at for at, column in enumerate(COLUMNS) if column.order == wish.order), -1)
        down = Qt.SortOrder.DescendingOrder if wish.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, down)

    def _sort(self, section: int) -> None:
        header = self.horizontalHeader()  # Qt has turned its arrow already
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.order_wanted.emit(COLUMNS[section].order, down)

    def choose_columns(self, place: object) -> None:
        """Which columns are shown; the title always is."""
        menu = passing_menu(self)
        header = self.horizontalHeader()
        for at, _ in enumerate(COLUMNS[1:], 1):
            action = menu.addAction(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.toggled.connect(lambda on, at=at: self.setColumnHidden(at, not on))
        menu.popup(header.viewport().mapToGlobal(place))

    # What is chosen

    def chosen_ids(self) -> list[int]:
        """The texts that are selected, in the order of the list."""
        ids = self.rows.ids
        parts = sorted({(part.top(), part.bottom()) for part in self.selectionModel().selection()})
        found: list[int] = []
        for top, bottom in parts:  # parts of one selection never overlap
            found += ids[top : bottom + 1]
        return found

    def choose(self, *items: int) -> None:
        """Select these texts and bring the first into view."""
        self._select(set(items))
        row = self.rows.row_of(items[0]) if items else -1
        if row >= 0:
            index = self.rows.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _select(self, items: set[int]) -> None:
        picked = QItemSelection()
        last = len(COLUMNS) - 1
        for row, item in enumerate(self.rows.ids):
            if item in items:
                picked.select(self.rows.index(row, 0), self.rows.index(row, last))
        self.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _remember(self) -> None:
        count = sum(part.height() for part in self.selectionModel().selection())
        self._kept = set(self.chosen_ids()) if count <= MOST_KEPT else set()
        current = self.currentIndex()
        self._current = self.rows.ids[current.row()] if current.isValid() else -1
        self._top = self.verticalScrollBar().value()

    def _find_again(self) -> None:
        if self._kept:
            self._select(self._kept)
        row = self.rows.row_of(self._current) if self._current >= 0 else -1
        if row >= 0:
            index = self.rows.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(min(self._top, self.verticalScrollBar().maximum()))
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter reads, Delete takes out, 0 to 5 rate."""
        key = event.key()
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_wanted.emit(self.rows.ids[self.currentIndex().row()])
        elif key == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.remove_wanted.emit()
        elif bare and Qt.Key.Key_0 <= key <= Qt.Key.Key_5 and self.selectionModel().hasSelection():
            self.rating_wanted.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)


