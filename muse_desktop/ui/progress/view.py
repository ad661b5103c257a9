"""What was written, day by day: a chart, the same as a table, and every sitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.progress import DayTotal, Sitting
from muse_desktop.manuscript.weeks import WeekTotal, monday_of, weeks
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import Chip, SectionLabel
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.progress.chart import DayChart
from muse_desktop.ui.progress.counting import today
from muse_desktop.ui.progress.tables import LogTable, WeekModel
from muse_desktop.ui.progress.week_chart import WeekChart

SPANS = (30, 90, 365)
WEEK = 7
SQUARE = 11


@dataclass(frozen=True)
class _Log:
    days: list[DayTotal]
    weeks: list[WeekTotal]
    sittings: list[Sitting]
    titles: dict[int, str]
    day_target: int


class Legend(Retranslated, QWidget):
    """What the colours of the chart mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, str, str]] = []
        self._with_taken = True
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self._entries = [
            (self.tr("Yours"), "accent", "accent"),
            (self.tr("The model's"), "generated", "accent"),
            (self.tr("From elsewhere"), "pasted", "muted"),
            (self.tr("Taken out"), "line", "muted"),
        ][: 4 if self._with_taken else 3]
        self.updateGeometry()
        self.update()

    def show_taken(self, on: bool) -> None:
        """Whether the chart shows what was taken out."""
        self._with_taken = on
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Qt: all entries in one row."""
        letters = self.fontMetrics()
        width = sum(letters.horizontalAdvance(words) + SQUARE + 26 for words, _, _ in self._entries)
        return QSize(width, letters.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: squares and words."""
        painter = QPainter(self)
        x = 1.0
        for words, fill, edge in self._entries:
            square = QRectF(x, (self.height() - SQUARE) / 2, SQUARE, SQUARE)
            painter.fillRect(square, colour(fill))
            painter.setPen(QPen(colour(edge), 1))
            painter.drawRect(square)
            painter.setPen(colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(words)
            room = QRectF(x + SQUARE + 6, 0, width + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x += SQUARE + width + 26
        painter.end()


class ProgressView(Retranslated, QWidget):
    """The log of one project, or of all. Esc or the chip goes back to the page."""

    back = Signal()
    save_wanted = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self._studio, self._jobs = studio, jobs
        self._project: int | None = None
        self._log: _Log | None = None
        self._asked = 0
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self.spans = [Chip(parent=self, checkable=True) for _ in SPANS]
        self.one, self.all = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.by_day, self.by_week = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.as_chart, self.as_table = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.save_chip = Chip(parent=self)
        self._heading, self._week, self.day = QLabel(self), QLabel(self), QLabel(self)
        self._heading.setProperty("role", "heading")
        for label in (self._week, self.day):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.chart, self.table = DayChart(self), LogTable(self, stretch=False)
        self.week_rows = WeekModel(self)
        self.week_chart = WeekChart(self)
        self.week_table = LogTable(self, stretch=False, model=self.week_rows)
        self.legend = Legend(self)
        self._sittings_label = SectionLabel(self)
        self.sittings = LogTable(self)
        self.sides = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        top = top_line(self, self._title, self.back_chip)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        pairs = [self.one, self.all], [self.by_day, self.by_week], [self.as_chart, self.as_table]
        for group in (self.spans, *pairs):
            held = QButtonGroup(self)
            for chip in group:
                held.addButton(chip)
                chips.addWidget(chip)
            group[0].setChecked(True)
            chips.addSpacing(14)
        chips.addStretch(1)
        for side in (self.chart, self.table, self.week_chart, self.week_table):
            self.sides.addWidget(side)
        upper, lower = QWidget(self), QWidget(self)
        above, below = QVBoxLayout(upper), QVBoxLayout(lower)
        above.setContentsMargins(0, 0, 0, 8)
        below.setContentsMargins(0, 12, 0, 0)
        above.addWidget(self.sides, 1)
        said = QHBoxLayout()
        said.setSpacing(18)
        said.addWidget(self.day, 1)
        said.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(said)
        below.addWidget(self._sittings_label)
        below.addWidget(self.sittings, 1)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setHandleWidth(1)
        halves.addWidget(upper)
        halves.addWidget(lower)
        for place in (0, 1):
            halves.setCollapsible(place, False)
            halves.setStretchFactor(place, 3 - place)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 18, 28, 14)
        inside.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.save_chip)
        inside.addLayout(head)
        inside.addWidget(self._week)
        inside.addLayout(chips)
        inside.addWidget(halves, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.notices)
        box.addLayout(inside, 1)

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        for chip in (*self.spans, self.one, self.all):
            chip.clicked.connect(lambda _checked=False: self.reload())
        for chip in (self.by_day, self.by_week, self.as_chart, self.as_table):
            chip.clicked.connect(lambda _checked=False: self._turn())
        for chart in (self.chart, self.week_chart):
            chart.chosen.connect(lambda _place: self._say())
        self.save_chip.clicked.connect(self.save_wanted)

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("What was written, day by day"))
        for chip, days in zip(self.spans, SPANS, strict=True):
            chip.setText(self.tr("A year") if days == SPANS[-1] else self.tr("%n days", "", days))
        self.one.setText(self.tr("This project"))
        self.all.setText(self.tr("All projects"))
        self.by_day.setText(self.tr("Words a day"))
        self.by_week.setText(self.tr("Shares a week"))
        self.save_chip.setText(self.tr("Save as a table…"))
        self.save_chip.setToolTip(self.tr("The record as CSV, for spreadsheets"))
        self.week_table.setAccessibleName(self.tr("Shares of each week"))
        self.as_chart.setText(self.tr("Chart"))
        self.as_table.setText(self.tr("Table"))
        self.table.setAccessibleName(self.tr("Words of each day"))
        self.sittings.setAccessibleName(self.tr("Sittings"))
        self._sittings_label.setText(self.tr("Sittings"))
        self._show()

    def take_keyboard(self) -> None:
        """Let the keyboard be in the chart, or the table."""
        self.sides.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        """Another side: days or weeks, as a chart or as a table."""
        by_week, table = self.by_week.isChecked(), self.as_table.isChecked()
        sides = (self.week_chart, self.week_table) if by_week else (self.chart, self.table)
        self.sides.setCurrentWidget(sides[table])
        self.legend.show_taken(not by_week)
        self._say()

    def _say(self) -> None:
        """The chosen day or week as a sentence."""
        chart = self.week_chart if self.by_week.isChecked() else self.chart
        self.day.setText(chart.words(chart.current) if 0 <= chart.current < chart.count else "")

    # Reading and showing

    def show_project(self, project: int | None) -> None:
        """Show the log of a project."""
        self._project = project
        self.reload()

    def reload(self) -> None:
        """Read the log again, off the UI thread."""
        project = self._project if self.one.isChecked() else None
        days = next(span for chip, span in zip(self.spans, SPANS, strict=True) if chip.isChecked())
        studio, last = self._studio, today()
        first = last - timedelta(days=days - 1)
        self._asked += 1
        asked = self._asked

        def work() -> _Log:
            book = studio.writing.progress
            titles = {node.id: node.title for node in studio.writing.tree.read()}
            goals = [one.day_target for one in studio.manuscript.projects() if one.id == self._project]
            found = book.days(monday_of(first), last, project)
            found_weeks, found = weeks(found), found[-days:]
            return _Log(
                found, found_weeks, book.sittings(first, last, project), titles, sum(goals)
            )

        def show(log: _Log) -> None:
            if asked == self._asked:
                self._log = log
                self._show()

        def fail(error: MuseError) -> None:
            self.notices.tell(Notice(error.code, lambda: error.text(spoken())))

        self._jobs.watch(studio.background(work), self, show, fail)

    def _show(self) -> None:
        log = self._log
        if log is None:
            return
        self.chart.show_days(log.days, log.day_target if self.one.isChecked() else 0)
        self.week_chart.show_weeks(log.weeks)
        self.week_rows.show_weeks(log.weeks)
        self._say()
        self.table.model().show_rows(log.days, log.titles, sittings=False)
        self.sittings.model().show_rows(log.sittings, log.titles, sittings=True)
        own = max(0, log.days[-1].written.net.own)
        if log.day_target and self.one.isChecked():
            words = self.tr("Today {words} of {target} words")
            self._heading.setText(words.format(words=number(own), target=number(log.day_target)))
        else:
            self._heading.setText(self.tr("Today %Ln words", "", own))
        self._week.setText(self._of_the_week(log.days[-WEEK:]))

    def _of_the_week(self, days: list[DayTotal]) -> str:
        own = sum(one.written.net.own for one in days)
        busy = sum(one.written.added.total > 0 for one in days)
        parts = (
            self.tr("Last 7 days: %Ln words of your own", "", own),
            self.tr("written on %n of 7 days", "", busy),
            self.tr("%Ln a day", "", round(own / WEEK)),
        )
        return " · ".join(parts)
