"""What was typed, but is the same as words of one of the model's answers: a list to go through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import draw_row
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import TEXT_INSET, ContentList, ShiftedRow, TextButton
from muse_desktop.ui.record.origin_words import OriginNames

if TYPE_CHECKING:
    from muse_desktop.provenance.figures import Passage, Retyped

ROW_HEIGHT = 46
OPENING = 90  # characters


class SameModel(ListModel):
    """Findings, each in two lines: its words, and which answer they are the same as."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: hash((one.document, one.start, one.end)), parent)
        self._names = OriginNames(self)
        self.times: Mapping[int, str] = {}  # when each generation was asked for
        self.titles: Mapping[int, str] = {}  # of documents; without it the document goes without saying

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a row says."""
        if not index.isValid():
            return None
        found: Retyped = self.values[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(found.text[:OPENING].split())
        if role == Role.SECOND:
            title = self.titles.get(found.document, "")
            return f"{title} · {self.same(found)}" if title else self.same(found)
        if role == Role.WORDS:
            return self.tr("%Ln words", "", found.words)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (found.text, self._names.kind(found.kind), str(self.data(index, Role.SECOND)))
            return "\n".join(said) if role == Qt.ItemDataRole.ToolTipRole else ", ".join(said)
        return super().data(index, role)

    def same(self, found: Retyped) -> str:
        """Which answer the words are the same as."""
        at = self.times.get(found.generation)
        if at is None:
            return self.tr("the same as words of answer {number}").format(number=found.generation)
        return self.tr("the same as words of an answer of {time}").format(time=when(at))


class SameDelegate(QStyledItemDelegate):
    """One finding in two lines."""

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one row."""
        draw_row(painter, option, index, str(index.data(Role.WORDS)), str(index.data(Role.SECOND)))

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)


class SameList(Retranslated, QWidget):
    """The findings, what they mean, and the ways to the passage and to the answer."""

    jump_wanted = Signal(object)  # Retyped
    history_wanted = Signal(int)  # generation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SameModel(self)
        self.view = ContentList(self, least_rows=2)
        self.view.setModel(self.model)
        self.view.setItemDelegate(SameDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.about = QLabel(self)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.next, self.answer = TextButton(self, strong=True), TextButton(self)
        buttons = ShiftedRow(-TEXT_INSET)
        buttons.setSpacing(10)
        buttons.addWidget(self.next)
        buttons.addWidget(self.answer)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(TEXT_INSET, 0, 0, 0)
        box.setSpacing(4)
        rows = ShiftedRow(-TEXT_INSET)  # their words begin further in
        rows.addWidget(self.view, 1)
        box.addLayout(rows)
        box.addLayout(buttons)
        box.addWidget(self.about)
        box.addStretch(1)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        self.next.clicked.connect(self.go_on)
        self.answer.clicked.connect(self._show_answer)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.view.setAccessibleName(self.tr("The same as an answer"))
        self.next.setText(self.tr("Next"))
        self.next.setAccessibleName(self.tr("Go to the next such passage"))
        self.answer.setText(self.tr("Show the answer"))
        self.about.setText(
            self.tr(
                "As far as the record knows these words did not come from an answer, and yet one has them, "
                "eight or more in a row. That can be chance or a quotation: it is a question, no verdict."
            )
        )
        self.model.refresh()

    @property
    def findings(self) -> tuple[Retyped, ...]:
        """What is listed."""
        return self.model.values

    def show_findings(
        self, found: Sequence[Retyped], times: Mapping[int, str], titles: Mapping[int, str] | None = None
    ) -> None:
        """List `found`. `times`: of generations; `titles`: of the documents, where they are several."""
        self.model.times, self.model.titles = times, titles or {}
        self.model.set_values(found)
        for button in (self.next, self.answer):
            button.setEnabled(bool(found))

    def go_on(self) -> None:
        """To the passage after the chosen one, then round to the first."""
        rows = self.model.rowCount()
        if rows:
            self.choose((self.view.currentIndex().row() + 1) % rows)
            self._go(self.view.currentIndex())

    def choose(self, row: int) -> None:
        """Mark a finding as the one that is looked at."""
        self.view.setCurrentIndex(self.model.index(row))

    def _go(self, index: QModelIndex) -> None:
        self.jump_wanted.emit(index.data(Role.VALUE))

    def _show_answer(self) -> None:
        row = max(0, self.view.currentIndex().row())
        if row < len(self.findings):
            self.history_wanted.emit(self.findings[row].generation)


def place_of(found: Passage, text: str) -> tuple[int, int] | None:
    """Where a passage of the figures stands in a text that may be another since; None: its words are gone."""
    if text[found.start : found.end] == found.text:
        return found.start, found.end
    behind = text.find(found.text, found.start)
    before = text.rfind(found.text, 0, found.start + len(found.text))
    places = [at for at in (behind, before) if at >= 0]
    if not places:
        return None
    nearest = min(places, key=lambda at: abs(at - found.start))
    return nearest, nearest + len(found.text)
