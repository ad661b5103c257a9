"""What to tell others about AI: who asks, what only the writer knows, and the draft, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.report_text import report_text
from muse_desktop.provenance.disclosure.answers import SHARED_QUESTIONS
from muse_desktop.provenance.disclosure.rules import form_ids
from muse_desktop.provenance.disclosure.values import Draft, Form
from muse_desktop.provenance.figures import Figures
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import NAMES, Retranslated, spoken
from muse_desktop.ui.base.list_model import Index, ListModel
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.widgets import Chip, SectionLabel
from muse_desktop.ui.export_dialog import file_name
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.record.disclosure_draft import DraftColumn
from muse_desktop.ui.record.disclosure_questions import QuestionColumn

WIDTHS = (254, 330, 696)
ROW = 32
TOPIC = "disclosure"


@dataclass
class _Known:
    """What the view works with: figures, and the writer's answers by form."""

    figures: Figures
    answers: dict[str, dict[str, str]] = field(default_factory=dict)


class FormModel(ListModel):
    """Everybody who asks, by name; what they ask is the tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(lambda form: form_ids().index(form.id), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a row says."""
        if not index.isValid():
            return None
        form: Form = self.values[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return form.name
        return form.asks if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)


class FormRow(QStyledItemDelegate):
    """One row of the list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Qt: draw the row."""
        draw_row(painter, option, index, "")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """Qt: all rows are alike."""
        return QSize(120, ROW)


