"""What pictures with dots in them share: keyboard and mouse reach each dot, a tool tip has its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from muse_desktop.ui.base.languages import Retranslated


class DotChart(Retranslated, QWidget):
    """As wide as there is room and `height` pixels high. A dot is known by a number; see the two methods
    that a chart gives."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)

    def dots(self) -> dict[int, tuple[QPointF, float]]:
        """Where each dot stands, in pixels, and how near the mouse must come."""
        raise NotImplementedError

    def words_at(self, dot: int) -> str:
        """What a dot says."""
        raise NotImplementedError

    def dot_at(self, position: QPointF) -> int:
        """The dot under the mouse, the nearest of several; -1: none."""
        lengths = [(QLineF(at, position).length(), near, dot) for dot, (at, near) in self.dots().items()]
        reached = [(length, dot) for length, near, dot in lengths if length <= near]
        return min(reached)[1] if reached else -1

    def show_hand(self, over: bool) -> None:
        """A hand over a dot, an arrow elsewhere."""
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def sized_font(self, pixels: int) -> QFont:
        """The widget's font at a size in pixels."""
        font = QFont(self.font())
        font.setPixelSize(pixels)
        return font

    def event(self, event: QEvent) -> bool:
        """Qt: the words of a dot as its tool tip; the ring of the keyboard comes and goes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            dot = self.dot_at(QPointF(event.pos()))
            if dot >= 0:
                QToolTip.showText(event.globalPos(), self.words_at(dot), self)
            else:
                QToolTip.hideText()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)
