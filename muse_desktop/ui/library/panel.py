"""The library in the left pane: the texts drafts are compared with, and adding more of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.library.corpus import AddProgress, AddReport
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import (
    TEXT_INSET,
    ContentList,
    ElidedLabel,
    SectionLabel,
    TextButton,
    drop_down,
    passing_menu,
    restyle,
    shifted,
)
from muse_desktop.ui.library.items import LibraryModel
from muse_desktop.ui.models.dropped import model_files

ROW_HEIGHT = 40


class ItemDelegate(QStyledItemDelegate):
    """One text: title and words, its rights below."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(120, ROW_HEIGHT)


class LibraryPanel(Retranslated, QWidget):
    """Items with rights and words; files and folders are added from a dialog or by dropping them here."""

    failed = Signal(object)  # MuseError
    added = Signal(object)  # AddReport
    removed = Signal(str)  # the title of a text that was taken out
    changed = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._cancelled = threading.Event()
        self._busy = False
        self._leaving: set[int] = set()  # items being taken out
        self.setAcceptDrops(True)
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
        self._empty = TextButton(self)
        self._empty.setProperty("role", "text")
        self._empty.clicked.connect(self.choose_files)
        self._build()
        self.retranslate()
        self.reload()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 2)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.add)
        self._work = QWidget(self)
        self._bar = QProgressBar(self._work)
        self._bar.setTextVisible(False)
        self._doing = ElidedLabel(self._work, Qt.TextElideMode.ElideMiddle)
        self._doing.setProperty("role", "caption")
        self.cancel = TextButton(self._work)
        self.cancel.clicked.connect(self.stop_adding)
        line = QHBoxLayout()
        line.addWidget(self._doing, 1)
        line.addWidget(self.cancel)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(8, 4, 4, 4)
        work.setSpacing(3)
        work.addWidget(self._bar)
        work.addLayout(line)
        self._work.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addLayout(head)
        box.addWidget(self._work)
        box.addLayout(shifted(self._empty, 8 - TEXT_INSET))
        box.addWidget(self.view)
        box.addStretch(1)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Library"))
        self.add.setAccessibleName(self.tr("Add to the library"))
        self.add.setToolTip(self.tr("Add to the library"))
        self._files.setText(self.tr("Add files…"))
        self._folder.setText(self.tr("Add a folder…"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Stop adding to the library"))
        self._empty.setText(self.tr("Add files or drop them here"))
        self.view.setAccessibleName(self.tr("Texts in the library"))
        self._bar.setAccessibleName(self.tr("Progress of adding texts"))
        self.model.refresh()

    def reload(self) -> None:
        """Read the items again."""
        self.model.set_values(self._studio.library.items())
        filled = bool(self.model.values)
        self.view.setVisible(filled)
        self._empty.setVisible(not filled and not self._busy)

    # Adding

    def choose_files(self) -> None:
        """Ask for files, then add them."""
        kinds = self.tr("Texts (*.txt *.md)")
        names, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Add to the library"), "", kinds)
        self.take([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder, then add the texts in it."""
        name = QFileDialog.getExistingDirectory(self.window(), self.tr("Add a folder to the library"))
        self.take([Path(name)] if name else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Add `paths` in the background, with progress and Cancel."""
        if not paths or self._busy:
            return
        self._busy = True
        self._cancelled = threading.Event()
        self._bar.setRange(0, 0)
        self._doing.setText(self.tr("Reading…"))
        self._work.show()
        self._empty.hide()
        carrier = post()

        def progressed(progress: AddProgress) -> None:  # on the thread that reads
            carrier.send(self, lambda: self._show_progress(progress))

        self._jobs.watch(
            self._studio.add_to_library(paths, progressed, self._cancelled.is_set),
            self,
            self._added,
            self.failed.emit,
            self._rest,
        )

    def stop_adding(self) -> None:
        """End the import; what has been added stays."""
        self._cancelled.set()

    def _show_progress(self, progress: AddProgress) -> None:
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        words = self.tr("{done} of {total}: {name}")
        name = Path(progress.path).name
        self._doing.setText(words.format(done=number(progress.done), total=number(progress.total), name=name))

    def _added(self, report: AddReport) -> None:
        self.reload()
        self.added.emit(report)
        self.changed.emit()

    def _rest(self) -> None:
        self._busy = False
        self._work.hide()
        self.reload()

    # One item

    def remove(self) -> None:
        """Take the chosen text out of the library, in the background."""
        index = self.view.currentIndex()
        item = index.data(Role.ID) if index.isValid() else None
        if item is None or item in self._leaving:
            return
        title = str(index.data())
        self._leaving.add(item)

        def over() -> None:
            self._leaving.discard(item)
            self.reload()
            self.changed.emit()

        removing = self._studio.background(lambda: self._studio.library.remove(item))
        self._jobs.watch(removing, self, lambda _: self.removed.emit(title), self.failed.emit, over)

    def _item_menu(self, place: object) -> None:
        menu = passing_menu(self)
        menu.addActions([self._files, self._folder])
        if self.view.indexAt(place).isValid():
            menu.addSeparator()
            menu.addAction(self.tr("Remove from the library"), self.remove)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete takes the chosen text out."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.remove()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files are welcome; models are for the window."""
        mime = event.mimeData()
        if any(url.isLocalFile() for url in mime.urls()) and not model_files(mime):
            self._light(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: the drag went elsewhere."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: add what was dropped."""
        self._light(False)
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _light(self, on: bool) -> None:
        self.setProperty("dropping", on)
        restyle(self)
