"""The way from the window to backups, checking and wiping; and backups by themselves while it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from muse_desktop.manuscript.backups import BackupInfo
    from muse_desktop.studio.safety import Safety
    from muse_desktop.studio.wipe import Wish
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.safety.aside import Aside
    from muse_desktop.ui.safety.view import BackupsView
    from muse_desktop.ui.window import MainWindow

LOOK_MS = 10 * 60 * 1000  # so long after a change the room looks whether a backup is due


class SafetyRoom(Room):
    """`aside`: what is to be done once the window is closed, before it opens again (see aside.py)."""

    SPECS: ClassVar = (
        ActionSpec("backups", "file", QT_TRANSLATE_NOOP("Actions", "Backups…"), separator=True),
        ActionSpec("back_up_now", "file", QT_TRANSLATE_NOOP("Actions", "Back up now")),
        ActionSpec("data_folder", "file", QT_TRANSLATE_NOOP("Actions", "Open data folder")),
        ActionSpec("check_database", "file", QT_TRANSLATE_NOOP("Actions", "Check database…")),
        ActionSpec("wipe", "file", QT_TRANSLATE_NOOP("Actions", "Wipe a project or everything…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self.aside: Aside | None = None
        self._safety: Safety | None = None
        self._view: BackupsView | None = None
        self._told: dict[int, int] = {}  # document id -> how many conflicts of it have been told
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What its actions do."""
        return {
            "backups": self.open,
            "back_up_now": self.back_up,
            "data_folder": self.open_folder,
            "check_database": self.check,
            "wipe": self.wipe,
        }

    def page_made(self, page: Page) -> None:
        """Hear of changes, which want a backup, and of saves: they may have found another program's text."""
        page.text_changed.connect(self._changed)
        page.saved_state_changed.connect(lambda state, *_: self._tell_conflicts(page, state))

    def leave(self) -> None:
        """The window closes."""
        self._timer.stop()

    @property
    def safety(self) -> Safety:
        """What does the work."""
        if self._safety is None:
            from muse_desktop.studio.safety import Safety

            self._safety = Safety(self.studio)
        return self._safety

    @property
    def view(self) -> BackupsView:
        """The view of the backups."""
        if self._view is None:
            from muse_desktop.ui.safety.view import BackupsView

            window = self.window
            self._view = BackupsView(self.safety, window.jobs, window)
            self._view.back.connect(window.show_page)
            self._view.failed.connect(self._fail)
            self._view.brought_back.connect(self._brought_back)
            self._view.go_back_wanted.connect(self.ask_to_go_back)
            self._view.folder_wanted.connect(self.open_folder)
            window.stack.addWidget(self._view)
        return self._view

    # Backups

    def open(self) -> None:
        """Show the backups."""
        window = self.window
        window.actions_["focus"].setChecked(False)
        window.page.flush_now()
        self.view.show_backups()
        window.stack.setCurrentWidget(self.view)
        self.view.list.setFocus()

    def back_up(self) -> None:
        """Make a backup now and say so."""
        if self._view is not None and self.window.stack.currentWidget() is self._view:
            self._view.back_up()
            return
        self.window.page.flush_now()
        try:
            making = self.safety.back_up()
        except MuseError as error:
            self._fail(error)
            return
        self.window.jobs.watch(making, self, self._backed_up, self._fail)

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """Make a backup if the newest is old; nothing is said unless it fails."""
        self._timer.stop()
        making = self.safety.back_up_when_due()
        if making is not None:
            self.window.jobs.watch(making, self, None, self._fail)

    def _backed_up(self, path: Path) -> None:
        words = lambda: self.tr("Backed up as {name}.").format(name=path.name)  # noqa: E731
        show = lambda: self.tr("Show backups")  # noqa: E731
        self.window.notices.tell(Notice("backup", words, "news", show, self.open))

    def _fail(self, error: MuseError) -> None:
        self.window.news.error(error, "backup")
        if self._view is not None and self.window.stack.currentWidget() is self._view:
            self.window.show_page()  # where notices are

    def _brought_back(self, documents: list[int]) -> None:
        self.window.binder.reload()
        self.window.open_document(documents[0])
        count = len(documents)
        words = lambda: self.tr("%Ln documents are back as copies, at the end of their project.", "", count)  # noqa: E731
        self.window.notices.tell(Notice("backup", words, "news"))

    def ask_to_go_back(self, info: BackupInfo) -> None:
        """Go back to a backup, if the writer says so once more."""
        from muse_desktop.ui.safety.dialogs import GoBackDialog

        dialog = GoBackDialog(self.view.list.backups.title(info), self.window)
        dialog.accepted.connect(lambda: self.go_back(info))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def go_back(self, info: BackupInfo) -> None:
        """Close, put the backup in place, open again."""
        from muse_desktop.ui.safety.work import going_back

        self._close_for(going_back(info))

    # Looking and wiping

    def open_folder(self) -> None:
        """Show the workspace's folder in the system's file manager."""
        folder = self.safety.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            words = lambda: self.tr("Your data is in {folder}").format(folder=folder)  # noqa: E731
            self.window.notices.tell(Notice("folder", words, "news"))

    def check(self) -> None:
        """Look through everything; the texts are saved before."""
        from muse_desktop.ui.safety.check_dialog import CheckDialog

        self.window.page.flush_now()
        dialog = CheckDialog(self.safety.check(), self.window.jobs, self.window)
        dialog.seal.follow(self.studio.evidence.keeper, self.window.jobs)
        dialog.backups_wanted.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def wipe(self) -> None:
        """Ask what to wipe, twice, then close, wipe, and open again."""
        from muse_desktop.ui.safety.dialogs import WipeDialog

        session = self.window.desk.session
        documents = {one.id: one.project_id for one in self.studio.manuscript.documents()} if session else {}
        current = documents.get(session.id, 0) if session else 0
        dialog = WipeDialog(self.studio.manuscript.projects(), current, self.window)
        dialog.accepted.connect(lambda: self.wipe_now(dialog.wish))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def wipe_now(self, wish: Wish) -> None:
        """Close, wipe, open again."""
        from muse_desktop.ui.safety.work import wiping

        self._close_for(wiping(wish))

    def _close_for(self, aside: Aside) -> None:
        self.aside = aside
        if not self.window.close():  # the last words could not be saved, and the writer stays
            self.aside = None

    def taken_aside(self) -> Aside | None:
        """What is to be done now that the window is closed; the window is taken away for it."""
        if self.aside is None:
            return None
        from muse_desktop.ui.safety.aside import dismiss

        aside = self.aside
        dismiss(self.window)
        return aside

    # What saving finds

    def _tell_conflicts(self, page: Page, state: str) -> None:
        session = page.session
        if state != "saved" or session is None:
            return
        count = len(session.conflicts)
        if count <= self._told.get(session.id, 0):
            return
        self._told[session.id] = count
        copy, title = session.conflicts[-1], session.title
        words = lambda: self.tr(  # noqa: E731
            "Another program had changed “{title}” meanwhile. Both texts are kept: yours here, the other one "
            "beside it in the binder."
        ).format(title=title)
        show = lambda: self.tr("Show the other one")  # noqa: E731
        self.window.binder.reload()
        self.window.notices.tell(Notice("conflict", words, "problem", show, lambda: self._open(copy)))

    def _open(self, document: int) -> None:
        self.window.open_document(document)
