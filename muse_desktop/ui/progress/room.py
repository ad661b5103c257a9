"""Counts and targets over the status bar, today's words in it, and what was written day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.progress import Written
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.progress.words import ProgressWords
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.settings import Settings
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.progress.counting import Counted
    from muse_desktop.ui.progress.counts import CountsCard
    from muse_desktop.ui.progress.view import ProgressView
    from muse_desktop.ui.window import MainWindow

TODAY_AFTER_MS = 1_500  # after a save
COUNT_AFTER_MS = 400  # after a key, while the card is open


class ProgressRoom(Room):
    """Everything about how much there is and how much was written."""

    SPECS = (
        ActionSpec(
            "counts",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Counts and targets"),
            "Ctrl+Shift+W",
            separator=True,
        ),
        ActionSpec(
            "progress",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "What was written, day by day"),
            "Ctrl+Shift+L",
        ),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._card: CountsCard | None = None
        self._view: ProgressView | None = None
        self._words = ProgressWords(self)
        self._today: tuple[int, int] | None = None  # own words, target
        self._asked = 0
        self._left = False
        self._saved = self._timer(TODAY_AFTER_MS, self.count_today)
        self._quiet = self._timer(COUNT_AFTER_MS, self.count)

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"counts": self.toggle, "progress": self.open_log}

    def settle(self) -> None:
        """Today's words stand in the status bar."""
        self.window.status.counts_wanted.connect(self.toggle)

    def page_made(self, page: Page) -> None:
        """Hear of what is written and saved there."""
        page.text_changed.connect(self._changed)
        page.selection_changed.connect(lambda _: self._changed())
        page.cursor_rested.connect(self._changed)
        page.saved_state_changed.connect(self._state)

    def document_changed(self) -> None:
        """Another document has other counts, perhaps another project."""
        self._saved.start()
        self.count()

    def settings_changed(self, settings: Settings) -> None:
        """Another language: the words again."""
        self._show_today()

    def leave(self) -> None:
        """The window closes."""
        if self._card is not None:
            self._card.close_up()
        self._left = True  # the last save is told of later
        self._saved.stop()
        self._quiet.stop()

    # Today

    def _state(self, state: str, _advice: str = "") -> None:
        if state == "saved" and not self._left and not self._saved.isActive():
            self._saved.start()

    def count_today(self) -> None:
        """Read today's words, off the UI thread."""
        from muse_desktop.ui.progress.counting import today

        session = self.window.desk.session
        if session is None:
            return
        project, writing = session.project_id, self.studio.writing

        def work() -> tuple[Written, int]:
            goals = [one.day_target for one in self.studio.manuscript.projects() if one.id == project]
            return writing.progress.day(today(), project), goals[0] if goals else 0

        def show(found: tuple[Written, int]) -> None:
            self._today = max(0, found[0].net.own), found[1]
            self._show_today()

        self.window.jobs.watch(self.studio.background(work), self, show, _nobody_waits)
        if self._view is not None and self._view.isVisible():
            self._view.reload()

    def _show_today(self) -> None:
        if self._today is not None:
            self.window.status.show_today(self._words.today(*self._today))

    # The card

    @property
    def card(self) -> CountsCard:
        """The card of counts, made when it is first asked for."""
        if self._card is None:
            from muse_desktop.ui.progress.counts import CountsCard

            card = self._card = CountsCard(self.window)
            card.closed.connect(self._closed)
            card.log_wanted.connect(self.open_log)
            card.goals.document_set.connect(self._set_document)
            card.goals.project_set.connect(self._set_project)
        return self._card

    def toggle(self) -> None:
        """Open the card, or close it."""
        if self._card is not None and self._card.isVisible():
            self._card.close_up()
        elif self.window.desk.session is not None:
            self.window.queue_panel.close_up()
            self.card.open()
            self.count()

    def count(self) -> None:
        """Count for the card, off the UI thread; nothing while it is closed."""
        session, card = self.window.desk.session, self._card
        if card is None or not card.isVisible() or session is None:
            return
        from muse_desktop.ui.progress.counting import Asked, counter

        self._quiet.stop()
        self._asked += 1
        asked = self._asked
        work = counter(self.studio.writing, Asked.of(session, self.window.page.selection()))

        def show(counted: Counted) -> None:
            if asked == self._asked:
                card.show_counted(counted)

        self.window.jobs.watch(self.studio.background(work), card, show, _nobody_waits)

    def _changed(self) -> None:
        if self._card is not None and self._card.isVisible():
            self._quiet.start()

    def _closed(self) -> None:
        self.window.page.setFocus(Qt.FocusReason.PopupFocusReason)

    def _set_document(self, document: int, words: int) -> None:
        self._write(partial(self.studio.writing.tree.describe, [document], target=words))

    def _set_project(self, project: int, whole: int, day: int, last: date | None) -> None:
        goals = partial(self.studio.writing.tree.set_goals, project)
        self._write(partial(goals, target=whole, day_target=day, deadline=last))

    def _write(self, work: Callable[[], Any]) -> None:
        def written(_: object) -> None:
            self.count_today()
            self.count()

        self.window.jobs.watch(self.studio.background(work), self, written)

    # The log

    @property
    def view(self) -> ProgressView:
        """The log as a view of the window, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.progress.view import ProgressView

            self._view = ProgressView(self.studio, self.window.jobs, self.window)
            self._view.back.connect(self.window.show_page)
            self._view.save_wanted.connect(self.window.actions_["tables"].trigger)
            self.window.stack.addWidget(self._view)
        return self._view

    def open_log(self) -> None:
        """Show what was written, day by day."""
        window, session = self.window, self.window.desk.session
        window.actions_["focus"].setChecked(False)
        if self._card is not None:
            self._card.close_up()
        self.view.show_project(session.project_id if session is not None else None)
        window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()


def _nobody_waits(_: MuseError) -> None:
    """A count that could not be made is made again with the next one; whoever writes is not disturbed."""
