"""The Compose tab: what to ask, what the model will see, and the candidates that come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.errors import MuseError
from muse_desktop.studio.prepare import recipe_sampling
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Column, Quiet, TextButton, shifted
from muse_desktop.ui.compose.by_word import ByWord
from muse_desktop.ui.compose.context_bar import ContextBar
from muse_desktop.ui.compose.count_button import CountButton
from muse_desktop.ui.compose.generation import Generation
from muse_desktop.ui.compose.model_note import ModelNote
from muse_desktop.ui.compose.recipe_chips import RecipeChips
from muse_desktop.ui.compose.recipe_form import RecipeForm
from muse_desktop.ui.compose.references import ReferenceLine
from muse_desktop.ui.compose.results import Results
from muse_desktop.ui.compose.runs import Run, opening
from muse_desktop.ui.compose.trouble import Trouble
from muse_desktop.ui.compose.variation import Variation
from muse_desktop.ui.originality.guard_box import GuardBox

PREPARE_AFTER_MS = 300
READ_AHEAD_AFTER_MS = 500  # after the prompt is prepared: the writer pauses


class ComposePanel(Retranslated, QWidget):
    """Recipe, fields, context bar, settings, Write; below them the candidates. Inserts nothing by itself."""

    insert_wanted = Signal(int, int, int, int, str)  # generation, candidate, start, end, "cursor" | "replace"
    prompt_wanted = Signal()
    model_wanted = Signal()  # the writer wants to choose another model
    running_changed = Signal(bool)
    bans_wanted = Signal()  # the writer wants to say which words the model must not use
    measured = Signal(object)  # RunFinished: how fast a generation was
    queue_wanted = Signal()  # the writer wants to see what waits
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
        self.write_keys = ""  # of the action that does the same, for the eye
        self.chips = RecipeChips(self)
        self.form = RecipeForm(self)
        self.references = ReferenceLine(self)
        self.context = ContextBar(self)
        self.variation = Variation(self)
        self.guard = GuardBox(studio, jobs, self.chips, self)
        self.results = results = Results(studio, jobs, self)
        self.runs, self.board = results.runs, results.board
        self.strip, self.compare, self.alternatives = results.strip, results.compare, results.alternatives
        self.by_word = ByWord(studio, jobs, self)
        self._pressed = QElapsedTimer()
        self._model_note = ModelNote(self)
        self._note = self.trouble = Trouble(self)
        self._build_buttons()
        self._build()
        self._quiet = Quiet(PREPARE_AFTER_MS, self.prepare, self)
        self._pause = Quiet(READ_AHEAD_AFTER_MS, self._read_ahead, self)
        self._connect()
        self.retranslate()

    def _build_buttons(self) -> None:
        self.write = QPushButton(self)
        self.write.setProperty("role", "primary")
        self.count = CountButton(self._studio.settings.candidates, self)
        self.banned = TextButton(self)
        self.banned.setProperty("role", "legend")
        self.stop = TextButton(self)
        self.model_button = TextButton(self)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.write)
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        column = Column(self)
        for widget in (self.chips, self.form, self.references, self.context, self.variation, self.guard):
            column.box.addWidget(widget)
        column.box.addLayout(shifted(self.banned))
        column.box.addLayout(buttons)
        column.box.addWidget(self._note)
        column.box.addWidget(self.by_word)
        column.box.addWidget(self.results)
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
        self.references.changed.connect(self._quiet.start)
        self.variation.changed.connect(self._quiet.start)
        self.context.mute_toggled.connect(self._mute)
        self.context.prompt_wanted.connect(self.prompt_wanted)
        self.write.clicked.connect(self.start)
        self.stop.clicked.connect(self.stop_now)
        self.model_button.clicked.connect(self.model_wanted)
        self.results.insert_wanted.connect(self.insert_wanted)
        self.alternatives.branch_wanted.connect(lambda *_: self.by_word.leave())
        self.results.card_shown.connect(lambda card: self._column.ensureWidgetVisible(card))
        self.runs.leaving.connect(self._leave_cards)
        self.runs.shown_changed.connect(self._show_run)
        self.runs.changed.connect(self._enable)
        self.runs.ended.connect(self._ended)
        self.runs.measured.connect(self.measured)
        self.runs.accepted.connect(self._show_known)
        self.runs.reading.connect(self._show_reading)
        self.variation.bans_wanted.connect(self.bans_wanted)
        self.banned.clicked.connect(self.bans_wanted)
        self.strip.queue_wanted.connect(self.queue_wanted)
        self.variation.changed.connect(self._show_wildness)
        self.by_word.toggled.connect(self._change_mode)
        self.variation.changed.connect(self._set_word_sampling)
        words = self.by_word.panel
        words.insert_wanted.connect(self.insert_wanted)
        words.running_changed.connect(self._enable)
        words.recorded.connect(self.finished)
        words.prompt_missing.connect(self._quiet.start)

    @property
    def recipe(self) -> Recipe:
        """The chosen recipe."""
        return self._studio.recipes.get(self.chips.current)

    @property
    def generation(self) -> Generation:
        """The generation whose cards are shown."""
        return self.runs.shown.generation

    @property
    def running(self) -> bool:
        """Whether the model is writing, or about to."""
        return bool(self.runs.busy) or self.by_word.panel.running

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
        self.stop.setText(self.tr("Stop  Esc"))
        self.stop.setAccessibleName(self.tr("Stop writing"))
        self.model_button.setText(self.tr("Use another model…"))
        self.show_bans()
        self.show_model()
        self._enable()
        self._quiet.start()

    def set_candidates(self, count: int) -> None:
        """How many candidates the next generation writes."""
        self.count.set_count(count)

    def show_bans(self) -> None:
        """Say how many phrases the model must not use, if any."""
        count = len(self._studio.settings.banned)
        self.banned.setVisible(count > 0)
        self.banned.setText(self.tr("%Ln words or phrases banned", "", count))
        self.banned.setToolTip(self.tr("Words the model must not use…"))

    def set_document(self, document: int | None) -> None:
        """The page shows another document."""
        self._document = self.results.document = self.guard.document = document
        self._quiet.start()

    def draft_changed(self) -> None:
        """The text around the cursor has changed; the prompt is prepared again when it is quiet."""
        if not self.running:
            self._quiet.start()

    def show_model(self) -> None:
        """Say what is known about the model: the starter's limits, or that it is missing."""
        told = self.trouble.follow(self._studio.model)
        self._model_note.show_model(self._studio.model, told)
        self.model_button.setVisible(self._model_note.offers_another)
        if self._studio.model.state == "ready":
            self._quiet.start()  # another model counts otherwise; what was wrong without one is over

    def _order(self) -> None:
        """Let Tab go as the eye does; chips, fields and cards are made anew and would come last."""
        parts = (self.chips, self.form, self.references, self.context, self.variation, self.guard)
        stops = [stop for part in parts for stop in part.stops()]
        stops += [self.banned, self.write, self.count, self.stop, *self.trouble.stops()]
        stops += [*self.by_word.stops(), *self.results.stops(), self.model_button]
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

    def _wish(self) -> tuple[str, dict[str, str], Materials, frozenset[str], int]:
        """What the writer asks for, as it is this moment."""
        muted, length = frozenset(self._muted), self.variation.length.value()
        materials = self.references.added_to(self._materials(), self.recipe)
        return self.recipe.id, self.form.answers(), materials, muted, length

    def _prepare(self) -> object:
        return self._studio.prepare(*self._wish(), self.variation.sampling())

    def _show_prepared(self, number: int, prepared: Prepared) -> None:
        if number == self._asked:
            self._prepared = prepared
            self.context.show_prepared(prepared, spoken())
            if self.by_word.on:
                self.by_word.panel.offer(prepared, self._document)
            self._order()
            self._pause.start()

    def _read_ahead(self) -> None:
        """The writer pauses: the model reads what it would be asked, so that its first word comes at once."""
        if not self.running and self._prepared is not None and self.isVisible():
            self._studio.prewarm(*self._wish())

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
        """Prepare with the text as it is this moment, then write; while another one writes: queue it."""
        hurried = self._pressed.isValid() and self._pressed.elapsed() < QApplication.doubleClickInterval()
        self._pressed.start()
        if not self.chips.current or (hurried and self.running):
            return  # a double click, or a key held down, asks once
        self.by_word.leave()
        self._quiet.stop()
        self._pause.stop()
        self._asked += 1
        self.trouble.clear()
        if not self.running:
            self._leave_cards()
            self.compare.forget()
        materials = self._materials()
        self._studio.model.write_in(materials.draft)
        places = self.variation.places(self.count.count) if self.count.differ else ()
        samplings = self.variation.samplings(places)
        self.runs.begin(
            self._prepare,
            self.recipe.names[spoken()],
            *opening(self.form.written(), materials.before),
            candidates=self.count.count,
            seed=self.variation.seed_value(),
            document=self._document,
            options=lambda prepared: replace(prepared.options, samplings=samplings),
            places=places,
        )

    def stop_now(self) -> None:
        """Stop the generation that writes; what it has written stays on the cards, others take their turn."""
        if self.by_word.panel.running:
            self.by_word.panel.stop()
        else:
            self.runs.stop()

    def _leave_cards(self) -> None:
        """Take the keyboard out of a card or the comparison before it goes."""
        if self.results.has_focus():
            (self.stop if self.running else self.write).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_run(self, run: Run) -> None:
        prepared = run.generation.prepared
        if prepared is not None and run.generation.running:
            self._prepared = prepared
            self.context.show_prepared(prepared, spoken())
            if len(self.runs.busy) == 1:
                self._column.ensureWidgetVisible(self.write)
        self._order()

    def _ended(self, run: Run, error: MuseError | None) -> None:
        if error is not None and error.code.startswith("craft."):
            self.context.show_problem(error, spoken())  # the writer's to mend, and shown until it is
        elif error is not None:
            self.trouble.show_error(error, self._studio.model)
        self.finished.emit()
        self._quiet.start()

    def _show_known(self, run: Run, tokens: int, known: int) -> None:
        if run is self.runs.shown and run.generation.prepared is not None:
            self.context.show_known(run.generation.prepared.prompt_text, tokens, known)

    def _show_reading(self, run: Run, done: int, total: int) -> None:
        if run is self.runs.shown:
            self.context.show_reading(done, total)

    def _show_wildness(self) -> None:
        slider = self.variation.slider
        self.compare.set_wildness(slider.value() / max(1, slider.maximum()))

    def mark_taken(self, generation: int, candidate: int) -> None:
        """A candidate has gone into the draft; its card says so."""
        if not self.by_word.panel.mark_taken(generation):
            self.results.mark_taken(generation, candidate)

    def insert_focused(self) -> None:
        """Insert the card that has the keyboard, or the first that can be inserted; or the words so far."""
        if self.by_word.on:
            self.by_word.panel.ask_insert()
        else:
            self.results.insert_focused()

    # Word by word

    def _change_mode(self, by_word: bool) -> None:
        self.results.setVisible(not by_word)
        if by_word:
            self._studio.model.write_in(self._materials().draft)
            self._set_word_sampling()
            if self._prepared is not None:
                self.by_word.panel.offer(self._prepared, self._document)
            self._column.ensureWidgetVisible(self.by_word)
        self._order()
        self._quiet.start()

    def _set_word_sampling(self) -> None:
        if self.by_word.on:
            self.by_word.panel.set_sampling(self.variation.sampling() or recipe_sampling(self.recipe))

    def _enable(self) -> None:
        running = self.running
        self.write.setText(self.tr("Queue") if running else self.tr("Write"))
        words = self.tr("Write this next, when the model is free") if running else self.tr("Write candidates")
        self.write.setToolTip(f"{words} ({self.write_keys})" if self.write_keys else words)
        if not running and self.stop.hasFocus():  # Qt would hand the keyboard to whatever comes next
            self.write.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop.setEnabled(running)
        self.running_changed.emit(running)
