"""Settings, reading aloud: which voice and how fast; the voices are looked up when the page is first seen."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.ui.aloud import voices
from muse_desktop.ui.aloud.bar import STEPS, speed_words
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import calm
from muse_desktop.ui.settings.parts import Form, Page, set_role, small_print

SAMPLES = {
    "en": "The fog came up the channel, a little ahead of itself.",
    "zh": "雾从河口上来，比往年早了一些。",
    "ja": "霧が河口から上がってきた。",
    "ko": "안개가 강어귀에서 올라왔다.",
    "de": "Der Nebel kam den Fluss herauf, ein wenig früher als sonst.",
    "fr": "La brume remontait le chenal, un peu en avance.",
    "es": "La niebla subía por el canal, un poco antes de tiempo.",
    "it": "La nebbia risaliva il canale, un poco in anticipo.",
}


class AloudPage(Retranslated, Page):
    """Voice, speed, and a sentence to try them with."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = settings.voice
        self._speaker: voices.Speaker | None = None
        self._trouble: MuseError | None = None
        self._looked = False
        self._head = self.section()
        self.voice = QComboBox(self.inside)
        self.voice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.voice.addItem("", "")
        self.speed = QSlider(Qt.Orientation.Horizontal, self.inside)
        self.speed.setRange(-STEPS, STEPS)
        self.speed.setPageStep(STEPS // 2)
        self.speed.setValue(round(settings.voice_rate * STEPS))
        self.steps = QLabel(self.inside)
        self.steps.setMinimumWidth(self.steps.fontMetrics().horizontalAdvance("+10") + 6)
        self.try_ = QPushButton(self.inside)
        self.try_.setAutoDefault(False)
        self.said = small_print(self.inside)
        self._form = Form()
        self._form.add(self.voice)
        place = QWidget(self.inside)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.speed, 1)
        row.addWidget(self.steps)
        self._form.add(self.speed, place)
        self.box.addLayout(self._form)
        self.box.addWidget(self.try_, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.said)
        self.box.addStretch(1)
        self.speed.valueChanged.connect(self._show_speed)
        self.try_.clicked.connect(self._try)
        calm(self, self.voice, self.speed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self._head.setText(self.tr("Reading aloud"))
        self._form.name(self.voice, self.tr("Voice"))
        self._form.name(self.speed, self.tr("Speed"))
        self.voice.setItemText(0, self.tr("The system's own"))
        for row in range(1, self.voice.count()):
            self.voice.setItemText(row, self._name(row))
        self.try_.setText(self.tr("Hear it"))
        self._show_speed()
        self._show_said()

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        voice = self.voice.currentData() if self._looked and self._speaker is not None else self._chosen
        return replaced(settings, voice=voice or "", voice_rate=self.speed.value() / STEPS)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now the voices are wanted."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody wants to hear more."""
        super().hideEvent(event)
        if self._speaker is not None:
            self._speaker.stop()

    def _look(self) -> None:
        try:
            self._speaker = voices.open_speaker(self)
        except MuseError as error:
            self._trouble = error
        else:
            self._speaker.failed.connect(self._fail)
            for voice in self._speaker.voices():
                self.voice.addItem("", voice.id)
                self.voice.setItemData(self.voice.count() - 1, voice, Qt.ItemDataRole.UserRole + 1)
            if self._chosen and self.voice.findData(self._chosen) < 0:
                self.voice.addItem("", self._chosen)  # of another machine, or gone for now
            self.voice.setCurrentIndex(max(0, self.voice.findData(self._chosen)))
        for control in (self.voice, self.speed, self.try_):
            control.setEnabled(self._speaker is not None)
        self.retranslate()

    def _name(self, row: int) -> str:
        voice = self.voice.itemData(row, Qt.ItemDataRole.UserRole + 1)
        if voice is None:
            return str(self.voice.itemData(row)).rpartition("/")[2]
        place = QLocale(voice.place)
        names = place.nativeLanguageName(), place.nativeTerritoryName()
        return f"{voice.name}  ·  {', '.join(name for name in names if name)}"

    def _show_speed(self) -> None:
        self.steps.setText(speed_words(self.speed.value() / STEPS))

    def _show_said(self) -> None:
        hint = self.tr(
            "Reads the selection, or from the cursor on. Everything is spoken by this computer. "
            "Chinese, Japanese and Korean sentences are read by a voice of their language, if there is one."
        )
        set_role(self.said, "error" if self._trouble else "caption")
        self.said.setText(self._trouble.text(spoken()) if self._trouble else hint)

    def _fail(self, reason: str) -> None:
        self._trouble = MuseError("aloud.silent", reason=reason or "–")
        self._show_said()

    def _try(self) -> None:
        if self._speaker is not None:
            self._trouble = None
            self._show_said()
            voice = self.voice.itemData(self.voice.currentIndex(), Qt.ItemDataRole.UserRole + 1)
            self._speaker.set_rate(self.speed.value() / STEPS)
            language = voice.language if voice is not None else spoken()
            self._speaker.say(SAMPLES.get(language, SAMPLES["en"]), voice.id if voice is not None else "")
