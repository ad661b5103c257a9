"""The tree in the left pane: how its rows are drawn, and what keys and drags do in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from muse_desktop.manuscript.tree_values import Node
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_words import NodeWords
from muse_desktop.ui.manuscript.tree_model import TreeModel

ROW_HEIGHT = 27
INDENT = 14
MARK = 8  # the dot of a label, the ring of a status
GAP = 7
SIDE = 8
FULL = 16 * 360  # Qt counts a circle in sixteenths of a degree


def label_colour(book: Book, label: str) -> QColor:
    """The colour of a label: the same one for as long as the project's labels stay the same."""
    labels = book.used("label")
    return current().part(labels.index(label) if label in labels else 0)


def paint_status(painter: QPainter, place: QRectF, node: Node, words: NodeWords) -> None:
    """A ring that fills as the text gets on; a status of the writer's own is a ring with a dot."""
    part = words.stage(node.status)
    painter.setPen(QPen(colour("muted"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place)
    painter.setBrush(colour("muted"))
    if part is None:
        painter.drawEllipse(place.center(), 1.4, 1.4)
    elif part:
        painter.drawPie(place, FULL // 4, -round(FULL * part))


def paint_arrow(painter: QPainter, place: QPointF, unfolded: bool) -> None:
    """The arrow beside a row with something inside it."""
    x, y = place.x(), place.y() + 0.5
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("muted"), 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    down, right = ((-3, -1.5), (0, 1.5), (3, -1.5)), ((-1.5, -3), (1.5, 0), (-1.5, 3))
    painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in (down if unfolded else right)])
    painter.restore()


def put_on(view: QAbstractItemView, index: Index) -> None:
    """Choose one row and put the keyboard on it, also while a key such as Ctrl is held down.

    Qt's own `setCurrentIndex` looks at the keyboard and would choose nothing then.
    """
    flag = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)


