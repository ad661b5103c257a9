"""Finding and replacing in the document on the page: the bar over it, the marks in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.find import Change, Found
from muse_desktop.manuscript.replacing import splice_of
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Reason
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import number, spoken
from muse_desktop.ui.base.widgets import Quiet
from muse_desktop.ui.search.bar import FindBar
from muse_desktop.ui.search.fields import LONGEST_TAKEN
from muse_desktop.ui.search.marks import paint_matches
from muse_desktop.ui.search.matches import Match, Matches

if TYPE_CHECKING:
    from muse_desktop.ui.page.page import Page
    from muse_desktop.ui.window import MainWindow

AFTER_TYPING_MS = 60
AFTER_EDIT_MS = 300


class Finding(QObject):
    """Looks off the UI thread; what is found moves along with edits until the next look."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window, self._studio = window, studio
        self.bar = FindBar(window.notices.parentWidget())
        column = window.notices.parentWidget().layout()
        column.insertWidget(column.indexOf(window.notices) + 1, self.bar)
        self.matches = Matches()
        self._looks = 0  # how many were begun: only the newest counts
        self._looking = False
        self._meanwhile: list[tuple[int, int, int]] = []  # edits since the newest look began
        self._then: Callable[[], None] | None = None  # what waits for it
        self._anchor = 0
        self._framed: int | None = None
        self._mistaken = False  # what is said below the field is about the pattern
        self._soon = Quiet(AFTER_TYPING_MS, self._look, self.bar)
        self._later = Quiet(AFTER_EDIT_MS, self._look, self.bar)
        bar = self.bar
        bar.changed.connect(self._changed)
        bar.onward.connect(self.next)
        bar.backward.connect(self.previous)
        bar.replace_one.connect(self.replace_one)
        bar.replace_here.connect(self.replace_here)
        bar.closed.connect(self.close_up)
        bar.reworded.connect(self.tell)

    @property
    def _page(self) -> Page:
        return self._window.page

    @property
    def shown(self) -> bool:
        """Whether the bar is there."""
        return self.bar.isVisibleTo(self.bar.parentWidget())

    # The bar

    def open(self, replacing: bool) -> None:
        """Show the bar; the selection, if it is short and on one line, is what to look for."""
        selected = self._page.selected_text()
        taken = selected if "\n" not in selected and len(selected) <= LONGEST_TAKEN else ""
        self._anchor = self._page.selection()[0]
        self.bar.show_replacing(replacing or (self.shown and self.bar.replacing))
        self.bar.take_up(taken)
        self._look()

    def close_up(self) -> None:
        """Hide the bar and the marks; the keyboard goes back to the page."""
        self.bar.hide()
        self._soon.stop()
        self._later.stop()
        self._looks += 1
        self._looking, self._then = False, None
        self._set_matches(Matches())
        self._page.setFocus()

    def document_changed(self) -> None:
        """Another document is on the page, or another page is in use."""
        self._set_matches(Matches())
        if self.shown:
            self._anchor = self._page.selection()[0]
            self._look()

    def _changed(self) -> None:
        self._say("")
        self._then = self._go_to_first
        self._soon.start()

    # Looking

    def _look(self) -> None:
        self._soon.stop()
        self._later.stop()
        self._looks += 1
        look, finder, session = self._looks, self.bar.finder, self._window.desk.session
        self._meanwhile = []
        self._looking = False
        if session is None or not finder.pattern:
            self._then = None
            self._set_matches(Matches())
            return
        text = session.text
        self._looking = True

        def work() -> list[Found]:
            return finder.all(text) if look == self._looks else []

        self._window.jobs.watch(
            self._studio.background(work),
            self,
            lambda found: self._show(look, found),
            lambda error: self._refuse(look, error),
        )

    def _show(self, look: int, found: list[Found]) -> None:
        if look != self._looks:
            return
        matches = Matches(found)
        for edit in self._meanwhile:
            matches.moved(*edit)
        self._looking = False
        if self._mistaken:
            self._say("")
        then, self._then = self._then, None
        self._set_matches(matches)
        if then is not None:
            then()

    def _refuse(self, look: int, error: MuseError) -> None:
        if look != self._looks:
            return
        self._looking, self._then = False, None
        self._trouble(error)
        self._mistaken = True
        self._set_matches(Matches())

    def edited(self, page: Page, start: int, removed: int, inserted: int) -> None:
        """The text of a page has changed."""
        if page is not self._page or not self.shown:
            return
        self.matches.moved(start, removed, inserted)
        self._meanwhile.append((start, removed, inserted))
        self._later.start()
        self.tell()

    def paint(self, page: Page, painter: QPainter, area: QRect) -> None:
        """Mark what is found on `page`."""
        if page is self._page and len(self.matches):
            paint_matches(painter, area, page.editor, self.matches)

    def _set_matches(self, matches: Matches) -> None:
        self.matches = matches
        for page in self._window.desk.pages:
            page.editor.viewport().update()
        self.tell()

    def tell(self) -> None:
        """Say which match is selected, of how many."""
        if not self.shown:
            return
        found = len(self.matches)
        place = self.matches.number(*self._page.selection()) if found else None
        if place != self._framed:  # its frame is larger than what a selection paints
            self._framed = place
            self._page.editor.viewport().update()
        pending = self._looking or self._soon.isActive() or self._later.isActive()
        if not self.bar.field.text() or self._mistaken or (pending and not found):
            words = ""
        elif not found:
            words = self.tr("Not found")
        elif place is None:
            words = self.tr("%Ln matches", "", found)
        else:
            words = self.tr("{place} of {found}").format(place=number(place + 1), found=number(found))
        self.bar.show_count(words, bool(found or pending))

    def _say(self, words: str) -> None:
        self._mistaken = False
        self.bar.say(words)

    def _trouble(self, error: MuseError) -> None:
        self._mistaken = False
        self.bar.say(error.text(spoken()), trouble=True)

    # Going from match to match

    def next(self) -> None:
        """Select the match behind the selection."""
        self._when_found(lambda: self._go(self.matches.behind(*self._page.selection()), forward=True))

    def previous(self) -> None:
        """Select the match before the selection."""
        self._when_found(lambda: self._go(self.matches.before(*self._page.selection()), forward=False))

    def _when_found(self, then: Callable[[], None]) -> None:
        if not self.shown:
            if not self.bar.field.text():
                self.open(False)
                return
            self.bar.show()
            self._then = then
            self._look()
        elif self._looking or self._soon.isActive():
            self._then = then
            if self._soon.isActive():
                self._look()
        else:
            then()

    def _go_to_first(self) -> None:
        """While the pattern is being typed: the first match from where the search began."""
        self._go(self.matches.behind(self._anchor, self._anchor), forward=True, typing=True)

    def _go(self, match: Match | None, *, forward: bool, typing: bool = False) -> None:
        self._say("")
        if match is None:
            return
        self._page.goto(match.start, match.end)
        if not typing:
            self._anchor = match.start
        if match.wrapped and not typing and len(self.matches) > 1:
            top = self.tr("The end was reached; this is the first match from the beginning.")
            end = self.tr("The beginning was reached; this is the last match before the end.")
            self._say(top if forward else end)
        self.tell()

    # Replacing

    def replace_one(self) -> None:
        """Replace the selected match and go to the next one; where none is selected only go there."""
        self._when_found(self._replace_selected)

    def _replace_selected(self) -> None:
        session, (start, end) = self._window.desk.session, self._page.selection()
        if session is None or not len(self.matches):
            return
        if self.matches.number(start, end) is None:
            self._go(self.matches.behind(start, end), forward=True)
            return
        try:
            change = self.bar.finder.change_at(session.text, start, end, self.bar.replacement.text())
            if change is not None:
                self._window.desk.apply_edit(session.id, splice_of(session, [change]))
        except MuseError as error:
            self._trouble(error)
            return
        if change is not None:
            end = change.start + len(change.after)
            self._page.goto(end)
            start = end
        self._go(self.matches.behind(start, end), forward=True)

    def replace_here(self) -> None:
        """Replace every match in this document as one undo step, after a snapshot of it."""
        session, finder = self._window.desk.session, self.bar.finder
        if session is None or not finder.pattern:
            return
        text, replacement = session.text, self.bar.replacement.text()
        self._window.jobs.watch(
            self._studio.background(lambda: finder.changes(text, replacement)),
            self,
            lambda changes: self._keep_first(session, text, changes),
            self._trouble,
        )

    def _keep_first(self, session: DocumentSession, text: str, changes: list[Change]) -> None:
        if not changes:
            self._say(self.tr("There is nothing to replace."))
            return
        self._window.jobs.watch(
            self._studio.writing.snapshots.take(session, Reason.BEFORE_REPLACE),
            self,
            lambda _taken: self._replace_all(session, text, changes),
            self._trouble,
        )

    def _replace_all(self, session: DocumentSession, text: str, changes: list[Change]) -> None:
        if session.text != text or session.closed:
            self._say(self.tr("The text has changed meanwhile, so nothing was replaced. Try again."))
            return
        try:
            self._window.desk.apply_edit(session.id, splice_of(session, changes))
        except MuseError as error:
            self._trouble(error)
            return
        self._look()
        self._say(self.tr("%Ln places replaced. Undo brings them back.", "", len(changes)))
