"""Making an evidence bundle: of which documents, as which kind of file, without what, where to; then what to
tell the reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
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

from muse_desktop.errors import MuseError
from muse_desktop.studio.bundles import SUFFIXES, BundleMade, BundleWish
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Column, SectionLabel
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.models.snug import SnugDialog
from muse_desktop.ui.settings.parts import set_role, small_print

WIDTH = 600
LIST_HEIGHT = 132
LEFT_OUT = ("prompts", "answers", "deleted")


@dataclass(frozen=True)
class Subject:
    """What a bundle can be about. `manuscript`: (number, title) of its documents in order; `document`: the
    one that is open, if any."""

    project: int
    title: str
    manuscript: tuple[tuple[int, str], ...]
    document: tuple[int, str] | None


class EvidenceDialog(Retranslated, SnugDialog):
    """Asks; `wanted` has the wish. Whoever makes the bundle calls `show_running`, then `show_made` or
    `show_refused`."""

    wanted = Signal(object)
    show_folder = Signal(object)

    def __init__(self, subject: Subject, author: str, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._subject, self._author = subject, author
        self._made: BundleMade | None = None
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(folder) if folder else Path.home()
        self._own_path = True  # the name follows what is chosen until the writer gives another
        self._headings = [SectionLabel(self) for _ in range(4)]
        self.whole, self.this, self.some = (QRadioButton(self) for _ in range(3))
        self.kinds = {suffix: QRadioButton(self) for suffix in SUFFIXES}
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        for group, buttons in zip(
            self._groups, ((self.whole, self.this, self.some), tuple(self.kinds.values())), strict=True
        ):
            for button in buttons:
                group.addButton(button)
        self.list = Column(self, margin=4)
        self.ticks: dict[int, QCheckBox] = {}  # by document
        self.left_out = {name: QCheckBox(self) for name in LEFT_OUT}
        self.no_originality = QCheckBox(self)
        self._about, self._privacy = small_print(self, "muted"), small_print(self, "muted")
        self.path, self.choose = QLineEdit(self), QPushButton(self)
        self.choose.setProperty("role", "chip")
        self.problem = small_print(self, "error")
        self.problem.hide()
        self._told = small_print(self, "")
        self._warning = small_print(self, "muted")
        self._labels = [QLabel(self), QLabel(self)]
        self.head, self.key = QLineEdit(self), QLineEdit(self)
        self.copy, self.folder = QPushButton(self), QPushButton(self)
        self.buttons = QDialogButtonBox(self)
        self.end, self.go = QPushButton(self), QPushButton(self)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        for button in (self.choose, self.copy, self.folder):
            button.setAutoDefault(False)
        self.buttons.addButton(self.end, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self._fill()
        self._connect()
        self.retranslate()

    # Building

    def _build(self) -> None:
        self._form, self._result = QWidget(self), QWidget(self)
        form = QVBoxLayout(self._form)
        kinds, place = QHBoxLayout(), QHBoxLayout()
        for button in self.kinds.values():
            kinds.addWidget(button)
        kinds.addStretch(1)
        place.addWidget(self.path, 1)
        place.addWidget(self.choose)
        self.list.setFixedHeight(LIST_HEIGHT)
        form.addWidget(self._about)
        form.addSpacing(8)
        sections: tuple[tuple[QWidget | QHBoxLayout, ...], ...] = (
            (self.whole, self.this, self.some, self.list),
            (kinds,),
            (*self.left_out.values(), self._privacy, self.no_originality),
            (place,),
        )
        for heading, parts in zip(self._headings, sections, strict=True):
            form.addWidget(heading)
            for part in parts:
                if isinstance(part, QWidget):
                    form.addWidget(part)
                else:
                    form.addLayout(part)
            form.addSpacing(8)
        form.addWidget(self.problem)
        result = QVBoxLayout(self._result)
        result.addWidget(self._told)
        for label, field in zip(self._labels, (self.head, self.key), strict=True):
            field.setReadOnly(True)
            label.setBuddy(field)
            result.addWidget(label)
            result.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.folder)
        row.addStretch(1)
        result.addLayout(row)
        result.addWidget(self._warning)
        for layout in (form, result):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(7)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 20, 26, 18)
        box.setSpacing(10)
        box.addWidget(self._form)
        box.addWidget(self._result)
        box.addWidget(self.buttons)
        self._result.hide()

    def _fill(self) -> None:
        subject = self._subject
        for number, title in subject.manuscript:
            self.ticks[number] = tick = QCheckBox(title.replace("&", "&&"), self.list.inside)
            tick.toggled.connect(lambda _on: self._changed())
            self.list.box.addWidget(tick)
        self.list.box.addStretch(1)
        self.list.hide()
        self.whole.setEnabled(bool(subject.manuscript))
        self.some.setEnabled(len(subject.manuscript) > 1)
        self.this.setEnabled(subject.document is not None)
        (self.whole if subject.manuscript else self.this).setChecked(True)
        self.kinds[".docx"].setChecked(True)

    def _connect(self) -> None:
        for group in self._groups:
            group.buttonToggled.connect(lambda _button, on: self._changed() if on else None)
        self.path.textEdited.connect(self._named)
        self.path.textChanged.connect(lambda _text: self._enable())
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.copy.clicked.connect(lambda _checked=False: self._copy())
        self.folder.clicked.connect(lambda _checked=False: self.show_folder.emit(self._made))
        self.buttons.accepted.connect(lambda: self.wanted.emit(self.wish()))
        self.buttons.rejected.connect(self.reject)

    # What is chosen

    def chosen(self) -> tuple[int, ...] | None:
        """The documents; None for the whole manuscript."""
        if self.this.isChecked() and self._subject.document is not None:
            return (self._subject.document[0],)
        if not self.some.isChecked():
            return None
        return tuple(number for number, tick in self.ticks.items() if tick.isChecked())

    def wish(self) -> BundleWish:
        """What is chosen, as the studio takes it."""
        return BundleWish(
            project=self._subject.project,
            path=self.target(),
            title=self._title(),
            documents=self.chosen(),
            suffix=next(suffix for suffix, button in self.kinds.items() if button.isChecked()),
            author=self._author,
            left_out=frozenset(name for name, box in self.left_out.items() if box.isChecked()),
            language=spoken(),
            originality=False if self.no_originality.isChecked() else None,
        )

    def target(self) -> Path:
        """The ZIP to write."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix.lower() == ".zip" else path.with_name(path.name + ".zip")

    def _title(self) -> str:
        chosen = self.chosen()
        if chosen is None or len(chosen) != 1:
            return self._subject.title
        titles = dict([*self._subject.manuscript, *filter(None, (self._subject.document,))])
        return titles[chosen[0]]

    def _changed(self) -> None:
        alone = len(self.chosen() or ()) == 1
        self.kinds[".txt"].setEnabled(alone)
        if not alone and self.kinds[".txt"].isChecked():
            self.kinds[".docx"].setChecked(True)
        shown = self.some.isChecked()
        if shown is self.list.isHidden():
            self.list.setVisible(shown)
            self._refit()
        if self._own_path:
            name = self.tr("Evidence – {title}").format(title=file_name(self._title()))
            self.path.setText(str(self._folder / f"{name}.zip"))
        self._enable()

    def _named(self) -> None:
        self._own_path = False

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(self.target()), "*.zip")
        if name:
            self._own_path = False
            self.path.setText(name)

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.path.text().strip()) and self.chosen() != ())

    # What becomes of it

    def show_running(self) -> None:
        """The bundle is being made."""
        self.problem.hide()
        self._form.setEnabled(False)
        self.go.setEnabled(False)
        self.go.setText(self.tr("Making it…"))

    def show_refused(self, error: MuseError) -> None:
        """It could not be made; everything chosen is kept."""
        self._form.setEnabled(True)
        self.problem.setText(error.text(spoken()))
        self.problem.show()
        self.retranslate()
        self._refit()

    def show_made(self, made: BundleMade) -> None:
        """It is there: what to tell the reader."""
        self._made = made
        self.head.setText(f"{made.records}:{made.head}")
        self.key.setText(made.key or "–")
        for field in (self.head, self.key):
            field.setCursorPosition(0)
        self._form.hide()
        self._result.show()
        self.go.hide()
        self.retranslate()
        self._refit()
        self.copy.setFocus()

    def _copy(self) -> None:
        words = f"{self._labels[0].text()} {self.head.text()}\n{self._labels[1].text()} {self.key.text()}\n"
        QGuiApplication.clipboard().setText(words)
        self.copy.setText(self.tr("Copied"))

    def _refit(self) -> None:
        """As high as what is shown now: Qt knows that once it has laid it out."""
        if self.isVisible():
            QTimer.singleShot(0, self, self.fit)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Evidence bundle"))
        self._about.setText(
            self.tr(
                "A ZIP with the final file and what the record says of how it was written: a report, the "
                "log, and a program with which anybody can check that nothing was changed. It is "
                "self-recorded evidence, not proof of authorship."
            )
        )
        names = self.tr("What it is about"), self.tr("Final file"), self.tr("Leave out"), self.tr("Where to")
        for heading, name in zip(self._headings, names, strict=True):
            heading.setText(name)
        count = len(self._subject.manuscript)
        self.whole.setText(self.tr("The whole manuscript (%Ln documents)", "", count))
        title = self._subject.document[1] if self._subject.document else ""
        self.this.setText(self.tr("This document: “{title}”").format(title=title))
        self.some.setText(self.tr("Some documents"))
        self.list.setAccessibleName(self.tr("Documents of the manuscript"))
        kinds = {".docx": self.tr("Word (.docx)"), ".md": self.tr("Markdown (.md)")}
        for suffix, button in self.kinds.items():
            button.setText(kinds.get(suffix) or self.tr("Plain text (.txt)"))
        left = {
            "prompts": self.tr("Prompts"),
            "answers": self.tr("Answers that were not taken"),
            "deleted": self.tr("Words that do not stand in the text any more"),
        }
        for name, box in self.left_out.items():
            box.setText(left[name])
        self.no_originality.setText(self.tr("Report of the originality check"))
        self.no_originality.setToolTip(
            self.tr("It is there when a document was checked, and quotes the passages of your library.")
        )
        self._privacy.setText(
            self.tr(
                "Their hashes stay, so that the log can still be checked. Words of other documents are never "
                "included; a prompt may hold some of them."
            )
        )
        self.path.setAccessibleName(self.tr("Where to"))
        self.choose.setText(self.tr("Choose…"))
        self.go.setText(self.tr("Make it"))
        self.end.setText(self.tr("Close") if self._made else self.tr("Cancel"))
        self._retranslate_result()
        self._changed()

    def _retranslate_result(self) -> None:
        self._labels[0].setText(self.tr("Head of the log:"))
        self._labels[1].setText(self.tr("Fingerprint of your key:"))
        self.head.setAccessibleName(self._labels[0].text())
        self.key.setAccessibleName(self._labels[1].text())
        self.copy.setText(self.tr("Copy both"))
        self.folder.setText(self.tr("Show in its folder"))
        made = self._made
        if made is None:
            return
        self._told.setText(
            self.tr(
                "“{name}” is there. Tell the reader these two by another way than the file, for example by "
                "e-mail now: with them it shows when something was taken out or another key was used."
            ).format(name=made.path.name)
        )
        set_role(self._warning, "error" if made.unsigned else "muted")
        self._warning.setText(
            self.tr("It is not signed. {reason}").format(reason=made.unsigned.text(spoken()))
            if made.unsigned
            else self.tr("It holds %Ln words.", "", made.words)
        )
