"""A kind of passage as it looks in the lists, with how many there are; pressed, that kind is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from muse_desktop.originality.values import Kind
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.look import colour

HEIGHT, INSET, BADGE = 24, 6, 17


class KindSwitch(QPushButton):
    """Switches one kind on or off; off, its name is struck out."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._name, self._count = "", 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, name: str, count: int) -> None:
        """What the kind is called, and how many passages are of it."""
        self._name, self._count = name, count
        self.setText(f"{name} {number(count)}")
        self.updateGeometry()

    def _fonts(self) -> tuple[QFont, QFont]:
        small = QFont(self.font())
        small.setPixelSize(11)
        struck = QFont(small)
        struck.setStrikeOut(not self.isChecked())
        return struck, small

    def sizeHint(self) -> QSize:
        """Qt: the badge and the number."""
        named, small = self._fonts()
        badge = QFontMetrics(named).horizontalAdvance(self._name) + 2 * INSET
        return QSize(badge + 6 + QFontMetrics(small).horizontalAdvance(number(self._count)) + 6, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: no less."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: as the cards draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        named, small = self._fonts()
        width = QFontMetrics(named).horizontalAdvance(self._name) + 2 * INSET
        box = QRectF(1, (self.height() - BADGE) / 2, width, BADGE)
        if self._kind == "paraphrase" and self.isChecked():
            pen = QPen(colour("imported_edge"), 1.5)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        elif self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._kind))
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour("ink" if self.isChecked() else "muted"))
        painter.setFont(named)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._name)
        painter.setPen(colour("muted"))
        painter.setFont(small)
        rest = QRectF(box.right() + 5, 0, self.width() - box.right() - 5, self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, number(self._count))
        if self.hasFocus() or self.underMouse():
            painter.setPen(colour("accent" if self.hasFocus() else "line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
