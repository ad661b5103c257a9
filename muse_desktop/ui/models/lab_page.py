"""The speed lab: which file of a model is fast and good enough, on the writer's own text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.values import ShelfModel
from muse_desktop.studio.lab_values import Benchmark, Comparison
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import Quiet
from muse_desktop.ui.models.lab_job import LabJob
from muse_desktop.ui.models.lab_results import LabResults
from muse_desktop.ui.models.lab_setup import Draft, LabSetup
from muse_desktop.ui.models.quantise_dialog import QuantiseDialog

SIDE_WIDTH, RESULTS_WIDTH = 316, 964
LEAST_SIDE, LEAST_RESULTS = 250, 420
RELOAD_MS = 150  # several changes of the shelf at once are one
CANCELLED = "engine.cancelled"


class LabPage(Retranslated, QWidget):
    """A page of `ModelsView`. What runs goes on when the page is left, and is still told about on return."""

    failed = Signal(object)  # MuseError
    chosen_for = Signal(object, str)  # the settings before, the task: another model is used from now on

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self.draft: Callable[[], Draft | None] = lambda: None  # the open document; the window knows it
        self._models: tuple[ShelfModel, ...] = ()
        self._asked = 0
        self._offered: tuple[Path, ...] = ()  # to be ticked when the shelf is read
        self._begun = False
        self._pair: tuple[Path, Path] | None = None  # a larger file and what was made of it
        self.measuring: LabJob | None = None
        self.making: LabJob | None = None
        self.setup = LabSetup(lambda: studio.lab.default_text(spoken()), self)
        self.results = LabResults(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setup.setProperty("role", "side")
        self.setup.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setup.setMinimumWidth(LEAST_SIDE)
        self.results.setMinimumWidth(LEAST_RESULTS)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        for place, pane in enumerate((self.setup, self.results)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(place, place)
        self.panes.setSizes([SIDE_WIDTH, RESULTS_WIDTH])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panes)
        stops = [*self.setup.stops(), *self.results.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.setup.start_wanted.connect(self.start)
        self.setup.smaller_wanted.connect(self.ask_smaller)
        self.setup.compare_both.clicked.connect(self._compare_both)
        self.results.use_wanted.connect(self._use)
        quiet = Quiet(RELOAD_MS, self.reload, self)
        listen(self, self._studio.models.on_change, quiet.start)

    def retranslate(self) -> None:
        """Set the words again; the parts set their own."""
        self._tell_made()

    def shown(self) -> None:
        """The page has come to the front."""
        self.setup.show_draft(self.draft())
        self.reload()

    def offer(self, paths: Sequence[Path]) -> None:
        """Tick these files beside the one the writer writes with, as soon as the shelf is read."""
        self._offered = tuple(paths)
        self.reload()

    def reload(self) -> None:
        """Ask for the shelf again; what is ticked stays ticked."""
        self._asked += 1
        asked = self._asked

        def came(models: Sequence[ShelfModel]) -> None:
            if asked == self._asked:
                self._take(models)

        self._jobs.watch(self._studio.models.shelf(), self, came, self.failed.emit)

    def _take(self, models: Sequence[ShelfModel]) -> None:
        self._models = tuple(one for one in models if not one.tasks or {"prose", "chinese"} & set(one.tasks))
        self.setup.show_models(self._models)
        used = self._studio.models.default("prose")
        self.results.show_used(used)
        mine = (used,) if used is not None else ()
        if self._offered or not self._begun:
            self.setup.picks.tick((*self._offered, *mine))
        self._offered, self._begun = (), bool(self._models)

    # Measuring

    def start(self) -> None:
        """Measure what is ticked: one alone, several against each other."""
        paths, text = self.setup.paths, self.setup.text
        if self.measuring is not None or not paths:
            return
        job = self.measuring = LabJob(self)
        lab = self._studio.lab
        if len(paths) == 1:
            future = lab.benchmark(paths[0], job.tell, job.cancelled, text)
        else:
            future = lab.compare(paths, text, job.tell, job.cancelled)
        self.setup.strip.follow(job)
        self.setup.follow(self.setup.strip)
        self._jobs.watch(future, self, self._show, self._refuse, self._measured)

    def _show(self, found: Comparison | Benchmark) -> None:
        if isinstance(found, Comparison):
            self.results.show_comparison(found)
        else:
            self.results.show_benchmark(found)

    def _refuse(self, error: MuseError) -> None:
        if error.code != CANCELLED:
            self.failed.emit(error)

    def _measured(self) -> None:
        job, self.measuring = self.measuring, None
        focused = self.setup.strip.cancel.hasFocus()
        self.setup.strip.follow(None)
        self.setup.follow(self.setup.strip)
        if focused:
            self.setup.start.setFocus()
        if job is not None:
            job.deleteLater()

    # Making a smaller file

    def ask_smaller(self) -> None:
        """Ask which file is to be made smaller, and how small."""
        dialog = QuantiseDialog(self._models, self._studio.lab, self._studio.models.folder, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(self.setup.paths) == 1:
            dialog.choose(self.setup.paths[0], dialog.kind)
        dialog.wanted.connect(self.make_smaller)
        dialog.open()

    def make_smaller(self, source: Path, kind: str, target: Path) -> None:
        """Make `target` out of `source`, in the background."""
        if self.making is not None:
            return
        job = self.making = LabJob(self)
        future = self._studio.lab.quantise(source, kind, target, job.tell, job.cancelled)
        self._pair = None
        self._tell_made()
        self.setup.making.follow(job)
        self.setup.follow(self.setup.making)

        def made(path: Path) -> None:
            self._pair = (source, path)
            self._tell_made()
            self.reload()

        self._jobs.watch(future, self, made, self._refuse, self._made)

    def _made(self) -> None:
        job, self.making = self.making, None
        self.setup.making.follow(None)
        self.setup.follow(self.setup.making)
        if job is not None:
            job.deleteLater()

    def _compare_both(self) -> None:
        if self._pair is not None:
            self.setup.picks.tick(self._pair)
        self._pair = None
        self._tell_made()
        self.setup.start.setFocus()

    def _tell_made(self) -> None:
        if self._pair is None:
            self.setup.show_made("", "")
            return
        source, made = self._pair
        words = self.tr("{name} is ready, beside your other models.").format(name=made.stem)
        self.setup.show_made(words, f"{source.stem} · {made.stem}")

    # Using

    def _use(self, path: Path) -> None:
        before = self._studio.settings
        try:
            self._studio.models.set_default(path, "prose")
        except OSError as error:
            self.failed.emit(MuseError("ui.settings_not_saved", reason=error.strerror or str(error)))
            return
        self.results.show_used(path)
        self.chosen_for.emit(before, "prose")
