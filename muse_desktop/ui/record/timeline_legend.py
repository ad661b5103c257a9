"""What the colours and signs of the strip mean; only those that occur."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from muse_desktop.provenance.timeline_strip import Group
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.record.timeline_strip import FILLS, draw_request, fill
from muse_desktop.ui.record.timeline_words import TimelineWords

SQUARE, BETWEEN = 11, 22
Sign = Group | Literal["asked", "hands"]


class GroupLegend(Retranslated, QWidget):
    """Squares and words in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = TimelineWords(self)
        self._signs: tuple[Sign, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(", ".join(words for words, _ in self._entries()))
        self.updateGeometry()
        self.update()

    def show_groups(self, groups: tuple[Group, ...], *, asked: bool, hands: bool) -> None:
        """Explain these; `asked`: the model was, `hands`: there are times without it."""
        more: list[Sign] = [*(["asked"] if asked else []), *(["hands"] if hands else [])]
        self._signs = (*groups, *more)
        self.retranslate()

    def _entries(self) -> list[tuple[str, Sign]]:
        return [(self._named(sign), sign) for sign in self._signs]

    def _named(self, sign: Sign) -> str:
        if sign == "asked":
            return self.tr("The model was asked (full: words were taken)")
        return self.tr("Without the model") if sign == "hands" else self._words.group(sign)

    def sizeHint(self) -> QSize:
        """Qt: all entries in one row."""
        letters = self.fontMetrics()
        width = sum(letters.horizontalAdvance(words) + SQUARE + BETWEEN for words, _ in self._entries())
        return QSize(width, letters.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: signs and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 1.0
        for words, sign in self._entries():
            self._draw_sign(painter, sign, QRectF(x, (self.height() - SQUARE) / 2, SQUARE, SQUARE))
            painter.setPen(colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(words)
            room = QRectF(x + SQUARE + 6, 0, width + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x += SQUARE + width + BETWEEN
        painter.end()

    def _draw_sign(self, painter: QPainter, sign: Sign, square: QRectF) -> None:
        if sign == "asked":
            draw_request(painter, QPointF(square.center()), taken=False)
            return
        hatched = QBrush(colour("muted"), Qt.BrushStyle.BDiagPattern)
        painter.setPen(QPen(colour("muted" if sign == "hands" else FILLS[sign][1]), 1))
        painter.setBrush(hatched if sign == "hands" else fill(sign))
        painter.drawRect(square)
