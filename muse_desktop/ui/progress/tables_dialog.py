"""Saving the record as CSV: which tables, of what, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.studio.spreadsheets import TablesWish
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import SectionLabel, fit
from muse_desktop.ui.export_dialog import file_name

WIDTH = 540
INDENT = 26  # notes stand below the words of their tick


@dataclass(frozen=True)
class _Tick:
    box: QCheckBox
    note: QLabel


class TablesDialog(Retranslated, QDialog):
    """Asks; the room saves. `project` None: nothing but everything can be chosen."""

    def __init__(self, project: int | None, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._project_title = project, title
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._headings = [SectionLabel(self) for _ in range(3)]
        self._ticks = [self._tick() for _ in range(5)]
        self.weeks, self.generations, self.words, self.events, self.bom = (one.box for one in self._ticks)
        for box in (self.weeks, self.generations, self.events, self.bom):
            box.setChecked(True)
        self.one, self.all = QRadioButton(self), QRadioButton(self)
        group = QButtonGroup(self)
        for button in (self.one, self.all):
            group.addButton(button)
        (self.all if project is None else self.one).setChecked(True)
        self.one.setEnabled(project is not None)
        self.folder = QLineEdit(str(Path(folder) if folder else Path.home()), self)
        self.choose = QPushButton(self)
        self.choose.setProperty("role", "chip")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self._connect()
        self.retranslate()
        fit(self, WIDTH)

    def _tick(self) -> _Tick:
        note = QLabel(self)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        return _Tick(QCheckBox(self), note)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(6)
        box.addWidget(self._headings[0])
        for tick in self._ticks[:4]:
            box.addLayout(_with_note(tick))
        box.addSpacing(6)
        box.addWidget(self._headings[1])
        box.addWidget(self.one)
        box.addWidget(self.all)
        box.addSpacing(6)
        box.addWidget(self._headings[2])
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        box.addLayout(place)
        box.addSpacing(6)
        box.addLayout(_with_note(self._ticks[4]))
        box.addSpacing(8)
        box.addWidget(self.buttons)

    def _connect(self) -> None:
        for box in (self.weeks, self.generations, self.events):
            box.toggled.connect(lambda _on: self._enable())
        self.folder.textChanged.connect(lambda _text: self._enable())
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Save the record as tables"))
        headings = self.tr("Tables"), self.tr("Of what"), self.tr("Folder")
        for label, words in zip(self._headings, headings, strict=True):
            label.setText(words)
        said = (
            (
                self.tr("Weekly shares"),
                self.tr("Your words, the model's and those from elsewhere, week by week."),
            ),
            (
                self.tr("Answers of the model"),
                self.tr("One row for each, also for those of which nothing was taken."),
            ),
            (
                self.tr("Their words too, prompts and answers"),
                self.tr("They may hold what you have not shown anybody yet."),
            ),
            (self.tr("Events"), self.tr("Every record of the ledger, without the words it keeps.")),
            (self.tr("For Excel on Windows"), self.tr("A mark at the beginning lets it read all letters.")),
        )
        for tick, (name, note) in zip(self._ticks, said, strict=True):
            tick.box.setText(name)
            tick.note.setText(note)
            tick.box.setAccessibleDescription(note)
        title = self._project_title
        self.one.setText(self.tr("The project “{title}”").format(title=title).replace("&", "&&"))
        self.all.setText(self.tr("Everything in this workspace"))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.choose.setText(self.tr("Choose…"))
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._enable()

    def wish(self) -> TablesWish:
        """What is to be saved."""
        one = self.one.isChecked()
        return TablesWish(
            Path(self.folder.text().strip()).expanduser(),
            file_name(self._project_title if one else self.tr("Record")),
            self._project if one else None,
            self.events.isChecked(),
            self.generations.isChecked(),
            self.weeks.isChecked(),
            self.words.isChecked() and self.words.isEnabled(),
            self.bom.isChecked(),
        )

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.windowTitle(), self.folder.text())
        if name:
            self.folder.setText(name)

    def _enable(self) -> None:
        self.words.setEnabled(self.generations.isChecked())
        self._ticks[2].note.setEnabled(self.generations.isChecked())
        chosen = any(box.isChecked() for box in (self.weeks, self.generations, self.events))
        self.save.setEnabled(chosen and bool(self.folder.text().strip()))


def _with_note(tick: _Tick) -> QVBoxLayout:
    """The tick with its note close below its words."""
    rows, note = QVBoxLayout(), QHBoxLayout()
    rows.setSpacing(1)
    note.setContentsMargins(INDENT, 0, 0, 4)
    note.addWidget(tick.note)
    rows.addWidget(tick.box)
    rows.addLayout(note)
    return rows
