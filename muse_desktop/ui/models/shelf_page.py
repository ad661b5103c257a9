"""The models on this computer: a list, and the chosen one in full."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QProgressBar, QSplitter, QVBoxLayout, QWidget

from muse_desktop.engine.values import Fit
from muse_desktop.errors import MuseError
from muse_desktop.models.catalogue import Catalogue
from muse_desktop.models.values import TASKS, Dependents, FoundModel, Licence, ShelfModel, Task
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import Chip, Quiet, passing_menu
from muse_desktop.ui.models.delete_dialog import DeleteDialog
from muse_desktop.ui.models.import_dialog import ImportDialog
from muse_desktop.ui.models.shelf_detail import WRITERS, ShelfDetail
from muse_desktop.ui.models.shelf_rows import Row, ShelfList
from muse_desktop.ui.settings.parts import in_bytes, small_print

LIST_WIDTH, LEAST_LIST, LEAST_DETAIL = 520, 300, 380
RELOAD_MS = 120  # several changes at once are one look at the folder


class ShelfPage(Retranslated, QWidget):
    """Reads in the background; what it knows already stays on the screen meanwhile."""

    failed = Signal(object)  # MuseError
    chosen_for = Signal(object, str)  # the settings before, the task: another model is used from now on
    compare_wanted = Signal(object)  # Path
    more_wanted = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._catalogue: Catalogue | None = None
        self._models: tuple[ShelfModel, ...] = ()
        self._found: tuple[FoundModel, ...] = ()
        self._asking: Path | None = None  # whose fit is being worked out
        self._unfit: dict[Path, MuseError] = {}
        self._stale: set[Path] = set()  # whose fit was worked out when other things were in memory
        self._next_path: Path | None = None  # to be chosen when it is on the shelf
        self.reading = False
        self._again = False
        self.heading = small_print(self, "heading")
        self.about = small_print(self, "muted")
        self.list = ShelfList(self)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.add, self.folder = Chip(parent=self), Chip(parent=self)
        self._hint = small_print(self)
        self.detail = ShelfDetail(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        left = QWidget(self)
        left.setProperty("role", "side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 34, 16, 14)
        side.setSpacing(3)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addWidget(self.folder)
        foot.addWidget(self._hint, 1)
        for label in (self.heading, self.about):
            label.setContentsMargins(12, 0, 0, 0)
            side.addWidget(label)
        side.addSpacing(8)
        side.addWidget(self.busy)
        side.addWidget(self.list, 1)
        side.addSpacing(8)
        side.addLayout(foot)
        right = QWidget(self)
        right.setProperty("role", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        paper = QVBoxLayout(right)
        paper.setContentsMargins(0, 0, 0, 0)
        paper.addWidget(self.detail)
        left.setMinimumWidth(LEAST_LIST)
        right.setMinimumWidth(LEAST_DETAIL)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(left)
        self.panes.addWidget(right)
        self.panes.setSizes([LIST_WIDTH, 1280 - LIST_WIDTH])
        self.panes.setStretchFactor(0, 0)
        self.panes.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panes)

    def _connect(self) -> None:
        detail = self.detail
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.activated.connect(lambda _: detail.take_keyboard())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.add.clicked.connect(self.choose_files)
        self.folder.clicked.connect(lambda: self.open_folder(self._studio.models.folder))
        detail.use_wanted.connect(self.use)
        detail.take_wanted.connect(lambda found, copy: self.take([found.path], copy=copy))
        detail.folder_wanted.connect(lambda path: self.open_folder(path.parent))
        detail.delete_wanted.connect(self.ask_delete)
        detail.compare_wanted.connect(self.compare_wanted)
        detail.add_wanted.connect(self.choose_files)
        detail.more_wanted.connect(self.more_wanted)
        self._quiet = Quiet(RELOAD_MS, self.reload, self)
        for listeners in (self._studio.models.on_change, self._studio.model.on_change):
            listen(self, listeners, self._stir)

    def _stir(self) -> None:
        self._show_state()
        if self.isVisible():
            self._quiet.start()

    def retranslate(self) -> None:
        """Set the words again."""
        self.add.setText(self.tr("Add a model file…"))
        self.folder.setText(self.tr("Models folder"))
        self.folder.setAccessibleName(self.tr("Open the models folder"))
        self._hint.setText(self.tr("or drop a .gguf file anywhere"))
        self.busy.setAccessibleName(self.tr("Looking for models"))
        self._fill()

    # What is there

    def shown(self) -> None:
        """The page has come to the front."""
        self._forget_fits()
        if self._catalogue is None:
            reading = self._studio.background(lambda: self._studio.models.catalogue)
            self._jobs.watch(reading, self, self._take_catalogue, self.failed.emit)
        self.reload()

    def reload(self) -> None:
        """Look at the folders again, in the background."""
        self._quiet.stop()
        if self.reading:
            self._again = True
            return
        self.reading, self._again = True, False
        if not self._models:
            self.busy.show()
            self.detail.show_loading()
        self._jobs.watch(self._studio.models.shelf(), self, self._take_models, self.failed.emit, self._read)

    def _read(self) -> None:
        self._jobs.watch(self._studio.models.found(), self, self._take_found, self.failed.emit, self._rest)

    def _rest(self) -> None:
        self.reading = False
        self.busy.hide()
        if self._again:
            self.reload()
        self._show_chosen()

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.list.rows.licence_name = lambda one: catalogue.licence(one).name if one else ""
        self._show_chosen()
        self.list.rows.repaint()

    def _take_models(self, models: Sequence[ShelfModel]) -> None:
        if tuple(models) != self._models:
            before = {one.path: one.bytes for one in self._models}
            self._stale |= {one.path for one in models if before.get(one.path) != one.bytes}
            self._models = tuple(models)
            self._fill()
        self._show_state()
        self._ask_fit()

    def _take_found(self, found: Sequence[FoundModel]) -> None:
        if tuple(found) != self._found:
            self._found = tuple(found)
            self._fill()

    def _fill(self) -> None:
        wanted = self._next_path or self._chosen_path
        here = {one.path for one in self._models}
        self.list.rows.show_rows(self._models, [one for one in self._found if one.path not in here])
        self._show_sum()
        self._choose(wanted)

    def _choose(self, path: Path | None) -> None:
        self.list.choose(path if path is not None else self._studio.models.default("prose"))
        if self.list.rows.place(self._next_path) >= 0:
            self._next_path = None

    def choose(self, path: Path) -> None:
        """Choose a model, now or as soon as the shelf has been read."""
        self._next_path = path
        self._choose(path)

    @property
    def _chosen_path(self) -> Path | None:
        row = self.list.chosen
        return row.path if row is not None else None

    def _show_sum(self) -> None:
        good = [one for one in self._models if not one.code]
        self.heading.setText(self.tr("%Ln models", "", len(good)) if self._models else self.tr("Models"))
        size = in_bytes(sum(one.bytes for one in good))
        told = self.tr("{size} on this computer. They work without a connection.")
        none = self.tr("What is here works without a connection.")
        self.about.setText(told.format(size=size) if good else none)

    # The chosen one

    def _show_chosen(self) -> None:
        row = self.list.chosen
        if row is None:
            if not self.reading:
                self.detail.show_row(None)
            return
        tasks = self.list.rows.defaults.get(row.path, ()) if row.path else ()
        self.detail.show_row(row, tasks, self._licence(row))
        self._show_fit(row)

    def _show_fit(self, row: Row) -> None:
        path = row.path
        if row.kind != "model" or path is None:
            self.detail.fit.show_error(None)
        elif path in self.list.rows.fits:
            self.detail.fit.show_fit(self.list.rows.fits[path], path == self.list.rows.loaded)
        elif path in self._unfit:
            self.detail.fit.show_error(self._unfit[path])
        else:
            self.detail.fit.show_working()
            self._ask_fit()

    def _licence(self, row: Row) -> Licence | None:
        named = row.model.licence if row.model is not None else ""
        return self._catalogue.licence(named) if self._catalogue is not None and named else None

    def _show_state(self) -> None:
        """Which model is used for what, and which is in memory."""
        rows, defaults = self.list.rows, dict[Path, tuple[Task, ...]]()
        for task in TASKS:
            path = self._studio.models.default(task)
            elsewhere = task in WRITERS and bool(self._studio.settings.remote_url)
            if path is not None and not elsewhere:
                defaults[path] = (*defaults.get(path, ()), task)
        info = self._studio.model.info
        loaded = Path(info.path) if info is not None else None
        if loaded != rows.loaded:
            rows.loaded = loaded
            self._forget_fits()
        rows.defaults = defaults
        rows.repaint()
        self.detail.show_busy(self._studio.model.state == "loading")
        self._show_chosen()

    def _forget_fits(self) -> None:
        """Other things are in memory now, perhaps; what was known is shown until it is worked out again."""
        self._stale |= {*self.list.rows.fits, *self._unfit}

    def _ask_fit(self) -> None:
        """Work out one model after another, the chosen one first: each takes a process of its own."""
        known = {*self.list.rows.fits, *self._unfit} - self._stale
        waiting = [one.path for one in self._models if not one.code and one.path not in known]
        if self._asking is not None or not waiting or not self.isVisible():
            return
        path = self._chosen_path if self._chosen_path in waiting else waiting[0]
        self._asking = path
        self._stale.discard(path)
        self._unfit.pop(path, None)

        def told(fit: Fit) -> None:
            self.list.rows.fits[path] = fit
            self.list.rows.repaint()

        def refused(error: MuseError) -> None:
            self.list.rows.fits.pop(path, None)
            self._unfit[path] = error

        def over() -> None:
            self._asking = None
            row = self.list.chosen
            if row is not None and row.path == path:
                self._show_fit(row)
            self._ask_fit()

        self._jobs.watch(self._studio.models.fit(path), self, told, refused, over)

    # What is done with them

    def use(self, path: Path, task: Task) -> None:
        """Use a model for a task from now on; one that is its own task's already, no longer."""
        before, library = self._studio.settings, self._studio.models
        taken = task != "prose" and library.default(task) == path
        try:
            library.set_default(None if taken else path, task)
        except OSError as error:
            self.failed.emit(MuseError("ui.settings_not_saved", reason=error.strerror or str(error)))
        self.chosen_for.emit(before, task)
        self._show_state()

    def choose_files(self) -> None:
        """Ask for model files, then how to add them."""
        kinds = self.tr("Models (*.gguf)")
        names, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Add a model file"), "", kinds)
        self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path], *, copy: bool | None = None) -> None:
        """Ask how to add files, then add them. `copy` None: what is usual for where they lie."""
        if not paths or any(one.isVisible() for one in self.findChildren(ImportDialog)):
            return
        lent = {one.path for one in self._found}
        usual = not all(path in lent for path in paths)
        dialog = ImportDialog(self._studio, self._jobs, paths, self, copy=usual if copy is None else copy)
        dialog.added.connect(self._added)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _added(self, model: ShelfModel) -> None:
        self._next_path = model.path
        self.reload()

    def open_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        with contextlib.suppress(OSError):
            if folder == self._studio.models.folder:
                folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.failed.emit(MuseError("models.folder_not_opened", path=str(folder)))

    def ask_delete(self, model: ShelfModel) -> None:
        """Find out what depends on a model, then ask whether to delete it."""

        def ask(dependents: Dependents) -> None:
            dialog = DeleteDialog(model, dependents, self)
            dialog.accepted.connect(lambda: self._delete(model))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._jobs.watch(self._studio.models.dependents(model.path), self, ask, self.failed.emit)

    def _delete(self, model: ShelfModel) -> None:
        before = self._studio.settings

        def gone(_: object) -> None:
            self.reload()
            if self._studio.settings != before:
                self.chosen_for.emit(before, "prose")

        self._jobs.watch(self._studio.models.delete(model.path), self, gone, self.failed.emit)

    def _menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            self.menu().popup(self.list.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """What can be done with the chosen model, as a menu for one use."""
        made = passing_menu(self)
        for button in self.detail.stops():
            made.addAction(button.text(), button.click)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete asks about the chosen model."""
        row = self.list.chosen
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and row is not None:
            if row.model is not None and row.model.origin != "starter":
                self.ask_delete(row.model)
            return
        super().keyPressEvent(event)
