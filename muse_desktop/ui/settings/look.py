"""Settings, first page: language and look."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from muse_desktop.settings import Settings, replaced
from muse_desktop.ui.base.languages import NAMES, Retranslated
from muse_desktop.ui.base.theme import CHOICES
from muse_desktop.ui.base.widgets import bare, calm
from muse_desktop.ui.settings.parts import Form, Page

LEAST_POINTS, MOST_POINTS = 9.0, 36.0


class LookPage(Retranslated, Page):
    """Language, theme, text size: each acts at once."""

    tried = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = True
        self.language = QComboBox(self.inside)
        self.theme = QComboBox(self.inside)
        self.points = QDoubleSpinBox(self.inside)
        self.points.setRange(LEAST_POINTS, MOST_POINTS)
        self.points.setDecimals(1)
        self.points.setSingleStep(0.5)
        bare(self.points, indent=7)
        self._form = Form()
        for control in (self.language, self.theme, self.points):
            self._form.add(control)
        self.box.addLayout(self._form)
        self.box.addStretch(1)
        for value in ("system", *NAMES):
            self.language.addItem("", value)
        for value in CHOICES:
            self.theme.addItem("", value)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.points.setValue(settings.text_points)
        for combo in (self.language, self.theme):
            combo.currentIndexChanged.connect(self._try)
        self.points.valueChanged.connect(self._try)
        calm(self, self.language, self.theme, self.points)
        self.retranslate()
        self._filling = False

    def retranslate(self) -> None:
        """Set the words again; the choices keep what is chosen."""
        filling, self._filling = self._filling, True
        self._words(self.language, {"system": self.tr("As the system"), **NAMES})
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "paper": self.tr("Warm paper"),
            "contrast": self.tr("High contrast"),
        }
        self._words(self.theme, themes)
        self._form.name(self.language, self.tr("Language"))
        self._form.name(self.theme, self.tr("Theme"))
        self._form.name(self.points, self.tr("Text size"))
        self.points.setSuffix(self.tr(" pt"))
        self._filling = filling

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        return replaced(
            settings,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            text_points=self.points.value(),
        )

    def _words(self, combo: QComboBox, words: dict[str, str]) -> None:
        for row in range(combo.count()):
            combo.setItemText(row, words[combo.itemData(row)])

    def _try(self) -> None:
        if not self._filling:
            self.tried.emit()
