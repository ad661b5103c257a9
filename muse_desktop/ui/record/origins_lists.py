"""Below the documents of a project: the passages that were accepted, and where the record is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from muse_desktop.errors import message
from muse_desktop.provenance.figures import Block, Figures, Gap, Passage
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Column
from muse_desktop.ui.record.origins_table import CELLS, LEFT, RIGHT, ROW_HEIGHT

AT, TITLE, OPENING, LENGTH, STANDS = range(5)
OPENING_SHOWN = 80  # characters


@dataclass(frozen=True)
class Accepted:
    """One row: a passage that was accepted, and where text of it stands (None: nowhere in the project)."""

    block: Block
    title: str
    passage: Passage | None


def accepted_of(figures: Figures) -> tuple[Accepted, ...]:
    """A row for each accepted passage, the newest first."""
    titles = {one.document: one.title for one in figures.documents}
    passages: dict[int, Passage] = {}
    for document in figures.documents:
        for passage in document.passages:
            for block in passage.blocks:
                passages.setdefault(block, passage)
    rows = []
    for block in reversed(figures.blocks):
        passage = passages.get(block.origin)
        document = passage.document if passage else block.document
        rows.append(Accepted(block, titles.get(document, ""), passage))
    return tuple(rows)


class AcceptedModel(QAbstractTableModel):
    """When, where, how it goes, how long it was, how much of it stands."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Accepted, ...] = ()

    def show_figures(self, figures: Figures) -> None:
        """Show the accepted passages of a project."""
        self.beginResetModel()
        self.rows = accepted_of(figures)
        self.endResetModel()

    def retranslate(self) -> None:
        """The words have changed."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else STANDS + 1

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return (
                    self.tr("Accepted"),
                    self.tr("Document"),
                    self.tr("As it stands now"),
                    self.tr("Characters"),
                    self.tr("Still as accepted"),
                )[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if section in (LENGTH, STANDS) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Role.VALUE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (LENGTH, STANDS):
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column == OPENING and row.passage is not None:
            return row.passage.text
        return self._cell(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, row: Accepted, column: int) -> str:
        block = row.block
        if column == AT:
            return when(block.at)
        if column == TITLE:
            return row.title or "–"
        if column == OPENING:
            if row.passage is not None:
                return " ".join(row.passage.text[:OPENING_SHOWN].split())
            return self.tr("not in the manuscript any more")
        if column == LENGTH:
            return number(block.accepted)
        return f"{_standing_percent(block)} %" if block.accepted else "–"


def _standing_percent(block: Block) -> str:
    """What stands, in whole per cent; 0 and 100 are said only where they are exact."""
    percent = 100 * block.standing / block.accepted
    if 0 < percent < 100:
        percent = min(99, max(1, round(percent)))
    return number(round(percent))


class AcceptedTable(Retranslated, QTableView):
    """The accepted passages; Enter or a double click goes to one."""

    passage_wanted = Signal(object)  # Passage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(AcceptedModel(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setStyleSheet(CELLS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 4)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(OPENING, QHeaderView.ResizeMode.Stretch)
        for column, width in ((AT, 150), (TITLE, 180), (LENGTH, 100), (STANDS, 130)):
            head.resizeSection(column, width)
        self.doubleClicked.connect(self._go)

    def retranslate(self) -> None:
        """Set the words again."""
        self.model().retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes to the passage."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _go(self, index: Index) -> None:
        passage = index.data(Role.VALUE).passage
        if passage is not None:
            self.passage_wanted.emit(passage)


class GapList(Retranslated, QWidget):
    """Times and places where the record cannot speak, a sentence each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        column = Column(self, 4)
        self.words = QLabel(column.inside)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.box.addWidget(self.words)
        column.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)
        self.setFocusProxy(self.words)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        none = self.tr("The record has no gaps that it knows of.")
        self.words.setText("\n\n".join(map(gap_words, self._gaps)) or none)

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these."""
        self._gaps = gaps
        self.retranslate()


def gap_words(gap: Gap) -> str:
    """One gap: when, and the sentence its code stands for."""
    values: Mapping[str, str | int] = {name: _readable(value) for name, value in gap.values.items()}
    said = message(gap.code, spoken(), **values)
    return f"{when(gap.at)} · {said}" if gap.at else said


def _readable(value: str | int) -> str | int:
    """Times as a reader writes them, other values as they are."""
    return when(value) if isinstance(value, str) and value.endswith("Z") and "T" in value else value
