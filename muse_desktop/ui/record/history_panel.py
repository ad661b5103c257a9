"""The History tab: every generation, taken or not, with all that is recorded of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QListView, QStackedLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.provenance.records import GenerationRecord, GenerationSummary
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.when import when
from muse_desktop.ui.record.history_detail import HistoryDetail

ROW_HEIGHT = 46
MOST = 500


class HistoryModel(QAbstractListModel):
    """Generations, newest first."""

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._rows: list[GenerationSummary] = []

    def show_rows(self, rows: list[GenerationSummary]) -> None:
        """Show `rows`."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many generations."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: first words, recipe, time and fate of a generation."""
        row = self._rows[index.row()]
        if role == Role.ID:
            return row.id
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(row.opening.split()) or self.tr("(nothing arrived)")
        if role == Role.WORDS:
            return self.tr("inserted") if row.accepted else ""
        if role == Role.SECOND:
            return " · ".join((self.recipe(row.recipe), when(row.created_at), *self._state(row)))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (
                str(self.data(index)),
                str(self.data(index, Role.SECOND)),
                str(self.data(index, Role.WORDS)),
            )
            return ", ".join(part for part in parts if part)
        return None

    def recipe(self, recipe_id: str) -> str:
        """A recipe's name in the current language; its id when it is gone."""
        try:
            return self._studio.recipes.get(recipe_id).names[spoken()]
        except MuseError:
            return recipe_id

    def _state(self, row: GenerationSummary) -> tuple[str, ...]:
        names = {
            "failed": self.tr("broken off"),
            "cancelled": self.tr("stopped"),
            "running": self.tr("being written"),
        }
        return (names[row.state],) if row.state in names else ()


class HistoryDelegate(QStyledItemDelegate):
    """One generation in two lines."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class HistoryPanel(Retranslated, QWidget):
    """The list; one chosen generation takes its place, with a way back."""

    insert_wanted = Signal(int, int, int, int, str)  # generation, candidate, start, end, "cursor"
    prompt_wanted = Signal(str)
    word_wanted = Signal(int, object, int)  # generation, card, a place in its text
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self.model = HistoryModel(studio, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(HistoryDelegate(self.view))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(14, 14, 14, 0)
        self.detail = HistoryDetail(studio, jobs, self)
        listing = QWidget(self)
        box = QVBoxLayout(listing)
        box.setContentsMargins(8, 10, 8, 0)
        box.addWidget(self.view)
        self._stack = QStackedLayout(self)
        for widget in (listing, self._empty, self.detail):
            self._stack.addWidget(widget)
        self._listing = listing
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.detail.back.connect(self.show_list)
        self.detail.insert_wanted.connect(self.insert_wanted)
        self.detail.prompt_wanted.connect(self.prompt_wanted)
        self.detail.failed.connect(self.failed)
        self.detail.word_wanted.connect(self.word_wanted)
        self.detail.source_wanted.connect(self.open_generation)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.view.setAccessibleName(self.tr("Generations, newest first"))
        self._empty.setText(self.tr("Everything the model writes is kept here, whether you take it or not."))
        self.view.viewport().update()

    def reload(self) -> None:
        """Read the list again; an open detail stays."""
        reading = self._studio.background(lambda: self._studio.history(MOST))
        self._jobs.watch(reading, self, self._show, self.failed.emit)

    def open_generation(self, generation: int) -> None:
        """Show one generation."""
        reading = self._studio.background(lambda: self._studio.generation(generation))
        self._jobs.watch(reading, self, self._show_detail, self.failed.emit)

    def show_list(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self._listing if self.model.rowCount() else self._empty)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def showing_detail(self) -> bool:
        """Whether one generation is open."""
        return self._stack.currentWidget() is self.detail

    def _show(self, rows: list[GenerationSummary]) -> None:
        chosen = self.view.currentIndex().data(Role.ID) if self.view.currentIndex().isValid() else None
        self.model.show_rows(rows)
        for row, summary in enumerate(rows):
            if summary.id == chosen:
                self.view.setCurrentIndex(self.model.index(row))
        if not self.showing_detail:
            self._stack.setCurrentWidget(self._listing if rows else self._empty)

    def _open(self, index: QModelIndex) -> None:
        self.open_generation(index.data(Role.ID))

    def _show_detail(self, record: GenerationRecord) -> None:
        self.detail.show_record(record, self.model.recipe(record.recipe))
        self._stack.setCurrentWidget(self.detail)
        self.detail.setFocus(Qt.FocusReason.OtherFocusReason)
