"""The way from the window to the replay of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.record.timeline_view import TimelineView
    from muse_desktop.ui.window import MainWindow


class TimelineRoom(Room):
    """Opens the replay of the document on the page."""

    SPECS = (
        ActionSpec(
            "timeline", "manuscript", QT_TRANSLATE_NOOP("Actions", "How it was written"), "Ctrl+Shift+J"
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: TimelineView | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the action does."""
        return {"timeline": self.open}

    @property
    def view(self) -> TimelineView:
        """The view itself, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.record.timeline_view import TimelineView

            self._view = TimelineView(self.studio, self.window.jobs, self.window)
            self._view.back.connect(self.window.show_page)
            self.window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """Replay the document on the page, what was typed a moment ago included."""
        window, session = self.window, self.window.desk.session
        if session is None:
            return
        window.actions_["focus"].setChecked(False)
        window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()
        document, title, view = session.id, session.title, self.view

        def show(_: object = None) -> None:
            view.show_document(document, title)

        saving = window.page.flush_now()
        if saving is None:
            show()
        else:  # refused: the page says so itself, and what was saved before is shown
            window.jobs.watch(saving, view, failure=lambda _error: None, always=show)

    def leave(self) -> None:
        """The window closes."""
        if self._view is not None:
            self._view.play_chip.setChecked(False)
