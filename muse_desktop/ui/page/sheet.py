"""What is kept of a document while the app runs: its text as shown, all that can be undone in it, its saving.

A page shows one sheet at a time. A sheet that no page shows goes on saving what it has, and takes the edits
that others make in its document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from muse_desktop.errors import Language
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.runs import Run
from muse_desktop.ui.page.intent import Record, Scribe, Splice
from muse_desktop.ui.page.saving import Autosave

MOST_IDLE = 1_500_000
"""So many characters are kept laid out for documents in which there is nothing to undo."""


class Sheet(QObject):
    """One open document. `place` and `scroll` say where the writer left it, when no page shows it."""

    def __init__(
        self, session: DocumentSession, language: Callable[[], Language], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.document = QTextDocument(self)
        self.scribe = Scribe(self.document, self)
        self.autosave = Autosave(language, self)
        self.filled = False
        self.place = (0, 0)  # anchor and cursor, UTF-16 units
        self.scroll = 0
        self.scribe.changed.connect(self.autosave.touched)

    def attach(self) -> None:
        """The document holds the session's text now: changes go there from here on, with nothing to undo."""
        self.filled = True
        self.scribe.attach(self.session)
        self.autosave.watch(self.session)

    def detach(self) -> None:
        """Nothing goes anywhere any more. Saving and closing the session is its owner's."""
        self.autosave.watch(None)
        self.scribe.detach()

    @property
    def idle(self) -> bool:
        """Whether nothing would be lost with it: nothing to undo or redo, nothing unsaved."""
        history = self.document.isUndoAvailable() or self.document.isRedoAvailable()
        return not (history or self.session.dirty)

    def change(self, start: int, removed: int, text: str, runs: tuple[Run, ...], record: Record) -> None:
        """Make one edit, in code points, as one step to undo. The writer's place moves along with the text.

        Raises IndexError when it is outside the text, ValueError when `runs` do not fit `text`.
        """
        session, places = self.session, self.scribe.positions
        if start < 0 or removed < 0 or start + removed > len(session.text):
            raise IndexError(f"{start}+{removed} of {len(session.text)}")
        if sum(run.length for run in runs) != len(text):
            raise ValueError(f"{len(text)} code points, but other origins")
        kept = [_moved(places.to_codepoint(unit), start, removed, len(text)) for unit in self.place]
        first, last = places.to_utf16(start), places.to_utf16(start + removed)
        splice = Splice(first, last - first, text, tuple(runs), record)
        self.scribe.perform(QTextCursor(self.document), (splice,), self.scribe.new_step())
        anchor, cursor = (self.scribe.positions.to_utf16(min(place, len(session.text))) for place in kept)
        self.place = anchor, cursor


def _moved(place: int, start: int, removed: int, inserted: int) -> int:
    """Where a place is after an edit: inside what was replaced it stays as far behind its start."""
    if place <= start:
        return place
    if place >= start + removed:
        return place + inserted - removed
    return start + min(place - start, inserted)


class Sheets(QObject):
    """The sheets of a window by document, the one used last at the end, and what else is being saved."""

    saving_changed = Signal()  # something about whether all is saved
    refused = Signal(object)  # MuseError: a save of any of them

    def __init__(self, language: Callable[[], Language], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._sheets: dict[int, Sheet] = {}
        self._tended: dict[int, Autosave] = {}  # of documents without a sheet that were edited

    def __iter__(self) -> Iterator[Sheet]:
        return iter(tuple(self._sheets.values()))

    def get(self, document: int) -> Sheet | None:
        """The sheet of a document if it is kept, and nobody has closed its session."""
        sheet = self._sheets.get(document)
        return None if sheet is None or sheet.session.closed else sheet

    def use(self, session: DocumentSession) -> Sheet:
        """The sheet of a session, a new one if need be; from now on the one used last."""
        sheet = self.get(session.id)
        if sheet is None or sheet.session is not session:
            self.forget(session.id)
            sheet = Sheet(session, self._language, self)
            self._listen(sheet.autosave)
            self._stop_tending(session.id)
        self._sheets.pop(session.id, None)
        self._sheets[session.id] = sheet
        return sheet

    def forget(self, document: int) -> None:
        """Drop a sheet, which no page may show, with all that could be undone in it."""
        self._stop_tending(document)
        sheet = self._sheets.pop(document, None)
        if sheet is not None:
            sheet.detach()
            sheet.deleteLater()
            self.saving_changed.emit()

    def trim(self, shown: Collection[Sheet | None]) -> None:
        """Drop what was not used for long, has nothing to undo and is on no page, beyond a bound."""
        idle = [sheet for sheet in self._sheets.values() if sheet not in shown and sheet.idle]
        most = MOST_IDLE
        for sheet in reversed(idle):
            most -= len(sheet.session.text)
            if most < 0:
                self.forget(sheet.session.id)

    # Saving

    def tend(self, session: DocumentSession) -> None:
        """See to the saving of an edited session that has no sheet."""
        saving = self._tended.get(session.id)
        if saving is None:
            saving = self._tended[session.id] = Autosave(self._language, self)
            self._listen(saving)
            saving.state_changed.connect(lambda state, _: self._settle(session.id, state))
        saving.watch(session)

    @property
    def refused_now(self) -> tuple[str, ...]:
        """What to do about each save that was refused last, wherever its document is."""
        return tuple(saving.advice for saving in self._savings() if saving.state == "refused")

    def save_all(self) -> list[Future[None]]:
        """Begin to save all that is not on disk."""
        begun = [saving.flush() for saving in self._savings() if saving.needed]
        return [future for future in begun if future is not None]

    def _savings(self) -> list[Autosave]:
        return [*(sheet.autosave for sheet in self._sheets.values()), *self._tended.values()]

    def _listen(self, saving: Autosave) -> None:
        saving.state_changed.connect(lambda *_: self.saving_changed.emit())
        saving.refused.connect(self.refused)

    def _settle(self, document: int, state: str) -> None:
        if state == "saved":
            self._stop_tending(document)

    def _stop_tending(self, document: int) -> None:
        saving = self._tended.pop(document, None)
        if saving is not None:
            saving.watch(None)
            saving.deleteLater()
