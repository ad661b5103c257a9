"""How much of a candidate stands in the library too: a short bar with its share in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.look import colour

BAR, THICK, GAP = 46, 5, 6


class FoundGauge(Retranslated, QWidget):
    """Hidden until something is known: a text that was compared with nothing is not original."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = self._words = 0
        self.setProperty("role", "caption")
        self.hide()

    def show_words(self, found: int, words: int) -> None:
        """`found` of `words` words stand in the library too."""
        if (found, words) != (self._found, self._words) or self.isHidden():
            self._found, self._words = min(found, words), words
            self.retranslate()
            self.show()

    def drop(self) -> None:
        """Nothing is known."""
        self.hide()

    @property
    def text(self) -> str:
        """What stands beside the bar."""
        return self.tr("{percent} % found").format(percent=QLocale().toString(self._percent))

    @property
    def _percent(self) -> int:
        """Rounded, but neither none nor all where that is not so."""
        if not self._found or not self._words:
            return 0
        most = 100 if self._found == self._words else 99
        return min(most, max(1, round(100 * self._found / self._words)))

    def retranslate(self) -> None:
        """Set the words again."""
        said = self.tr("{found} of %Ln words stand in your library too", "", self._words)
        said = said.format(found=number(self._found))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the bar and its words."""
        letters = self.fontMetrics()
        return QSize(BAR + GAP + letters.horizontalAdvance(self.text) + 2, letters.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - THICK) / 2 + 0.5
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(QRectF(0, top, BAR, THICK), THICK / 2, THICK / 2)
        if self._percent:
            painter.setBrush(colour("hit"))
            filled = max(float(THICK), BAR * self._percent / 100)
            painter.drawRoundedRect(QRectF(0, top, filled, THICK), THICK / 2, THICK / 2)
        painter.setPen(colour("muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(BAR + GAP, 0, 0, 0), flags, self.text)
