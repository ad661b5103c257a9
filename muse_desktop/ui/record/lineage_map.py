"""The drawing of a lineage: boxes in columns with curves between them, moved through by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from muse_desktop.provenance.lineage import Lineage, Node
from muse_desktop.provenance.lineage_layout import HEIGHT, Drawing, Wire, lay_out
from muse_desktop.provenance.lineage_words import layer_words, second_line, title_words
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.look import colour, tint_colour
from muse_desktop.ui.base.widgets import BAR_WIDTH
from muse_desktop.ui.record.lineage_steps import step

HEADING = 30  # pixels of the line with the columns' names, which stays where it is
MARGIN = 16.0
TITLE_PX, SECOND_PX, HEADING_PX = 13, 11, 11
INSET, BAR = 12.0, 4.0
LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 0.4, 2.5, 1.2
LEAST_FIT = 0.7  # a drawing is not made smaller than this to fit into the window
BEND = 36.0
KEYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class LineageMap(Retranslated, QAbstractScrollArea):
    """Shows a `Lineage`. `chosen` tells which node has the frame, `opened` which one is to be followed."""

    chosen = Signal(str)
    opened = Signal(str)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.lineage: Lineage | None = None
        self.drawing: Drawing | None = None
        self.current = ""
        self.zoom = 1.0
        self._nodes: Mapping[str, Node] = {}
        self._paths: dict[int, QPainterPath] = {}
        self._pressed: QPointF | None = None
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Drawing of where the text came from; the list says the same"))
        self._describe()
        self.viewport().update()

    def show_lineage(self, lineage: Lineage, *, fit: bool) -> None:
        """Show a graph; what is chosen stays so where it is still there. `fit`: begin at a size that fits."""
        self.lineage, self.drawing = lineage, lay_out(lineage)
        self._nodes = {node.id: node for node in lineage.nodes}
        self._paths = {wire.edge: _path(wire) for wire in self.drawing.wires}
        if self.current not in self._nodes:
            self.current = ""
        if fit:
            room = (self.viewport().width() - BAR_WIDTH) / (self.drawing.width + 2 * MARGIN)
            self.zoom = min(1.0, max(LEAST_FIT, room))
            self.zoomed.emit(self.zoom)
        self._measure()
        if fit:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    # What is chosen

    def choose(self, node_id: str, *, tell: bool = False, sight: bool = True) -> None:
        """Put the frame round a node, and with `sight` bring it into sight; `tell`: say so by `chosen`."""
        if node_id == self.current or node_id not in self._nodes:
            return
        self.current = node_id
        self._describe()
        if sight:
            self._bring_into_sight(node_id)
        self.viewport().update()
        if tell:
            self.chosen.emit(node_id)

    def node_at(self, place: QPointF) -> str:
        """The node at a place of the viewport; "" where there is none."""
        if self.drawing is None or place.y() < HEADING:
            return ""
        at = self._to_drawing(place)
        width = self.drawing.measures.box
        for box in self.drawing.boxes.values():
            if QRectF(box.x, box.y, width, HEIGHT).contains(at):
                return box.node
        return ""

    def place_of(self, node_id: str) -> QRectF:
        """Where a node stands in the viewport."""
        assert self.drawing is not None
        box = self.drawing.boxes[node_id]
        corner = QPointF(box.x + MARGIN, box.y + MARGIN / 2) * self.zoom - self._offset()
        return QRectF(corner, QSize(round(self.drawing.measures.box * self.zoom), round(HEIGHT * self.zoom)))

    def set_zoom(self, zoom: float) -> None:
        """Draw larger or smaller, 1 being the size of the window's other words; the middle stays there."""
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        if abs(zoom - self.zoom) < 1e-6:
            return
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        kept = self._to_drawing(middle)
        self.zoom = zoom
        self._measure()
        moved = (kept + QPointF(MARGIN, MARGIN / 2)) * zoom - (middle - QPointF(0, HEADING))
        self.horizontalScrollBar().setValue(round(moved.x()))
        self.verticalScrollBar().setValue(round(moved.y()))
        self.viewport().update()
        self.zoomed.emit(zoom)

    def _describe(self) -> None:
        node = self._nodes.get(self.current)
        words = f"{title_words(node, spoken())}, {second_line(node, spoken())}" if node is not None else ""
        self.setAccessibleDescription(words)

    def _bring_into_sight(self, node_id: str) -> None:
        place = self.place_of(node_id)
        room = QRectF(0, HEADING, self.viewport().width(), self.viewport().height() - HEADING)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        gap = MARGIN
        across.setValue(round(across.value() + min(0.0, place.left() - gap)))
        across.setValue(round(across.value() + max(0.0, self.place_of(node_id).right() + gap - room.right())))
        down.setValue(round(down.value() + min(0.0, place.top() - gap - HEADING)))
        down.setValue(round(down.value() + max(0.0, self.place_of(node_id).bottom() + gap - room.bottom())))

    # Sizes

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value() - HEADING)

    def _to_drawing(self, place: QPointF) -> QPointF:
        return (place + self._offset()) / self.zoom - QPointF(MARGIN, MARGIN / 2)

    def _measure(self) -> None:
        if self.drawing is None:
            return
        width = (self.drawing.width + 2 * MARGIN) * self.zoom
        height = (self.drawing.height + 2 * MARGIN) * self.zoom + HEADING
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, self.viewport().width()),
            (self.verticalScrollBar(), height, self.viewport().height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(round(HEIGHT * self.zoom))
            bar.setRange(0, max(0, round(whole) - seen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room."""
        super().resizeEvent(event)
        self._measure()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go from box to box, Enter follows one, + - 0 change the size."""
        key = Qt.Key(event.key())
        if self.lineage is None or self.drawing is None:
            super().keyPressEvent(event)
        elif key in KEYS:
            self.choose(step(self.lineage, self.drawing, self.current, KEYS[key]), tell=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: with Ctrl the wheel changes the size, else it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: choose a box; between the boxes the drawing can be dragged."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self.node_at(event.position())
        if found:
            self.choose(found, tell=True)
        else:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: drag, or show that a box can be pressed."""
        if self._pressed is None:
            over = bool(self.node_at(event.position()))
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        moved = event.position() - self._pressed
        self._pressed = event.position()
        for bar, by in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
            bar.setValue(bar.value() - round(by))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Qt: the drag is over."""
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: follow a box."""
        found = self.node_at(event.position())
        if found:
            self.opened.emit(found)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: what is in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), colour("page"))
        if self.lineage is None or self.drawing is None:
            painter.end()
            return
        painter.save()
        painter.translate(-self._offset())
        painter.scale(self.zoom, self.zoom)
        painter.translate(MARGIN, MARGIN / 2)
        corner = self._to_drawing(QPointF(0, 0))
        seen = QRectF(corner, self.viewport().size().toSizeF() / self.zoom)
        self._paint_wires(painter, self.drawing, self.lineage, seen)
        width = self.drawing.measures.box
        for box in self.drawing.boxes.values():
            place = QRectF(box.x, box.y, width, HEIGHT)
            if place.intersects(seen):
                self._paint_box(painter, self._nodes[box.node], place)
        painter.restore()
        self._paint_heading(painter, self.drawing)
        painter.end()

    def _paint_wires(self, painter: QPainter, drawing: Drawing, lineage: Lineage, seen: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        strong = []
        for wire in drawing.wires:
            path, edge = self._paths[wire.edge], lineage.edges[wire.edge]
            if not path.boundingRect().adjusted(-1, -1, 1, 1).intersects(seen):
                continue
            if self.current in (edge.source, edge.target):
                strong.append((wire, path))
            else:
                painter.setPen(_pen("line", 1.2, dashed=wire.back))
                painter.drawPath(path)
        for wire, path in strong:
            painter.setPen(_pen("accent", 1.8, dashed=wire.back))
            painter.drawPath(path)

    def _paint_box(self, painter: QPainter, node: Node, place: QRectF) -> None:
        chosen = node.id == self.current
        quiet = node.tombstone or node.pale
        stone = node.tombstone and not chosen
        painter.setPen(_pen("accent" if chosen else "line", 2.0 if chosen else 1.2, dashed=stone))
        painter.setBrush(colour("ground") if not quiet else colour("page"))
        painter.drawRoundedRect(place, 6, 6)
        if not quiet:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_bar_colour(node))
            bar = QRectF(place.left() + 4, place.top() + 6, BAR, place.height() - 12)
            painter.drawRoundedRect(bar, 2, 2)
        inside = place.adjusted(INSET + 2, 5, -8, -5)
        upper = QRectF(inside.topLeft(), QPointF(inside.right(), place.center().y() + 1))
        lower = QRectF(QPointF(inside.left(), place.center().y() + 1), inside.bottomRight())
        bold = node.kind in ("document", "request", "day") and not quiet
        _line(painter, upper, title_words(node, spoken()), TITLE_PX, "muted" if quiet else "ink", bold=bold)
        _line(painter, lower, second_line(node, spoken()), SECOND_PX, "muted")
        if chosen and self.hasFocus():
            painter.setPen(_pen("accent", 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 8, 8)

    def _paint_heading(self, painter: QPainter, drawing: Drawing) -> None:
        across = self.horizontalScrollBar().value()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), HEADING), colour("page"))
        for layer, x in drawing.columns:
            left = (x + MARGIN) * self.zoom - across
            place = QRectF(left, 0, drawing.measures.box * self.zoom, HEADING)
            _line(painter, place, layer_words(layer, spoken()), HEADING_PX, "muted", bold=True)
        painter.setPen(_pen("line", 1.0))
        painter.drawLine(QPointF(0, HEADING - 0.5), QPointF(self.viewport().width(), HEADING - 0.5))


def _path(wire: Wire) -> QPainterPath:
    """The curve through a wire's points."""
    (x, y), rest = wire.points[0], wire.points[1:]
    path = QPainterPath(QPointF(x, y))
    for to_x, to_y in rest:
        bend = BEND if wire.back else (to_x - x) / 2
        path.cubicTo(QPointF(x + bend, y), QPointF(to_x - bend, to_y), QPointF(to_x, to_y))
        x, y = to_x, to_y
    return path


def _pen(name: str, width: float, *, dashed: bool = False) -> QPen:
    pen = QPen(colour(name), width)
    if dashed:
        pen.setDashPattern([4, 3])
    return pen


def _bar_colour(node: Node) -> QColor:
    """The stripe at a box's left: whose words these are."""
    if node.kind in ("answer", "passage"):
        return _stronger(tint_colour("generated"))
    if node.kind == "edits":
        return _stronger(tint_colour("edited"))
    if node.kind in ("pasted", "library"):
        return _stronger(tint_colour("pasted"))
    if node.kind == "imported":
        return _stronger(tint_colour("imported"))
    return colour("accent") if node.kind in ("document", "request", "day", "export") else colour("faint")


def _stronger(tint: QColor) -> QColor:
    """A tint is made to lie behind words; a stripe of it needs more of its colour to be seen."""
    hue, saturation, value, _ = tint.getHsvF()
    stronger = value * 0.82 if value > 0.5 else min(1.0, value * 2.4)
    return QColor.fromHsvF(max(0.0, hue), min(1.0, saturation * 2.5 + 0.15), stronger)


def _line(
    painter: QPainter, place: QRectF, words: str, pixels: int, ink: str, *, bold: bool = False
) -> None:
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(colour(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
