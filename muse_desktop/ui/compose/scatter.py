"""The candidates of a generation by coherence and originality, and which is best where the dial stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from muse_desktop.ui.base.dot_chart import DotChart
from muse_desktop.ui.base.languages import decimal
from muse_desktop.ui.base.look import colour

if TYPE_CHECKING:
    from muse_desktop.studio.insight import Place

HEIGHT = 200
RADIUS = 10.0
STAR_PX = 14
SMALL_PX = 11
LEAST_SPAN = 0.2  # of either axis: points that hardly differ shall not look far apart
ISO_STEPS = 6


def span(values: Sequence[float]) -> tuple[float, float]:
    """Where an axis begins and ends: all values with some air, at least LEAST_SPAN, within 0 … 1."""
    low, high = min(values), max(values)
    middle, width = (low + high) / 2, max(LEAST_SPAN, (high - low) * 1.3)
    start = max(0.0, min(middle - width / 2, 1.0 - min(width, 1.0)))
    return start, min(1.0, start + width)


def apart(points: Sequence[QPointF], least: float) -> list[QPointF]:
    """The points, each moved right until it covers no earlier one."""
    placed: list[QPointF] = []
    for point in points:
        moved = QPointF(point)
        while any(QLineF(moved, other).length() < least for other in placed):
            moved.setX(moved.x() + least / 2)
        placed.append(moved)
    return placed


class ScatterView(DotChart):
    """A numbered point for each candidate; arrow keys go from one to the next, Enter or a click opens it."""

    chosen = Signal(int)  # candidate

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEIGHT, parent)
        self.places: tuple[Place, ...] = ()
        self.best = -1
        self.current = 0  # the row the keyboard is at
        self._wildness = 0.5
        self._hover = -1
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Candidates by coherence and originality"))
        self._describe()
        self.update()

    def show_places(self, places: Sequence[Place], best: int, wildness: float) -> None:
        """Show `places`; `best`: the candidate that gets the star at `wildness` (0 … 1)."""
        if tuple(places) != self.places:
            self.current, self._hover = 0, -1
        self.places, self.best, self._wildness = tuple(places), best, wildness
        self._describe()
        self.update()

    def words(self, place: Place) -> str:
        """One candidate's numbers as a sentence."""
        sentence = self.tr("Candidate {number}: coherence {coherence}, originality {originality}").format(
            number=place.candidate + 1,
            coherence=decimal(place.coherence, 2),
            originality=decimal(place.originality, 2),
        )
        return f"★ {sentence}" if place.candidate == self.best else sentence

    def sizeHint(self) -> QSize:
        """Qt: as wide as the panel gives."""
        return QSize(280, HEIGHT)

    def points(self) -> list[QPointF]:
        """Where each candidate stands, in pixels."""
        if not self.places:
            return []
        return apart([self._at(place.coherence, place.originality) for place in self.places], 2 * RADIUS + 1)

    def dots(self) -> dict[int, tuple[QPointF, float]]:
        """Each candidate's row in `places`."""
        return {row: (point, RADIUS + 4) for row, point in enumerate(self.points())}

    def words_at(self, dot: int) -> str:
        """The numbers of a candidate."""
        return self.words(self.places[dot])

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(34, 26, -14, -30)

    def _spans(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return span([one.coherence for one in self.places]), span([one.originality for one in self.places])

    def _at(self, coherence: float, originality: float) -> QPointF:
        plot, (across, up) = self._plot(), self._spans()
        return QPointF(
            plot.left() + plot.width() * (coherence - across[0]) / (across[1] - across[0]),
            plot.bottom() - plot.height() * (originality - up[0]) / (up[1] - up[0]),
        )

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self.places[self.current]) if self.places else "")

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw axes, lines of equal worth and points."""
        if not self.places:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        self._draw_lines(painter)
        for row, point in enumerate(self.points()):
            self._draw_point(painter, row, point)
        painter.end()

    def _draw_axes(self, painter: QPainter) -> None:
        plot, (across, up) = self._plot(), self._spans()
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(plot.adjusted(-RADIUS, -RADIUS, RADIUS, RADIUS), 6, 6)
        painter.setFont(self.sized_font(SMALL_PX))
        painter.setPen(colour("muted"))
        below = QRectF(plot.left(), plot.bottom() + RADIUS + 2, plot.width(), 16)
        left, right, centre = (
            Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        painter.drawText(below, left, decimal(across[0], 2))
        painter.drawText(below, right, decimal(across[1], 2))
        painter.drawText(below, centre, self.tr("coherence →"))
        margin = QRectF(0, plot.top() - 8, plot.left() - RADIUS - 3, plot.height() + 16)
        painter.drawText(margin, right | Qt.AlignmentFlag.AlignTop, decimal(up[1], 2))
        painter.drawText(margin, right | Qt.AlignmentFlag.AlignBottom, decimal(up[0], 2))
        painter.drawText(QRectF(2, 0, self.width(), 15), left, self.tr("↑ originality"))

    def _draw_lines(self, painter: QPainter) -> None:
        """Lines of equal F = (1 - λ)·coherence + λ·originality; the one through the best is stronger."""
        plot, (across, up) = self._plot(), self._spans()
        painter.save()
        painter.setClipRect(plot.adjusted(-RADIUS, -RADIUS, RADIUS, RADIUS))
        wild = self._wildness
        corners = [(1 - wild) * c + wild * o for c in across for o in up]
        step = (max(corners) - min(corners)) / ISO_STEPS
        painter.setPen(QPen(colour("line"), 1))
        for number in range(1, ISO_STEPS):
            painter.drawLine(self._line(min(corners) + step * number))
        for place in self.places:
            if place.candidate == self.best:
                painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(self._line(self.worth(place)))
        painter.restore()

    def worth(self, place: Place) -> float:
        """F of a candidate where the dial stands, 0 … 1."""
        return (1 - self._wildness) * place.coherence + self._wildness * place.originality

    def _line(self, worth: float) -> QLineF:
        """Where F is `worth`, drawn well beyond the plot."""
        wild, tame = self._wildness, 1 - self._wildness
        size = wild**2 + tame**2
        foot = (worth * tame / size, worth * wild / size)  # the line's nearest to the origin
        ends = [(foot[0] + way * 4 * wild, foot[1] - way * 4 * tame) for way in (-1, 1)]
        return QLineF(self._at(*ends[0]), self._at(*ends[1]))

    def _draw_point(self, painter: QPainter, row: int, point: QPointF) -> None:
        best = self.places[row].candidate == self.best
        ringed = row == self._hover or (self.hasFocus() and row == self.current)
        if ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawEllipse(point, RADIUS + 3, RADIUS + 3)
        painter.setPen(QPen(colour("accent_fill" if best else "muted"), 1.2))
        painter.setBrush(colour("accent_fill" if best else "chip"))
        painter.drawEllipse(point, RADIUS, RADIUS)
        circle = QRectF(point.x() - RADIUS, point.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        font = self.sized_font(SMALL_PX + 1)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour("on_accent" if best else "ink"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.places[row].candidate + 1))
        if best:
            painter.setFont(self.sized_font(STAR_PX))
            painter.setPen(colour("accent"))
            beside = circle.translated(-2 * RADIUS + 2, -RADIUS + 1)
            painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, "★")

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: ring the point under the mouse."""
        hover = self.dot_at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.show_hand(hover >= 0)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the mouse has gone."""
        self._hover = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a point was clicked."""
        row = self.dot_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._go(row)
            self.chosen.emit(self.places[row].candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from point to point, or open the one the keyboard is at."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.places and event.key() in steps:
            self._go((self.current + steps[event.key()]) % len(self.places))
        elif self.places and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.places[self.current].candidate)
        else:
            super().keyPressEvent(event)

    def _go(self, row: int) -> None:
        self.current = row
        self._describe()
        self.update()
