"""The manuscript before it goes out as one file: how it is written on the left, which scenes on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.formats.compile import KNOWN_SUFFIXES, SCENE_BREAK
from muse_desktop.manuscript.tree_values import Node
from muse_desktop.studio.headings import Headings
from muse_desktop.studio.novels import CompileWish, Surveyed
from muse_desktop.ui.base.full_view import row as row_of
from muse_desktop.ui.base.target_file import TargetFile
from muse_desktop.ui.base.widgets import SectionLabel, TextButton, calm
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.manuscript.in_out_frame import Advice, InOutView
from muse_desktop.ui.manuscript.ticked_tree import TickedModel, TickedRow, TickedTree

WIDTH = 1080
OPTIONS_WIDTH = 400
LABEL_WIDTH = 64
BREAKS = (SCENE_BREAK, "#", "⁂", "~", "—")
HEADINGS: tuple[Headings, ...] = ("titles", "numbers", "both")
LONGEST_BREAK = 40


class OutgoingView(InOutView):
    """Asks; `wanted` says how, and which documents are to be in the manuscript from now on."""

    wanted = Signal(object, object)  # CompileWish, {document id: whether it is compiled}, where that changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.middle.setMaximumWidth(WIDTH)
        self._project = 0
        self._nodes: list[Node] = []
        self._words: dict[int, int] = {}
        self._comments: dict[int, int] = {}
        self._ticked: dict[int, bool] = {}
        self._busy = False
        self.agreed = Path()  # the file dialog has asked whether this one may be replaced
        self._labels: list[SectionLabel] = []
        self._make()
        self._build()
        self._connect()
        self.retranslate()

    def _make(self) -> None:
        self.name, self.author = QLineEdit(self), QLineEdit(self)
        self._target = TargetFile((".docx", ".md"), self.title.text, self, KNOWN_SUFFIXES)
        self.kinds, self.path, self.choose = self._target.kinds, self._target.path, self._target.choose
        self.headings = QComboBox(self)
        self.scene_titles = QCheckBox(self)
        self.scene_break = QComboBox(self)
        self.scene_break.setEditable(True)
        self.scene_break.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.scene_break.addItems(BREAKS)
        self.scene_break.lineEdit().setMaxLength(LONGEST_BREAK)
        calm(self, self.headings, self.scene_break)
        self.comments = QCheckBox(self)
        self.comments.setChecked(True)
        self.notice, self.annotations = QCheckBox(self), QCheckBox(self)
        self.notice.setChecked(True)
        self._knows_notice = False
        self.all, self.none = TextButton(self), TextButton(self)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "muted")
        self.model = TickedModel(self)
        self.tree = TickedTree(self.model, self)
        self.note = Advice(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.field_labels = [QLabel(self), QLabel(self)]
        for label, field in zip(self.field_labels, (self.name, self.author), strict=True):
            label.setMinimumWidth(LABEL_WIDTH)
            label.setBuddy(field)
        self.break_label = QLabel(self)
        self.break_label.setBuddy(self.scene_break)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        sections: tuple[tuple[object, ...], ...] = (
            tuple(
                row_of(label, field)
                for label, field in zip(self.field_labels, (self.name, self.author), strict=True)
            ),
            (self.headings, self.scene_titles, row_of(self.break_label, self.scene_break)),
            (self.comments,),
            (*self.kinds.values(), row_of(self.path, self.choose), self.notice, self.annotations),
        )
        for widgets in sections:
            label = SectionLabel(self)
            self._labels.append(label)
            left.addWidget(label)
            for one in widgets:
                if isinstance(one, QWidget):
                    left.addWidget(one)
                elif isinstance(one, QHBoxLayout):
                    left.addLayout(one)
            left.addSpacing(10)
        left.addStretch(1)
        options = QWidget(self)
        options.setFixedWidth(OPTIONS_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        options.setLayout(left)
        right = QVBoxLayout()
        right.setSpacing(8)
        label = SectionLabel(self)
        self._labels.append(label)
        right.addLayout(row_of(label, 1, self.all, self.none))
        right.addWidget(self.tree, 1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addWidget(options)
        both.addLayout(right, 1)
        self.rows.addLayout(both, 1)
        foot = row_of(self.note, self.summary, self.go, spacing=16)
        foot.setStretch(0, 1)
        self.rows.addLayout(foot)

    def _connect(self) -> None:
        self._target.kind_changed.connect(self._tell)
        self._target.agreed.connect(self._agree)
        self.path.textChanged.connect(lambda _text: self._path_changed())
        self.comments.toggled.connect(lambda _on: self._tell())
        self.scene_titles.toggled.connect(lambda _on: self._tell())
        self.model.tick_wanted.connect(self._tick)
        self.all.clicked.connect(lambda _checked=False: self._tick(range(len(self._nodes)), True))
        self.none.clicked.connect(lambda _checked=False: self._tick(range(len(self._nodes)), False))
        self.go.clicked.connect(lambda _checked=False: self._compile())

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.title.setText(self.tr("Compile the manuscript"))
        headings = (
            self.tr("Title page"),
            self.tr("Headings"),
            self.tr("Comments"),
            self.tr("File"),
            self.tr("What goes out"),
        )
        for label, words in zip(self._labels, headings, strict=True):
            label.setText(words)
        names = self.tr("Title"), self.tr("Author")
        for label, field, words in zip(self.field_labels, (self.name, self.author), names, strict=True):
            label.setText(words)
            field.setAccessibleName(words)
        chosen = max(0, self.headings.currentIndex())
        self.headings.clear()
        self.headings.addItems([
            self.tr("Parts and chapters by their titles"),
            self.tr("Parts and chapters by their numbers"),
            self.tr("Parts and chapters by numbers and titles"),
        ])  # fmt: skip
        self.headings.setCurrentIndex(chosen)
        self.headings.setAccessibleName(self.tr("Headings"))
        self.scene_titles.setText(self.tr("Titles of scenes as headings too"))
        self.break_label.setText(self.tr("Between scenes"))
        self.scene_break.setAccessibleName(self.break_label.text())
        self.kinds[".docx"].setText(self.tr("Word document (.docx)"))
        self.kinds[".md"].setText(self.tr("Markdown (.md)"))
        self.notice.setText(self.tr("Say in the file how much rests on generated text"))
        self.notice.setToolTip(
            self.tr("In its properties, with author and copyright. Turning it off is recorded.")
        )
        self.annotations.setText(self.tr("Say at its end who wrote what"))
        self.annotations.setToolTip(self.tr("As Markdown Annotations, which other writing programs read."))
        self.path.setAccessibleName(self.tr("Where to"))
        self.choose.setText(self.tr("Choose…"))
        self.all.setText(self.tr("Choose all"))
        self.none.setText(self.tr("Choose none"))
        self.tree.setAccessibleName(self.tr("What goes out"))
        self.note.say(self.tr("What is ticked here is in the manuscript from then on."))
        self._tell()

    # What is shown

    def take_up(self, project: int, title: str, author: str, nodes: Sequence[Node], folder: Path) -> None:
        """Show the documents of a project; `folder`: where the file goes unless the writer says otherwise."""
        if project != self._project:
            self.name.setText(title)
            self.path.setText(str(folder / (file_name(title) + self._target.suffix)))
            self.scene_titles.setChecked(all(node.kind == "scene" for node in nodes))
        self._project, self._nodes, self._busy = project, list(nodes), False
        self._knows_notice = False
        self.author.setText(author)
        self.note.refuse(None)
        self._words = {node.id: node.words for node in nodes}
        self._comments = {}
        self._ticked = {node.id: node.compiled for node in nodes}
        self._show()
        self.tree.go(0)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_survey(self, found: Mapping[int, Surveyed]) -> None:
        """Words without comments, and how many of those there are, once the texts have been read."""
        self._words |= {document: one.words for document, one in found.items()}
        self._comments = {document: one.comments for document, one in found.items()}
        self._show()

    def show_notice(self, on: bool) -> None:
        """Whether files of the project say of themselves what the record has, as it is now."""
        self.notice.setChecked(on)
        self._knows_notice = True

    def show_running(self, busy: bool) -> None:
        """The file is being written, or no longer."""
        self._busy = busy
        self._tell()

    def _show(self) -> None:
        places = {node.id: place for place, node in enumerate(self._nodes)}
        self.model.show_rows([
            TickedRow(
                node.kind, node.title, self._words.get(node.id, 0), self._ticked[node.id],
                places.get(node.parent_id or 0),
            )
            for node in self._nodes
        ])  # fmt: skip
        self._tell()

    def _tell(self) -> None:
        ticked = [node.id for node in self._nodes if self._ticked[node.id]]
        texts = [one for one in ticked if self._words.get(one, 0)]
        words = sum(self._words.get(one, 0) for one in ticked)
        comments = sum(self._comments.get(one, 0) for one in ticked)
        parts = [self.tr("%Ln documents", "", len(texts)), self.tr("%Ln words", "", words)]
        self.summary.setText(" · ".join(parts))
        out = self.tr("Leave out comments  <!-- so -->")
        count = self.tr("%Ln comments", "", comments)
        self.comments.setText(f"{out} · {count}" if comments else out)
        self.scene_break.setEnabled(not self.scene_titles.isChecked())
        self.notice.setVisible(self._target.suffix == ".docx")
        self.annotations.setVisible(self._target.suffix == ".md")
        self.go.setText(self.tr("Compiling…") if self._busy else self.tr("Compile"))
        self.go.setEnabled(bool(texts) and self._target.is_named and not self._busy)

    # What the writer does

    def _tick(self, places: Sequence[int] | set[int], on: bool) -> None:
        for place in places:
            self._ticked[self._nodes[place].id] = on
        self.note.refuse(None)
        self._show()

    def _path_changed(self) -> None:
        self.note.refuse(None)
        self._tell()

    def _agree(self, path: Path) -> None:
        self.agreed = path

    def target(self) -> Path:
        """The file to write, with the chosen ending."""
        return self._target.file()

    def _compile(self) -> None:
        changed = {
            node.id: self._ticked[node.id] for node in self._nodes if self._ticked[node.id] != node.compiled
        }
        self.wanted.emit(self.wish(), changed)

    def wish(self) -> CompileWish:
        """How the manuscript is to be written."""
        return CompileWish(
            self._project,
            self.target(),
            self.name.text().strip(),
            self.author.text().strip(),
            HEADINGS[max(0, self.headings.currentIndex())],
            self.scene_titles.isChecked(),
            self.scene_break.currentText().strip() or SCENE_BREAK,
            self.comments.isChecked(),
            self.annotations.isChecked(),
            self.notice.isChecked() if self._knows_notice and self._target.suffix == ".docx" else None,
        )
