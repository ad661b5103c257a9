"""The strip of a timeline: every act as long as it took, pauses folded; keys, mouse and wheel go along it."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from muse_desktop.provenance.timeline import Timeline
from muse_desktop.provenance.timeline_strip import GROUPS, Column, Group, Strip, columns, group_of
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.record.timeline_words import TimelineWords

HEIGHT = 128
SIDE = 14
MARKS, UP, DOWN, HANDS, WORDS = 16, 58, 18, 8, 16  # the heights of the lanes
COLUMN = 3.0  # pixels, where acts are too many to be drawn each by itself
LEAST_ACT, ROOM = 5.0, 9.0  # pixels an act has at least, and how many each needs for that
MOST_ZOOM = 4_096.0
FOLD_ROOM = 60  # pixels between two pauses that are told in words
LEAP = 10  # acts, for the page keys

FILLS: dict[Group, tuple[str, str]] = {
    "own": ("accent", "accent"),
    "generated": ("generated", "generated_edge"),
    "pasted": ("pasted", "pasted_edge"),
    "imported": ("imported", "imported_edge"),
    "unknown": ("unknown", "unknown_edge"),
    "again": ("chip_hover", "muted"),
    "gap": ("page", "danger"),
}
"""Fill and edge of each group; the names of colours of the theme."""


Bar = tuple[float, float, Column]
"""Left edge, width and contents."""


def fill(group: Group) -> QBrush:
    """What an act of this group is filled with; what has no words is hatched."""
    if group == "gap":
        return QBrush(colour("danger"), Qt.BrushStyle.BDiagPattern)
    return QBrush(colour(FILLS[group][0]))


def draw_request(painter: QPainter, centre: QPointF, taken: bool) -> None:
    """The triangle of a request to the model, full where words of its answers were taken."""
    painter.setPen(QPen(colour("generated_edge"), 1.4))
    painter.setBrush(colour("generated_edge") if taken else Qt.BrushStyle.NoBrush)
    left, right, point = QPointF(-5, -4.5), QPointF(5, -4.5), QPointF(0, 4.5)
    painter.drawPolygon(QPolygonF([centre + left, centre + right, centre + point]))


def _draw_bar(painter: QPainter, group: Group, bar: QRectF) -> None:
    """A bar, framed where there is room; in a narrow one the fill alone would be too faint."""
    edge = colour(FILLS[group][1])
    if bar.width() < LEAST_ACT and group != "own":
        painter.fillRect(bar, edge)
        return
    painter.fillRect(bar, fill(group))
    if group != "own":
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)


class TimelineStrip(Retranslated, QWidget):
    """Chooses a position from 0 to the number of acts."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._words = TimelineWords(self)
        self._timeline: Timeline | None = None
        self._strip: Strip | None = None
        self._made: tuple[tuple[float, ...], list[Bar]] = ((), [])
        self.position = 0
        self.zoom = 1.0
        self._left = 0.0  # the place at the left edge
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Acts of the writing, from the first to the last"))
        self._describe()
        self.update()

    def show_timeline(self, timeline: Timeline, strip: Strip, position: int) -> None:
        """Show these acts."""
        self._timeline, self._strip = timeline, strip
        self._made = ((), [])
        self.zoom, self._left = 1.0, 0.0
        self.set_position(position)

    def set_position(self, position: int) -> None:
        """Put the mark behind so many acts."""
        self.position = position
        self._keep_seen()
        self._describe()
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Show a part of the strip larger; the mark stays where it is."""
        if self._strip is None:
            return
        before = self._x(self._strip.place_of(self.position))
        self.zoom = max(1.0, min(MOST_ZOOM, zoom))
        place = self._strip.place_of(self.position)
        self._left = place - (before - SIDE) / max(1, self._wide()) * self._span()
        self._keep_seen()
        self.update()

    def _describe(self) -> None:
        timeline = self._timeline
        if timeline is None:
            return
        said = self._words.step(timeline.steps[self.position - 1]) if self.position else ""
        place = self._words.place(self.position, len(timeline))
        self.setAccessibleDescription(f"{place}. {said}")

    # Where things stand

    def _wide(self) -> float:
        return max(1.0, self.width() - 2.0 * SIDE)

    def _span(self) -> float:
        """How much of the strip is seen."""
        return (self._strip.length if self._strip else 1.0) / self.zoom

    def _x(self, place: float) -> float:
        return SIDE + (place - self._left) / max(1e-9, self._span()) * self._wide()

    def position_at(self, x: float) -> int:
        """How many acts are done at a place of the widget."""
        if self._strip is None:
            return 0
        return self._strip.position_at(self._left + (x - SIDE) / self._wide() * self._span())

    def _keep_seen(self) -> None:
        if self._strip is None:
            return
        place, span, length = self._strip.place_of(self.position), self._span(), self._strip.length
        if place < self._left or place > self._left + span:
            self._left = place - span * 0.3
        self._left = max(0.0, min(self._left, length - span))

    def _baseline(self) -> float:
        return 4.0 + MARKS + UP

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw all lanes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        if self._strip is not None and self._timeline is not None and self._timeline.steps:
            painter.setClipRect(QRectF(2, 0, self.width() - 4, self.height()))
            self._draw_hands(painter, self._timeline, self._strip)
            self._draw_folds(painter, self._strip)
            self._draw_acts(painter, self._timeline, self._strip)
            self._draw_marks(painter, self._timeline, self._strip)
            self._draw_place(painter, self._strip)
        painter.end()

    def _draw_hands(self, painter: QPainter, timeline: Timeline, strip: Strip) -> None:
        """Times without the model: shaded over the whole height, hatched at the bottom."""
        bottom = self._baseline() + DOWN
        for began, ended in timeline.hands_only:
            left = self._x(strip.place_at(began))
            right = self._x(strip.place_at(ended) if ended else strip.length)
            if right - left < 1 or right < 0 or left > self.width():
                continue
            shade = QColor(colour("chip"))
            shade.setAlphaF(0.55)
            painter.fillRect(QRectF(left, 4, right - left, bottom - 4), shade)
            lane = QRectF(left, bottom + 1, right - left, HANDS - 2)
            painter.fillRect(lane, QBrush(colour("muted"), Qt.BrushStyle.BDiagPattern))

    def _draw_folds(self, painter: QPainter, strip: Strip) -> None:
        """A dotted line where a pause is folded, and how long it was where there is room."""
        told = -float(FOLD_ROOM)
        top = self._baseline() + DOWN + HANDS
        for fold in strip.folds:
            x = self._x((fold.start + fold.end) / 2)
            if not 0 <= x <= self.width():
                continue
            painter.setPen(QPen(colour("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x, 6, x, top))
            words = self._words.pause(fold.seconds)
            width = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(4.0, x - width / 2), self.width() - width - 4.0)
            if left > told + 12:
                painter.setPen(colour("muted"))
                painter.drawText(QRectF(left, top, width + 2, WORDS), Qt.AlignmentFlag.AlignVCenter, words)
                told = left + width

    def _bars(self, timeline: Timeline, strip: Strip) -> list[Bar]:
        """Left edge, width and contents of each bar: an act where there is room, else a column of several."""
        span = self._span()
        key = (self._left, span, self._wide(), len(timeline))
        if self._made[0] != key:
            first = max(0, strip.position_at(self._left) - 1)
            last = strip.position_at(self._left + span)
            few = (last - first) * ROOM <= self._wide()
            bars = self._each(timeline, strip, first, last) if few else self._several(timeline, strip)
            self._made = key, bars
        return self._made[1]

    def _each(self, timeline: Timeline, strip: Strip, first: int, last: int) -> list[Bar]:
        made = []
        for place in range(first, last):
            step = timeline.steps[place]
            left, right = self._x(strip.begins[place]), self._x(strip.ends[place])
            came = {group_of(step): step.inserted} if step.inserted else {}
            made.append((left, max(LEAST_ACT, right - left - 1), Column(came, step.removed)))
        return made

    def _several(self, timeline: Timeline, strip: Strip) -> list[Bar]:
        count = max(1, int(self._wide() / COLUMN))
        found = columns(timeline.steps, strip, self._left, self._left + self._span(), count)
        width = self._wide() / count
        return [(SIDE + number * width, width - 0.6, column) for number, column in enumerate(found)]

    def _draw_acts(self, painter: QPainter, timeline: Timeline, strip: Strip) -> None:
        """What came stands above the line, what went below; heights are square roots: words are seen too."""
        bars, base = self._bars(timeline, strip), self._baseline()
        most = sqrt(max((sum(column.came.values()) for *_, column in bars), default=0) or 1)
        least = sqrt(max((column.went for *_, column in bars), default=0) or 1)
        painter.setPen(QPen(colour("muted"), 1))
        painter.drawLine(QLineF(SIDE, base, SIDE + self._wide(), base))
        for x, width, column in bars:
            all_of_it = sum(column.came.values())
            height = max(3.0, UP * sqrt(all_of_it) / most) if all_of_it else 0.0
            at = base
            for group in GROUPS:
                if group in column.came:
                    part = max(2.0, height * column.came[group] / all_of_it)
                    _draw_bar(painter, group, QRectF(x, at - part, width, part))
                    at -= part
            if column.went:
                part = max(2.0, DOWN * sqrt(column.went) / least)
                painter.fillRect(QRectF(x, base + 1, width, part), colour("muted"))

    def _draw_marks(self, painter: QPainter, timeline: Timeline, strip: Strip) -> None:
        """Requests to the model as triangles, full where words were taken; the rest as small bars."""
        for mark in timeline.marks:
            x = self._x(strip.place_of(mark.position))
            if not -6 <= x <= self.width() + 6:
                continue
            if mark.kind != "generation":
                painter.fillRect(QRectF(x - 1, 5, 2, MARKS - 4), colour("warn"))
                continue
            request = timeline.requests.get(mark.generation)
            draw_request(painter, QPointF(x, 10.5), bool(request is not None and request.taken))

    def _draw_place(self, painter: QPainter, strip: Strip) -> None:
        x, bottom = self._x(strip.place_of(self.position)), self._baseline() + DOWN + HANDS
        painter.setPen(QPen(colour("ink"), 1.5))
        painter.drawLine(QLineF(x, 4, x, bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ink"))
        painter.drawEllipse(QPointF(x, bottom), 4.5, 4.5)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: along the acts; + and − for a closer look."""
        if self._timeline is None:
            return
        last, key = len(self._timeline), event.key()
        wanted = {
            Qt.Key.Key_Left: self.position - 1,
            Qt.Key.Key_Right: self.position + 1,
            Qt.Key.Key_PageUp: self.position - LEAP,
            Qt.Key.Key_PageDown: self.position + LEAP,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in wanted:
            self._choose(max(0, min(last, wanted[Qt.Key(key)])))
        elif event.text() in ("+", "-"):
            self.set_zoom(self.zoom * (2.0 if event.text() == "+" else 0.5))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: to the act under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.position_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: drag along the acts."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self.position_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: from act to act; with Control a closer look."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if self._timeline is None or not turn:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.5 if turn > 0 else 1 / 1.5))
        else:
            self._choose(max(0, min(len(self._timeline), self.position + (-1 if turn > 0 else 1))))

    def _choose(self, position: int) -> None:
        if position != self.position:
            self.set_position(position)
            self.chosen.emit(position)

    def event(self, event: QEvent) -> bool:
        """Qt: the act under the mouse as a tool tip; the ring of the keyboard comes and goes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._timeline:
            place = self.position_at(event.pos().x())
            words = self._words.step(self._timeline.steps[place - 1]) if place else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
