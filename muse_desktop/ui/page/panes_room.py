"""Two pages at once: the actions for it, and how the pages stood last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSettings, QTimer

from muse_desktop.paths import settings_file
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.room import Room


class PanesRoom(Room):
    """The second page of the window."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "two_pages", "view", QT_TRANSLATE_NOOP("Actions", "Two pages"), "Ctrl+\\", True, separator=True
        ),
        ActionSpec(
            "pages_below", "view", QT_TRANSLATE_NOOP("Actions", "Two pages one above the other"), "", True
        ),
        ActionSpec("other_page", "view", QT_TRANSLATE_NOOP("Actions", "Go to the other page"), "F6"),
        ActionSpec("swap_pages", "view", QT_TRANSLATE_NOOP("Actions", "Swap the two pages")),
        ActionSpec(
            "open_beside", "view", QT_TRANSLATE_NOOP("Actions", "Open the chosen document on the other page")
        ),
    )

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What they do."""
        return {
            "two_pages": self._two,
            "pages_below": lambda below: self.window.pages.turn(below),
            "other_page": lambda: (self.window.show_page(), self.window.pages.go_other()),
            "swap_pages": lambda: self.window.pages.swap(),
            "open_beside": self._open_chosen,
        }

    def settle(self) -> None:
        """Follow the pages, and have two again where there were two."""
        window = self.window
        window.pages.page_made.connect(window.rooms.page_made)
        window.pages.changed.connect(self._show)
        window.actions_["focus"].toggled.connect(window.pages.show_alone)
        window.binder.changed.connect(self._look)
        window.binder.more_actions.append(window.actions_["open_beside"])
        self._show()
        memory = _memory()
        window.pages.turn(memory.value("pages/below", False, bool))
        if memory.value("pages/two", False, bool):
            QTimer.singleShot(0, self, lambda: self.open_beside(memory.value("pages/other", 0, int)))

    def document_changed(self) -> None:
        """A document that went into the trash may have been on the page that is the other one now."""
        self._look()

    def leave(self) -> None:
        """Keep how the pages stand."""
        pages, memory = self.window.pages, _memory()
        other = pages.other.session if pages.other else None
        memory.setValue("pages/two", pages.two)
        memory.setValue("pages/below", pages.below)
        memory.setValue("pages/other", other.id if other else 0)

    def open_beside(self, document: int = 0) -> None:
        """Two pages, with this document on the one the writer does not work on; 0: one used lately."""
        pages, desk = self.window.pages, self.window.desk
        if document == 0 or document == desk.document or document not in self._there():
            document = self._likely() if pages.other is None or pages.other.session is None else 0
        self.window.show_page()
        pages.open_two(document or None)

    def _two(self, on: bool) -> None:
        pages = self.window.pages
        if on and not pages.two:
            self.open_beside()
            if pages.other is not None and pages.other.session is None:
                pages.go_other()  # what is chosen in the binder next belongs there
        elif not on:
            pages.close_page(pages.other)

    def _open_chosen(self) -> None:
        chosen = self.window.binder.chosen()
        self.open_beside(chosen or 0)

    def _show(self) -> None:
        """The actions tell what there is."""
        actions, pages = self.window.actions_, self.window.pages
        actions["two_pages"].setChecked(pages.two)
        actions["pages_below"].setChecked(pages.below)
        for name in ("other_page", "swap_pages"):
            actions[name].setEnabled(pages.two)

    def _look(self) -> None:
        """Something has happened in the binder: what is in the trash leaves the other page."""
        other = self.window.pages.other
        if other is None:
            return
        if other.session is not None and other.session.id not in self._there():
            self.window.desk.clear(other)
        self.window.pages.refresh()

    def _there(self) -> dict[int, int]:
        """The documents outside the trash and their projects, in order."""
        return {one.id: one.project_id for one in self.studio.manuscript.documents() if not one.trashed}

    def _likely(self) -> int:
        """The document of the same project that the writer used last, or the one that follows; 0: none."""
        desk, there = self.window.desk, self._there()
        here = desk.document
        same = [one for one in there if there[one] == there.get(here or 0) and one != here]
        used = [sheet.session.id for sheet in desk.sheets][::-1] + list(desk.cursors)[::-1]
        for one in used:
            if one in same:
                return one
        order = list(there)
        behind = [one for one in same if here in there and order.index(one) > order.index(here)]
        return next(iter(behind or same[::-1]), 0)


def _memory() -> QSettings:
    """Beside the settings, where the window's own memory is."""
    return QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)
