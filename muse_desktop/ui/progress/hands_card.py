"""What stands in the place of Compose while the model is off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.manuscript.hands_only import HandsTime, Interval
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Column, SectionLabel, TextButton, shifted
from muse_desktop.ui.progress.hands_log import HandsLog
from muse_desktop.ui.progress.hands_words import HandsWords
from muse_desktop.ui.settings.parts import small_print


class HandsCard(Retranslated, QWidget):
    """A calm card: since when, what came of it, the earlier times. Ending it takes two acts."""

    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = HandsWords(self)
        self._project = ""
        self._now: HandsTime | None = None
        self._earlier: Sequence[HandsTime] = ()
        card = QFrame(self)
        card.setProperty("role", "card")
        self._heading = QLabel(card)
        self._heading.setProperty("role", "heading")
        self._about, self._written = small_print(card, "body"), small_print(card, "muted")
        self.end = TextButton(card)
        self._ask = QWidget(card)
        self._sure = small_print(self._ask, "body")
        self.stay = QPushButton(self._ask)
        self.really = QPushButton(self._ask)
        self._title = SectionLabel(self)
        self.log = HandsLog(self)
        self._build(card)
        self._ask.hide()
        self.end.clicked.connect(self._ask_first)
        self.stay.clicked.connect(self._stay)
        self.really.clicked.connect(self._end)
        self.retranslate()

    def _build(self, card: QFrame) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.stay)
        buttons.addWidget(self.really)
        buttons.addStretch(1)
        ask = QVBoxLayout(self._ask)
        ask.setContentsMargins(0, 6, 0, 0)
        ask.setSpacing(10)
        ask.addWidget(self._sure)
        ask.addLayout(buttons)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 16, 18, 14)
        inside.setSpacing(9)
        for label in (self._heading, self._about, self._written):
            inside.addWidget(label)
        inside.addLayout(shifted(self.end))
        inside.addWidget(self._ask)
        column = Column(self)
        column.box.addWidget(card)
        column.box.addSpacing(12)
        column.box.addWidget(self._title)
        column.box.addWidget(self.log)
        column.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)
        QWidget.setTabOrder(self.end, self.stay)
        QWidget.setTabOrder(self.stay, self.really)
        QWidget.setTabOrder(self.really, self.log)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("By hand alone"))
        self.end.setText(self.tr("End hands-only mode…"))
        self._sure.setText(
            self.tr(
                "The model can be asked again from then on, and the record notes the end. What you wrote "
                "until now stays on record as written while the model was off."
            )
        )
        self.stay.setText(self.tr("Stay"))
        self.really.setText(self.tr("End it"))
        self.really.setAccessibleName(self.tr("End hands-only mode"))
        self._title.setText(self.tr("Earlier times"))
        self._show()

    def shows(self, interval: Interval) -> bool:
        """Whether this time is what the card tells of."""
        return self._now is not None and self._now.interval == interval

    def show_times(self, project: str, times: Sequence[HandsTime]) -> None:
        """Show the time that goes on in a project, and the earlier ones."""
        self._project = project
        self._now = next((time for time in times if time.interval.ended_at is None), None)
        self._earlier = [time for time in times if time.interval.ended_at is not None]
        self._show()

    def _show(self) -> None:
        now = self._now
        self._title.setVisible(bool(self._earlier))
        self.log.show_times(self._earlier)
        if now is None:
            return
        words = self.tr(
            "The model has been off for “{project}” since {time}. Nothing is asked of it, and none of its "
            "words go into these texts. Beginning and end are in the record."
        )
        time = self._words.since(now.interval.began_at)
        self._about.setText(words.format(project=self._project, time=time))
        self._written.setText(self.tr("So far: {words}").format(words=self._words.written(now)))

    def _ask_first(self) -> None:
        self.end.hide()
        self._ask.show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self) -> None:
        self._ask.hide()
        self.end.show()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._stay()
        self.end_wanted.emit()
