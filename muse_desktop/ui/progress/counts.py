"""The card over the status bar: how long selection, document and project are, by whom, and the targets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.manuscript.progress import Length
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.widgets import Line, SectionLabel, TextButton
from muse_desktop.ui.progress.counting import Counted
from muse_desktop.ui.progress.goals import Goals
from muse_desktop.ui.progress.words import ProgressWords

WIDTH = 430
MARGIN = 12
COLUMNS = ("selected", "text", "project")
LENGTHS = ("words", "cjk", "marked", "characters", "bare", "pages", "reading")
MAKERS = ("own", "model", "other")


class CountsCard(Retranslated, QFrame):
    """Floats over the window's lower left corner. Who opens it gives it what was counted."""

    closed = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = ProgressWords(self)
        self._counted: Counted | None = None
        self._heading = QLabel(self)
        self._heading.setProperty("role", "title")
        self.close_button = TextButton(self)
        self._columns = {name: SectionLabel(self) for name in COLUMNS}
        self._names = {name: QLabel(self) for name in (*LENGTHS, *MAKERS)}
        self.values = {(row, column): QLabel(self) for row in self._names for column in COLUMNS}
        self._makers, self._targets = SectionLabel(self), SectionLabel(self)
        self.goals = Goals(self)
        self.log = TextButton(self, strong=True)
        self._build()
        self.close_button.clicked.connect(self.close_up)
        self.log.clicked.connect(self.log_wanted)
        parent.installEventFilter(self)
        self.retranslate()
        self.hide()

    def _build(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, label in enumerate(self._columns.values(), 1):
            grid.addWidget(label, 0, place, right)
        for line, row in enumerate((*LENGTHS, "", *MAKERS), 1):
            if not row:
                grid.addWidget(self._makers, line, 0, 1, 4)
                grid.setRowMinimumHeight(line, 26)
                continue
            self._names[row].setProperty("role", "muted")
            grid.addWidget(self._names[row], line, 0)
            for place, column in enumerate(COLUMNS, 1):
                grid.addWidget(self.values[row, column], line, place, right)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.log)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(grid)
        box.addWidget(Line(self))
        box.addWidget(self._targets)
        box.addWidget(self.goals)
        box.addLayout(foot)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Counts and targets"))
        self.setAccessibleName(self._heading.text())
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(self.tr("Close"))
        columns = self.tr("Selection"), self.tr("Document"), self.tr("Project")
        for label, words in zip(self._columns.values(), columns, strict=True):
            label.setText(words)
        for row, words in {
            "words": self.tr("Words"),
            "cjk": self.tr("of them 字"),
            "marked": self.tr("字数 (with punctuation)"),
            "characters": self.tr("Characters"),
            "bare": self.tr("without spaces"),
            "pages": self.tr("Pages"),
            "reading": self.tr("Reading time"),
            "own": self.tr("Yours"),
            "model": self.tr("The model's"),
            "other": self.tr("From elsewhere"),
        }.items():
            self._names[row].setText(words)
        about = self.tr("Of a typed manuscript: 250 words each, or 400 squares in Chinese")
        self._names["pages"].setToolTip(about)
        self._names["other"].setToolTip(self.tr("Imported, pasted from outside, or of unknown origin"))
        self._makers.setText(self.tr("Words by who made them"))
        self._targets.setText(self.tr("Targets"))
        self.log.setText(self.tr("What was written, day by day"))
        self._show()

    # Showing

    def open(self) -> None:
        """Show the card with the keyboard in it."""
        self.show()
        self.place()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Hide it; what was set a moment ago counts."""
        if self.isVisible():
            self.goals.flush()
            self.hide()
            self.closed.emit()

    def show_counted(self, counted: Counted) -> None:
        """Show what was counted."""
        self._counted = counted
        self.goals.show_counted(counted)
        self._show()

    def _show(self) -> None:
        counted = self._counted
        lengths: dict[str, Length | None] = dict.fromkeys(COLUMNS)
        if counted is not None:
            lengths = {"selected": counted.selected, "text": counted.text, "project": counted.progress.whole}
        self._columns["selected"].setVisible(lengths["selected"] is not None)
        chinese = any(length is not None and length.count.cjk for length in lengths.values())
        for column, length in lengths.items():
            told = self._told(length)
            for row, words in told.items():
                label = self.values[row, column]
                label.setText(words)
                label.setVisible(column != "selected" or length is not None)
                about = self._columns[column].accessibleName(), self._names[row].text()
                label.setAccessibleName(f"{about[0]}, {about[1]}: {words}")
        for row in ("cjk", "marked"):
            self._names[row].setVisible(chinese)
            for column, length in lengths.items():
                self.values[row, column].setVisible(chinese and (column != "selected" or length is not None))
        self.place()

    def _told(self, length: Length | None) -> dict[str, str]:
        if length is None:
            return dict.fromkeys(self._names, "–")
        count, makers = length.count, length.words
        told = {
            "words": count.words,
            "cjk": count.cjk,
            "marked": count.words + count.marks,
            "characters": count.characters,
            "bare": count.characters_without_spaces,
            "pages": count.pages,
            "own": makers.own,
            "model": makers.model,
            "other": makers.other,
        }
        words = {row: number(value) for row, value in told.items()}
        return {**words, "reading": self._words.reading(count.reading_seconds)}

    # Place and keys

    def place(self) -> None:
        """Stand in the lower left corner, above the line at the bottom."""
        window = self.parentWidget()
        self.layout().activate()
        self.resize(min(WIDTH, window.width() - 2 * MARGIN), self.sizeHint().height())
        self.move(MARGIN, max(0, window.height() - self.height() - 28 - MARGIN))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt: Esc inside the card is the card's, before the window takes it for its own."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)
