"""How many threads the model gets, what was measured of them, and what happens on battery."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from muse_desktop.engine.values import Calibration
from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import Chip, TextButton, bare, calm
from muse_desktop.ui.settings.parts import Form, sentences, set_role, small_print


class SpeedPart(Retranslated, QWidget):
    """Measures only when asked; a measurement that runs ends with the dialog."""

    def __init__(self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._found = studio.machine.calibration
        self._error: MuseError | None = None
        self.measuring = self._disturbed = False
        self.threads = QSpinBox(self)
        self.threads.setRange(0, 256)
        self.threads.setValue(settings.threads)
        bare(self.threads, indent=7)
        self.result = small_print(self, "muted")
        self.measure = Chip(parent=self)
        self.cancel = TextButton(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.battery = QCheckBox(self)
        self.battery.setChecked(settings.battery_saver)
        self._battery_about = small_print(self)
        self._build()
        calm(self, self.threads)
        self.measure.clicked.connect(self.start)
        self.cancel.clicked.connect(self.stop)
        self.retranslate()

    def _build(self) -> None:
        self._form = Form()
        self._form.add(self.threads)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.measure)
        line.addWidget(self.progress, 1)
        line.addWidget(self.cancel)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(9)
        box.addLayout(self._form)
        box.addWidget(self.result)
        box.addLayout(line)
        box.addSpacing(6)
        box.addWidget(self.battery)
        box.addWidget(self._battery_about)

    def retranslate(self) -> None:
        """Set the words again."""
        self._form.name(self.threads, self.tr("Threads"))
        self.threads.setSpecialValueText(self.tr("as the machine allows"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel measuring"))
        self.progress.setAccessibleName(self.tr("Measuring…"))
        self.battery.setText(self.tr("Spare the battery"))
        on_battery = self._studio.machine.on_battery
        if on_battery is None:
            words = self.tr("Half the threads while on battery. No battery was found in this computer.")
        elif on_battery:
            words = self.tr("Half the threads while on battery, as now; the model then writes more slowly.")
        else:
            words = self.tr("Half the threads while on battery; the model then writes more slowly.")
        self._battery_about.setText(words)
        self._show()

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this part says."""
        return replaced(settings, threads=self.threads.value(), battery_saver=self.battery.isChecked())

    def start(self) -> None:
        """Measure how this computer runs the loaded model best; some seconds."""
        if self.measuring:
            return
        self.measuring, self._disturbed, self._error = True, False, None
        self._show()
        self._jobs.watch(self._studio.machine.calibrate(), self, self._take, self._refuse, self._over)

    def stop(self) -> None:
        """Give it up; what was known stays."""
        if self.measuring:
            self._studio.machine.cancel()

    def _take(self, found: Calibration) -> None:
        self._disturbed = not found.quiet
        if found.quiet:
            self._found = found

    def _refuse(self, error: MuseError) -> None:
        self._error = error if error.code != "engine.cancelled" else None

    def _over(self) -> None:
        self.measuring = False
        self._show()

    def _show(self) -> None:
        again = self._found is not None
        self.measure.setText(self.tr("Measure again") if again else self.tr("Measure now"))
        for widget, shown in (
            (self.measure, not self.measuring),
            (self.progress, self.measuring),
            (self.cancel, self.measuring),
        ):
            widget.setVisible(shown)
        self.result.setText(self._words())
        set_role(self.result, "error" if self._error is not None and not self.measuring else "muted")

    def _words(self) -> str:
        if self.measuring:
            return self.tr("Measuring how many threads are best. The model does nothing else meanwhile.")
        if self._error is not None:
            return self._error.text(spoken())
        if self._disturbed:
            busy = self.tr("Other programs were busy meanwhile, so this is not kept. Try again later.")
            return sentences(busy, self._told(self._found) if self._found is not None else "")
        if self._found is None:
            return self.tr("Not measured yet. It is done by itself when the model has nothing to do.")
        return self._told(self._found)

    def _told(self, found: Calibration) -> str:
        speeds = {int(threads): speed for threads, speed in found.decode.items()}
        parts = []
        for threads in sorted(speeds, key=lambda count: (count != found.threads, count)):
            named, speed = self.tr("%Ln threads", "", threads), number(round(speeds[threads]))
            best = self.tr("{threads}: {speed} tokens/s, the fastest")
            other = self.tr("{threads}: {speed} tokens/s")
            parts.append((best if threads == found.threads else other).format(threads=named, speed=speed))
        if reading := found.prefill.get(str(found.batch)):
            parts.append(self.tr("reading: {speed} tokens/s").format(speed=number(round(reading))))
        return " · ".join(parts)
