"""How freely the model may choose its words, how much it writes, how often, and from which seed."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from muse_desktop.craft.recipe import Recipe
from muse_desktop.engine.sampling import Sampling, moved
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton, bare, calm
from muse_desktop.ui.compose.dial import Dial
from muse_desktop.ui.compose.dialing import MARKS, Value, home, spread, values_at
from muse_desktop.ui.compose.recipe_form import FieldFrame
from muse_desktop.ui.compose.sampler_panel import SamplerPanel
from muse_desktop.ui.compose.sampler_words import values_help, values_line, values_list


@dataclass
class Setting:
    """What the writer has set for one recipe since the app began."""

    position: int
    by_hand: dict[str, Value] = field(default_factory=dict)
    length: int = 0


class Variation(Retranslated, QWidget):
    """The dial, the values it moves, fine tuning behind a disclosure, then length and seed."""

    changed = Signal()
    bans_wanted = Signal()
    unfolded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self._settings: dict[str, Setting] = {}
        self.dial = Dial(self)
        self.slider = self.dial.slider
        self.values = QLabel(self)
        self.values.setProperty("role", "caption")
        self.values.setWordWrap(True)
        self.values.setContentsMargins(0, 2, 0, 0)  # on the line of the button beside it
        self.values.setTextFormat(Qt.TextFormat.RichText)
        self.tune = TextButton(self)
        self.tune.setProperty("role", "legend")
        self.tune.setCheckable(True)
        self.panel = SamplerPanel(self)
        self.panel.hide()
        self.length = QSpinBox(self)
        self.length.setSingleStep(20)
        bare(self.length)
        self.seed = QLineEdit(self)
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,10}"), self))
        self._length_frame = FieldFrame(self.length, parent=self)
        self._seed_frame = FieldFrame(self.seed, parent=self)
        self._build()
        calm(self, self.length)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.values, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.tune, 0, Qt.AlignmentFlag.AlignTop)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._length_frame, 1)
        bottom.addWidget(self._seed_frame, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.dial)
        box.addLayout(middle)
        box.addWidget(self.panel)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self.dial.turned.connect(self._turned)
        self.length.valueChanged.connect(self._length_set)
        self.tune.toggled.connect(self._unfold)
        self.panel.changed.connect(self._set_by_hand)
        self.panel.reset_wanted.connect(self.back_to_dial)
        self.panel.bans_wanted.connect(self.bans_wanted)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.slider, self.tune, *self.panel.stops(), self.length, self.seed]

    def retranslate(self) -> None:
        """Set the words again."""
        self._length_frame.set_label(self.tr("Length"))
        self.length.setSuffix(self.tr(" tokens"))
        self.length.setToolTip(
            self.tr("Most tokens one candidate may have; a token is about three quarters of a word.")
        )
        self._seed_frame.set_label(self.tr("Seed"), self.tr("new each time"))
        self.seed.setToolTip(self.tr("The same seed with the same prompt and settings gives the same text."))
        self._name_tune()
        self._show_values()

    def show_recipe(self, recipe: Recipe) -> None:
        """Take over what the recipe suggests; what the writer has set for it before comes back."""
        self._recipe = recipe
        setting = self._settings.setdefault(recipe.id, Setting(home(recipe), length=recipe.length.default))
        self.dial.set_quietly(setting.position)
        self.length.blockSignals(True)
        self.length.setRange(recipe.length.min, recipe.length.max)
        self.length.setValue(setting.length)
        self.length.blockSignals(False)
        self._show_values()

    def sampling(self) -> Sampling | None:
        """The values as set; None where the recipe's own choice stands."""
        setting = self._setting
        if self._recipe is None or (setting.position == home(self._recipe) and not setting.by_hand):
            return None
        return self._at(setting.position)

    def places(self, count: int) -> tuple[int, ...]:
        """Where on the dial `count` different candidates would stand; none for a single one."""
        return spread(self.slider.value(), count) if self._recipe is not None and count > 1 else ()

    def samplings(self, places: tuple[int, ...]) -> tuple[Sampling, ...]:
        """The values at those places; what was set by hand is the same for all."""
        return tuple(self._at(place) for place in places)

    def seed_value(self) -> int | None:
        """The seed the writer typed; None for a new one each time."""
        return int(self.seed.text()) if self.seed.text() else None

    def back_to_dial(self) -> None:
        """Forget what was set by hand."""
        if self._setting.by_hand:
            if self.panel.reset.hasFocus():
                self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            self._setting.by_hand = {}
            self._told()

    @property
    def _setting(self) -> Setting:
        key = self._recipe.id if self._recipe is not None else ""
        return self._settings.setdefault(key, Setting(MARKS["balanced"]))

    def _at(self, position: int) -> Sampling:
        assert self._recipe is not None
        return values_at(self._recipe, position, self._setting.by_hand)

    def _turned(self, position: int) -> None:
        self._setting.position = position
        self._told()

    def _set_by_hand(self, name: str, value: Value) -> None:
        if self._recipe is None:
            return
        by_hand = self._setting.by_hand
        by_hand[name] = value
        if value == getattr(values_at(self._recipe, self._setting.position), name):
            del by_hand[name]
        self._told()

    def _told(self) -> None:
        self._show_values()
        self.changed.emit()

    def _length_set(self, tokens: int) -> None:
        self._setting.length = tokens
        self.changed.emit()

    def _unfold(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        self._name_tune()
        if shown:
            self.unfolded.emit()

    def _name_tune(self) -> None:
        self.tune.setText(f"{self.tr('Fine tuning')} {'▾' if self.tune.isChecked() else '▸'}")
        self.tune.setAccessibleName(self.tr("Fine tuning"))

    def _show_values(self) -> None:
        if self._recipe is None:
            return
        sampling = self._at(self._setting.position)
        suggested = values_at(self._recipe, home(self._recipe))
        self.values.setText(values_line(sampling, moved(suggested, sampling)))
        self.values.setToolTip(values_help(sampling))
        self.slider.setToolTip(values_list(sampling))
        self.panel.show_values(sampling, self._setting.by_hand)
