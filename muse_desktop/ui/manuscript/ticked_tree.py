"""Pieces of a novel as a tree with a tick each: what is to come in, what is to go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import GAP, colour
from muse_desktop.ui.manuscript.binder_view import paint_arrow, put_on
from muse_desktop.ui.manuscript.binder_words import NodeWords

ROW = 30
CHECK = Qt.ItemDataRole.CheckStateRole
TITLE_SHARE = 0.45  # of a row's width, at most, where its first words are shown too
State = Qt.CheckState


@dataclass(frozen=True)
class TickedRow:
    """One piece. `parent`: the place of the row it is in, before its own; `named`: the title is its own."""

    kind: NodeKind
    title: str
    words: int
    ticked: bool
    parent: int | None = None
    begins: str = ""
    named: bool = True


class TickedModel(QAbstractItemModel):
    """Rows by their places in reading order. What is asked for in a view goes out as a signal."""

    tick_wanted = Signal(set, bool)  # places: one row and all inside it
    title_wanted = Signal(int, str)

    def __init__(self, parent: QObject | None = None, *, editable: bool = False) -> None:
        super().__init__(parent)
        self.rows: tuple[TickedRow, ...] = ()
        self._inside: dict[int | None, list[int]] = {}
        self._at: list[int] = []  # of each row, its place among its siblings
        self._below: list[tuple[int, int]] = []  # of each row, how many inside it are ticked, of how many
        self._editable = editable
        self._words = NodeWords(self)

    def show_rows(self, rows: Sequence[TickedRow]) -> None:
        """Show these; where the tree has the same shape the view stays as it is."""
        same = [row.parent for row in rows] == [row.parent for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = tuple(rows)
        self._inside, self._at = {}, []
        for place, row in enumerate(rows):
            siblings = self._inside.setdefault(row.parent, [])
            self._at.append(len(siblings))
            siblings.append(place)
        self._below = [(0, 0)] * len(rows)
        for place in range(len(rows) - 1, -1, -1):
            parent = rows[place].parent
            if parent is not None:
                ticked, count = self._below[place]
                over, all_ = self._below[parent]
                self._below[parent] = over + ticked + rows[place].ticked, all_ + count + 1
        if same:
            self.layoutChanged.emit()
        else:
            self.endResetModel()

    def place(self, index: Index) -> int:
        """The place of the row at an index."""
        return int(index.internalId())

    def index_of(self, place: int) -> Index:
        """The index of a row."""
        return self.createIndex(self._at[place], 0, place) if 0 <= place < len(self.rows) else ROOT

    def with_inside(self, place: int) -> set[int]:
        """A row and everything inside it."""
        found, waiting = set(), [place]
        while waiting:
            one = waiting.pop()
            found.add(one)
            waiting += self._inside.get(one, [])
        return found

    # Qt's side

    def index(self, row: int, column: int = 0, parent: Index = ROOT) -> Index:
        """Qt: the index of a child."""
        inside = self._inside.get(self.place(parent) if parent.isValid() else None, [])
        return self.createIndex(row, 0, inside[row]) if column == 0 and 0 <= row < len(inside) else ROOT

    def parent(self, index: Index | None = None) -> Any:
        """Qt: the index a row is in; without one, this object's parent."""
        if index is None:
            return QObject.parent(self)
        if not index.isValid() or self.place(index) >= len(self.rows):
            return ROOT
        above = self.rows[self.place(index)].parent
        return ROOT if above is None else self.index_of(above)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many are right inside."""
        return len(self._inside.get(self.place(parent) if parent.isValid() else None, []))

    def columnCount(self, _parent: Index = ROOT) -> int:
        """Qt: one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: rows can be ticked, and named where that makes sense."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if self._editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, tick, and the whole as a sentence."""
        if not index.isValid():
            return None
        row = self.rows[self.place(index)]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.EditRole:
            return row.title if row.named else ""
        if role == CHECK:
            return self._tick(self.place(index))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            count = self.tr("%Ln words", "", row.words)
            parts = [row.title, self._words.kind(row.kind), count, row.begins]
            return ", ".join(part for part in parts if part)
        return None

    def _tick(self, place: int) -> Qt.CheckState:
        ticked, count = self._below[place]
        own = self.rows[place].ticked
        if own and ticked == count:
            return State.Checked
        return State.Unchecked if not own and not ticked else State.PartiallyChecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a tick is set or taken away, with those inside; a title is typed."""
        if not index.isValid():
            return False
        if role == CHECK:
            wanted = self._tick(self.place(index)) != State.Checked
            self.tick_wanted.emit(self.with_inside(self.place(index)), wanted)
        elif role == Qt.ItemDataRole.EditRole:
            self.title_wanted.emit(self.place(index), str(value))
        return role in (CHECK, Qt.ItemDataRole.EditRole)


class TickedDelegate(QStyledItemDelegate):
    """A tick, the title, how it begins, its words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(200, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: the field a title is typed into."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self.tr("Title"))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground and the tick are Qt's, the words ours."""
        model: TickedModel = index.model()  # type: ignore[assignment]
        row = model.rows[model.place(index)]
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        left = style.subElementRect(style.SubElement.SE_ItemViewItemText, option, option.widget).left() + 4
        place = QRect(left, option.rect.top(), option.rect.right() - left - 12, ROW)
        painter.save()
        font = QFont(option.font)
        words = number(row.words) if row.words else ""
        self._draw(painter, font, "muted", place, words, Qt.AlignmentFlag.AlignRight)
        place.setRight(place.right() - QFontMetrics(font).horizontalAdvance(words) - 2 * GAP)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold if row.kind in ("part", "chapter") else QFont.Weight.Normal)
        room = QRect(place)
        if row.begins:
            room.setWidth(round(place.width() * TITLE_SHARE))
        ink = "ink" if row.ticked and row.named else "muted"
        used = self._draw(painter, strong, ink, room, row.title, Qt.AlignmentFlag.AlignLeft)
        place.setLeft(place.left() + used + 2 * GAP)
        self._draw(painter, font, "muted", place, row.begins, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    @staticmethod
    def _draw(
        painter: QPainter, font: QFont, ink: str, place: QRect, words: str, side: Qt.AlignmentFlag
    ) -> int:
        """Draw what fits; how wide it is."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.setFont(font)
        painter.setPen(colour(ink))
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


class TickedTree(QTreeView):
    """The tree, unfolded. Space ticks, F2 names, Backspace asks to join a row with the one before."""

    join_wanted = Signal()

    def __init__(self, model: TickedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ticks")
        self.setModel(model)
        self.setItemDelegate(TickedDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(22)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        model.modelReset.connect(self.expandAll)

    @property
    def place(self) -> int:
        """The row the keyboard is on; -1 for none."""
        index = self.currentIndex()
        return int(index.internalId()) if index.isValid() else -1

    def go(self, place: int) -> None:
        """Put the keyboard on a row."""
        index = self.model().index_of(place)
        if index.isValid():
            put_on(self, index)
            self.scrollTo(index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Qt: an arrow where something is inside, nothing else."""
        if index.model().rowCount(index):
            paint_arrow(painter, QPointF(rect.right() - 8, rect.center().y()), self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Backspace joins."""
        if event.key() == Qt.Key.Key_Backspace and self.state() != QTreeView.State.EditingState:
            self.join_wanted.emit()
        else:
            super().keyPressEvent(event)
