"""Editing a set of house rules."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.provenance.disclosure.rules import form_ids
from muse_desktop.studio.publication.profiles import AGES, Profile, Rules, rules_of
from muse_desktop.studio.publication.values import HOLDING
from muse_desktop.studio.publication.wording import Words, genre_ids
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Column, SectionLabel, bare, calm
from muse_desktop.ui.models.snug import SnugDialog
from muse_desktop.ui.settings.parts import small_print

WIDTH = 620
LIST_HEIGHT = 440
SPIN_WIDTH = 92
LIMITS = {  # the most a limit can be, and what it begins with when it is turned on
    "model_percent": (100, 0),
    "shared_words": (9_999, 25),
    "quote_words": (9_999, 150),
    "quote_percent": (100, 5),
    "least_words": (9_999_999, 1_000),
    "most_words": (9_999_999, 5_000),
}
SWITCHES = ("no_requests", "known_sources", "commercial", "claims")


class LimitRow(QWidget):
    """A number that can be turned off."""

    def __init__(self, most: int, first: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on, self.spin = QCheckBox(self), QSpinBox(self)
        self.spin.setRange(0, most)
        self.spin.setValue(first)
        self.spin.setGroupSeparatorShown(True)
        self.spin.setFixedWidth(SPIN_WIDTH)
        bare(self.spin, 6)
        self.unit = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.on)
        row.addWidget(self.spin)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.on.toggled.connect(self.spin.setEnabled)
        self.spin.setEnabled(False)

    @property
    def value(self) -> int | None:
        """The limit; None: there is none."""
        return self.spin.value() if self.on.isChecked() else None

    def show_value(self, value: float | None) -> None:
        """Show a limit."""
        self.on.setChecked(value is not None)
        if value is not None:
            self.spin.setValue(round(value))


class RulesDialog(Retranslated, SnugDialog):
    """Edits; `wanted` has the name and the rules."""

    wanted = Signal(str, object)

    def __init__(self, profile: Profile, name: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._first = profile.rules
        self.name = QLineEdit(name, self)
        self.limits = {one: LimitRow(*LIMITS[one], self) for one in LIMITS}
        self.switches = {one: QCheckBox(self) for one in SWITCHES}
        self.form, self.age = QComboBox(self), QComboBox(self)
        self.banned = QPlainTextEdit(self)
        self.banned.setFixedHeight(76)
        self.banned.setTabChangesFocus(True)
        self.genres = {one: QCheckBox(self) for one in genre_ids()}
        self.holds = {one: QCheckBox(self) for one in HOLDING}
        self._headings = [SectionLabel(self) for _ in range(5)]
        self._labels = [QLabel(self) for _ in range(4)]
        self._note = small_print(self, "caption")
        self.problem = small_print(self, "error")
        self.problem.hide()
        self.list = Column(self, margin=2)
        self.list.setFixedHeight(LIST_HEIGHT)
        self.buttons = QDialogButtonBox(self)
        self.cancel, self.go = QPushButton(self), QPushButton(self)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        calm(self.list, self.form, self.age, *(row.spin for row in self.limits.values()))
        self._build()
        self._fill_choices()
        self._fill(profile.rules)
        self.name.textChanged.connect(lambda _: self._enable())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._give)
        self.retranslate()

    def _build(self) -> None:
        limits, switches = self.limits, self.switches
        sections: tuple[tuple[QWidget | QHBoxLayout, ...], ...] = (
            (limits["model_percent"], switches["no_requests"], self._pair(0, self.form), switches["claims"]),
            (
                limits["shared_words"], switches["known_sources"], limits["quote_words"],
                limits["quote_percent"], switches["commercial"],
            ),
            (self._labels[1], self.banned, self._pair(2, self.age), self._labels[3], *self.genres.values()),
            (limits["least_words"], limits["most_words"]),
            (*self.holds.values(), self._note),
        )  # fmt: skip
        for heading, parts in zip(self._headings, sections, strict=True):
            self.list.box.addWidget(heading)
            for part in parts:
                if isinstance(part, QWidget):
                    self.list.box.addWidget(part)
                else:
                    self.list.box.addLayout(part)
            self.list.box.addSpacing(10)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(10)
        for widget in (self.name, self.list, self.problem, self.buttons):
            box.addWidget(widget)

    def _pair(self, label: int, field: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._labels[label])
        row.addWidget(field)
        row.addStretch(1)
        self._labels[label].setBuddy(field)
        return row

    def _fill_choices(self) -> None:
        for form in ("", "any", *form_ids()):
            self.form.addItem("", form)
        for age in AGES:
            self.age.addItem("", age)

    def _fill(self, rules: Rules) -> None:
        for name, row in self.limits.items():
            row.show_value(getattr(rules, name))
        for name, switch in self.switches.items():
            switch.setChecked(getattr(rules, name))
        self.form.setCurrentIndex(max(0, self.form.findData(rules.disclosure)))
        self.age.setCurrentIndex(max(0, self.age.findData(rules.age)))
        self.banned.setPlainText("\n".join(rules.banned))
        for name, box in self.genres.items():
            box.setChecked(name in rules.genres)
        for name, box in self.holds.items():
            box.setChecked(name in rules.holds)

    def retranslate(self) -> None:
        """Set the words again."""
        say = Words(spoken())
        self.setWindowTitle(self.tr("House rules"))
        self.name.setPlaceholderText(self.tr("Name of these rules"))
        self.name.setAccessibleName(self.tr("Name of these rules"))
        headings = (
            self.tr("Text from a model"),
            self.tr("Other people's words"),
            self.tr("Words and readers"),
            self.tr("Length"),
            self.tr("What holds an export back while it is not met"),
        )
        for label, words in zip(self._headings, headings, strict=True):
            label.setText(words)
        self._limit_words()
        for name, words in {
            "no_requests": self.tr("No request to a model at all, also where nothing was taken"),
            "known_sources": self.tr("Every source must be on known terms"),
            "commercial": self.tr("The work is to be sold"),
            "claims": self.tr("What generated text states must be ticked off as checked"),
        }.items():
            self.switches[name].setText(words)
        labels = (
            self.tr("A statement about AI:"),
            self.tr("Words that are not wanted, one a line; * stands for any ending"),
            self.tr("Youngest readers:"),
            self.tr("Genres that are not taken"),
        )
        for label, words in zip(self._labels, labels, strict=True):
            label.setText(words)
        self.form.setAccessibleName(labels[0])
        self.banned.setAccessibleName(labels[1])
        self.age.setAccessibleName(labels[2])
        for index in range(self.form.count()):
            form = self.form.itemData(index)
            self.form.setItemText(index, say.form(form) if form else self.tr("not asked for"))
        for index in range(self.age.count()):
            age = self.age.itemData(index)
            words = self.tr("from {age}").format(age=age) if age else self.tr("not rated")
            self.age.setItemText(index, words)
        for genre, box in self.genres.items():
            box.setText(say.genre(genre))
        for rule, box in self.holds.items():
            box.setText(say.name(rule))
        self._note.setText(self.tr("A writer can set such a rule aside with a reason, which goes on record."))
        self.cancel.setText(self.tr("Cancel"))
        self.go.setText(self.tr("Save"))
        self._enable()

    def _limit_words(self) -> None:
        words, share = self.tr("words"), "%"
        for name, before, unit in (
            ("model_percent", self.tr("Words that rest on generated text: at most"), share),
            ("shared_words", self.tr("In common with the library, outside quotation marks: at most"), words),
            ("quote_words", self.tr("One quotation: at most"), words),
            ("quote_percent", self.tr("All quotations: at most"), share),
            ("least_words", self.tr("At least"), words),
            ("most_words", self.tr("At most"), words),
        ):
            row = self.limits[name]
            row.on.setText(before)
            row.unit.setText(unit)
            row.spin.setAccessibleName(f"{before} ({unit})")

    @property
    def rules(self) -> Rules:
        """The rules as they stand; a limit with a fraction that nobody touched keeps it."""
        values: dict[str, object] = {name: row.value for name, row in self.limits.items()}
        for name, value in values.items():
            before = getattr(self._first, name)
            if before is not None and value == round(before):
                values[name] = before
        values |= {name: switch.isChecked() for name, switch in self.switches.items()}
        values["disclosure"], values["age"] = self.form.currentData(), self.age.currentData()
        values["banned"] = [word.strip() for word in re.split("[\n;；]", self.banned.toPlainText())]
        values["genres"] = [name for name, box in self.genres.items() if box.isChecked()]
        values["holds"] = [name for name, box in self.holds.items() if box.isChecked()]
        return rules_of(values)

    def show_refused(self, error: MuseError) -> None:
        """They could not be kept."""
        self.problem.setText(error.text(spoken()))
        self.problem.show()
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))

    def _give(self) -> None:
        self.go.setEnabled(False)
        self.wanted.emit(self.name.text(), self.rules)
