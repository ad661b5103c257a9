"""How freely the model may choose its words, how much it writes, how often, and from which seed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSlider, QSpinBox, QVBoxLayout, QWidget

from muse_desktop.craft.recipe import Recipe
from muse_desktop.engine.sampling import PRESETS, Sampling
from muse_desktop.ui.languages import Retranslated
from muse_desktop.ui.recipe_form import FieldFrame
from muse_desktop.ui.widgets import bare, calm

STOPS = ("faithful", "balanced", "wild")
# What a recipe asks for its own sake (refrains, for instance) stays when the writer moves the slider.
KEPT = ("repeat_penalty", "repeat_last_n", "dry_multiplier", "dry_base", "dry_allowed_length", "dry_window")


class Variation(Retranslated, QWidget):
    """Faithful to wild in three stops, then length and seed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self._lengths: dict[str, int] = {}
        self._faithful = QLabel(self)
        self._wild = QLabel(self)
        for label in (self._faithful, self._wild):
            label.setProperty("role", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, len(STOPS) - 1)
        self.slider.setPageStep(1)
        self.length = QSpinBox(self)
        self.length.setSingleStep(20)
        bare(self.length)
        self.seed = QLineEdit(self)
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,10}"), self))
        self._length_frame = FieldFrame(self.length, parent=self)
        self._seed_frame = FieldFrame(self.seed, parent=self)
        top = QHBoxLayout()
        top.setSpacing(9)
        top.addWidget(self._faithful)
        top.addWidget(self.slider, 1)
        top.addWidget(self._wild)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._length_frame, 1)
        bottom.addWidget(self._seed_frame, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(bottom)
        calm(self, self.slider, self.length)
        self.slider.valueChanged.connect(self._moved)
        self.length.valueChanged.connect(self._length_set)
        self.retranslate()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.slider, self.length, self.seed]

    def retranslate(self) -> None:
        """Set the words again."""
        self._faithful.setText(self.tr("Faithful"))
        self._wild.setText(self.tr("Wild"))
        self.slider.setAccessibleName(self.tr("From faithful to wild"))
        self._length_frame.set_label(self.tr("Length"))
        self.length.setSuffix(self.tr(" tokens"))
        self.length.setToolTip(
            self.tr("Most tokens one candidate may have; a token is about three quarters of a word.")
        )
        self._seed_frame.set_label(self.tr("Seed"), self.tr("new each time"))
        self.seed.setToolTip(self.tr("The same seed with the same prompt and settings gives the same text."))
        self._name_stop()

    def show_recipe(self, recipe: Recipe) -> None:
        """Take over what the recipe suggests; a length the writer has set before comes back."""
        self._recipe = recipe
        for widget in (self.slider, self.length):
            widget.blockSignals(True)
        self.slider.setValue(STOPS.index(recipe.preset))
        self.length.setRange(recipe.length.min, recipe.length.max)
        self.length.setValue(self._lengths.get(recipe.id, recipe.length.default))
        for widget in (self.slider, self.length):
            widget.blockSignals(False)
        self._name_stop()

    def sampling(self) -> Sampling | None:
        """The chosen stop's settings; None where the recipe's own choice stands."""
        stop = STOPS[self.slider.value()]
        if self._recipe is None or stop == self._recipe.preset:
            return None
        own = {name: value for name, value in self._recipe.sampling.given().items() if name in KEPT}
        return msgspec.structs.replace(PRESETS[stop], **own)

    def seed_value(self) -> int | None:
        """The seed the writer typed; None for a new one each time."""
        return int(self.seed.text()) if self.seed.text() else None

    def _moved(self) -> None:
        self._name_stop()
        self.changed.emit()

    def _length_set(self, tokens: int) -> None:
        if self._recipe is not None:
            self._lengths[self._recipe.id] = tokens
        self.changed.emit()

    def _name_stop(self) -> None:
        names = (self.tr("Faithful"), self.tr("Balanced"), self.tr("Wild"))
        name = names[self.slider.value()]
        self.slider.setToolTip(name)
        self.slider.setAccessibleDescription(name)
