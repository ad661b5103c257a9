"""Marking what stands in the library while one writes: on every page, with a switch and a line of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.post import Bell
from muse_desktop.ui.originality.live import LiveMarks
from muse_desktop.ui.originality.live_line import LiveLine
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from muse_desktop.library.library import Library
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow

TOPIC = "live_check"


class LiveRoom(Room):
    """The live check of all pages."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "live_check",
            "write",
            QT_TRANSLATE_NOOP("Actions", "Mark passages of your library while you write"),
            checkable=True,
            separator=True,
        ),
    )

    line: LiveLine

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._marks: list[LiveMarks] = []
        self._told = False
        self._view: object = None  # what checks show, and leave out
        self._leave: Callable[[], None] = lambda: None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """One per action."""
        return {"live_check": self.set_on}

    def settle(self) -> None:
        """The line in the Check tab."""
        check = self.window.companion.check
        self.line = LiveLine(check)
        self.line.switched.connect(self.set_on)
        layout: QVBoxLayout = check.layout()
        layout.insertWidget(layout.indexOf(check.own) + 1, self.line)
        self.window.companion.shown.connect(lambda _: self._show())
        check.checking.changed.connect(self._view_changed)

    def awake(self) -> None:
        """Hear of the library's changes, once it is open."""
        opening = self.studio.background(lambda: self.studio.library)
        self.window.jobs.watch(opening, self, self._hear)

    def _hear(self, library: Library) -> None:
        bell = Bell(self, self.look_again)
        self._leave = library.listen(lambda _: bell.press())

    def page_made(self, page: Page) -> None:
        """Watch it."""
        marks = LiveMarks(page, self.studio, self.window.jobs)
        marks.set_on(self.studio.settings.live_check)
        self._marks.append(marks)
        marks.destroyed.connect(lambda: self._marks.remove(marks))
        marks.changed.connect(self._show)
        marks.failed.connect(self._tell)
        page.cursor_rested.connect(self._show)

    def document_changed(self) -> None:
        """Another paragraph is being written."""
        self._show()

    def settings_changed(self, settings: Settings) -> None:
        """On or off."""
        self.window.actions_["live_check"].setChecked(settings.live_check)
        self.line.set_on(settings.live_check)
        for marks in self._marks:
            marks.set_on(settings.live_check)

    def set_on(self, on: bool) -> None:
        """Mark or not, and keep that."""
        if on != self.studio.settings.live_check:
            self.window.use_settings(replaced(self.studio.settings, live_check=on))

    def leave(self) -> None:
        """The library tells of nothing any more."""
        self._leave()

    def look_again(self) -> None:
        """The library is another, or other things are left out."""
        for marks in self._marks:
            marks.look_again()

    def _view_changed(self) -> None:
        checking = self.window.companion.check.checking
        before, self._view = self._view, (checking.view, checking.exclusions)
        if self._view != before:
            self.look_again()

    def marks_of(self, page: Page) -> LiveMarks | None:
        """The marks of one page."""
        return next((one for one in self._marks if one.parent() is page), None)

    def _show(self) -> None:
        if self.line.isVisible() and (marks := self.marks_of(self.window.page)) is not None:
            self.line.show_standing(marks.standing())

    def _tell(self, error: MuseError) -> None:
        """Once: who writes on need not hear it after every sentence."""
        if not self._told:
            self._told = True
            self.window.news.error(error, TOPIC)
