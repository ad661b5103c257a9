"""A novel before it comes in: its parts, chapters and scenes, to be arranged and left out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError, message
from muse_desktop.formats.annotations import Annotated
from muse_desktop.formats.novel import Novel
from muse_desktop.manuscript.incoming import NewDocument
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.studio.novel_plan import NovelPlan, notes_document
from muse_desktop.ui.base.full_view import row as row_of
from muse_desktop.ui.base.languages import number, spoken
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton, calm
from muse_desktop.ui.manuscript.in_out_frame import Advice, InOutView
from muse_desktop.ui.manuscript.ticked_tree import TickedModel, TickedRow, TickedTree
from muse_desktop.ui.settings.parts import sentences, small_print

HEADING_KINDS: tuple[NodeKind, ...] = ("part", "chapter", "scene")
MOST_LEVELS = 3
MOST_AUTHORS = 4


class IncomingView(InOutView):
    """Reading, then the preview, or what went wrong. What the writer does there can be undone."""

    bring_wanted = Signal(list, str, bool)  # NewDocuments, title of the project, whether it is a new one
    file_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._novel: Novel | None = None
        self._error: MuseError | None = None
        self._plans: list[NovelPlan] = []
        self._project = ""
        self._busy = "read"
        self._build_waiting()
        self._build_preview()
        self._states = QStackedLayout()
        self._states.addWidget(self._waiting)
        self._states.addWidget(self._preview)
        self.rows.addLayout(self._states)
        self._connect()
        self.retranslate()

    def _build_waiting(self) -> None:
        self._waiting = QWidget(self)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.stop = QPushButton(self)
        self.another = QPushButton(self)
        self.another.setProperty("role", "primary")
        box = QVBoxLayout(self._waiting)
        box.setContentsMargins(0, 60, 0, 0)
        box.setSpacing(16)
        box.addWidget(self.said)
        box.addWidget(self.bar)
        box.addLayout(row_of(self.stop, self.another, 1))
        box.addStretch(1)

    def _build_preview(self) -> None:
        self._preview = QWidget(self)
        self.file_name = ElidedLabel(self)
        self.file_name.setProperty("role", "strong")
        self.found = small_print(self)
        self.into_new, self.into_this = QRadioButton(self), QRadioButton(self)
        self.name = QLineEdit(self)
        self.level_labels = [QLabel(self) for _ in range(MOST_LEVELS)]
        self.levels = [QComboBox(self) for _ in range(MOST_LEVELS)]
        for label, combo in zip(self.level_labels, self.levels, strict=True):
            label.setBuddy(combo)
        calm(self, *self.levels)
        self.notes, self.authors = QCheckBox(self), QCheckBox(self)
        self.all, self.none = TextButton(self), TextButton(self)
        self.join, self.undo = TextButton(self), TextButton(self)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        self.model = TickedModel(self, editable=True)
        self.tree = TickedTree(self.model, self)
        self.note = Advice(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        options = QGridLayout()
        options.setHorizontalSpacing(18)
        options.setVerticalSpacing(8)
        options.addLayout(row_of(self.into_new, self.name), 0, 0)
        options.addWidget(self.into_this, 1, 0)
        options.addWidget(self.notes, 2, 0)
        options.addWidget(self.authors, 3, 0, 1, 3)
        for row, (label, combo) in enumerate(zip(self.level_labels, self.levels, strict=True)):
            options.addWidget(label, row, 1)
            options.addWidget(combo, row, 2)
        options.setColumnStretch(0, 1)
        box = QVBoxLayout(self._preview)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.file_name)
        box.addWidget(self.found)
        box.addLayout(options)
        box.addLayout(row_of(self.summary, 1, self.join, self.undo, self.all, self.none))
        box.addWidget(self.tree, 1)
        foot = row_of(self.note, self.go, spacing=16)
        foot.setStretch(0, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.stop.clicked.connect(lambda _checked=False: self.stop_wanted.emit())
        self.another.clicked.connect(lambda _checked=False: self.file_wanted.emit())
        self.model.tick_wanted.connect(lambda places, on: self._change(self.plan.with_wanted(places, on)))
        self.model.title_wanted.connect(lambda place, title: self._change(self.plan.with_title(place, title)))
        self.tree.join_wanted.connect(self.join_with_the_one_before)
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.join.clicked.connect(lambda _checked=False: self.join_with_the_one_before())
        self.undo.clicked.connect(lambda _checked=False: self.take_back())
        for button, wanted in ((self.all, True), (self.none, False)):
            button.clicked.connect(lambda _checked=False, wanted=wanted: self._all(wanted))
        for at, combo in enumerate(self.levels):
            combo.activated.connect(lambda choice, at=at: self._set_level(at, choice))
        self.into_new.toggled.connect(lambda _on: self._enable())
        self.name.textChanged.connect(lambda _text: self._enable())
        self.notes.toggled.connect(lambda _on: self._tell())
        self.go.clicked.connect(lambda _checked=False: self._bring())

    # What is shown

    @property
    def plan(self) -> NovelPlan:
        """How the pieces are arranged now."""
        return self._plans[-1]

    def show_reading(self, path: Path) -> None:
        """A file is being read."""
        self._path, self._error, self._busy = path, None, "read"
        self._show_waiting()

    def show_bringing(self) -> None:
        """What was chosen comes in."""
        self.note.refuse(None)
        self._busy = "bring"
        self._show_waiting()

    def show_error(self, error: MuseError) -> None:
        """The file could not be read: why, and what to do."""
        self._error = error
        self._show_waiting()

    def show_refused(self, error: MuseError) -> None:
        """It could not come in: back to the preview, as it was, with the reason."""
        self.note.refuse(error)
        self._states.setCurrentWidget(self._preview)

    def show_novel(self, novel: Novel, project: str) -> None:
        """What was found in the file; `project`: the title of the one that is open."""
        self._novel, self._project, self._error = novel, project, None
        self._plans = [NovelPlan.of(novel)]
        self.note.refuse(None)
        self.name.setText(novel.title or self._path.stem)
        self.into_new.setChecked(True)
        self.notes.setVisible(bool(novel.notes))
        self.notes.setChecked(bool(novel.notes))
        self.authors.setVisible(bool(novel.annotated and novel.annotated.spans))
        self.authors.setChecked(bool(novel.annotated and novel.annotated.verified))
        self.retranslate()
        self._show_plan()
        self._states.setCurrentWidget(self._preview)
        self.tree.go(0)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_waiting(self) -> None:
        failed = self._error is not None
        self.bar.setVisible(not failed)
        self.stop.setVisible(not failed and self._busy == "read")
        self.another.setVisible(failed)
        self._states.setCurrentWidget(self._waiting)
        self._word_waiting()
        (self.another if failed else self.stop).setFocus(Qt.FocusReason.OtherFocusReason)

    def _word_waiting(self) -> None:
        name = self._path.name
        if self._error is not None:
            self.said.setText(self._error.text(spoken()))
        elif self._busy == "read":
            self.said.setText(self.tr("Reading {name}…").format(name=name))
        else:
            self.said.setText(self.tr("Bringing in {name}…").format(name=name))
        self.bar.setAccessibleName(self.said.text())

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.title.setText(self.tr("Bring in a novel"))
        self.stop.setText(self.tr("Cancel"))
        self.another.setText(self.tr("Choose another file…"))
        self.into_new.setText(self.tr("Into a new project:"))
        self.name.setAccessibleName(self.tr("Title of the new project"))
        self.into_this.setText(self.tr("At the end of “{title}”").format(title=self._project))
        self.all.setText(self.tr("Choose all"))
        self.none.setText(self.tr("Choose none"))
        self.join.setText(self.tr("Join with the one before"))
        self.join.setToolTip(self.tr("For what is no chapter or scene of its own; nothing of it is lost"))
        self.undo.setText(self.tr("Undo"))
        self.tree.setAccessibleName(self.tr("What comes in"))
        kinds = {"part": self.tr("Parts"), "chapter": self.tr("Chapters"), "scene": self.tr("Scenes")}
        for combo in self.levels:
            chosen = combo.currentIndex()
            combo.clear()
            combo.addItems([kinds[kind] for kind in HEADING_KINDS])
            combo.setCurrentIndex(max(0, chosen))
        self._word_waiting()
        if self._novel is not None:
            self._word_novel(self._novel)
            self._show_plan()

    def _word_novel(self, novel: Novel) -> None:
        self.file_name.setText(self._path.name)
        said = [self.tr("%Ln words.", "", novel.words)]
        if novel.comments:
            said.append(self.tr("%Ln comments stand apart and are not counted.", "", novel.comments))
        if novel.pictures:
            said.append(self.tr("%Ln pictures stay behind.", "", novel.pictures))
        if novel.encoding_note:
            said.append(message(novel.encoding_note, spoken()))
        self.found.setText(sentences(*said, *self._claims(novel)))
        self.notes.setText(self.tr("Keep %Ln comments as a note", "", len(novel.notes)))
        self.note.say(
            self.tr("It is recorded as brought in from {name}. All of it can be taken back at once.").format(
                name=self._path.name
            )
        )

    def _claims(self, novel: Novel) -> list[str]:
        """What the file says of who wrote it, and what is wrong with that."""
        said: list[str] = []
        if novel.annotated is not None:
            said += [message(one.code, spoken(), count=one.count) for one in novel.annotated.findings]
            authors = novel.annotated.authors
            names = ", ".join(one.key for one in authors[:MOST_AUTHORS])
            words = self.tr("Keep who wrote what, as the file says: {authors}")
            words = words.format(authors=names + ("…" if len(authors) > MOST_AUTHORS else ""))
            self.authors.setText(words.replace("&", "&&"))  # else Qt takes it for a key
            tip = self.tr("It is kept as what the file says: the words stay “imported” in every count.")
            self.authors.setToolTip(tip)
            self.authors.setAccessibleDescription(tip)
        if novel.claims is not None and (claimed := novel.claims.model_words):
            words = self.tr("The file says of itself that {model} of {all} words rest on generated text.")
            said.append(words.format(model=number(claimed[0]), all=number(claimed[1])))
            said.append(self.tr("That is its claim; nothing here confirms it."))
        return said

    @property
    def kept_authors(self) -> Annotated | None:
        """Who wrote what, as the file says, where the writer keeps it."""
        return self._novel.annotated if self._novel is not None and self.authors.isChecked() else None

    def _untitled(self, count: int) -> str:
        return self.tr("Scene {number}").format(number=count)

    def _show_plan(self) -> None:
        plan = self.plan
        titles, parents = plan.titles(self._untitled), plan.parents()
        self.model.show_rows([
            TickedRow(
                plan.kind(place), titles[place], piece.words, piece.wanted, parents[place], piece.begins,
                bool(piece.title),
            )
            for place, piece in enumerate(plan.pieces)
        ])  # fmt: skip
        counts = plan.heading_counts()
        levels = list(plan.kinds)
        for at, (label, combo) in enumerate(zip(self.level_labels, self.levels, strict=True)):
            shown = at < len(levels)
            label.setVisible(shown)
            combo.setVisible(shown)
            if shown:
                words = self.tr("%Ln headings of level {level} are", "", counts[levels[at]])
                label.setText(words.format(level=at + 1))
                combo.setAccessibleName(label.text())
                combo.setCurrentIndex(HEADING_KINDS.index(plan.kinds[levels[at]]))
        self._tell()

    def _tell(self) -> None:
        if not self._plans:
            return
        count = len(self._documents())
        documents = self.tr("%Ln documents", "", self.plan.count)
        words = self.tr("%Ln words", "", self.plan.words)
        self.summary.setText(f"{documents} · {words}")
        self.go.setText(self.tr("Bring in %Ln documents", "", count))
        self._enable()

    def _enable(self) -> None:
        if not self._plans:
            return
        new = self.into_new.isChecked()
        self.name.setEnabled(new)
        self.go.setEnabled(self.plan.count > 0 and (not new or bool(self.name.text().strip())))
        self.join.setEnabled(self.tree.place > 0)
        self.undo.setEnabled(len(self._plans) > 1)

    # What the writer does

    def _change(self, plan: NovelPlan, place: int | None = None) -> None:
        if plan == self.plan:
            return
        place = self.tree.place if place is None else place
        self._plans.append(plan)
        self._show_plan()
        self.tree.go(place)
        self._enable()

    def take_back(self) -> None:
        """Undo the last thing that was done to the preview."""
        if len(self._plans) > 1:
            place = self.tree.place
            self._plans.pop()
            self._show_plan()
            self.tree.go(place)

    def join_with_the_one_before(self) -> None:
        """Put the row the keyboard is on behind the text of the one before it."""
        place = self.tree.place
        self._change(self.plan.merged(place), place - 1)

    def _all(self, wanted: bool) -> None:
        self._change(self.plan.with_wanted(range(len(self.plan.pieces)), wanted))

    def _set_level(self, at: int, choice: int) -> None:
        self._change(self.plan.with_kind(list(self.plan.kinds)[at], HEADING_KINDS[choice]))

    def _documents(self) -> list[NewDocument]:
        documents = self.plan.documents(self._untitled)
        if self._novel is not None and self._novel.notes and self.notes.isChecked():
            title = self.tr("Comments in {name}").format(name=self._path.name)
            documents.append(notes_document(title, self._novel.notes))
        return documents

    def _bring(self) -> None:
        self.bring_wanted.emit(self._documents(), self.name.text().strip(), self.into_new.isChecked())
