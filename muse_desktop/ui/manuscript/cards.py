"""The index cards: what is right inside one document, to be read, written on and put in order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.widgets import Chip, TextButton, passing_menu
from muse_desktop.ui.manuscript.binder_acts import CONTAINERS, Acts
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_view import put_on
from muse_desktop.ui.manuscript.cards_model import GAP, CardDelegate, CardEditor, CardModel
from muse_desktop.ui.manuscript.outline_frame import ManuscriptView


class CardList(QListView):
    """Cards in rows, as many side by side as there is room for."""

    entered = Signal(int)  # Enter or a double click on a card's document
    stepped = Signal(int)  # -1 or 1: the card goes before or behind its neighbour
    up_wanted = Signal()
    trash_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(GAP)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes in or opens, Backspace goes up, Alt with arrows moves the card."""
        key, index = event.key(), self.currentIndex()
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
        }  # fmt: skip
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.entered.emit(index.data(Role.ID))
        elif key == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.trash_wanted.emit()
        else:
            super().keyPressEvent(event)


class CardsView(ManuscriptView):
    """One level at a time; the path above the cards leads out of it."""

    def __init__(self, book: Book, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(book, acts, parent)
        self.model = CardModel(book, self)
        self.list = CardList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(CardDelegate(book, self.list))
        self._kept: int | None = None
        self.path: list[TextButton] = []
        self.new = Chip(parent=self)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self._way = QHBoxLayout()
        self._way.setContentsMargins(GAP + 6, 10, GAP + 14, 2)
        self._way.setSpacing(2)
        self._way.addStretch(1)
        self._way.addWidget(self.new)
        middle = QWidget(self)
        middle.setProperty("role", "side")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(6, 0, 6, 0)
        inside.setSpacing(2)
        inside.addLayout(self._way)
        inside.addWidget(self.empty)
        inside.addWidget(self.list, 1)
        self.empty.setContentsMargins(GAP + 4, 8, GAP, 8)
        self.box.addWidget(middle, 1)
        self._connect()
        self.show_as(outline=False)
        self.retranslate()

    def _connect(self) -> None:
        acts, cards = self.acts, self.list
        cards.entered.connect(self.enter)
        cards.stepped.connect(self._step)
        cards.up_wanted.connect(self.go_up)
        cards.trash_wanted.connect(lambda: self.chosen() and acts.trash(self.chosen()))
        cards.customContextMenuRequested.connect(self._menu)
        self.new.clicked.connect(self.add)
        self.model.moved.connect(acts.move)
        self.model.written.connect(
            lambda document, title, synopsis: acts.describe([document], title=title, synopsis=synopsis)
        )
        self.model.modelAboutToBeReset.connect(self._keep_place)
        self.model.modelReset.connect(self._put_back)
        self.book.changed.connect(self._show_path)

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.list.setAccessibleName(self.tr("Index cards"))
        self._show_path()

    # Which level

    def show_document(self, document: int | None) -> None:
        """Show the level a document is on (or what is inside it), with its card chosen."""
        node = self.book.node(document) if document is not None else None
        if node is None:
            self.go(None)
        elif self.book.children(node.id) or node.kind in CONTAINERS:
            self.go(node.id)
        else:
            self.go(self.book.parent(node.id), node.id)

    def go(self, container: int | None, chosen: int | None = None) -> None:
        """Show what is inside a document (None: the top level)."""
        self.keep()
        self.model.show_inside(container)
        index = self.model.index_of(chosen)
        if not index.isValid() and self.model.rowCount():
            index = self.model.index(0)
        if index.isValid():
            put_on(self.list, index)
            self.list.scrollTo(index)
        self._show_path()

    def go_up(self) -> None:
        """One level up, with the card that was open chosen."""
        here = self.model.container
        if here is not None:
            self.go(self.book.parent(here), here)

    def enter(self, document: int) -> None:
        """Go into a part or a chapter; open anything else on the page."""
        node = self.book.node(document)
        if node is not None and (node.kind in CONTAINERS or self.book.children(document)):
            self.go(document)
        else:
            self.open_wanted.emit(document)

    def take_keyboard(self) -> None:
        """The cards get the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_path(self) -> None:
        for button in self.path:
            self._way.removeWidget(button)
            button.deleteLater()
        here = self.model.container
        way = [] if here is None else [here, *self.book.above(here)][::-1]
        steps: list[int | None] = [None, *way]
        self.path = []
        for at, document in enumerate(steps):
            last = at == len(steps) - 1
            button = TextButton(self, strong=last)
            node = self.book.node(document) if document is not None else None
            title = (node.title if node else self.book.title).replace("&", "&&")
            button.setText(title if at == 0 else f"›  {title}")
            button.setAccessibleName(node.title if node else self.book.title)
            button.clicked.connect(lambda _=False, to=document: self.go(to))
            self._way.insertWidget(at, button)
            self.path.append(button)
        names = {
            "part": self.tr("New part"),
            "chapter": self.tr("New chapter"),
            "scene": self.tr("New scene"),
            "note": self.tr("New note"),
        }
        self.new.setText(names[self._kind()])
        filled = bool(self.model.rowCount())
        self.empty.setVisible(not filled)
        self.empty.setText(self.tr("Nothing is in here yet."))

    # Acts

    def chosen(self) -> list[int]:
        """The documents whose cards are chosen, in order."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.model.nodes[row].id for row in rows]

    def _kind(self) -> NodeKind:
        kinds: list[NodeKind] = [node.kind for node in self.model.nodes if node.kind != "note"]
        if kinds:
            return kinds[-1]
        node = self.book.node(self.model.container) if self.model.container is not None else None
        return "chapter" if node is not None and node.kind == "part" else "scene"

    def add(self) -> None:
        """A new card at the end, to be written on at once."""
        made = self.acts.create_in(self._kind(), self.model.container)
        index = self.model.index_of(made)
        if index.isValid():
            put_on(self.list, index)
            self.list.scrollTo(index)
            self.list.edit(index)

    def keep(self) -> None:
        """Keep what is being written on a card."""
        for editor in self.list.findChildren(CardEditor):
            editor.left.emit()

    def _step(self, steps: int) -> None:
        index = self.list.currentIndex()
        if index.isValid() and 0 <= index.row() + steps < self.model.rowCount():
            self.acts.step(index.data(Role.ID), steps)

    def _menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        menu = passing_menu(self)
        if index.isValid():
            document, acts = index.data(Role.ID), self.acts
            menu.addAction(self.tr("Open on the page"), lambda: self.open_wanted.emit(document))
            if self.model.data(index, Role.VALUE).kind in CONTAINERS or self.book.children(document):
                menu.addAction(self.tr("Show what is inside"), lambda: self.go(document))
            menu.addAction(self.tr("Write on the card"), lambda: self.list.edit(index))
            menu.addSeparator()
            menu.addAction(self.tr("Duplicate"), lambda: acts.duplicate(document))
            menu.addAction(self.tr("Archive"), lambda: acts.archive(self.chosen()))
            menu.addAction(self.tr("Move to trash"), lambda: acts.trash(self.chosen()))
            menu.addSeparator()
        menu.addAction(self.new.text(), self.add)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _keep_place(self) -> None:
        index = self.list.currentIndex()
        self._kept = index.data(Role.ID) if index.isValid() else None

    def _put_back(self) -> None:
        index = self.model.index_of(self._kept)
        if index.isValid():
            put_on(self.list, index)
