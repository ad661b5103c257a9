"""The lists of the collections: collections, and their texts in an order that can be changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QWidget

from muse_desktop.library.collections.values import CollectionInfo
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import ROOT, Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.library.words import LibraryWords, joined

ROW_HEIGHT = 42
ROWS = "application/x-muse-collection-rows"


class RowDelegate(QStyledItemDelegate):
    """A title with a number at the right, a muted line below."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS) or ""), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class CollectionsModel(ListModel):
    """Collections by name: how many texts, what fills them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one.id, parent)
        self._words = LibraryWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: name, texts, what fills it."""
        if not index.isValid():
            return None
        one: CollectionInfo = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role == Role.WORDS:
            return number(one.items)
        if role == Role.SECOND:
            return joined(self.filled(one), self._words.size(one.words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((one.name, self._words.texts(one.items), self.filled(one)))
        return super().data(index, role)

    def filled(self, one: CollectionInfo) -> str:
        """What fills a collection."""
        return self.tr("by rule") if one.by_rule else self.tr("by hand")


class TextsInOrder(ListModel):
    """Texts in the order of a collection. `arranged` tells the ids after they were moved."""

    arranged = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one.id, parent)
        self._words = LibraryWords(self)
        self.movable = False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, words, and who wrote it when, by whose leave."""
        if not index.isValid():
            return None
        one: ItemInfo = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == Role.WORDS:
            return self._words.size(one.words)
        if role == Role.SECOND:
            year = "" if one.year is None else str(one.year)
            return joined(one.author, year, self._words.language(one.language), self._words.right(one.rights))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}, {self._words.size(one.words)}, {index.data(Role.SECOND)}"
        return super().data(index, role)

    @property
    def ids(self) -> list[int]:
        """The texts' ids in order."""
        return [one.id for one in self._rows]

    def move(self, rows: Sequence[int], before: int) -> bool:
        """Put these rows before another one, in their order; whether that changed anything."""
        taken = sorted(set(rows))
        left = [one for row, one in enumerate(self._rows) if row not in taken]
        place = before - sum(1 for row in taken if row < before)
        made = [*left[:place], *(self._rows[row] for row in taken), *left[place:]]
        if not taken or [one.id for one in made] == self.ids:
            return False
        self.set_values(made)
        self.arranged.emit(self.ids)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows can be dragged, and dropped between rows."""
        flags = super().flags(index)
        if self.movable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: rows move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: rows of this list alone."""
        return [ROWS]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Qt: the rows that are dragged."""
        data = new_mime()
        data.setData(ROWS, json.dumps([index.row() for index in indexes]).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Qt: rows were let go before `row`, or below the last."""
        if not self.movable or action != Qt.DropAction.MoveAction or not data.hasFormat(ROWS):
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else self.rowCount(ROOT)
        self.move(json.loads(bytes(data.data(ROWS).data())), row)
        return False  # nothing was copied, so that the view takes nothing away


class TextList(QListView):
    """Texts: Enter or a double click reads; Delete takes out; Alt with an arrow moves."""

    read_wanted = Signal(int)
    remove_wanted = Signal()

    def __init__(self, model: TextsInOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = model
        self.setModel(model)
        plain_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.doubleClicked.connect(lambda index: self.read_wanted.emit(index.data(Role.ID)))

    def chosen_ids(self) -> list[int]:
        """The chosen texts, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.texts.ids[row] for row in rows]

    def choose(self, items: Sequence[int]) -> None:
        """Select these texts, and have the keyboard on the first."""
        picked, wanted = QItemSelection(), set(items)
        rows = [row for row, one in enumerate(self.texts.ids) if one in wanted]
        for row in rows:
            picked.select(self.texts.index(row), self.texts.index(row))
        self.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            at = self.texts.index(rows[0])
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(at)

    def move_by(self, step: int) -> None:
        """Move what is chosen up (-1) or down (1)."""
        chosen = self.chosen_ids()
        rows = [self.texts.row_of(one) for one in chosen]
        if not rows or not self.texts.movable:
            return
        target = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= target <= self.texts.rowCount() and self.texts.move(rows, target):
            self.choose(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see above."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.remove_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.read_wanted.emit(self.currentIndex().data(Role.ID))
        else:
            super().keyPressEvent(event)


def plain_list(view: QListView) -> None:
    """How every list of this package looks."""
    view.setItemDelegate(RowDelegate(view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
