"""How likeness of meaning is judged: what unrelated passages of a library reach, and the line beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.ui.base.full_view import FullView, top_line
from muse_desktop.ui.base.languages import decimal, number
from muse_desktop.ui.originality.histogram import Histogram

if TYPE_CHECKING:
    from muse_desktop.originality.calibration import Calibration

WIDE = 760


class CalibrationView(FullView):
    """A heading, what it means, the bars. Esc or the chip goes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calibration")
        self._calibration: Calibration | None = None
        self._waiting = False
        self.heading, self.about, self.numbers, self.bar = (QLabel(self) for _ in range(4))
        self.heading.setProperty("role", "heading")
        for label in (self.numbers, self.bar):
            label.setProperty("role", "muted")
        self.histogram = Histogram(self)
        self.histogram.told.connect(self.bar.setText)
        for label in (self.heading, self.about, self.numbers):
            label.setWordWrap(True)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self._inside = QWidget(self)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(34, 28, 34, 20)
        inside.setSpacing(12)
        for widget in (self.heading, self.about):
            widget.setMaximumWidth(WIDE)
            inside.addWidget(widget)
        inside.addWidget(self.histogram, 1)
        inside.addWidget(self.bar)
        inside.addWidget(self.numbers)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self.title, self.back_chip))
        box.addWidget(self._inside)
        box.addStretch(0)

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("How likeness of meaning is judged"))
        self._say()

    def show_waiting(self) -> None:
        """It is being read."""
        self._waiting = True
        self._say()

    def show_calibration(self, calibration: Calibration | None) -> None:
        """What the library was measured to be; None where it could not be."""
        self._waiting, self._calibration = False, calibration
        if calibration is not None:
            self.histogram.show_bins(calibration.bins(), calibration.threshold)
        self._say()

    def _say(self) -> None:
        made = self._calibration
        for widget in (self.histogram, self.bar, self.numbers):
            widget.setVisible(made is not None)
        if made is None:
            waits = self.tr("Looking…")
            self.heading.setText(waits if self._waiting else self.tr("Not measured yet"))
            self.about.setText(
                self.tr(
                    "Your library needs texts that can be searched by meaning, some hundred passages. "
                    "The measuring is done by itself while the computer is idle. Until then possible "
                    "paraphrases are judged by general figures."
                )
            )
            return
        self.heading.setText(
            self.tr("One pair of unrelated passages in a thousand is more alike than {value}").format(
                value=decimal(made.threshold, 2)
            )
        )
        self.about.setText(
            self.tr(
                "The bars show how alike passages of your library are that have nothing to do with each "
                "other. A likeness says nothing by itself: a library of sonnets is alike throughout. So a "
                "possible paraphrase is only shown where the likeness is beyond the line, clearly the best "
                "of the library, and holds for more than a few words."
            )
        )
        self.numbers.setText(
            self.tr(
                "{pairs} pairs from {passages} passages of {items} texts · the most alike {highest} · "
                "{encoder}"
            ).format(
                pairs=number(made.pairs),
                passages=number(made.passages),
                items=number(made.items),
                highest=decimal(made.highest, 2),
                encoder=made.encoder,
            )
        )
