"""One check for the window: started, watched, cancelled, and shown anew when its filters change.

The Check tab and the view with both texts show the same one and change it through here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from muse_desktop.errors import MuseError
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.post import post

if TYPE_CHECKING:
    from muse_desktop.originality.exclusions import Exclusion, ExclusionKind
    from muse_desktop.originality.own import OwnReport
    from muse_desktop.originality.shown import Checked, Shown
    from muse_desktop.originality.values import Hit

Stage = Literal["", "words", "meaning"]
"""What is being looked for: "" nothing, words: the same or nearly the same ones, meaning: paraphrases."""
UPDATES_S = 0.1  # progress is told no more often


class Checking(QObject):
    """The latest check of the document that is written, and what of it is shown."""

    changed = Signal()  # what is shown: another report, other filters, another document
    moved = Signal()  # the check goes on: another stage, a larger share
    finished = Signal()  # with a report or without
    found = Signal(tuple)  # the hits of a report that are shown, for the page
    again_wanted = Signal()  # a filter needs a new check
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs, self._post = studio, jobs, post()
        self._stop = threading.Event()
        self._showing = 0  # the number of the latest wish to show it in another way
        self._told = 0.0
        self._first_came = False
        self._text = ""
        self._edited = False  # the text was changed while the check ran
        self.title = ""
        self.document: int | None = None
        self.project: int | None = None
        self.stage: Stage = ""
        self.share = 0.0
        self.stale = False
        self.checked: Checked | None = None
        self.shown: Shown | None = None
        self.view = ViewSettings()
        self.exclusions: tuple[Exclusion, ...] = ()
        self.own: OwnReport | None = None

    @property
    def running(self) -> bool:
        """Whether a check is on its way."""
        return bool(self.stage)

    def look_at(self, document: int | None, project: int | None) -> None:
        """Another document is written: its project's settings count, and the report is of another text."""
        if document == self.document and project == self.project:
            return
        self.cancel()
        self.document, self.project = document, project
        self.checked, self.shown, self.own, self.stale = None, None, None, False
        self.view, self.exclusions = ViewSettings(), ()
        self.show_again()
        self.changed.emit()

    def check(self, title: str, text: str) -> None:
        """Compare `text` with the library, off the UI thread; not while a check is on its way."""
        if self.running:
            return
        self.title, self.stage, self.share, self._first_came = title, "words", 0.0, False
        self._text, self._edited = text, False
        stop = self._stop = threading.Event()
        meaning = "paraphrase" in self.view.kinds
        run = self._studio.originality.check(
            text,
            self.document,
            project=self.project,
            own=self.view.own,
            meaning=meaning,
            progress=lambda share: self._tell(stop, share),
            cancelled=stop.is_set,
        )

        def first(checked: Checked) -> None:
            if stop is self._stop:
                self._first_came, self.own = True, None
                self.stage, self.share = ("meaning" if meaning else "words"), 0.0
                self._take(checked)
                self.moved.emit()

        def whole(checked: Checked) -> None:
            if stop is self._stop and checked is not self.checked:
                self._take(checked)

        def refused(error: MuseError) -> None:
            if stop is self._stop and self._first_came:
                self.failed.emit(error)

        def rest() -> None:
            if stop is self._stop:
                self.stage = ""
                self.moved.emit()
                self.finished.emit()

        self._jobs.watch(run.first, self, first, self.failed.emit)
        self._jobs.watch(run.whole, self, whole, refused, rest)
        self.moved.emit()

    def forget(self) -> None:
        """Show no report."""
        self.checked, self.shown, self.own, self.stale = None, None, None, False
        self.changed.emit()

    def cancel(self) -> None:
        """Stop looking; what was found so far stays."""
        if not self.running:
            return
        self._stop.set()
        self._stop = threading.Event()
        self.stage = ""
        self.moved.emit()
        self.finished.emit()

    def text_changed(self, text: str) -> None:
        """The text on the page is `text` now: perhaps no longer the one that was checked."""
        if text == self._text:  # told late, of what was written before the check
            return
        self._edited = True
        if self.checked is not None and not self.stale:
            self.stale = True
            self.changed.emit()

    # What is shown

    def set_view(self, **changes: Any) -> None:
        """Show it with these settings from now on, in this project."""
        before, self.view = self.view, msgspec.structs.replace(self.view, **changes)
        if self.view == before:
            return
        if self.project is not None:
            keeping = self._studio.originality.set_view(self.project, self.view)
            self._jobs.watch(keeping, self, None, self.failed.emit)
        report = self.checked.report if self.checked else None
        more = report is not None and "paraphrase" in self.view.kinds and not report.meaning
        if report is not None and (self.view.own != before.own or more):
            self.again_wanted.emit()
        self.show_again()

    def exclude(self, kind: ExclusionKind, hit: Hit, reason: str = "") -> None:
        """Leave a hit out from now on, or its words, or its source."""
        if self.project is not None:
            self._then_again(self._studio.originality.exclude(self.project, kind, hit, reason))

    def include(self, exclusion: int) -> None:
        """Take an exclusion back."""
        if self.project is not None:
            self._then_again(self._studio.originality.include(self.project, exclusion))

    def look_in_drafts(self, done: Callable[[], None]) -> None:
        """Look for the same in the writer's other drafts; `done` when `own` has it."""
        checked = self.checked
        if checked is None or self.own is not None:
            done()
            return
        looking = self._studio.originality.own(checked.text, self.document, project=self.project)

        def take(report: OwnReport) -> None:
            if self.checked is checked:
                self.own = report
                done()

        self._jobs.watch(looking, self, take, self.failed.emit)

    def show_again(self) -> None:
        """Work out what of the report is shown, off the UI thread."""
        self._showing += 1
        number, checked, project = self._showing, self.checked, self.project
        service = self._studio.originality

        def work() -> tuple[ViewSettings, tuple[Exclusion, ...], Shown | None]:
            view = service.view(project) if project is not None else ViewSettings()
            left_out = service.exclusions(project) if project is not None else ()
            return view, left_out, service.shown(checked, project) if checked is not None else None

        def take(found: tuple[ViewSettings, tuple[Exclusion, ...], Shown | None]) -> None:
            if number == self._showing:
                self.view, self.exclusions, self.shown = found
                self.changed.emit()
                if self.shown is not None and not self.stale:
                    self.found.emit(self.shown.hits)

        self._jobs.watch(self._studio.background(work), self, take, self.failed.emit)

    def _then_again(self, keeping: Future[Any]) -> None:
        self._jobs.watch(keeping, self, lambda _: self.show_again(), self.failed.emit)

    def _take(self, checked: Checked) -> None:
        if checked.document == self.document:
            self.checked, self.stale = checked, self._edited
            self.show_again()

    def _tell(self, stop: threading.Event, share: float) -> None:
        """Called on another thread."""
        if monotonic() - self._told < UPDATES_S and share < 1.0:
            return
        self._told = monotonic()

        def show() -> None:
            if stop is self._stop and self.running:
                self.share = share
                self.moved.emit()

        self._post.send(self, show)
