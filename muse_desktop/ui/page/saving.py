"""Saving the document on the page every second while there is something to save, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from muse_desktop.errors import Language, MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.ui.base.jobs import report_bug
from muse_desktop.ui.base.keystrokes import keystrokes
from muse_desktop.ui.base.post import post

State = Literal["saved", "saving", "unsaved", "refused"]
EVERY_MS = 1000
AGAIN_MS = 3000  # after a refusal
NEXT_KEY_MS = 200  # how long a save waits for the next key to be painted


class Autosave(QObject):
    """Knows whether the text is on disk and sees to it."""

    state_changed = Signal(str, str)  # State, and for "refused" what to do about it
    refused = Signal(object)  # MuseError

    def __init__(self, language: Callable[[], Language], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._session: DocumentSession | None = None
        self._future: Future[None] | None = None
        self.state: State = "saved"
        self.advice = ""  # what to do about a refusal
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        self._keystrokes = keystrokes()
        self._post = post()

    def watch(self, session: DocumentSession | None) -> None:
        """Save this session from now on; None: none."""
        self._timer.stop()
        self._session = session
        self._future = None
        if session is not None and session.dirty:
            self.touched()
        else:
            self._tell("saved")

    @property
    def needed(self) -> bool:
        """Whether there is something that is not on disk."""
        return self._session is not None and self._session.dirty

    def touched(self) -> None:
        """The text has changed."""
        if not self._timer.isActive():
            self._timer.start(EVERY_MS)
        if self.state == "saved":
            self._tell("unsaved")

    def _due(self) -> None:
        """Writing to the database takes some ten milliseconds of Python, which a key would wait for."""
        self._keystrokes.behind(self, self.flush, NEXT_KEY_MS)

    def flush(self) -> Future[None] | None:
        """Save now; the future ends when it is on disk or fails with a MuseError. None without a session."""
        self._timer.stop()
        self._keystrokes.forget(self)
        if self._session is None:
            return None
        if self.state != "refused":
            self._tell("saving")
        self._future = future = self._session.save()
        future.add_done_callback(lambda done: self._post.send(self, lambda: self._over(done)))
        return future

    def _over(self, future: Future[None]) -> None:
        if future is not self._future or self._session is None:
            return
        self._future = None
        error = future.exception()
        if error is None:
            dirty = self._session.dirty  # the writer has gone on meanwhile
            self._tell("unsaved" if dirty else "saved")
            if dirty:
                self.touched()
            return
        self._timer.start(AGAIN_MS)
        if isinstance(error, MuseError):
            self._tell("refused", error.text(self._language()))
            self.refused.emit(error)
        else:
            self._tell("refused", str(error))
            report_bug(error)

    def _tell(self, state: State, message: str = "") -> None:
        if state != self.state or message:
            self.state, self.advice = state, message
            self.state_changed.emit(state, message)
