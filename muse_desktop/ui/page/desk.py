"""The document on the page: opened, measured when quiet, given what is accepted, saved before leaving."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from muse_desktop.craft.prompt import Materials
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Reason
from muse_desktop.provenance.origins import Origin
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.page.intent import Record, Splice, change
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.record.origin_words import Measured, measure

if TYPE_CHECKING:
    from muse_desktop.manuscript import replacing, restoring

MEASURE_AFTER_MS = 700
LAST_SAVE_S = 5.0  # how long closing waits for the disk


class Desk(QObject):
    """What the window does with the page. Errors go out as signals; nothing here shows anything."""

    document_changed = Signal()  # another document is on the page
    measured = Signal(object)  # Measured
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, page: Page, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._page = page
        self.cursors: dict[int, int] = {}  # document id -> where the writer left it, in code points
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(MEASURE_AFTER_MS)
        self._quiet.timeout.connect(self.measure)
        page.text_changed.connect(self._quiet.start)

    @property
    def session(self) -> DocumentSession | None:
        """The document on the page."""
        return self._page.session

    @property
    def document(self) -> int | None:
        """Its id."""
        return self.session.id if self.session else None

    def open(self, document: int) -> None:
        """Put a document on the page where the writer left it (a new one: at its end)."""
        if self.document == document:
            return
        self.leave()
        try:
            session = self._studio.manuscript.open(document)
        except MuseError as error:
            self.failed.emit(error)
            return
        self._page.open(session)
        self._page.goto(min(self.cursors.get(document, len(session.text)), len(session.text)))
        self.document_changed.emit()
        self.measure()
        if self._studio.model.write_in(session.text) and self._studio.model.state != "none":
            self._jobs.watch(self._studio.model.ready(), self, lambda _: None, lambda _error: None)

    def leave(self) -> None:
        """Remember the place and save without waiting."""
        if self.session is not None:
            self.cursors[self.session.id] = self._page.cursor_codepoint()
            self.session.seal()
            self._page.flush_now()

    def save_now(self) -> MuseError | None:
        """Write everything before going on; the error if it is refused. Waits a few seconds at most."""
        if self.session is None:
            return None
        self.leave()
        saving = self._page.flush_now()
        try:
            if saving is not None:
                saving.result(LAST_SAVE_S)
        except MuseError as error:
            return error
        except FutureTimeoutError:
            return MuseError("ui.save_slow", seconds=round(LAST_SAVE_S))
        return None

    # What others do to documents that may be on a page

    def let_go(self, document_ids: Iterable[int]) -> bool:
        """Save and close these documents and forget what could be undone in them.

        Whether all of them could be: False (and `failed` says why) when one cannot be saved, which stays as
        it was. A page that showed one of them is empty afterwards: open something on it. Waits for the disk.
        """
        for document in document_ids:
            session = self._studio.manuscript.opened(document)
            if session is None:
                continue
            try:
                if session is self.session:
                    self.leave()
                    self._page.close_session()
                else:
                    session.close()
            except MuseError as error:
                self.failed.emit(error)
                return False
        return True

    def apply_edit(
        self,
        document: int,
        edit: restoring.Edit | replacing.Splice,
        *,
        restored: bool = False,
        undone: bool = False,
    ) -> DocumentSession:
        """Make one edit of text and origins in a document that may or may not be on a page; its session.

        Where it is shown, or kept with what can be undone in it, the edit is one step to undo; elsewhere it
        is made in its session and saved soon. The record says that text came back (`restored`: a snapshot's),
        or that a replacing of the writer's was made, or with `undone` taken back. Raises MuseError when the
        document cannot be opened, IndexError or ValueError when the edit does not fit its text.
        """
        record: Record = "restored" if restored else "undone" if undone else "replaced"
        if self.session is not None and self.document == document:
            places = self._page.editor.scribe.positions
            first, last = places.to_utf16(edit.start), places.to_utf16(edit.start + edit.removed)
            self._page.editor.edit(Splice(first, last - first, edit.inserted, tuple(edit.runs), record))
            return self.session
        session = self._studio.manuscript.open(document)
        change(session, edit.start, edit.removed, edit.inserted, edit.runs, record)
        session.save()
        return session

    def materials(self) -> Materials:
        """The text around the cursor or the selection, as it is this moment."""
        before, after, selection = self._page.materials()
        title = self.session.title if self.session else ""
        return Materials(before, after, selection, title, spoken())

    def take(self, generation: int, candidate: int, start: int, end: int, insert: str) -> bool:
        """Insert output[start:end] of a candidate behind the cursor, or in place of the selection."""
        session = self.session
        if session is None:
            return False
        first, last = self._page.selection()
        replaces = (first, last) if insert == "replace" and first < last else None
        place = first if replaces else last
        try:
            taken = self._studio.accept(
                session, generation, candidate, start, end, before=session.text[:place], replaces=replaces
            )
        except MuseError as error:
            self.failed.emit(error)
            return False
        before = self._studio.writing.snapshots.take(session, Reason.BEFORE_GENERATION)
        self._jobs.watch(before, self, failure=self.failed.emit)
        if replaces:
            self._page.replace_selection(taken.text, taken.runs)
        else:
            self._page.insert_generated(taken.text, taken.runs)
        self._studio.accepted_at(session, generation, candidate, taken.start, taken.end, place)
        return True

    def measure(self) -> None:
        """Count the words of each origin, off the UI thread."""
        session = self.session
        if session is None:
            return
        text, runs, book, document = session.text, session.runs, session.book, session.id

        def show(measured: Measured) -> None:
            if self.document == document:
                self.measured.emit(measured)

        self._jobs.watch(self._studio.background(lambda: measure(text, runs, book)), self, show)

    def origin_at_cursor(self) -> tuple[int, Origin | None]:
        """The cursor's place and the origin of the text there (of the last character at the very end)."""
        session = self.session
        place = self._page.cursor_codepoint()
        if session is None or not session.text:
            return place, None
        return place, session.book.get(session.runs.at(min(place, len(session.text) - 1)))
