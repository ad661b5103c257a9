"""What became of each file of an import: kept as it was, changed by cleaning, or left out, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import message
from muse_desktop.library.corpus import AddReport, FileOutcome
from muse_desktop.ui.base.languages import Retranslated, decimal, number, spoken
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.library.words import CleaningWords, joined
from muse_desktop.ui.settings.parts import small_print

STATES = ("", "changed", "kept", "dropped")
SIZE = 860, 560
WIDTHS = 250, 110
ROW_HEIGHT = 28
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OutcomeModel(QAbstractTableModel):
    """A row for each file that was looked at."""

    def __init__(self, outcomes: Sequence[FileOutcome], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = self._rows = tuple(outcomes)
        self._words = CleaningWords(self)

    def show_only(self, state: str, words: str) -> None:
        """Only the files of one state ("" is any) whose name or story has all these words in it."""
        sought = words.casefold().split()

        def fits(one: FileOutcome) -> bool:
            told = f"{one.path} {self.story(one)}".casefold() if sought else ""
            return state in ("", one.state) and all(word in told for word in sought)

        self.beginResetModel()
        self._rows = tuple(one for one in self._all if fits(one))
        self.endResetModel()

    def story(self, one: FileOutcome) -> str:
        """Why a file was left out, or what cleaning changed in it."""
        if one.item is None:
            return message(one.code, spoken(), **one.values)
        parts = [f"{self._words.step(name)}: {number(count)}" for name, count in one.steps.items()]
        parts += [
            self.tr("{mark} left in place: {count}").format(mark=mark, count=number(count))
            for mark, count in one.flags.items()
        ]
        if one.note:
            guessed = one.note == "text.guessed"
            parts.append(self.tr("encoding guessed") if guessed else self.tr("some letters are damaged"))
        return joined(*parts)

    def state(self, one: FileOutcome) -> str:
        """What became of a file, in a word."""
        names = {
            "kept": self.tr("as it was"),
            "changed": self.tr("cleaned"),
            "dropped": self.tr("left out"),
        }
        return names[one.state]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: file, what became of it, why."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("Became"), self.tr("What was done, or why not"))[section]
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (one.path.name, self.state(one), self.story(one))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(one.path) if index.column() == 0 else self.story(one) or None
        if role == Qt.ItemDataRole.ForegroundRole and one.item is None and index.column() == 1:
            return colour("warn")
        return None


class ReportDialog(Retranslated, QDialog):
    """The report of one import, to look through."""

    def __init__(self, report: AddReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._about = small_print(self, "muted")
        self.chips = {state: Chip(parent=self, checkable=True) for state in STATES}
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.rows = OutcomeModel(report.outcomes, self)
        self.table = QTableView(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "primary")
        self._build()
        self.resize(*SIZE)
        self.retranslate()

    def _build(self) -> None:
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(6)
        for chip in self.chips.values():
            group.addButton(chip)
            line.addWidget(chip)
            chip.clicked.connect(self._filter)
        self.chips[""].setChecked(True)
        line.addStretch(1)
        line.addWidget(self.field, 2)
        self.field.textChanged.connect(self._filter)
        table = self.table
        table.setModel(self.rows)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.setStyleSheet("QTableView::item { padding: 0 8px; }")
        for place, width in enumerate(WIDTHS):
            table.setColumnWidth(place, width)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        box.addWidget(self._about)
        box.addLayout(line)
        box.addWidget(table, 1)
        box.addWidget(buttons)

    def retranslate(self) -> None:
        """Set the words again."""
        report = self._report
        self.setWindowTitle(self.tr("Report of the import"))
        rate = report.read / report.seconds / 1e6 if report.seconds else 0.0
        took = self.tr("{size} MB in {seconds} seconds, {rate} MB a second").format(
            size=decimal(report.read / 1e6, 1), seconds=decimal(report.seconds, 1), rate=decimal(rate, 1)
        )
        ended = self.tr("You stopped it before the end.") if report.cancelled else ""
        if report.interrupted is not None:
            ended = report.interrupted.text(spoken())
        files = self.tr("%Ln files", "", len(report.outcomes))
        self._about.setText(joined(files, took if report.read else "", ended))
        states = [one.state for one in report.outcomes]
        names = {
            "": self.tr("All"),
            "changed": self.tr("Cleaned"),
            "kept": self.tr("As they were"),
            "dropped": self.tr("Left out"),
        }
        for state, chip in self.chips.items():
            count = len(states) if not state else states.count(state)
            chip.setText(self.tr("{name} ({count})").format(name=names[state], count=number(count)))
        self.field.setPlaceholderText(self.tr("File or reason"))
        self.field.setAccessibleName(self.tr("Words in file names and reasons"))
        self.table.setAccessibleName(self.tr("Files of the import"))
        self.close_button.setText(self.tr("Close"))
        self._filter()

    def _filter(self) -> None:
        state = next(state for state, chip in self.chips.items() if chip.isChecked())
        self.rows.show_only(state, self.field.text())
