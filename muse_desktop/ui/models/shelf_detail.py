"""One model of the shelf in full: what to use it for, whether it fits, its licence, its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.values import FoundModel, Licence, ShelfModel, Task
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import TEXT_INSET, SectionLabel, ShiftedRow, TextButton, shifted
from muse_desktop.ui.models.entry_view import LicenceDialog
from muse_desktop.ui.models.get_words import GetWords
from muse_desktop.ui.models.shelf_rows import Row
from muse_desktop.ui.models.shelf_words import ShelfWords
from muse_desktop.ui.models.snug import SnugColumn
from muse_desktop.ui.settings.fit_view import FitView
from muse_desktop.ui.settings.parts import in_bytes, set_role, small_print

MARGIN, WIDTH = 36, 580
NAME_WIDTH = 120  # of the facts' names
BUTTON_HEIGHT = 34
LEAST_SIZE = 500_000  # bytes; less would be told as 0 MB
FACTS = ("path", "size", "architecture", "parameters", "quantisation", "context", "template", "sha256")
WRITERS: tuple[Task, ...] = ("prose", "chinese")


class Facts(QWidget):
    """Names and values below one another; values can be selected, rows without a value are left out."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        self.rows: dict[str, tuple[QLabel, QLabel]] = {}
        for at, name in enumerate(names):
            title, value = small_print(self, "muted"), small_print(self, "")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(title, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
            self.rows[name] = (title, value)

    def tell(self, name: str, words: str, value: str) -> None:
        """Set a row; "" as its value hides it."""
        for label, text in zip(self.rows[name], (words, value), strict=True):
            label.setText(text)
            label.setVisible(bool(value))


class ShelfDetail(Retranslated, SnugColumn):
    """Asks for things by signals; does nothing by itself."""

    use_wanted = Signal(object, str)  # Path, Task
    take_wanted = Signal(object, bool)  # FoundModel, whether to copy it
    compare_wanted = Signal(object)  # Path
    folder_wanted = Signal(object)  # Path
    delete_wanted = Signal(object)  # ShelfModel
    add_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=MARGIN, most=WIDTH)
        self.inside.setProperty("role", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll it
        self.words = ShelfWords(self)
        self._get_words = GetWords(self)
        self._row: Row | None = None
        self._tasks: tuple[Task, ...] = ()
        self._licence: Licence | None = None
        self._busy = False
        self._loading = True
        self.heading = small_print(self.inside, "heading")
        self.about = small_print(self.inside, "muted")
        self.trouble = small_print(self.inside, "error")
        self.use = {task: self._button() for task in (*WRITERS, "embedding")}
        self.take, self.copy, self.more, self.add = (self._button() for _ in range(4))
        for first in (self.use["prose"], self.use["embedding"], self.take, self.more):
            first.setProperty("role", "primary")
        self.compare, self.folder = TextButton(self.inside), TextButton(self.inside)
        self.delete = TextButton(self.inside)
        self.memory_heading = SectionLabel(self.inside)
        self.fit = FitView(self.inside)
        self.speed_heading = SectionLabel(self.inside)
        self.speed = small_print(self.inside, "")
        self.licence_heading = SectionLabel(self.inside)
        self.licence_heading.setTextFormat(Qt.TextFormat.PlainText)  # the file may say anything
        self.allows = small_print(self.inside, "")
        self.licence = small_print(self.inside, "muted")
        self.licence_link = TextButton(self.inside)
        self.file_heading = SectionLabel(self.inside)
        self.facts = Facts(FACTS, self.inside)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.box.setSpacing(6)
        self.box.addWidget(self.heading)
        self.box.addWidget(self.about)
        self.box.addWidget(self.trouble)
        self.box.addSpacing(12)
        uses, others = QWidget(self.inside), QWidget(self.inside)
        flow = FlowLayout(uses, across=8, down=8)
        for button in (*self.use.values(), self.take, self.copy, self.more, self.add):
            flow.addWidget(button)
        row = FlowLayout(others, across=14, down=4)
        for quiet in (self.compare, self.folder, self.delete):
            row.addWidget(quiet)
        self.box.addWidget(uses)
        self.box.addSpacing(4)
        inset = ShiftedRow(-TEXT_INSET)
        inset.addWidget(others)
        self.box.addLayout(inset)
        self.sections = {
            "memory": self._section(self.memory_heading, self.fit),
            "speed": self._section(self.speed_heading, self.speed),
            "licence": self._section(self.licence_heading, self.allows, self.licence),
            "file": self._section(self.file_heading, self.facts),
        }
        self.box.insertLayout(self.box.indexOf(self.sections["file"]), shifted(self.licence_link))
        self.box.addStretch(1)

    def _button(self) -> QPushButton:
        button = QPushButton(self.inside)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFixedHeight(BUTTON_HEIGHT)
        return button

    def _section(self, heading: QWidget, *contents: QWidget) -> QWidget:
        section = QWidget(self.inside)
        box = QVBoxLayout(section)
        box.setContentsMargins(0, 20, 0, 0)
        box.setSpacing(8)
        box.addWidget(heading)
        for content in contents:
            box.addWidget(content)
        self.box.addWidget(section)
        return section

    def _connect(self) -> None:
        for task, button in self.use.items():
            button.clicked.connect(lambda _=False, what=task: self.use_wanted.emit(self._path, what))
        self.take.clicked.connect(lambda: self.take_wanted.emit(self._found, False))
        self.copy.clicked.connect(lambda: self.take_wanted.emit(self._found, True))
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(self._path))
        self.folder.clicked.connect(lambda: self.folder_wanted.emit(self._path))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(self._model))
        self.more.clicked.connect(self.more_wanted)
        self.add.clicked.connect(self.add_wanted)
        self.licence_link.clicked.connect(self._open_licence)

    @property
    def _path(self) -> Path | None:
        return self._row.path if self._row is not None else None

    @property
    def _model(self) -> ShelfModel | None:
        return self._row.model if self._row is not None else None

    @property
    def _found(self) -> FoundModel | None:
        return self._row.found if self._row is not None else None

    def show_row(self, row: Row | None, tasks: tuple[Task, ...] = (), licence: Licence | None = None) -> None:
        """Show a model; None: there is none. `tasks`: those it is the default for."""
        if row is None or self._row is None or row.path != self._row.path:
            self.fit.show_error(None)
            self.verticalScrollBar().setValue(0)
        self._row, self._tasks, self._licence, self._loading = row, tasks, licence, False
        self._show()

    def show_loading(self) -> None:
        """The folders are being looked through."""
        self._loading = True
        self._show()

    def show_busy(self, busy: bool) -> None:
        """The chosen model is being loaded."""
        self._busy = busy
        self._show()

    def take_keyboard(self) -> None:
        """Let the keyboard be at the first thing that can be done with the model."""
        for first in self.stops()[:1]:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QPushButton]:
        """What can be done with the model now."""
        buttons = (*self.use.values(), self.take, self.copy, self.compare, self.folder, self.delete)
        return [one for one in buttons if one.isVisible() and one.isEnabled()]

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("The chosen model"))
        self.take.setText(self.tr("Use it where it lies"))
        self.copy.setText(self.tr("Copy it to the app's folder"))
        self.more.setText(self.tr("Get a model"))
        self.add.setText(self.tr("Add a model file…"))
        self.compare.setText(self.tr("Compare in the speed lab"))
        self.folder.setText(self.tr("Open the folder"))
        self.memory_heading.setText(self.tr("Memory"))
        self.speed_heading.setText(self.tr("Speed"))
        self.licence_heading.setText(self.tr("Licence"))
        self.file_heading.setText(self.tr("The file"))
        self._show()

    def _show(self) -> None:
        row, model, found = self._row, self._model, self._found
        good = row is not None and row.kind == "model"
        self.heading.setText(self._heading())
        self.about.setText(self._about())
        self.about.setVisible(bool(self.about.text()))
        broken = model is not None and bool(model.code)
        self.trouble.setText(MuseError(model.code, **model.values).text(spoken()) if broken and model else "")
        self.trouble.setVisible(broken)
        self._show_uses(model if good else None)
        for button in (self.take, self.copy):
            button.setVisible(found is not None)
        for button in (self.more, self.add):
            button.setVisible(row is None and not self._loading)
        self.compare.setVisible(good and model is not None and self._writes(model))
        self.folder.setVisible(row is not None)
        self.delete.setVisible(model is not None and model.origin != "starter")
        forgets = model is not None and model.origin == "in_place"
        self.delete.setText(self.tr("Forget…") if forgets else self.tr("Delete…"))
        for name, section in self.sections.items():
            section.setVisible(row is not None if name == "file" else good)
        self.sections["speed"].setVisible(good and model is not None and self._writes(model))
        known = self._licence
        self.licence_link.setVisible(good and known is not None and bool(known.url or known.text))
        if good and model is not None:
            self._show_words(model)
        self._show_facts()

    def _heading(self) -> str:
        owner = self._model or self._found
        if owner is not None:
            return owner.name
        return self.tr("Looking for models…") if self._loading else self.tr("No model yet")

    def _about(self) -> str:
        if self._found is not None:
            words = self.tr("{tool} keeps this model on this computer. It can be used here as well.")
            return words.format(tool=self._found.tool)
        if self._model is not None:
            used = [self.words.task(task) for task in self._tasks]
            told = self.words.origin(self._model)
            if not used:
                return told
            stop = self.tr("{origin}. Used for {tasks}.")
            return stop.format(origin=told, tasks=self.tr(", ").join(used))
        if self._loading:
            return ""
        return self.tr(
            "A model is the part that writes. Get one that suits this computer, or add a file you have "
            "already (any GGUF file that llama.cpp can run). You can also drop it here."
        )

    def _writes(self, model: ShelfModel) -> bool:
        return not model.tasks or any(task in model.tasks for task in WRITERS)

    def _show_uses(self, model: ShelfModel | None) -> None:
        writes = model is not None and self._writes(model)
        seeks = model is not None and "embedding" in model.tasks
        names = {
            "prose": (self.tr("Use for prose"), self.tr("Used for prose"), self.tr("Loading…")),
            "chinese": (self.tr("Use for 中文"), self.tr("Used for 中文"), ""),
            "embedding": (self.tr("Keep for search by meaning"), self.tr("Kept for search by meaning"), ""),
        }
        for task, button in self.use.items():
            free, used, loading = names[task]
            taken = task in self._tasks
            button.setText(loading if taken and self._busy and loading else f"✓ {used}" if taken else free)
            button.setEnabled(not taken or task != "prose")  # there is always one for prose
            button.setToolTip(self.tr("Press again to end that") if taken and task != "prose" else "")
            button.setVisible(seeks if task == "embedding" else writes)

    def _show_words(self, model: ShelfModel) -> None:
        speed = self.words.speed(model.words_per_s)
        if speed:
            told = self.tr("{speed} when it wrote last, {when}.")
            self.speed.setText(told.format(speed=speed, when=when(model.last_used)))
        else:
            self.speed.setText(self.tr("Measured while it writes. The speed lab can do it now."))
        known, named = self._licence, model.licence
        name = known.name if known is not None else named
        says = known.says.get(spoken(), "") if known is not None else ""
        self.licence_heading.setText(f"{self.tr('Licence')} · {name}" if name else self.tr("Licence"))
        allows = self._get_words.commercial(known.commercial) if known is not None and says else ""
        set_role(self.allows, "" if known is not None and known.commercial == "yes" else "warning")
        self.allows.setText(allows or self.words.no_licence(bool(named)))
        self.licence.setText(says)
        self.licence.setVisible(bool(says))
        self.licence_link.setText(self.tr("Read the licence"))

    def _show_facts(self) -> None:
        model, found, tell = self._model, self._found, self.facts.tell
        path = self._path
        size = (model or found).bytes if (model or found) is not None else 0
        tell("path", self.tr("Path"), str(path or ""))
        tell("size", self.tr("Size"), in_bytes(size) if size >= LEAST_SIZE else "")
        tell("architecture", self.tr("Architecture"), model.architecture if model else "")
        tell("parameters", self.tr("Parameters"), self.words.parameters(model.parameters) if model else "")
        tell("quantisation", self.tr("Quantisation"), model.quantisation if model else "")
        tell("context", self.tr("Context"), self.words.context(model.context_trained) if model else "")
        good = model is not None and not model.code and self._writes(model)
        tell("template", self.tr("Template"), self.words.template(model) if good and model else "")
        sha = model.sha256 if model else ""
        tell("sha256", "SHA-256", "\u200b".join(sha[at : at + 8] for at in range(0, len(sha), 8)))

    def _open_licence(self) -> None:
        if self._licence is not None:
            dialog = LicenceDialog(self._licence, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
