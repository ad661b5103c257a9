"""What is known of the chosen texts, beside the list: to read, and to note for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemDetails, ItemInfo
from muse_desktop.library.listing import Offered
from muse_desktop.studio.library_list import LibraryList
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Chip, Column, ElidedButton, SectionLabel, TextButton, shifted
from muse_desktop.ui.library.cleaning import CleaningPart
from muse_desktop.ui.library.fields import Fields
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.settings.parts import small_print

MOST_RELATED = 40
MARGIN = 16


class DetailsPane(Retranslated, Column):
    """Follows what is chosen in the table."""

    changed = Signal(list, dict)  # item ids, what to note
    read_wanted = Signal(int)
    original_wanted = Signal(int)
    remove_wanted = Signal()
    choose_wanted = Signal(int)
    work_wanted = Signal(int)
    failed = Signal(object)  # MuseError

    def __init__(self, source: LibraryList, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=MARGIN)
        self.setProperty("role", "side")
        self._source, self._jobs = source, jobs
        self._words = LibraryWords(self)
        self._items: list[int] = []
        self._asked = 0
        self.details: ItemDetails | None = None
        self._known = False  # whether what is chosen has been read
        self._family: tuple[list[ItemInfo], list[ItemInfo]] = ([], [])
        self._title, self._about = QLabel(self.inside), small_print(self.inside)
        self._path = small_print(self.inside)
        self._hint = small_print(self.inside, "muted")
        self.read, self.original = Chip(parent=self.inside), Chip(parent=self.inside)
        self.remove = TextButton(self.inside)
        self.fields = Fields(self.inside)
        self.cleaning = CleaningPart(self.inside)
        self._related_label, self._related = SectionLabel(self.inside), QVBoxLayout()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.read)
        acts.addWidget(self.original)
        acts.addStretch(1)
        self._related.setSpacing(0)
        self.box.setSpacing(6)
        for widget in (self._hint, self._title, self._about):
            self.box.addWidget(widget)
        self.box.addLayout(acts)
        self.box.addSpacing(4)
        self.box.addWidget(self.fields)
        self.box.addSpacing(6)
        self.box.addWidget(self._related_label)
        self.box.addLayout(self._related)
        self.box.addSpacing(6)
        self.box.addWidget(self.cleaning)
        self.box.addWidget(self._path)
        self.box.addSpacing(6)
        self.box.addLayout(shifted(self.remove))
        self.box.addStretch(1)

    def _connect(self) -> None:
        self.fields.changed.connect(self._note)
        self.read.clicked.connect(lambda: self.read_wanted.emit(self._items[0]))
        self.original.clicked.connect(lambda: self.original_wanted.emit(self._items[0]))
        self.remove.clicked.connect(self.remove_wanted)

    def _note(self, changes: Mapping[str, Any]) -> None:
        if self._items:
            self.changed.emit(list(self._items), dict(changes))

    def retranslate(self) -> None:
        """Set the words again."""
        self._hint.setText(self.tr("Choose a text to see what is known of it, or several at once."))
        self.read.setText(self.tr("Read"))
        self.original.setText(self.tr("Save the original…"))
        self.original.setToolTip(self.tr("The file exactly as it was added"))
        self._show()

    def offer(self, offered: Offered) -> None:
        """What the library has already."""
        self.fields.offer(offered)

    # What is chosen

    @property
    def items(self) -> list[int]:
        """The texts that are shown."""
        return self._items

    def show_items(self, items: Sequence[int]) -> None:
        """Show these texts; what was typed for others is kept first."""
        if list(items) == self._items:
            return
        self.fields.keep()
        self._items = list(items)
        if not items:
            self._asked += 1
            self._clear()
            return
        self._known = False
        self.fields.setEnabled(False)  # until it is known what stands in them
        if len(items) > 1:
            self._title.setText(self._words.texts(len(items)))
        self.reload()

    def reload(self) -> None:
        """Read what is shown once more."""
        if not self._items:
            return
        self._asked += 1
        asked = self._asked
        if len(self._items) == 1:
            read: Any = self._source.details(self._items[0])
            show: Any = self._show_one
        else:
            read = self._source.shared(self._items)
            show = self._show_many

        def arrived(found: Any) -> None:
            if asked == self._asked:
                show(found)

        self._jobs.watch(read, self, arrived, lambda error: self._refused(asked, error))

    def _refused(self, asked: int, error: MuseError) -> None:
        if asked == self._asked:
            self._items = []
            self._clear()
            if error.code != "library.gone":  # somebody took it out meanwhile
                self.failed.emit(error)

    def _clear(self) -> None:
        self.details, self._known, self._family = None, False, ([], [])
        self._show()

    def _show_one(self, details: ItemDetails) -> None:
        self.details, self._known = details, True
        self._family = ([], [])
        self.fields.show_one(details.info, details.notes, details.evidence)
        self._show()
        asked = self._asked

        def arrived(found: tuple[list[ItemInfo], list[ItemInfo]]) -> None:
            if asked == self._asked:
                self._family = found
                self._show_related()

        self._jobs.watch(self._source.family(details.info), self, arrived, self.failed.emit)

    def _show_many(self, shared: Mapping[str, Any]) -> None:
        self.details, self._known = None, True
        self._family = ([], [])
        self.fields.show_many(shared)
        self._show()

    # Showing

    def _show(self) -> None:
        one, some = self.details, bool(self._items) and self._known
        self.fields.setEnabled(some)
        self._hint.setVisible(not some)
        for widget in (self._title, self._about, self.fields, self.remove):
            widget.setVisible(some)
        for widget in (self.read, self.original, self._path):
            widget.setVisible(one is not None)
        self._show_related()
        self.cleaning.show_details(one)
        if not some:
            return
        if one is None:
            self._title.setText(self._words.texts(len(self._items)))
            self._about.setText(self.tr("What you change here is noted for all of them."))
            self.remove.setText(self.tr("Remove these from the library…"))
            return
        info = one.info
        kind = self._words.language(info.language) if info.language else ""
        added = self.tr("added {date}").format(date=when(info.added_at))
        self._title.setText(info.title)
        self._about.setText(joined(self._words.size(info.words), kind, info.format, added))
        self._path.setText(self.tr("Added from {path}").format(path=info.path) if info.path else "")
        self.remove.setText(self.tr("Remove from the library…"))

    def _show_related(self) -> None:
        while (old := self._related.takeAt(0)) is not None:
            if old.widget() is not None:
                old.widget().deleteLater()
        one = self.details
        versions, variants = self._family
        others = [info for info in versions if one is not None and info.id != one.info.id]
        rows = [(self.tr("version: {title}"), info) for info in others]
        rows += [(self.tr("variant: {title}"), info) for info in variants]
        parent = one.info.parent if one is not None else None
        self._related_label.setVisible(bool(rows) or parent is not None)
        self._related_label.setText(self.tr("Of the same work"))
        if parent is not None:
            self._link(self.tr("the text this variant was made from"), parent)
        for words, info in rows[:MOST_RELATED]:
            said = joined(words.format(title=info.title), self._words.size(info.words))
            self._link(said, info.id)
        if others and one is not None and one.info.work is not None:
            work = one.info.work
            every = TextButton(self.inside)
            every.setText(self.tr("List all of them"))
            every.clicked.connect(lambda: self.work_wanted.emit(work))
            self._related.addWidget(every)

    def _link(self, words: str, item: int) -> None:
        button = ElidedButton(self.inside)
        button.setText(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.choose_wanted.emit(item))
        self._related.addWidget(button)
