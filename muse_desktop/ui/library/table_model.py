"""The library's rows as an item model: the ids of all of them, and the texts of those that are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from muse_desktop.errors import MuseError
from muse_desktop.studio.library_list import LibraryList
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.when import when
from muse_desktop.ui.library.words import LibraryWords

if TYPE_CHECKING:
    from muse_desktop.library.listing import Listed, Listing, Order

PAGE = 100  # rows that are read at once
PAGES_KEPT = 30
PAGES_WAITING = 4  # older ones have been scrolled past
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """One column: what it is sorted by, its heading, its width in pixels, whether it is shown at first."""

    order: Order
    heading: str
    width: int
    shown: bool = True


COLUMNS = (
    Column("title", QT_TRANSLATE_NOOP("LibraryTable", "Title"), 250),
    Column("author", QT_TRANSLATE_NOOP("LibraryTable", "Author"), 132),
    Column("year", QT_TRANSLATE_NOOP("LibraryTable", "Year"), 56),
    Column("language", QT_TRANSLATE_NOOP("LibraryTable", "Language"), 80),
    Column("words", QT_TRANSLATE_NOOP("LibraryTable", "Words"), 70),
    Column("rights", QT_TRANSLATE_NOOP("LibraryTable", "Rights"), 108),
    Column("rating", QT_TRANSLATE_NOOP("LibraryTable", "Rating"), 86),
    Column("tags", QT_TRANSLATE_NOOP("LibraryTable", "Tags"), 130, shown=False),
    Column("format", QT_TRANSLATE_NOOP("LibraryTable", "Format"), 70, shown=False),
    Column("source", QT_TRANSLATE_NOOP("LibraryTable", "Source"), 160, shown=False),
    Column("licence", QT_TRANSLATE_NOOP("LibraryTable", "Licence"), 120, shown=False),
    Column("added", QT_TRANSLATE_NOOP("LibraryTable", "Added"), 140, shown=False),
)
NUMBERS = ("year", "words")
MUTED = ("language", "format", "added")


class TableModel(QAbstractTableModel):
    """As many rows as there are ids; a row nobody has looked at yet shows … until it has been read."""

    failed = Signal(object)  # MuseError
    arrived = Signal()  # rows have been read

    def __init__(self, source: LibraryList, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._jobs = source, jobs
        self._words = LibraryWords(self)
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Listed]] = OrderedDict()  # the last used at the end
        self._stale: set[int] = set()  # pages that are shown until they have been read again
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._edition = 0
        self._reading: tuple[int, int] | None = None  # edition and page
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read)

    # What is shown

    @property
    def ids(self) -> array[int]:
        """The ids of all rows."""
        return self._ids

    def show_listing(self, listing: Listing) -> None:
        """Show these rows. The same ids in the same order only mean that rows may say something else."""
        self._edition += 1
        self._wanted.clear()
        if listing.ids == self._ids:
            self._stale = set(self._pages)
            self.refresh()
            return
        self.beginResetModel()
        self._ids = listing.ids
        self._pages.clear()
        self._stale.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Paint every row again (another language, other contents)."""
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def row_of(self, item: int) -> int:
        """The row of a text; -1 where it is not in the list."""
        try:
            return self._ids.index(item)
        except ValueError:
            return -1

    def listed(self, row: int) -> Listed | None:
        """What is known of a row; None while it is being read, which begins by asking."""
        if not 0 <= row < len(self._ids):
            return None
        page = row // PAGE
        known = self._pages.get(page)
        if known is None or page in self._stale:
            self._want(page)
        if known is None:
            return None
        self._pages.move_to_end(page)
        return known.get(self._ids[row])

    def cell(self, listed: Listed | None, column: Order) -> str:
        """What a cell says, "" for nothing; "…" stands for the title of a row that is being read."""
        if listed is None:
            return "…" if column == "title" else ""
        return self._cell(listed, column)

    # Reading

    def _want(self, page: int) -> None:
        if self._reading == (self._edition, page):
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > PAGES_WAITING:
            self._wanted.popitem(last=False)
        if self._reading is None and not self._soon.isActive():
            self._soon.start(0)

    def _read(self) -> None:
        if not self._wanted or self._reading is not None:
            return
        page, _ = self._wanted.popitem()
        edition = self._edition
        self._reading = edition, page
        ids = self._ids[page * PAGE : (page + 1) * PAGE]

        def show(rows: list[Listed]) -> None:
            if edition == self._edition:
                self._take(page, rows)

        def over() -> None:
            self._reading = None
            if self._wanted:
                self._soon.start(0)

        self._jobs.watch(self._source.page(ids), self, show, self._refused(page), over)

    def _refused(self, page: int) -> Callable[[MuseError], None]:
        def refused(error: MuseError) -> None:
            self._pages.setdefault(page, {})  # asked again when the list is
            self._stale.discard(page)
            self.failed.emit(error)

        return refused

    def _take(self, page: int, rows: list[Listed]) -> None:
        self._pages[page] = {row.info.id: row for row in rows}
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > PAGES_KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._stale.discard(gone)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        self.arrived.emit()

    # Qt

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the names of the columns."""
        if side == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return QCoreApplication.translate("LibraryTable", COLUMNS[section].heading)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if COLUMNS[section].order in NUMBERS else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell says."""
        if not index.isValid():
            return None
        column = COLUMNS[index.column()].order
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in NUMBERS else LEFT
        if role == Role.ID:
            return self._ids[index.row()]
        if role not in _ANSWERED:
            return None
        listed = self.listed(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(listed, column)
        if listed is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return listed.info.path if column == "title" else self._cell(listed, column) or None
        return self._said(listed, column)

    def _said(self, listed: Listed, column: Order) -> str:
        if column == "rating":
            return self._words.rating(listed.info.rating)
        heading = QCoreApplication.translate(
            "LibraryTable", next(one.heading for one in COLUMNS if one.order == column)
        )
        return f"{heading}: {self._cell(listed, column) or '–'}"

    def _cell(self, listed: Listed, column: Order) -> str:
        info = listed.info
        if column == "title":
            more = self._words.versions(listed.versions) if listed.versions > 1 else ""
            return f"{info.title}   ({more})" if more else info.title
        if column == "words":
            return number(info.words)
        if column == "language":
            return self._words.language(info.language) if info.language else ""
        if column == "rights":
            return self._words.short_right(info.rights)
        if column == "added":
            return when(info.added_at)
        if column == "tags":
            return ", ".join(info.tags)
        if column == "year":
            return "" if info.year is None else str(info.year)
        return "" if column == "rating" else str(getattr(info, column))


_ANSWERED = frozenset(
    (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
)
