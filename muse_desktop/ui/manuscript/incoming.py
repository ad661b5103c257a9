"""Bringing in a novel, as the window has it: the file, the reading, the view, and the way back."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from muse_desktop.errors import MuseError
from muse_desktop.formats.novel import KNOWN_SUFFIXES, Novel, read_novel
from muse_desktop.manuscript.incoming import Brought, NewDocument, bring_in
from muse_desktop.studio.annotating import with_claims
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.manuscript.incoming_view import IncomingView
from muse_desktop.ui.notices import Notice

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

TOPIC = "brought in"


def novel_file(mime: QMimeData) -> Path | None:
    """The one file of a drag, if a novel can be read from it."""
    urls = mime.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in KNOWN_SUFFIXES else None


class Incoming(QObject):
    """Joins the view and the work. Only one file is read at a time; leaving the view stops it."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window, self._studio = window, studio
        self._stopped = threading.Event()
        self._path = Path()
        self._before: int | None = None  # the document on the page
        self._bringing = False
        self.view = IncomingView(window.stack)
        self.view.setAcceptDrops(True)
        window.stack.addWidget(self.view)
        window.stack.currentChanged.connect(lambda _at: self._left())
        self.view.back.connect(window.show_page)
        self.view.stop_wanted.connect(window.show_page)
        self.view.file_wanted.connect(self.choose)
        self.view.bring_wanted.connect(self._bring)
        self.view.installEventFilter(self)

    def choose(self) -> None:
        """Ask for a file and show what is in it."""
        kinds = " ".join(f"*{suffix}" for suffix in KNOWN_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Bring in a novel"),
            "",
            self.tr("Novels ({kinds})").format(kinds=kinds),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file, off the UI thread, and show what is in it."""
        if self._bringing:
            return
        window = self._window
        self.stop()
        stopped = self._stopped = threading.Event()
        self._path = path
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        self.view.show_reading(path)
        window.stack.setCurrentWidget(self.view)
        window.jobs.watch(
            self._studio.background(lambda: read_novel(path, stopped.is_set)),
            self,
            lambda novel: None if stopped.is_set() else self._show(novel),
            lambda error: None if stopped.is_set() else self.view.show_error(error),
        )

    def _show(self, novel: Novel) -> None:
        self.view.show_novel(novel, self._window.binder.title)

    def _left(self) -> None:
        if self._window.stack.currentWidget() is not self.view:
            self.stop()

    def stop(self) -> None:
        """What is being read is not wanted any more."""
        self._stopped.set()

    # In, and back out

    def _bring(self, documents: list[NewDocument], title: str, new: bool) -> None:
        if self._bringing:
            return
        window, manuscript = self._window, self._studio.manuscript
        project = None if new else window.binder.book.project
        source, annotated = self._path.name, self.view.kept_authors
        self._before = window.desk.document
        self._bringing = True
        self.view.show_bringing()

        def work() -> Brought:
            made = documents if annotated is None else with_claims(documents, annotated)
            return bring_in(manuscript, made, source, project, title)

        window.jobs.watch(
            self._studio.background(work),
            self,
            lambda brought: self._brought(brought, documents),
            self._refused,
            self._over,
        )

    def _over(self) -> None:
        self._bringing = False

    def _refused(self, error: MuseError) -> None:
        if self._window.stack.currentWidget() is self.view:
            self.view.show_refused(error)
        else:
            self._window.news.error(error, TOPIC)

    def _brought(self, brought: Brought, made: list[NewDocument]) -> None:
        window, before = self._window, self._before
        window.binder.reload()
        first = next((at for at, one in enumerate(made) if one.text), 0)
        window.open_document(brought.documents[first])
        window.page.goto(0)
        window.actions_["binder"].setChecked(True)
        window.left.setCurrentWidget(window.binder)
        name, count = self._path.name, len(brought.documents)

        def words() -> str:
            documents = self.tr("%Ln documents", "", count)
            counted = self.tr("%Ln words", "", brought.words)
            said = self.tr("{name} is here: {documents}, {words}.")
            return said.format(name=name, documents=documents, words=counted)

        back = lambda: self.tr("Take back")  # noqa: E731
        window.notices.tell(Notice(TOPIC, words, "news", back, lambda: self.take_back(brought, before)))

    def take_back(self, brought: Brought, before: int | None) -> None:
        """Put all that came in into the trash, and show what was on the page before."""
        window, tree = self._window, self._studio.writing.tree
        window.notices.withdraw(TOPIC)
        if not window.desk.let_go(brought.documents):
            return
        try:
            for document in brought.tops:
                tree.trash(document)
        except MuseError as error:
            window.news.error(error, TOPIC)
        window.binder.reload()
        if before is not None and window.binder.knows(before):
            window.open_document(before)
        elif (first := window.binder.first()) is not None:
            window.open_document(first)
        else:
            window.binder.create(name=False)
        said = lambda: self.tr("What was brought in is in the trash.")  # noqa: E731
        window.notices.tell(Notice(TOPIC, said, "news"))

    # Dropped files

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a novel's file that is dropped on the view or the binder is read."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = novel_file(event.mimeData())
        if path is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.read(path)
        return True
