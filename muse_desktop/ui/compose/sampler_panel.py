"""Fine tuning: every sampler value in the order it acts, set by hand, and the way back to the dial."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.sampling import LIMITS, OFF, SHAPES, Sampling
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TEXT_INSET, SectionLabel, TextButton, bare, calm, restyle
from muse_desktop.ui.compose.dialing import Value, acting
from muse_desktop.ui.compose.sampler_words import GROUPS, FieldWords, said, value_words

MOST_HEIGHT = 260  # of the list of values: what is below it must stay within reach
SPIN_WIDTH = 84
MARK = "• "


class ValueSpin(QDoubleSpinBox):
    """A number within the engine's limits; where it turns its sampler off it says "off"."""

    focused = Signal()

    def __init__(self, name: str, whole: bool, parent: QWidget | None = None) -> None:
        self._name = name  # Qt asks for texts while it is being made
        self._whole = whole
        super().__init__(parent)
        low, high = LIMITS[name]
        self.setDecimals(0 if whole else 3)
        self.setRange(low, high)
        self.setSingleStep(_step(high, whole))
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        bare(self)
        self.lineEdit().setTextMargins(0, 0, 5, 0)
        self.setFixedWidth(SPIN_WIDTH)

    def number(self) -> Value:
        """The value as `Sampling` keeps it."""
        return round(self.value()) if self._whole else round(self.value(), 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard has come; the list scrolls here."""
        super().focusInEvent(event)
        self.focused.emit()

    def textFromValue(self, value: float) -> str:
        """Qt: as the language writes it, without needless zeros."""
        return value_words(self._name, round(value) if self._whole else round(value, 4))

    def valueFromText(self, text: str) -> float:
        """Qt: the number, or what "off" stands for."""
        if text.strip().casefold() == said("off").casefold():
            return float(OFF[self._name])
        return super().valueFromText(text)

    def validate(self, text: str, position: int) -> object:
        """Qt: "off" can be typed too, where there is such a thing."""
        word, typed = said("off").casefold(), text.strip().casefold()
        if self._name in OFF and typed and word.startswith(typed):
            state = QValidator.State.Acceptable if typed == word else QValidator.State.Intermediate
            return state, text, position
        return super().validate(text, position)


def _step(high: float, whole: bool) -> float:
    if whole:
        return 1 if high <= 1000 else 16
    return 0.01 if high <= 1 else 0.05


class ValueRow(Retranslated, QWidget):
    """One value: its name, the number, and a line that says what it does."""

    changed = Signal(str, object)  # name, value

    def __init__(self, words: FieldWords, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.by_hand = False
        self.name = QLabel(self)
        self.name.setWordWrap(True)
        self.spin = ValueSpin(words.field, whole, self)
        self.about = QLabel(self)
        self.about.setProperty("role", "caption")
        self.about.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(14 if words.field in SHAPES else 0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.spin, 0, 1)
        grid.addWidget(self.about, 1, 0, 1, 2)
        self.name.setBuddy(self.spin)
        calm(self, self.spin)
        self.spin.valueChanged.connect(lambda _: self.changed.emit(words.field, self.spin.number()))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self._name_it()
        self.about.setText(said(self.words.about))
        self.spin.setAccessibleDescription(said(self.words.about))
        shown = self.spin.blockSignals(True)
        self.spin.setValue(self.spin.value())  # "off" in the other language
        self.spin.lineEdit().setText(self.spin.textFromValue(self.spin.value()))
        self.spin.blockSignals(shown)

    def show_value(self, value: Value, by_hand: bool, acts: bool) -> None:
        """Show `value` without telling; `acts`: whether it has a part in the choice."""
        self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(False)
        self.by_hand = by_hand
        self._name_it()
        if self.name.property("resting") is not (not acts):
            self.name.setProperty("resting", not acts)
            restyle(self.name)

    def _name_it(self) -> None:
        name = said(self.words.name)
        font = self.name.font()
        font.setBold(self.by_hand)
        self.name.setFont(font)
        self.name.setText(f"{MARK}{name}" if self.by_hand else name)
        self.name.setToolTip(self.tr("Set by hand: it no longer follows the dial.") if self.by_hand else "")
        spoken = self.tr("{name}, set by hand") if self.by_hand else "{name}"
        self.spin.setAccessibleName(spoken.format(name=name))


class FittingScroll(QScrollArea):
    """As high as its contents, up to a limit; then it scrolls inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Qt: the contents, but no more than a piece of the panel."""
        inside = self.widget()
        wanted = inside.sizeHint().height() if inside is not None else 0
        return QSize(200, min(MOST_HEIGHT, wanted))

    def minimumSizeHint(self) -> QSize:
        """Qt: as it wants; the panel around it scrolls."""
        inside = self.widget()
        return QSize(inside.minimumSizeHint().width() if inside else 80, self.sizeHint().height())


class SamplerPanel(Retranslated, QFrame):
    """The whole chain in a frame of its own; values set here stay until the writer goes back to the dial."""

    changed = Signal(str, object)  # name, value
    reset_wanted = Signal()
    bans_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.rows: dict[str, ValueRow] = {}
        self._titles: list[tuple[SectionLabel, str]] = []
        self.reset = TextButton(self)
        self.bans = TextButton(self)
        self._scroll = FittingScroll(self)
        inside = self._list()
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # the frame's own ground
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 4, 6)
        box.setSpacing(6)
        box.addWidget(self._scroll)
        buttons = QWidget(self)
        flow = FlowLayout(buttons, across=8, down=2)
        for button in (self.reset, self.bans):
            flow.addWidget(button)
        indent = QHBoxLayout()
        indent.addSpacing(-TEXT_INSET)
        indent.addWidget(buttons, 1)
        box.addLayout(indent)
        self.reset.clicked.connect(self.reset_wanted)
        self.bans.clicked.connect(self.bans_wanted)
        self.retranslate()

    def _list(self) -> QWidget:
        inside = QWidget(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        defaults = Sampling()
        for group in GROUPS:
            title = SectionLabel(inside)
            self._titles.append((title, group.title))
            rows.addWidget(title)
            for words in group.fields:
                whole = isinstance(getattr(defaults, words.field), int)
                row = self.rows[words.field] = ValueRow(words, whole, inside)
                row.changed.connect(self.changed)
                row.spin.focused.connect(lambda row=row: self._scroll.ensureWidgetVisible(row, 0, 4))
                rows.addWidget(row)
        return inside

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*(row.spin for row in self.rows.values()), self.reset, self.bans]

    def retranslate(self) -> None:
        """Set the words again."""
        for label, title in self._titles:
            label.setText(said(title))
        self.reset.setText(self.tr("Back to the dial"))
        self.reset.setToolTip(self.tr("Let all values follow the dial again."))
        self.bans.setText(self.tr("Words the model must not use…"))

    def show_values(self, sampling: Sampling, by_hand: Mapping[str, Value]) -> None:
        """Show what would be sent; names in `by_hand` are marked as the writer's own."""
        at_work = acting(sampling)
        for name, row in self.rows.items():
            row.show_value(getattr(sampling, name), name in by_hand, name in at_work)
        self.reset.setEnabled(bool(by_hand))
