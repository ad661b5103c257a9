"""Replacing in the whole manuscript, as the window has it: the view, the work, what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muse_desktop.manuscript.find import Finder
from muse_desktop.manuscript.replacing import Outcome
from muse_desktop.manuscript.search_context import Excerpt
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.search.replace_view import ReplaceView
from muse_desktop.ui.search.replacer import Replacer

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

TOPIC = "replaced"
MOST_REFUSED = 3  # told one by one; of the others the number


class Replacing(QObject):
    """Joins the view and the work; a notice over the page takes it back."""

    def __init__(
        self, window: MainWindow, studio: Studio, show_place: Callable[[int, Excerpt | None], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self.replacer = Replacer(window, studio)
        self.view = ReplaceView(studio, window.jobs, window.stack)
        window.stack.addWidget(self.view)
        self.view.back.connect(window.show_page)
        self.view.opened.connect(show_place)
        self.view.wanted.connect(self.replacer.replace)
        self.replacer.went_on.connect(self.view.show_running)
        self.replacer.finished.connect(self._tell)

    def open(self, finder: Finder | None = None, replacement: str = "") -> None:
        """Show the view; with `finder` what it looks for."""
        self._window.actions_["focus"].setChecked(False)
        self._window.stack.setCurrentWidget(self.view)
        self.view.take_up(self._window.desk.document, finder, replacement)

    def take_back(self) -> None:
        """Undo the last replacing in every document."""
        self._window.notices.withdraw(TOPIC)
        self.replacer.take_back()

    def _tell(self, outcome: Outcome, back: bool) -> None:
        can_be_taken_back = self.replacer.last is not None
        self._window.actions_["take_back"].setEnabled(can_be_taken_back)
        if not back:
            self._window.show_page()
        for one in outcome.done:
            if one.unsaved is not None:
                self._window.news.error(one.unsaved, "save")
        tone = "problem" if outcome.refused else "news"
        if can_be_taken_back:
            take_back = (lambda: self.tr("Take back")), self.take_back
            self._window.notices.tell(Notice(TOPIC, lambda: self._words(outcome, back), tone, *take_back))
        else:
            self._window.notices.tell(Notice(TOPIC, lambda: self._words(outcome, back), tone))

    def _words(self, outcome: Outcome, back: bool) -> str:
        places = self.tr("%Ln places", "", sum(one.count for one in outcome.done))
        documents = self.tr("%Ln documents", "", len(outcome.done))
        if back:
            words = self.tr("The replacement was taken back in {documents}.")
        elif outcome.done:
            words = self.tr("Replaced {places} in {documents}.")
        else:
            words = self.tr("Nothing was replaced.")
        said = [words.format(places=places, documents=documents)]
        said += [one.error.text(spoken()) for one in outcome.refused[:MOST_REFUSED]]
        more = len(outcome.refused) - MOST_REFUSED
        if more > 0:
            said.append(self.tr("%Ln more documents were left as they are.", "", more))
        return " ".join(said)
