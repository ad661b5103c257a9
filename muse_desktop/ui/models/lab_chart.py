"""Measured files by speed and by how little the text surprises them; a larger file has a larger dot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from muse_desktop.studio.lab_values import LabRow
from muse_desktop.ui.base.dot_chart import DotChart
from muse_desktop.ui.base.languages import decimal
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.models.lab_words import file_size, named, speed

HEIGHT = 236
SMALL_PX, NAME_PX = 11, 12
LEAST_RADIUS, MOST_RADIUS = 6.0, 18.0
LEAST_SPAN = 0.15  # bits per character: files that hardly differ shall not look far apart
LABEL_HEIGHT, LABEL_GAP = 16, 6
NICE = (1, 2, 5)


def ticks(most: float) -> list[float]:
    """Round numbers from 0 to at least `most`, three to six of them."""
    power = 10.0 ** math.floor(math.log10(most)) / 10
    while True:
        for nice in NICE:
            step = nice * power
            if most / step <= 5:
                return [step * place for place in range(math.ceil(most / step - 1e-9) + 1)]
        power *= 10


class LabChart(DotChart):
    """A dot for each file; arrow keys go from one to the next, as in the table."""

    chosen = Signal(int)  # row of the comparison

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEIGHT, parent)
        self._rows: tuple[LabRow, ...] = ()
        self.shown: tuple[int, ...] = ()  # the rows that have a dot
        self.best = -1
        self.current = -1
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Speed and surprise of each file"))
        self._describe()
        self.update()

    def show_rows(self, rows: Sequence[LabRow], best: int) -> None:
        """Show what was measured; `best`: the row to take."""
        self._rows, self.best = tuple(rows), best
        self.shown = tuple(
            place for place, row in enumerate(rows) if row.words_per_s > 0 and row.bits_per_character > 0
        )
        self.current = best if best in self.shown else (self.shown[0] if self.shown else -1)
        self._describe()
        self.update()

    def set_current(self, row: int) -> None:
        """Ring the dot of a row."""
        if row in self.shown and row != self.current:
            self.current = row
            self._describe()
            self.update()

    def words(self, place: int) -> str:
        """One file's numbers as a sentence."""
        row = self._rows[place]
        sentence = self.tr("{name}: {speed} words a second, {bits} bits a character, {size}").format(
            name=named(row), speed=speed(row.words_per_s), bits=decimal(row.bits_per_character, 2),
            size=file_size(row.bytes),
        )  # fmt: skip
        return f"★ {sentence}" if place == self.best else sentence

    def sizeHint(self) -> QSize:
        """Qt: as wide as there is room."""
        return QSize(420, HEIGHT)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self.current) if self.current >= 0 else "")

    # Where things stand

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(38, 24, -8, -36)

    def _across(self) -> list[float]:
        return ticks(max(self._rows[place].words_per_s for place in self.shown) * 1.12)

    def _up(self) -> tuple[float, float]:
        """The least and the most bits per character of the axis; the least stands at the top."""
        values = [self._rows[place].bits_per_character for place in self.shown]
        middle, width = (min(values) + max(values)) / 2, max(LEAST_SPAN, (max(values) - min(values)) * 1.7)
        low = max(0.0, middle - width / 2)
        return low, low + width

    def radius(self, place: int) -> float:
        """Of a file's dot in pixels: its area grows with the file."""
        largest = max(self._rows[one].bytes for one in self.shown)
        part = math.sqrt(self._rows[place].bytes / largest) if largest else 1.0
        return LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * part

    def point(self, place: int) -> QPointF:
        """Where a file stands, in pixels."""
        plot, (low, high) = self._plot(), self._up()
        row = self._rows[place]
        return QPointF(
            plot.left() + plot.width() * row.words_per_s / self._across()[-1],
            plot.top() + plot.height() * (row.bits_per_character - low) / (high - low),
        )

    def dots(self) -> dict[int, tuple[QPointF, float]]:
        """Each file's row."""
        return {place: (self.point(place), self.radius(place) + 3) for place in self.shown}

    def words_at(self, dot: int) -> str:
        """The numbers of a file."""
        return self.words(dot)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw axes, dots and names."""
        if not self.shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        for place in sorted(self.shown, key=self.radius, reverse=True):
            self._draw_dot(painter, place)
        self._draw_names(painter)
        painter.end()

    def _draw_axes(self, painter: QPainter) -> None:
        plot, across, (low, high) = self._plot(), self._across(), self._up()
        painter.setFont(self.sized_font(SMALL_PX))
        centre, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        for value in across:
            x = plot.left() + plot.width() * value / across[-1]
            style = Qt.PenStyle.DotLine if value else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour("line"), 1, style))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
            painter.setPen(colour("muted"))
            words = decimal(value, 0 if across[1] >= 1 else 1)
            painter.drawText(QRectF(x - 30, plot.bottom() + 4, 60, 15), centre, words)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(colour("muted"))
        for value, room in zip((low, high), self._numbers_up(), strict=True):
            painter.drawText(room, right, decimal(value, 2))
        painter.drawText(QRectF(0, 0, self.width(), 15), self.tr("↑ less surprised (bits a character)"))
        below = QRectF(plot.left(), plot.bottom() + 20, plot.width(), 16)
        painter.drawText(below, right, self.tr("faster (words a second) →"))

    def _draw_dot(self, painter: QPainter, place: int) -> None:
        point, radius = self.point(place), self.radius(place)
        if place == self.current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawEllipse(point, radius + 3, radius + 3)
        best = place == self.best
        fill = colour("accent_fill" if best else "chip")
        fill.setAlphaF(0.9)
        painter.setPen(QPen(colour("accent_fill" if best else "muted"), 1.2))
        painter.setBrush(fill)
        painter.drawEllipse(point, radius, radius)
        if best:
            painter.setFont(self.sized_font(round(radius) + 3))
            painter.setPen(colour("on_accent"))
            box = QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "★")

    def _draw_names(self, painter: QPainter) -> None:
        placed = [self._around(place) for place in self.shown] + self._numbers_up()
        for place in sorted(self.shown, key=lambda one: self.point(one).y()):
            font = self.sized_font(NAME_PX)
            if place == self.best:
                font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(colour("ink"))
            words = painter.fontMetrics().elidedText(
                named(self._rows[place]), Qt.TextElideMode.ElideMiddle, self.width() // 2
            )
            room = self._label(place, painter.fontMetrics().horizontalAdvance(words) + 2, placed)
            placed.append(room)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _numbers_up(self) -> list[QRectF]:
        """Where the numbers of the axis that goes up stand."""
        plot = self._plot()
        return [QRectF(0, y, plot.left() - 6, 15) for y in (plot.top(), plot.bottom() - 12)]

    def _around(self, place: int) -> QRectF:
        point, radius = self.point(place), self.radius(place)
        return QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)

    def _label(self, place: int, width: float, placed: Sequence[QRectF]) -> QRectF:
        """Beside its dot, on whichever side and line nothing else stands."""
        point, gap = self.point(place), self.radius(place) + LABEL_GAP
        plot = self._plot()
        names = QRectF(2, plot.top() - 8, self.width() - 2, plot.height() + 7)
        beside, centred = (point.x() + gap, point.x() - gap - width), point.x() - width / 2
        for step in (0, 1, -1, 2, -2, 3, -3):
            for left in (centred, *beside) if step else beside:
                top = point.y() - LABEL_HEIGHT / 2 + step * LABEL_HEIGHT
                room = QRectF(left, top, width, LABEL_HEIGHT)
                if names.contains(room) and not any(map(room.intersects, placed)):
                    return room
        return QRectF(beside[1], point.y() - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a hand over a dot."""
        self.show_hand(self.dot_at(event.position()) >= 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a dot was clicked."""
        place = self.dot_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._go(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from dot to dot."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.shown and event.key() in steps:
            order = sorted(self.shown, key=lambda place: self._rows[place].words_per_s)
            at = order.index(self.current) if self.current in order else 0
            self._go(order[(at + steps[event.key()]) % len(order)])
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self.set_current(place)
        self.chosen.emit(place)
