"""Word by word: the text grows in the Compose tab as the writer picks, types, or lets the model go on."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NextWords
from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared
from muse_desktop.studio.words import MOST_TO_RUN, Enough, Running, WordByWord, one_sentence, so_many_words
from muse_desktop.text.segment import count_words
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton
from muse_desktop.ui.compose.word_list import WordList
from muse_desktop.ui.compose.words_view import GrownText, OwnWord
from muse_desktop.ui.page.clipboard import candidate_mime

WORDS_TO_RUN = (5, 20)
TOKENS_PER_WORD = 6  # more than any language needs: the words are counted, this only bounds the work


class WordsPanel(Retranslated, QFrame):
    """The growing text, a field for the writer's own words, the bars, and what can be done with it all."""

    insert_wanted = Signal(int, int, int, int, str)  # generation, candidate, start, end, "cursor" | "replace"
    running_changed = Signal()
    recorded = Signal()  # a text is complete in the record
    prompt_missing = Signal()  # there is nothing to write behind yet

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._composition: WordByWord | None = None
        self._offered: Prepared | None = None
        self._document: int | None = None
        self._sampling: Sampling | None = None
        self._running: Running | None = None
        self._asked = 0  # counts questions for words, so that an old answer is not shown
        self._runs = 0
        self._adding = 0  # words on their way into the text
        self._addition = ""  # what the model has added in this run
        self._inserting = False
        self._error: MuseError | None = None
        self._amount = 0  # how far it runs: 0 a sentence, else so many words
        self.setProperty("role", "card")
        self.view = GrownText(self)
        self.view.mime = self._mime
        self.own = OwnWord(self)
        self.list = WordList(self)
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.state = ElidedLabel(self)
        self.state.setProperty("role", "caption")
        self.run = QPushButton(self)
        self.run.setProperty("role", "chip")
        self.amount = QPushButton(self)
        self.amount.setProperty("role", "chip")
        self._amounts = QMenu(self.amount)
        self.amount.setMenu(self._amounts)
        self.back = TextButton(self)
        self.over = TextButton(self)
        self.insert = TextButton(self, strong=True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        running = QHBoxLayout()
        running.setSpacing(8)
        running.addWidget(self.run)
        running.addWidget(self.amount)
        running.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.over)
        foot.addStretch(1)
        foot.addWidget(self.insert)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 12, 7)
        box.setSpacing(6)
        for widget in (self.view, self.own, self.list, self.note):
            box.addWidget(widget)
        box.addLayout(running)
        box.addWidget(self.state)
        box.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.own.added.connect(self._add)
        self.own.pick_wanted.connect(self.list.pick)
        self.own.step_wanted.connect(self.list.step)
        self.own.enter_pressed.connect(lambda: self.list.pick(self.list.currentIndex().row()))
        self.own.run_wanted.connect(self.run_on)
        self.own.back_wanted.connect(self.take_back)
        self.list.picked.connect(self._pick)
        self.run.clicked.connect(self._run_or_stop)
        self.back.clicked.connect(self.take_back)
        self.over.clicked.connect(self.start_over)
        self.insert.clicked.connect(self.ask_insert)
        keeper(QApplication.instance()).changed.connect(self._show_text)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.view, self.own, self.list, self.run, self.amount, self.back, self.over, self.insert]

    def retranslate(self) -> None:
        """Set the words again."""
        self.view.setAccessibleName(self.tr("The text so far"))
        self.own.setPlaceholderText(self.tr("Your own word, or 1–9 to pick"))
        self.own.setAccessibleName(self.tr("Your own word"))
        hint = self.tr(
            "1 to 9 and 0 pick a word. Type your own and press Enter or Space. Tab lets the model go on, "
            "Shift+Tab leaves, Backspace takes back. A space first lets you type digits."
        )
        self.own.setToolTip(hint)
        self.own.setAccessibleDescription(hint)
        self.back.setText(self.tr("Take back"))
        self.over.setText(self.tr("Start over"))
        self.insert.setText(self.tr("Insert"))
        self.insert.setAccessibleName(self.tr("Insert the text so far"))
        self._amounts.clear()
        for amount in (0, *WORDS_TO_RUN):
            action = self._amounts.addAction(self._amount_words(amount))
            action.triggered.connect(lambda _checked=False, chosen=amount: self.set_amount(chosen))
        self.set_amount(self._amount)
        self._show()

    @property
    def text(self) -> str:
        """What there is so far."""
        return self._composition.text if self._composition else ""

    @property
    def running(self) -> bool:
        """Whether the model is going on by itself."""
        return self._running is not None

    # What it writes behind, and how

    def offer(self, prepared: Prepared, document: int | None) -> None:
        """The prompt has changed: begin behind the new one, unless there is text behind another."""
        self._offered, self._document = prepared, document
        known = self._composition
        if known is not None and known.steps and not known.finished:
            return
        if known is None or known.finished or known.prepared.prompt_text != prepared.prompt_text:
            self._begin()

    def set_sampling(self, sampling: Sampling) -> None:
        """Other settings, other probabilities."""
        if sampling == self._sampling:
            return
        self._sampling = sampling
        if self._composition is not None and not self._composition.finished:
            self._composition.sampling = sampling
            self._ask()

    def set_amount(self, amount: int) -> None:
        """How far the model goes at one go: `amount` words, 0 to the end of the sentence."""
        self._amount = amount
        self.amount.setText(self._amount_words(amount) + " ▾")
        self.amount.setAccessibleName(self.tr("How far: {amount}").format(amount=self._amount_words(amount)))

    def refresh(self) -> None:
        """The panel has come into sight: bars that could not be had may be there now."""
        if self._composition is not None and not self._composition.finished:
            self._ask()

    def start_over(self) -> None:
        """Leave this text (the record keeps it) and begin again behind the newest prompt."""
        self._end()
        self._begin()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self._offered is None:
            self.prompt_missing.emit()
            return
        if self._composition is not None and not self._composition.finished:
            self._composition.finish()  # without a step it leaves no record
        self._composition = self._studio.word_by_word(self._offered, self._document, self._sampling)
        self._inserting = False
        self._say(None)
        self.list.show_words(())
        self._show_text()
        self._ask()

    def _end(self) -> None:
        composition, self._composition = self._composition, None
        self.stop()
        if composition is not None:
            finishing = composition.finish()
            self._jobs.watch(finishing, self, lambda number: self.recorded.emit() if number else None)

    # Growing

    def _ask(self) -> None:
        composition = self._composition
        if composition is None or composition.finished or not self.isVisible():
            return
        self._asked += 1
        number = self._asked
        self.list.set_waiting(True)
        self._show()

        def told(found: NextWords) -> None:
            if number == self._asked and composition is self._composition:
                self._say(None)
                self.list.show_words(found.words)
                self.list.unmark()
                self._show()

        def refused(error: MuseError) -> None:
            if number == self._asked and composition is self._composition:
                self._say(error)

        self._jobs.watch(composition.options(), self, told, refused)

    def _pick(self, row: int) -> None:
        composition = self._composition
        if composition is None or self._adding or self.running:
            return
        if self.list.words[row].end:
            self.insert.setFocus(Qt.FocusReason.OtherFocusReason)
        elif composition.pick(row) is not None:
            self._grown()

    def _add(self, word: str) -> None:
        """Add the writer's own word."""
        composition = self._composition
        if composition is None or composition.finished:
            return
        self._adding += 1
        self.list.set_waiting(True)

        def over() -> None:
            self._adding -= 1
            self._grown()

        def refused(error: MuseError) -> None:
            self._say(error)
            if not self.own.text():
                self.own.setText(word)

        self._jobs.watch(composition.type(word), self, None, refused, over)

    def _grown(self) -> None:
        self._show_text()
        self._ask()

    def take_back(self) -> None:
        """Take the last step back."""
        if self._composition is None or self._composition.finished or self._adding or self.running:
            return
        if self._composition.back() is not None:
            self._grown()

    def run_on(self) -> None:
        """Let the model go on."""
        composition = self._composition
        if composition is None or composition.finished or self.running:
            return
        words = self._amount
        enough: Enough = so_many_words(words) if words else one_sentence
        most = words * TOKENS_PER_WORD if words else MOST_TO_RUN
        self._asked += 1  # bars that are still on their way would be old
        self._addition = ""
        self.list.set_waiting(True)
        self._runs += 1
        number, carrier = self._runs, post()

        def hear(text: str) -> None:  # on the engine's thread
            carrier.send(self, lambda: self._hear(number, text))

        running = composition.run(most, enough, hear)
        self._running = running
        self._show()
        self.running_changed.emit()

        def over() -> None:
            if self._running is running:
                self._running = None
                self._addition = ""
                self._grown()
                self.running_changed.emit()

        self._jobs.watch(running.future, self, None, self._say, over)

    def _hear(self, number: int, text: str) -> None:
        if number == self._runs and self.running:
            self._addition = text
            self._show_text()

    def stop(self) -> None:
        """Stop the model; what it has added stays."""
        if self._running is not None:
            self._running.cancel()

    def _run_or_stop(self) -> None:
        self.stop() if self.running else self.run_on()

    # Into the draft

    def ask_insert(self) -> None:
        """Complete the record and offer the text to the page."""
        composition = self._composition
        if composition is None or self._inserting or self.running:
            return
        self.own.add()
        self._inserting = True

        def go(number: int) -> None:
            self.recorded.emit()
            if composition is self._composition and composition.text:
                insert = composition.prepared.insert
                self.insert_wanted.emit(number, 0, 0, len(composition.text), insert)

        def over() -> None:
            self._inserting = False
            self._show()

        self._jobs.watch(composition.finish(), self, go, self._say, over)

    def mark_taken(self, generation: int) -> bool:
        """The text has gone into the draft: what comes next is written behind it. False: it was another."""
        if self._composition is None or self._composition.generation != generation:
            return False
        self._composition = self._offered = None
        self.list.show_words(())
        self._show_text()
        self.prompt_missing.emit()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _mime(self, start: int, end: int) -> QMimeData:
        number = self._composition.generation if self._composition else 0
        return candidate_mime(self.text[start:end], self._studio.manuscript.book, number, 0, start)

    # Showing

    def _amount_words(self, amount: int) -> str:
        return self.tr("%n words", "", amount) if amount else self.tr("a sentence")

    def _say(self, error: MuseError | None) -> None:
        self._error = error
        self._show()

    def _show_text(self) -> None:
        composition = self._composition
        if composition is None:
            self.view.show_text("", "", ())
        else:
            continues = composition.prepared.prompt.mode == "continue"
            before = composition.prepared.before if continues else ""
            self.view.show_text(before, composition.text, composition.parts, self._addition)
        self._show()

    def _show(self) -> None:
        composition = self._composition
        steps = composition.steps if composition else ()
        growing = composition is not None and not composition.finished
        self.note.setText(self._error.text(spoken()) if self._error else "")
        self.note.setVisible(self._error is not None)
        self.run.setText(self.tr("Stop") if self.running else self.tr("Let it run"))
        self.run.setToolTip(self.tr("The model goes on by itself (Tab in the field)"))
        self.run.setEnabled(growing)
        self.back.setEnabled(growing and bool(steps) and not self.running)
        self.over.setEnabled(bool(steps) and not self.running)
        self.insert.setEnabled(bool(self.text.strip()) and not self.running)
        words = self.tr("%Ln words", "", count_words(self.text))
        own = sum(step.author == "typed" for step in steps)
        picked = sum(step.author == "picked" for step in steps)
        if self.running:
            state = self.tr("writing…")
        elif self.list.waiting and growing and self._error is None:
            state = self.tr("looking for words…")
        else:
            state = self.tr("{picked} picked, {own} typed").format(picked=picked, own=own) if steps else ""
        self.state.setText(" · ".join(part for part in (words if steps else "", state) if part))
