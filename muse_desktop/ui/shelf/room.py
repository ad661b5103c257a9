"""The way from the window to the inspiration shelf, the library at a glance, variations and the curator."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.craft.reference import Reference
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.shelf.curator_view import CuratorView
    from muse_desktop.ui.shelf.frame import ShelfFrame
    from muse_desktop.ui.shelf.glance_view import GlanceView
    from muse_desktop.ui.shelf.lab_view import LabView
    from muse_desktop.ui.shelf.shelf_view import ShelfView
    from muse_desktop.ui.window import MainWindow

V = TypeVar("V", bound="ShelfFrame")


class ShelfRoom(Room):
    """Four full views, each made when it is first asked for."""

    SPECS = (
        ActionSpec("glance", "library", QT_TRANSLATE_NOOP("Actions", "The library at a glance")),
        ActionSpec("shelf", "library", QT_TRANSLATE_NOOP("Actions", "Inspiration shelf")),
        ActionSpec("curator", "library", QT_TRANSLATE_NOOP("Actions", "Worth another look")),
        ActionSpec("vary", "library", QT_TRANSLATE_NOOP("Actions", "Vary a text of the library…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._shelf: ShelfView | None = None
        self._glance: GlanceView | None = None
        self._lab: LabView | None = None
        self._curator: CuratorView | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {
            "shelf": self.open_shelf,
            "glance": self.open_glance,
            "vary": self.vary,
            "curator": self.open_curator,
        }

    def leave(self) -> None:
        """The window closes: no paraphrase goes on."""
        if self._lab is not None:
            self._lab.stop()

    @property
    def shelf(self) -> ShelfView:
        """The shelf."""
        if self._shelf is None:
            from muse_desktop.ui.shelf.shelf_view import ShelfView

            view = self._shelf = self._placed(ShelfView(self.studio, self.window.jobs, self.window))
            view.converse_wanted.connect(self.converse)
            view.open_wanted.connect(self.open_item)
        return self._shelf

    @property
    def glance(self) -> GlanceView:
        """The library at a glance."""
        if self._glance is None:
            from muse_desktop.ui.shelf.glance_view import GlanceView

            view = self._glance = self._placed(GlanceView(self.studio, self.window.jobs, self.window))
            view.shelf_wanted.connect(self.open_shelf)
            view.add_wanted.connect(self.window.actions_["add_files"].trigger)
        return self._glance

    @property
    def lab(self) -> LabView:
        """The variation lab."""
        if self._lab is None:
            from muse_desktop.ui.shelf.lab_view import LabView

            self._lab = self._placed(LabView(self.studio, self.window.jobs, self.window))
        return self._lab

    @property
    def curator(self) -> CuratorView:
        """The curator."""
        if self._curator is None:
            from muse_desktop.ui.shelf.curator_view import CuratorView

            view = self._curator = self._placed(CuratorView(self.studio, self.window.jobs, self.window))
            view.item_wanted.connect(self.open_item)
            view.document_wanted.connect(self._open_document)
            view.converse_wanted.connect(self.converse)
        return self._curator

    def _placed(self, view: V) -> V:
        view.back.connect(self.window.show_page)
        self.window.stack.addWidget(view)
        return view

    def _show(self, view: ShelfFrame) -> None:
        self.window.actions_["focus"].setChecked(False)
        self.window.stack.setCurrentWidget(view)

    # What others may ask for

    def open_shelf(self) -> None:
        """Show the shelf."""
        self._show(self.shelf)
        self.shelf.open()

    def open_glance(self) -> None:
        """Show the library at a glance."""
        self._show(self.glance)
        self.glance.open()

    def open_curator(self) -> None:
        """Show what is worth another look, beside what is being written."""
        session = self.window.desk.session
        self._show(self.curator)
        self.curator.open(session.text if session else "", session.id if session else None)

    def vary(self, item: int | None = None) -> None:
        """Show the variation lab with a text of the library; None: the writer chooses one there."""
        self._show(self.lab)
        self.lab.open(item if isinstance(item, int) and not isinstance(item, bool) else None)

    def converse(self, item: int, start: int = 0, end: int | None = None) -> None:
        """Put a text of the library, or code points [start, end) of it, beside the next prompt in Compose."""
        from muse_desktop.studio.conversation import reference

        window, library = self.window, self.studio.library

        def show(found: Reference) -> None:
            compose = window.companion.compose
            compose.references.add(found)
            window.show_page()
            window.show_panel(compose)

        window.jobs.watch(self.studio.background(lambda: reference(library, item, start, end)), self, show)

    def open_item(self, item: int, start: int = 0, end: int = 0) -> None:
        """Show a text of the library to be read, at code points [start, end) of it."""
        from muse_desktop.ui.librarysearch.room import LibrarySearchRoom

        self.window.rooms.get(LibrarySearchRoom).read(item, start, end)

    def _open_document(self, document: int) -> None:
        self.window.open_document(document)
