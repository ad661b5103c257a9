"""The way from the window to hands-only mode, and how the window shows that the model is off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QBoxLayout

from muse_desktop.manuscript.hands_only import HandsTime, Interval
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.post import post
from muse_desktop.ui.progress.hands_mark import HandsMark
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.progress.hands_card import HandsCard
    from muse_desktop.ui.window import MainWindow


class Here(NamedTuple):
    """The project of the document on the page, and the time that goes on in it."""

    project: int
    title: str
    interval: Interval | None


class HandsRoom(Room):
    """Begins and ends hands-only mode; a mark in the status bar, a card in the place of Compose."""

    SPECS = (ActionSpec("hands_only", "manuscript", QT_TRANSLATE_NOOP("Actions", "Hands-only mode…")),)

    mark: HandsMark

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self.card: HandsCard | None = None
        self._post = post()
        self.here: Here | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"hands_only": self.open}

    def settle(self) -> None:
        """Put the mark into the status bar, and listen."""
        status = self.window.status
        self.mark = HandsMark(status)
        box = status.layout()
        assert isinstance(box, QBoxLayout)
        box.insertWidget(box.indexOf(status.downloads), self.mark)
        self.mark.clicked.connect(self.open)
        self.window.companion.shown.connect(lambda _panel: self._show_times())
        self.studio.hands.on_change.append(self._tell)

    def document_changed(self) -> None:
        """Another document, perhaps of another project."""
        self.look()

    def leave(self) -> None:
        """Listen no longer."""
        if self._tell in self.studio.hands.on_change:
            self.studio.hands.on_change.remove(self._tell)

    def open(self) -> None:
        """Where the model is off: the card. Where it is not: ask whether it shall be."""
        if self.here is None:
            return
        if self.here.interval is not None:
            self.window.show_panel(self.window.companion.compose)
            return
        project, log = self.here.project, self.studio.writing.hands_only.log
        reading = self.studio.background(lambda: log(project))
        self.window.jobs.watch(reading, self, self._ask, self.window.news.error)

    def begin(self) -> None:
        """Turn the model off in the project on the page; what was typed before is saved before."""
        if self.here is not None:
            self.window.desk.leave()
            beginning = self.studio.hands.begin(self.here.project)
            self.window.jobs.watch(beginning, self, None, self.window.news.error)

    def end(self) -> None:
        """Let the model be asked again."""
        if self.here is not None:
            self.window.desk.leave()
            ending = self.studio.hands.end(self.here.project)
            self.window.jobs.watch(ending, self, None, self.window.news.error)

    def look(self) -> None:
        """Show whether the model is off where the writer is."""
        document = self.window.desk.document
        project = self.studio.writing.bible.project_of(document) if document is not None else None
        if project is None:
            self.here = None
        else:
            titles = {one.id: one.title for one in self.studio.manuscript.projects()}
            self.here = Here(project, titles.get(project, ""), self.studio.writing.hands_only.now_on(project))
        interval = self.here.interval if self.here else None
        self.mark.show_interval(interval)
        compose = self.window.companion.compose
        if interval is None:
            self.window.companion.cover(compose, None)
            compose.draft_changed()
        else:
            if self.card is None:
                self.card = self._make_card()
            self.window.companion.cover(compose, self.card)
            self._show_times()

    def _make_card(self) -> HandsCard:
        from muse_desktop.ui.progress.hands_card import HandsCard

        card = HandsCard(self.window.companion)
        card.end_wanted.connect(self.end)
        return card

    def _show_times(self) -> None:
        here, card = self.here, self.card
        if here is None or here.interval is None or card is None:
            return
        now = HandsTime(here.interval, 0, 0, 0)
        if not card.shows(here.interval):
            card.show_times(here.title, [now])
        reading = self.studio.background(lambda: self.studio.writing.hands_only.log(here.project))

        def show(times: list[HandsTime]) -> None:
            if self.here is here:
                card.show_times(here.title, times)

        self.window.jobs.watch(reading, self, show, self.window.news.error)

    def _ask(self, times: list[HandsTime]) -> None:
        from muse_desktop.ui.progress.hands_dialog import HandsDialog

        if self.here is None:
            return
        dialog = HandsDialog(self.here.title, times, self.window)
        dialog.accepted.connect(self.begin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self) -> None:
        """Called on the database's thread."""
        self._post.send(self, self.look)
