"""A text said in other words by the model: asked for, stopped, taken into the variation or left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from muse_desktop.errors import MuseError
from muse_desktop.studio.generation import GenerationRun
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared
from muse_desktop.studio.variation import Variations
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.widgets import Chip, ProseView
from muse_desktop.ui.shelf.frame import caption
from muse_desktop.ui.shelf.lab_tools import Tool

Chosen = Callable[[], tuple[str, str]]
"""The text to paraphrase, the selection or all of it, and its language."""


class ParaphraseTool(Tool):
    """Asks for one paraphrase at a time; the text changes only when the writer takes it."""

    taken = Signal(str, int)  # the new words, and the generation they come from
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, variations: Variations, asked_for: Chosen) -> None:
        super().__init__()
        self._studio, self._jobs = studio, jobs
        self._variations, self._asked_for = variations, asked_for
        self._run: GenerationRun | None = None
        self._waiting = False
        self._generation = 0
        self._words = ""
        self.near, self.free = Chip(parent=self, checkable=True), Chip(parent=self, checkable=True)
        group = QButtonGroup(self)
        group.addButton(self.near)
        group.addButton(self.free)
        self.near.setChecked(True)
        self.ask, self.stop_chip, self.take = (Chip(parent=self) for _ in range(3))
        self.said = caption(self, "muted")
        self.answer = ProseView(self)
        self.box.addWidget(self.said)
        self.box.addLayout(row(self.near, self.free, 1, spacing=6))
        self.box.addLayout(row(self.ask, self.stop_chip, 1, spacing=6))
        self.box.addWidget(self.answer)
        self.box.addLayout(row(self.take, 1))
        self.box.addStretch(1)
        self.ask.clicked.connect(lambda _checked=False: self.begin())
        self.stop_chip.clicked.connect(lambda _checked=False: self.stop())
        self.take.clicked.connect(lambda _checked=False: self.taken.emit(self._words, self._generation))
        self.retranslate()

    @property
    def running(self) -> bool:
        """Whether the model was asked and has not answered."""
        return self._waiting or self._run is not None

    def retranslate(self) -> None:
        """Set the words again."""
        self.near.setText(self.tr("Close to it"))
        self.free.setText(self.tr("Freely"))
        self.ask.setText(self.tr("Ask the model"))
        self.stop_chip.setText(self.tr("Stop"))
        self.take.setText(self.tr("Take it into the text"))
        self.answer.setAccessibleName(self.tr("The paraphrase"))
        self._show()

    def clear(self) -> None:
        """Another text: what was said of the last one is gone."""
        self.stop()
        self._words, self._generation = "", 0
        self._show()

    def begin(self) -> None:
        """Ask for the selected words, or all of them, in other words."""
        if self.running:
            return
        text, language = self._asked_for()
        distance = "near" if self.near.isChecked() else "free"
        self._waiting = True
        self._words, self._generation = "", 0
        self._show()
        wish = self._variations.prompt(text, language, distance)
        self._jobs.watch(wish, self, self._write, self._fail)

    def stop(self) -> None:
        """Leave it; what was written so far is on record."""
        self._waiting = False
        if self._run is not None:
            self._run.cancel()

    def _write(self, prepared: Prepared) -> None:
        if not self._waiting:  # stopped meanwhile
            self._show()
            return
        self._waiting = False
        run = self._run = self._studio.generate(prepared, candidates=1)
        self._show()

        def over() -> None:
            self._run = None
            self._show()

        self._jobs.watch(run.future, self, lambda number: self._written(run, number), self._fail, over)

    def _written(self, run: GenerationRun, number: int) -> None:
        self._words, self._generation = run.text(0).strip().strip('"').strip(), number

    def _fail(self, error: MuseError) -> None:
        self._waiting = False
        self._show()
        self.failed.emit(error)

    def _show(self) -> None:
        about = self.tr("Says in other words what you select, or all of it. A model may err: read it.")
        self.said.setText(self.tr("The model is writing…") if self.running else about)
        self.ask.setEnabled(not self.running)
        self.stop_chip.setEnabled(self.running)
        self.answer.setPlainText(self._words)
        self.answer.setVisible(bool(self._words))
        self.take.setVisible(bool(self._words))
