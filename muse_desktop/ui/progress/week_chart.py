"""Whose words came in each week, as bars of the same height: own words, the model's, from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from muse_desktop.manuscript.weeks import WeekTotal
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.progress.bar_row import BarRow
from muse_desktop.ui.progress.words import ProgressWords, percent, short_day

STEP = 25  # percent
TOTALS = 18  # pixels above the bars for how many words a week had


class WeekChart(BarRow):
    """A bar for each week, parted by who made the words; how many there were stands above it."""

    far = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ProgressWords(self)
        self._weeks: tuple[WeekTotal, ...] = ()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Shares of each week"))
        self.describe()
        self.update()

    @property
    def count(self) -> int:
        """How many weeks."""
        return len(self._weeks)

    @property
    def weeks(self) -> tuple[WeekTotal, ...]:
        """What is shown."""
        return self._weeks

    def show_weeks(self, weeks: Sequence[WeekTotal]) -> None:
        """Show these weeks, the newest chosen."""
        same = [one.monday for one in weeks] == [one.monday for one in self._weeks]
        self._weeks = tuple(weeks)
        if not same or self.current < 0:
            self.current = len(weeks) - 1
        self.describe()
        self.update()

    def words(self, place: int) -> str:
        """One week as a sentence."""
        return self._words.week(self._weeks[place])

    def plot(self) -> QRectF:
        """The room of the bars; above them stand the totals."""
        return super().plot().adjusted(0, TOTALS, 0, 0)

    def draw(self, painter: QPainter) -> None:
        """Axis, bars, totals and the first days of the weeks."""
        plot = self.plot()
        for part in range(0, 101, STEP):
            y = plot.bottom() - plot.height() * part / 100
            self.draw_line(painter, y, percent(part), strong=not part)
        for place in range(self.count):
            self._draw_bar(painter, place)
        self._draw_totals(painter)
        self.draw_dates(painter, [date.fromisoformat(one.monday) for one in self._weeks], short_day)

    def _draw_bar(self, painter: QPainter, place: int) -> None:
        week, room = self._weeks[place], self.bar(place)
        self.draw_ground(painter, place)
        bottom = room.bottom()
        for part, name, edge in (
            (week.percent("own"), "accent", ""),
            (week.percent("model"), "generated", "accent"),
            (week.percent("other"), "pasted", "muted"),
        ):
            height = room.height() * part / 100
            if height:
                stretch = QRectF(room.left(), bottom - height, room.width(), height)
                self.draw_part(painter, stretch, name, edge)
            bottom -= height

    def _draw_totals(self, painter: QPainter) -> None:
        """How many words each week had, where there is room for that."""
        counts = (one.written.added.total for one in self._weeks)
        totals = [number(words) if words else "" for words in counts]
        room = self.plot().width() / max(1, self.count)
        if max(map(painter.fontMetrics().horizontalAdvance, totals)) + 6 > room:
            return
        painter.setPen(colour("muted"))
        for place, words in enumerate(totals):
            centre = self.bar(place).center().x()
            above = QRectF(centre - room / 2, self.plot().top() - TOTALS, room, TOTALS - 3)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)
