"""Settings, third page: LoRA adapters laid over the model, their strength and order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.settings import AdapterSetting, Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, decimal, spoken
from muse_desktop.ui.base.widgets import TEXT_INSET, ElidedLabel, TextButton, calm
from muse_desktop.ui.settings.parts import Page, sentences, set_role, small_print

STEPS = 100  # to a strength of 1
STRONGEST = 2.0


class AdapterRow(Retranslated, QFrame):
    """One adapter: its name, its strength, where it stands, and what is wrong with it."""

    moved = Signal(int)  # -1 up, 1 down
    removed = Signal()

    def __init__(self, adapter: AdapterSetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.path = adapter.path
        self.error: MuseError | None = None
        self.checking = 0  # the number of the trial that is waited for
        self.name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.name.setText(Path(adapter.path).name)
        self.name.setToolTip(adapter.path)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, round(STRONGEST * STEPS))
        self.slider.setSingleStep(5)
        self.slider.setPageStep(25)
        self.slider.setValue(round(adapter.scale * STEPS))
        self.value = QLabel(self)
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.00") + 4)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.up, self.down, self.remove = TextButton(self), TextButton(self), TextButton(self)
        self.up.setText("↑")
        self.down.setText("↓")
        self.state = small_print(self)
        self._strength = QLabel(self)
        self._strength.setProperty("role", "muted")
        self._build()
        calm(self, self.slider)
        self.slider.valueChanged.connect(lambda _: self._show())
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.retranslate()

    def _build(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.name, 1)
        for button in (self.up, self.down, self.remove):
            first.addWidget(button)
        second.setSpacing(10)
        second.setContentsMargins(0, 0, TEXT_INSET, 0)
        for widget in (self._strength, self.slider, self.value):
            second.addWidget(widget, int(widget is self.slider))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(4)
        box.addLayout(first)
        box.addLayout(second)
        box.addWidget(self.state)

    def retranslate(self) -> None:
        """Set the words again."""
        name = Path(self.path).name
        self._strength.setText(self.tr("Strength"))
        self.slider.setAccessibleName(self.tr("Strength of {name}").format(name=name))
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=name))
        self.up.setAccessibleName(self.tr("Move {name} up").format(name=name))
        self.down.setAccessibleName(self.tr("Move {name} down").format(name=name))
        self.up.setToolTip(self.tr("Move up"))
        self.down.setToolTip(self.tr("Move down"))
        self._show()

    @property
    def adapter(self) -> AdapterSetting:
        """The setting as the row shows it."""
        return AdapterSetting(self.path, self.slider.value() / STEPS)

    def show_check(self, number: int) -> None:
        """It is being tried."""
        self.checking, self.error = number, None
        self._show()

    def show_result(self, error: MuseError | None) -> None:
        """How the trial went."""
        self.checking, self.error = 0, error
        self._show()

    def place(self, first: bool, last: bool) -> None:
        """Where it stands in the list."""
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)

    def _show(self) -> None:
        self.value.setText(decimal(self.slider.value() / STEPS, 2))
        words = self.tr("Trying whether it goes with the model…") if self.checking else ""
        if self.error is not None:
            words = sentences(self.error.text(spoken()), self.tr("Until then it is left out."))
        set_role(self.state, "error" if self.error is not None else "caption")
        self.state.setText(words)
        self.state.setVisible(bool(words))


class AdaptersPage(Retranslated, Page):
    """The list. A row that was refused stays visible and is left out of the settings."""

    def __init__(self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._trials = 0
        self._model = settings.model_path
        self._layers = settings.gpu_layers
        self.rows: list[AdapterRow] = []
        self._about = small_print(self.inside, "muted")
        self._empty = small_print(self.inside)
        self.add = QPushButton(self.inside)
        self.add.setProperty("role", "chip")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        self.box.addWidget(self._about)
        self.box.addLayout(self._list)
        self.box.addWidget(self._empty)
        self.box.addLayout(line)
        self.box.addStretch(1)
        self.add.clicked.connect(self.choose)
        for adapter in settings.adapters:
            self._append(adapter)
        self.retranslate()
        self._settle()
        error = studio.model.error
        if error is not None and error.code.startswith("engine.adapter_"):
            self.try_all()  # which of them is it?

    def retranslate(self) -> None:
        """Set the words again."""
        self._about.setText(
            self.tr(
                "An adapter (LoRA) is a small file that gives a model another voice or skill. It must have "
                "been made for the very model it is laid over. Strength 1 is as it was made, 0 is without "
                "effect; the first in the list is laid over first."
            )
        )
        self._empty.setText(self.tr("None is in use."))
        self.add.setText(self.tr("Add an adapter…"))

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        return replaced(settings, adapters=tuple(row.adapter for row in self.rows if row.error is None))

    def choose(self) -> None:
        """Ask for adapter files and try them with the model."""
        start = str(Path(self.rows[-1].path).parent) if self.rows else ""
        kinds = self.tr("Adapters (*.gguf)")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add an adapter"), start, kinds)
        known = {row.path for row in self.rows}
        for name in names:
            if name not in known:
                self._try(self._append(AdapterSetting(name)))
        self._settle()

    def set_model(self, model_path: str, layers: int) -> None:
        """The writer chose another model: each adapter must go with that one."""
        if model_path != self._model:
            self._model, self._layers = model_path, layers
            self.try_all()

    def try_all(self) -> None:
        """Try every adapter with the model, one after another."""
        for row in self.rows:
            self._try(row)

    def _try(self, row: AdapterRow) -> None:
        self._trials += 1
        number = self._trials
        row.show_check(number)

        def told(error: MuseError | None) -> None:
            if row.checking == number and row in self.rows:
                row.show_result(error if error is not None and _concerns(error) else None)

        model = Path(self._model) if self._model else None
        trial = self._studio.model.try_adapter(model, row.adapter, self._layers)
        self._jobs.watch(trial, row, told, told)

    def _append(self, adapter: AdapterSetting) -> AdapterRow:
        row = AdapterRow(adapter, self.inside)
        row.removed.connect(lambda: self._remove(row))
        row.moved.connect(lambda by: self._move(row, by))
        self.rows.append(row)
        self._list.addWidget(row)
        return row

    def _remove(self, row: AdapterRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._settle()
        (self.rows[-1].remove if self.rows else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, row: AdapterRow, by: int) -> None:
        place = self.rows.index(row) + by
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._list.removeWidget(row)
        self._list.insertWidget(place, row)
        self._settle()
        button = row.up if by < 0 else row.down
        other = row.down if by < 0 else row.up
        (button if button.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        for place, row in enumerate(self.rows):
            row.place(place == 0, place == len(self.rows) - 1)
        self._empty.setVisible(not self.rows)
        stops = [widget for row in self.rows for widget in (row.up, row.down, row.remove, row.slider)]
        for before, after in pairwise([*stops, self.add]):
            QWidget.setTabOrder(before, after)


def _concerns(error: MuseError) -> bool:
    """Whether the adapter was refused; what is wrong with the model is told where that is chosen."""
    return error.code.startswith("engine.adapter_") or error.code == "engine.load_crashed"