class NodeDelegate(QStyledItemDelegate):
    """One document: title, what is noted as small marks, words at the right; `bare`: the title alone."""

    bare = False

    def __init__(self, book: Book, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._words = NodeWords(self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        node: Node | None = index.data(Role.VALUE)
        if node is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.ground(painter, option)
        inside = option.rect.adjusted(SIDE - 4, 2, -SIDE, -2)
        painter.setFont(option.font)
        painter.setPen(colour("muted"))
        words = "" if self.bare else str(index.data(Role.WORDS))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        right = inside.right() - painter.fontMetrics().horizontalAdvance(words) - GAP
        right = inside.right() if self.bare else self._marks(painter, inside, right, node)
        painter.setFont(self.font(option.font, node))
        left_out = not node.compiled or node.kind == "note"
        painter.setPen(colour("muted" if left_out else "ink"))
        room = QRect(inside.left(), inside.top(), max(0, right - inside.left()), inside.height())
        title = painter.fontMetrics().elidedText(node.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if not node.compiled and node.kind != "note":  # left out: struck through as in a list of things to do
            width = min(room.width(), painter.fontMetrics().horizontalAdvance(title))
            painter.drawLine(room.left(), room.center().y() + 1, room.left() + width, room.center().y() + 1)
        painter.restore()

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """What stands behind a row that is chosen or under the mouse."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = QRectF(option.rect).adjusted(-3.5, 0.5, -0.5, -0.5)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            fill = colour("chip")
            fill.setAlphaF(1.0 if chosen else 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(ground, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 6, 6)

    def _marks(self, painter: QPainter, inside: QRect, right: int, node: Node) -> int:
        """Draw label and status to the left of `right`; where the next thing may end."""
        middle = inside.center().y() + 0.5
        if node.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(label_colour(self._book, node.label))
            painter.drawEllipse(QRectF(right - MARK, middle - MARK / 2, MARK, MARK))
            right -= MARK + GAP - 2
        if node.status:
            paint_status(painter, QRectF(right - MARK, middle - MARK / 2, MARK, MARK), node, self._words)
            right -= MARK + GAP - 2
        return right

    @staticmethod
    def font(font: QFont, node: Node) -> QFont:
        """Parts and chapters stand out, notes lean."""
        made = QFont(font)
        if node.kind in ("part", "chapter"):
            made.setWeight(QFont.Weight.DemiBold)
        made.setItalic(node.kind == "note")
        return made

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: the field a title is typed into."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self.tr("Title of the document"))
        return editor

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class BinderTree(QTreeView):
    """Keys, drags and clicks in the tree, told to the binder."""

    open_wanted = Signal(int)
    key_acted = Signal(str)  # "trash", "up", "down", "in", "out", "merge"

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.collapsed_ids: set[int] = set()
        self.opens_on_click = True
        bare_list(self)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setItemDelegate(NodeDelegate(book, self))
        self.collapsed.connect(lambda index: self.collapsed_ids.add(index.data(Role.ID)))
        self.expanded.connect(lambda index: self.collapsed_ids.discard(index.data(Role.ID)))
        self._kept: tuple[int | None, list[int], int] = (None, [], 0)

    def setModel(self, model: TreeModel) -> None:
        """Qt: what is chosen, unfolded and scrolled to survives every change of the tree."""
        super().setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._put_back)
        self.unfold()

    def chosen(self) -> list[int]:
        """The documents that are selected, or the one the keyboard is on, in reading order."""
        ids = {index.data(Role.ID) for index in self.selectionModel().selectedIndexes()}
        if not ids and self.currentIndex().isValid():
            ids = {self.currentIndex().data(Role.ID)}
        return [node.id for node in self.model().values if node.id in ids]

    def choose(self, document: int | None) -> None:
        """Put the keyboard's row on a document and show it."""
        index = self.model().index_of(document)
        if index.isValid():
            if self.currentIndex() != index or not self.selectionModel().isSelected(index):
                put_on(self, index)
            self.scrollTo(index)
        else:
            self.clearSelection()

    def fold(self, documents: Iterable[int]) -> None:
        """Fold these, as they were when the window closed."""
        self.collapsed_ids = set(documents)
        self.unfold()

    def unfold(self) -> None:
        """Unfold everything the writer has not folded."""
        self.blockSignals(True)
        self.expandAll()
        for document in self.collapsed_ids:
            index = self.model().index_of(document)
            if index.isValid():
                self.setExpanded(index, False)
        self.blockSignals(False)

    def _keep(self) -> None:
        current = self.currentIndex()
        chosen = [index.internalId() for index in self.selectionModel().selectedIndexes()]
        bar = self.verticalScrollBar()
        self._kept = current.internalId() if current.isValid() else None, chosen, bar.value()

    def _put_back(self) -> None:
        current, chosen, bar = self._kept
        self.unfold()
        model, selection = self.model(), self.selectionModel()
        if (index := model.index_of(current)).isValid():
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        for document in chosen:
            if (index := model.index_of(document)).isValid():
                selection.select(index, selection.SelectionFlag.Select)
        self.verticalScrollBar().setValue(bar)

    # Qt

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click without a key that adds to the selection opens the document."""
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        arrow = index.isValid() and event.position().x() < self.visualRect(index).left()
        left = event.button() == Qt.MouseButton.LeftButton
        if self.opens_on_click and plain and left and index.isValid() and not arrow:
            self.open_wanted.emit(index.data(Role.ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Delete throws away, Alt with arrows moves."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        moves = {
            Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "out", Qt.Key.Key_Right: "in",
        }  # fmt: skip
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif alt and event.key() in moves:
            self.key_acted.emit(moves[event.key()])
        elif event.key() == Qt.Key.Key_Delete:
            self.key_acted.emit("trash")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_wanted.emit(self.currentIndex().data(Role.ID))
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Qt: an arrow where something is inside, no lines."""
        if not index.model().rowCount(index):
            return
        place = QPointF(rect.right() - INDENT // 2 + 1, rect.center().y())
        paint_arrow(painter, place, self.isExpanded(index))