class DisclosureView(Retranslated, QWidget):
    """The wizard. Esc or the chip goes back to the page."""

    back = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("disclosure")
        self._studio, self._jobs = studio, jobs
        self._room = studio.evidence.disclosure
        self._project, self._document = 0, 0
        self._known: _Known | None = None
        self._draft: Draft | None = None
        self._asked = 0
        self._make()
        self._build()
        self._connect()
        self.retranslate()

    def _make(self) -> None:
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.back_chip = BackChip(self)
        self.notices = NoticeBar(self)
        self._heads = [SectionLabel(self) for _ in WIDTHS]
        self.forms = QListView(self)
        self.model = FormModel(self)
        self.forms.setModel(self.model)
        self.forms.setItemDelegate(FormRow(self.forms))
        self._asks = QLabel(self)
        self._asks.setProperty("role", "caption")
        self._asks.setWordWrap(True)
        self.whole, self.one = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        self.languages = {name: Chip(NAMES[name], self, checkable=True) for name in NAMES}
        self.questions = QuestionColumn(self)
        self.draft = DraftColumn(self)
        self._state = QLabel(self)
        self._state.setProperty("role", "muted")
        self._advice = QLabel(self)
        self._advice.setProperty("role", "caption")
        self._advice.setWordWrap(True)
        self.copy, self.save = QPushButton(self), QPushButton(self)
        self.save.setProperty("role", "primary")

    def _build(self) -> None:
        top = top_line(self, self._title, self.back_chip)
        for pair in ((self.whole, self.one), tuple(self.languages.values())):
            group = QButtonGroup(self)
            for chip in pair:
                group.addButton(chip)
        self.whole.setChecked(True)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        for pane in (self._left(), self._middle(), self._right()):
            panes.addWidget(pane)
        panes.setSizes(list(WIDTHS))
        for place, stretch in enumerate((0, 0, 1)):
            panes.setStretchFactor(place, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.notices)
        box.addWidget(panes, 1)

    def _pane(self, role: str, least: int) -> tuple[QWidget, QVBoxLayout]:
        pane = QWidget(self)
        pane.setProperty("role", role)
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setMinimumWidth(least)
        box = QVBoxLayout(pane)
        box.setContentsMargins(0, 14, 0, 0)
        box.setSpacing(8)
        return pane, box

    def _left(self) -> QWidget:
        pane, box = self._pane("side", 200)
        box.setContentsMargins(13, 14, 13, 14)
        box.addWidget(self._heads[0])
        box.addWidget(self.forms, 1)
        box.addWidget(self._asks)
        return pane

    def _middle(self) -> QWidget:
        pane, box = self._pane("side", 260)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self._heads[1])
        box.addLayout(head)
        box.addWidget(self.questions, 1)
        return pane

    def _right(self) -> QWidget:
        pane, box = self._pane("side", 380)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(6)
        for widget in (self._heads[2], self._state):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.whole)
        head.addWidget(self.one)
        head.addSpacing(14)
        for chip in self.languages.values():
            head.addWidget(chip)
        foot.setContentsMargins(20, 8, 20, 12)
        foot.setSpacing(10)
        foot.addWidget(self._advice, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        box.addLayout(head)
        box.addWidget(self.draft, 1)
        box.addLayout(foot)
        return pane

    def _connect(self) -> None:
        self.back_chip.clicked.connect(self.back)
        self.forms.selectionModel().currentChanged.connect(lambda *_: self._show(fresh=True))
        self.questions.answered.connect(self._answered)
        self.draft.copied.connect(self._copy)
        self.copy.clicked.connect(self._copy_all)
        self.save.clicked.connect(self._choose_file)
        for chip in (self.whole, self.one):
            chip.clicked.connect(lambda _on=False: self.reload())
        for chip in self.languages.values():
            chip.clicked.connect(lambda _on=False: self._show())

    def retranslate(self) -> None:
        """Set the words again; the draft follows the window's language."""
        self._title.setText(self.tr("What to tell others about AI"))
        heads = (self.tr("1  Who asks"), self.tr("2  What only you can know"), self.tr("3  The draft"))
        for label, words in zip(self._heads, heads, strict=True):
            label.setText(words)
        self.forms.setAccessibleName(self.tr("Who asks"))
        self.whole.setText(self.tr("The manuscript"))
        self.one.setText(self.tr("This document"))
        self._advice.setText(self.tr("A draft from self-recorded evidence. Not legal advice: you sign it."))
        self.copy.setText(self.tr("Copy all"))
        self.save.setText(self.tr("Save as…"))
        for name, chip in self.languages.items():
            chip.setAccessibleName(self.tr("Draft in {language}").format(language=NAMES[name]))
        self.languages[spoken()].setChecked(True)
        row = max(0, self.forms.currentIndex().row())
        self.model.set_values(self._room.forms(spoken()))
        self.forms.setCurrentIndex(self.model.index(row))
        self._show()

    # What is shown

    @property
    def form(self) -> Form:
        """Whose form is shown."""
        forms = self.model.values
        return forms[max(0, self.forms.currentIndex().row())]

    @property
    def language(self) -> Language:
        """The language of the draft."""
        return next(name for name, chip in self.languages.items() if chip.isChecked())

    def open_work(self, project: int, document: int, title: str) -> None:
        """Show the drafts for a project, or for the document that is being written."""
        self._project, self._document = project, document
        self.one.setToolTip(title)
        self.reload()
        self.forms.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the record and the answers again, off the UI thread."""
        room, project = self._room, self._project
        documents: Sequence[int] | None = [self._document] if self.one.isChecked() else None
        self._asked += 1
        asked = self._asked
        self._state.setText(self.tr("Reading the record…"))

        def work() -> _Known:
            forms = [form.id for form in room.forms("en")]
            figures = room.figures(project, documents)
            return _Known(figures, {form: room.answers(project, form) for form in forms})

        def show(known: _Known) -> None:
            if asked == self._asked:
                self._known = known
                self._state.clear()
                self._show()

        def fail(error: MuseError) -> None:
            self._state.clear()
            self.notices.tell(Notice(TOPIC, lambda: error.text(spoken())))

        self._jobs.watch(self._studio.background(work), self, show, fail)

    def _show(self, fresh: bool = False) -> None:
        """The questions and the draft of the chosen form; `fresh`: from its beginning."""
        form, known = self.form, self._known
        self._asks.setText(form.asks)
        for button in (self.copy, self.save):
            button.setEnabled(known is not None)
        if known is None:
            return
        answers = known.answers[form.id]
        asked = self._room.questions(known.figures, form.id, answers, spoken())
        self.questions.show_questions(form.id, asked, answers)
        self._draft = self._room.draft(known.figures, form.id, answers, self.language)
        self.draft.show_draft(self._draft)
        if fresh:
            self.draft.verticalScrollBar().setValue(0)

    def _answered(self, question: str, given: str) -> None:
        known = self._known
        if known is None:
            return
        form = self.form.id
        for one, answers in known.answers.items():
            if one == form or question in SHARED_QUESTIONS:
                known.answers[one] = self._room.answered(known.figures, answers, question, given)
        kept = self._room.keep(self._project, form, known.answers[form])
        self._jobs.watch(kept, self, None, self._refused)
        self._show()

    # Out of the window

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.notices.tell(Notice(TOPIC, lambda: self.tr("Copied."), "news"))

    def _copy_all(self) -> None:
        if self._known is not None and self._draft is not None:
            self._copy(report_text(self._room.report(self._known.figures, self._draft)).decode())

    def _choose_file(self) -> None:
        if self._draft is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(folder or Path.home()) / f"{file_name(self._draft.title)}.pdf"
        kinds = (self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)"), self.tr("Text (*.txt)"))
        name, kind = QFileDialog.getSaveFileName(self, self.save.text(), str(start), ";;".join(kinds))
        if name:
            path = Path(name)
            suffixes = dict(zip(kinds, (".pdf", ".html", ".txt"), strict=True))
            self.save_as(path if path.suffix else path.with_name(path.name + suffixes.get(kind, ".pdf")))

    def save_as(self, path: Path) -> None:
        """Write the draft to a file, off the UI thread."""
        known, draft, room = self._known, self._draft, self._room
        if known is None or draft is None:
            return
        self.save.setEnabled(False)
        work = self._studio.background(lambda: room.save(known.figures, draft, path))
        self._jobs.watch(work, self, self._saved, self._refused, lambda: self.save.setEnabled(True))

    def _saved(self, path: Path) -> None:
        words = lambda: self.tr("The draft is in {path}.").format(path=path)  # noqa: E731
        show = lambda: self.tr("Open folder")  # noqa: E731
        folder = QUrl.fromLocalFile(str(path.parent))
        self.notices.tell(Notice(TOPIC, words, "news", show, lambda: QDesktopServices.openUrl(folder)))

    def _refused(self, error: MuseError) -> None:
        self.notices.tell(Notice(TOPIC, lambda: error.text(spoken())))
