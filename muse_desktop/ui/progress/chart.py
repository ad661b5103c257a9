"""What was written on each day as bars: own words and the model's apart, what was taken out below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from muse_desktop.manuscript.progress import DayTotal
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.progress.bar_row import BarRow
from muse_desktop.ui.progress.words import ProgressWords, short_day

LEAST_TOP = 100  # words; a day of ten words shall not look like a day of thousands
NICE = (1, 2, 5)


def step_for(most: int) -> int:
    """A round number of words of which two to five make `most`."""
    power = 10
    while True:
        for nice in NICE:
            if most <= nice * power * 4:
                return nice * power
        power *= 10


class DayChart(BarRow):
    """A bar for each day, as high as it has words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ProgressWords(self)
        self._days: tuple[DayTotal, ...] = ()
        self._target = 0
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Words of each day"))
        self.describe()
        self.update()

    @property
    def days(self) -> tuple[DayTotal, ...]:
        """What is shown."""
        return self._days

    @property
    def count(self) -> int:
        """How many days."""
        return len(self._days)

    def show_days(self, days: Sequence[DayTotal], target: int) -> None:
        """Show these days, the newest chosen; `target`: the writer's own words a day, 0 for none."""
        same = len(days) == len(self._days) and days[:1] == list(self._days[:1])
        self._days, self._target = tuple(days), target
        if not same or self.current < 0:
            self.current = len(days) - 1
        self.describe()
        self.update()

    def words(self, place: int) -> str:
        """One day as a sentence."""
        return self._words.day(self._days[place].day, self._days[place].written)

    def _range(self) -> tuple[int, int, int]:
        """The least and the most of the axis, and its step; the least is 0 or below it."""
        most = max((one.written.added.total for one in self._days), default=0)
        least = max((one.written.removed.total for one in self._days), default=0)
        step = step_for(max(most, least, self._target, LEAST_TOP))
        top = ceil(max(most, self._target, LEAST_TOP) / step) * step
        return -ceil(least / step) * step, top, step

    def _y(self, words: float) -> float:
        plot, (low, high, _) = self.plot(), self._range()
        return plot.bottom() - plot.height() * (words - low) / (high - low)

    # Painting

    def draw(self, painter: QPainter) -> None:
        """Axis, bars, the target and the days."""
        self._draw_axis(painter)
        for place in range(self.count):
            self._draw_bar(painter, place)
        self._draw_target(painter)
        self.draw_dates(painter, [date.fromisoformat(one.day) for one in self._days], short_day)

    def _draw_axis(self, painter: QPainter) -> None:
        low, high, step = self._range()
        for words in range(low, high + 1, step):
            self.draw_line(painter, self._y(words), number(abs(words)), strong=not words)

    def _draw_bar(self, painter: QPainter, place: int) -> None:
        added, removed = self._days[place].written.added, self._days[place].written.removed
        self.draw_ground(painter, place)
        at = 0
        for words, name, edge in (
            (added.own, "accent", ""),
            (added.model, "generated", "accent"),
            (added.other, "pasted", "muted"),
        ):
            self._draw_words(painter, place, at, at + words, name, edge)
            at += words
        self._draw_words(painter, place, 0, -removed.total, "line", "muted")

    def _draw_words(
        self, painter: QPainter, place: int, low: int, high: int, name: str, edge: str
    ) -> None:
        if low != high:
            room = self.bar(place)
            part = QRectF(room.left(), self._y(high), room.width(), self._y(low) - self._y(high))
            self.draw_part(painter, part, name, edge)

    def _draw_target(self, painter: QPainter) -> None:
        if self._target:
            plot, y = self.plot(), self._y(self._target)
            painter.setPen(QPen(colour("warn"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
