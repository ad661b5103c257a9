"""The way from the window to a lineage, and from its nodes to what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.provenance.lineage import Node, Target
    from muse_desktop.ui.record.lineage_view import LineageView
    from muse_desktop.ui.window import MainWindow


class LineageRoom(Room):
    """Where the document, a passage of it or a request came from."""

    SPECS = (
        ActionSpec(
            "lineage",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Where this document came from"),
            "Ctrl+Shift+Y",
        ),
        ActionSpec(
            "lineage_passage",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Where the selected passage came from"),
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: LineageView | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"lineage": self.open, "lineage_passage": self.open_passage}

    def settle(self) -> None:
        """A generation in the history leads to its lineage."""
        self.window.companion.history.detail.lineage_wanted.connect(self.open_generation)

    @property
    def view(self) -> LineageView:
        """The view, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.record.lineage_view import LineageView

            self._view = LineageView(self.studio, self.window.jobs, self.window)
            self._view.back.connect(self.window.show_page)
            self._view.follow.connect(self.follow)
            self.window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """The lineage of the document on the page."""
        session = self.window.desk.session
        if session is not None:
            self._show(document=session.id)

    def open_passage(self) -> None:
        """The lineage of what is selected, or of the paragraph with the cursor."""
        session = self.window.desk.session
        if session is None:
            return
        start, end = self.window.page.selection()
        if start == end:
            start = session.text.rfind("\n", 0, start) + 1
            end = session.text.find("\n", end)
            end = len(session.text) if end < 0 else end
        self._show(document=session.id, start=start, end=end)

    def open_generation(self, generation: int) -> None:
        """The lineage of a request, and what came of it."""
        self._show(generation=generation)

    def _show(self, **of: int) -> None:
        from muse_desktop.provenance.lineage import Scope

        window = self.window
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        self.view.show_scope(Scope(**of), window.page.flush_now())
        window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()

    # Following a node

    def follow(self, node: Node) -> None:
        """Go to what a node stands for."""
        target = node.target
        if target is None:
            return
        {
            "generation": self._to_generation,
            "passage": self._to_passage,
            "document": self._to_document,
            "library": self._to_library,
            "model": self._to_model,
            "story": self._to_story,
        }[target.kind](target)

    def _to_generation(self, target: Target) -> None:
        history = self.window.companion.history
        self.window.show_panel(history)
        history.open_generation(target.number)

    def _to_passage(self, target: Target) -> None:
        self.window.open_document(target.number)
        session = self.window.desk.session
        if session is not None and session.id == target.number:
            self.window.page.goto(target.start, target.end)
            self.window.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_document(self, target: Target) -> None:
        self.window.open_document(target.number)

    def _to_library(self, target: Target) -> None:
        from muse_desktop.ui.library.room import LibraryRoom

        window, panel = self.window, self.window.binder.library
        window.show_page()
        window.actions_["binder"].setChecked(True)
        row = panel.model.row_of(target.number)
        if row < 0:  # not among the newest
            window.rooms.get(LibraryRoom).open(target.number)
        else:
            panel.view.setCurrentIndex(panel.model.index(row))
            panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_model(self, target: Target) -> None:
        self.window.models.open()
        self.window.models.view.shelf.choose(Path(target.path))

    def _to_story(self, target: Target) -> None:
        from muse_desktop.ui.bible.room import BibleRoom

        room = self.window.rooms.get(BibleRoom)
        room.open()
        room.place.inside.reload(target.number)
