"""What is done for the library while nothing else is asked of the app."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QWindow

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.attention import Attention
from muse_desktop.ui.base.jobs import Jobs

SEARCH_MS = 12_000  # after the window has opened, which is to be quick
GUESS_MS = 30_000
NEXT_MS = 400  # between two portions, so that what the writer asks for has its turn
AWAY_MS = 2_000  # until it is asked again whether there is time


class Idle(QObject):
    """Opens the search by meaning, then looks who wrote the texts that were never asked about.

    A guess that fails ends it until the next start: it is worth no message.
    """

    def __init__(self, studio: Studio, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._attention = Attention(self)
        self._search, self._guess = QTimer(self), QTimer(self)
        for timer, wait, act in (
            (self._search, SEARCH_MS, self.begin_search), (self._guess, GUESS_MS, self.guess)
        ):  # fmt: skip
            timer.setSingleShot(True)
            timer.timeout.connect(act)
            timer.start(wait)

    def watch(self, window: QWindow) -> None:
        """What has time waits while this window is used."""
        attention = self._attention
        attention.watch(window)
        self._studio.attended = lambda: attention.used

    def begin_search(self) -> None:
        """Open what searching by meaning needs."""
        self._search.stop()
        if self._attention.used:
            self._search.start(AWAY_MS)
            return
        loading = self._studio.background(_load)
        self._jobs.watch(loading, self, lambda _: self._studio.library_search.begin())

    def guess(self) -> None:
        """Ask some texts what they say of themselves, and go on until there are no more."""
        self._guess.stop()
        if self._attention.used or self._studio.model.engine.state in ("busy", "loading"):
            self._guess.start(AWAY_MS)
            return

        def guessed(asked: int) -> None:
            if asked:
                self._guess.start(NEXT_MS)

        asking = self._studio.background(lambda: self._studio.curation.guess_waiting())
        self._jobs.watch(asking, self, guessed, _forget)

    def leave(self) -> None:
        """The window closes."""
        self._search.stop()
        self._guess.stop()


def _load() -> None:
    """Its modules are loaded off the window's thread, which then only makes the object."""
    import muse_desktop.studio.library_search  # noqa: F401


def _forget(_error: MuseError) -> None:
    """Said elsewhere if it matters: the same disk is written to all the time."""
