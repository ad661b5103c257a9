"""The document on the page: opened, saved every second, measured when quiet, given what is accepted."""

from __future__ import annotations

from concurrent.futures import TimeoutError as FutureTimeoutError

from PySide6.QtCore import QObject, QTimer, Signal

from muse_desktop.craft.prompt import Materials
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.origins import Origin
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.jobs import Jobs
from muse_desktop.ui.origin_words import Measured, measure
from muse_desktop.ui.page import Page

SAVE_EVERY_MS = 1000
MEASURE_AFTER_MS = 700
LAST_SAVE_S = 5.0  # how long closing waits for the disk


class Desk(QObject):
    """What the window does with the page. Errors go out as signals; nothing here shows anything."""

    document_changed = Signal()  # another document is on the page
    draft_changed = Signal()
    saved_changed = Signal()
    measured = Signal(object)  # Measured
    save_refused = Signal(object)  # MuseError
    save_worked = Signal()
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, page: Page, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._page = page
        self._refused = False
        self._saving = False
        self.session: DocumentSession | None = None
        self._saver = QTimer(self)
        self._saver.setInterval(SAVE_EVERY_MS)
        self._saver.timeout.connect(self.save)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(MEASURE_AFTER_MS)
        self._quiet.timeout.connect(self.measure)
        page.edited.connect(self._edited)

    # Which document

    def open(self, document: int) -> None:
        """Put a document on the page; the one before it is saved."""
        if self.session is not None and self.session.id == document:
            return
        self.save()
        try:
            session = self._studio.manuscript.open(document)
        except MuseError as error:
            self.failed.emit(error)
            return
        self.session = session
        self._page.show_session(session)
        self._saver.start()
        self.document_changed.emit()
        self.saved_changed.emit()
        self.measure()

    @property
    def document(self) -> int | None:
        """The id of the document on the page."""
        return self.session.id if self.session else None

    @property
    def refused(self) -> bool:
        """Whether the last save was refused."""
        return self._refused

    # What the model is given

    def materials(self) -> Materials:
        """The text around the cursor or the selection, as it is this moment."""
        session = self.session
        if session is None:
            return Materials(language=self._studio.language)
        start, end = self._page.selection()
        return Materials(
            before=session.text[:start],
            after=session.text[end:],
            selection=session.text[start:end],
            title=session.title,
            language=self._studio.language,
        )

    # What the writer takes

    def take(self, generation: int, candidate: int, start: int, end: int, insert: str) -> bool:
        """Insert output[start:end] of a candidate at the cursor, or in place of the selection."""
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
            self._page.insert_from_model(taken.text, taken.origin, replaces or (place, place))
            self._studio.accepted_at(session, generation, candidate, taken.start, taken.end, place)
        except MuseError as error:
            self.failed.emit(error)
            return False
        return True

    # Saving

    def save(self) -> None:
        """Write what is not on disk yet, off the UI thread."""
        session = self.session
        if session is None or self._saving or not session.dirty:
            return
        self._saving = True
        self._jobs.watch(session.save(), self, lambda _: self._saved(), self._not_saved, self._save_over)

    def save_now(self) -> MuseError | None:
        """Write everything before going on; the error if it is refused. Waits a few seconds at most."""
        session = self.session
        if session is None:
            return None
        session.seal()
        try:
            session.save().result(LAST_SAVE_S)
        except MuseError as error:
            self._not_saved(error)
            return error
        except FutureTimeoutError:
            return MuseError("ui.save_slow", seconds=round(LAST_SAVE_S))
        self._saved()
        return None

    def _saved(self) -> None:
        self._refused = False
        self.save_worked.emit()
        self.saved_changed.emit()

    def _not_saved(self, error: MuseError) -> None:
        self._refused = True
        self.save_refused.emit(error)
        self.saved_changed.emit()

    def _save_over(self) -> None:
        self._saving = False

    # Measuring

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
        """The cursor's place and the origin of the text there (the character before it at the very end)."""
        session = self.session
        if session is None:
            return 0, None
        place = self._page.selection()[0]
        if not session.text:
            return place, None
        return place, session.book.get(session.runs.at(min(place, len(session.text) - 1)))

    def _edited(self) -> None:
        self._quiet.start()
        self.saved_changed.emit()
        self.draft_changed.emit()
