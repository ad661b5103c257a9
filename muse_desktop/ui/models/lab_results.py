"""The right side of the speed lab: what came of it in a sentence, a picture, a table and samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.studio.lab_values import Benchmark, Comparison
from muse_desktop.ui.base.languages import Retranslated, decimal, number
from muse_desktop.ui.base.widgets import Chip, Column, ElidedLabel, ProseView, SectionLabel, shifted
from muse_desktop.ui.models.lab_chart import LabChart
from muse_desktop.ui.models.lab_table import LabTable
from muse_desktop.ui.models.lab_words import LabWords, named, speed
from muse_desktop.ui.settings.parts import in_bytes, sentences, small_print

MARGIN = 34
WIDEST = 1040  # lines and bars are not stretched further
ACROSS = 28  # between columns
VALUE_HEIGHT = 38
MOST_SAMPLES = 4  # side by side
NARROW = 720  # pixels; then the notes stand below the picture, and samples two by two


class Figure(QWidget):
    """One large number over what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = QLabel(self)
        self.value.setProperty("role", "heading")
        self.value.setFixedHeight(VALUE_HEIGHT)  # Chinese letters are taller; all stand on one line
        self.value.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.about = small_print(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.value)
        box.addWidget(self.about, 1, Qt.AlignmentFlag.AlignTop)

    def show_figure(self, value: str, about: str) -> None:
        """Set number and words."""
        self.value.setText(value)
        self.about.setText(about)
        self.value.setAccessibleName(f"{value} {about}")


