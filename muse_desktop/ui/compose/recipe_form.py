"""The fields a recipe asks the writer to fill, made from the recipe itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.craft.recipe import Field, Recipe
from muse_desktop.errors import Language
from muse_desktop.ui.base.widgets import bare, calm

LONG_LINES = 3


class FieldFrame(QFrame):
    """A thin frame that holds a label and its control, and shows when the control has the keyboard."""

    def __init__(self, control: QWidget, *, stacked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setProperty("focused", False)
        self.label = QLabel(self)
        self.label.setProperty("role", "muted")
        self.label.setBuddy(control)
        self.control = control
        control.setProperty("role", "bare")
        control.installEventFilter(self)
        box = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        box.setContentsMargins(9, 4, 6, 4)
        box.setSpacing(2 if stacked else 6)
        box.addWidget(self.label)
        box.addWidget(control, 1)

    def set_label(self, text: str, placeholder: str = "") -> None:
        """Name the control, for the eye and for a screen reader."""
        self.label.setText(f"{text}:")
        self.control.setAccessibleName(text)
        self.control.setAccessibleDescription(placeholder)
        if isinstance(self.control, (QLineEdit, QPlainTextEdit)):
            self.control.setPlaceholderText(placeholder)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the keyboard focus of the control."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: object) -> None:
        """Qt: a click on the label goes to the control."""
        self.control.setFocus(Qt.FocusReason.MouseFocusReason)


class LongEdit(QPlainTextEdit):
    """Three lines of text; Tab moves on instead of writing a tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)

    def sizeHint(self) -> QSize:
        """Qt: a few lines high."""
        return QSize(200, self.fontMetrics().lineSpacing() * LONG_LINES + 4)

    def minimumSizeHint(self) -> QSize:
        """Qt: never less than it wants."""
        return QSize(80, self.sizeHint().height())


class RecipeForm(QWidget):
    """The controls of one recipe's fields; keeps what was typed when the writer comes back to a recipe."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe: Recipe | None = None
        self._language: Language = "en"
        self._frames: dict[str, FieldFrame] = {}
        self._kept: dict[str, dict[str, str]] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    @property
    def frames(self) -> dict[str, FieldFrame]:
        """The frames by field id."""
        return dict(self._frames)

    def show_recipe(self, recipe: Recipe, language: Language) -> None:
        """Build the controls of `recipe`, worded in `language`."""
        if self._recipe is not None:
            self._kept[self._recipe.id] = self.answers()
        self._recipe, self._language = recipe, language
        for frame in self._frames.values():
            self._box.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        kept = self._kept.get(recipe.id, {})
        self._frames = {field.id: self._build(field, kept.get(field.id)) for field in recipe.fields}
        for frame in self._frames.values():
            self._box.addWidget(frame)
        self.setVisible(bool(self._frames))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [frame.control for frame in self._frames.values()]

    def answers(self) -> dict[str, str]:
        """What the fields hold, by field id; a choice gives its id, or the writer's own words."""
        return {name: self._answer(frame.control) for name, frame in self._frames.items()}

    def written(self) -> str:
        """The first thing that the writer wrote here in words of their own; "" when nothing was."""
        controls = [frame.control for frame in self._frames.values()]
        texts = [self._answer(one) for one in controls if isinstance(one, (QLineEdit, QPlainTextEdit))]
        return next((text for text in texts if text.strip()), "")

    def fill(self, answers: dict[str, str]) -> None:
        """Set fields to recorded answers; unknown names are left alone."""
        for name, answer in answers.items():
            if name in self._frames:
                self._set(self._frames[name].control, answer)

    def _build(self, field: Field, kept: str | None) -> FieldFrame:
        control = self._control(field)
        frame = FieldFrame(control, stacked=field.kind == "long", parent=self)
        placeholder = field.placeholder[self._language] if field.placeholder else ""
        frame.set_label(field.labels[self._language], placeholder)
        if isinstance(control, (QComboBox, QSpinBox)):
            calm(frame, control)
        self._set(control, field.default if kept is None else kept)
        self._listen(control)
        return frame

    def _control(self, field: Field) -> QWidget:
        if field.kind == "long":
            return LongEdit()
        if field.kind == "number":
            spin = QSpinBox()
            spin.setRange(field.min, field.max)
            bare(spin)
            return spin
        if field.kind == "choice":
            combo = QComboBox()
            combo.setEditable(field.own)
            if field.own:
                combo.lineEdit().setProperty("role", "bare")
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for choice in field.choices:
                combo.addItem(choice.labels[self._language], choice.id)
            return combo
        return QLineEdit()

    def _listen(self, control: QWidget) -> None:
        if isinstance(control, QComboBox):
            control.currentTextChanged.connect(self.changed)
        elif isinstance(control, QSpinBox):
            control.valueChanged.connect(self.changed)
        elif isinstance(control, (QLineEdit, QPlainTextEdit)):
            control.textChanged.connect(self.changed)

    def _answer(self, control: QWidget) -> str:
        if isinstance(control, QComboBox):
            row = control.findText(control.currentText())
            return str(control.itemData(row)) if row >= 0 else control.currentText()
        if isinstance(control, QSpinBox):
            return str(control.value())
        return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()

    def _set(self, control: QWidget, answer: str) -> None:
        if isinstance(control, QComboBox):
            row = control.findData(answer)
            if row >= 0:
                control.setCurrentIndex(row)
            elif control.isEditable():
                control.setCurrentText(answer)
        elif isinstance(control, QSpinBox):
            control.setValue(int(answer) if answer.isdecimal() else control.minimum())
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(answer)
        else:
            control.setText(answer)
