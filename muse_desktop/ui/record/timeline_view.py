"""Replaying how a document was written: the page as it was, and the strip of acts below it."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.provenance.timeline import State, Timeline
from muse_desktop.provenance.timeline_strip import GROUPS, Strip, group_of, lay_out
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Chip, ElidedLabel
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.record.timeline_legend import GroupLegend
from muse_desktop.ui.record.timeline_list import ActList
from muse_desktop.ui.record.timeline_page import TimelinePage
from muse_desktop.ui.record.timeline_strip import TimelineStrip
from muse_desktop.ui.record.timeline_words import TimelineWords

LIST_WIDTH = 330
TICK_MS = 60
PER_SECOND = (1.0, 4.0, 16.0)  # acts; the last speed shows the whole within a minute
WHOLE_SECONDS = 60.0


class TimelineView(Retranslated, QWidget):
    """The replay of one document. Esc or the chip goes back to the page."""

    back = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._studio, self._jobs = studio, jobs
        self._words = TimelineWords(self)
        self.timeline: Timeline | None = None
        self._strip = lay_out(())
        self.position = 0
        self._asked, self._due, self._ticked = 0, 0.0, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._title, self._document = QLabel(self), ElidedLabel(self)
        self._title.setProperty("role", "title")
        self._document.setProperty("role", "muted")
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self.page, self.list = TimelinePage(self), ActList(self)
        self.caption, self.about = QLabel(self), QLabel(self)
        self.caption.setProperty("role", "heading")
        self.strip, self.legend = TimelineStrip(self), GroupLegend(self)
        for label in (self.caption, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "warning")
        self.trouble.setWordWrap(True)
        self.play_chip = Chip(parent=self, checkable=True)
        self.before_chip, self.next_chip = Chip(parent=self), Chip(parent=self)
        self.closer_chip, self.wider_chip = Chip(parent=self), Chip(parent=self)
        self.speeds = [Chip(parent=self, checkable=True) for _ in (*PER_SECOND, WHOLE_SECONDS)]
        held = QButtonGroup(self)
        for chip in self.speeds:
            held.addButton(chip)
        self.speeds[1].setChecked(True)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        paper = QWidget(self)
        paper.setProperty("role", "paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = QVBoxLayout(paper)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.page)
        panes.addWidget(paper)
        panes.addWidget(self.list)
        panes.setStretchFactor(0, 1)
        panes.setSizes([1280 - LIST_WIDTH, LIST_WIDTH])
        for place in (0, 1):
            panes.setCollapsible(place, False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self._title, self._document, self.back_chip, wide=self._document))
        box.addWidget(self.notices)
        box.addWidget(panes, 1)
        box.addLayout(self._below())

    def _below(self) -> QVBoxLayout:
        """Caption, strip and controls."""
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in (self.before_chip, self.play_chip, self.next_chip):
            chips.addWidget(chip)
        chips.addSpacing(16)
        for chip in self.speeds:
            chips.addWidget(chip)
        chips.addSpacing(16)
        for chip in (self.wider_chip, self.closer_chip):
            chips.addWidget(chip)
        chips.addStretch(1)
        below = QVBoxLayout()
        below.setContentsMargins(24, 10, 24, 12)
        below.setSpacing(5)
        for part in (self.caption, self.about, self.trouble, self.strip):
            below.addWidget(part)
        legend = QHBoxLayout()
        legend.addWidget(self.legend)
        legend.addStretch(1)
        below.addLayout(legend)
        below.addSpacing(2)
        below.addLayout(chips)
        return below

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.strip.chosen.connect(self._sought)
        self.list.chosen.connect(self._sought)
        self.before_chip.clicked.connect(lambda: self._sought(self.position - 1))
        self.next_chip.clicked.connect(lambda: self._sought(self.position + 1))
        self.play_chip.toggled.connect(self._play)
        self.closer_chip.clicked.connect(lambda: self.strip.set_zoom(self.strip.zoom * 2))
        self.wider_chip.clicked.connect(lambda: self.strip.set_zoom(self.strip.zoom / 2))

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("How it was written"))
        self.before_chip.setText(self.tr("Act before"))
        self.next_chip.setText(self.tr("Next act"))
        self.closer_chip.setText("+")
        self.closer_chip.setAccessibleName(self.tr("Show less of the strip, larger"))
        self.wider_chip.setText("−")
        self.wider_chip.setAccessibleName(self.tr("Show more of the strip, smaller"))
        for chip in (self.closer_chip, self.wider_chip):
            chip.setToolTip(chip.accessibleName())
        names = (self.tr("Slow"), self.tr("Steady"), self.tr("Fast"), self.tr("All in a minute"))
        for chip, words in zip(self.speeds, names, strict=True):
            chip.setText(words)
        self._say()

    def take_keyboard(self) -> None:
        """Let the keyboard be in the strip."""
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks: stop."""
        self.play_chip.setChecked(False)
        super().hideEvent(event)

    # Reading

    def show_document(self, document: int, title: str) -> None:
        """Replay a document, as far as it is saved; read off the UI thread."""
        self.play_chip.setChecked(False)
        self._document.setText(title)
        self._asked += 1
        asked = self._asked
        if self.timeline is None or self.timeline.document != document:
            self.timeline = None
            self._say()
        studio = self._studio

        def work() -> tuple[Timeline, Strip, State]:
            timeline = studio.evidence.timeline(document)
            return timeline, lay_out(timeline.steps), timeline.state(len(timeline))

        def show(found: tuple[Timeline, Strip, State]) -> None:
            if asked == self._asked:
                self._take(*found)

        def fail(error: MuseError) -> None:
            self.notices.tell(Notice(error.code, lambda: error.text(spoken())))

        self._jobs.watch(studio.background(work), self, show, fail)

    def _take(self, timeline: Timeline, strip: Strip, last: State) -> None:
        self.timeline, self._strip, self.position = timeline, strip, len(timeline)
        self.strip.show_timeline(timeline, strip, self.position)
        self.list.show_timeline(timeline)
        found = {group_of(step) for step in timeline.steps if step.inserted or not step.applied}
        groups = tuple(group for group in GROUPS if group in found)
        asked = any(mark.kind == "generation" for mark in timeline.marks)
        self.legend.show_groups(groups, asked=asked, hands=bool(timeline.hands_only))
        self._show(last)

    # Going along

    def _sought(self, position: int) -> None:
        """The writer chose a place: the play stops there."""
        self.play_chip.setChecked(False)
        self.seek(position)

    def seek(self, position: int) -> None:
        """Show the text behind so many acts; the nearest there is."""
        if self.timeline is not None:
            self.position = max(0, min(len(self.timeline), position))
            self._show(self.timeline.state(self.position))

    def _show(self, state: State) -> None:
        timeline = self.timeline
        assert timeline is not None
        changed = (0, 0)
        if state.position:
            step = timeline.steps[state.position - 1]
            if step.applied:
                changed = (step.start, step.start + step.inserted)
        self.page.show_state(timeline, state, self._studio.manuscript.book, changed)
        self.strip.set_position(state.position)
        self.list.set_position(state.position)
        self._say()

    def _play(self, on: bool) -> None:
        if on and self.timeline is not None and len(self.timeline):
            if self.position == len(self.timeline):
                self.seek(0)
            self._due, self._ticked = 0.0, monotonic()
            self._timer.start()
        else:
            self._timer.stop()
            self.play_chip.setChecked(False)
        self._say()

    def _tick(self) -> None:
        """Some of an act, or many acts, have come due."""
        assert self.timeline is not None
        chosen = next(place for place, chip in enumerate(self.speeds) if chip.isChecked())
        whole = len(self.timeline) / WHOLE_SECONDS
        now = monotonic()  # a long text may take longer to show than a tick
        self._due += (now - self._ticked) * (PER_SECOND[chosen] if chosen < len(PER_SECOND) else whole)
        self._ticked = now
        if self._due >= 1:
            self.seek(self.position + int(self._due))
            self._due -= int(self._due)
        if self.position == len(self.timeline):
            self.play_chip.setChecked(False)

    # Saying

    def _say(self) -> None:
        timeline = self.timeline
        self.play_chip.setText(self.tr("Pause") if self.play_chip.isChecked() else self.tr("Play"))
        self.before_chip.setEnabled(timeline is not None and self.position > 0)
        self.next_chip.setEnabled(timeline is not None and self.position < len(timeline))
        if timeline is None:
            self.caption.setText(self.tr("Reading the record…"))
            self.about.setText("")
            self.trouble.setVisible(False)
            return
        step = timeline.steps[self.position - 1] if self.position else None
        self.caption.setText(self._words.step(step) if step else self.tr("Before anything was written"))
        about = [self._words.place(self.position, len(timeline))]
        if step:
            about.append(when(step.at))
        about += [self._words.mark(mark, timeline) for mark in timeline.marks_at(self.position)]
        if self.position == len(timeline) and timeline.complete:
            about.append(self.tr("This is the text as it is saved now."))
        self.about.setText(" · ".join(about))
        self._say_trouble(timeline)

    def _say_trouble(self, timeline: Timeline) -> None:
        """What is wrong up to here; what is wrong later is told when one gets there."""
        here = [one for one in timeline.troubles if one.position <= self.position]
        self.trouble.setVisible(bool(here))
        if here:
            last = here[-1]
            error = MuseError(last.code, seq=last.seq, since=last.since)
            self.trouble.setText(error.text(spoken()))
