"""Replacing in the whole manuscript: each place is shown before anything is done, and can be left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTreeView, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.find import Finder
from muse_desktop.manuscript.replacing import DocumentPreview, preview
from muse_desktop.manuscript.search_context import Excerpt
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import Chip, Quiet, TextButton
from muse_desktop.ui.search.fields import FindChoices, FindField
from muse_desktop.ui.search.replace_model import ReplaceDelegate, ReplaceModel

AFTER_TYPING_MS = 200
WIDTH = 820  # of the column in the middle
MOST_UNFOLDED = 3000  # places; beyond that documents are shown folded


class ReplaceView(Retranslated, QWidget):
    """Fields, the preview, one button. Esc or the chip goes back to the page."""

    back = Signal()
    wanted = Signal(tuple, object)  # DocumentPreviews, the chosen (document, number)
    opened = Signal(int, object)  # document, Excerpt: to look at a place

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._document: int | None = None
        self._looks = 0
        self._error: MuseError | None = None
        self._running: tuple[int, int] | None = None
        self._looked = False
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.field, self.replacement = FindField(self), FindField(self)
        self.choices = FindChoices(self)
        self.everywhere = Chip(parent=self, checkable=True)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.all, self.none = TextButton(self), TextButton(self)
        self.model = ReplaceModel(self)
        self.tree = QTreeView(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(ReplaceDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setIndentation(22)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = top_line(self, self.title, self.back_chip)
        rows = QVBoxLayout()
        rows.setContentsMargins(24, 22, 24, 18)
        rows.setSpacing(10)
        for row in (
            (self.field, self.replacement),
            (self.choices, self.everywhere),
            (self.summary, self.all, self.none),
        ):
            line = QHBoxLayout()
            line.setSpacing(10)
            for widget in row:
                line.addWidget(widget, int(widget in (*row[:1], self.replacement)))
            rows.addLayout(line)
        rows.addWidget(tree, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.go)
        rows.addLayout(foot)
        middle = QWidget(self)
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(rows)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(middle, 100)
        around.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addLayout(around, 1)

    def _connect(self) -> None:
        self._soon = Quiet(AFTER_TYPING_MS, self.look, self)
        for field in (self.field, self.replacement):
            field.textChanged.connect(lambda _text: self._soon.start())
        self.field.onward.connect(self.look)
        self.replacement.onward.connect(self.look)
        self.choices.changed.connect(self._soon.start)
        self.everywhere.toggled.connect(lambda _on: self._soon.start())
        self.back_chip.clicked.connect(lambda _checked=False: self.back.emit())
        self.all.clicked.connect(lambda _checked=False: self.model.choose_all(True))
        self.none.clicked.connect(lambda _checked=False: self.model.choose_all(False))
        self.model.chosen_changed.connect(self._tell)
        self.go.clicked.connect(lambda _checked=False: self._start())
        self.tree.activated.connect(self._open)

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Replace in the manuscript"))
        for field, words in ((self.field, self.tr("Find")), (self.replacement, self.tr("Replace with"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.everywhere.setText(self.tr("All projects"))
        self.all.setText(self.tr("Choose all"))
        self.none.setText(self.tr("Choose none"))
        self.tree.setAccessibleName(self.tr("Places to replace"))
        self.note.setText(
            self.tr("A snapshot of each document is kept first, and all of it can be taken back at once.")
        )
        self._tell()

    def take_up(self, document: int | None, finder: Finder | None = None, replacement: str = "") -> None:
        """Look in the project of `document`; with a `finder` for what it looks for."""
        self._document = document
        self.everywhere.setVisible(len(self._studio.manuscript.projects()) > 1)
        if finder is not None:
            self.choices.take(finder)
            self.field.setText(finder.pattern)
            self.replacement.setText(replacement)
        self.look()
        field = self.replacement if self.field.text() else self.field
        field.selectAll()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look(self) -> None:
        """Make the preview anew, off the UI thread."""
        self._soon.stop()
        self._looks += 1
        look, finder = self._looks, self.choices.finder(self.field.text())
        replacement, everywhere = self.replacement.text(), self.everywhere.isChecked()
        manuscript, document = self._studio.manuscript, self._document

        def work() -> list[DocumentPreview]:
            if look != self._looks or not finder.pattern:
                return []
            infos = () if everywhere else manuscript.documents()
            project = next((info.project_id for info in infos if info.id == document), None)
            return preview(manuscript, finder, replacement, project_id=project)

        self._jobs.watch(
            self._studio.background(work),
            self,
            lambda found: self._show(look, found, None),
            lambda error: self._show(look, [], error),
        )

    def _show(self, look: int, found: list[DocumentPreview], error: MuseError | None) -> None:
        if look != self._looks:
            return
        self._error, self._looked = error, bool(self.field.text())
        self.model.show_previews(found)
        if self.model.total <= MOST_UNFOLDED:
            self.tree.expandAll()
        self._tell()

    def show_running(self, done: int, of: int) -> None:
        """Say how far the replacing is; nothing else can be done here until it is over."""
        self._running = (done, of) if done < of else None
        for widget in (self.field, self.replacement, self.choices, self.tree, self.all, self.none):
            widget.setEnabled(self._running is None)
        self._tell()

    def _tell(self) -> None:
        model = self.model
        role = "error" if self._error is not None else "muted"
        if self.summary.property("role") != role:
            self.summary.setProperty("role", role)
            self.summary.style().unpolish(self.summary)
            self.summary.style().polish(self.summary)
        places = self.tr("%Ln places", "", model.total)
        documents = self.tr("%Ln documents", "", len(model.previews))
        if self._error is not None:
            words = self._error.text(spoken())
        elif model.total:
            words = self.tr("{places} in {documents}").format(places=places, documents=documents)
        else:
            words = self.tr("Nothing to replace.") if self._looked else self.tr("Type what to look for.")
        self.summary.setText(words)
        for button in (self.all, self.none):
            button.setVisible(model.total > 0)
        if self._running is not None:
            done, of = self._running
            self.go.setText(self.tr("{done} of {count}…").format(done=number(done), count=number(of)))
        else:
            self.go.setText(self.tr("Replace %Ln places", "", model.count))
        self.go.setEnabled(model.count > 0 and self._running is None)

    def _start(self) -> None:
        if self._soon.isActive():
            self.look()  # what is shown is not yet what has been typed
            return
        self.wanted.emit(self.model.previews, self.model.chosen())

    def _open(self, index: object) -> None:
        change = self.model.change(index)  # type: ignore[arg-type]
        if change is not None:
            document = self.model.preview_of(index).document_id  # type: ignore[arg-type]
            self.opened.emit(document, Excerpt(change.start, change.before, ((change.start, change.end),)))
