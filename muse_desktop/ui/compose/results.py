"""What came of the generations: their strip, the cards of one, other words for a word, the comparison."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muse_desktop.engine.values import NextWord
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.compose.alternatives import AlternativesPopup
from muse_desktop.ui.compose.candidates import CandidateBoard, CandidateCard
from muse_desktop.ui.compose.compare import Compare
from muse_desktop.ui.compose.run_strip import RunStrip
from muse_desktop.ui.compose.runs import Runs


class Results(QWidget):
    """The lower part of the Compose tab. Inserts nothing by itself."""

    insert_wanted = Signal(int, int, int, int, str)  # generation, candidate, start, end, "cursor" | "replace"
    card_shown = Signal(QWidget)  # a card that the writer was led to

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self.document: int | None = None  # what the page shows
        self.board = CandidateBoard(self)
        self.runs = Runs(studio, self.board, self)
        self.strip = RunStrip(self.runs, self)
        self.compare = Compare(studio, jobs, self)
        self.alternatives = AlternativesPopup(studio, jobs, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for widget in (self.strip, self.board, self.compare):
            box.addWidget(widget)
        self.board.stop_wanted.connect(lambda at: self.runs.shown.generation.stop_candidate(at))
        self.board.insert_wanted.connect(self._insert)
        self.board.word_wanted.connect(self._word_clicked)
        self.runs.shown_changed.connect(self._offer)
        self.runs.ended.connect(self._offer)
        self.compare.best_changed.connect(self.board.set_best)
        self.compare.card_wanted.connect(self._go_to_card)
        self.alternatives.branch_wanted.connect(self._branch)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self.strip.stops(), *self.board.stops(), *self.compare.stops()]

    def has_focus(self) -> bool:
        """Whether the keyboard is in a card or in the comparison."""
        focused = self.window().focusWidget()
        return self.board.isAncestorOf(focused) or self.compare.isAncestorOf(focused)

    def mark_taken(self, generation: int, candidate: int) -> None:
        """A candidate has gone into the draft; its card says so."""
        for run in self.runs.all:
            if run.generation.number == generation and candidate < len(run.cards):
                run.cards[candidate].set_taken(True)

    def insert_focused(self) -> None:
        """Insert the card that has the keyboard, or the first that can be inserted."""
        cards = [card for card in self.board.cards if card.insert.isEnabled()]
        focused = [card for card in cards if card.isAncestorOf(self.window().focusWidget())]
        if cards:
            (focused or cards)[0].ask_insert()

    def show_alternatives(self, generation: int, card: CandidateCard, place: int) -> None:
        """What else could stand at `place` (code points) of a candidate's text."""
        self.alternatives.open(generation, card.candidate, card.text, place, card.view)

    def _branch(self, generation: int, candidate: int, token: int, word: NextWord) -> None:
        """Write on from another word; the new card shows what was kept before it."""
        self.runs.begin(
            lambda: self._studio.branch_point(generation, candidate, token, word),
            self.tr("Another way"),
            word.text.strip(),
            True,
            candidates=1,
            seed=None,
            document=self.document,
            options=lambda prepared: prepared.options,
        )

    def _word_clicked(self, candidate: int, place: int) -> None:
        number = self.runs.shown.generation.number
        if number is not None:
            self.show_alternatives(number, self.board.cards[candidate], place)

    def _insert(self, candidate: int, start: int, end: int) -> None:
        made = self.runs.shown.generation
        if made.number is not None and made.prepared is not None:
            self.insert_wanted.emit(made.number, candidate, start, end, made.prepared.insert)

    def _offer(self, *_: object) -> None:
        """Offer to compare what is shown, once it has ended."""
        made = self.runs.shown.generation
        if made.number is None or made.running:
            self.compare.forget()
        else:
            self.compare.offer(made.number, sum(bool(card.text.strip()) for card in self.board.cards))

    def _go_to_card(self, candidate: int) -> None:
        card = self.board.cards[candidate]
        card.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card_shown.emit(card)
