"""The times without the model, newest first, for whoever shows what was written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from muse_desktop.manuscript.hands_only import HandsTime
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import ContentList
from muse_desktop.ui.progress.hands_words import HandsWords

ROW_HEIGHT = 42


class HandsModel(ListModel):
    """Times as rows: from when to when; below it how many words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda time: time.interval.id, parent)
        self._words = HandsWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the two lines of a time."""
        time = super().data(index, Role.VALUE)
        if not isinstance(time, HandsTime):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.span(time)
        if role == Role.SECOND:
            return self._words.written(time)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._words.span(time)}, {self._words.written(time)}"
        return super().data(index, role)


class HandsDelegate(QStyledItemDelegate):
    """One time in two lines."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, "", str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class HandsLog(Retranslated, ContentList):
    """The list; hidden while there is nothing in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, least_rows=2)
        self.times = HandsModel(self)
        self.setModel(self.times)
        self.setItemDelegate(HandsDelegate(self))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Times without the model"))
        self.times.refresh()

    def show_times(self, times: Sequence[HandsTime]) -> None:
        """Show `times`."""
        self.times.set_values(times)
        self.setVisible(bool(times))
