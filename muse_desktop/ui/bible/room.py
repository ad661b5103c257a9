"""The way from the window to the story bible."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QMenu, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.manuscript.bible import Entry
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.later import Later
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.bible.panel import BiblePanel
    from muse_desktop.ui.page.page import Page

LONGEST_NAME = 60  # code points; a longer selection is no name


class BibleRoom(Room):
    """One more tab of the companion, and adding what is selected on the page."""

    SPECS = (
        ActionSpec(
            "add_to_bible",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Add the selection to the story bible"),
            separator=True,
        ),
        ActionSpec("tab_bible", "view", QT_TRANSLATE_NOOP("Actions", "Go to the story bible"), "Ctrl+5"),
    )

    place: Later[BiblePanel]

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"tab_bible": self.open, "add_to_bible": self.add_selection}

    def settle(self) -> None:
        """Add the tab; what is in it is made when it is first shown."""
        companion = self.window.companion
        self.place = Later(self._make, companion)
        companion.add(self.place, lambda: self.tr("Bible"), companion.history)

    def page_made(self, page: Page) -> None:
        """Follow the text and the cursor, and offer names in the page's menu."""
        page.text_changed.connect(self._text_changed)
        page.cursor_rested.connect(self._text_changed)
        page.editor.menu_hooks.append(self._offer)

    def document_changed(self) -> None:
        """Another document, perhaps of another project."""
        if self.place.made is not None:
            self.place.made.show_project(self._project())
            self._text_changed()

    def leave(self) -> None:
        """Keep what was being typed into an entry."""
        if self.place.made is not None:
            self.place.made.card.keep()

    def open(self) -> None:
        """Show the tab, ready to add an entry."""
        self.window.show_panel(self.place)
        self.place.inside.focus_add()

    def add_selection(self) -> None:
        """Make what is selected on the page an entry, and show it."""
        name = self._selected()
        self.window.show_panel(self.place)
        if name:
            self.place.inside.add_entry(name)
        else:
            self.place.inside.focus_add()

    def _make(self, parent: QWidget) -> BiblePanel:
        from muse_desktop.ui.bible.panel import BiblePanel

        panel = BiblePanel(self.studio, self.window.jobs, self._asked, parent)
        panel.failed.connect(self.window.news.error)
        panel.removed.connect(self._removed)
        panel.show_project(self._project())
        return panel

    def _asked(self) -> tuple[dict[str, str], Materials]:
        """What the writer asks for now, and the text around the cursor."""
        return self.window.companion.compose.form.answers(), self.window.desk.materials()

    def _project(self) -> int | None:
        document = self.window.desk.document
        return self.studio.writing.bible.project_of(document) if document is not None else None

    def _text_changed(self) -> None:
        if self.place.made is not None:
            self.place.made.text_changed()

    def _selected(self) -> str:
        selection = " ".join(self.window.page.materials()[2].split())
        return selection if len(selection) <= LONGEST_NAME else ""

    def _offer(self, menu: QMenu, _position: int) -> None:
        name = self._selected()
        if name:
            words = self.tr("Add “{name}” to the story bible").format(name=name)
            menu.addAction(words.replace("&", "&&"), self.add_selection)

    def _removed(self, entry: Entry) -> None:
        self.window.notices.tell(
            Notice(
                "bible",
                lambda: self.tr("“{name}” is no longer in the story bible.").format(name=entry.name),
                "news",
                lambda: self.tr("Put it back"),
                lambda: self.place.inside.put_back(entry),
            )
        )
