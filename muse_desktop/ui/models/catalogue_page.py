"""Models to be had: the ones we know, what the hub finds by name, and what is on its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.engine.hardware import Hardware
from muse_desktop.errors import MuseError
from muse_desktop.models.advice import is_slow
from muse_desktop.models.catalogue import Catalogue
from muse_desktop.models.values import TASKS, Download, Entry, HubModel, Task, Wanted
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Chip, Line, Quiet, TextButton, shifted
from muse_desktop.ui.models.download_mark import DownloadWatch, tasks_of
from muse_desktop.ui.models.downloads_view import DownloadsView, Here
from muse_desktop.ui.models.entry_view import EntryView
from muse_desktop.ui.models.get_list import Card, CardList
from muse_desktop.ui.models.get_words import GetWords
from muse_desktop.ui.models.hub_foot import HubFoot
from muse_desktop.ui.models.hub_search import RepoView
from muse_desktop.ui.settings.parts import set_role, small_print

SIDE_WIDTH, LEAST_SIDE = 360, 280
LOOK_MS = 350  # so long a repository is current before its files are asked for
MOST_LETTERS = 100


class CataloguePage(Retranslated, QWidget):
    """A list at the left; at the right what is chosen, and the downloads below it. Only what is pressed
    here connects to the internet."""

    failed = Signal(object)  # MuseError
    chosen_for = Signal(object, str)  # the settings before, the task: another model is used from now on

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._words = GetWords(self)
        self._hardware: Hardware = studio.machine.hardware()
        self._best: Entry | None = None
        self._broken: MuseError | None = None
        self.found: tuple[HubModel, ...] | None = None  # by the last search; None: the catalogue is shown
        self._searches = 0
        self._searching = False
        self._search_error: MuseError | None = None
        self._wanted_repo: HubModel | None = None
        self.watch = DownloadWatch(studio, self)
        self.here = Here(studio, jobs, self)
        self._make()
        self._build()
        self._connect()
        self._quiet = Quiet(LOOK_MS, self._look, self)
        self._load()
        self.retranslate()

    def _make(self) -> None:
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self.only_here = small_print(self, "muted")
        self.field = QLineEdit(self)
        self.field.setMaxLength(MOST_LETTERS)
        self.search_button = QPushButton(self)
        self.search_button.setProperty("role", "chip")
        self.chips: dict[Task, Chip] = {task: Chip(parent=self, checkable=True) for task in TASKS}
        self.group = QButtonGroup(self)
        for chip in self.chips.values():
            self.group.addButton(chip)
        self.task: Task = "prose"
        self.chips[self.task].setChecked(True)
        self.leave_search = TextButton(self)
        self.said = small_print(self, "muted")
        self.list = CardList(self)
        self.entry = EntryView(self)
        self.repo = RepoView(self)
        self.downloads = DownloadsView(self.watch, self)
        self.nothing = QLabel(self)
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.foot = HubFoot(self._studio, self._jobs, self)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.search_button)
        self._tasks = QWidget(self)
        flow = FlowLayout(self._tasks, across=7, down=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        side = QWidget(self)
        side.setProperty("role", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(LEAST_SIDE)
        box = QVBoxLayout(side)
        box.setContentsMargins(14, 14, 13, 10)
        box.setSpacing(9)
        box.addWidget(self._heading)
        box.addWidget(self.only_here)
        box.addSpacing(3)
        box.addLayout(row)
        box.addWidget(self._tasks)
        box.addLayout(shifted(self.leave_search))
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        paper = QWidget(self)
        paper.setProperty("role", "paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.detail = QStackedWidget(paper)
        for view in (self.entry, self.repo, self.nothing):
            self.detail.addWidget(view)
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.detail, 1)
        column.addWidget(self.downloads)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(side)
        self.panes.addWidget(paper)
        self.panes.setSizes([SIDE_WIDTH, 1280 - SIDE_WIDTH])
        self.panes.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.panes, 1)
        whole.addWidget(Line(self))
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.search)
        self.search_button.clicked.connect(self.search)
        self.leave_search.clicked.connect(self.show_catalogue)
        for task, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, to=task: self.show_task(to))
        self.list.chosen.connect(self._show_value)
        self.list.entered.connect(self._enter)
        for view in (self.entry, self.repo):
            view.download_wanted.connect(self.watch.begin)
            view.use_wanted.connect(self.use)
        self.downloads.use_wanted.connect(self.use)
        self.repo.files_wanted.connect(self._load_files)
        self.repo.sign_in_wanted.connect(self.foot.sign_in)
        self.watch.changed.connect(self._show_downloads)
        self.here.changed.connect(self.list.refresh)
        self.here.changed.connect(self._show_downloads)
        self.watch.failed.connect(self.failed)
        self.foot.failed.connect(self.failed)
        self.foot.signed_in.connect(self._look_again)
        self.foot.hub_changed.connect(self.show_catalogue)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Get a model"))
        self.field.setPlaceholderText(self.tr("Search the hub by name"))
        self.field.setAccessibleName(self.tr("Search the hub by name"))
        self.search_button.setText(self.tr("Search"))
        self.leave_search.setText(self.tr("← Back to the models we know"))
        for task, chip in self.chips.items():
            chip.setText(self._words.task(task))
            chip.setToolTip(self._words.task_help(task))
        self.nothing.setText(self.tr("Search the hub by name to find a model."))
        self._say()
        self._show_hub()

    def shown(self) -> None:
        """The page has come to the front."""
        self._hardware = self._studio.machine.hardware()
        self.watch.changed.emit()
        self._show_hub()
        self.foot.reload()
        self.here.reload()
        self._jobs.watch(self._studio.background(self._studio.models.suggestion), self, self._suggest,
                         lambda _error: None)  # fmt: skip

    # The catalogue

    def _load(self) -> None:
        try:
            self._entries = self._studio.models.catalogue.entries
        except MuseError as error:
            self._entries, self._broken = (), error
        for task, chip in self.chips.items():
            chip.setVisible(any(task in entry.tasks for entry in self._entries))
        self.show_task(self.task)

    def _suggest(self, best: Entry | None) -> None:
        changed = best != self._best
        first = self._best is None and self.list.current is not None
        self._best = best
        if changed and self.found is None:
            key = best.id if best is not None and first and self.task in best.tasks else self._key()
            self._fill(key)
            self._show_value(self.list.current)

    def show_task(self, task: Task) -> None:
        """The models that are for a task."""
        self.task = task
        self.chips[task].setChecked(True)
        self.found = None
        self._fill(self._best.id if self._best is not None else "")
        self._say()

    def show_catalogue(self) -> None:
        """Back from what the hub found to the models we know."""
        self._searches += 1
        self._searching, self._search_error = False, None
        self.show_task(self.task)
        self._show_hub()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_entry(self, entry: Entry) -> None:
        """Bring one of the models we know to the front."""
        self.show_task(entry.tasks[0] if entry.tasks else "prose")
        self.list.choose(entry.id)

    def _fill(self, key: str = "") -> None:
        self.list.show_cards(self._cards, key)
        if not self.list.values:
            self.detail.setCurrentWidget(self.nothing)

    def _key(self) -> str:
        current = self.list.current
        return current.id if isinstance(current, Entry) else getattr(current, "repo", "")

    def _cards(self) -> list[Card]:
        if self.found is not None:
            return [self._found_card(model) for model in self.found]
        cards = [self._entry_card(entry) for entry in self._entries if self.task in entry.tasks]
        return sorted(cards, key=lambda card: not card.badge)

    def _entry_card(self, entry: Entry) -> Card:
        room = self._studio.models.room(entry)
        licence = self._studio.models.catalogue.licence(entry.licence)
        here = self.here.path(entry.wanted) is not None
        seen = self.tr("on this computer") if here else self._words.seen_mark(entry.seen)
        slow = room != "too_big" and is_slow(entry, self._hardware)
        parts = (self._words.room(room, slow), self._words.licence(licence), seen)
        best = self.tr("Best for this computer") if entry == self._best else ""
        words = " · ".join(part for part in parts if part)
        return Card(entry.id, entry.name, self._words.size(entry.bytes), words, entry, room, best)

    def _found_card(self, model: HubModel) -> Card:
        owner, _, name = model.repo.rpartition("/")
        parts = (
            owner,
            self.tr("%Ln downloads", "", model.downloads),
            self.tr("asks for a sign-in") if model.gated else "",
        )
        return Card(model.repo, name, "", " · ".join(part for part in parts if part), model)

    def _show_value(self, value: object) -> None:
        if isinstance(value, Entry):
            self._quiet.stop()
            licence = self._studio.models.catalogue.licence(value.licence)
            best, host, page = value == self._best, self.foot.host, self.foot.page(value.repo)
            self.entry.show_entry(value, licence, self._hardware, best=best, host=host, page=page)
            self._show_downloads()
            self.detail.setCurrentWidget(self.entry)
        elif isinstance(value, HubModel):
            self._wanted_repo = value
            if self.repo.model != value:
                self._show_repo(value)
                self._quiet.start()
            self.detail.setCurrentWidget(self.repo)

    def _enter(self, value: object) -> None:
        self._show_value(value)
        if isinstance(value, Entry):
            self.entry.get.button.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.repo.rows:
            self.repo.rows[0].button.setFocus(Qt.FocusReason.TabFocusReason)

    # The hub

    def search(self) -> None:
        """Ask the hub for models whose name has what was typed."""
        text = self.field.text().strip()
        if not text or self._searching:
            return
        self._searches += 1
        asked = self._searches
        self._searching, self._search_error = True, None

        def told(found: tuple[HubModel, ...]) -> None:
            if asked == self._searches:
                self.found = found
                self.repo.model = None
                self._fill()
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        def refused(error: MuseError) -> None:
            if asked == self._searches:
                self._search_error = error

        def over() -> None:
            if asked == self._searches:
                self._searching = False
                self._say()

        self._jobs.watch(self._studio.models.search(text), self, told, refused, over)
        self._say()

    def _look(self) -> None:
        if self._wanted_repo is not None:
            self._load_files(self._wanted_repo)

    def _show_repo(self, model: HubModel) -> None:
        try:
            licence = self._studio.models.catalogue.licence(model.licence)
        except MuseError:  # told once, over the list
            licence = Catalogue().licence(model.licence)
        self.repo.show_model(model, licence, self.foot.page(model.repo))

    def _load_files(self, model: HubModel) -> None:
        def told(files: tuple[Wanted, ...]) -> None:
            if self.repo.model == model:
                self.repo.show_files(files, self._hardware)
                self._show_downloads()

        def refused(error: MuseError) -> None:
            if self.repo.model == model:
                self.repo.show_error(error)

        self._show_repo(model)
        self._jobs.watch(self._studio.models.files(model.repo), self, told, refused)

    def _say(self) -> None:
        """What stands over the list, and which of the two lists it is."""
        error = self._search_error or (self._broken if self.found is None else None)
        self._tasks.setVisible(self.found is None)
        self.leave_search.setVisible(self.found is not None)
        self.search_button.setEnabled(not self._searching)
        words = ""
        if self._searching:
            words = self.tr("Asking {host}…").format(host=self.foot.host)
        elif error is not None:
            words = error.text(spoken())
        elif self.found is None:
            words = self._words.task_help(self.task)
        elif not self.found:
            words = self.tr("Nothing of that name with GGUF files. Try fewer letters.")
        set_role(self.said, "error" if error is not None and not self._searching else "muted")
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _show_hub(self) -> None:
        self.only_here.setText(
            self._words.only_here(self.foot.host, remote=bool(self._studio.settings.remote_url))
        )
        self._show_value(self.list.current)

    def _look_again(self) -> None:
        """Signed in: what was refused may be seen now."""
        if self.repo.error is not None and self.repo.model is not None:
            self._load_files(self.repo.model)

    # Downloads

    def use(self, download: Download) -> None:
        """Use what was downloaded for what it is good for, from now on."""
        for task in tasks_of(download.wanted):
            before = self._studio.settings
            try:
                self._studio.models.set_default(Path(download.path), task)
            except OSError as error:
                self.failed.emit(MuseError("ui.settings_not_saved", reason=error.strerror or str(error)))
                return
            self.chosen_for.emit(before, task)
        self.watch.changed.emit()

    def _show_downloads(self) -> None:
        if self.entry.entry is not None:
            download = self.here.download(self.entry.entry.wanted, self.watch)
            self.entry.show_download(download, download is not None and self.watch.in_use(download))
        for row in self.repo.rows:
            download = self.here.download(row.wanted, self.watch)
            row.show_download(download, download is not None and self.watch.in_use(download))
