"""Draft and source side by side: the chosen passage and what differs in it, both scrolling together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.widgets import SectionLabel
from muse_desktop.ui.originality.sheet import QUIET, Painted, Sheet
from muse_desktop.ui.originality.sides import Mark, Sides, sides
from muse_desktop.ui.originality.together import Together
from muse_desktop.ui.page.clipboard import library_mime

if TYPE_CHECKING:
    from muse_desktop.originality.own import OwnUse
    from muse_desktop.originality.values import Hit, Kind, Place

AROUND = 20_000  # code points of the source shown on either side of the passage
DRAFT_AROUND = 40_000  # and of the draft: a chapter is shown whole
Span = tuple[int, int]


@dataclass(frozen=True)
class _Read:
    """The source's text, and how both passages differ."""

    text: str
    sides: Sides


class Sheets(QObject):
    """Two texts, each under a heading, in the panes of a splitter."""

    failed = Signal(object)  # MuseError
    shown = Signal()  # both passages are on the screen

    def __init__(self, studio: Studio, jobs: Jobs, panes: QSplitter, owner: QWidget) -> None:
        super().__init__(owner)
        self._studio, self._jobs = studio, jobs
        self._text, self._title, self._source_title = "", "", ""
        self._others: tuple[Painted, ...] = ()
        self._wanted: object = None
        self._is_own = False  # what stands on the right is a draft of the writer's too
        self.sides: Sides | None = None
        self.draft, self.source = Sheet(owner), Sheet(owner)
        self.together = Together(self.draft, self.source, self)
        self.joint = QCheckBox(owner)
        self.joint.setChecked(True)
        self.joint.toggled.connect(self.together.set_on)
        self._draft_label, self._source_label = SectionLabel(owner), SectionLabel(owner)
        self.below = QVBoxLayout()  # what stands below the source
        left = _pane(owner, self._draft_label, self.draft)
        right = _pane(owner, self._source_label, self.source)
        right.layout().addLayout(self.below)
        for pane in (left, right):
            panes.addWidget(pane)
        self.pane = right
        theme.keeper().changed.connect(self._repaint)

    def retranslate(self) -> None:
        """Set the words again."""
        self.draft.setAccessibleName(self.tr("Your draft"))
        self.source.setAccessibleName(self.tr("Source"))
        self.joint.setText(self.tr("Scroll together"))
        self._label()

    def _label(self) -> None:
        self._draft_label.setText(self.tr("Your draft · {title}").format(title=self._title))
        named = self.tr("Also in · {title}") if self._is_own else self.tr("Source · {title}")
        named = named.format(title=self._source_title)
        self._source_label.setText(named if self._source_title else "")

    def _repaint(self) -> None:
        self.draft.repaint_spans()
        self.source.repaint_spans()

    def show_draft(self, text: str, title: str, passages: Sequence[tuple[int, int, Kind]]) -> None:
        """The draft with all passages found; none is chosen yet."""
        self._text, self._title = text, title
        self._others = tuple((start, end, QUIET + kind) for start, end, kind in passages)
        self._label()
        if self._wanted is None:
            self.draft.show_part(text, 0, 0, DRAFT_AROUND)
            self.draft.paint_spans(self._others)

    def show_nothing(self) -> None:
        """No passage is chosen."""
        self._wanted, self.sides, self._source_title = None, None, ""
        self.together.pause()
        self.source.clear_text()
        self.joint.setEnabled(False)
        self.draft.paint_spans(self._others)
        self._label()

    def show_hit(self, hit: Hit) -> None:
        """A passage and its source."""
        if self._begin(hit, hit.source.title, (hit.draft.start, hit.draft.end)):
            item, place = hit.source.item, (hit.source.start, hit.source.end)
            reading = self._studio.background(
                lambda: self._compared(self._studio.library.text(item), self._text, hit.draft, place)
            )
            self._watch(hit, reading, hit.kind, place)

    def show_use(self, use: OwnUse) -> None:
        """A passage and where the writer has it too."""
        if self._begin(use, use.title, (use.draft.start, use.draft.end)):
            place, whole = (use.other.start, use.other.end), self._text

            def work() -> _Read:
                text = whole if use.same else self._other_draft(use.document)
                return self._compared(text, whole, use.draft, place)

            self._watch(use, self._studio.background(work), use.kind, place)

    def _begin(self, wanted: Hit | OwnUse, title: str, draft: Span) -> bool:
        """Bring the draft to the passage; False where it is shown already."""
        if wanted == self._wanted:
            return False
        self._wanted, self.sides, self._source_title = wanted, None, title
        self._is_own = not hasattr(wanted, "source")
        self.together.pause()
        self.draft.show_part(self._text, *draft, DRAFT_AROUND)
        self.draft.paint_spans([(*draft, wanted.kind), *self._others])
        self._label()
        QTimer.singleShot(0, self.draft, lambda: self.draft.bring(draft[0]))
        return True

    def _other_draft(self, document: int) -> str:
        """Off the UI thread: what stands in another document, saved or not."""
        manuscript = self._studio.manuscript
        session = manuscript.opened(document)
        return session.text if session is not None else manuscript.read(document).text

    def _compared(self, text: str, draft: str, ours: Place, theirs: Span) -> _Read:
        """Off the UI thread."""
        return _Read(text, sides(draft[ours.start : ours.end], text[theirs[0] : theirs[1]]))

    def _watch(self, wanted: Hit | OwnUse, reading: Future[_Read], kind: Kind, place: Span) -> None:
        def show(read: _Read) -> None:
            if wanted is self._wanted:
                self._show_both(wanted, read, kind, place)

        def refuse(error: MuseError) -> None:
            if wanted is self._wanted:
                self.source.clear_text()
                self.failed.emit(error)

        self._jobs.watch(reading, self, show, refuse)

    def _show_both(self, wanted: Hit | OwnUse, read: _Read, kind: Kind, place: Span) -> None:
        self.sides = read.sides
        ours = wanted.draft
        self.source.show_part(read.text, *place, AROUND)
        self._label_copies(wanted)
        self.source.paint_spans(painted(read.sides.source, place, kind))
        mine = painted(read.sides.draft, (ours.start, ours.end), kind)
        others = [one for one in self._others if one[1] <= ours.start or one[0] >= ours.end]
        self.draft.paint_spans([*mine, *others])
        self.joint.setEnabled(True)

        def align() -> None:
            if wanted is self._wanted:
                self.source.bring(place[0])
                self.draft.bring(ours.start)
                self.together.align(((ours.start, ours.end), place))
                self.shown.emit()

        QTimer.singleShot(0, self.source, align)

    def _label_copies(self, wanted: Hit | OwnUse) -> None:
        """What is copied out of a library text stays known as such."""
        source, sheet = getattr(wanted, "source", None), self.source
        if source is None:
            sheet.labelled = None
            return
        book = self._studio.manuscript.book
        sheet.labelled = lambda copied, start: library_mime(
            copied, book, source.item, source.title, sheet.in_text(start)
        )


def painted(marks: Sequence[Mark], place: Span, kind: Kind) -> list[Painted]:
    """How a passage at `place` is marked: its words by their style, on what its kind looks like.

    Of a paraphrase only the words that both have are marked: that others differ is what it is.
    """
    at, whole = place[0], (place[0], place[1], kind)
    if kind == "paraphrase":
        return [(at + one.start, at + one.end, "shared") for one in marks if one.style == "same"] + [whole]
    names = {"same": kind, "moved": f"moved {kind}", "own": "own", "theirs": "theirs"}
    return [(at + one.start, at + one.end, names[one.style]) for one in marks] or [whole]


def _pane(parent: QWidget, label: SectionLabel, sheet: Sheet) -> QWidget:
    pane = QWidget(parent)
    pane.setProperty("role", "paper")
    pane.setMinimumWidth(260)
    pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    box = QVBoxLayout(pane)
    box.setContentsMargins(34, 26, 24, 0)
    box.setSpacing(10)
    box.addWidget(label)
    box.addWidget(sheet, 1)
    return pane
