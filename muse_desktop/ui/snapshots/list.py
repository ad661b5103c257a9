"""The snapshots of one document as a list, newest first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.manuscript.snapshots import SnapshotInfo
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.snapshots.words import SnapshotWords

ROW_HEIGHT = 46


class SnapshotModel(ListModel):
    """Rows of `SnapshotInfo`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda info: info.id, parent)
        self._words = SnapshotWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row says."""
        if not index.isValid():
            return None
        info: SnapshotInfo = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.title(info)
        if role == Role.WORDS:
            return self._words.short_when(info)
        if role == Role.SECOND:
            return self._words.second(info)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.sentence(info)
        return super().data(index, role)


class _Rows(QStyledItemDelegate):
    """Two lines for each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: how high."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))


class SnapshotList(Retranslated, QListView):
    """Tells which snapshot is chosen; F2 and Delete ask for another name, or its end."""

    chosen = Signal(object)  # SnapshotInfo, or None
    rename_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setModel(SnapshotModel(self))
        self.setItemDelegate(_Rows(self))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Snapshots of this document"))
        self.model().refresh()

    @property
    def current(self) -> SnapshotInfo | None:
        """The chosen one."""
        return self.currentIndex().data(Role.VALUE) if self.currentIndex().isValid() else None

    def show_snapshots(self, found: list[SnapshotInfo], choose: int | None = None) -> None:
        """Show these; `choose` by its id, else what was chosen, else the newest is chosen."""
        before, row = self.current, self.currentIndex().row()
        wanted = choose if choose is not None else before.id if before else -1
        self.model().set_values(found)
        at = self.model().row_of(wanted)
        if at < 0 and found:
            at = min(max(0, row), len(found) - 1)
        index = self.model().index(max(0, at))
        if self.currentIndex() != index or not found:
            self.setCurrentIndex(index)
        if not found or before != self.current:
            self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys for what the buttons do."""
        wanted = {Qt.Key.Key_F2: self.rename_wanted, Qt.Key.Key_Delete: self.delete_wanted}
        if event.key() in wanted and self.current is not None:
            wanted[Qt.Key(event.key())].emit()
        else:
            super().keyPressEvent(event)
