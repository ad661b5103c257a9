"""The library in the window: the full view, the list at the left, what is asked before a text goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.library.idle import Idle
from muse_desktop.ui.library.removing import Removing
from muse_desktop.ui.library.watching import Lookout
from muse_desktop.ui.memory import HeaderMemory
from muse_desktop.ui.notices import Notice, NoticeBar
from muse_desktop.ui.room import Room
from muse_desktop.ui.settings.parts import sentences

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport, ImportInfo, LibraryChange
    from muse_desktop.ui.library.view import LibraryView
    from muse_desktop.ui.window import MainWindow

AGAIN_MS = 250  # after a change; an import tells of many
MOST_NAMED = 5


class LibraryRoom(Room):
    """Everything about looking through the library and keeping it in order."""

    removed = Signal(list)  # texts that were taken out after a question

    SPECS = (
        ActionSpec("library", "view", QT_TRANSLATE_NOOP("Actions", "The library"), "Ctrl+6", separator=True),
        ActionSpec("watched", "view", QT_TRANSLATE_NOOP("Actions", "Watched folders…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: LibraryView | None = None
        self._hears: Callable[[], None] | None = None
        self._lookout: Lookout | None = None
        self.idle: Idle | None = None
        self.menu_hooks: list[Callable[[QMenu, list[int]], None]] = []
        self._columns: HeaderMemory | None = None
        self._removing = Removing(studio, window)
        self._removing.removed.connect(self.removed)
        self._removing.told.connect(lambda words: self._notices().tell(Notice("removed", words, "news")))
        self._removing.failed.connect(self._not_removed)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._reload)

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {"library": lambda: self.open(), "watched": self.show_watched}

    def settle(self) -> None:
        """The window is built."""
        panel = self.window.binder.library
        panel.open_wanted.connect(self.open)
        panel.remove_wanted.connect(self.ask_to_remove)
        self._lookout = Lookout(self.studio, self.window.jobs, self)
        self._lookout.brought.connect(self._tell_brought)
        self._lookout.failed.connect(self.window.news.error)
        self.idle = Idle(self.studio, self.window.jobs, self)

    def awake(self) -> None:
        """The library is opened off the UI thread; then its list is read, and changes are heard of."""
        opening = self.studio.background(lambda: self.studio.library)
        self.window.jobs.watch(opening, self, lambda _: self._begin())
        handle = self.window.windowHandle()
        if self.idle is not None and handle is not None:
            self.idle.watch(handle)

    def _begin(self) -> None:
        carrier = post()

        def heard(_change: LibraryChange) -> None:  # on any thread
            carrier.send(self, self._changed)

        self._hears = self.studio.library.listen(heard)
        self.window.binder.library.reload()
        self.window.news.hear_library()

    @property
    def lookout(self) -> Lookout | None:
        """What looks at the watched folders, while the window is open."""
        return self._lookout

    def leave(self) -> None:
        """The window closes."""
        if self._lookout is not None:
            self._lookout.leave()
            self._lookout = None
        if self.idle is not None:
            self.idle.leave()
            self.idle = None
        self._again.stop()
        if self._hears is not None:
            self._hears()
            self._hears = None
        if self._view is not None:
            self._view.details.fields.keep()
            assert self._columns is not None  # made with the view
            self._columns.remember(self._view.table.horizontalHeader())
        self.window.binder.library.leave()

    # The view

    @property
    def view(self) -> LibraryView:
        """The full view, made when it is first asked for."""
        if self._view is None:
            from muse_desktop.ui.library.table_model import COLUMNS
            from muse_desktop.ui.library.view import LibraryView

            panel, window = self.window.binder.library, self.window
            view = self._view = LibraryView(panel.list, panel.adding, window.jobs, window)
            view.back.connect(window.show_page)
            view.read_wanted.connect(self.read)
            view.original_wanted.connect(self.save_original)
            view.remove_wanted.connect(self.ask_to_remove)
            view.watched_wanted.connect(self.show_watched)
            view.steps_wanted.connect(self.clean_again)
            view.collections_wanted.connect(window.actions_["collections"].trigger)
            view.versions_wanted.connect(window.actions_["versions"].trigger)
            view.menu_hooks = self.menu_hooks
            self._columns = HeaderMemory("library", [one.order for one in COLUMNS])
            self._columns.restore(view.table.horizontalHeader())
            panel.adding.failed.connect(view.refuse)
            panel.adding.finished.connect(self._tell_added)
            window.stack.addWidget(view)
            self._ask_what_was_cut_off()
        return self._view

    def open(self, item: int | None = None) -> None:
        """Show the library, with `item` chosen where one is given."""
        window = self.window
        window.actions_["focus"].setChecked(False)
        self.view.reload()
        if item:
            self.view.show_item(item)
        window.stack.setCurrentWidget(self.view)
        self.view.take_keyboard()

    def _changed(self) -> None:
        if not self._again.isActive():
            self._again.start()

    def collections_changed(self) -> None:
        """Other collections, or other texts in them: the filters and the list show them too."""
        self._changed()

    def _reload(self) -> None:
        self.window.binder.library.reload()
        if self._view is not None and self._view.isVisible():
            self._view.reload()

    # Imports

    def _tell_added(self, report: AddReport) -> None:
        def words() -> str:
            parts = [self.tr("%Ln texts added.", "", len(report.added))]
            if report.skipped:
                parts.append(self.tr("%Ln files were left out.", "", len(report.skipped)))
            if report.cancelled:
                parts.append(self.tr("You stopped it before the end."))
            if report.interrupted is not None:
                parts.append(report.interrupted.text(spoken()))
            return sentences(*parts)

        show, act = (lambda: self.tr("Report…")), (lambda: self.show_report(report))
        self.view.notices.tell(Notice("import", words, "news", show, act))

    def _tell_brought(self, report: AddReport) -> None:
        """New texts came from a watched folder."""
        self.window.news.library_added(report)
        if self._view is not None:
            self._tell_added(report)

    def show_watched(self) -> None:
        """Which folders are watched."""
        from muse_desktop.ui.library.watched_dialog import WatchedDialog

        if self._lookout is None:
            return
        dialog = WatchedDialog(self.studio, self.window.jobs, self._lookout, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_report(self, report: AddReport) -> None:
        """What became of each file of an import."""
        from muse_desktop.ui.library.report_dialog import ReportDialog

        dialog = ReportDialog(report, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_what_was_cut_off(self) -> None:
        library, adding = self.studio.library, self.window.binder.library.adding
        if adding.running:
            return

        def tell(jobs: list[ImportInfo]) -> None:
            if not jobs or adding.running:
                return
            names = ", ".join(Path(one).name for one in jobs[0].paths[:MOST_NAMED])
            cut = lambda: self.tr("An import was cut off before its end: {names}").format(names=names)  # noqa: E731
            go, act = (lambda: self.tr("Go on with it")), adding.resume
            self.view.notices.tell(Notice("cut-off", cut, "news", go, act))

        asking = self.studio.background(lambda: library.imports(unfinished=True))
        self.window.jobs.watch(asking, self, tell, self.view.refuse)

    # One text

    def clean_again(self, item: int, steps: tuple[str, ...]) -> None:
        """Make a text again with these cleaning steps on and no others."""
        library, view = self.studio.library, self.view

        def cleaned(failed: list[MuseError]) -> None:
            for error in failed:
                view.refuse(error)

        work = self.studio.background(lambda: library.set_steps([item], steps))
        self.window.jobs.watch(work, self, cleaned, view.refuse, view.details.reload)

    def read(self, item: int) -> None:
        """Show a text to be read."""
        from muse_desktop.ui.librarysearch.room import LibrarySearchRoom

        self.window.rooms.get(LibrarySearchRoom).read(item)

    def save_original(self, item: int) -> None:
        """Ask where to, then write the bytes that were added."""
        studio, view = self.studio, self.view
        reading = studio.background(lambda: studio.library.info(item))

        def ask(info: object) -> None:
            if info is None:
                return
            title = self.tr("Save the original")
            name, _ = QFileDialog.getSaveFileName(self.window, title, Path(info.path).name or info.title)
            if name:
                self._save_original(item, Path(name))

        self.window.jobs.watch(reading, self, ask, view.refuse)

    def _save_original(self, item: int, path: Path) -> None:
        from muse_desktop.formats.atomic import write_bytes

        library = self.studio.library
        saving = self.studio.background(lambda: write_bytes(path, library.original(item)))

        def saved(_: object) -> None:
            words = lambda: self.tr("The original is in {path}").format(path=path)  # noqa: E731
            self.view.notices.tell(Notice("original", words, "news"))

        self.window.jobs.watch(saving, self, saved, self.view.refuse)

    def ask_to_remove(self, items: Sequence[int]) -> None:
        """Ask, then take these texts out of the library."""
        self._removing.ask(items)

    def _notices(self) -> NoticeBar:
        """Where the writer looks."""
        window, view = self.window, self._view
        return view.notices if view is not None and window.stack.currentWidget() is view else window.notices

    def _not_removed(self, error: MuseError) -> None:
        self._notices().tell(Notice(error.code, lambda: error.text(spoken())))
        if self._view is not None:
            self._view.reload()
