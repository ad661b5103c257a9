"""A slider with three marks that the mouse snaps to softly, and their names below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStyle, QStyleOptionSlider, QVBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import calm, restyle
from muse_desktop.ui.compose.dialing import MARKS, STEPS
from muse_desktop.ui.compose.sampler_words import mark_names, place_words

SNAP = 3  # hundredths of the dial to either side of a mark
KEY_STEP = 5
DOT = 2.0


class DialSlider(QSlider):
    """0 to 100: arrows turn it by 5, Page Up and Down go from mark to mark, a click goes to the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STEPS)
        self.setSingleStep(KEY_STEP)
        self.setPageStep(STEPS // (len(MARKS) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the handle comes to the mouse, wherever it is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the handle goes along."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the handle stays."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def keyPressEvent(self, event: object) -> None:
        """Qt: Page Up and Page Down stop at the marks, wherever they start from."""
        if event.key() == Qt.Key.Key_PageUp:
            self.setValue(min((mark for mark in MARKS.values() if mark > self.value()), default=STEPS))
        elif event.key() == Qt.Key.Key_PageDown:
            self.setValue(max((mark for mark in MARKS.values() if mark < self.value()), default=0))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the slider, and a dot at each mark that the handle does not cover."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("muted" if self.isEnabled() else "faint"))
        for mark in MARKS.values():
            if abs(self._x(mark) - self._x(self.value())) > self._handle() / 2 + DOT:
                painter.drawEllipse(QPointF(self._x(mark), self.height() / 2), DOT, DOT)
        painter.end()

    def _follow(self, event: QMouseEvent) -> None:
        self.setValue(snapped(self._value_at(event.position().x())))

    def _handle(self) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)

    def _x(self, value: int) -> float:
        half = self._handle() / 2
        return half + (self.width() - 2 * half) * value / STEPS

    def _value_at(self, x: float) -> int:
        half = self._handle() / 2
        return max(0, min(STEPS, round((x - half) / max(1.0, self.width() - 2 * half) * STEPS)))


def snapped(value: int) -> int:
    """The mark that `value` is very near to, or `value` itself."""
    return next((mark for mark in MARKS.values() if abs(mark - value) <= SNAP), value)


class MarkLabel(QLabel):
    """A mark's name; a click turns the dial there."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caption")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take the press, so that the release comes here too."""
        event.accept()


class Dial(Retranslated, QWidget):
    """From faithful to wild: the slider and the names of its marks."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = DialSlider(self)
        self.labels = {name: MarkLabel(self) for name in MARKS}
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        names = QHBoxLayout()
        names.setSpacing(4)
        for (name, label), side in zip(self.labels.items(), sides, strict=True):
            label.setAlignment(side)
            label.clicked.connect(lambda mark=MARKS[name]: self.slider.setValue(mark))
            names.addWidget(label, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(self.slider)
        box.addLayout(names)
        calm(self, self.slider)
        self.slider.valueChanged.connect(self._turned)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        for name, words in mark_names().items():
            self.labels[name].setText(words)
        self.slider.setAccessibleName(self.tr("From faithful to wild"))
        self._say_place()

    def set_quietly(self, position: int) -> None:
        """Stand somewhere else without telling."""
        self.slider.blockSignals(True)
        self.slider.setValue(position)
        self.slider.blockSignals(False)
        self._say_place()

    def _turned(self, position: int) -> None:
        self._say_place()
        self.turned.emit(position)

    def _say_place(self) -> None:
        value = self.slider.value()
        self.slider.setAccessibleDescription(place_words(value))
        for name, label in self.labels.items():
            here = MARKS[name] == value
            if label.property("current") is not here:
                label.setProperty("current", here)
                restyle(label)
