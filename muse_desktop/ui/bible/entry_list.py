"""The entries of a story bible as a list: dragged or moved by keys into another order, filtered by words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from PySide6.QtCore import QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from muse_desktop.manuscript.bible import ENTRY_KINDS, Entry
from muse_desktop.text.normalise import normalise
from muse_desktop.ui.base.list_model import ROOT, Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.bible.words import kind_words

ROW_HEIGHT = 44
MIME = "application/x-muse-desktop-bible-entry"


class EntryModel(ListModel):
    """Entries in order; `set_named` says which of them the text names now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda entry: entry.id, parent)
        self._told: frozenset[int] = frozenset()

    def set_told(self, ids: Collection[int]) -> None:
        """Mark the entries that a prompt would tell of now."""
        if frozenset(ids) != self._told:
            self._told = frozenset(ids)
            self.refresh()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the name; kind and notes; whether the model is told of it."""
        entry = super().data(index, Role.VALUE)
        if not isinstance(entry, Entry):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Role.SECOND:
            parts = (kind_words(entry.kind), ", ".join(entry.aliases), " ".join(entry.notes.split()))
            return " · ".join(part for part in parts if part)
        if role == Role.WORDS:
            return self._state(entry)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (entry.name, str(self.data(index, Role.SECOND)), self._state(entry))
            return ", ".join(part for part in parts if part)
        return super().data(index, role)

    def _state(self, entry: Entry) -> str:
        if entry.mention == "never":
            return self.tr("never told")
        if entry.mention == "always":
            return self.tr("always told")
        return self.tr("named here") if entry.id in self._told else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows can be dragged, and dropped between."""
        drop = Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return drop
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Qt: entries only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """Qt: the id of the entry that is dragged."""
        mime = new_mime()
        mime.setData(MIME, str(indexes[0].data(Role.ID)).encode())
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: a drag moves."""
        return Qt.DropAction.MoveAction


class EntryDelegate(QStyledItemDelegate):
    """One entry in two lines."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class EntryList(QListView):
    """The list. Alt+Up and Alt+Down move an entry as dragging does, Delete removes it, Enter goes to edit."""

    moved = Signal(int, object)  # entry id, the id it shall stand before or None
    remove_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMinimumHeight(2 * ROW_HEIGHT)
        self.activated.connect(lambda _index: self.edit_wanted.emit())

    @property
    def current(self) -> Entry | None:
        """The chosen entry."""
        found = self.currentIndex().data(Role.VALUE) if self.currentIndex().isValid() else None
        return found if isinstance(found, Entry) else None

    def show_entries(self, entries: Sequence[Entry], chosen: int | None = None) -> None:
        """Show `entries`; the chosen one stays chosen unless another is given."""
        wanted = chosen if chosen is not None else (self.current.id if self.current else None)
        self.entries.set_values(entries)
        self.choose(wanted)

    def choose(self, entry: int | None) -> None:
        """Choose an entry, if it is shown."""
        row = self.entries.row_of(entry) if entry is not None else -1
        if row >= 0:
            self.setCurrentIndex(self.entries.index(row))

    def step(self, by: int) -> None:
        """Move the chosen entry up (-1) or down (1) by one."""
        entry, rows = self.current, self.entries.values
        place = self.currentIndex().row() + by
        if entry is None or not 0 <= place < len(rows):
            return
        behind = rows[place + 1 :] if by > 0 else rows[place:]
        self.moved.emit(entry.id, behind[0].id if behind else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys that move, remove and edit."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: an entry was dropped between two others."""
        entry = int(bytes(event.mimeData().data(MIME).data()).decode() or "0")
        self.drop(entry, self._row_at(event))
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows are read again, not taken out here
        event.accept()

    def drop(self, entry: int, row: int) -> None:
        """Put an entry in front of the row it was dropped at."""
        rows = self.entries.values
        before = rows[row].id if 0 <= row < len(rows) else None
        if self.entries.row_of(entry) >= 0 and before != entry:
            self.moved.emit(entry, before)

    def _row_at(self, event: QDropEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return self.entries.rowCount(ROOT)
        below = event.position().y() > self.visualRect(index).center().y()
        return index.row() + int(below)


def matching(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """The entries in which every word of `wanted` occurs, whatever its case and accents."""
    words = [_letters(word) for word in wanted.split()]
    kinds = {kind: _letters(kind_words(kind)) for kind in ENTRY_KINDS}
    texts = ((entry, f"{kinds[entry.kind]}\n{_letters(_text(entry))}") for entry in entries)
    return [entry for entry, text in texts if all(word in text for word in words)]


def _text(entry: Entry) -> str:
    return "\n".join((*entry.names, entry.notes))


@lru_cache(maxsize=2048)
def _letters(text: str) -> str:
    """What a comparison looks at; kept, because a filter is typed letter by letter."""
    return normalise(text).letters
