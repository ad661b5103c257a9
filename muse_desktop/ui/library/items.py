"""The texts of the library as an item model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.library.words import LibraryWords

if TYPE_CHECKING:
    from muse_desktop.library.corpus import ItemInfo


class LibraryModel(ListModel):
    """The texts that drafts are compared with: title, rights and words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda item: item.id, parent)
        self._words = LibraryWords(self)

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
            return self._words.right(item.rights)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(item.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.title}, {self._words.right(item.rights)}, {self._words.size(item.words)}"
        return super().data(index, role)

    def rights(self, code: str) -> str:
        """A right in the writer's words."""
        return self._words.right(code)
