"""Bars side by side of which one is chosen: what the charts of days and of weeks share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour

LEAST_HEIGHT = 210
LEFT, TOP, BOTTOM = 54, 14, 24
SMALL_PX = 11
MOST_BAR, NARROW = 34, 3


class BarRow(Retranslated, QWidget):
    """Bars from the first on the left to the last. Arrow keys and the mouse go from one to the next.

    `far`: how many bars PageUp and PageDown pass.
    """

    chosen = Signal(int)  # the place of a bar
    far = 7

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.current = -1

    # What a chart says of itself

    @property
    def count(self) -> int:
        """How many bars there are."""
        raise NotImplementedError

    def words(self, place: int) -> str:
        """One bar as a sentence."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw everything, with small letters; only called where there are bars."""
        raise NotImplementedError

    # Choosing

    def set_current(self, place: int) -> None:
        """Choose a bar."""
        if 0 <= place < self.count and place != self.current:
            self.current = place
            self.describe()
            self.update()
            self.chosen.emit(place)

    def describe(self) -> None:
        """The chosen bar is what a screen reader says."""
        self.setAccessibleDescription(self.words(self.current) if 0 <= self.current < self.count else "")

    # Where things stand

    def plot(self) -> QRectF:
        """The room of the bars, without the axis and the words below."""
        return QRectF(self.rect()).adjusted(LEFT, TOP, -10, -BOTTOM)

    def bar(self, place: int) -> QRectF:
        """Where a bar may stand, from the bottom to the top."""
        plot = self.plot()
        room = plot.width() / max(1, self.count)
        width = min(MOST_BAR, max(1.0, room * 0.72))
        left = plot.left() + room * (place + 0.5) - width / 2
        return QRectF(left, plot.top(), width, plot.height())

    def place_at(self, position: QPointF) -> int:
        """The bar under the mouse; -1: none."""
        plot = self.plot()
        if not self.count or not plot.adjusted(0, -TOP, 0, BOTTOM).contains(position):
            return -1
        place = int((position.x() - plot.left()) / plot.width() * self.count)
        return min(place, self.count - 1)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw the chart."""
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        self.draw(painter)
        painter.end()

    def draw_ground(self, painter: QPainter, place: int) -> None:
        """What stands behind the chosen bar, and the ring of the keyboard around it."""
        if place != self.current:
            return
        room = self.bar(place).adjusted(-3, -TOP + 4, 3, 0)
        ground = colour("chip")
        ground.setAlphaF(0.5)
        painter.fillRect(room, ground)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.drawRect(room)

    def draw_part(self, painter: QPainter, part: QRectF, name: str, edge: str) -> None:
        """One part of a bar in a named colour; `edge`: that of its frame, or ""."""
        part = part.normalized()
        fill = colour(name)
        if edge and part.width() <= NARROW:  # a frame would hide it, and without one it is too faint
            fill = colour(edge)
            fill.setAlphaF(0.5)
        painter.fillRect(part, fill)
        if edge and part.width() > NARROW:
            painter.setPen(QPen(colour(edge), 1))
            painter.drawRect(part)

    def draw_line(self, painter: QPainter, y: float, words: str, *, strong: bool) -> None:
        """A line across with its number on the left; a strong one is where the bars stand."""
        plot = self.plot()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        style = Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DotLine
        painter.setPen(QPen(colour("muted" if strong else "line"), 1, style))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(0, y - 8, LEFT - 8, 16), right, words)

    def draw_dates(self, painter: QPainter, dates: Sequence[date], words: Callable[[date], str]) -> None:
        """The dates below the bars, from the last one backwards, as many as there is room for."""
        plot = self.plot()
        painter.setPen(colour("muted"))
        width = painter.fontMetrics().horizontalAdvance("00月00日") + 14
        every = max(1, ceil(len(dates) * width / max(1.0, plot.width())))
        for place in range(len(dates) - 1, -1, -every):
            centre = self.bar(place).center().x()
            room = QRectF(min(centre - width / 2, self.width() - width), plot.bottom() + 5, width, 16)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, words(dates[place]))

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the bar under the mouse is told."""
        self.set_current(self.place_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from bar to bar."""
        key, last = event.key(), self.count - 1
        wanted = {
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_PageUp: self.current - self.far,
            Qt.Key.Key_PageDown: self.current + self.far,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in wanted and self.count:
            self.set_current(max(0, min(last, wanted[Qt.Key(key)])))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: the words of a bar as its tool tip; the ring of the keyboard comes and goes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words(place) if place >= 0 else "", self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
