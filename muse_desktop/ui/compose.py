"""The Compose tab: what to ask, what the model will see, and the candidates that come back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared
from muse_desktop.ui.candidates import CandidateBoard
from muse_desktop.ui.clipboard import candidate_mime
from muse_desktop.ui.context_bar import ContextBar
from muse_desktop.ui.generation import Generation
from muse_desktop.ui.jobs import Jobs
from muse_desktop.ui.languages import Retranslated, spoken
from muse_desktop.ui.recipe_chips import RecipeChips
from muse_desktop.ui.recipe_form import RecipeForm
from muse_desktop.ui.variation import Variation
from muse_desktop.ui.widgets import Column, Quiet, TextButton, shifted

PREPARE_AFTER_MS = 300
READ_AHEAD_AFTER_MS = 500  # after the prompt is prepared: the writer pauses
MOST_CANDIDATES = 4


class ComposePanel(Retranslated, QWidget):
    """Recipe, fields, context bar, settings, Write; below them the candidates. Inserts nothing by itself."""

    insert_wanted = Signal(int, int, int, int, str)  # generation, candidate, start, end, "cursor" | "replace"
    prompt_wanted = Signal()
    model_wanted = Signal()  # the writer wants to choose another model
    running_changed = Signal(bool)
    finished = Signal()

    def __init__(
        self, studio: Studio, jobs: Jobs, materials: Callable[[], Materials], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._materials = materials
        self._muted: set[str] = set()
        self._prepared: Prepared | None = None
        self._preparing = False
        self._prepare_again = False
        self._asked = 0  # counts requests to prepare, so that an old answer is not shown
        self._document: int | None = None
        self.generation = Generation(studio, self)
        self.chips = RecipeChips(self)
        self.form = RecipeForm(self)
        self.context = ContextBar(self)
        self.variation = Variation(self)
        self.board = CandidateBoard(self)
        self._model_note = QLabel(self)
        self._note = QLabel(self)
        self._build_buttons()
        self._build()
        self._quiet = Quiet(PREPARE_AFTER_MS, self.prepare, self)
        self._pause = Quiet(READ_AHEAD_AFTER_MS, self._read_ahead, self)
        self._connect()
        self.retranslate()

    def _build_buttons(self) -> None:
        self.write = QPushButton(self)
        self.write.setProperty("role", "primary")
        self.count = QPushButton(self)
        self.count.setProperty("role", "chip")
        self._count_menu = QMenu(self.count)
        self.count.setMenu(self._count_menu)
        self._candidates = min(max(self._studio.settings.candidates, 1), MOST_CANDIDATES)
        self.stop = TextButton(self)
        self.model_button = TextButton(self)

    def _build(self) -> None:
        for label in (self._model_note, self._note):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self._note.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.write)
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        column = Column(self)
        for widget in (self.chips, self.form, self.context, self.variation):
            column.box.addWidget(widget)
        column.box.addLayout(buttons)
        column.box.addWidget(self._note)
        column.box.addWidget(self.board)
        column.box.addStretch(1)
        column.box.addWidget(self._model_note)
        column.box.addLayout(shifted(self.model_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)
        self._column = column

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose)
        self.form.changed.connect(self._quiet.start)
        self.variation.changed.connect(self._quiet.start)
        self.context.mute_toggled.connect(self._mute)
        self.context.prompt_wanted.connect(self.prompt_wanted)
        self.write.clicked.connect(self.start)
        self.stop.clicked.connect(self.stop_now)
        self.model_button.clicked.connect(self.model_wanted)
        self.board.stop_wanted.connect(self.generation.stop_candidate)
        self.board.insert_wanted.connect(self._insert)
        run = self.generation
        run.started.connect(self._started)
        run.piece.connect(lambda candidate, text: self.board.cards[candidate].append(text))
        run.hits.connect(lambda candidate, hits: self.board.cards[candidate].set_hits(hits))
        run.unchecked.connect(lambda candidate, error: self.board.cards[candidate].set_unchecked(error))
        run.candidate_done.connect(self._candidate_done)
        run.ended.connect(self._ended)

    @property
    def recipe(self) -> Recipe:
        """The chosen recipe."""
        return self._studio.recipes.get(self.chips.current)

    @property
    def running(self) -> bool:
        """Whether the model is writing."""
        return self.generation.running

    @property
    def prepared(self) -> Prepared | None:
        """The prompt as last shown."""
        return self._prepared

    def retranslate(self) -> None:
        """Set the words again, the recipe's own included."""
        recipes = self._studio.recipes.recipes
        current = self.chips.current or (recipes[0].id if recipes else "")
        self.chips.show_recipes(recipes, spoken(), current)
        if current:
            self.form.show_recipe(self._studio.recipes.get(current), spoken())
            if self._prepared is None:
                self.variation.show_recipe(self.recipe)
            self._order()
        self.write.setText(self.tr("Write"))
        self.write.setToolTip(self.tr("Write candidates (Ctrl+Enter)"))
        self.stop.setText(self.tr("Stop  Esc"))
        self.stop.setAccessibleName(self.tr("Stop writing"))
        self.model_button.setText(self.tr("Use another model…"))
        self._count_menu.clear()
        for count in range(1, MOST_CANDIDATES + 1):
            action = self._count_menu.addAction(self.tr("%n candidates", "", count))
            action.triggered.connect(lambda _checked=False, number=count: self.set_candidates(number))
        self.set_candidates(self._candidates)
        self.show_model()
        self._enable()
        self._quiet.start()

    def set_candidates(self, count: int) -> None:
        """How many candidates the next generation writes."""
        self._candidates = count
        self.count.setText(self.tr("%n candidates", "", count) + " ▾")
        self.count.setAccessibleName(self.tr("Number of candidates: {number}").format(number=count))

    def set_document(self, document: int | None) -> None:
        """The page shows another document."""
        self._document = document
        self._quiet.start()

    def draft_changed(self) -> None:
        """The text around the cursor has changed; the prompt is prepared again when it is quiet."""
        if not self.running:
            self._quiet.start()

    def show_model(self) -> None:
        """Say what is known about the model: the starter's limits, or that it is missing."""
        model = self._studio.model
        if model.state == "ready" and model.is_starter:
            text = self.tr(
                "The starter model is small and knows English only; it is here so that you can begin at once."
            )
        elif model.state == "failed" and model.error is not None:
            text = model.error.text(spoken())
        elif model.state == "loading":
            text = self.tr("The model is being loaded…")
        else:
            text = ""
        self._model_note.setText(text)
        self._model_note.setVisible(bool(text))
        self.model_button.setVisible(model.state != "loading" and bool(text))
        if model.state == "ready":
            self._quiet.start()  # another model counts otherwise; what was wrong without one is over

    def _order(self) -> None:
        """Let Tab go as the eye does; chips, fields and cards are made anew and would come last."""
        parts = (self.chips, self.form, self.context, self.variation)
        stops = [stop for part in parts for stop in part.stops()]
        stops += [self.write, self.count, self.stop, *self.board.stops(), self.model_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # Preparing

    def prepare(self) -> None:
        """Ask for the prompt as it would be now, and show its shares."""
        if self.running or not self.isVisible() or not self.chips.current:
            return
        if self._preparing:
            self._prepare_again = True  # one at a time: they wait for the model, and so would all others
            return
        self._asked += 1
        number = self._asked
        self._preparing = True
        self._jobs.watch(
            self._prepare(),
            self,
            lambda prepared: self._show_prepared(number, prepared),
            lambda error: self._cannot_prepare(number, error),
            self._prepare_over,
        )

    def _prepare_over(self) -> None:
        self._preparing = False
        if self._prepare_again:
            self._prepare_again = False
            self.prepare()

    def _prepare(self) -> object:
        return self._studio.prepare(
            self.recipe.id,
            self.form.answers(),
            self._materials(),
            frozenset(self._muted),
            self.variation.length.value(),
            self.variation.sampling(),
        )

    def _show_prepared(self, number: int, prepared: Prepared) -> None:
        if number == self._asked:
            self._prepared = prepared
            self.context.show_prepared(prepared, spoken())
            self._order()
            self._pause.start()

    def _read_ahead(self) -> None:
        """The writer pauses: the model reads what it would be asked, so that its first word comes at once."""
        if not self.running and self._prepared is not None and self.isVisible():
            self._studio.prewarm(
                self.recipe.id,
                self.form.answers(),
                self._materials(),
                frozenset(self._muted),
                self.variation.length.value(),
            )

    def _cannot_prepare(self, number: int, error: MuseError) -> None:
        if number == self._asked:
            self._prepared = None
            self.context.show_problem(error, spoken())

    def _choose(self, recipe_id: str) -> None:
        recipe = self._studio.recipes.get(recipe_id)
        self.form.show_recipe(recipe, spoken())
        self.variation.show_recipe(recipe)
        self._order()
        self.prepare()

    def _mute(self, ingredient: str) -> None:
        self._muted ^= {ingredient}
        self.prepare()

    # Generating

    def start(self) -> None:
        """Prepare with the text as it is this moment, then write."""
        if self.running or not self.chips.current:
            return
        self._quiet.stop()
        self._pause.stop()
        self._asked += 1
        self._say("")
        self.generation.begin(
            self._prepare,
            candidates=self._candidates,
            seed=self.variation.seed_value(),
            document=self._document,
        )
        self._enable()

    def stop_now(self) -> None:
        """Stop all candidates; what they have written stays on the cards."""
        self.generation.cancel()

    def _started(self, prepared: Prepared, seeds: tuple[int, ...]) -> None:
        self._prepared = prepared
        if self.board.isAncestorOf(self.window().focusWidget()):
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)  # its card is about to go
        self.board.start(seeds, self._labelled)
        self.context.show_prepared(prepared, spoken())
        self._order()
        self._column.ensureWidgetVisible(self.write)
        self._enable()

    def _labelled(self, text: str, candidate: int, start: int) -> QMimeData:
        return candidate_mime(
            text, self._studio.manuscript.book, self.generation.number or 0, candidate, start
        )

    def _candidate_done(self, candidate: int, reason: str) -> None:
        card = self.board.cards[candidate]
        card.finish(reason)
        card.set_recorded(self.generation.number is not None)

    def _ended(self, error: MuseError | None) -> None:
        if self.generation.asked:
            for card in self.board.cards:
                if not card.done:
                    card.finish("cancelled" if error is None else "failed")
                card.set_recorded(self.generation.number is not None)
        if error is not None and error.code.startswith("craft."):
            self.context.show_problem(error, spoken())  # the writer's to mend, and shown until it is
        elif error is not None:
            self._say(error.text(spoken()))
        self._enable()
        self.finished.emit()
        self._quiet.start()

    def _insert(self, candidate: int, start: int, end: int) -> None:
        if self.generation.number is not None and self.generation.prepared is not None:
            self.insert_wanted.emit(
                self.generation.number, candidate, start, end, self.generation.prepared.insert
            )

    def mark_taken(self, generation: int, candidate: int) -> None:
        """A candidate has gone into the draft; its card says so."""
        if generation == self.generation.number and candidate < len(self.board.cards):
            self.board.cards[candidate].set_taken(True)

    def insert_focused(self) -> None:
        """Insert the card that has the keyboard, or the first that can be inserted."""
        cards = [card for card in self.board.cards if card.insert.isEnabled()]
        focused = [card for card in cards if card.isAncestorOf(self.focusWidget() or self)]
        if cards:
            (focused or cards)[0].ask_insert()

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _enable(self) -> None:
        running = self.running
        off, on = (self.write, self.stop) if running else (self.stop, self.write)
        on.setEnabled(True)
        if off.hasFocus():  # Qt would hand the keyboard to whatever comes next, and scroll there
            on.setFocus(Qt.FocusReason.OtherFocusReason)
        off.setEnabled(False)
        self.running_changed.emit(running)
