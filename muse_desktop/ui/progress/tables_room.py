"""Saving the record as CSV, as the window has it: the question, the work, what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QUrl
from PySide6.QtGui import QDesktopServices

from muse_desktop.errors import MuseError
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.asking import ask_whether
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.studio.spreadsheets import TablesWish

TOPIC = "tables"


class TablesRoom(Room):
    """The record as tables for spreadsheets."""

    SPECS = (
        ActionSpec("tables", "manuscript", QT_TRANSLATE_NOOP("Actions", "Save the record as tables…")),
    )

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the action does."""
        return {"tables": self.ask}

    def ask(self) -> None:
        """Ask which tables, and where to; nothing while what is written cannot be saved."""
        from muse_desktop.ui.progress.tables_dialog import TablesDialog

        window = self.window
        if window.desk.save_now() is not None:
            return
        book = window.binder.book
        dialog = TablesDialog(book.project, book.title, window)
        dialog.accepted.connect(lambda: self.save(dialog.wish()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, wish: TablesWish) -> None:
        """Save; where that would replace files, ask first."""
        there = [path.name for path in wish.paths.values() if path.exists()]
        if not there:
            self._save(wish)
            return
        ask_whether(
            self.tr("Save the record as tables"),
            self.tr("There are such files already: {names}").format(names=", ".join(there)),
            self.tr("Saving replaces them. What is in them now will be gone."),
            (self.tr("Replace them"), self.tr("Cancel")),
            lambda: self._save(wish),
            self.window,
        )

    def _save(self, wish: TablesWish) -> None:
        from muse_desktop.studio.spreadsheets import save_tables

        studio, window = self.studio, self.window
        saving = studio.background(lambda: save_tables(studio, wish))
        window.jobs.watch(saving, self, self._saved, self._refused)

    def _refused(self, error: MuseError) -> None:
        self.window.news.error(error, TOPIC)

    def _saved(self, paths: list[Path]) -> None:
        names = ", ".join(path.name for path in paths)
        folder = paths[0].parent

        def words() -> str:
            return self.tr("The record is in {folder}: {names}").format(folder=folder, names=names)

        show = lambda: self.tr("Open folder")  # noqa: E731
        notice = Notice(TOPIC, words, "news", show, lambda: self.show_folder(folder))
        self.window.notices.tell(notice)

    def show_folder(self, folder: Path) -> None:
        """Show the folder in the system's file manager."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            said = lambda: self.tr("The files are in {folder}").format(folder=folder)  # noqa: E731
            self.window.notices.tell(Notice(TOPIC, said, "news"))
