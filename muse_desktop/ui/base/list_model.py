"""Rows for every list: values behind an item model, and what a row can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Role(IntEnum):
    """What a row can be asked for besides its title."""

    ID = Qt.ItemDataRole.UserRole
    WORDS = Qt.ItemDataRole.UserRole + 1
    SECOND = Qt.ItemDataRole.UserRole + 2  # a second line, muted
    VALUE = Qt.ItemDataRole.UserRole + 3  # the value object itself


class ListModel(QAbstractListModel):
    """Rows of values that are replaced as a whole; a changed value of the same row only repaints."""

    def __init__(self, key: Callable[[Any], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []
        self._key = key

    @property
    def values(self) -> tuple[Any, ...]:
        """The rows' values in order."""
        return tuple(self._rows)

    def set_values(self, values: Sequence[Any]) -> None:
        """Show `values`; selection and current row survive when the rows are the same ones."""
        if [self._key(row) for row in self._rows] == [self._key(value) for value in values]:
            self._rows = list(values)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(values)
        self.endResetModel()

    def refresh(self) -> None:
        """Repaint every row (another language or theme)."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, key: int) -> int:
        """The row of the value with this id; -1 when there is none."""
        return next((row for row, value in enumerate(self._rows) if self._key(value) == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the id or the value; the rest is the child class's."""
        if not index.isValid():
            return None
        value = self._rows[index.row()]
        if role == Role.ID:
            return self._key(value)
        return value if role == Role.VALUE else None
