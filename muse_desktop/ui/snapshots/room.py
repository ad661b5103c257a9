"""The way from the window to the snapshots, and those that are taken while one writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer

from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Reason, SnapshotInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.snapshots.view import SnapshotsView
    from muse_desktop.ui.window import MainWindow

A_MOMENT_MS = 50  # so that the clock has passed it


class SnapshotsRoom(Room):
    """Opens the snapshots of the document on the page; takes one for every ten minutes of writing."""

    SPECS = (
        ActionSpec(
            "take_snapshot",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Take a snapshot…"),
            "Ctrl+Shift+S",
            separator=True,
        ),
        ActionSpec("snapshots", "manuscript", QT_TRANSLATE_NOOP("Actions", "Snapshots"), "Ctrl+Shift+T"),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: SnapshotsView | None = None
        self._written: dict[int, DocumentSession] = {}  # since the last snapshot
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"snapshots": self.open, "take_snapshot": self.ask_take}

    @property
    def view(self) -> SnapshotsView:
        """The view itself, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.snapshots.view import SnapshotsView

            window = self.window
            self._view = SnapshotsView(self.studio, window.jobs, self._restore, self._undo, window)
            self._view.back.connect(window.show_page)
            self._view.take_wanted.connect(self.ask_take)
            window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """Show the snapshots of the document on the page."""
        session = self.window.desk.session
        if session is None:
            return
        self.window.actions_["focus"].setChecked(False)
        self.view.show_document(session)
        self.window.stack.setCurrentWidget(self.view)
        self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_take(self) -> None:
        """Ask for a name and keep the text on the page as it is now, wherever the writer is."""
        from muse_desktop.ui.snapshots.name_dialog import NameDialog

        if self.window.desk.session is not None:
            about = self.tr(
                "The text of this moment is kept for good. You can compare with it and bring it back."
            )
            title, verb = self.tr("Take a snapshot"), self.tr("Keep it")
            NameDialog(title, about, verb, "", self._take, self.window).open()

    def _take(self, name: str) -> None:
        session = self.window.desk.session
        if session is None:
            return
        taking = self.studio.writing.snapshots.take(session, Reason.BY_HAND, name)
        self.window.jobs.watch(taking, self, self._say_taken)

    def _say_taken(self, info: SnapshotInfo) -> None:
        if self._view is not None and self._view.isVisible():
            self._view.reload(info.id)
            return

        def words() -> str:
            if info.name:
                return self.tr("The snapshot “{name}” is kept.").format(name=info.name)
            return self.tr("The snapshot is kept.")

        self.window.notices.tell(
            Notice("snapshot", words, "news", lambda: self.tr("Show snapshots"), self.open)
        )

    # While one writes

    def page_made(self, page: Page) -> None:
        """Hear of what is written on a page."""
        page.edited.connect(lambda *_: self._edited(page))

    def document_changed(self) -> None:
        """The view follows the page."""
        session = self.window.desk.session
        if self._view is not None and self._view.isVisible() and session is not None:
            self._view.show_document(session)

    def leave(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._written.clear()

    def _edited(self, page: Page) -> None:
        session = page.session
        if session is None:
            return
        if session.id not in self._written:
            self._written[session.id] = session
            self.look()
        if self._view is not None:
            self._view.text_changed(session.id)

    def look(self) -> None:
        """Take the snapshots that are due, and wait for the next one; an idle window waits for none."""
        for session in list(self._written.values()):
            self._look_at(session)
        waits = [self.studio.writing.snapshots.due_in(session) for session in self._written.values()]
        if waits:
            self._timer.start(round(min(waits) * 1000) + A_MOMENT_MS)
        else:
            self._timer.stop()

    def _look_at(self, session: DocumentSession) -> None:
        if session.closed:
            self._written.pop(session.id, None)
            return
        taking = self.studio.writing.snapshots.take_when_due(session)
        if taking is not None:
            self._written.pop(session.id, None)
            self.window.jobs.watch(taking, self)  # a disk that is full is told, as when saving

    # Bringing back

    def _restore(self, document: int, edit: Edit) -> None:
        self.window.desk.apply_edit(document, edit, restored=True)

    def _undo(self, document: int) -> None:
        if self.window.desk.document == document:
            self.window.page.undo()
