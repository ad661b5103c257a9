"""Whether the model may write runs of words of the library: a line to switch it, a sheet to set it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.originality.settings import (
    SHORTEST_GUARD_CJK,
    SHORTEST_GUARD_WORDS,
    GuardSettings,
)
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import TextButton, calm
from muse_desktop.ui.compose.recipe_chips import RecipeChips

LONGEST_WORDS, LONGEST_CJK = 50, 100
ASKED_MS = 60  # after another document came
MOST_ALLOWED, LONGEST_ALLOWED = 200, 200


class GuardBox(Retranslated, QWidget):
    """For the project of the document that is written. Off until the writer switches it on; making ready what
    is blocked goes on beside the writing."""

    def __init__(self, studio: Studio, jobs: Jobs, chips: RecipeChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs, self._chips = studio, jobs, chips
        self._document: int | None = None
        self._project = 0
        self._settings = GuardSettings()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(ASKED_MS)
        self._asking.timeout.connect(self._read)
        self._making = 0  # counts, so that an old answer is not shown
        self._state: Callable[[], str] = lambda: ""
        self.on = QCheckBox(self)
        self.change = TextButton(self)
        self.change.setProperty("role", "legend")
        self.state = QLabel(self)
        self.state.setProperty("role", "caption")
        self.state.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.on, 1)
        top.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(top)
        box.addWidget(self.state)
        self.on.clicked.connect(self._switch)
        self.change.clicked.connect(self.open)
        chips.chosen.connect(lambda _: self._show())
        self.retranslate()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.on, self.change]

    @property
    def document(self) -> int | None:
        """The document that is written."""
        return self._document

    @document.setter
    def document(self, document: int | None) -> None:
        self._document = document
        self.setEnabled(False)
        self._asking.start()  # not at once: the window's start can do without

    def _read(self) -> None:
        document = self._document
        if document is None:
            return

        def read() -> tuple[int, GuardSettings]:
            project = self._studio.guard.project(document)
            return project, self._studio.guard.settings(project)

        def show(found: tuple[int, GuardSettings]) -> None:
            if self._document == document:
                self._project, self._settings = found
                self.setEnabled(True)
                self._show()

        self._jobs.watch(self._studio.background(read), self, show, lambda _: None)

    def retranslate(self) -> None:
        """Set the words again."""
        self.change.setText(self.tr("Change…"))
        self.change.setAccessibleName(self.tr("What is blocked while the model writes"))
        self.on.setToolTip(
            self.tr(
                "While the model writes, it takes other words before it completes such a run. Capitals, "
                "punctuation and spaces make no difference. Your own texts are left out, and so are phrases "
                "that stand in six or more works. The same thing said in other words is not blocked."
            )
        )
        self._show()

    def _show(self) -> None:
        settings = self._settings
        chosen = self._chips.current
        wish = next((one.guard for one in self._studio.recipes.recipes if one.id == chosen), None)
        if wish is not None:
            settings = msgspec.structs.replace(settings, on=wish.on, words=wish.words or settings.words)
        self.on.setText(self.tr("Block runs of %Ln or more words", "", settings.words))
        self.on.setChecked(settings.on)
        self.on.setEnabled(wish is None)
        said = self._state()
        if wish is not None:
            said = self.tr("This recipe says so itself.")
        self.state.setText(said or self.tr("Those found in your library, in others' texts"))

    def _say(self, state: Callable[[], str]) -> None:
        self._state = state
        self._show()

    def _switch(self, on: bool) -> None:
        self.keep(msgspec.structs.replace(self._settings, on=on))

    def keep(self, settings: GuardSettings) -> None:
        """Block so from now on, and have it ready before the model is asked to write."""
        self._settings = settings
        self._making += 1
        mine = self._making
        kept = self._studio.guard.set_settings(self._project, settings)
        self._jobs.watch(kept, self)
        self._say(lambda: "")
        if not settings.on:
            return

        def told(done: int, total: int) -> None:
            if done % 8 == 0 and total:
                post().send(self, lambda: self._progress(mine, done, total))

        def done(_made: object) -> None:
            if mine == self._making:
                self._say(lambda: "")

        def failed(error: MuseError) -> None:
            if mine == self._making and error.code != "engine.cancelled":
                self._say(lambda: error.text(spoken()))

        making = self._studio.guard.make(settings, told, lambda: mine != self._making)
        self._jobs.watch(making, self, done, failed)

    def _progress(self, mine: int, done: int, total: int) -> None:
        if mine == self._making:
            self._say(
                lambda: self.tr("Getting your library ready: {done} of %Ln texts", "", total).format(
                    done=number(done)
                )
            )

    def open(self) -> None:
        """The sheet with all that can be set."""
        sheet = GuardSheet(self._settings, self.window())
        sheet.accepted.connect(lambda: self.keep(sheet.settings()))
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


class GuardSheet(Retranslated, QDialog):
    """How long a run must be, and what may stand there all the same."""

    def __init__(self, settings: GuardSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._about, self._limits = QLabel(self), QLabel(self)
        for label in (self._about, self._limits):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.on = QCheckBox(self)
        self.on.setChecked(settings.on)
        self.words, self.cjk = QSpinBox(self), QSpinBox(self)
        self.words.setRange(SHORTEST_GUARD_WORDS, LONGEST_WORDS)
        self.words.setValue(settings.words)
        self.cjk.setRange(SHORTEST_GUARD_CJK, LONGEST_CJK)
        self.cjk.setValue(settings.cjk)
        calm(self, self.words, self.cjk)
        self._words_label, self._cjk_label, self._allowed_label = QLabel(self), QLabel(self), QLabel(self)
        self.allowed = QPlainTextEdit(self)
        self.allowed.setTabChangesFocus(True)
        self.allowed.setPlainText("".join(f"{phrase}\n" for phrase in settings.allowed))
        self._words_label.setBuddy(self.words)
        self._cjk_label.setBuddy(self.cjk)
        self._allowed_label.setBuddy(self.allowed)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self._words_label, self.words)
        form.addRow(self._cjk_label, self.cjk)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(10)
        box.addWidget(self._about)
        box.addWidget(self.on)
        box.addLayout(form)
        box.addWidget(self._allowed_label)
        box.addWidget(self.allowed, 1)
        box.addWidget(self._limits)
        box.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.retranslate()
        self.resize(480, 500)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Words of my library"))
        self._about.setText(
            self.tr(
                "While the model writes, runs of words that stand in your library can be blocked: before one "
                "is complete, the model takes another word."
            )
        )
        self.on.setText(self.tr("Block runs of words found in your library"))
        self._words_label.setText(self.tr("Blocked from so many words"))
        self.words.setSuffix(self.tr(" words"))
        self._cjk_label.setText(self.tr("In Chinese and Japanese from"))
        self.cjk.setSuffix(self.tr(" characters"))
        self._allowed_label.setText(self.tr("Names and idioms that may stand there all the same, one a line"))
        self.allowed.setAccessibleName(self._allowed_label.text())
        self._limits.setText(
            self.tr(
                "Only words that follow each other exactly are blocked. This does not make a text original: "
                "check it as well."
            )
        )
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def settings(self) -> GuardSettings:
        """What is set."""
        lines = (" ".join(line.split())[:LONGEST_ALLOWED] for line in self.allowed.toPlainText().splitlines())
        allowed = tuple(dict.fromkeys(line for line in lines if line))[:MOST_ALLOWED]
        return msgspec.structs.replace(
            self._settings,
            on=self.on.isChecked(),
            words=self.words.value(),
            cjk=self.cjk.value(),
            allowed=allowed,
        )
