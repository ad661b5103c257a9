"""The documents of the project and the texts of the library as item models."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.manuscript.manuscript import DocumentInfo
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, ListModel, Role


class DocumentModel(ListModel):
    """The documents in the writer's order. Changes asked for in the view go out as signals first."""

    renamed = Signal(int, str)
    reordered = Signal(list)  # document ids in their new order

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda document: document.id, parent)
        self._live_words: dict[int, int] = {}

    def set_words(self, document: int, words: int) -> None:
        """Show a newer word count than the stored one, for the document being written."""
        self._live_words[document] = words
        row = self.row_of(document)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [Role.WORDS])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, words, or what a screen reader says."""
        if not index.isValid():
            return None
        document: DocumentInfo = self._rows[index.row()]
        words = self._live_words.get(document.id, document.words)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return document.title
        if role == Role.WORDS:
            return number(words)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("{title}, %n words", "", words).format(title=document.title)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a new title typed in place."""
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not title:
            return False
        self.renamed.emit(self._rows[index.row()].id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows can be chosen, renamed and dragged; drops go between them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        live = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return live | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: rows move, they are never copied."""
        return Qt.DropAction.MoveAction

    def moveRows(self, source: Index, row: int, count: int, target: Index, before: int) -> bool:
        """Qt: a drag has ended: rows `row`… go before row `before`."""
        if not self.beginMoveRows(source, row, row + count - 1, target, before):
            return False
        moved = self._rows[row : row + count]
        rest = self._rows[:row] + self._rows[row + count :]
        place = before if before <= row else before - count
        self._rows = rest[:place] + moved + rest[place:]
        self.endMoveRows()
        self.reordered.emit([document.id for document in self._rows])
        return True


class LibraryModel(ListModel):
    """The texts that drafts are compared with: title, rights and words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda item: item.id, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, words, rights, path."""
        if not index.isValid():
            return None
        item: ItemInfo = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Role.WORDS:
            return number(item.words)
        if role == Role.SECOND:
            return self.rights(item.rights)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(item.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("%n words", "", item.words)
            return f"{item.title}, {self.rights(item.rights)}, {words}"
        return super().data(index, role)

    def rights(self, code: str) -> str:
        """A right in the writer's words; an unknown code is shown as it is."""
        known = {
            "unknown": self.tr("rights unknown"),
            "": self.tr("rights unknown"),
            "mine": self.tr("mine"),
            "own": self.tr("mine"),
            "public-domain": self.tr("public domain"),
            "licensed": self.tr("licensed"),
        }
        return known.get(code, code)
