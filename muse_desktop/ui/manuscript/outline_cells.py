"""The cells of the outline: what each column shows and how it is written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from muse_desktop.manuscript.tree_values import Node
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_view import NodeDelegate, label_colour
from muse_desktop.ui.manuscript.tree_model import TreeModel

ROW_HEIGHT = 30
MOST_WORDS = 10_000_000
DOT = 8
BOX = 13
SIDE = 8


@dataclass(frozen=True)
class Column:
    """One column: what of a document it shows, its heading, its width in pixels."""

    name: str
    heading: str
    width: int
    edited: bool = True


COLUMNS = (
    Column("title", QT_TRANSLATE_NOOP("Outline", "Title"), 270),
    Column("synopsis", QT_TRANSLATE_NOOP("Outline", "Synopsis"), 340),
    Column("status", QT_TRANSLATE_NOOP("Outline", "Status"), 110),
    Column("label", QT_TRANSLATE_NOOP("Outline", "Label"), 110),
    Column("point_of_view", QT_TRANSLATE_NOOP("Outline", "Point of view"), 120),
    Column("words", QT_TRANSLATE_NOOP("Outline", "Words"), 80, edited=False),
    Column("target", QT_TRANSLATE_NOOP("Outline", "Target"), 90),
    Column("compiled", QT_TRANSLATE_NOOP("Outline", "In the manuscript"), 150, edited=False),
)
NUMBERS = ("words", "target")
WORDS_COLUMN, COMPILED_COLUMN = 5, 7


class OutlineModel(TreeModel):
    """The tree with a column for each thing that is noted."""

    described = Signal(int, str, object)  # document id, what, its new value

    def columnCount(self, _parent: Any = None) -> int:
        """Qt: all of them."""
        return len(COLUMNS)

    def answer(self, node: Node, column: int, role: int) -> Any:
        """What a cell shows."""
        what = COLUMNS[column].name
        if role == Qt.ItemDataRole.TextAlignmentRole and what in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and what == "compiled":
            inside = node.compiled and node.kind != "note"
            return Qt.CheckState.Checked if inside else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and (not node.compiled or node.kind == "note"):
            return colour("muted")
        if role == Qt.ItemDataRole.FontRole and column == 0:
            return None
        if column == 0 or role in (Role.ID, Role.VALUE, Role.WORDS):
            return super().answer(node, column, role)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(node, what) if what != "words" else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self._cell(node, what) or '–'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.synopsis if what == "synopsis" else None
        return self._cell(node, what) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, node: Node, what: str) -> str:
        if what == "words":
            return number(self.book.total(node.id))
        if what == "target":
            return number(node.target) if node.target else ""
        if what == "compiled":
            return ""
        return " ".join(str(getattr(node, what)).split("\n"))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[section].name in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("Outline", COLUMNS[section].heading)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: most cells are written in, the last one is ticked."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        if index.column() == WORDS_COLUMN:
            flags &= ~Qt.ItemFlag.ItemIsEditable
        if index.column() == COMPILED_COLUMN:
            flags &= ~Qt.ItemFlag.ItemIsEditable
            node = self.book.node(index.internalId())
            if node is not None and node.kind != "note":
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a cell has been written in or ticked."""
        if not index.isValid() or index.column() == 0:
            return super().setData(index, value, role)
        node = self.book.node(index.internalId())
        what = COLUMNS[index.column()].name
        if node is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and what == "compiled":
            self.described.emit(node.id, what, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role != Qt.ItemDataRole.EditRole or not COLUMNS[index.column()].edited:
            return False
        new = int(value) if what == "target" else str(value).strip()
        if new != getattr(node, what):
            self.described.emit(node.id, what, new)
        return True


def turn(model: Any, index: Index) -> bool:
    """Take a document into the manuscript, or leave it out."""
    ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
    return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What stands behind a cell: rows that are chosen or under the mouse, and the cell with the keyboard."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        fill = colour("chip")
        fill.setAlphaF(1.0 if chosen else 0.5)
        painter.fillRect(option.rect, fill)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.save()
        painter.setPen(colour("accent"))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


class CellDelegate(QStyledItemDelegate):
    """A cell besides the title: words, a coloured dot before a label, fields that offer what is used."""

    def __init__(self, book: Book, words: Callable[[], list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._statuses = words

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a cell."""
        node: Node | None = index.data(Role.VALUE)
        if node is None:
            return
        paint_ground(painter, option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, what = option.rect, COLUMNS[index.column()].name
        if what == "compiled":
            self._tick(painter, place, node)
        elif what == "label" and node.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(label_colour(self._book, node.label))
            painter.drawEllipse(place.left() + SIDE, place.center().y() - DOT // 2 + 1, DOT, DOT)
        left = SIDE + (DOT + 6 if what == "label" else 0)
        room = place.adjusted(left, 0, -SIDE, 0)
        painter.setFont(option.font)
        painter.setPen(colour("ink" if node.compiled and node.kind != "note" else "muted"))
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if what in NUMBERS else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _tick(self, painter: QPainter, place: QRect, node: Node) -> None:
        if node.kind == "note":
            return
        box = QRectF(place.left() + SIDE + 0.5, place.center().y() - BOX / 2 + 0.5, BOX, BOX)
        painter.setPen(QPen(colour("accent_fill" if node.compiled else "muted"), 1))
        painter.setBrush(colour("accent_fill" if node.compiled else "page"))
        painter.drawRoundedRect(box, 3, 3)
        if node.compiled:
            painter.setPen(QPen(colour("on_accent"), 1.6))
            middle = box.center()
            painter.drawPolyline(
                [middle + QPointF(-3.5, 0), middle + QPointF(-1, 2.5), middle + QPointF(3.5, -3)]
            )

    def editorEvent(self, event: QEvent, model: Any, _option: QStyleOptionViewItem, index: Index) -> bool:
        """Qt: a click on the tick turns it."""
        ticks = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if not ticks or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        return turn(model, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: a field for the cell."""
        what = COLUMNS[index.column()].name
        if what == "target":
            spin = QSpinBox(parent)
            spin.setRange(0, MOST_WORDS)
            spin.setSingleStep(250)
            editor: QWidget = spin
        elif what in ("status", "label", "point_of_view"):
            combo = QComboBox(parent)
            combo.setEditable(True)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            used = self._book.used(what)
            combo.addItems(list(dict.fromkeys([*self._statuses(), *used])) if what == "status" else used)
            editor = combo
        else:
            editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: what stands in the cell."""
        if isinstance(editor, QComboBox):
            editor.setEditText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.lineEdit().selectAll()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Qt: what has been written."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(60, ROW_HEIGHT)


class TitleDelegate(NodeDelegate):
    """The first column as in the binder, without what has a column of its own."""

    bare = True

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """What stands behind the title."""
        paint_ground(painter, option)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)
