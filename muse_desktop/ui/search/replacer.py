"""Carries out a replacing over the whole manuscript, a document at a turn, and takes it back.

The window stays alive meanwhile: before each document its snapshot is written off the UI thread, and between
two documents everything else has its turn.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.find import Change
from muse_desktop.manuscript.replacing import (
    DocumentPreview,
    Opened,
    Outcome,
    Refused,
    Replaced,
    Splice,
    chosen_of,
    open_for,
    replace_in,
    take_back_in,
)
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Reason
from muse_desktop.studio.studio import Studio

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow


class Replacer(QObject):
    """One replacing at a time. `last` is what can be taken back."""

    went_on = Signal(int, int)  # documents done, of how many
    finished = Signal(object, bool)  # Outcome; whether it was a taking back

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window, self._studio = window, studio
        self.last: Outcome | None = None
        self._steps: list[Callable[[], None]] = []
        self._at = 0
        self._back = False
        self._done: list[Replaced] = []
        self._refused: list[Refused] = []

    @property
    def running(self) -> bool:
        """Whether documents are being changed."""
        return bool(self._steps)

    def replace(
        self, previews: Sequence[DocumentPreview], chosen: Collection[tuple[int, int]] | None = None
    ) -> None:
        """Make the chosen changes; `finished` tells how it went. Nothing happens while one is running."""
        wanted = [(one, changes) for one in previews if (changes := chosen_of(one, chosen))]
        self._begin([partial(self._keep, one, changes) for one, changes in wanted], back=False)

    def take_back(self) -> None:
        """Undo the last one, in every document the writer has not changed since."""
        last = self.last
        if last is not None:
            self._begin([partial(self._take_back, one) for one in last.done], back=True)

    def stop(self) -> None:
        """The window closes: no further document. What was opened for this is closed with all others."""
        self._steps = []

    def _begin(self, steps: list[Callable[[], None]], *, back: bool) -> None:
        if self.running or not steps:
            return
        self._steps, self._at, self._back = steps, 0, back
        self._done, self._refused = [], []
        self._go_on()

    def _go_on(self) -> None:
        if not self.running:
            return
        self.went_on.emit(self._at, len(self._steps))
        if self._at < len(self._steps):
            QTimer.singleShot(0, self, self._step)
            return
        outcome = Outcome(tuple(self._done), tuple(self._refused))
        self._steps = []
        self.last = outcome if outcome.done and not self._back else None
        self.finished.emit(outcome, self._back)

    def _step(self) -> None:
        if self.running:
            step = self._steps[self._at]
            self._at += 1
            step()

    # One document

    def _keep(self, one: DocumentPreview, changes: Sequence[Change]) -> None:
        """First a snapshot; a document of which none can be kept is left as it is."""
        try:
            opened = open_for(self._studio.manuscript, one.document_id, one.title, one.text_hash)
        except MuseError as error:
            self._refuse(one, error)
            return
        self._window.jobs.watch(
            self._studio.writing.snapshots.take(opened.session, Reason.BEFORE_REPLACE),
            self,
            lambda _info: self._replace(one, changes, opened),
            partial(self._refuse_opened, one, opened),
        )

    def _replace(self, one: DocumentPreview, changes: Sequence[Change], opened: Opened) -> None:
        if not self.running:
            return
        try:
            now = open_for(self._studio.manuscript, one.document_id, one.title, one.text_hash)
            opened = Opened(now.session, opened.was_open or self._kept(one.document_id))
            apply = self._apply if opened.was_open else None
            done = replace_in(opened, changes, apply, settle=False)
        except MuseError as error:
            self._refuse_opened(one, opened, error)
            return
        self._settle(opened, done)

    def _take_back(self, one: Replaced) -> None:
        manuscript = self._studio.manuscript
        was_open = manuscript.opened(one.document_id) is not None
        apply = partial(self._apply, undone=True) if was_open else None
        try:
            done = take_back_in(manuscript, one, apply, settle=False)
        except MuseError as error:
            self._refuse(one, error)
            return
        self._settle(Opened(manuscript.open(one.document_id), was_open), done)

    def _settle(self, opened: Opened, done: Replaced | None) -> None:
        """What the desk has it saves itself; the rest is saved and closed, and nothing waits for it here."""
        self._done += [done] if done else []
        if opened.was_open:
            self._go_on()
            return
        self._window.jobs.watch(
            opened.session.end(), self, lambda _: self._close(opened), self._not_saved, self._go_on
        )

    def _close(self, opened: Opened) -> None:
        if not self._kept(opened.session.id):
            opened.session.close()

    def _not_saved(self, error: MuseError) -> None:
        """The document stays open with its changes, and is saved with the next save of all."""
        if self._done:
            self._done[-1] = dataclasses.replace(self._done[-1], unsaved=error)

    def _apply(self, session: DocumentSession, splice: Splice, *, undone: bool = False) -> None:
        self._window.desk.apply_edit(session.id, splice, undone=undone)

    def _kept(self, document: int) -> bool:
        """Whether the desk has a document: the writer may open one while its snapshot is being written."""
        return self._window.desk.sheets.get(document) is not None

    def _refuse_opened(self, one: DocumentPreview, opened: Opened, error: MuseError) -> None:
        if not opened.was_open and not self._kept(one.document_id):
            try:
                opened.session.close()
            except MuseError as also:
                error = also
        self._refuse(one, error)

    def _refuse(self, one: DocumentPreview | Replaced, error: MuseError) -> None:
        self._refused.append(Refused(one.document_id, one.title, error))
        self._go_on()
