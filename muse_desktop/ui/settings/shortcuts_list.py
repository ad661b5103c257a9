"""The list of actions with their keys, under the names of their menus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import SIDE, colour, draw_row

ROW_HEIGHT = 30
HEADING_HEIGHT = 34


@dataclass(frozen=True)
class KeyRow:
    """An action with its keys as this system writes them; with `id` "" the name of a menu."""

    id: str
    words: str
    keys: str = ""
    changed: bool = False  # the keys are not the app's own


class KeyRows(ListModel):
    """What the list shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(hash, parent)
        self.changed_words = ""  # what a screen reader says of keys that are the writer's choice

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: an action's words; for screen readers with its keys."""
        if not index.isValid():
            return None
        row: KeyRow = self.values[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.words, row.keys, self.changed_words if row.changed else "")
            return ", ".join(part for part in parts if part)
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: names of menus are not chosen."""
        row: KeyRow = self.values[index.row()]
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if row.id else Qt.ItemFlag.NoItemFlags

    def find(self, action: str) -> int:
        """The row of an action; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.values) if row.id == action), -1)


class KeyDelegate(QStyledItemDelegate):
    """A row: the words, then the keys at the right, with a dot where they are the writer's choice."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        row: KeyRow = index.data(Role.VALUE)
        if row.id:
            draw_row(painter, option, index, f"•  {row.keys or '–'}" if row.changed else row.keys)
            return
        painter.save()
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour("muted"))
        place = QRect(option.rect).adjusted(SIDE, 0, -SIDE, -5)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: names of menus stand a little apart."""
        letters = option.fontMetrics.height()
        least = ROW_HEIGHT if index.data(Role.VALUE).id else HEADING_HEIGHT
        return QSize(100, max(least, letters + 10))


class KeyList(QListView):
    """The rows; Enter, Space or a double click asks for other keys, Delete for none."""

    press_wanted = Signal()
    clear_wanted = Signal()
    chosen = Signal(str)  # the action of the current row; "" for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = KeyRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(KeyDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self.press_wanted)

    def show_rows(self, rows: Sequence[KeyRow], current: str) -> None:
        """Show `rows`, with `current` chosen if it is among them, else the first action."""
        self.rows.set_values(rows)
        at = self.rows.find(current) if current else -1
        if at < 0:
            at = next((place for place, row in enumerate(rows) if row.id), -1)
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if at <= 1:
            self.scrollToTop()  # with the name of the menu
        else:
            self.scrollTo(index)
        self.chosen.emit(self.current())

    def current(self) -> str:
        """The chosen action; "" for none."""
        index = self.currentIndex()
        return index.data(Role.VALUE).id if index.isValid() else ""

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Qt: another row is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys for what the field and the buttons do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.press_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit()
        else:
            super().keyPressEvent(event)
