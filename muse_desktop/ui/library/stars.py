"""One to five stars that are set with a click or a digit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.library.table import STAR, STARS, draw_stars
from muse_desktop.ui.library.words import LibraryWords

MARGIN = 6
STEP = STAR + 3


class StarField(Retranslated, QWidget):
    """A rating. The same star again takes it away; the keys 0 to 5 and the arrows set it too."""

    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating = 0
        self._words = LibraryWords(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        said = self._words.rating(self.rating)
        self.setAccessibleName(self.tr("Rating: {stars}").format(stars=said))
        self.setToolTip(self.tr("Click a star, or press 0 to 5"))

    def show_rating(self, rating: int) -> None:
        """Show a rating."""
        self.rating = rating
        self.retranslate()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: five stars."""
        return QSize(STARS * STEP + 2 * MARGIN, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            ring = QRect(1, 1, self.sizeHint().width() - 2, self.height() - 2)
            painter.drawRoundedRect(ring, 5, 5)
        draw_stars(painter, self.rect().adjusted(MARGIN, 0, 0, 0), self.rating, all_five=True)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a star has been clicked."""
        number = int((event.position().x() - MARGIN) // STEP) + 1
        if 1 <= number <= STARS:
            self._set(0 if number == self.rating else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: digits and arrows."""
        key = event.key()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key, 0)
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self._set(key - Qt.Key.Key_0)
        elif step:
            self._set(min(STARS, max(0, self.rating + step)))
        else:
            super().keyPressEvent(event)

    def _set(self, rating: int) -> None:
        if rating != self.rating:
            self.show_rating(rating)
            self.rated.emit(rating)
