"""Hands-only mode: while it is on in a project nothing is asked of the model for it, in whatever way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.hands_only import HandsOnly, Interval
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.clock import parse


class _Going(msgspec.Struct, frozen=True):
    """A text on its way: for which document, how to stop it, whether it is over."""

    document: int | None
    stop: Callable[[], None]
    over: Callable[[], bool]


class HandsGuard:
    """Says whether the model may be asked, and stops what it writes when hands-only begins. Any thread."""

    def __init__(self, hands_only: HandsOnly, manuscript: Manuscript) -> None:
        self._hands_only = hands_only
        self._manuscript = manuscript
        self._lock = threading.Lock()
        self._going: list[_Going] = []
        self.on_change: list[Callable[[], None]] = []
        """Called on the database's thread when hands-only has begun or ended somewhere."""

    def off(self, document: int | None) -> bool:
        """Whether the model is off where a text for `document` is asked for (None: in any project)."""
        return self._hands_only.of_document(document) is not None

    def refuse(self, document: int | None) -> None:
        """Raise MuseError `studio.hands_only` where the model is off."""
        going = self._hands_only.of_document(document)
        if going is not None:
            raise MuseError("studio.hands_only", project=self._title(going.project_id), since=_local(going))

    def follow(
        self, document: int | None, stop: Callable[[], None], over: Callable[[], bool]
    ) -> Callable[[], None]:
        """Stop a text when hands-only begins in its project. What is returned raises where the model is off:
        for whoever writes it to call before asking the model."""
        with self._lock:
            self._going = [one for one in self._going if not one.over()]
            self._going.append(_Going(document, stop, over))
        return lambda: self.refuse(document)

    def begin(self, project: int) -> Future[Interval]:
        """Turn the model off in a project; what it writes for it now, or was to write next, is stopped.

        Fails as `HandsOnly.begin`.
        """
        began = self._hands_only.begin(project)
        began.add_done_callback(self._begun)
        return began

    def end(self, project: int) -> Future[Interval | None]:
        """Let the model be asked again."""
        ended = self._hands_only.end(project)
        ended.add_done_callback(self._tell)
        return ended

    def _begun(self, began: Future[Interval]) -> None:
        if began.cancelled() or began.exception() is not None:
            return
        with self._lock:
            going = tuple(self._going)
        for one in reversed(going):  # those that wait first, or the next would begin
            if not one.over() and self.off(one.document):
                one.stop()
        self._tell(began)

    def _tell(self, done: Future[Interval] | Future[Interval | None]) -> None:
        if not done.cancelled() and done.exception() is None:
            for listener in tuple(self.on_change):
                listener()

    def _title(self, project: int) -> str:
        titles = (one.title for one in self._manuscript.projects() if one.id == project)
        return next(titles, "")


def _local(going: Interval) -> str:
    return parse(going.began_at).astimezone().strftime("%Y-%m-%d %H:%M")
