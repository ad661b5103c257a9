"""Exporting texts as a dataset: which form, what goes in and what does not, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.library.collections.dataset import DatasetWish, Exported, Form, Plan, Unit
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.asking import ask_whether
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import Column, Line, Quiet, SectionLabel, calm
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.settings.parts import Form as Rows
from muse_desktop.ui.settings.parts import small_print

SIZE = 640, 620
ASK_AFTER_MS = 150
MOST_NAMED = 200
FORMS: tuple[Form, ...] = ("plain", "chat")
UNITS: tuple[Unit, ...] = ("text", "section", "passage")


class DatasetDialog(Retranslated, QDialog):
    """Asks, and writes: it stays open until the dataset is there. `items` None: all of the library."""

    exported = Signal(object)  # Exported

    def __init__(
        self,
        studio: Studio,
        jobs: Jobs,
        items: Sequence[int] | None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio, self._jobs, self._items = studio, jobs, items
        self._words = LibraryWords(self)
        self._asked = 0
        self._plan: Plan | None = None
        self._stop = False
        self.running = False
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._parent_folder = Path(documents) if documents else Path.home()
        self._own_folder = False  # whether the writer has typed or chosen one
        self.name, self.instruction, self.folder = QLineEdit(name, self), QLineEdit(self), QLineEdit(self)
        self.form, self.unit = QComboBox(self), QComboBox(self)
        self.unknown, self.variants = QCheckBox(self), QCheckBox(self)
        self.choose = QPushButton(self)
        self.choose.setProperty("role", "chip")
        self._label = SectionLabel(self)
        self._column = Column(self, margin=0)
        self.takes = small_print(self._column.inside, "muted")
        self.left_out, self.cautions = small_print(self._column.inside), small_print(self._column.inside)
        self.error = small_print(self, "error")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self._rows = Rows()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = QPushButton(self)
        self.export.setProperty("role", "primary")
        self.buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        self._quiet = Quiet(ASK_AFTER_MS, self._ask, self)
        self._build()
        self.retranslate()
        self._connect()
        self.resize(*SIZE)
        self._name_changed()
        self._ask()

    def _build(self) -> None:
        calm(self, self.form, self.unit)
        for one in FORMS:
            self.form.addItem("", one)
        for part in UNITS:
            self.unit.addItem("", part)
        place = QWidget(self)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose)
        for control in (self.name, self.form, self.unit, self.instruction):
            self._rows.add(control)
        self._rows.add(self.folder, place)
        for widget in (self.takes, self.left_out, self.cautions):
            self._column.box.addWidget(widget)
        self._column.box.addStretch(1)
        self.error.hide()
        self.bar.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(9)
        box.addLayout(self._rows)
        for tick in (self.unknown, self.variants):
            box.addWidget(tick)
        for widget in (Line(self), self._label, self._column, self.error, self.bar, self.buttons):
            box.addWidget(widget, int(widget is self._column))

    def _connect(self) -> None:
        self.name.textChanged.connect(lambda _text: self._name_changed())
        self.folder.textEdited.connect(lambda _text: self._folder_typed())
        self.form.currentIndexChanged.connect(lambda _at: self._enable())
        for tick in (self.unknown, self.variants):
            tick.toggled.connect(lambda _on: self._quiet.start())
        self.choose.clicked.connect(lambda _on=False: self._choose())
        self.buttons.accepted.connect(lambda: self.begin())
        self.buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Export a dataset"))
        rows = self._rows
        rows.name(self.name, self.tr("Name"))
        rows.name(self.form, self.tr("Form"))
        rows.name(self.unit, self.tr("A row is"))
        rows.name(self.instruction, self.tr("Request"))
        rows.name(self.folder, self.tr("Folder"))
        self.name.setPlaceholderText(self.tr("What the dataset is called on its card"))
        for at, words in enumerate((self.tr("Plain text (JSONL)"), self.tr("Chat messages (JSONL)"))):
            self.form.setItemText(at, words)
        units = (
            self.tr("a whole text"), self.tr("a chapter or poem"), self.tr("a passage of about 100 words")
        )  # fmt: skip
        for at, words in enumerate(units):
            self.unit.setItemText(at, words)
        self.instruction.setPlaceholderText(
            self.tr("What the user says; {title}, {author} and {heading} can stand in it")
        )
        self.choose.setText(self.tr("Choose…"))
        self.unknown.setText(self.tr("Texts of unknown rights too"))
        self.unknown.setToolTip(
            self.tr("Only if you know that you may use them; the card says that they are in.")
        )
        self.variants.setText(self.tr("Variants of other texts too"))
        self._label.setText(self.tr("What goes in"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.export.setText(self.tr("Exporting…") if self.running else self.tr("Export"))
        self._show_plan()
        self._enable()

    # What goes in

    def wish(self, *, replace: bool = False) -> DatasetWish:
        """What is asked for now."""
        items = [one.id for one in self._studio.library.items()] if self._items is None else self._items
        return DatasetWish(
            Path(self.folder.text().strip()).expanduser(),
            self.name.text().strip() or self.tr("Dataset"),
            tuple(items),
            FORMS[max(0, self.form.currentIndex())],
            UNITS[max(0, self.unit.currentIndex())],
            self.unknown.isChecked(),
            self.variants.isChecked(),
            self.instruction.text().strip(),
            replace,
        )

    def _ask(self) -> None:
        self._quiet.stop()
        self._asked += 1
        asked, wish = self._asked, self.wish()

        def show(plan: Plan) -> None:
            if asked == self._asked:
                self._plan = plan
                self._show_plan()
                self._enable()

        planning = self._studio.background(lambda: self._studio.curation.dataset_plan(wish))
        self._jobs.watch(planning, self, show, self._refuse)

    def _show_plan(self) -> None:
        plan = self._plan
        if plan is None:
            return
        size = joined(
            self._words.texts(len(plan.items)), self._words.size(sum(one.words for one in plan.items))
        )
        self.takes.setText(size if plan.items else self.tr("Nothing would be in this dataset."))
        for label, some in ((self.left_out, plan.left_out), (self.cautions, plan.cautions)):
            lines = [one.text(spoken()) for one in some[:MOST_NAMED]]
            if len(some) > MOST_NAMED:
                lines.append(self.tr("and %Ln more", "", len(some) - MOST_NAMED))
            label.setText("\n".join(lines))
            label.setVisible(bool(lines))

    def _name_changed(self) -> None:
        if not self._own_folder:
            name = file_name(self.name.text() or self.tr("Dataset"))
            self.folder.setText(str(self._parent_folder / name))
        self._enable()

    def _folder_typed(self) -> None:
        self._own_folder = True
        self._enable()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.windowTitle(), str(self._parent_folder))
        if name:
            self._own_folder = True
            self.folder.setText(name)
            self._enable()

    def _enable(self) -> None:
        self._rows.show_row(self.instruction, FORMS[max(0, self.form.currentIndex())] == "chat")
        ready = bool(self.folder.text().strip()) and self._plan is not None and bool(self._plan.items)
        self.export.setEnabled(ready and not self.running)
        for control in (self.name, self.form, self.unit, self.instruction, self.folder, self.choose):
            control.setEnabled(not self.running)
        for tick in (self.unknown, self.variants):
            tick.setEnabled(not self.running)

    # Writing

    def begin(self, *, replace: bool = False) -> None:
        """Write the dataset; the dialog can stop it."""
        if self.running:
            return
        self.running, self._stop = True, False
        self.error.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.retranslate()
        wish, carrier = self.wish(replace=replace), post()

        def tell(done: int, total: int) -> None:  # on the thread that writes
            carrier.send(self, lambda: self._tell(done, total))

        def work() -> Exported:
            return self._studio.curation.export_dataset(wish, tell, lambda: self._stop)

        self._jobs.watch(self._studio.background(work), self, self._done, self._failed, self._rest)

    def _tell(self, done: int, total: int) -> None:
        if self.running:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)
            self.bar.setAccessibleName(
                self.tr("{done} of {all} texts").format(done=number(done), all=number(total))
            )

    def _done(self, made: Exported) -> None:
        self.exported.emit(made)
        self.accept()

    def _failed(self, error: MuseError) -> None:
        self.running = False
        if error.code == "library_dataset.exists":
            self._ask_to_replace()
        elif error.code == "library_dataset.cancelled" and self._stop:
            self.reject()
        else:
            self._refuse(error)

    def _rest(self) -> None:
        self.running = False
        self.bar.hide()
        self.retranslate()

    def _refuse(self, error: MuseError) -> None:
        self.error.setText(error.text(spoken()))
        self.error.show()

    def _ask_to_replace(self) -> None:
        ask_whether(
            self.windowTitle(),
            self.tr("There is a dataset in this folder already."),
            self.tr("Writing over it replaces its rows and its card: {folder}").format(
                folder=self.folder.text()
            ),
            (self.tr("Write over it"), self.tr("Cancel")),
            lambda: self.begin(replace=True),
            self,
        )

    def reject(self) -> None:
        """Qt: Cancel, Esc or the cross; what is being written is stopped first."""
        if self.running:
            self._stop = True
        else:
            super().reject()
