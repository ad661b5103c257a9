"""The small model that guesses ahead for the one that writes: chosen, tried at once, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.settings.parts import Form, set_role, small_print


class DraftPart(Retranslated, QWidget):
    """One row. What is wrong with a file is told here; the model is then loaded without it."""

    def __init__(self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._settings = settings
        self._trying = False
        self._error = studio.model.draft_error if settings.draft_model else None
        self.file = QLineEdit(settings.draft_model, self)
        self.file.setReadOnly(True)
        self.choose = QPushButton(self)
        self.choose.setProperty("role", "chip")
        self.clear = TextButton(self)
        self.about = small_print(self)
        self._build()
        self.choose.clicked.connect(self.choose_file)
        self.clear.clicked.connect(self.remove)
        self.retranslate()

    def _build(self) -> None:
        place = QWidget(self)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        line.addWidget(self.clear)
        self._form = Form()
        self._form.add(self.file, place)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(9)
        box.addLayout(self._form)
        box.addWidget(self.about)

    def retranslate(self) -> None:
        """Set the words again."""
        self._form.name(self.file, self.tr("Draft model"))
        self.file.setPlaceholderText(self.tr("None"))
        self.choose.setText(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose a draft model"))
        self.clear.setText(self.tr("Remove"))
        self.clear.setAccessibleName(self.tr("Use no draft model"))
        self._show()

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this part says."""
        return replaced(settings, draft_model=self.file.text())

    def use(self, settings: Settings) -> None:
        """Which model it shall go with, as the dialog shows it."""
        self._settings = settings

    def choose_file(self) -> None:
        """Ask for a GGUF file, and try whether it goes with the model."""
        start = str(Path(self.file.text()).parent) if self.file.text() else ""
        kinds = self.tr("Models (*.gguf)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a draft model"), start, kinds)
        if name:
            self.file.setText(name)
            self._try(name)

    def remove(self) -> None:
        """Use none."""
        self.file.clear()
        self._trying, self._error = False, None
        self._show()
        self.choose.setFocus()

    def _try(self, name: str) -> None:
        self._trying, self._error = True, None
        self._show()

        def told(error: MuseError | None) -> None:
            if name == self.file.text():
                self._trying, self._error = False, error
                self._show()

        model = Path(self._settings.model_path) if self._settings.model_path else None
        trial = self._studio.model.try_draft(model, Path(name), self._settings.gpu_layers)
        self._jobs.watch(trial, self, told, told)

    def _show(self) -> None:
        self.clear.setVisible(bool(self.file.text()))
        set_role(self.about, "error" if self._error is not None else "caption")
        if self._trying:
            words = self.tr("Trying whether it goes with the model…")
        elif self._error is not None:
            words = self._error.text(spoken()) + " " + self.tr("Until then it is left out.")
        else:
            words = self.tr(
                "Optional: a small model of the same family guesses ahead, so that a large model writes "
                "faster. The large one still decides every word. It helps where one suggestion is asked for, "
                "not several at once."
            )
        self.about.setText(words)
