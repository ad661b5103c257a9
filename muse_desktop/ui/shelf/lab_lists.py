"""The lists of the variation lab: texts of the library, changes to tick, pieces to move, words to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from muse_desktop.craft.variation.changes import Change
from muse_desktop.craft.variation.synonyms import Offer
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.ui.base.list_model import Index, ListModel, Role

SHOWN = 120  # characters of a piece; the list cuts them where it ends


class TextsModel(ListModel):
    """The texts of the library, each followed by its variants."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one.id, parent)

    def show_items(self, items: Sequence[ItemInfo], wanted: str) -> None:
        """Show those whose title or author holds `wanted`."""
        words = wanted.casefold().split()
        variants: dict[int, list[ItemInfo]] = {}
        for one in items:
            if one.parent is not None:
                variants.setdefault(one.parent, []).append(one)
        known = {one.id for one in items}
        rows: list[ItemInfo] = []
        for one in items:
            if one.parent is not None and one.parent in known:
                continue
            name = f"{one.title} {one.author}".casefold()
            if all(word in name for word in words):
                rows += [one, *variants.get(one.id, [])]
        self.set_values(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title; author, or that it is a variant."""
        if not index.isValid():
            return None
        item: ItemInfo = self._rows[index.row()]
        second = item.author if item.parent is None else self.tr("variant")
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title if item.parent is None else f"↳ {item.title}"
        if role == Role.SECOND:
            return second or self.tr("author unknown")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.title}, {second}"
        return super().data(index, role)


@dataclass(frozen=True)
class Ticked:
    """One change with what it changes; `number` is its place in the proposal."""

    number: int
    change: Change
    was: str
    around: str


class ChangesModel(ListModel):
    """Changes with ticks; those that a rule is not sure of come without one."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one.number, parent)
        self.on: set[int] = set()

    def show_changes(self, text: str, changes: Sequence[Change], on: frozenset[int]) -> None:
        """Show the changes of `text`; `on`: the numbers of those that are made."""
        self.on = set(on)
        rows = [
            Ticked(number, one, text[one.start : one.end], _around(text, one))
            for number, one in enumerate(changes)
        ]
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_all(self, on: bool) -> None:
        """Tick all of them, or none."""
        self.on = {one.number for one in self._rows} if on else set()
        self.refresh()
        self.ticked.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what becomes what, and its tick."""
        if not index.isValid():
            return None
        row: Ticked = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            unsure = "" if row.change.sure else "  ?"
            return f"{row.was} → {row.change.becomes}{unsure}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.number in self.on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.around
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a tick was set or taken away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        number = self._rows[index.row()].number
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.on.add(number)
        else:
            self.on.discard(number)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows have ticks."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class PiecesModel(ListModel):
    """Sentences, lines or stanzas by their numbers, in the order the writer gave them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one, parent)
        self._pieces: Sequence[str] = ()

    def show_order(self, pieces: Sequence[str], order: Sequence[int]) -> None:
        """Show `pieces` in `order`."""
        self._pieces = pieces
        self.beginResetModel()
        self._rows = list(order)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a piece's number in the text as it was, and its first words."""
        if not index.isValid():
            return None
        number = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            flat = " ".join(self._pieces[number].split())
            return f"{number + 1}.  {flat if len(flat) <= SHOWN else flat[:SHOWN] + '…'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._pieces[number]
        return super().data(index, role)


class WideRows(QStyledItemDelegate):
    """Rows as wide as the list and no wider: what does not fit ends in …"""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as a row."""
        return QSize(0, super().sizeHint(option, index).height())


class OffersModel(ListModel):
    """Other words for one word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: hash(one), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the word and what the thesaurus notes."""
        if not index.isValid():
            return None
        offer: Offer = self._rows[index.row()]
        notes = {
            "broader": self.tr("broader"),
            "similar": self.tr("similar"),
            "related": self.tr("related"),
            "opposite": self.tr("opposite"),
        }
        if role == Qt.ItemDataRole.DisplayRole:
            note = notes.get(offer.note)
            return f"{offer.becomes}  ({note})" if note else offer.becomes
        return super().data(index, role)


def _around(text: str, change: Change) -> str:
    """The change with a few words on both sides."""
    before, after = text[max(0, change.start - 40) : change.start], text[change.end : change.end + 40]
    return " ".join(f"…{before}[{change.becomes}]{after}…".split())
