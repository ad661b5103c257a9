"""How much of a text came from where: a bar, and the lines of its legend."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolTip, QWidget

from muse_desktop.provenance.display import Tint
from muse_desktop.ui.base.languages import Retranslated, decimal, number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.tint_marks import TINTS, bar_parts, draw_bar, draw_swatch
from muse_desktop.ui.base.widgets import ElidedLabel
from muse_desktop.ui.record.origin_words import OriginNames

SWATCH = (26, 15)
BAR_HEIGHT = 20


def share_words(words: int, total: int) -> str:
    """A share in per cent, one place behind the point below ten: 4.6 % and 5.4 % are not the same."""
    percent = 100 * words / total if total else 0.0
    if 0 < percent < 0.1:
        return f"<{decimal(0.1, 1)} %"
    return f"{decimal(percent, 1)} %" if 0 < percent < 9.95 else f"{number(round(percent))} %"


class ShareBar(Retranslated, QWidget):
    """One bar. The mouse over a part is told which it is, a screen reader is told them all."""

    def __init__(self, parent: QWidget | None = None, height: int = BAR_HEIGHT) -> None:
        super().__init__(parent)
        self._names = OriginNames(self)
        self._words: Mapping[Tint, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Where the words came from"))
        self.setAccessibleDescription(", ".join(map(self.said, self._shown())))

    def show_words(self, words: Mapping[Tint, int]) -> None:
        """Show so many words of each kind."""
        self._words = dict(words)
        self.retranslate()
        self.update()

    def said(self, tint: Tint) -> str:
        """One part in words."""
        words, total = self._words.get(tint, 0), sum(self._words.values())
        counted = self.tr("%Ln words", "", words)
        return f"{self._names.tint(tint)}: {counted} · {share_words(words, total)}"

    def _shown(self) -> list[Tint]:
        return [tint for tint in TINTS if self._words.get(tint, 0)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, self._words, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Qt: the tool tip of a part."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            parts = bar_parts(self._words, self.width())
            under = [tint for tint, left, right in parts if left <= event.pos().x() < right]
            QToolTip.showText(event.globalPos(), self.said(under[0]) if under else "", self)
            return True
        return super().event(event)


class LegendRow(QPushButton):
    """One kind as it looks on the page: its meaning, words, share. Pressing it goes to the next passage."""

    def __init__(self, tint: Tint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tint = tint
        self._name = ""
        self._figures = ""
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_share(self, name: str, figures: str, *, there: bool) -> None:
        """Set the words; a kind that does not occur cannot be pressed."""
        self._name, self._figures = name, figures
        self.setText(name)
        self.setAccessibleName(f"{name}: {figures}")
        self.setEnabled(there)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: one line."""
        return QSize(200, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: swatch, name, figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chip"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        width, height = SWATCH
        draw_swatch(painter, self.tint, QRectF(8.5, (self.height() - height) // 2 + 0.5, width, height))
        painter.setPen(colour("ink" if self.isEnabled() else "muted"))
        words = self.rect().adjusted(width + 18, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._name)
        painter.setPen(colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._figures)
        painter.end()


class LegendEntry(QWidget):
    """One kind as it looks on the page, with words and share: to read, not to press."""

    def __init__(self, tint: Tint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tint = tint
        self.name = ElidedLabel(self)
        self.figures = QLabel(self)
        self.figures.setProperty("role", "muted")
        box = QHBoxLayout(self)
        box.setContentsMargins(SWATCH[0] + 10, 2, 0, 2)
        box.addWidget(self.name, 1)
        box.addWidget(self.figures)

    def show_share(self, name: str, figures: str) -> None:
        """Set the words."""
        self.name.setText(name)
        self.figures.setText(figures)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the swatch before the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = SWATCH
        draw_swatch(painter, self.tint, QRectF(0.5, (self.height() - height) // 2 + 0.5, width, height))
        painter.end()
