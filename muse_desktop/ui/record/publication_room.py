"""The check before publication in the window, and house rules where words are made and where they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.record.saved_work import show_saved_work
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.studio.publication.publication import Held
    from muse_desktop.studio.publication.values import Place
    from muse_desktop.ui.record.publication_view import PublicationView
    from muse_desktop.ui.window import MainWindow

TOPIC = "house_rules"


class PublicationRoom(Room):
    """One full view, made when it is first asked for. Exports that are held back are asked about here."""

    SPECS = (ActionSpec("publish_check", "manuscript", QT_TRANSLATE_NOOP("Actions", "Publication check…")),)

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: PublicationView | None = None
        self._warned: set[tuple[int, str]] = set()  # projects, and what their writer was told

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the action does."""
        return {"publish_check": self.open}

    def settle(self) -> None:
        """The window is built: hear when the model is asked for words."""
        compose = self.window.companion.compose
        for signal in (compose.running_changed, compose.by_word.panel.running_changed):
            signal.connect(lambda *running: self._warn() if all(running) else None)

    @property
    def view(self) -> PublicationView:
        """The check as a view of the window."""
        if self._view is None:
            from muse_desktop.ui.record.publication_view import PublicationView

            self._view = PublicationView(self.studio, self.window.jobs, self.window)
            self._view.back.connect(self.window.show_page)
            self._view.place_wanted.connect(self._show_place)
            self._view.disclosure_wanted.connect(lambda: self.window.actions_["disclose"].trigger())
            self._view.chosen.connect(lambda: self.window.notices.withdraw(TOPIC))
            self.window.stack.addWidget(self._view)
        return self._view

    def open(self) -> None:
        """Save what is open, because the check is of what is saved, and show it."""
        show_saved_work(self.window, lambda: self.view)

    def leave(self) -> None:
        """The window closes: stop what runs."""
        if self._view is not None:
            self._view.stop()

    def _show_place(self, place: Place) -> None:
        self.window.open_document(place.document)
        self.window.page.goto(place.start, place.end)

    # While words are made

    def _warn(self) -> None:
        """Tell once what the project's rules say of words of a model."""
        session = self.window.desk.session
        if session is None:
            return
        project, room = session.project_id, self.studio.evidence.publication

        def tell(warning: MuseError | None) -> None:
            if warning is None or (project, warning.code + str(warning.values)) in self._warned:
                return
            self._warned.add((project, warning.code + str(warning.values)))
            rules = lambda: self.tr("House rules…")  # noqa: E731
            self.window.notices.tell(
                Notice(TOPIC, lambda: warning.text(spoken()), "problem", rules, self.open)
            )

        self.window.jobs.watch(self.studio.background(lambda: room.warning(project)), self, tell)

    # When words leave

    def held_back(
        self, project: int, documents: Sequence[int] | None, again: Callable[[], None], error: MuseError
    ) -> None:
        """An export was refused: ask for a reason, put it on record, and do `again` what was refused."""
        room = self.studio.evidence.publication

        def ask(held: Held | None) -> None:
            if held is None:  # it was changed meanwhile
                again()
            else:
                self._ask(held, again)

        looking = self.studio.background(lambda: room.held(project, documents, spoken()))
        self.window.jobs.watch(looking, self, ask, lambda _: self.window.news.error(error))

    def _ask(self, held: Held, again: Callable[[], None]) -> None:
        from muse_desktop.ui.record.publication_reason import ReasonDialog

        dialog = ReasonDialog(held.profile.name, held.findings, True, self.window)

        def keep(reason: str) -> None:
            def kept(_seqs: list[int]) -> None:
                dialog.accept()
                again()

            noting = self.studio.evidence.publication.override_held(held, reason)
            self.window.jobs.watch(noting, dialog, kept, dialog.show_refused)

        def look() -> None:
            dialog.reject()
            self.open()

        dialog.given.connect(keep)
        dialog.look_wanted.connect(look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
