"""The models to measure: a list of which up to four are ticked, by mouse or by the space bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget

from muse_desktop.models.values import ShelfModel
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import colour, draw_row
from muse_desktop.ui.models.lab_words import file_size
from muse_desktop.ui.models.lab_words import speed as words_a_second

MOST = 4
ROW_HEIGHT = 44
BOX, BOX_ROOM = 14, 24  # the tick box, and what it takes of the row
TICK = ((3.0, 7.2), (6.0, 10.2), (11.0, 4.2))  # in the box


class PickDelegate(QStyledItemDelegate):
    """A tick box, then name and size over how the weights are stored."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        row = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not usable:
            painter.setOpacity(0.5)
        self._box(painter, QPointF(row.left() + 2, row.top() + 6), ticked)
        option.rect = option.rect.adjusted(BOX_ROOM, 0, 0, 0)
        option.state &= ~QStyle.StateFlag.State_Selected  # ticked or not is what counts here
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))
        painter.restore()

    def _box(self, painter: QPainter, corner: QPointF, ticked: bool) -> None:
        box = QRectF(corner.x() + 0.5, corner.y() + 0.5, BOX, BOX)
        painter.setPen(QPen(colour("accent_fill" if ticked else "muted"), 1))
        painter.setBrush(colour("accent_fill" if ticked else "page"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(colour("on_accent"), 1.8, c=Qt.PenCapStyle.RoundCap))
            points = [box.topLeft() + QPointF(x, y) for x, y in TICK]
            painter.drawPolyline(points)

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class PickList(Retranslated, QListWidget):
    """The models of the shelf. Where four are ticked, the others wait until one is free again."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.models: tuple[ShelfModel, ...] = ()
        self._ticked: list[Path] = []  # in the order of ticking
        self.setItemDelegate(PickDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Models to measure"))
        self._fill()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is ticked, in the order of the list."""
        return tuple(model.path for model in self.models if model.path in self._ticked)

    def show_models(self, models: Sequence[ShelfModel]) -> None:
        """Show those that can be used; what was ticked stays so if it is still there."""
        self.models = tuple(model for model in models if not model.code)
        here = {model.path for model in self.models}
        self._ticked = [path for path in self._ticked if path in here]
        self._fill()

    def tick(self, paths: Iterable[Path]) -> None:
        """Tick these and no others, at most four."""
        here = {model.path for model in self.models}
        self._ticked = [path for path in dict.fromkeys(paths) if path in here][:MOST]
        self._paint()
        self.picked.emit()

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        path = self.models[row].path
        if path in self._ticked:
            self._ticked.remove(path)
        elif len(self._ticked) < MOST:
            self._ticked.append(path)
        self._paint()
        self.picked.emit()

    def _fill(self) -> None:
        row = max(0, self.currentRow())
        self.clear()
        for model in self.models:
            item = QListWidgetItem(model.name)
            speed = self.tr("last wrote {speed} words/s").format(speed=words_a_second(model.words_per_s))
            second = " · ".join(filter(None, (model.quantisation, speed if model.words_per_s else "")))
            item.setData(Role.WORDS, file_size(model.bytes))
            item.setData(Role.SECOND, second)
            item.setToolTip(str(model.path))
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self.setFixedHeight(ROW_HEIGHT * max(1, self.count()) + 2)
        self._paint()

    def _paint(self) -> None:
        full = len(self._ticked) >= MOST
        for row, model in enumerate(self.models):
            item, ticked = self.item(row), model.path in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags if full and not ticked else flags | Qt.ItemFlag.ItemIsEnabled)
            told = (model.name, item.data(Role.SECOND), item.data(Role.WORDS))
            state = self.tr("ticked") if ticked else self.tr("not ticked")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((*told, state)))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click anywhere in a row ticks it."""
        item = self.itemAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and item is not None:
            self.toggle(self.row(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: space or Enter ticks the row the keyboard is at."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentRow() >= 0:
            self.toggle(self.currentRow())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Qt: the keyboard begins at a row."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
