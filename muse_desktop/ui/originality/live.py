"""Passages of the library marked on a page while its writer writes.

Looked at is what has changed, a paragraph at a time, on another thread, and only when the writer rests; how
soon again follows what a look costs. A key only notes where it was struck.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from muse_desktop.errors import MuseError
from muse_desktop.originality.piece import Piece, PieceFound, Span, after_edit, piece_around, untouched
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.keystrokes import keystrokes
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.tints import HitSpan

REST_S = 1.2  # nobody has written for so long: a look may be taken
SHARE = 0.01  # of the time may go into looks while somebody writes
LONGEST_S = 20.0  # but so long after a look there is another, be it that the first one had much to load
NEXT_MS = 30  # between two pieces, while nobody writes
MOST_LOOKED = 500  # paragraphs of which it is remembered that they were looked at


@dataclass(frozen=True)
class Standing:
    """What is known of the paragraph with the cursor: `passages` stand in the library too, one of them in
    `title`. `looked`: whether it was looked at as it is now; `compared`: and with something."""

    passages: int = 0
    title: str = ""
    looked: bool = False
    compared: bool = True


class LiveMarks(QObject):
    """Watches one page, which it belongs to."""

    changed = Signal()  # marks, or what is known of a paragraph
    failed = Signal(object)  # MuseError: a look was not possible; nothing more is looked at until it is

    def __init__(self, page: Page, studio: Studio, jobs: Jobs) -> None:
        super().__init__(page)
        self._page, self._studio, self._jobs = page, studio, jobs
        self._news: list[Span] = []  # what has changed since it was looked at
        self._looked: list[Span] = []
        self._asked: Piece | None = None  # being looked at and not touched since
        self._busy = False
        self._compared = True
        self._last = 0.0
        self._begun = 0.0  # when the last look was
        self._again = 0.0  # no look before, where something was written since
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._rested)
        self.on = False
        self.looks = 0
        page.edited.connect(self._edited)
        page.opened.connect(self._opened)

    def set_on(self, on: bool) -> None:
        """Mark, or not; marks that are there go."""
        if on != self.on:
            self.on = on
            self._forget()

    def _forget(self) -> None:
        self._news, self._looked, self._asked = [], [], None
        self._timer.stop()
        if self._page.marks.live:
            self._page.marks.live = []
            self._page.editor.viewport().update()
        self.changed.emit()

    def look_again(self) -> None:
        """The library is another, or other things are left out: what is marked is looked at again, and nobody
        may think that a paragraph was compared with what is new."""
        if not self.on:
            return
        self._looked = []
        for one in self._page.marks.live:
            self._news = after_edit(self._news, one.start, one.end - one.start, one.end - one.start)
        self._asked = None
        self._go_on()
        self.changed.emit()

    @property
    def settled(self) -> bool:
        """Whether all that has changed was looked at."""
        return not (self._news or self._busy)

    def standing(self) -> Standing:
        """What is known of the paragraph with the cursor."""
        session = self._page.session
        if session is None or not self.on:
            return Standing()
        places, block = self._page.editor.scribe.positions, self._page.editor.textCursor().block()
        start = places.to_codepoint(block.position())
        end = places.to_codepoint(block.position() + block.length() - 1)
        marks = self._page.marks
        here = [one for one in (*marks.live, *marks.hits) if one.start < end and one.end > start]
        apart = {(max(one.start, start), min(one.end, end)) for one in here}
        outer = [one for one in apart if not any(_inside(one, other) for other in apart)]
        title = next((one.title for one in here if one.title), "")
        looked = any(first <= start and end <= last for first, last in self._looked)
        return Standing(len(outer), title, looked, self._compared)

    # What happens on the page

    def _opened(self, _session: object) -> None:
        self._forget()

    def _edited(self, start: int, removed: int, inserted: int) -> None:
        if not self.on:
            return
        self._news = after_edit(self._news, start, removed, inserted)
        self._last = monotonic()
        if self._looked:
            self._looked = untouched(self._looked, start, removed, inserted)
        if self._asked is not None:
            self._asked = _piece_after(self._asked, start, removed, inserted)
        if not self._timer.isActive():
            self._timer.start(round(REST_S * 1000))

    # Looking

    def _rested(self) -> None:
        soonest = max(self._last, keystrokes().last) + REST_S
        if self._last > self._begun:
            soonest = max(soonest, self._again)
        wanted = soonest - monotonic()
        if wanted > 0.005:
            self._timer.start(round(wanted * 1000) + 1)
        elif not self._busy:
            self._look()

    def _look(self) -> None:
        session = self._page.session
        if session is None or session.closed or not self._news:
            return
        (start, end), *self._news = self._news
        text = session.text
        piece, rest = piece_around(text, min(start, len(text)), min(end, len(text)))
        if rest is not None:
            self._news.insert(0, rest)
        if not piece.text[piece.start : piece.end].strip():
            self._go_on()
            return
        self._asked, self._busy, self._begun = piece, True, monotonic()
        project, studio = session.project_id, self._studio
        looking = studio.background(lambda: studio.originality.look(piece, project))
        self._jobs.watch(looking, self, self._show, self._fail, self._over)

    def _show(self, found: PieceFound) -> None:
        self.looks += 1
        self._compared = found.compared
        self._again = monotonic() + min(LONGEST_S, found.seconds / SHARE)
        piece = self._asked
        if piece is None:  # it has changed meanwhile, and waits for its next turn
            return
        start, end = piece.place + piece.start, piece.place + piece.end
        new = [
            HitSpan(
                piece.place + hit.draft.start, piece.place + hit.draft.end, hit.kind, hit.source.title
            )
            for hit in found.hits
        ]
        marks = self._page.marks
        kept = [one for one in marks.live if one.end <= start or one.start >= end]
        live = sorted({*kept, *new}, key=lambda one: (one.start, one.end))
        if live != marks.live:
            marks.live = live
            self._page.editor.viewport().update()
        self._looked = [*self._looked[-MOST_LOOKED:], (start, end)]
        self.changed.emit()

    def _fail(self, error: MuseError) -> None:
        self._news, self._asked = [], None
        self.failed.emit(error)

    def _over(self) -> None:
        self._asked, self._busy = None, False
        self._go_on()

    def _go_on(self) -> None:
        if self._news and not self._timer.isActive():
            self._timer.start(NEXT_MS)


def _piece_after(piece: Piece, start: int, removed: int, inserted: int) -> Piece | None:
    """Where a piece is after an edit; None where that touched it."""
    if start > piece.place + len(piece.text):
        return piece
    if start + removed < piece.place:
        return replace(piece, place=piece.place + inserted - removed)
    return None


def _inside(one: Span, other: Span) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]
