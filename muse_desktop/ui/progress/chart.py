"""What was written on each day as bars: own words and the model's apart, what was taken out below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from muse_desktop.manuscript.progress import DayTotal
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.progress.words import ProgressWords, short_day

LEAST_HEIGHT = 210
LEFT, TOP, BOTTOM = 54, 14, 24
SMALL_PX = 11
LEAST_TOP = 100  # words; a day of ten words shall not look like a day of thousands
MOST_BAR, NARROW = 34, 3
NICE = (1, 2, 5)


def step_for(most: int) -> int:
    """A round number of words of which two to five make `most`."""
    power = 10
    while True:
        for nice in NICE:
            if most <= nice * power * 4:
                return nice * power
        power *= 10


class DayChart(Retranslated, QWidget):
    """Bars from the first day on the left to the last. Arrow keys and the mouse go from day to day."""

    chosen = Signal(int)  # the place of a day

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST_HEIGHT)
        self._words = ProgressWords(self)
        self._days: tuple[DayTotal, ...] = ()
        self._target = 0
        self.current = -1
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Words of each day"))
        self._describe()
        self.update()

    @property
    def days(self) -> tuple[DayTotal, ...]:
        """What is shown."""
        return self._days

    def show_days(self, days: Sequence[DayTotal], target: int) -> None:
        """Show these days, the newest chosen; `target`: the writer's own words a day, 0 for none."""
        same = len(days) == len(self._days) and days[:1] == list(self._days[:1])
        self._days, self._target = tuple(days), target
        if not same or self.current < 0:
            self.current = len(days) - 1
        self._describe()
        self.update()

    def set_current(self, place: int) -> None:
        """Choose a day."""
        if 0 <= place < len(self._days) and place != self.current:
            self.current = place
            self._describe()
            self.update()
            self.chosen.emit(place)

    def words(self, place: int) -> str:
        """One day as a sentence."""
        return self._words.day(self._days[place].day, self._days[place].written)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self.current) if 0 <= self.current < len(self._days) else "")

    # Where things stand

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -10, -BOTTOM)

    def _range(self) -> tuple[int, int, int]:
        """The least and the most of the axis, and its step; the least is 0 or below it."""
        most = max((one.written.added.total for one in self._days), default=0)
        least = max((one.written.removed.total for one in self._days), default=0)
        step = step_for(max(most, least, self._target, LEAST_TOP))
        top = ceil(max(most, self._target, LEAST_TOP) / step) * step
        return -ceil(least / step) * step, top, step

    def _y(self, words: float) -> float:
        plot, (low, high, _) = self._plot(), self._range()
        return plot.bottom() - plot.height() * (words - low) / (high - low)

    def bar(self, place: int) -> QRectF:
        """Where the bar of a day may stand, from the bottom to the top."""
        plot = self._plot()
        room = plot.width() / max(1, len(self._days))
        width = min(MOST_BAR, max(1.0, room * 0.72))
        left = plot.left() + room * (place + 0.5) - width / 2
        return QRectF(left, plot.top(), width, plot.height())

    def place_at(self, position: QPointF) -> int:
        """The day under the mouse; -1: none."""
        plot = self._plot()
        if not self._days or not plot.adjusted(0, -TOP, 0, BOTTOM).contains(position):
            return -1
        place = int((position.x() - plot.left()) / plot.width() * len(self._days))
        return min(place, len(self._days) - 1)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw axis, bars and days."""
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        self._draw_axis(painter)
        for place in range(len(self._days)):
            self._draw_bar(painter, place)
        self._draw_target(painter)
        self._draw_days(painter)
        painter.end()

    def _draw_axis(self, painter: QPainter) -> None:
        plot, (low, high, step) = self._plot(), self._range()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for words in range(low, high + 1, step):
            y = self._y(words)
            style = Qt.PenStyle.DotLine if words else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour("line" if words else "muted"), 1, style))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(colour("muted"))
            painter.drawText(QRectF(0, y - 8, LEFT - 8, 16), right, number(abs(words)))

    def _draw_bar(self, painter: QPainter, place: int) -> None:
        added, removed = self._days[place].written.added, self._days[place].written.removed
        room = self.bar(place)
        if place == self.current:
            ground = colour("chip")
            ground.setAlphaF(0.5)
            painter.fillRect(room.adjusted(-3, -TOP + 4, 3, 0), ground)
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 1.5))
                painter.drawRect(room.adjusted(-3, -TOP + 4, 3, 0))
        at = 0
        for words, name, edge in (
            (added.own, "accent", ""),
            (added.model, "generated", "accent"),
            (added.other, "pasted", "muted"),
        ):
            self._draw_part(painter, room, at, at + words, name, edge)
            at += words
        self._draw_part(painter, room, 0, -removed.total, "line", "muted")

    def _draw_part(
        self, painter: QPainter, room: QRectF, low: int, high: int, name: str, edge: str
    ) -> None:
        if low == high:
            return
        part = QRectF(room.left(), self._y(high), room.width(), self._y(low) - self._y(high)).normalized()
        fill = colour(name)
        if edge and part.width() <= NARROW:  # a frame would hide it, and without one it is too faint
            fill = colour(edge)
            fill.setAlphaF(0.5)
        painter.fillRect(part, fill)
        if edge and part.width() > NARROW:
            painter.setPen(QPen(colour(edge), 1))
            painter.drawRect(part)

    def _draw_target(self, painter: QPainter) -> None:
        if self._target:
            plot, y = self._plot(), self._y(self._target)
            painter.setPen(QPen(colour("warn"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))

    def _draw_days(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.setPen(colour("muted"))
        width = painter.fontMetrics().horizontalAdvance("00月00日") + 14
        every = max(1, ceil(len(self._days) * width / max(1.0, plot.width())))
        for place in range(len(self._days) - 1, -1, -every):  # from today backwards
            words = short_day(date.fromisoformat(self._days[place].day))
            centre = self.bar(place).center().x()
            left = min(centre - width / 2, self.width() - width)
            painter.drawText(
                QRectF(left, plot.bottom() + 5, width, 16), Qt.AlignmentFlag.AlignHCenter, words
            )

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the day under the mouse is told."""
        self.set_current(self.place_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from day to day."""
        key, last = event.key(), len(self._days) - 1
        wanted = {
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_PageUp: self.current - 7,
            Qt.Key.Key_PageDown: self.current + 7,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in wanted and self._days:
            self.set_current(max(0, min(last, wanted[Qt.Key(key)])))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: the words of a day as its tool tip; the ring of the keyboard comes and goes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words(place) if place >= 0 else "", self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
