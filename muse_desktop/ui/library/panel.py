"""The library in the left pane: the texts that came last, the way to all of them, and adding more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStyledItemDelegate, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import (
    TEXT_INSET,
    ContentList,
    SectionLabel,
    TextButton,
    drop_down,
    passing_menu,
    shifted,
)
from muse_desktop.ui.library.adding import Adding, ImportStrip
from muse_desktop.ui.library.dropping import TakesTexts
from muse_desktop.ui.library.items import LibraryModel

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport
    from muse_desktop.library.listing import Listed
    from muse_desktop.studio.library_list import LibraryList

ROW_HEIGHT = 40
MOST_SHOWN = 40  # the newest; all of them are a full view


class ItemDelegate(QStyledItemDelegate):
    """One text: title and words, its rights below."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class LibraryPanel(Retranslated, TakesTexts):
    """The texts that came last; files and folders are added from a dialog or by dropping them here."""

    failed = Signal(object)  # MuseError
    added = Signal(object)  # AddReport
    remove_wanted = Signal(list)  # ids of texts that are to be taken out, after a question
    changed = Signal()
    open_wanted = Signal(int)  # the whole library; at this text, or at none: 0

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._list: LibraryList | None = None
        self.adding = Adding(studio, jobs, self)
        self._total = 0
        self._asked = 0
        self.setProperty("role", "library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = SectionLabel(self)
        self.add = TextButton(self)
        self.add.setText("+")
        self._menu = QMenu(self.add)
        self._files = self._menu.addAction("", self.choose_files)
        self._folder = self._menu.addAction("", self.choose_folder)
        self.add.clicked.connect(lambda: drop_down(self._menu, self.add))
        self.model = LibraryModel(self)
        self.view = ContentList(self, least_rows=2)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ItemDelegate(self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._item_menu)
        self.view.activated.connect(lambda index: self.open_wanted.emit(index.data(Role.ID)))
        self._empty = TextButton(self)
        self._empty.setProperty("role", "text")
        self._empty.clicked.connect(self.choose_files)
        self.all = TextButton(self)
        self.all.clicked.connect(lambda: self.open_wanted.emit(0))
        self._work = ImportStrip(self.adding, self)
        self._build()
        self.adding.begun.connect(self._empty.hide)
        self.adding.finished.connect(self._added)
        self.adding.failed.connect(self.failed)
        self.adding.over.connect(self.reload)
        self.retranslate()

    @property
    def list(self) -> LibraryList:
        """What the library's list is read with, here and in the full view."""
        if self._list is None:
            from muse_desktop.studio.library_list import LibraryList

            self._list = LibraryList(self._studio.store, self._studio.library)
        return self._list

    def leave(self) -> None:
        """The window closes."""
        if self._list is not None:
            self._list.close()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 2)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addLayout(head)
        box.addWidget(self._work)
        box.addLayout(shifted(self._empty, 8 - TEXT_INSET))
        box.addWidget(self.view)
        box.addLayout(shifted(self.all, 8 - TEXT_INSET))
        box.addStretch(1)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Library"))
        self.add.setAccessibleName(self.tr("Add to the library"))
        self.add.setToolTip(self.tr("Add to the library"))
        self._files.setText(self.tr("Add files…"))
        self._folder.setText(self.tr("Add a folder…"))
        self._empty.setText(self.tr("Add files or drop them here"))
        self.view.setAccessibleName(self.tr("Texts in the library"))
        self.model.refresh()
        self._show_total()

    def reload(self) -> None:
        """Read the newest items again, and how many there are."""
        self._asked += 1
        asked = self._asked

        def show(found: tuple[list[Listed], int]) -> None:
            if asked == self._asked:
                self._show(*found)

        self._jobs.watch(self.list.newest(MOST_SHOWN), self, show, self.failed.emit)

    def _show(self, rows: list[Listed], total: int) -> None:
        self.model.set_values([row.info for row in rows])
        self._total = total
        filled = bool(rows)
        self.view.setVisible(filled)
        self._empty.setVisible(not filled and not self.adding.running)
        self._show_total()

    def _show_total(self) -> None:
        self.all.setVisible(self._total > 0)
        self.all.setText(self.tr("All %Ln texts…", "", self._total))

    # Adding

    def choose_files(self) -> None:
        """Ask for files, then add them."""
        self.adding.choose_files()

    def choose_folder(self) -> None:
        """Ask for a folder, then add the texts in it."""
        self.adding.choose_folder()

    def take(self, paths: Sequence[Path]) -> None:
        """Add `paths` in the background, with progress and Cancel."""
        self.adding.take(paths)

    def stop_adding(self) -> None:
        """End the import; what has been added stays."""
        self.adding.stop()

    def _added(self, report: AddReport) -> None:
        self.added.emit(report)
        self.changed.emit()

    # One item

    def remove(self) -> None:
        """Ask for the chosen text to be taken out of the library."""
        index = self.view.currentIndex()
        if index.isValid():
            self.remove_wanted.emit([index.data(Role.ID)])

    def _item_menu(self, place: object) -> None:
        menu = passing_menu(self)
        menu.addActions([self._files, self._folder])
        if self.view.indexAt(place).isValid():
            menu.addSeparator()
            menu.addAction(self.tr("Remove from the library…"), self.remove)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete takes the chosen text out."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.remove()
            return
        super().keyPressEvent(event)
