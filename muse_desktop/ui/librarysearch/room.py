"""The way from the window to searching the library, reading it and asking it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from muse_desktop.craft.reference import Reference
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.widgets import passing_menu
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room
from muse_desktop.ui.search.fields import LONGEST_TAKEN

if TYPE_CHECKING:
    from muse_desktop.ui.librarysearch.reader_view import ReaderView, Selected
    from muse_desktop.ui.librarysearch.results import Row
    from muse_desktop.ui.librarysearch.view import SearchView
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow


class LibrarySearchRoom(Room):
    """Search and reader are full views; each is made when it is first wanted."""

    SPECS = (
        ActionSpec(
            "library_search",
            "edit",
            QT_TRANSLATE_NOOP("Actions", "Search the library"),
            "Ctrl+Shift+D",
            separator=True,
        ),
        ActionSpec("library_similar", "edit", QT_TRANSLATE_NOOP("Actions", "Find similar in the library")),
        ActionSpec("library_ask", "edit", QT_TRANSLATE_NOOP("Actions", "Ask my library…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: SearchView | None = None
        self._reader: ReaderView | None = None
        self._came_from: QWidget | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What its actions do."""
        return {
            "library_search": self.open,
            "library_similar": self.find_similar,
            "library_ask": self.ask,
        }

    def page_made(self, page: Page) -> None:
        """What is selected on a page can be looked for."""
        page.editor.menu_hooks.append(self._fill)

    def leave(self) -> None:
        """The window closes."""
        if self._view is not None:
            self._view.stop()

    # The views

    @property
    def view(self) -> SearchView:
        """The search."""
        if self._view is None:
            from muse_desktop.ui.librarysearch.view import SearchView

            window = self.window
            texts = window.binder.library.list
            view = self._view = SearchView(self.studio, texts, self.studio.asking, window.jobs, window)
            view.back.connect(window.show_page)
            view.opened.connect(self.read)
            view.menu_wanted.connect(self._row_menu)
            view.library_wanted.connect(window.actions_["library"].trigger)
            window.stack.addWidget(view)
        return self._view

    @property
    def reader(self) -> ReaderView:
        """The reader."""
        if self._reader is None:
            from muse_desktop.ui.librarysearch.reader_view import ReaderView

            reader = self._reader = ReaderView(self.studio, self.window.jobs, self.window)
            reader.back.connect(self._leave_reader)
            reader.similar_wanted.connect(self._similar_to)
            reader.reference_wanted.connect(self.use_as_reference)
            self.window.stack.addWidget(reader)
        return self._reader

    def open(self) -> None:
        """Show the search, with what is selected on the page as what to look for."""
        selected = self._selected_on_page()
        short = "\n" not in selected and 0 < len(selected) <= LONGEST_TAKEN
        self._show()
        if self.view.kind == "ask":
            self.view.chips["both"].setChecked(True)
        if short:
            self.view.search_for(selected)
        self.view.take_keyboard()

    def ask(self) -> None:
        """Show the search, ready for a question."""
        self._show()
        self.view.chips["ask"].setChecked(True)
        self.view.take_keyboard()

    def find_similar(self) -> None:
        """Look for what is like the selection of the page, or its paragraph."""
        window = self.window
        text = self._selected_on_page() or window.page.editor.textCursor().block().text()
        if not text.strip():
            words = lambda: self.tr("Select something first, and what is like it can be found.")  # noqa: E731
            window.notices.tell(Notice("library_similar", words, "news"))
            return
        self._look_for_like(text)

    def _selected_on_page(self) -> str:
        window = self.window
        return window.page.selected_text() if window.stack.currentWidget() is window.writing else ""

    def _look_for_like(self, text: str, place: tuple[int, int, int] | None = None) -> None:
        from muse_desktop.ui.librarysearch.view import Like

        self._show()
        self.view.find_similar(Like(text, place))
        self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.window.actions_["focus"].setChecked(False)
        self.window.stack.setCurrentWidget(self.view)

    # Reading

    def read(self, item: int, start: int = 0, end: int = 0) -> None:
        """Show a text of the library at a place (code points), to be read; Esc goes back from there."""
        window, reader = self.window, self.reader
        window.actions_["focus"].setChecked(False)
        if window.stack.currentWidget() is not reader:
            self._came_from = window.stack.currentWidget()
        window.stack.setCurrentWidget(reader)
        reader.open(item, start, end)
        reader.take_keyboard()

    def _leave_reader(self) -> None:
        window, before = self.window, self._came_from
        if before is None or before is window.writing:
            window.show_page()
            return
        window.stack.setCurrentWidget(before)
        if before is self._view:
            self._view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _similar_to(self, selected: Selected) -> None:
        self._look_for_like(selected.text, (selected.item.id, selected.start, selected.end))

    def use_as_reference(self, selected: Selected) -> None:
        """Have the next text written in conversation with a passage of the library."""
        item = selected.item
        reference = Reference(
            item.id, item.title, selected.text, item.author, item.shelf, selected.start
        )
        window = self.window
        window.companion.compose.references.add(reference)
        window.show_page()
        window.actions_["tab_compose"].trigger()

    # Menus

    def _row_menu(self, row: Row, place: QPoint) -> None:
        menu = passing_menu(self.view)
        menu.addAction(self.tr("Read it there"), lambda: self.read(row.item.id, row.start, row.end))
        menu.addAction(self.tr("Find similar passages"), lambda: self._similar_to_row(row))
        menu.addAction(self.tr("Show it in the library"), lambda: self._show_item(row.item.id))
        menu.popup(place)

    def _similar_to_row(self, row: Row) -> None:
        library, item = self.studio.library, row.item.id
        reading = self.studio.background(lambda: library.text(item))

        def found(text: str) -> None:
            start, end = row.start, max(row.end, row.start + 1)
            passage = text[max(0, start - 200) : end + 200]
            self._look_for_like(passage, (item, start, end))

        self.window.jobs.watch(reading, self, found)

    def _show_item(self, item: int) -> None:
        from muse_desktop.ui.library.room import LibraryRoom

        self.window.rooms.get(LibraryRoom).open(item)

    def _fill(self, menu: QMenu, _unit: int) -> None:
        if self._selected_on_page().strip():
            menu.addSeparator()
            menu.addAction(self.tr("Find similar in the library"), self.find_similar)
