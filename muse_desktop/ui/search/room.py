"""Searching and replacing: on the page, over the whole manuscript."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec, Standard
from muse_desktop.ui.room import Room
from muse_desktop.ui.search.fields import LONGEST_TAKEN

if TYPE_CHECKING:
    from muse_desktop.manuscript.search_context import Excerpt
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.search.finding import Finding
    from muse_desktop.ui.search.panel import SearchPanel
    from muse_desktop.ui.search.replacing import Replacing
    from muse_desktop.ui.window import MainWindow


class SearchRoom(Room):
    """The find bar, the search panel, and replacing with a preview; each is made when it is first wanted."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "find",
            "edit",
            QT_TRANSLATE_NOOP("Actions", "Find in this document"),
            Standard.Find,
            separator=True,
        ),
        ActionSpec("find_next", "edit", QT_TRANSLATE_NOOP("Actions", "Find next"), "F3"),
        ActionSpec("find_previous", "edit", QT_TRANSLATE_NOOP("Actions", "Find previous"), "Shift+F3"),
        ActionSpec(
            "replace", "edit", QT_TRANSLATE_NOOP("Actions", "Find and replace in this document"), "Ctrl+H"
        ),
        ActionSpec(
            "search",
            "edit",
            QT_TRANSLATE_NOOP("Actions", "Search the manuscript"),
            "Ctrl+Shift+F",
            separator=True,
        ),
        ActionSpec(
            "replace_all", "edit", QT_TRANSLATE_NOOP("Actions", "Replace in the manuscript…"), "Ctrl+Shift+H"
        ),
        ActionSpec("take_back", "edit", QT_TRANSLATE_NOOP("Actions", "Take back the last replacement")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._finding: Finding | None = None
        self._panel: SearchPanel | None = None
        self._replacing: Replacing | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What its actions do."""
        return {
            "find": lambda: self._on_page().open(False),
            "replace": lambda: self._on_page().open(True),
            "find_next": lambda: self._on_page().next(),
            "find_previous": lambda: self._on_page().previous(),
            "search": self.search,
            "replace_all": self.replace_all,
            "take_back": lambda: self.replacing.take_back(),
        }

    # On the page

    @property
    def finding(self) -> Finding:
        """Finding and replacing on the page."""
        if self._finding is None:
            from muse_desktop.ui.search.finding import Finding

            self._finding = Finding(self.window, self.studio)
            self._finding.bar.replace_everywhere.connect(self._replace_as_on_page)
        return self._finding

    def _on_page(self) -> Finding:
        self.window.show_page()
        return self.finding

    def settle(self) -> None:
        """Nothing has been replaced yet."""
        self.window.actions_["take_back"].setEnabled(False)

    def page_made(self, page: Page) -> None:
        """A page: its marks, its edits, Esc on it."""
        page.editor.painted_below.connect(partial(self._paint, page))
        page.edited.connect(partial(self._edited, page))
        page.cursor_moved.connect(self._cursor_moved)
        page.editor.escape_claims.append(lambda: self._closes_on_escape)
        page.editor.key_filters.append(self._key)

    def _paint(self, page: Page, painter: object, area: object) -> None:
        if self._finding is not None:
            self._finding.paint(page, painter, area)  # type: ignore[arg-type]

    def _edited(self, page: Page, start: int, removed: int, inserted: int) -> None:
        if self._finding is not None:
            self._finding.edited(page, start, removed, inserted)

    def _cursor_moved(self, _place: int) -> None:
        if self._finding is not None:
            self._finding.tell()

    def document_changed(self) -> None:
        """Another document, other matches."""
        if self._finding is not None:
            self._finding.document_changed()
        if self._panel is not None:
            self._panel.document_changed(self.window.desk.document)

    # The whole manuscript

    def search(self) -> None:
        """Lay the search over the binder, with what is selected on the page as what to look for."""
        window = self.window
        selected = window.page.selected_text() if window.page.editor.hasFocus() else ""
        window.show_page()
        window.actions_["focus"].setChecked(False)
        window.actions_["binder"].setChecked(True)
        window.left.setCurrentWidget(self.panel)
        short = "\n" not in selected and len(selected) <= LONGEST_TAKEN
        self.panel.take_up(window.desk.document, selected if short else "")

    @property
    def panel(self) -> SearchPanel:
        """The search beside the page."""
        if self._panel is None:
            from muse_desktop.ui.search.panel import SearchPanel

            self._panel = SearchPanel(self.studio, self.window.jobs, self.window.left)
            self._panel.closed.connect(self._leave_panel)
            self._panel.opened.connect(self.open_place)
            self.window.left.addWidget(self._panel)
            self.window.actions_["go_binder"].triggered.connect(self._show_binder)
        return self._panel

    def _show_binder(self) -> None:
        if self.window.left.currentWidget() is self._panel:
            self.window.left.setCurrentIndex(0)
            self.window.actions_["go_binder"].trigger()  # the keyboard could not go there before

    def _leave_panel(self) -> None:
        self.window.left.setCurrentIndex(0)
        self.window.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_place(self, document: int, excerpt: Excerpt | None) -> None:
        """Show a document, at the place that was found in it."""
        window = self.window
        window.open_document(document)
        session = window.desk.session
        if session is None or session.id != document:
            return  # it could not be opened, which has been told
        if excerpt is not None:
            window.page.goto(*excerpt.place_in(session.text))
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace_all(self) -> None:
        """The preview of a replacing in every document."""
        self.replacing.open()

    def _replace_as_on_page(self) -> None:
        bar = self.finding.bar
        self.replacing.open(bar.finder, bar.replacement.text())

    @property
    def replacing(self) -> Replacing:
        """Replacing in every document."""
        if self._replacing is None:
            from muse_desktop.ui.search.replacing import Replacing

            self._replacing = Replacing(self.window, self.studio, self.open_place)
        return self._replacing

    def leave(self) -> None:
        """The window closes."""
        if self._replacing is not None:
            self._replacing.replacer.stop()

    @property
    def _closes_on_escape(self) -> bool:
        shown = self._finding is not None and self._finding.shown
        return shown and not self.window.companion.compose.running

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._closes_on_escape:
            self.finding.close_up()
            return True
        return False
