"""A lineage as a list: the columns of the drawing, and under each what stands in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QTreeView, QWidget

from muse_desktop.provenance.lineage import Layer, Lineage, Node
from muse_desktop.provenance.lineage_words import (
    full_title,
    layer_words,
    neighbour_lines,
    second_line,
    title_words,
)
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.look import colour, draw_row
from muse_desktop.ui.manuscript.binder_view import paint_arrow

ROW_HEIGHT = 28


class LineageModel(QAbstractItemModel):
    """Two levels: the layers that have nodes, and their nodes. An index knows its layer by its internal id:
    0 for a layer itself, else the number of the layer's row and one more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers: list[tuple[Layer, list[Node]]] = []
        self._joins: dict[str, list[str]] = {}
        self._lineage: Lineage | None = None

    def show_lineage(self, lineage: Lineage) -> None:
        """Show these nodes."""
        self.beginResetModel()
        self._lineage = lineage
        found = [(layer, [node for node in lineage.nodes if node.layer is layer]) for layer in Layer]
        self._layers = [(layer, nodes) for layer, nodes in found if nodes]
        self._joins = {}
        self.endResetModel()

    def refresh(self) -> None:
        """Another language."""
        if self._lineage is not None:
            self.show_lineage(self._lineage)

    def node(self, index: Index) -> Node | None:
        """The node of a row; None for a layer."""
        if not index.isValid() or not index.internalId():
            return None
        return self._layers[index.internalId() - 1][1][index.row()]

    def index_of(self, node_id: str) -> QModelIndex:
        """The row of a node."""
        for place, (_, nodes) in enumerate(self._layers):
            for row, node in enumerate(nodes):
                if node.id == node_id:
                    return self.createIndex(row, 0, place + 1)
        return QModelIndex()

    def index(self, row: int, column: int = 0, parent: Index = ROOT) -> QModelIndex:
        """Qt: the index of a child."""
        if column or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = ROOT) -> Any:
        """Qt: the layer of a node."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many children."""
        if not parent.isValid():
            return len(self._layers)
        return 0 if parent.internalId() else len(self._layers[parent.row()][1])

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Qt: one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, note at the right, and for screen readers what it is joined to."""
        if not index.isValid():
            return None
        node = self.node(index)
        if node is None:
            layer, nodes = self._layers[index.row()]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return layer_words(layer, spoken())
            return number(len(nodes)) if role == Role.WORDS else None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_words(node, spoken())
        if role == Role.WORDS:
            return second_line(node, spoken())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = (full_title(node, spoken()), second_line(node, spoken()), *self._joined(node))
            return ". ".join(part for part in parts if part)
        return node if role == Role.VALUE else None

    def _joined(self, node: Node) -> list[str]:
        if not self._joins and self._lineage is not None:
            self._joins = neighbour_lines(self._lineage, spoken())
        return self._joins.get(node.id, [])


class _Row(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Qt: title left, what it is at the right."""
        draw_row(painter, option, index, str(index.data(Role.WORDS) or ""))

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class LineageList(Retranslated, QTreeView):
    """The list itself. `chosen` and `opened` as the drawing has them."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LineageModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Row(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.selectionModel().currentChanged.connect(lambda index, _before: self._tell(index))
        self.activated.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("What the drawing shows, as a list"))
        chosen = self.current
        self.rows.refresh()
        self.expandAll()
        self.choose(chosen)

    @property
    def current(self) -> str:
        """The chosen node; "" for none."""
        node = self.rows.node(self.currentIndex())
        return node.id if node is not None else ""

    def show_lineage(self, lineage: Lineage) -> None:
        """Show these nodes, all layers open."""
        self.rows.show_lineage(lineage)
        self.expandAll()

    def choose(self, node_id: str) -> None:
        """Choose a node."""
        index = self.rows.index_of(node_id)
        if index.isValid() and node_id != self.current:
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Qt: an arrow before a layer; before what is in it nothing, not even the mark of a chosen row."""
        painter.fillRect(rect, colour("ground"))
        if self.rows.node(index) is None:
            paint_arrow(painter, QPointF(rect.right() - 8, rect.center().y()), self.isExpanded(index))

    def _tell(self, index: Index) -> None:
        node = self.rows.node(index)
        if node is not None:
            self.chosen.emit(node.id)

    def _open(self, index: Index) -> None:
        node = self.rows.node(index)
        if node is not None:
            self.opened.emit(node.id)
