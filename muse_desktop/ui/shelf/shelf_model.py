"""The texts of the shelf as a list: title, author and years, and whether the library has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.library.shelf import ShelfItem
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import bare_list

ROW = 44


class ShelfModel(ListModel):
    """Rows of ShelfItem; `there`: the library's items by shelf id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: hash(one.id), parent)
        self.there: Mapping[str, int] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, author, whether it is in the library."""
        if not index.isValid():
            return None
        item: ShelfItem = self._rows[index.row()]
        second = f"{item.author} · {item.lived}"
        here = item.id in self.there
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Role.SECOND:
            return second
        if role == Role.WORDS:
            return "✓" if here else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.tr("in your library") if here else self.tr("not in your library")
            return f"{item.title}, {second}, {said}"
        return super().data(index, role)


class _Rows(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        right, second = (str(index.data(role) or "") for role in (Role.WORDS, Role.SECOND))
        draw_row(painter, option, index, right, second)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)


class TwoLines(Retranslated, QListView):
    """A list whose rows have a second line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bare_list(self)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)

    def retranslate(self) -> None:
        """Repaint with other words."""
        model = self.model()
        if isinstance(model, ListModel):
            model.refresh()
