"""Shares as bars lying under each other: a name, a bar as long as its words, the figures behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from muse_desktop.ui.base.dot_chart import DotChart
from muse_desktop.ui.base.look import colour

ROW, BAR = 26, 10
NAME_SHARE = 0.34  # of the width
FIGURES = 92


@dataclass(frozen=True)
class Bar:
    """One row: its name, the length of its bar (any unit), the figures behind it, all of it as a sentence."""

    name: str
    length: int
    figures: str
    sentence: str
    quiet: bool = False  # what nobody knows is drawn hollow


class ShareChart(DotChart):
    """As high as it has rows. Arrow keys go from row to row; a screen reader hears the sentence of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.bars: tuple[Bar, ...] = ()
        self.current = -1

    def retranslate(self) -> None:
        """The owner gives other words with `show_bars`."""

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        """Show these rows; `name` says what the chart is about."""
        self.bars = tuple(bars)
        self.current = min(self.current, len(self.bars) - 1)
        self.setAccessibleName(name)
        self._describe()
        self.setFixedHeight(max(1, len(self.bars)) * ROW)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: all rows."""
        return QSize(320, max(1, len(self.bars)) * ROW)

    def dots(self) -> dict[int, tuple[QPointF, float]]:
        """Where each row's middle is; the whole row answers the mouse."""
        middle = self.width() / 2
        return {row: (QPointF(middle, (row + 0.5) * ROW), middle) for row in range(len(self.bars))}

    def dot_at(self, position: QPointF) -> int:
        """The row under the mouse."""
        row = int(position.y() // ROW)
        return row if 0 <= row < len(self.bars) else -1

    def words_at(self, dot: int) -> str:
        """A row as a sentence."""
        return self.bars[dot].sentence

    def _describe(self) -> None:
        inside = 0 <= self.current < len(self.bars)
        self.setAccessibleDescription(
            self.bars[self.current].sentence if inside else "; ".join(one.sentence for one in self.bars)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from row to row."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self.bars:
            super().keyPressEvent(event)
            return
        self.current = max(0, min(len(self.bars) - 1, self.current + step))
        self._describe()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: names, bars, figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((one.length for one in self.bars), default=1) or 1
        name_width = self.width() * NAME_SHARE
        room = self.width() - name_width - FIGURES - 12
        for row, one in enumerate(self.bars):
            top = row * ROW
            names = QRectF(0, top, name_width - 10, ROW)
            letters, wide = painter.fontMetrics(), int(names.width())
            shown = letters.elidedText(one.name, Qt.TextElideMode.ElideRight, wide)
            painter.setPen(colour("ink"))
            painter.drawText(names, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            length = max(2.0, room * one.length / most) if one.length else 0.0
            bar = QRectF(name_width, top + (ROW - BAR) / 2, length, BAR)
            painter.setPen(QPen(colour("muted" if one.quiet else "accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if one.quiet else colour("accent"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(colour("muted"))
            behind = QRectF(name_width + length + 8, top, FIGURES + room - length, ROW)
            painter.drawText(behind, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, one.figures)
            if row == self.current and self.hasFocus():
                painter.setPen(QPen(colour("accent"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(0.5, top + 1.5, self.width() - 1, ROW - 3), 4, 4)
        painter.end()


class Meter(QWidget):
    """How much of what is needed is there, as a thin bar; full where there is enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedSize(120, 8)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: a track and what is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("chip"))
        painter.drawRoundedRect(track, 3, 3)
        if self._share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            track.setWidth(track.width() * self._share)
            painter.drawRoundedRect(track, 3, 3)
        painter.end()