class Samples(QWidget):
    """What each model makes of the same beginning, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ACROSS)
        self._grid.setVerticalSpacing(14)
        self._columns: list[QWidget] = []
        self._most = MOST_SAMPLES
        self.views: list[ProseView] = []

    def set_columns(self, most: int) -> None:
        """How many stand side by side at most."""
        self._most = most
        self._place()

    def _place(self) -> None:
        across = max(1, min(self._most, len(self._columns)))
        for place, column in enumerate(self._columns):
            self._grid.addWidget(column, place // across, place % across)
        for place in range(MOST_SAMPLES):
            self._grid.setColumnStretch(place, int(place < across))

    def show_samples(self, samples: Sequence[tuple[str, str]]) -> None:
        """Names and their texts."""
        for column in self._columns:
            self._grid.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns, self.views = [], []
        for name, text in samples:
            column = QWidget(self)
            box = QVBoxLayout(column)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(6)
            title = ElidedLabel(column, Qt.TextElideMode.ElideMiddle)
            title.setProperty("role", "caption")
            title.setText(name)
            view = ProseView(column)
            view.setAccessibleName(name)
            view.textCursor().insertText(text.strip())  # keeps the space between the lines
            box.addWidget(title)
            box.addWidget(view)
            box.addStretch(1)
            self._columns.append(column)
            self.views.append(view)
        self._place()
        for column in self._columns:
            column.show()


class LabResults(Retranslated, Column):
    """Before anything is measured: what this is for."""

    use_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=MARGIN)
        self._words = LabWords(self)
        self.comparison: Comparison | None = None
        self.benchmark: Benchmark | None = None
        self._used: object = None
        self._narrow = False
        self.inside.setProperty("role", "paper")
        self.inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._whole = QWidget(self.inside)
        self._whole.setMaximumWidth(WIDEST)
        whole = self._whole
        self.title = QLabel(whole)
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.why = small_print(whole, "")
        self.about = small_print(whole)
        self.use = Chip(parent=whole)
        self.figures = [Figure(whole) for _ in range(4)]
        self._figures = QWidget(whole)
        self.chart = LabChart(whole)
        self._notes = QWidget(whole)
        self._note_names = [QLabel(self._notes) for _ in range(4)]
        self._note_words = [small_print(self._notes) for _ in range(4)]
        self.table = LabTable(whole)
        self._samples_heading = SectionLabel(whole)
        self.samples = Samples(whole)
        self._build()
        self.chart.chosen.connect(self.table.selectRow)
        self.table.currentCellChanged.connect(lambda row, *_: self.chart.set_current(row))
        self.use.clicked.connect(self._use)
        self.retranslate()

    def _build(self) -> None:
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 16, 0, 12)
        figures.setSpacing(ACROSS)
        for figure in self.figures:
            figures.addWidget(figure, 1)
        notes = QGridLayout(self._notes)
        notes.setContentsMargins(0, 4, 0, 0)
        notes.setVerticalSpacing(1)
        for place, (name, words) in enumerate(zip(self._note_names, self._note_words, strict=True)):
            name.setProperty("role", "caption")
            name.setProperty("current", "true")
            notes.addWidget(name, 3 * place, 0)
            notes.addWidget(words, 3 * place + 1, 0)
            notes.setRowMinimumHeight(3 * place + 2, 5)
        notes.setRowStretch(12, 1)
        self._picture = QWidget(self._whole)
        picture = QHBoxLayout(self._picture)
        picture.setContentsMargins(0, 8, 0, 8)
        picture.setSpacing(ACROSS)
        picture.addWidget(self.chart, 3, Qt.AlignmentFlag.AlignTop)
        picture.addWidget(self._notes, 2)
        box = QVBoxLayout(self._whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.title, self.why):
            box.addWidget(widget)
        box.addLayout(shifted(self.use, 0))
        for widget in (self._figures, self._picture, self.table, self.about):
            box.addWidget(widget)
        box.addSpacing(8)
        for widget in (self._samples_heading, self.samples):
            box.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._whole, 1000)
        row.addStretch(1)
        self.box.addLayout(row)
        self.box.addStretch(1)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.use, self.chart, self.table]

    def retranslate(self) -> None:
        """Set the words again."""
        self.use.setText(self.tr("Write with it from now on"))
        heads = self._words.heads()
        for name, words, (head, about) in zip(self._note_names, self._note_words, heads[3:], strict=True):
            name.setText(head)
            words.setText(about)
        self._show()

    def show_used(self, path: object) -> None:
        """Which file the writer writes with."""
        self._used = path
        self._show_use()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what came of a comparison."""
        self.comparison, self.benchmark = comparison, None
        self.chart.show_rows(comparison.rows, comparison.recommended)
        self.table.show_comparison(comparison)
        self._show()
        self.verticalScrollBar().setValue(0)

    def show_benchmark(self, benchmark: Benchmark) -> None:
        """Show how fast one file runs."""
        self.comparison, self.benchmark = None, benchmark
        self._show()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another arrangement."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            self._picture.layout().setDirection(way)
            self.samples.set_columns(2 if narrow else MOST_SAMPLES)
            self.table.set_narrow(narrow)

    def _use(self) -> None:
        best = self._best()
        if best is not None:
            self.use_wanted.emit(best)

    def _best(self) -> object:
        if self.comparison is not None and self.comparison.recommended >= 0:
            return self.comparison.rows[self.comparison.recommended].path
        return self.benchmark.path if self.benchmark is not None else None

    def _show_use(self) -> None:
        best = self._best()
        self.use.setVisible(best is not None and best != self._used)

    def _show(self) -> None:
        compared, alone = self.comparison, self.benchmark
        for widget in (self._picture, self.table):
            widget.setVisible(compared is not None)
        self._picture.setVisible(compared is not None and bool(self.chart.shown))
        self._figures.setVisible(compared is None)
        if compared is not None:
            self._show_words(
                self._words.title(compared), self._words.why(compared), self._words.measured_on(compared)
            )
            samples = [(named(row), row.sample) for row in compared.rows if row.sample.strip()]
        elif alone is not None:
            self._show_benchmark(alone)
            samples = [(named(alone), alone.sample)] if alone.sample.strip() else []
        else:
            self._show_words(
                self.tr("Fast enough, and good enough?"),
                self.tr(
                    "The same model comes in files of several sizes. A smaller one takes less memory and "
                    "writes faster, and is a little less sure of its words. How much less, on your own "
                    "prose and on this computer, is what you find out here."
                ),
                self.tr(
                    "Each file reads your text once and writes a few lines. That takes a minute or two; you "
                    "can go on writing meanwhile, only more slowly."
                ),
            )
            self._show_promise()
            samples = []
        one = self.tr("How it goes on from the beginning of the text")
        several = self.tr("How they go on from the beginning of the text")
        self._samples_heading.setText(several if len(samples) > 1 else one)
        self.samples.show_samples(samples)
        self._samples_heading.setVisible(bool(samples))
        self.samples.setVisible(bool(samples))
        self._show_use()

    def _show_words(self, title: str, why: str, about: str) -> None:
        for label, words in ((self.title, title), (self.why, why), (self.about, about)):
            label.setText(words)
            label.setVisible(bool(words))

    def _show_promise(self) -> None:
        """What will be known, before anything is."""
        promises = (
            (self.tr("Speed"), self.tr("How many words it writes and reads in a second, here.")),
            (self.tr("Surprise"), self.tr("How well it foresees your prose, word for word.")),
            (self.tr("Distance"), self.tr("How far a smaller file strays from the largest.")),
            (self.tr("Voice"), self.tr("What each makes of the same beginning, side by side.")),
        )
        for figure, (name, about) in zip(self.figures, promises, strict=True):
            figure.show_figure(name, about)

    def _show_benchmark(self, alone: Benchmark) -> None:
        first, second, third, fourth = self.figures
        first.show_figure(speed(alone.words_per_s), self.tr("words a second written"))
        second.show_figure(speed(alone.reads_words_per_s), self.tr("words a second read"))
        words = self.tr("until the first word, after %Ln tokens not read before", "", alone.prompt_tokens)
        third.show_figure(self.tr("{count} s").format(count=decimal(alone.first_word_s, 1)), words)
        fourth.show_figure(in_bytes(alone.memory), self.tr("of memory in use"))
        threads = self.tr("%Ln threads", "", alone.threads)
        on_gpu = self.tr("{count} layers on the graphics card").format(count=number(alone.gpu_layers))
        how = self.tr("Measured with {how}; loading took {seconds} s.").format(
            how=f"{threads}, {on_gpu}" if alone.gpu_layers else threads, seconds=decimal(alone.load_s, 1)
        )
        self._show_words(
            self.tr("{name} on this computer").format(name=named(alone)),
            self._feeling(alone.words_per_s),
            sentences(how, "" if alone.quiet else self._words.busy()),
        )

    def _feeling(self, words_per_s: float) -> str:
        """What a speed is like to work with; people read about four words a second."""
        if words_per_s >= 12:
            return self.tr("It writes faster than you can read.")
        if words_per_s >= 4:
            return self.tr("It writes about as fast as you read.")
        if words_per_s >= 1.5:
            return self.tr("It writes more slowly than you read; good for short passages.")
        return self.tr("It is slow here; a smaller file would be more pleasant to work with.")
