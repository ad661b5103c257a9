"""Two texts of the library side by side, with what only one of them has marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.overlap.align import SharedRun, shared_runs
from muse_desktop.studio.studio import Studio
from muse_desktop.text.normalise import Normalised
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.reading import Reading
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, TextButton
from muse_desktop.ui.page.clipboard import library_mime
from muse_desktop.ui.shelf.frame import ShelfFrame, caption

MOST_SHOWN = 400_000  # code points of each text; laying out more keeps the window waiting
MOST_MARKS = 800
KIND = "near"  # the colour of what was edited

Span = tuple[int, int]


@dataclass(frozen=True)
class Side:
    """One of the two: its text, and the spans of it (code points) that the other one has not."""

    info: ItemInfo
    text: str
    only: tuple[Span, ...]


@dataclass(frozen=True)
class Pair:
    """Both sides; `stops`: the places, one in each, where they begin to differ."""

    one: Side
    other: Side
    stops: tuple[Span, ...]


def compare(studio: Studio, one: int, other: int) -> Pair:
    """What differs; reads both texts. Raises MuseError library.gone, library.original_missing."""
    library = studio.library
    first, second = library.normalised(one), library.normalised(other)
    runs = sorted(shared_runs(first, second), key=lambda run: run.draft_start)
    ours = _without(first, [(run.draft_start, run.draft_end) for run in runs])
    # Of what repeats itself not every place of the source is told, so each is looked for in the other.
    theirs = _without(second, [(run.draft_start, run.draft_end) for run in shared_runs(second, first)])
    chain = in_step(runs)
    ends = [(0, 0)] if not chain or chain[0].draft_start or chain[0].source_start else []
    ends += [(run.draft_end, run.source_end) for run in chain]
    if chain and ends[-1] == (len(first.letters), len(second.letters)):
        ends.pop()  # they end alike
    stops = [(int(first.offsets[here]), int(second.offsets[there])) for here, there in ends[:MOST_MARKS]]
    infos = library.info(one), library.info(other)
    assert infos[0] is not None
    assert infos[1] is not None
    return Pair(Side(infos[0], first.source, ours), Side(infos[1], second.source, theirs), tuple(stops))


def in_step(runs: Iterable[SharedRun]) -> list[SharedRun]:
    """Those runs that follow each other in both texts, the longest first to be taken.

    What repeats itself is shared in many places; only one of them is where a reader is in both.
    """
    chain: list[SharedRun] = []
    for run in sorted(runs, key=lambda one: one.draft_start - one.draft_end):
        at = bisect_left(chain, run.draft_start, key=lambda one: one.draft_start)
        before, behind = chain[at - 1 : at] if at else [], chain[at : at + 1]
        if all(_ahead(one, run) for one in before) and all(_ahead(run, one) for one in behind):
            chain.insert(at, run)
    return chain


def _ahead(one: SharedRun, other: SharedRun) -> bool:
    return (
        one.draft_start < other.draft_start
        and one.source_start < other.source_start
        and one.draft_end < other.draft_end
        and one.source_end < other.source_end
    )


def _without(text: Normalised, runs: Iterable[Span]) -> tuple[Span, ...]:
    """The spans between runs of letters, in code points, that have letters in them."""
    spans: list[Span] = []
    reach = 0
    for start, end in [*sorted(runs), (len(text.letters), len(text.letters))]:
        if start > reach:
            spans.append(text.source_span(reach, start))
        reach = max(reach, end)
    return tuple(spans[:MOST_MARKS])


class PairView(ShelfFrame):
    """Two panes to read in; the differences can be gone through."""

    read_wanted = Signal(int)
    versions_wanted = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._asked, self._at = 0, -1
        self.found: Pair | None = None
        self.about = caption(self, "muted")
        self.before, self.next, self.all = (Chip(parent=self) for _ in range(3))
        self.titles = ElidedLabel(self), ElidedLabel(self)
        self.opens = TextButton(self), TextButton(self)
        self.texts = Reading(self), Reading(self)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        for title, button, text in zip(self.titles, self.opens, self.texts, strict=True):
            title.setProperty("role", "heading")
            pane = QWidget(self)
            box = QVBoxLayout(pane)
            box.setContentsMargins(14, 6, 14, 0)
            box.setSpacing(10)
            line = row(title, button)
            line.setStretch(0, 1)
            box.addLayout(line)
            box.addWidget(text, 1)
            self.panes.addWidget(pane)
        top = row(self.about, self.before, self.next, self.all)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.panes, 1)
        self.before.clicked.connect(lambda _on=False: self.go(-1))
        self.next.clicked.connect(lambda _on=False: self.go(1))
        self.all.clicked.connect(lambda _on=False: self.versions_wanted.emit())
        for place, button in enumerate(self.opens):
            button.clicked.connect(lambda _on=False, place=place: self._read(place))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Side by side"))
        self.before.setText(self.tr("Difference before"))
        self.next.setText(self.tr("Next difference"))
        self.all.setText(self.tr("All versions"))
        names = self.tr("Text on the left"), self.tr("Text on the right")
        for text, button, name in zip(self.texts, self.opens, names, strict=True):
            text.setAccessibleName(name)
            button.setText(self.tr("Open in the reader"))
            button.setAccessibleName(f"{button.text()}: {name}")
        self._say()

    def open(self, one: int, other: int) -> None:
        """Show two texts."""
        self._asked += 1
        asked, self.found = self._asked, None
        for text in self.texts:
            text.show_text("")
        self._say()

        def show(found: Pair) -> None:
            if asked == self._asked:
                self._show(found)

        comparing = self._studio.background(lambda: compare(self._studio, one, other))
        self._jobs.watch(comparing, self, show, self.refuse)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Pair) -> None:
        self.found, self._at = found, -1
        book = self._studio.manuscript.book
        sides = found.one, found.other
        for side, title, view in zip(sides, self.titles, self.texts, strict=True):
            title.setText(side.info.title)
            info = side.info
            view.labelled = lambda copied, start, info=info: library_mime(
                copied, book, info.id, info.title, start
            )
            view.show_text(side.text[:MOST_SHOWN] + ("\n…" if len(side.text) > MOST_SHOWN else ""))
            view.mark([(start, end, KIND) for start, end in side.only if end <= MOST_SHOWN])
        self._say()

    def go(self, step: int) -> None:
        """Show the next place where they differ, or the one before."""
        if self.found is None or not self.found.stops:
            return
        self._at = min(max(0, self._at + step), len(self.found.stops) - 1)
        stop = self.found.stops[self._at]
        for view, place in zip(self.texts, stop, strict=True):
            shown = min(place, MOST_SHOWN)
            QTimer.singleShot(0, view, lambda view=view, shown=shown: view.go_to(shown))
        self._say()

    def _read(self, place: int) -> None:
        if self.found is not None:
            self.read_wanted.emit((self.found.one, self.found.other)[place].info.id)

    def _say(self) -> None:
        found = self.found
        stops = len(found.stops) if found else 0
        self.before.setEnabled(stops > 0 and self._at > 0)
        self.next.setEnabled(stops > 0 and self._at < stops - 1)
        if found is None:
            self.about.setText(self.tr("Reading both texts…"))
            return
        if not found.one.only and not found.other.only:
            self.about.setText(self.tr("Letter for letter the same, but for signs and spaces."))
            return
        said = self.tr("Marked: what the other text has not, in runs of 32 letters (13 for Chinese) or more.")
        if self._at >= 0:
            where = self.tr("Difference {at} of {all}").format(at=number(self._at + 1), all=number(stops))
            said = f"{where} · {said}"
        self.about.setText(said)
