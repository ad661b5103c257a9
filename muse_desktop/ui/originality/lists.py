"""The sources of a draft by covered words, and what was left out of a check: two short lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.ui.base.languages import Retranslated, number, with_commas
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import ContentList, bare_list
from muse_desktop.ui.originality.cards import Cards
from muse_desktop.ui.originality.words import CheckWords

ROW, SHORT_ROW = 46, 26


class SourceModel(ListModel):
    """One row for each source that has a passage, most words first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda source: source.item, parent)
        self._words = CheckWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, covered words, how many passages."""
        made = super().data(index, role)
        if made is not None:
            return made
        source = self._rows[index.row()]
        words, passages = self._words.length(source.words), self._words.passages(len(source.hits))
        if role == Qt.ItemDataRole.DisplayRole:
            return source.title
        if role == Role.WORDS:
            return words
        if role == Role.SECOND:
            return with_commas(source.author, passages)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return with_commas(source.title, source.author, words, passages)
        return source.title if role == Qt.ItemDataRole.ToolTipRole else None


class LeftOutModel(ListModel):
    """One row for each reason why passages are not shown: (name, count)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row[0], parent)
        self._cards = Cards(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the reason and how many."""
        made = super().data(index, role)
        if made is not None:
            return made
        name, count = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cards.group(name)
        if role == Role.WORDS:
            return number(count)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return with_commas(self._cards.group(name), number(count))
        return None


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW if index.data(Role.SECOND) else SHORT_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: title and count, perhaps a second line."""
        second = index.data(Role.SECOND)
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(second) if second else "")


class SourceList(Retranslated, QListView):
    """The sources; Enter or a click shows the passages of one."""

    chosen = Signal(object)  # SourceShare

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = SourceModel(self)
        self.setModel(self.sources)
        self.setItemDelegate(_Row(self))
        bare_list(self)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Sources by covered words"))
        self.sources.refresh()

    def _choose(self, index: Index) -> None:
        self.chosen.emit(index.data(Role.VALUE))


class LeftOutList(Retranslated, ContentList):
    """Why passages are not shown; Enter or a click lists them."""

    chosen = Signal(str)  # name of a group

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LeftOutModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Left out"))
        self.rows.refresh()

    def _choose(self, index: Index) -> None:
        self.chosen.emit(index.data(Role.VALUE)[0])
