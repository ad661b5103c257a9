"""What the writer steers the voice with: a small bar over the lower edge of the page that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from muse_desktop.ui.base.languages import Retranslated

if TYPE_CHECKING:
    from muse_desktop.ui.aloud.reader import State
    from muse_desktop.ui.page.page import Page

BELOW = 44  # pixels under it, where the mark of forward-only drafting may be
STEPS = 10  # of the speed, to each side of the usual one


def speed_words(rate: float) -> str:
    """A rate from -1 to 1 in steps: "0" is the voice's usual speed, "+3", "–10"."""
    steps = round(rate * STEPS)
    return f"{'+' if steps > 0 else '–' if steps < 0 else ''}{abs(steps)}"


class AloudBar(Retranslated, QFrame):
    """Sentence before, pause, next sentence, slower, faster, stop."""

    step_wanted = Signal(int)  # -1, 1
    pause_wanted = Signal()
    rate_wanted = Signal(int)  # -1 slower, 1 faster
    stop_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setProperty("role", "card")
        self._state: State = "off"
        self._rate = 0.0
        self.back, self.pause, self.forth = (QPushButton(self) for _ in range(3))
        self.slower, self.faster, self.stop = (QPushButton(self) for _ in range(3))
        self.speed = QLabel(self)
        self.speed.setProperty("role", "muted")
        self.speed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        shown = (self.back, self.pause, self.forth, self.slower, self.speed, self.faster, self.stop)
        for widget in shown:
            row.addWidget(widget)
        for button, call in (
            (self.back, lambda: self.step_wanted.emit(-1)),
            (self.forth, lambda: self.step_wanted.emit(1)),
            (self.pause, self.pause_wanted.emit),
            (self.slower, lambda: self.rate_wanted.emit(-1)),
            (self.faster, lambda: self.rate_wanted.emit(1)),
            (self.stop, self.stop_wanted.emit),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the page
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, call=call: call())
        page.installEventFilter(self)
        self.retranslate()
        self.hide()

    def show_state(self, state: State, rate: float) -> None:
        """Show what the voice does; `rate` from -1 to 1."""
        self._state, self._rate = state, rate
        self.retranslate()
        self.setVisible(state != "off")
        self.place()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Reading aloud"))
        paused = self._state == "paused"
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.stop.setText(self.tr("Stop"))
        signs = (
            (self.back, "‹", self.tr("The sentence before")),
            (self.forth, "›", self.tr("The next sentence")),
            (self.slower, "–", self.tr("Slower")),
            (self.faster, "+", self.tr("Faster")),
        )
        for button, sign, words in signs:
            button.setText(sign)
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.slower.setEnabled(self._rate > -1)
        self.faster.setEnabled(self._rate < 1)
        self.speed.setText(speed_words(self._rate))
        self.speed.setToolTip(self.tr("Speed"))
        self.speed.setAccessibleName(self.tr("Speed {steps}").format(steps=self.speed.text()))
        self.speed.setMinimumWidth(self.speed.fontMetrics().horizontalAdvance("+10") + 4)
        self.place()

    def place(self) -> None:
        """To the middle of the page's lower edge."""
        room, size = self.parentWidget().rect(), self.sizeHint()
        width = min(size.width(), room.width())
        left = (room.width() - width) // 2
        self.setGeometry(left, room.height() - size.height() - BELOW, width, size.height())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the page has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
