"""How alike unrelated passages of the library are, as bars, with the line a paraphrase must be beyond."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from muse_desktop.ui.base.languages import Retranslated, decimal, number
from muse_desktop.ui.base.look import colour

Bin = tuple[float, float, int]
LEFT, RIGHT, TOP, FOOT = 52, 18, 30, 44
LINES = 4


class Histogram(Retranslated, QWidget):
    """Bars from (low, high, count); the arrows go from bar to bar and `told` says what it holds."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: tuple[Bin, ...] = ()
        self._threshold = 0.0
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Pairs of unrelated passages by likeness"))
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: wide and low."""
        return QSize(760, 320)

    def minimumSizeHint(self) -> QSize:
        """Qt: still legible."""
        return QSize(320, 180)

    def show_bins(self, bins: list[Bin], threshold: float) -> None:
        """Show these; what is beyond `threshold` is coloured apart."""
        self._bins, self._threshold, self.current = tuple(bins), threshold, -1
        self._tell()
        self.update()

    def words(self, place: int) -> str:
        """One bar as a sentence."""
        low, high, count = self._bins[place]
        said = self.tr("Likeness {low} to {high}: %Ln pairs", "", count)
        return said.format(low=decimal(low, 2), high=decimal(high, 2))

    def _tell(self) -> None:
        said = self.words(self.current) if 0 <= self.current < len(self._bins) else ""
        self.setAccessibleDescription(said)
        self.told.emit(said)

    def _go(self, place: int) -> None:
        if self._bins and place != self.current:
            self.current = min(max(place, 0), len(self._bins) - 1)
            self._tell()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from bar to bar."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._go(self.current + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else len(self._bins) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the bar under the mouse."""
        plot = self._plot()
        if self._bins and plot.width() > 0:
            self._go(int((event.position().x() - plot.left()) / plot.width() * len(self._bins)))

    def _plot(self) -> QRectF:
        return QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - FOOT)

    def _x(self, likeness: float) -> float:
        plot, low, high = self._plot(), self._bins[0][0], self._bins[-1][1]
        return plot.left() + plot.width() * (likeness - low) / (high - low)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: axis, bars, threshold."""
        if not self._bins:
            return
        painter = QPainter(self)
        most = max(1, *(count for *_, count in self._bins))
        self._draw_axis(painter, most)
        self._draw_bars(painter, most)
        self._draw_threshold(painter)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _draw_axis(self, painter: QPainter, most: int) -> None:
        plot = self._plot()
        step = _round_step(most / LINES)
        for count in range(0, most + 1, step):
            y = plot.bottom() - plot.height() * count / most
            painter.setPen(colour("line"))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(colour("muted"))
            room = QRectF(0, y - 9, LEFT - 8, 18)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(count))
        for tenth in range(-10, 11, 2 if self._bins[-1][1] - self._bins[0][0] > 1 else 1):
            likeness = tenth / 10
            if self._bins[0][0] <= likeness <= self._bins[-1][1]:
                x = self._x(likeness)
                room = QRectF(x - 24, plot.bottom() + 3, 48, 16)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, decimal(likeness, 1))
        room = QRectF(plot.left(), plot.bottom() + 20, plot.width(), 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.tr("likeness of meaning"))

    def _draw_bars(self, painter: QPainter, most: int) -> None:
        plot = self._plot()
        for place, (low, high, count) in enumerate(self._bins):
            left, right = self._x(low), self._x(high)
            height = plot.height() * count / most
            bar = QRectF(left + 0.5, plot.bottom() - height, max(1.0, right - left - 1), height)
            beyond = low >= self._threshold
            fill = "accent" if place == self.current else "warn" if beyond else "faint"
            painter.fillRect(bar, colour(fill))

    def _draw_threshold(self, painter: QPainter) -> None:
        plot, x = self._plot(), self._x(self._threshold)
        painter.setPen(QPen(colour("warn"), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, plot.top() - 6, x, plot.bottom()))
        said = self.tr("threshold {value}").format(value=decimal(self._threshold, 2))
        width = painter.fontMetrics().horizontalAdvance(said)
        at = QPointF(min(x + 6, self.width() - RIGHT - width), plot.top() - 10)
        painter.drawText(at, said)


def _round_step(wanted: float) -> int:
    """The next 1, 2 or 5 with zeros."""
    power = 1
    while True:
        for nice in (1, 2, 5):
            if nice * power >= wanted:
                return nice * power
        power *= 10
