"""The documents on the pages: opened, measured when quiet, given what is accepted, saved before leaving."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from muse_desktop.craft.prompt import Materials
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Reason
from muse_desktop.provenance.origins import Origin
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.page.intent import Record, change
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.sheet import Sheets
from muse_desktop.ui.record.origin_words import Measured, measure

if TYPE_CHECKING:
    from muse_desktop.manuscript import replacing, restoring

MEASURE_AFTER_MS = 700
LAST_SAVE_S = 5.0  # how long closing waits for the disk


class Desk(QObject):
    """The documents of a window and the pages that show them. Errors go out as signals.

    `page` is the one the writer works on; "the document", `session` and all that signals tell are on that one
    unless they say otherwise. A document is never on two pages.
    """

    document_changed = Signal()  # another document is on the page, or another page has the keyboard
    text_changed = Signal()
    words_changed = Signal(int)  # throttled
    cursor_rested = Signal()  # it has moved, and that is painted
    counted = Signal(int, int)  # document, words: on whatever page; throttled
    saved_state_changed = Signal(str, str)  # as of the page; "refused" also when another document was
    save_refused = Signal(object)  # MuseError: of any document
    measured = Signal(object)  # Measured
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, page: Page, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self.page = page
        self.pages: list[Page] = []
        self.sheets = Sheets(spoken, self)
        self._homes: dict[int, Page] = {}  # pages from which documents were let go
        self.cursors: dict[int, int] = {}  # document id -> where the writer left it, in code points
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(MEASURE_AFTER_MS)
        self._quiet.timeout.connect(self.measure)
        self.sheets.saving_changed.connect(self._tell_saved)
        self.sheets.refused.connect(self.save_refused)
        self.add_page(page)

    # Pages

    def add_page(self, page: Page) -> None:
        """Another page to put documents on; the keyboard says which one the writer works on."""
        page.set_tints_visible(self.page.tints_visible)
        self.pages.append(page)
        page.editor.focused.connect(lambda: self.activate(page))
        page.text_changed.connect(lambda: self._from(page, self._text_changed))
        page.cursor_rested.connect(lambda: self._from(page, self.cursor_rested.emit))
        page.words_changed.connect(lambda words: self._count(page, words))

    def _from(self, page: Page, tell: Callable[[], None]) -> None:
        if page is self.page:
            tell()

    def _text_changed(self) -> None:
        self._quiet.start()
        self.text_changed.emit()

    def _count(self, page: Page, words: int) -> None:
        if page.session is not None:
            self.counted.emit(page.session.id, words)
        self._from(page, lambda: self.words_changed.emit(words))

    def activate(self, page: Page) -> None:
        """Work on this page from now on."""
        if page is not self.page:
            self.page = page
            self._shown_anew()

    def show_tints(self, on: bool) -> None:
        """Tint the text of all pages by origin, or leave it plain."""
        for page in self.pages:
            page.set_tints_visible(on)

    def show_hits(self, document: int, spans: Iterable[object]) -> None:
        """Underline overlaps in a document if a page shows it; see `Page.show_hits`."""
        page = self.page_of(document)
        if page is not None:
            page.show_hits(spans)

    def page_of(self, document: int) -> Page | None:
        """The page that shows a document."""
        shown = (page for page in self.pages if page.session and page.session.id == document)
        return next((page for page in shown if page.session and not page.session.closed), None)

    def clear(self, page: Page) -> None:
        """Take the document off a page; what can be undone in it stays with it."""
        self._leave(page)
        page.release()

    def _shown_anew(self) -> None:
        self.document_changed.emit()
        self._tell_saved()
        self.measure()
        session = self.session
        model = self._studio.model
        if session is not None and model.write_in(session.text) and model.state != "none":
            self._jobs.watch(model.ready(), self, lambda _: None, lambda _error: None)

    # Documents

    @property
    def session(self) -> DocumentSession | None:
        """The document on the page."""
        return self.page.session

    @property
    def document(self) -> int | None:
        """Its id."""
        return self.session.id if self.session else None

    def open(self, document: int) -> None:
        """Put a document on the page where the writer left it (a new one: at its end), with its undo.

        Where another page shows it already the keyboard goes there. One that was let go comes back to the
        page it was on, if that is still empty.
        """
        shown = self.page_of(document)
        if shown is not None:
            if shown is not self.page:
                self.activate(shown)
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        home = self._homes.pop(document, None)
        if home is not None and home.session is None:
            self.activate(home)
        self.leave()
        try:
            session = self._studio.manuscript.open(document)
        except MuseError as error:
            self.failed.emit(error)
            return
        for page in self.pages:  # one that somebody closed shows what nobody saves
            if page.session is not None and page.session.id == document:
                page.release()
        sheet = self.sheets.use(session)
        known = sheet.filled
        self.page.show_sheet(sheet)
        if not known:
            self.page.goto(min(self.cursors.get(document, len(session.text)), len(session.text)))
        self.sheets.trim([page.sheet for page in self.pages])
        self._shown_anew()

    def open_on(self, page: Page, document: int) -> None:
        """Put a document on a page, which is the one the writer works on then; see `open`."""
        self.activate(page)
        self.open(document)

    def leave(self) -> None:
        """Remember the place and save without waiting."""
        self._leave(self.page)

    def _leave(self, page: Page) -> None:
        if page.session is not None:
            self.cursors[page.session.id] = page.cursor_codepoint()
            page.session.seal()
            page.flush_now()

    # Saving

    @property
    def saved_state(self) -> str:
        """The state last told by `saved_state_changed`."""
        return "refused" if self.sheets.refused_now else self.page.saved_state

    def _tell_saved(self) -> None:
        refused = self.sheets.refused_now
        self.saved_state_changed.emit(self.saved_state, refused[0] if refused else "")

    def save_now(self) -> MuseError | None:
        """Write everything before going on; the error if any is refused. Waits a few seconds at most."""
        for page in self.pages:
            self._leave(page)
        for session in self._studio.manuscript.open_sessions():
            if session.dirty and self.sheets.get(session.id) is None:
                self.sheets.tend(session)
        end = time.monotonic() + LAST_SAVE_S
        try:
            for saving in self.sheets.save_all():
                saving.result(max(0.0, end - time.monotonic()))
        except MuseError as error:
            return error
        except FutureTimeoutError:
            return MuseError("ui.save_slow", seconds=round(LAST_SAVE_S))
        return None

    # What others do to documents that may be on a page

    def let_go(self, document_ids: Iterable[int]) -> bool:
        """Save and close these documents and forget what could be undone in them.

        Whether they could be: False (and `failed` says why) when one cannot be saved; then all stay as they
        were. A page that showed one of them is empty afterwards: open something on it. Waits for the disk.
        """
        manuscript = self._studio.manuscript
        opened = [one for one in map(manuscript.opened, dict.fromkeys(document_ids)) if one is not None]
        try:
            for session in opened:
                session.seal()
                session.save().result()
            for session in opened:
                session.close()
        except MuseError as error:
            self.failed.emit(error)
            return False
        for session in opened:
            page = next((one for one in self.pages if one.session is session), None)
            if page is not None:
                self.cursors[session.id] = page.cursor_codepoint()
                page.release()
                self._homes[session.id] = page
            self.sheets.forget(session.id)
        return True

    def apply_edit(
        self,
        document: int,
        edit: restoring.Edit | replacing.Splice,
        *,
        restored: bool = False,
        undone: bool = False,
        dropped: bool = False,
    ) -> DocumentSession:
        """Make one edit of text and origins in a document that may or may not be on a page; its session.

        Where it is shown, or kept with what can be undone in it, the edit is one step to undo; elsewhere it
        is made in its session and saved soon. The record says that text came back (`restored`: a snapshot's),
        or that a replacing of the writer's was made, or with `undone` taken back. Raises MuseError when the
        document cannot be opened, IndexError or ValueError when the edit does not fit its text.
        """
        record: Record = "restored" if restored else "undone" if undone else "replaced"
        if dropped:  # dragged here by the writer: an edit like a paste
            record = "edited"
        sheet = self.sheets.get(document)
        if sheet is None:
            session = self._studio.manuscript.open(document)
            change(session, edit.start, edit.removed, edit.inserted, edit.runs, record)
            self.sheets.tend(session)
            return session
        page = self.page_of(document)
        if page is not None:
            page.note_place()
        sheet.change(edit.start, edit.removed, edit.inserted, edit.runs, record)
        if page is not None:
            page.back_to_place()
        return sheet.session

    def materials(self) -> Materials:
        """The text around the cursor or the selection, as it is this moment."""
        before, after, selection = self.page.materials()
        title = self.session.title if self.session else ""
        return Materials(before, after, selection, title, spoken(), self.document)

    def take(self, generation: int, candidate: int, start: int, end: int, insert: str) -> bool:
        """Insert output[start:end] of a candidate behind the cursor, or in place of the selection."""
        session = self.session
        if session is None:
            return False
        first, last = self.page.selection()
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
            self.page.replace_selection(taken.text, taken.runs)
        else:
            self.page.insert_generated(taken.text, taken.runs)
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
        place = self.page.cursor_codepoint()
        if session is None or not session.text:
            return place, None
        return place, session.book.get(session.runs.at(min(place, len(session.text) - 1)))
