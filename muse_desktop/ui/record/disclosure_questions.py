"""The questions that only the writer can answer, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from muse_desktop.provenance.disclosure.values import Question
from muse_desktop.ui.base.widgets import Column, Quiet

AFTER_MS = 350  # after the last key in a field
DATE = "2026-11-23"  # how a date is to be written


class QuestionField(QWidget):
    """One question: choices below each other, or a line to write in."""

    answered = Signal(str, str)  # the question's id, the choice or the words

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._text, self._hint = QLabel(self), QLabel(self)
        self._hint.setProperty("role", "hint")
        for label in (self._text, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.choices = {one.id: QRadioButton(self) for one in question.choices}
        self.line = None if self.choices else QLineEdit(self)
        self._quiet = Quiet(AFTER_MS, self._written, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(5)
        for widget in (self._text, *self.choices.values(), *([self.line] if self.line else []), self._hint):
            box.addWidget(widget)
        for choice, button in self.choices.items():
            button.clicked.connect(lambda _on=False, choice=choice: self._chosen(choice))
        if self.line is not None:
            self.line.textEdited.connect(lambda _: self._quiet.start())
            self.line.editingFinished.connect(self._now)
        self.reword(question)

    def reword(self, question: Question) -> None:
        """The same question in other words: another language, another number in it."""
        self.question = question
        self._text.setText(question.text)
        self._hint.setText(question.hint)
        self._hint.setVisible(bool(question.hint))
        for choice in question.choices:
            self.choices[choice.id].setText(choice.text)
            self.choices[choice.id].setAccessibleDescription(question.text)
        if self.line is not None:
            self.line.setAccessibleName(question.text)
            self.line.setPlaceholderText(DATE if question.kind == "date" else "")

    def show_answer(self, given: str) -> None:
        """Show what was answered; a line that is being written in keeps its words."""
        if self.line is not None:
            if not self.line.hasFocus() and self.line.text() != given:
                self.line.setText(given)
            return
        given = given or self.question.default
        for choice, button in self.choices.items():
            button.setAutoExclusive(False)  # else the last one cannot be taken back
            button.setChecked(choice == given)
            button.setAutoExclusive(True)

    def _chosen(self, choice: str) -> None:
        self.answered.emit(self.question.id, choice)

    def _written(self) -> None:
        self.answered.emit(self.question.id, self.line.text())

    def _now(self) -> None:
        if self._quiet.isActive():
            self._quiet.stop()
            self._written()


class QuestionColumn(Column):
    """All questions of a form. Fields that stay keep the keyboard while others come and go."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16)
        self.fields: dict[str, QuestionField] = {}
        self._form = ""
        self.box.addStretch(1)

    def show_questions(self, form: str, questions: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Show the questions of a form with what was answered."""
        wanted = {one.id for one in questions}
        for gone in [one for one in self.fields if form != self._form or one not in wanted]:
            field = self.fields.pop(gone)
            self.box.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._form = form
        for place, question in enumerate(questions):
            field = self.fields.get(question.id)
            if field is None:
                field = self.fields[question.id] = QuestionField(question, self.inside)
                field.answered.connect(self.answered)
                self.box.insertWidget(place, field)
            field.reword(question)
            field.show_answer(answers.get(question.id, ""))
