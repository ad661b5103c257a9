"""The way from the window to the drafts of what to tell others about AI."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.record.saved_work import show_saved_work
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.record.disclosure_view import DisclosureView
    from muse_desktop.ui.window import MainWindow


class DisclosureRoom(Room):
    """One full view, made when it is first asked for."""

    SPECS = (
        ActionSpec("disclose", "manuscript", QT_TRANSLATE_NOOP("Actions", "What to tell others about AI…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: DisclosureView | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the action does."""
        return {"disclose": self.open}

    @property
    def view(self) -> DisclosureView:
        """The wizard as a view of the window."""
        if self._view is None:
            from muse_desktop.ui.record.disclosure_view import DisclosureView

            self._view = DisclosureView(self.studio, self.window.jobs, self.window)
            self._view.back.connect(self.window.show_page)
            self.window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """Save what is open, because the figures are of what is saved, and show the wizard."""
        show_saved_work(self.window, lambda: self.view)
