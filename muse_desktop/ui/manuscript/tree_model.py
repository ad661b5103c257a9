"""The documents of a project as a tree for Qt's views: the binder has one column, the outline more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractItemModel, QMimeData, QObject, Qt, Signal

from muse_desktop.manuscript.tree_values import Node
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_words import NodeWords
from muse_desktop.ui.page import clipboard

DOCUMENTS = "application/x-muse-desktop-documents"
MOST_BYTES = 1_000_000


def documents_mime(documents: Sequence[int]) -> QMimeData:
    """Documents on their way to another place."""
    mime = new_mime()
    mime.setData(DOCUMENTS, msgspec.json.encode(list(documents)))
    return mime


def dragged(mime: QMimeData) -> list[int]:
    """The documents in a drag; none where it is something else."""
    data = bytes(mime.data(DOCUMENTS).data()) if mime.hasFormat(DOCUMENTS) else b""
    try:
        return msgspec.json.decode(data, type=list[int]) if 0 < len(data) < MOST_BYTES else []
    except msgspec.DecodeError:
        return []


class TreeModel(QAbstractItemModel):
    """Follows a `Book`. What is asked for in a view goes out as a signal; the book changes after it."""

    renamed = Signal(int, str)
    moved = Signal(list, object, object)  # document ids, parent or None, the one they go before or None
    text_dropped = Signal(int, object)  # document id, clipboard.Pasted

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.words = NodeWords()
        self._told: dict[int, Node] = {node.id: node for node in book.nodes}  # what the views know
        self._texts: dict[tuple[int, int, int], Any] = {}  # what was answered already
        book.reshaping.connect(self.beginResetModel)
        book.reshaped.connect(self._reshaped)
        book.changed.connect(self._changed)
        book.words_changed.connect(self._words_changed)

    @property
    def values(self) -> tuple[Node, ...]:
        """The documents as they are read."""
        return tuple(self.book.nodes)

    def row_of(self, document: int | None) -> int:
        """Its place in reading; -1 when it is not in the tree."""
        return next((at for at, node in enumerate(self.book.nodes) if node.id == document), -1)

    def index_of(self, document: int | None, column: int = 0) -> Index:
        """Where a document stands; an invalid index when it is not in the tree."""
        if document is None or self.book.node(document) is None:
            return ROOT
        return self.createIndex(self.book.row(document), column, document)

    def set_words(self, document: int, words: int) -> None:
        """A document being written has so many words now."""
        self.book.set_words(document, words)

    def refresh(self) -> None:
        """Another language or theme: show every row again."""
        self._texts.clear()
        self.layoutChanged.emit()

    def _reshaped(self) -> None:
        self._texts.clear()
        self._told = {node.id: node for node in self.book.nodes}
        self.endResetModel()

    def _changed(self) -> None:
        self._texts.clear()
        before, self._told = self._told, {node.id: node for node in self.book.nodes}
        for document, node in self._told.items():
            if before[document] is not node and before[document] != node:
                self._tell(document)

    def _words_changed(self, document: int) -> None:
        self._texts = {key: text for key, text in self._texts.items() if key[0] != document}
        self._tell(document)

    def _tell(self, document: int) -> None:
        if self.book.node(document) is not None:
            self.dataChanged.emit(self.index_of(document), self.index_of(document, self.columnCount() - 1))

    # Qt: shape

    def index(self, row: int, column: int = 0, parent: Index = ROOT) -> Index:
        """Qt: the index of a child."""
        inside = self.book.children(parent.internalId() if parent.isValid() else None)
        if parent.isValid() and parent.column() != 0:
            return ROOT
        if not (0 <= row < len(inside) and 0 <= column < self.columnCount()):
            return ROOT
        return self.createIndex(row, column, inside[row].id)

    def parent(self, index: Index | None = None) -> Any:
        """Qt: the index a document is in; without one, this object's parent."""
        if index is None:
            return QObject.parent(self)
        if not index.isValid() or self.book.node(index.internalId()) is None:
            return ROOT
        return self.index_of(self.book.parent(index.internalId()))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many are right inside."""
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self.book.children(parent.internalId() if parent.isValid() else None))

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Qt: titles alone."""
        return 1

    # Qt: contents

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, words, the document itself; each answer is kept until something changes."""
        if not index.isValid():
            return None
        key = (index.internalId(), index.column(), int(role))
        if key not in self._texts:
            node = self.book.node(index.internalId())
            self._texts[key] = None if node is None else self.answer(node, index.column(), role)
        return self._texts[key]

    def answer(self, node: Node, _column: int, role: int) -> Any:
        """What a view shows of a document."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.title
        if role == Role.WORDS:
            return number(self.book.total(node.id))
        if role == Role.ID:
            return node.id
        if role == Role.VALUE:
            return node
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words.tip(node, self.book.total(node.id))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words.sentence(node, self.book.total(node.id), len(self.book.children(node.id)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a new title typed in place."""
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not title:
            return False
        node = self.book.node(index.internalId())
        if node is not None and title != node.title:
            self.renamed.emit(index.internalId(), title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows can be chosen, renamed, dragged and dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        live = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
        return live | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    # Qt: dragging

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: documents move; text may be copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt: documents move, they are never copied by a drag."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: what may be dropped."""
        return [DOCUMENTS, clipboard.FORMAT, "text/plain", "text/html"]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Qt: what is dragged."""
        return documents_mime(self.book.tops({index.internalId() for index in indexes}))

    def canDropMimeData(
        self, mime: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Qt: documents go anywhere but into themselves, text onto a document."""
        documents = dragged(mime)
        if documents:
            target = parent.internalId() if parent.isValid() else None
            inside = set() if target is None else {target, *self.book.above(target)}
            return not inside & set(documents)
        return row < 0 and parent.isValid() and clipboard.readable(mime)

    def dropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Qt: a drag has ended here."""
        if not self.canDropMimeData(mime, action, row, column, parent):
            return False
        target = parent.internalId() if parent.isValid() else None
        documents = dragged(mime)
        if not documents:
            self.text_dropped.emit(target, clipboard.read(mime))
            return True
        inside = self.book.children(target)
        before = inside[row].id if 0 <= row < len(inside) else None
        self.moved.emit(documents, target, before)
        return True
