"""A limit drawn on the share of a model's words: what the record shows, and what it could be at most."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from muse_desktop.provenance.disclosure.values import Line
from muse_desktop.ui.base.look import colour

BAR = 14
OVER = 4  # pixels the line stands out over and under the bar


class LineGauge(QWidget):
    """A bar from 0 to well over the limit; its words stand beside it, so nothing hangs on the drawing."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(line.words)

    @property
    def end(self) -> float:
        """The percentage at the right end."""
        return min(100.0, max(2 * self._line.limit, 1.15 * self._line.most))

    def sizeHint(self) -> QSize:
        """Qt: a bar with a line of numbers below."""
        return QSize(200, BAR + 2 * OVER + self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw the bar, the limit, the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() - 2
        at = lambda percent: 1 + wide * min(percent, self.end) / self.end  # noqa: E731
        bar = QRectF(1, OVER, wide, BAR)
        painter.fillRect(bar, colour("chip"))
        line = self._line
        known = QRectF(1, OVER, max(2.0, at(line.least) - 1) if line.least else 0, BAR)
        painter.fillRect(known, colour("accent"))
        if line.most > line.least:
            perhaps = QRectF(at(line.least), OVER, at(line.most) - at(line.least), BAR)
            painter.fillRect(perhaps, QBrush(colour("accent"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(bar)
        painter.setPen(QPen(colour("danger"), 2))
        painter.drawLine(int(at(line.limit)), 0, int(at(line.limit)), BAR + 2 * OVER)
        self._numbers(painter, at(line.limit))
        painter.end()

    def _numbers(self, painter: QPainter, place: float) -> None:
        top, height = BAR + 2 * OVER, painter.fontMetrics().height()
        painter.setPen(colour("muted"))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(1, top, 60, height), left, "0 %")
        painter.drawText(QRectF(self.width() - 61, top, 60, height), right, f"{self.end:.0f} %")
        painter.setPen(colour("danger"))
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(place - 40, top, 80, height), middle, f"{self._line.limit:g} %")
