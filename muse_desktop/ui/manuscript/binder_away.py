"""The archive and the trash below the tree: folded until the writer looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyledItemDelegate, QWidget

from muse_desktop.manuscript.tree_values import Node
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import ContentList, TextButton, passing_menu
from muse_desktop.ui.manuscript.binder_words import NodeWords

ROW_HEIGHT = 27
Where = Literal["archive", "trash"]


class AwayModel(ListModel):
    """Documents that are put away: title and words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda node: node.id, parent)
        self._words = NodeWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, words, or what a screen reader says."""
        if not index.isValid():
            return None
        node: Node = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role == Role.WORDS:
            return number(node.words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words.tip(node, node.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words.sentence(node, node.words, 0)
        return super().data(index, role)


class AwayDelegate(QStyledItemDelegate):
    """One document: title, and its words at the right."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)))

    def sizeHint(self, _option: object, _index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class AwayList(ContentList):
    """What has been put away, with the button that shows it; both are hidden while there is nothing."""

    back_wanted = Signal(list)  # document ids
    open_wanted = Signal(int)

    def __init__(self, where: Where, parent: QWidget) -> None:
        super().__init__(parent, least_rows=1)
        self._where = where
        self.toggle = TextButton(parent)
        self.toggle.setCheckable(True)
        self.toggle.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.documents = AwayModel(self)
        self.setModel(self.documents)
        self.setItemDelegate(AwayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.toggle.toggled.connect(self._show)
        self.hide()

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show these, the titles as they are."""
        self.documents.set_values(nodes)
        self._show()

    def fold(self) -> None:
        """Hide the list."""
        self.toggle.setChecked(False)

    def name(self) -> None:
        """Set the words again."""
        arrow = "▾" if self.toggle.isChecked() else "▸"
        count = len(self.documents.values)
        if self._where == "trash":
            title, spoken = self.tr("Trash"), self.tr("Trash, %n documents", "", count)
            self.setAccessibleName(self.tr("Documents in the trash"))
        else:
            title, spoken = self.tr("Archive"), self.tr("Archive, %n documents", "", count)
            self.setAccessibleName(self.tr("Archived documents"))
        self.toggle.setText(f"{arrow} {title}  {number(count)}")
        self.toggle.setAccessibleName(spoken)

    def chosen(self) -> list[int]:
        """The documents that are selected."""
        return [index.data(Role.ID) for index in sorted(self.selectedIndexes(), key=lambda one: one.row())]

    def take_back(self) -> None:
        """Bring back what is selected."""
        chosen = self.chosen()
        if not chosen and self.currentIndex().isValid():
            chosen = [self.currentIndex().data(Role.ID)]
        if chosen:
            self.back_wanted.emit(chosen)

    def _show(self) -> None:
        filled = bool(self.documents.values)
        self.toggle.setVisible(filled)
        self.setVisible(filled and self.toggle.isChecked())
        self.name()

    def _menu(self, place: Any) -> None:
        if not self.indexAt(place).isValid():
            return
        menu = passing_menu(self)
        if self._where == "archive":
            document = self.indexAt(place).data(Role.ID)
            menu.addAction(self.tr("Open"), lambda: self.open_wanted.emit(document))
            menu.addAction(self.tr("Take back into the manuscript"), self.take_back)
        else:
            menu.addAction(self.tr("Restore"), self.take_back)
        menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter brings back what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_back()
        else:
            super().keyPressEvent(event)
