"""Comparing the candidates of a generation: a button, then the plot, and the same numbers as a table.

Nothing is worked out before the writer asks once; from then on every generation is compared when it has
ended, until the comparison is folded away again.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, decimal, number, spoken
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.compose.scatter import ScatterView

if TYPE_CHECKING:
    from muse_desktop.studio.insight import Place

ROW_HEIGHT = 24


class Compare(Retranslated, QWidget):
    """Hidden until `offer`; tells which candidate is best where the dial stands."""

    best_changed = Signal(int, str)  # the candidate with the star (-1: none), and its numbers in words
    card_wanted = Signal(int)

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._generation: int | None = None
        self._places: dict[int, tuple[Place, ...]] = {}  # by generation, so that going back costs nothing
        self._future: Future[Any] | None = None
        self._error: MuseError | None = None
        self._wildness = 0.5
        self.unfolded = False
        self.button = Chip(parent=self, checkable=True)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.view = ScatterView(self)
        self.table = self._make_table()
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        for label in (self.note, self._about):
            label.setProperty("role", "caption")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        box.addLayout(row)
        for widget in (self.note, self.view, self.table, self._about):
            box.addWidget(widget)
        self.button.clicked.connect(self._toggle)
        self.view.chosen.connect(self.card_wanted)
        self.table.cellClicked.connect(lambda row, _column: self._open(row))
        self.table.cellActivated.connect(lambda row, _column: self._open(row))
        self.retranslate()
        self.hide()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return table

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.button, self.view, self.table]

    def retranslate(self) -> None:
        """Set the words again."""
        heads = (self.tr("Candidate"), self.tr("Coherence"), self.tr("Originality"), self.tr("At the dial"))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setAccessibleName(self.tr("The same numbers as a table"))
        self._about.setText(
            self.tr(
                "Further right: the words follow more readily from what came before. Further up: they share "
                "less with your library and with each other, and repeat themselves less. The star is the "
                "best of them where the dial from faithful to wild stands. It is all worked out on this "
                "computer; nothing is sent anywhere."
            )
        )
        self._show()

    def set_wildness(self, wildness: float) -> None:
        """The dial has moved; 0 faithful … 1 wild."""
        if wildness != self._wildness:
            self._wildness = wildness
            self._show()

    def forget(self) -> None:
        """Another generation begins, or none is shown: drop what is being worked out."""
        self._generation = self._error = None
        self._drop()
        self._show()

    def offer(self, generation: int, candidates: int) -> None:
        """A generation has ended with so many candidates that have words."""
        self._drop()
        self._generation = generation if candidates > 1 else None
        self._error = None
        if self.unfolded:
            self._ask()
        self._show()

    @property
    def working(self) -> bool:
        """Whether numbers are being worked out."""
        return self._future is not None

    @property
    def places(self) -> tuple[Place, ...]:
        """What is shown."""
        return self._places.get(self._generation, ()) if self._generation is not None else ()

    def _toggle(self) -> None:
        self.unfolded = not self.unfolded
        if self.unfolded:
            self._error = None
            self._ask()
        else:
            self._drop()
        self._show()

    def _drop(self) -> None:
        if self._future is not None:
            self._future.cancel()  # what comes of it all the same is kept for later, and shown to nobody
        self._future = None

    def _ask(self) -> None:
        generation = self._generation
        if generation is None or self.places:
            return
        future = self._future = self._studio.insight.places(generation)

        def came(places: tuple[Place, ...]) -> None:
            self._places[generation] = tuple(one for one in places if one.coherence > 0)  # others are empty

        def failed(error: MuseError) -> None:
            if self._future is future:
                self._error = error

        def over() -> None:
            if self._future is future:
                self._future = None
            self._show()

        self._jobs.watch(future, self, came, failed, over)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.places):
            self.card_wanted.emit(self.places[row].candidate)

    def _show(self) -> None:
        places = self.places if self.unfolded else ()
        best = self._studio.insight.best(places, self._wildness) if places else -1
        self.setVisible(self._generation is not None)
        self.button.setText(self.tr("Compare the candidates"))
        self.button.setChecked(self.unfolded)
        self.button.setToolTip(self.tr("Which of them follows best, and which is the most original"))
        self.view.show_places(places, best, self._wildness)
        self._fill(places, best)
        self.note.setText(self._note_words(places, best))
        self.note.setVisible(bool(self.note.text()))
        for widget in (self.view, self.table, self._about):
            widget.setVisible(bool(places))
        chosen = [place for place in places if place.candidate == best]
        self.best_changed.emit(best, self.view.words(chosen[0]) if chosen else "")

    def _note_words(self, places: tuple[Place, ...], best: int) -> str:
        if not self.unfolded:
            return ""
        if self._error is not None:
            return self._error.text(spoken())
        if not places:
            return self.tr("Comparing… The model reads the candidates again; you can go on writing.")
        words = self.tr("Best where the dial stands: candidate {best} of {count}")
        return words.format(best=number(best + 1), count=number(len(places)))

    def _fill(self, places: tuple[Place, ...], best: int) -> None:
        self.table.setRowCount(len(places))
        for row, place in enumerate(places):
            worth = self.view.worth(place)
            star = " ★" if place.candidate == best else ""
            cells = [number(place.candidate + 1) + star]
            cells += [decimal(value, 2) for value in (place.coherence, place.originality, worth)]
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + ROW_HEIGHT * len(places) + 4)
