"""Settings, second page: what this computer has, which model it runs, whether it fits, and how fast it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from muse_desktop.engine.hardware import Device, Hardware
from muse_desktop.engine.values import Fit
from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.model_host import chosen_model
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Quiet, bare, calm
from muse_desktop.ui.settings.draft import DraftPart
from muse_desktop.ui.settings.fit_view import FitView
from muse_desktop.ui.settings.parts import Form, Page, in_bytes, small_print
from muse_desktop.ui.settings.speed import SpeedPart

CONTEXTS = (2048, 4096, 8192, 16384, 32768)
PAUSE_MS = 250  # after the last change, before an estimate is asked for


class ModelPage(Retranslated, Page):
    """Asks the studio, never the engine; an answer that comes late is not shown."""

    model_changed = Signal()  # the file that is named is a model; perhaps another one

    def __init__(self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._before = settings
        self._asked = 0
        self._hardware = studio.machine.hardware()
        self._computer_heading = self.section()
        self.computer = small_print(self.inside, "")
        self.box.addWidget(self.computer)
        self._model_heading = self.section()
        self.model = QLineEdit(settings.model_path, self.inside)
        self.choose = QPushButton(self.inside)
        self.choose.setProperty("role", "chip")
        self.context = QComboBox(self.inside)
        self.layers = QSpinBox(self.inside)
        self.layers.setRange(-1, 999)
        bare(self.layers, indent=7)
        self.fit = FitView(self.inside)
        self._about = small_print(self.inside)
        self._form = Form()
        self._build(settings)
        self._speed_heading = self.section()
        self.speed = SpeedPart(settings, studio, jobs, self.inside)
        self.box.addWidget(self.speed)
        self.draft = DraftPart(settings, studio, jobs, self.inside)
        self.box.addSpacing(6)
        self.box.addWidget(self.draft)
        self.box.addStretch(1)
        self._quiet = Quiet(PAUSE_MS, self.estimate, self)
        self.choose.clicked.connect(self.choose_model)
        self.model.textChanged.connect(lambda _: self._quiet.start())
        self.context.currentIndexChanged.connect(lambda _: self._quiet.start())
        self.layers.valueChanged.connect(lambda _: self._quiet.start())
        calm(self, self.context, self.layers)
        self.retranslate()
        self._form.show_row(self.layers, settings.gpu_layers > 0)
        jobs.watch(studio.machine.look(), self, self._show_hardware, lambda _error: None)
        self._quiet.start()

    def _build(self, settings: Settings) -> None:
        place = QWidget(self.inside)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.model, 1)
        line.addWidget(self.choose)
        for value in sorted({*CONTEXTS, settings.context_tokens}):
            self.context.addItem("", value)
        self.context.setCurrentIndex(self.context.findData(settings.context_tokens))
        self.layers.setValue(settings.gpu_layers)
        self._form.add(self.model, place)
        self._form.add(self.context)
        self._form.add(self.layers)
        self.box.addLayout(self._form)
        self.box.addWidget(self.fit)
        self.box.addWidget(self._about)

    def retranslate(self) -> None:
        """Set the words again."""
        self._computer_heading.setText(self.tr("This computer"))
        self._model_heading.setText(self.tr("Model"))
        self._speed_heading.setText(self.tr("Speed"))
        self._form.name(self.model, self.tr("Model file"))
        self._form.name(self.context, self.tr("Context"))
        self._form.name(self.layers, self.tr("Layers on the GPU"))
        self.model.setPlaceholderText(self.tr("The starter model (small, English only)"))
        self.choose.setText(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose a model file"))
        for row in range(self.context.count()):
            self.context.setItemText(row, self.tr("%Ln tokens", "", self.context.itemData(row)))
        self.layers.setSpecialValueText(self.tr("as many as fit"))
        self._about.setText(
            self.tr(
                "Any GGUF file that llama.cpp can run. The context is how much text the model sees at once; "
                "more of it needs more memory."
            )
        )
        self.computer.setText(self._computer_words())

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        changed = replaced(
            settings,
            model_path=self.model.text().strip(),
            context_tokens=self.context.currentData(),
            gpu_layers=self.layers.value(),
        )
        self.draft.use(changed)
        return self.draft.apply(self.speed.apply(changed))

    def choose_model(self) -> None:
        """Ask for a GGUF file."""
        start = str(Path(self.model.text()).parent) if self.model.text() else ""
        kinds = self.tr("Models (*.gguf)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a model file"), start, kinds)
        if name:
            self.model.setText(name)

    def estimate(self) -> None:
        """Ask what the chosen model would need."""
        self._quiet.stop()
        self._asked += 1
        asked, wanted = self._asked, self.apply(self._before)
        path = chosen_model(wanted)
        if path is None:
            self.fit.show_error(None)
            return
        self.fit.show_working()

        def told(fit: Fit) -> None:
            if asked == self._asked:
                self.fit.show_fit(fit, self._in_use(path, wanted.context_tokens))
                self.model_changed.emit()

        def refused(error: MuseError) -> None:
            if asked == self._asked:
                self.fit.show_error(error)

        answer = self._studio.machine.estimate(path, wanted.context_tokens, wanted.gpu_layers)
        self._jobs.watch(answer, self, told, refused)

    def _in_use(self, path: Path, context: int) -> bool:
        info = self._studio.model.info
        return info is not None and Path(info.path) == path and info.context == context

    def _show_hardware(self, found: Hardware) -> None:
        self._hardware = found
        self.computer.setText(self._computer_words())
        if any(device.kind == "gpu" for device in found.devices):
            self._form.show_row(self.layers, True)

    def _computer_words(self) -> str:
        found = self._hardware
        cores = self.tr("%Ln processor cores", "", found.physical_cores)
        memory = self.tr("{total} of memory, {free} of it free").format(
            total=in_bytes(found.ram_total), free=in_bytes(found.ram_free)
        )
        lines = [found.cpu, f"{cores} · {memory}"]
        gpus = [device for device in found.devices if device.kind == "gpu"]
        lines += [self._card(device, found.backends) for device in gpus]
        if found.backends and not gpus:
            lines.append(self.tr("No graphics card that this version can use: the processor does it all."))
        return "\n".join(lines)

    def _card(self, device: Device, backends: tuple[str, ...]) -> str:
        name = device.description or device.name
        ways = ", ".join(one for one in backends if one != "CPU")
        named = f"{name} ({ways})" if ways else name
        words = self.tr("Graphics card: {name}, {free} of {total} free")
        return words.format(name=named, free=in_bytes(device.free), total=in_bytes(device.total))
