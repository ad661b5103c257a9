"""The library as a full view: what to show at the left, the list, and what is known of a text beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.library.listing import Listing, Offered, Wish
from muse_desktop.studio.library_list import Before, LibraryList
from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, drop_down, passing_menu
from muse_desktop.ui.library.adding import Adding, ImportStrip
from muse_desktop.ui.library.details import DetailsPane
from muse_desktop.ui.library.dropping import TakesTexts
from muse_desktop.ui.library.empty import EmptyLibrary, NothingFound
from muse_desktop.ui.library.filters import FilterPane
from muse_desktop.ui.library.table import LibraryTable
from muse_desktop.ui.library.table_model import TableModel
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.notices import Notice, NoticeBar

WIDTHS = (196, 764, 320)
TOPIC = "library-view"


class LibraryView(Retranslated, TakesTexts):
    """All texts of the library. Esc or the chip goes back to the page."""

    back = Signal()
    read_wanted = Signal(int)
    original_wanted = Signal(int)
    remove_wanted = Signal(list)
    watched_wanted = Signal()
    collections_wanted = Signal()
    versions_wanted = Signal()
    steps_wanted = Signal(int, tuple)  # item id, names of the cleaning steps that are to be on

    def __init__(
        self, source: LibraryList, adding: Adding, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._source, self.adding, self._jobs = source, adding, jobs
        self._words = LibraryWords(self)
        self._offered: Offered | None = None
        self._listing: Listing | None = None
        self._asked = 0
        self._wanted: tuple[int, ...] = ()  # texts to be chosen when the list has come
        self._title, self._sum = QLabel(self), ElidedLabel(self)
        self._title.setProperty("role", "title")
        self._sum.setProperty("role", "muted")
        chips = (Chip(parent=self) for _ in range(4))
        self.add_chip, self.watched_chip, self.collections_chip, self.versions_chip = chips
        self.menu_hooks: list[Callable[[QMenu, list[int]], None]] = []  # more for chosen texts
        self.back_chip = BackChip(self)
        self.menu = QMenu(self.add_chip)
        self._files = self.menu.addAction("", adding.choose_files)
        self._folder = self.menu.addAction("", adding.choose_folder)
        self.notices = NoticeBar(self)
        self.filters = FilterPane(self)
        self.rows = TableModel(source, jobs, self)
        self.table = LibraryTable(self.rows, self)
        self.details = DetailsPane(source, jobs, self)
        self.empty, self.nothing = EmptyLibrary(self), NothingFound(self)
        self.strip = ImportStrip(adding, self)
        self.middle = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        chips = (
            self.add_chip, self.collections_chip, self.versions_chip, self.watched_chip, self.back_chip,
        )  # fmt: skip
        top = top_line(self, self._title, self._sum, *chips, wide=self._sum)
        for widget in (self.table, self.empty, self.nothing):
            self.middle.addWidget(widget)
        self.middle.setProperty("role", "paper")
        self.middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.middle.setMinimumWidth(320)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        for place, pane in enumerate((self.filters, self.middle, self.details)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(place, int(place == 1))
        self.panes.setSizes(list(WIDTHS))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (top, self.notices, self.panes, self.strip):
            box.addWidget(widget, int(widget is self.panes))

    def _connect(self) -> None:
        table, details = self.table, self.details
        self.add_chip.clicked.connect(lambda: drop_down(self.menu, self.add_chip))
        self.watched_chip.clicked.connect(self.watched_wanted)
        self.collections_chip.clicked.connect(self.collections_wanted)
        self.versions_chip.clicked.connect(self.versions_wanted)
        self.back_chip.clicked.connect(self.back)
        self.filters.changed.connect(self._find)
        self.nothing.everything.connect(self.filters.clear_all)
        self.empty.files.connect(self.adding.choose_files)
        self.empty.folder.connect(self.adding.choose_folder)
        table.order_wanted.connect(self.filters.set_order)
        table.chosen.connect(self._chosen)
        table.open_wanted.connect(self.read_wanted)
        table.remove_wanted.connect(lambda: self.remove_wanted.emit(table.chosen_ids()))
        table.rating_wanted.connect(lambda rating: self.note(table.chosen_ids(), {"rating": rating}))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self.open_menu)
        details.changed.connect(self.note)
        details.read_wanted.connect(self.read_wanted)
        details.original_wanted.connect(self.original_wanted)
        details.remove_wanted.connect(lambda: self.remove_wanted.emit(list(details.items)))
        details.choose_wanted.connect(self.show_item)
        details.work_wanted.connect(self.filters.only_work)
        details.cleaning.steps_wanted.connect(self.steps_wanted)
        for part in (self.rows, details):
            part.failed.connect(self.refuse)

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("Library"))
        self.add_chip.setText(self.tr("Add texts…"))
        self.watched_chip.setText(self.tr("Watched folders…"))
        self.collections_chip.setText(self.tr("Collections…"))
        self.versions_chip.setText(self.tr("Versions…"))
        self._files.setText(self.tr("Add files…"))
        self._folder.setText(self.tr("Add a folder…"))
        self._show_sum()

    @property
    def offered(self) -> Offered:
        """What there is to filter by."""
        return self._offered or Offered()

    # The list

    def reload(self) -> None:
        """Read everything that is shown once more; what is chosen stays chosen."""
        self._find(self.filters.wish)
        self._jobs.watch(self._source.offered(), self, self._offer, self.refuse)
        self.details.reload()

    def take_keyboard(self) -> None:
        """The view has just been shown."""
        self.filters.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_item(self, item: int) -> None:
        """Choose a text; what hides it is taken away."""
        if self.rows.row_of(item) >= 0 and self._wanted == ():
            self.table.choose(item)
            return
        self._wanted = (item,)
        self.filters.set_wish(
            Wish(variants=True, order=self.filters.wish.order, descending=self.filters.wish.descending)
        )

    def _find(self, wish: Wish) -> None:
        self._asked += 1
        asked = self._asked

        def found(listing: Listing) -> None:
            if asked == self._asked:
                self._show_listing(listing)

        self._jobs.watch(self._source.find(wish), self, found, self.refuse)

    def _show_listing(self, listing: Listing) -> None:
        self._listing = listing
        self.rows.show_listing(listing)
        self.table.show_order(listing.wish)
        if self._wanted:
            wanted, self._wanted = self._wanted, ()
            self.table.choose(*wanted)
        self._show_middle()
        self._show_sum()

    def _offer(self, offered: Offered) -> None:
        self._offered = offered
        self.filters.offer(offered)
        self.details.offer(offered)
        self._show_middle()
        self._show_sum()

    def _show_middle(self) -> None:
        if self._listing is None or self._offered is None:
            return
        held = self._offered.total + self._offered.variants
        shown: QWidget = self.table
        if not len(self._listing.ids):
            shown = self.nothing if held else self.empty
        self.filters.setVisible(held > 0)
        self.details.setVisible(held > 0)
        self.middle.setCurrentWidget(shown)

    def _show_sum(self) -> None:
        if self._listing is None or self._offered is None:
            self._sum.setText("")
            return
        count, words, all_ = len(self._listing.ids), self._listing.words, self._offered.total
        parts = [self._words.texts(count), self._words.size(words)]
        if self._listing.wish.narrows:
            parts[0] = self.tr("{some} of {all}").format(some=self._words.texts(count), all=number(all_))
        chosen = len(self.details.items)
        if chosen > 1:
            parts.append(self.tr("%Ln chosen", "", chosen))
        self._sum.setText(joined(*parts) if all_ or count else "")

    def _chosen(self) -> None:
        self.details.show_items(self.table.chosen_ids())
        self._show_sum()

    # Acts

    def note(self, items: Sequence[int], changes: dict[str, Any]) -> None:
        """Note something for these texts; more than one can be taken back at once."""
        if not items:
            return

        def noted(before: Before) -> None:
            if len(before) > 1:
                self._tell_changed(before)

        self._jobs.watch(self._source.change(list(items), changes), self, noted, self._not_noted)

    def _not_noted(self, error: MuseError) -> None:
        self.refuse(error)
        self.details.reload()

    def _tell_changed(self, before: Before) -> None:
        def words() -> str:
            return self.tr("{texts} changed.").format(texts=self._words.texts(len(before)))

        def undo() -> None:
            self._jobs.watch(self._source.put_back(before), self, None, self.refuse)

        self.notices.tell(Notice(TOPIC, words, "news", lambda: self.tr("Undo"), undo))

    def refuse(self, error: MuseError) -> None:
        """Say what did not work."""
        self.notices.tell(Notice(error.code, lambda: error.text(spoken())))

    def open_menu(self, place: QPoint) -> None:
        """What can be done with the chosen texts."""
        items = self.table.chosen_ids()
        menu = passing_menu(self)
        if len(items) == 1:
            menu.addAction(self.tr("Read"), lambda: self.read_wanted.emit(items[0]))
            menu.addAction(self.tr("Save the original…"), lambda: self.original_wanted.emit(items[0]))
        if items:
            for fill in self.menu_hooks:
                fill(menu, items)
            menu.addAction(self.tr("Remove from the library…"), lambda: self.remove_wanted.emit(items))
            menu.addSeparator()
        menu.addActions([self._files, self._folder])
        menu.popup(self.table.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: find goes to the field."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.take_keyboard()
            self.filters.field.selectAll()
        else:
            super().keyPressEvent(event)
