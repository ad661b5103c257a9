"""What a room of the window is: some actions, and a share in what happens on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject

from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec

if TYPE_CHECKING:
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow


class Room(QObject):
    """One matter of the window. Made before the window is built: look at its parts in `settle` and later.

    What a room needs to show it makes when it is first asked for, so that the window opens fast.
    """

    SPECS: ClassVar[tuple[ActionSpec, ...]] = ()
    """Its actions; they follow the window's own in their menus."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self.window = window
        self.studio = studio

    def handlers(self) -> dict[str, Callable[..., None]]:
        """One handler per action of SPECS; checkable ones are given whether they are on."""
        return {}

    def settle(self) -> None:
        """The window is built: connect to its parts."""

    def awake(self) -> None:
        """The window is shown and answers: what nobody misses before that."""

    def page_made(self, page: Page) -> None:
        """A page has been made (there may be several): connect to it."""

    def document_changed(self) -> None:
        """Another document is on the page the writer works on, or another page has the keyboard."""

    def settings_changed(self, settings: Settings) -> None:
        """The settings are these now (also while only tried out); called once when the window is built."""

    def leave(self) -> None:
        """The window closes: stop what runs."""
