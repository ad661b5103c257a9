"""Compiling the manuscript, as the window has it: what is remembered, the work, what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from muse_desktop.errors import MuseError
from muse_desktop.paths import settings_file
from muse_desktop.settings import replaced
from muse_desktop.studio.novels import Compiled, CompileWish, survey
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.asking import ask_whether
from muse_desktop.ui.manuscript.outgoing_view import HEADINGS, OutgoingView
from muse_desktop.ui.notices import Notice

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

TOPIC = "compiled"


class Outgoing(QObject):
    """Joins the view and the work. Author, kind of file and headings are as they were the last time."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window, self._studio = window, studio
        self._running = False
        self._file = QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)
        self.view = OutgoingView(window.stack)
        self._remember()
        window.stack.addWidget(self.view)
        self.view.back.connect(window.show_page)
        self.view.wanted.connect(self.ask)

    def _remember(self) -> None:
        view, kept = self.view, self._file
        kind = kept.value("compile/kind", ".docx", str)
        if kind in view.kinds:
            view.kinds[kind].setChecked(True)
        headings = kept.value("compile/headings", "", str)
        if headings in HEADINGS:
            view.headings.setCurrentIndex([str(one) for one in HEADINGS].index(headings))
        view.scene_break.setCurrentText(
            kept.value("compile/break", "", str) or view.scene_break.currentText()
        )

    def _keep(self, wish: CompileWish) -> None:
        self._file.setValue("compile/kind", wish.path.suffix.lower())
        self._file.setValue("compile/headings", wish.headings)
        self._file.setValue("compile/break", wish.scene_break)
        self._file.setValue("compile/folder", str(wish.path.parent))
        self._file.sync()
        settings = self._studio.settings
        if settings.author != wish.author:
            self._window.keep_settings(replaced(settings, author=wish.author))

    def _folder(self) -> Path:
        kept = self._file.value("compile/folder", "", str)
        if kept and Path(kept).is_dir():
            return Path(kept)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(folder) if folder else Path.home()

    def open(self) -> None:
        """Save what is open and show the view."""
        window, book = self._window, self._window.binder.book
        if self._running or book.project is None or window.desk.save_now() is not None:
            return
        project = book.project
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        book.reload()
        nodes = [node for node in book.nodes if node.kind != "note"]
        self.view.take_up(project, book.title, self._studio.settings.author, nodes, self._folder())
        window.stack.setCurrentWidget(self.view)
        self.view.tree.setFocus()
        manuscript = self._studio.manuscript
        window.jobs.watch(
            self._studio.background(lambda: survey(manuscript, project)),
            self,
            lambda found: self.view.show_survey(found) if project == self.view.wish().project else None,
        )
        notices = self._studio.evidence.notices
        window.jobs.watch(
            self._studio.background(lambda: notices.wanted(project)),
            self,
            lambda on: self.view.show_notice(on) if project == self.view.wish().project else None,
        )

    def ask(self, wish: CompileWish, changed: dict[int, bool]) -> None:
        """Compile; where that would replace a file that is not an earlier one of these, ask first."""
        known = {self._file.value("compile/path", "", str), str(self.view.agreed)}
        if self._running or not wish.path.is_file() or str(wish.path) in known:
            self.compile(wish, changed)
            return
        ask_whether(
            self.view.title.text(),
            self.tr("There is a file “{name}” already.").format(name=wish.path.name),
            self.tr("Compiling replaces it. What is in it now will be gone."),
            (self.tr("Replace it"), self.tr("Cancel")),
            lambda: self.compile(wish, changed),
            self._window,
        )

    def compile(self, wish: CompileWish, changed: dict[int, bool]) -> None:
        """Note which documents are in the manuscript, then write the file, off the UI thread."""
        if self._running:
            return
        window = self._window
        for on in (True, False):
            documents = [document for document, compiled in changed.items() if compiled is on]
            if documents:
                window.binder.acts.describe(documents, compiled=on)
        self._keep(wish)
        self._running = True
        self.view.note.refuse(None)
        self.view.show_running(True)
        refused = lambda error: self._refused(error, wish)  # noqa: E731
        window.jobs.watch(self._studio.compile(wish), self, self._compiled, refused, self._over)

    def _over(self) -> None:
        self._running = False
        self.view.show_running(False)

    def _refused(self, error: MuseError, wish: CompileWish) -> None:
        if error.code == "publication.blocked":
            from muse_desktop.ui.record.publication_room import PublicationRoom

            room = self._window.rooms.get(PublicationRoom)
            room.held_back(wish.project, None, lambda: self.compile(wish, {}), error)
        if self._window.stack.currentWidget() is self.view:
            self.view.note.refuse(error)
        else:
            self._window.news.error(error, TOPIC)

    def _compiled(self, compiled: Compiled) -> None:
        window, path = self._window, compiled.path
        self._file.setValue("compile/path", str(path))
        if window.stack.currentWidget() is self.view:
            window.show_page()

        def words() -> str:
            counted = self.tr("%Ln words", "", compiled.words)
            return self.tr("The manuscript is in {path}: {words}.").format(path=path, words=counted)

        show = lambda: self.tr("Open folder")  # noqa: E731
        window.notices.tell(Notice(TOPIC, words, "news", show, lambda: self.show_folder(path.parent)))

    def show_folder(self, folder: Path) -> None:
        """Show the folder in the system's file manager."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            said = lambda: self.tr("The file is in {folder}").format(folder=folder)  # noqa: E731
            self._window.notices.tell(Notice(TOPIC, said, "news"))
