"""The candidates of one generation as cards that fill while the model writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.protocol import MAX_CANDIDATES
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import count_words
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.base.widgets import ProseView, TextButton
from muse_desktop.ui.compose.alternatives import WordClicks
from muse_desktop.ui.compose.found import hit_marks
from muse_desktop.ui.compose.sampler_words import place_words, values_list
from muse_desktop.ui.originality.gauge import FoundGauge

if TYPE_CHECKING:
    from muse_desktop.originality.values import Hit

COLUMN_WIDTH = 290  # least width of a card, in pixels, before two stand side by side
MAKE_EVERY_MS = 150  # how soon after one another cards are made ahead


Labelled = Callable[[str, int, int], QMimeData]
"""Clipboard contents for (text, candidate, where it starts), so that a paste knows its origin."""


class CandidateCard(Retranslated, QFrame):
    """One candidate: its text, what it shares with the library, its state, and what can be done with it."""

    insert_wanted = Signal(int, int, int)  # candidate, start and end in code points of its text
    word_wanted = Signal(int, int)  # candidate, a place in its text: what else could stand there
    stop_wanted = Signal(int)

    def __init__(self, candidate: int, seed: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.candidate = candidate
        self.labelled: Labelled | None = None
        self._seed = seed
        self._place: int | None = None  # of its own on the dial
        self._sampling: Sampling | None = None
        self._reading: float | None = None  # how much of the prompt is read, 0 … 1
        self._text = ""
        self._lead = 0  # white space at the start, which is not shown
        self._hits: tuple[Hit, ...] = ()
        self._found: int | None = None  # so many of its words stand in the library; None: nobody has looked
        self._unchecked: MuseError | None = None
        self._stop_reason = ""  # empty while the model writes
        self._recorded = False
        self._taken = False
        self._best, self._blocked = "", 0  # the numbers behind its star; how often a run was kept out
        self.setProperty("role", "card")
        self.view = ProseView(self)
        self.view.labelled = lambda start, end: self._mime(*self._span(start, end))
        self.overlap = QLabel(self)
        self.overlap.setProperty("role", "overlap")
        self.overlap.setWordWrap(True)
        self.state = QLabel(self)
        self.state.setProperty("role", "caption")
        self.state.setWordWrap(True)
        self.stop = TextButton(self)
        self.copy = TextButton(self)
        self.insert = TextButton(self, strong=True)
        self.gauge = FoundGauge(self)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.state, 1)
        said.addWidget(self.gauge, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.overlap, 1)
        foot.addStretch(0)
        for button in (self.stop, self.copy, self.insert):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 12, 7)
        box.setSpacing(3)
        box.addWidget(self.view)
        box.addLayout(said)
        box.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.stop.clicked.connect(lambda: self.stop_wanted.emit(self.candidate))
        self.copy.clicked.connect(self._copy)
        self.insert.clicked.connect(self.ask_insert)
        self.view.selectionChanged.connect(self._name_buttons)
        self.clicks = WordClicks(self.view)
        self.clicks.clicked.connect(self._word_clicked)
        self.retranslate()
        self._show_state()

    def assign(
        self, candidate: int, seed: int, sampling: Sampling | None = None, place: int | None = None
    ) -> None:
        """Give a card that was made ahead its number and seed, its values, and its own place on the dial."""
        self.candidate, self._seed = candidate, seed
        self._sampling, self._place = sampling, place
        self.retranslate()

    @property
    def text(self) -> str:
        """What has arrived so far."""
        return self._text

    @property
    def done(self) -> bool:
        """Whether this candidate has ended."""
        return bool(self._stop_reason)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.view, self.stop, self.copy, self.insert]

    def retranslate(self) -> None:
        """Set the words again."""
        self.view.setAccessibleName(self.tr("Candidate {number}").format(number=self.candidate + 1))
        self.stop.setText(self.tr("Stop"))
        self.copy.setText(self.tr("Copy"))
        self._name_buttons()
        self._show_state()
        self._show_hits()

    def set_reading(self, share: float | None) -> None:
        """How much of a long prompt is read, 0 … 1; None when there is nothing to wait for."""
        self._reading = share
        self._show_state()

    def append(self, text: str) -> None:
        """Add what the model wrote."""
        self._reading = None
        shown = text if self._text.strip() else text.lstrip()
        self._lead += len(text) - len(shown)
        self._text += text
        cursor = QTextCursor(self.view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(_shown(shown))
        self._show_state()

    def set_hits(self, hits: Sequence[Hit], words: int) -> None:
        """Underline what is also in the library and name the longest; `words` lie in them."""
        self._hits, self._found = tuple(hits), words
        self._show_hits()
        self._show_gauge()

    def set_unchecked(self, error: MuseError) -> None:
        """The comparison with the library has broken off: nobody may think that nothing was found."""
        self._unchecked = error
        self._show_hits()
        self._show_gauge()

    def finish(self, stop_reason: str) -> None:
        """The candidate has ended."""
        self._stop_reason = stop_reason
        self._show_state()

    def set_recorded(self, recorded: bool) -> None:
        """Whether the record is complete, so that the text can be taken with its origin."""
        self._recorded = recorded
        self._show_state()

    def set_taken(self, taken: bool) -> None:
        """Whether (part of) the text has gone into a document."""
        self._taken = taken
        self._name_buttons()
        self._show_state()

    def set_blocked(self, times: int) -> None:
        """How often a run of words of the library was kept out of it."""
        self._blocked = times
        self._show_state()

    def set_best(self, numbers: str) -> None:
        """Give it the star of the comparison, with its numbers as a tool tip; "" takes the star away."""
        if numbers != self._best:
            self._best = numbers
            self._show_state()

    def chosen(self) -> tuple[int, int]:
        """The selected part, or the whole text, in code points."""
        cursor = self.view.textCursor()
        if not cursor.hasSelection():
            return 0, len(self._text)
        return self._span(cursor.selectionStart(), cursor.selectionEnd())

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Positions of what is shown, in UTF-16 units, as code points of the candidate's text."""
        places = Utf16Map(self._text)
        return places.to_codepoint(start + self._lead), places.to_codepoint(end + self._lead)

    def _mime(self, start: int, end: int) -> QMimeData:
        if self.labelled is not None:
            return self.labelled(self._text[start:end], self.candidate, start)
        plain = new_mime()
        plain.setText(self._text[start:end])
        return plain

    def ask_insert(self) -> None:
        """Offer the chosen part to the page."""
        if self.insert.isEnabled():
            start, end = self.chosen()
            if start > 0 and self._text[start - 1] == " ":
                start -= 1  # so that the join with the draft's last word knows that a word begins here
            self.insert_wanted.emit(self.candidate, start, end)

    def _word_clicked(self, unit: int) -> None:
        if self.done and self._recorded and self._text.strip():
            self.word_wanted.emit(self.candidate, self._span(unit, unit)[0])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(self._mime(*self.chosen()))

    def _name_buttons(self) -> None:
        selection = self.view.textCursor().hasSelection()
        whole = self.tr("Insert again") if self._taken else self.tr("Insert")
        self.insert.setText(self.tr("Insert selection") if selection else whole)
        for button in (self.stop, self.copy, self.insert):
            button.setAccessibleName(f"{button.text()}: {self.view.accessibleName()}")

    def _show_state(self) -> None:
        count = count_words(self._text)
        words = self.tr("%Ln words", "", count)
        self._show_gauge(count)
        reasons = {
            "": self.tr("writing…"),
            "end": self.tr("complete"),
            "stop": self.tr("complete"),
            "length": self.tr("reached its length"),
            "cancelled": self.tr("stopped"),
            "failed": self.tr("broken off"),
            "blocked": self.tr("ended: whatever followed is blocked"),
        }
        said = [words, reasons.get(self._stop_reason, self._stop_reason)]
        if self._reading is not None and not self.done:
            percent = QLocale().toString(int(100 * self._reading))
            said = [self.tr("reading the draft… {percent} %").format(percent=percent)]
        if self._best:
            said.insert(0, self.tr("★ best at the dial"))
        if self._blocked:
            said.append(self.tr("blocked %Ln times", "", self._blocked))
        if self._taken:
            said.append(self.tr("inserted"))
        if self._place is not None:
            said.append(QLocale().toLower(place_words(self._place)))
        said.append(self.tr("seed {number}").format(number=self._seed))
        self.state.setText(" · ".join(said))
        values = values_list(self._sampling) if self._sampling is not None else ""
        self.state.setToolTip("\n\n".join(part for part in (self._best, values) if part))
        self.copy.setVisible(self.done)
        self.copy.setEnabled(bool(self._text))
        if self.done and self.stop.hasFocus():
            (self.copy if self.copy.isEnabled() else self.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop.setVisible(not self.done)
        self.insert.setVisible(self.done)
        self.insert.setEnabled(self._recorded and bool(self._text.strip()))

    def _show_gauge(self, words: int | None = None) -> None:
        if self._unchecked is not None or self._found is None:
            self.gauge.drop()
        else:
            self.gauge.show_words(self._found, count_words(self._text) if words is None else words)

    def _show_hits(self) -> None:
        self.view.setExtraSelections(hit_marks(self.view, self._text, self._lead, self._hits))
        self.overlap.setText(self._overlap_words())
        self.overlap.setToolTip(self._unchecked.text(spoken()) if self._unchecked else "")

    def _overlap_words(self) -> str:
        if self._unchecked is not None:
            return self.tr("Not compared with your library")
        if not self._hits:
            return ""
        longest = max(self._hits, key=lambda hit: hit.letters)
        line = (
            self.tr("%Ln words as in “{title}”", "", longest.words)
            if longest.kind == "verbatim"
            else self.tr("%Ln words nearly as in “{title}”", "", longest.words)
        ).format(title=longest.source.title)
        more = len({(hit.draft.start, hit.draft.end) for hit in self._hits}) - 1
        return self.tr("{line}, and %Ln more passages", "", more).format(line=line) if more else line


class CandidateBoard(QWidget):
    """The cards: side by side where there is room, else one below the other."""

    insert_wanted = Signal(int, int, int)
    stop_wanted = Signal(int)
    word_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[CandidateCard] = []
        self._spare: list[CandidateCard] = []
        self._maker = QTimer(self)
        self._maker.setInterval(MAKE_EVERY_MS)
        self._maker.timeout.connect(self._make_ahead)
        self._maker.start()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)

    def make(
        self,
        seeds: Sequence[int],
        labelled: Labelled | None = None,
        samplings: Sequence[Sampling] = (),
        places: Sequence[int] = (),
    ) -> list[CandidateCard]:
        """Empty cards for a new generation, one for each seed; `bring` puts them on the board.

        `samplings`: the values of each; `places`: where on the dial each stands, if they differ.
        """
        made = []
        for candidate, seed in enumerate(seeds):
            card = self._spare.pop() if self._spare else CandidateCard(candidate, seed, self)
            card.hide()
            sampling = samplings[candidate] if candidate < len(samplings) else None
            card.assign(candidate, seed, sampling, places[candidate] if places else None)
            card.labelled = labelled
            card.insert_wanted.connect(self.insert_wanted)
            card.stop_wanted.connect(self.stop_wanted)
            card.word_wanted.connect(self.word_wanted)
            made.append(card)
        self._maker.start()
        return made

    def bring(self, cards: list[CandidateCard]) -> None:
        """Show these cards instead of those that are shown, which wait out of sight."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
        self.cards = cards
        self._columns = 0
        self._place()

    def _make_ahead(self) -> None:
        """Make one card for the next generation: four at once would hold up the window's thread."""
        if len(self._spare) >= MAX_CANDIDATES:
            self._maker.stop()
            return
        card = CandidateCard(0, 0, self)
        card.hide()
        card.ensurePolished()
        self._spare.append(card)

    def set_best(self, candidate: int, numbers: str) -> None:
        """Give one card the star of the comparison; -1: none."""
        for card in self.cards:
            card.set_best(numbers if card.candidate == candidate else "")

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [stop for card in self.cards for stop in card.stops()]

    def discard(self, cards: list[CandidateCard]) -> None:
        """Take cards away for good."""
        for card in cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        if cards and cards is self.cards:
            self.cards = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or fewer columns."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = max(1, min(len(self.cards), self.width() // COLUMN_WIDTH))
        if columns == self._columns or not self.cards:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
            card.show()
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


def _shown(text: str) -> str:
    """`text` with as many characters as before, in letters QTextDocument keeps one for one."""
    return text.replace("\r", " ")
