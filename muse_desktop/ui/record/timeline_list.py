"""The acts of a timeline as a list: what the strip draws, in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.provenance.timeline import Step, Timeline
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import ROOT, Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.when import when
from muse_desktop.ui.record.timeline_words import TimelineWords

ROW_HEIGHT = 44


class ActModel(ListModel):
    """Rows of `Step`; what they say is made when a row is seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda step: step.seq, parent)
        self._words = TimelineWords(self)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(steps)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row says."""
        if not index.isValid():
            return None
        step: Step = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.step(step)
        if role == Role.SECOND:
            return when(step.at)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{when(step.at)} · {self._words.step(step)}"
        return super().data(index, role)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: how high."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a row."""
        draw_row(painter, option, index, "", str(index.data(Role.SECOND)))


class ActList(Retranslated, QListView):
    """Tells behind which act the writer wants to look."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setModel(ActModel(self))
        self.setItemDelegate(_Rows(self))
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._tell)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Acts of the writing, in words"))
        self.model().refresh()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show its acts."""
        self._quiet = True
        self.model().show_steps(timeline.steps)
        self._quiet = False

    def set_position(self, position: int) -> None:
        """Choose the act that came last."""
        self._quiet = True
        model = self.model()
        self.setCurrentIndex(model.index(position - 1) if position else model.index(-1, 0, ROOT))
        self._quiet = False

    def _tell(self, *_: object) -> None:
        if not self._quiet and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row() + 1)
