"""The preview of a replacing: documents, the places in each, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from muse_desktop.manuscript.find import Change
from muse_desktop.manuscript.replacing import DocumentPreview
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import GAP, colour

TOP = 0  # the internal id of documents; a place has its document's row + 1
ROW = 30
CHECK = Qt.ItemDataRole.CheckStateRole


class ReplaceModel(QAbstractItemModel):
    """Documents and under each its changes, all chosen at first."""

    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.previews: tuple[DocumentPreview, ...] = ()
        self._left_out: set[tuple[int, int]] = set()  # row of the document, number of the change

    def show_previews(self, previews: Sequence[DocumentPreview]) -> None:
        """Show these; the same text's places that were not wanted stay so."""
        known = {(one.document_id, one.text_hash, one.changes): row for row, one in enumerate(self.previews)}
        kept: set[tuple[int, int]] = set()
        for row, one in enumerate(previews):
            old = known.get((one.document_id, one.text_hash, one.changes))
            if old is not None:
                kept |= {(row, place) for place in range(len(one.changes)) if (old, place) in self._left_out}
        self.beginResetModel()
        self.previews, self._left_out = tuple(previews), kept
        self.endResetModel()
        self.chosen_changed.emit()

    @property
    def total(self) -> int:
        """How many changes there are."""
        return sum(len(one.changes) for one in self.previews)

    def chosen(self) -> set[tuple[int, int]]:
        """The chosen ones as (document's id, number of the change)."""
        return {
            (one.document_id, place)
            for row, one in enumerate(self.previews)
            for place in range(len(one.changes))
            if (row, place) not in self._left_out
        }

    @property
    def count(self) -> int:
        """How many are chosen."""
        return self.total - len(self._left_out)

    def change(self, index: Index) -> Change | None:
        """The change in a row, or None where a document stands."""
        if not index.isValid() or index.internalId() == TOP:
            return None
        return self.previews[index.internalId() - 1].changes[index.row()]

    def preview_of(self, index: Index) -> DocumentPreview:
        """The document a row belongs to."""
        row = index.row() if index.internalId() == TOP else index.internalId() - 1
        return self.previews[row]

    # Qt's side

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Qt: a row's index."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else TOP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Qt: the document of a place."""
        if not index.isValid() or index.internalId() == TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, TOP)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows below one."""
        if not parent.isValid():
            return len(self.previews)
        return len(self.previews[parent.row()].changes) if parent.internalId() == TOP else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: words, a tick, the whole as a sentence."""
        if not index.isValid():
            return None
        change = self.change(index)
        if role == CHECK:
            return self._tick(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return change.before if change else self.preview_of(index).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if change is None:
                preview = self.preview_of(index)
                count = self.tr("%Ln places", "", len(preview.changes))
                return f"{preview.title}, {count}"
            words = self.tr("{before} becomes {after} in: {context}")
            context = f"{change.left}{change.after}{change.right}"
            return words.format(before=change.before, after=change.after or "–", context=context)
        return None

    def _tick(self, index: Index) -> Qt.CheckState:
        if index.internalId() != TOP:
            left_out = (index.internalId() - 1, index.row()) in self._left_out
            return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked
        count = len(self.previews[index.row()].changes)
        out = sum((index.row(), place) in self._left_out for place in range(count))
        if not out:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if out == count else Qt.CheckState.PartiallyChecked

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a tick set or taken away; a document's ticks all its places."""
        if role != CHECK or not index.isValid():
            return False
        wanted = Qt.CheckState(value) != Qt.CheckState.Unchecked
        if index.internalId() == TOP:
            self._choose(index.row(), wanted)
            document = self.index(index.row(), 0)
            last = self.rowCount(document) - 1
            self.dataChanged.emit(self.index(0, 0, document), self.index(last, 0, document), [CHECK])
        else:
            key = (index.internalId() - 1, index.row())
            (self._left_out.discard if wanted else self._left_out.add)(key)
            document = self.parent(index)
        self.dataChanged.emit(index, index, [CHECK])
        self.dataChanged.emit(document, document, [CHECK])
        self.chosen_changed.emit()
        return True

    def choose_all(self, wanted: bool) -> None:
        """Tick everything, or nothing."""
        for row in range(len(self.previews)):
            self._choose(row, wanted)
        self.layoutChanged.emit()
        self.chosen_changed.emit()

    def _choose(self, row: int, wanted: bool) -> None:
        places = {(row, place) for place in range(len(self.previews[row].changes))}
        self._left_out = self._left_out - places if wanted else self._left_out | places


class ReplaceDelegate(QStyledItemDelegate):
    """A place: what stands around it, what goes struck through, what comes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground and the tick are Qt's, the words ours."""
        model: ReplaceModel = index.model()  # type: ignore[assignment]
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        place = style.subElementRect(style.SubElement.SE_ItemViewItemText, option, option.widget)
        place = QRect(place.left() + 4, option.rect.top(), option.rect.right() - place.left() - 12, ROW)
        painter.save()
        change = model.change(index)
        if change is None:
            self._document(painter, option.font, place, model.preview_of(index))
        else:
            self._change(painter, option.font, place, change)
        painter.restore()

    @staticmethod
    def _document(painter: QPainter, font: QFont, place: QRect, preview: DocumentPreview) -> None:
        painter.setFont(font)
        painter.setPen(colour("muted"))
        count = number(len(preview.changes))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        width = place.width() - QFontMetrics(font).horizontalAdvance(count) - GAP
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(colour("ink"))
        shown = QFontMetrics(strong).elidedText(preview.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _change(self, painter: QPainter, font: QFont, place: QRect, change: Change) -> None:
        metrics = QFontMetrics(font)
        struck, strong = QFont(font), QFont(font)
        struck.setStrikeOut(True)
        strong.setWeight(QFont.Weight.DemiBold)
        left = metrics.elidedText(change.left, Qt.TextElideMode.ElideLeft, place.width() // 3)
        room = QRect(place)
        for words, look, ink in (
            (left, font, "muted"),
            (_visible(change.before), struck, "danger"),
            (" " if change.after else "", font, "muted"),
            (_visible(change.after), strong, "accent"),
            (change.right, font, "muted"),
        ):
            painter.setFont(look)
            painter.setPen(colour(ink))
            shown = QFontMetrics(look).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            room.setLeft(room.left() + QFontMetrics(look).horizontalAdvance(shown))


def _visible(text: str) -> str:
    return text.replace("\n", "¶").replace("\t", "⇥")
