"""The left pane: a project's parts, chapters, scenes and notes, archive and trash, and the library below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from muse_desktop.manuscript.tree_values import KINDS, NodeKind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.widgets import ElidedButton, TextButton, drop_down
from muse_desktop.ui.library.panel import LibraryPanel
from muse_desktop.ui.manuscript.binder_acts import Acts
from muse_desktop.ui.manuscript.binder_away import AwayList
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_menu import BinderMenu
from muse_desktop.ui.manuscript.binder_view import BinderTree
from muse_desktop.ui.manuscript.binder_words import NodeWords
from muse_desktop.ui.manuscript.tree_model import TreeModel

if TYPE_CHECKING:
    from muse_desktop.ui.manuscript.details import DetailsCard


LEAST_TREE = 136  # pixels: five rows
LIBRARY_SHARE = 0.35


class Binder(Retranslated, QWidget):
    """One project at a time. What is done to its documents goes through `acts`; the page is the window's."""

    opened = Signal(int)  # document id
    failed = Signal(object)  # MuseError
    changed = Signal()  # titles, order or trash changed

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._studio = studio
        self._current: int | None = None
        self._last: dict[int, int] = {}  # the document that was open last in each project
        self.book = Book(studio, self)
        self.acts = Acts(studio, self.book, self)
        self.words = NodeWords(self)
        self.project = ElidedButton(self)
        self.project.setProperty("role", "strong")
        self.new = TextButton(self)
        self.new.setText("+")
        self.new_menu = QMenu(self.new)
        self.model = TreeModel(self.book, self)
        self.view = BinderTree(self.book, self)
        self.view.setModel(self.model)
        self.view.setMinimumHeight(LEAST_TREE)
        self.archive_view = AwayList("archive", self)
        self.trash_view = AwayList("trash", self)
        self.details: DetailsCard | None = None
        self.details_toggle = TextButton(self)
        self.details_toggle.setCheckable(True)
        self.library = LibraryPanel(studio, jobs, self)
        self.menu = BinderMenu(self)
        self.more_actions: list[QAction] = []  # the window's, for the menu of one document
        self._build()
        self._connect()
        self.retranslate()
        self.reload()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(3, 0, 4, 2)
        head.addWidget(self.project, 1)
        head.addWidget(self.new)
        away = QHBoxLayout()
        away.setContentsMargins(3, 2, 0, 0)
        away.setSpacing(6)
        for view in (self.archive_view, self.trash_view):
            away.addWidget(view.toggle)
        away.addStretch(1)
        noted = QHBoxLayout()
        noted.setContentsMargins(3, 0, 0, 0)
        noted.addWidget(self.details_toggle)
        noted.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 14, 8, 8)
        self._box.setSpacing(1)
        self._box.addLayout(head)
        self._box.addWidget(self.view, 3)
        self._box.addLayout(away)
        self._box.addWidget(self.archive_view, 1)
        self._box.addWidget(self.trash_view, 1)
        self._box.addLayout(noted)
        self._box.addSpacing(10)
        self._box.addWidget(self.library)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: drop_down(self.new_menu, self.new))
        self.project.clicked.connect(lambda: drop_down(self.menu.projects(), self.project))
        self.view.open_wanted.connect(self.opened)
        self.view.key_acted.connect(self._key)
        self.view.customContextMenuRequested.connect(self.menu.show_at)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        self.model.modelReset.connect(self._show_details)
        self.archive_view.back_wanted.connect(lambda found: [self.acts.unarchive(one) for one in found])
        self.archive_view.open_wanted.connect(self.opened)
        self.trash_view.back_wanted.connect(self.acts.restore)
        self.details_toggle.toggled.connect(self.show_details)
        self.model.renamed.connect(self.rename)
        self.model.moved.connect(self.acts.move)
        self.book.changed.connect(self._show_away)
        self.acts.failed.connect(self.failed)
        self.acts.done.connect(self._mark_current)
        self.acts.done.connect(self.changed)
        self.acts.opened.connect(self.opened)
        self.acts.emptied.connect(lambda: self.create(name=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the library gets what it needs, up to a share of the pane."""
        super().resizeEvent(event)
        self.library.setMaximumHeight(round(self.height() * LIBRARY_SHARE))

    def retranslate(self) -> None:
        """Set the words again."""
        self.new.setAccessibleName(self.tr("New document"))
        self.new.setToolTip(self.tr("New document"))
        self.view.setAccessibleName(self.tr("Documents"))
        self.new_menu.clear()
        for kind in reversed(KINDS[:3]):
            self.new_menu.addAction(self.new_words(kind), lambda kind=kind: self.create(kind=kind))
        self.new_menu.addAction(self.new_words("note"), lambda: self.create(kind="note"))
        self.model.refresh()
        self.archive_view.name()
        self.trash_view.name()
        self._name_project()
        self._name_details()

    def new_words(self, kind: NodeKind) -> str:
        """The words of the act that makes one of this kind."""
        return {
            "part": self.tr("New part"),
            "chapter": self.tr("New chapter"),
            "scene": self.tr("New scene"),
            "note": self.tr("New note"),
        }[kind]

    def _name_project(self) -> None:
        title = self.book.title or self.tr("Manuscript")
        self.project.setText(f"{title}  ▾")
        self.project.setAccessibleName(self.tr("Project: {title}").format(title=title))
        self.project.setToolTip(self.tr("%n words in the manuscript", "", self.book.all_words))

    # What is shown

    def reload(self) -> None:
        """Read the documents again."""
        self.book.reload()
        self._mark_current()

    def set_current(self, document: int | None) -> None:
        """The page shows this document: show its project and its row."""
        same = document == self._current
        self._current = self.acts.current = document
        project = self.book.project_of(document) if document is not None else None
        if document is not None and (project is None or project != self.book.project):
            self.book.reload(project)
            project = self.book.project_of(document)
            if project is not None and project != self.book.project:
                self.book.reload(project)
        if document is not None and self.book.project is not None:
            self._last[self.book.project] = document
        if not same:
            self.view.choose(document)

    def first(self) -> int | None:
        """The first document of the project, to open when nothing else is known."""
        return self.book.nodes[0].id if self.book.nodes else None

    def knows(self, document: int) -> bool:
        """Whether a document is there, in any project, outside the trash."""
        return self.book.project_of(document) is not None

    @property
    def title(self) -> str:
        """The title of the project that is shown."""
        return self.book.title

    def _mark_current(self) -> None:
        """Choose the document on the page, unless the writer has chosen something."""
        if not self.view.chosen():
            self.view.choose(self._current)

    def _show_away(self) -> None:
        self.archive_view.show_nodes(self.book.archived())
        self.trash_view.show_nodes(self.book.in_trash())
        self._name_project()

    # Details

    def show_details(self, shown: bool) -> None:
        """Unfold or fold what is noted about the chosen document."""
        self.details_toggle.setChecked(shown)
        if shown and self.details is None:
            from muse_desktop.ui.manuscript.details import DetailsCard

            self.details = DetailsCard(self.book, self.acts, self)
            self._box.insertWidget(self._box.indexOf(self.library) - 1, self.details)
        if self.details is not None:
            self.details.setVisible(shown)
        self._show_details()
        self._name_details()

    def _name_details(self) -> None:
        arrow = "▾" if self.details_toggle.isChecked() else "▸"
        name = self.tr("Details")
        self.details_toggle.setText(f"{arrow} {name}")
        self.details_toggle.setAccessibleName(self.tr("Details of the document"))

    def _show_details(self) -> None:
        if self.details is not None and self.details.isVisibleTo(self):
            chosen = self.view.chosen()
            self.details.show_documents(chosen or ([self._current] if self._current else []))

    # What the writer does

    def chosen(self) -> int | None:
        """The row the keyboard is on."""
        index = self.view.currentIndex()
        return index.data(Role.ID) if index.isValid() else None

    def chosen_ones(self) -> list[int]:
        """All that are selected, or the document on the page."""
        chosen = self.view.chosen()
        if chosen:
            return chosen
        return [self._current] if self._current is not None and self.book.node(self._current) else []

    def create(self, *, name: bool = True, kind: NodeKind = "scene") -> None:
        """A new, empty document beside the chosen one; `name`: its title waits to be typed over."""
        chosen = self.chosen_ones()
        made = self.acts.create(kind, chosen[-1] if chosen else None)
        if made is not None:
            self.opened.emit(made)
            self.view.choose(made)
            if name:
                self.edit_title()

    def edit_title(self) -> None:
        """Rename the chosen document in place."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())
            self.view.edit(self.view.currentIndex())

    def rename(self, document: int, title: str) -> None:
        """Give a document another title."""
        self.acts.describe([document], title=title)

    def move(self, steps: int) -> None:
        """Move the chosen document up (-1) or down (+1)."""
        self._key("up" if steps < 0 else "down")

    def trash(self) -> None:
        """Move what is chosen to the trash; another one takes its place on the page."""
        chosen = self.chosen_ones()
        if chosen:
            self.acts.trash(chosen)

    def restore(self, document: int) -> None:
        """Take a document out of the trash and open it."""
        self.acts.restore([document])

    def _key(self, what: str) -> None:
        chosen = self.chosen_ones()
        self.acts.act(what, chosen)
        if chosen and self.book.node(chosen[0]) is not None and len(chosen) == 1:
            self.view.choose(chosen[0])

    # Projects

    def show_project(self, project: int) -> None:
        """Show another project, with the document that was open in it, or its first."""
        if project == self.book.project:
            return
        self.book.reload(project)
        last = self._last.get(project)
        shown = last if self.book.node(last) is not None else self.first()
        if shown is None:
            self.create(name=False)
        else:
            self.opened.emit(shown)
        self.changed.emit()

    def new_project(self) -> None:
        """Ask for a title and begin a project."""
        self._ask(self.tr("New project"), "", self.acts.create_project)

    def rename_project(self) -> None:
        """Ask for another title of the project."""
        self._ask(self.tr("Rename project"), self.book.title, self.acts.rename_project)

    def _ask(self, heading: str, title: str, then: Callable[[str], None]) -> None:
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(heading)
        dialog.setLabelText(self.tr("Title of the project"))
        dialog.setTextValue(title)
        dialog.findChild(QLineEdit).setAccessibleName(self.tr("Title of the project"))
        dialog.textValueSelected.connect(lambda given: then(given.strip()) if given.strip() else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
