"""The left pane: the project's documents, the trash, and the library below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import ContentList, SectionLabel, TextButton, passing_menu
from muse_desktop.ui.library.binder_model import DocumentModel
from muse_desktop.ui.library.panel import LibraryPanel

ROW_HEIGHT = 27


class DocumentDelegate(QStyledItemDelegate):
    """One document: title, and its words at the right."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)))

    def createEditor(self, parent: QWidget, option: object, index: Index) -> QWidget:
        """Qt: the field a title is typed into."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self.tr("Title of the document"))
        return editor

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class Binder(Retranslated, QWidget):
    """Documents: new, rename in place, reorder, trash and restore. Tells the window which one to open."""

    opened = Signal(int)  # document id
    failed = Signal(object)  # MuseError
    changed = Signal()  # titles, order or trash changed

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._studio = studio
        self._jobs = jobs
        self._current: int | None = None
        self._heading = SectionLabel(self)
        self.new = TextButton(self)
        self.new.setText("+")
        self.model = DocumentModel(self)
        self.view = ContentList(self, least_rows=3)
        self._trash_toggle = TextButton(self)
        self._trash_toggle.setCheckable(True)
        self._trash_toggle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.trash_model = DocumentModel(self)
        self.trash_view = ContentList(self, least_rows=1)
        self.library = LibraryPanel(studio, jobs, self)
        self._set_up_views()
        self._build()
        self._connect()
        self.retranslate()
        self.reload()

    def _set_up_views(self) -> None:
        for view, model in ((self.view, self.model), (self.trash_view, self.trash_model)):
            view.setModel(model)
            view.setItemDelegate(DocumentDelegate(view))
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.installEventFilter(self)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.trash_view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.trash_view.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 2)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.new)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 16, 8, 8)
        box.setSpacing(1)
        box.addLayout(head)
        box.addWidget(self.view, 3)
        trash = QHBoxLayout()
        trash.setContentsMargins(3, 2, 0, 0)
        trash.addWidget(self._trash_toggle)
        box.addLayout(trash)
        box.addWidget(self.trash_view, 1)
        box.addSpacing(12)
        box.addWidget(self.library, 2)
        box.addStretch(0)

    def _connect(self) -> None:
        self.new.clicked.connect(self.create)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.customContextMenuRequested.connect(self._menu)
        self.trash_view.customContextMenuRequested.connect(self._trash_menu)
        self.trash_view.activated.connect(lambda index: self.restore(index.data(Role.ID)))
        self._trash_toggle.toggled.connect(self._show_trash)
        self.model.renamed.connect(self.rename)
        self.model.reordered.connect(self._reorder)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Manuscript"))
        self.new.setAccessibleName(self.tr("New document"))
        self.new.setToolTip(self.tr("New document"))
        self.view.setAccessibleName(self.tr("Documents"))
        self.trash_view.setAccessibleName(self.tr("Documents in the trash"))
        self.model.refresh()
        self._name_trash()

    # What the views show

    def reload(self) -> None:
        """Read the documents again."""
        documents = self._studio.manuscript.documents()
        self.model.set_values([document for document in documents if not document.trashed])
        self.trash_model.set_values([document for document in documents if document.trashed])
        self._name_trash()
        self._show_trash(self._trash_toggle.isChecked())
        self._mark_current()

    def set_current(self, document: int | None) -> None:
        """The page shows this document."""
        self._current = document
        self._mark_current()

    def first(self) -> int | None:
        """The first document, to open when nothing else is known."""
        return self.model.values[0].id if self.model.values else None

    def _mark_current(self) -> None:
        row = self.model.row_of(self._current) if self._current is not None else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        else:
            self.view.clearSelection()

    def _show_trash(self, shown: bool) -> None:
        filled = bool(self.trash_model.values)
        self._trash_toggle.setVisible(filled)
        self.trash_view.setVisible(shown and filled)
        self._name_trash()

    def _name_trash(self) -> None:
        arrow = "▾" if self._trash_toggle.isChecked() else "▸"
        count = len(self.trash_model.values)
        name = self.tr("Trash")
        self._trash_toggle.setText(f"{arrow} {name}  {number(count)}")
        self._trash_toggle.setAccessibleName(self.tr("Trash, %n documents", "", count))

    # What the writer does

    def chosen(self) -> int | None:
        """The row the keyboard is on."""
        index = self.view.currentIndex()
        return index.data(Role.ID) if index.isValid() else None

    def create(self, *, name: bool = True) -> None:
        """A new, empty document at the end; `name`: its title waits to be typed over."""
        try:
            document = self._studio.manuscript.create(self._free_title())
        except MuseError as error:
            self.failed.emit(error)
            return
        self.reload()
        self.opened.emit(document)
        if name:
            self.edit_title()

    def _free_title(self) -> str:
        taken = {document.title for document in self._studio.manuscript.documents()}
        title, count = self.tr("Untitled"), 1
        while title in taken:
            count += 1
            title = self.tr("Untitled {number}").format(number=count)
        return title

    def edit_title(self) -> None:
        """Rename the current document in place."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().isValid():
            self.view.edit(self.view.currentIndex())

    def rename(self, document: int, title: str) -> None:
        """Give a document another title."""
        self._change(lambda: self._studio.manuscript.rename(document, title))

    def move(self, steps: int) -> None:
        """Move the current document up (-1) or down (+1)."""
        row = self.view.currentIndex().row()
        target = row + steps
        if row >= 0 and 0 <= target < self.model.rowCount():
            root = QModelIndex()
            self.model.moveRow(root, row, root, target if steps < 0 else target + 1)

    def trash(self) -> None:
        """Move the current document to the trash; another one takes its place on the page."""
        document = self.chosen()
        if document is None:
            return
        row = self.model.row_of(document)
        self._change(lambda: self._studio.manuscript.trash(document))
        if document == self._current and self.model.values:
            self.opened.emit(self.model.values[min(row, len(self.model.values) - 1)].id)
        elif document == self._current:
            self.create(name=False)

    def restore(self, document: int) -> None:
        """Take a document out of the trash and open it."""
        self._change(lambda: self._studio.manuscript.restore(document))
        self.opened.emit(document)

    def _reorder(self, documents: list[int]) -> None:
        self._change(lambda: self._studio.manuscript.reorder(documents))

    def _change(self, do: object) -> None:
        try:
            do()
        except MuseError as error:
            self.failed.emit(error)
        self.reload()
        self.changed.emit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.ID))

    def _menu(self, place: object) -> None:
        menu = passing_menu(self)
        menu.addAction(self.tr("New document"), self.create)
        if self.view.indexAt(place).isValid():
            menu.addAction(self.tr("Rename"), self.edit_title)
            menu.addAction(self.tr("Move up"), lambda: self.move(-1))
            menu.addAction(self.tr("Move down"), lambda: self.move(1))
            menu.addSeparator()
            menu.addAction(self.tr("Move to trash"), self.trash)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _trash_menu(self, place: object) -> None:
        index = self.trash_view.indexAt(place)
        if index.isValid():
            menu = passing_menu(self)
            menu.addAction(self.tr("Restore"), lambda: self.restore(index.data(Role.ID)))
            menu.popup(self.trash_view.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys in the lists: Delete, Enter, Alt with arrows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if watched is self.trash_view:
            if enter and self.trash_view.currentIndex().isValid():
                self.restore(self.trash_view.currentIndex().data(Role.ID))
                return True
            return False
        editing = self.view.state() == ContentList.State.EditingState
        if enter and not editing and self.view.currentIndex().isValid():
            self._open(self.view.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.trash()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            return False
        return True
