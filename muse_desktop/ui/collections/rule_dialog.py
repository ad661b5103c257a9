"""A collection's rule: what a text has to have, and which of those that fit are taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.library.collections.values import Rule
from muse_desktop.library.listing import Offered
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Chip, Line, Quiet, bare, calm
from muse_desktop.ui.collections.words import RuleWords
from muse_desktop.ui.library.fields import tags_in
from muse_desktop.ui.library.words import RIGHTS, LibraryWords
from muse_desktop.ui.settings.parts import Form, set_role, small_print

WIDTH = 620
ASK_AFTER_MS = 250
CHOICES = ("all", "best", "diverse", "random")
MOST_LANGUAGES = 6
MOST = 10_000_000
LARGEST_COUNT = 100_000
STARS = 5

Preview = Callable[[Rule], "Future[list[str]]"]
"""The titles of what a rule would take now."""


class RuleDialog(Retranslated, QDialog):
    """Asks; the room makes the collection. `preview` is asked while the writer chooses."""

    def __init__(
        self,
        name: str,
        rule: Rule | None,
        offered: Offered,
        preview: Preview,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._new, self._before = rule is None, rule or Rule()
        self._preview, self._jobs, self._asked = preview, jobs, 0
        self._words, self._said = LibraryWords(self), RuleWords(self)
        self.name = QLineEdit(name, self)
        known = [code for code, _ in offered.languages[:MOST_LANGUAGES]]
        codes = list(dict.fromkeys([*known, *self._before.languages]))
        self.languages = {code: Chip(parent=self, checkable=True) for code in codes}
        self.rights = {code: Chip(parent=self, checkable=True) for code in RIGHTS}
        self.authors, self.tags = QLineEdit(self), QLineEdit(self)
        self.words = self._number(), self._number()
        self.years = self._number(), self._number()
        self.rating, self.choice = QComboBox(self), QComboBox(self)
        self.count, self.seed = QSpinBox(self), QSpinBox(self)
        self.versions, self.variants = QCheckBox(self), QCheckBox(self)
        self.takes = small_print(self, "muted")
        self._form = Form()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._quiet = Quiet(ASK_AFTER_MS, self._ask, self)
        self._build()
        self._fill()
        self.retranslate()
        self._connect()
        self.resize(WIDTH, self.sizeHint().height())
        self._ask()

    def _number(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setValidator(QIntValidator(0, MOST, field))
        field.setMaximumWidth(110)
        return field

    def _build(self) -> None:
        for spin, most in ((self.count, LARGEST_COUNT), (self.seed, MOST)):
            spin.setRange(1 if spin is self.count else 0, most)
            bare(spin, indent=6)
            spin.setMaximumWidth(110)
        calm(self, self.count, self.seed, self.rating, self.choice)
        for _ in range(STARS + 1):
            self.rating.addItem("")
        for one in CHOICES:
            self.choice.addItem("", one)
        self._form.add(self.name)
        for chips in (self.languages, self.rights):
            if chips:
                self._form.add(next(iter(chips.values())), _row(self, *chips.values()))
        for field in (self.authors, self.tags):
            self._form.add(field)
        for pair in (self.words, self.years):
            self._form.add(pair[0], _row(self, *pair))
        self._form.add(self.rating, _row(self, self.rating))
        self._form.add(self.choice, _row(self, self.choice, self.count, self.seed))
        self._form.add(self.versions, _row(self, self.versions, self.variants))
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(10)
        box.addLayout(self._form)
        box.addWidget(Line(self))
        self.takes.setMinimumHeight(3 * self.takes.fontMetrics().lineSpacing())
        self.takes.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.takes)
        box.addWidget(self.buttons)

    def _fill(self) -> None:
        rule = self._before
        for code, chip in self.languages.items():
            chip.setChecked(code in rule.languages)
        for code, chip in self.rights.items():
            chip.setChecked(code in rule.rights)
        self.authors.setText("; ".join(rule.authors))
        self.tags.setText(", ".join(rule.tags))
        limits = (rule.least_words, rule.most_words), (rule.first_year, rule.last_year)
        for fields, values in zip((self.words, self.years), limits, strict=True):
            for field, value in zip(fields, values, strict=True):
                field.setText("" if value is None else str(value))
        self.rating.setCurrentIndex(rule.least_rating)
        self.choice.setCurrentIndex(CHOICES.index(rule.choice))
        self.count.setValue(rule.count)
        self.seed.setValue(rule.seed)
        self.versions.setChecked(rule.versions)
        self.variants.setChecked(rule.variants)

    def _connect(self) -> None:
        for chip in (*self.languages.values(), *self.rights.values()):
            chip.toggled.connect(self._changed)
        for field in (self.name, self.authors, self.tags, *self.words, *self.years):
            field.textChanged.connect(self._changed)
        for combo in (self.rating, self.choice):
            combo.currentIndexChanged.connect(self._changed)
        for spin in (self.count, self.seed):
            spin.valueChanged.connect(self._changed)
        for tick in (self.versions, self.variants):
            tick.toggled.connect(self._changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._enable()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("New collection by rule") if self._new else self.tr("The rule"))
        form = self._form
        form.name(self.name, self.tr("Name"))
        for chips, words in ((self.languages, self.tr("Language")), (self.rights, self.tr("Rights"))):
            if chips:
                form.name(next(iter(chips.values())), words)
            for code, chip in chips.items():
                known = self._words.language if chips is self.languages else self._words.right
                chip.setText(known(code))
                chip.setAccessibleName(f"{words}: {known(code)}")
        form.name(self.authors, self.tr("Author"))
        self.authors.setPlaceholderText(self.tr("Any; several with ; between them"))
        form.name(self.tags, self.tr("Tags"))
        self.tags.setPlaceholderText(self.tr("Any; a text must have all of them"))
        pairs = ((self.words, self.tr("Length in words")), (self.years, self.tr("Year")))
        for (first, last), words in pairs:
            form.name(first, words)
            first.setPlaceholderText(self.tr("from"))
            last.setPlaceholderText(self.tr("to"))
            first.setAccessibleName(self.tr("{what}, from").format(what=words))
            last.setAccessibleName(self.tr("{what}, to").format(what=words))
        form.name(self.rating, self.tr("Rating"))
        stars = [self.tr("any")] + [self.tr("%Ln stars or more", "", one) for one in range(1, STARS + 1)]
        for at, words in enumerate(stars):
            self.rating.setItemText(at, words)
        form.name(self.choice, self.tr("Take"))
        named = (
            self.tr("all that fit"), self.tr("the best rated"), self.tr("the most different"),
            self.tr("some at random"),
        )  # fmt: skip
        for at, words in enumerate(named):
            self.choice.setItemText(at, words)
        self.count.setAccessibleName(self.tr("How many"))
        self.seed.setPrefix(self.tr("draw no. "))
        self.seed.setAccessibleName(self.tr("Number of the draw"))
        self.seed.setToolTip(self.tr("The same number draws the same texts; another one draws anew."))
        form.name(self.versions, "")
        self.versions.setText(self.tr("All versions of a work"))
        self.variants.setText(self.tr("Variants too"))
        self.save.setText(self.tr("Make the collection") if self._new else self.tr("Use this rule"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._changed()

    def rule(self) -> Rule:
        """What is asked for now."""
        authors = [one.strip() for one in self.authors.text().replace("；", ";").split(";")]
        choice = CHOICES[max(0, self.choice.currentIndex())]
        return msgspec.structs.replace(
            self._before,
            languages=tuple(code for code, chip in self.languages.items() if chip.isChecked()),
            rights=tuple(code for code, chip in self.rights.items() if chip.isChecked()),
            authors=tuple(one for one in authors if one),
            tags=tuple(tags_in(self.tags.text())),
            least_words=_value(self.words[0]),
            most_words=_value(self.words[1]),
            first_year=_value(self.years[0]),
            last_year=_value(self.years[1]),
            least_rating=self.rating.currentIndex(),
            versions=self.versions.isChecked(),
            variants=self.variants.isChecked(),
            choice=choice,
            count=self.count.value(),
            seed=self.seed.value(),
        )

    def _changed(self) -> None:
        self._enable()
        self._quiet.start()

    def _enable(self) -> None:
        choice = CHOICES[max(0, self.choice.currentIndex())]
        self.count.setVisible(choice != "all")
        self.seed.setVisible(choice == "random")
        self.save.setEnabled(bool(self.name.text().strip()))

    def _ask(self) -> None:
        self._quiet.stop()
        self._asked += 1
        asked, rule = self._asked, self.rule()

        def show(titles: list[str]) -> None:
            if asked != self._asked:
                return
            set_role(self.takes, "muted")
            if not titles:
                self.takes.setText(self.tr("Takes nothing now."))
                return
            words = self.tr("Takes %Ln texts now: {titles}", "", len(titles))
            self.takes.setText(words.format(titles=self._said.titles(titles)))

        def refused(error: MuseError) -> None:
            set_role(self.takes, "error")
            self.takes.setText(error.text(spoken()))

        self._jobs.watch(self._preview(rule), self, show, refused)


def _value(field: QLineEdit) -> int | None:
    return int(field.text()) if field.text() else None


def _row(parent: QWidget, *parts: QWidget) -> QWidget:
    held = QWidget(parent)
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return held
