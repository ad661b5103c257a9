"""Settings: language and look, and which model runs how."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.settings import Settings, replaced
from muse_desktop.ui.languages import NAMES, Retranslated
from muse_desktop.ui.widgets import SectionLabel, bare, calm, fit

CONTEXTS = (2048, 4096, 8192, 16384, 32768)
LEAST_POINTS, MOST_POINTS = 9.0, 36.0


class SettingsDialog(Retranslated, QDialog):
    """Shows the settings and gives back changed ones; language, theme and text size act at once."""

    tried = Signal(object)  # Settings to try out while the dialog is open

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = settings
        self._filling = True
        self._look_heading = SectionLabel(self)
        self._model_heading = SectionLabel(self)
        self.language = QComboBox(self)
        self.theme = QComboBox(self)
        self.points = QDoubleSpinBox(self)
        self.points.setRange(LEAST_POINTS, MOST_POINTS)
        self.points.setDecimals(1)
        self.points.setSingleStep(0.5)
        self.model = QLineEdit(settings.model_path, self)
        self.choose = QPushButton(self)
        self.choose.setProperty("role", "chip")
        self.context = QComboBox(self)
        self.threads = QSpinBox(self)
        self.threads.setRange(0, 256)
        self.layers = QSpinBox(self)
        self.layers.setRange(-1, 999)
        for spin in (self.points, self.threads, self.layers):
            bare(spin, indent=7)
        self._model_about = QLabel(self)
        self._model_about.setProperty("role", "muted")
        self._model_about.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        self._fill(settings)
        self._connect()
        self.retranslate()
        self._filling = False
        fit(self, 540)

    def _build(self) -> None:
        look, model = QFormLayout(), QFormLayout()
        place = QWidget(self)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.model, 1)
        line.addWidget(self.choose)
        rows = (
            (look, (self.language, self.theme, self.points)),
            (model, (place, self.context, self.threads, self.layers)),
        )
        for form, widgets in rows:
            form.setHorizontalSpacing(18)
            form.setVerticalSpacing(9)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for widget in widgets:
                label = QLabel(self)
                label.setMinimumWidth(130)
                label.setBuddy(self.model if widget is place else widget)
                self._labels[self.model if widget is place else widget] = label
                form.addRow(label, widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(10)
        box.addWidget(self._look_heading)
        box.addLayout(look)
        box.addSpacing(10)
        box.addWidget(self._model_heading)
        box.addLayout(model)
        box.addWidget(self._model_about)
        box.addSpacing(10)
        box.addWidget(self.buttons)

    def _connect(self) -> None:
        for combo in (self.language, self.theme):
            combo.currentIndexChanged.connect(self._try)
        self.points.valueChanged.connect(self._try)
        self.choose.clicked.connect(self.choose_model)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        calm(self, self.language, self.theme, self.points, self.context, self.threads, self.layers)

    def retranslate(self) -> None:
        """Set the words again; the choices keep what is chosen."""
        filling, self._filling = self._filling, True
        self.setWindowTitle(self.tr("Settings"))
        self._look_heading.setText(self.tr("Language and look"))
        self._model_heading.setText(self.tr("Model"))
        self._words(self.language, {"system": self.tr("As the system"), **NAMES})
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        self._words(self.theme, themes)
        names = {
            self.language: self.tr("Language"),
            self.theme: self.tr("Theme"),
            self.points: self.tr("Text size"),
            self.model: self.tr("Model file"),
            self.context: self.tr("Context"),
            self.threads: self.tr("Threads"),
            self.layers: self.tr("Layers on the GPU"),
        }
        for widget, name in names.items():
            self._labels[widget].setText(name)
            widget.setAccessibleName(name)
        self.points.setSuffix(self.tr(" pt"))
        self.model.setPlaceholderText(self.tr("The starter model (small, English only)"))
        self.choose.setText(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose a model file"))
        for row in range(self.context.count()):
            self.context.setItemText(row, self.tr("%Ln tokens", "", self.context.itemData(row)))
        self.threads.setSpecialValueText(self.tr("as the machine allows"))
        self.layers.setSpecialValueText(self.tr("as many as fit"))
        self._model_about.setText(
            self.tr(
                "Any GGUF file that llama.cpp can run. More context needs more memory. Layers on the GPU "
                "matter only if the installed engine can use one."
            )
        )
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._filling = filling

    def settings(self) -> Settings:
        """The settings as the dialog shows them."""
        return replaced(
            self.before,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            text_points=self.points.value(),
            model_path=self.model.text().strip(),
            context_tokens=self.context.currentData(),
            threads=self.threads.value(),
            gpu_layers=self.layers.value(),
        )

    def choose_model(self) -> None:
        """Ask for a GGUF file."""
        start = str(Path(self.model.text()).parent) if self.model.text() else ""
        kinds = self.tr("Models (*.gguf)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a model file"), start, kinds)
        if name:
            self.model.setText(name)

    def _fill(self, settings: Settings) -> None:
        for value in ("system", *NAMES):
            self.language.addItem("", value)
        for value in ("system", "light", "dark", "contrast"):
            self.theme.addItem("", value)
        for value in sorted({*CONTEXTS, settings.context_tokens}):
            self.context.addItem("", value)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.context.setCurrentIndex(self.context.findData(settings.context_tokens))
        self.points.setValue(settings.text_points)
        self.threads.setValue(settings.threads)
        self.layers.setValue(settings.gpu_layers)

    def _words(self, combo: QComboBox, words: dict[str, str]) -> None:
        for row in range(combo.count()):
            combo.setItemText(row, words[combo.itemData(row)])

    def _try(self) -> None:
        if not self._filling:
            self.tried.emit(self.settings())
