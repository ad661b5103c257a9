"""The Bible tab: characters, places, things and facts of the story, and what the model is told of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.story import chosen
from muse_desktop.manuscript.bible import ENTRY_KINDS, Entry, EntryKind
from muse_desktop.studio.story import looked_at, told_entry
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Column, Quiet
from muse_desktop.ui.bible.entry_card import EntryCard
from muse_desktop.ui.bible.entry_list import EntryList, matching
from muse_desktop.ui.bible.words import kind_words
from muse_desktop.ui.settings.parts import small_print

LOOK_AFTER_MS = 500
FILTER_FROM = 6  # fewer entries are seen at a glance


class BiblePanel(Retranslated, QWidget):
    """Adds, finds, edits, orders and removes the entries of one project. Each change is kept at once."""

    removed = Signal(object)  # the Entry that was removed
    failed = Signal(object)  # MuseError

    def __init__(
        self,
        studio: Studio,
        jobs: Jobs,
        asked: Callable[[], tuple[dict[str, str], Materials]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._bible = studio.writing.bible
        self._asked = asked
        self._project: int | None = None
        self._entries: list[Entry] = []
        self._kind: EntryKind = "character"
        self.add = QLineEdit(self)
        self.kind = QPushButton(self)
        self.kind.setProperty("role", "chip")
        self._kind_menu = QMenu(self.kind)
        self._kind_group = QActionGroup(self)
        self._kind_actions: dict[EntryKind, QAction] = {}
        for one in ENTRY_KINDS:
            action = self._kind_group.addAction(QAction(self._kind_menu))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, kind=one: self.set_kind(kind))
            self._kind_menu.addAction(action)
            self._kind_actions[one] = action
        self.kind.setMenu(self._kind_menu)
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.list = EntryList(self)
        self.card = EntryCard(self)
        self.card.hide()
        self._told = QLabel(self)
        self._told.setProperty("role", "caption")
        self._empty = small_print(self, "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()
        self._look = Quiet(LOOK_AFTER_MS, self.show_told, self)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.add, 1)
        head.addWidget(self.kind)
        column = Column(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column)
        box = column.box
        box.addLayout(head)
        box.addWidget(self.filter)
        box.addWidget(self._told)
        box.addWidget(self._empty, 1)
        box.addWidget(self.list, 1)
        box.addWidget(self.card)
        stops = [self.add, self.kind, self.filter, self.list, *self.card.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.add.returnPressed.connect(self._add)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.moved.connect(self._move)
        self.list.remove_wanted.connect(self.remove)
        self.list.edit_wanted.connect(self.card.focus_name)
        self.card.remove_wanted.connect(self.remove)
        self.card.edited.connect(self._change)

    def retranslate(self) -> None:
        """Set the words again."""
        self.add.setPlaceholderText(self.tr("Add a name, then press Enter"))
        self.add.setAccessibleName(self.tr("Add an entry"))
        for kind, action in self._kind_actions.items():
            action.setText(kind_words(kind))
        self.set_kind(self._kind)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the entries"))
        self.list.setAccessibleName(self.tr("Entries of the story bible"))
        self._empty.setText(
            self.tr(
                "What must stay true in your story: who is who, what places look like, what happened. An "
                "entry is told to the model when its name stands in the text before the cursor, in the "
                "selection or in what you ask; or always, or never, as you say."
            )
        )
        self.list.entries.refresh()
        self.show_told()

    def set_kind(self, kind: EntryKind) -> None:
        """What the next entry is added as."""
        self._kind = kind
        self._kind_actions[kind].setChecked(True)
        self.kind.setText(f"{kind_words(kind)} ▾")
        self.kind.setAccessibleName(self.tr("Kind of the new entry: {kind}").format(kind=kind_words(kind)))

    # What is shown

    def show_project(self, project: int | None) -> None:
        """Show the story bible of another project, or nothing."""
        if project != self._project:
            self.card.keep()
            self._project = project
            self.filter.clear()
            self.card.show_entry(None)
            self.reload()

    def reload(self, chosen_id: int | None = None) -> None:
        """Read the entries again."""
        self._entries = self._bible.entries(self._project) if self._project is not None else []
        if chosen_id is not None and self.filter.text():
            self.filter.clear()
        self._show(chosen_id)

    def _show(self, chosen_id: int | None = None) -> None:
        wanted = self.filter.text()
        shown = matching(self._entries, wanted) if wanted else self._entries
        self.list.show_entries(shown, chosen_id)
        self.list.setDragEnabled(not wanted)
        self._empty.setVisible(not self._entries)
        self.list.setVisible(bool(self._entries))
        self.filter.setVisible(len(self._entries) >= FILTER_FROM or bool(wanted))
        self.add.setEnabled(self._project is not None)
        self._choose()
        self.show_told()

    def _choose(self) -> None:
        self.card.show_entry(self.list.current)

    def text_changed(self) -> None:
        """The page says something else, or the cursor stands elsewhere."""
        if self.isVisible():
            self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what was not looked at while hidden is shown now."""
        super().showEvent(event)
        self.show_told()

    def show_told(self) -> None:
        """Mark the entries that a prompt would tell of at the cursor."""
        fields, around = self._asked()
        found = chosen(tuple(map(told_entry, self._entries)), looked_at(fields, around))
        self.list.entries.set_told([entry.id for entry in found])
        self._told.setVisible(bool(self._entries))
        self._told.setText(self.tr("The model would be told of %n entries here.", "", len(found)))

    # What is done

    def _add(self) -> None:
        self.add_entry(self.add.text(), self._kind)
        self.add.clear()

    def add_entry(self, name: str, kind: EntryKind = "character") -> None:
        """A new entry; where one of this name is there already, that one is shown."""
        name = " ".join(name.split())
        if not name or self._project is None:
            return
        known = next((entry for entry in self._entries if name in entry.names), None)
        if known is not None:
            self.reload(known.id)
            return
        adding = self._bible.add(self._project, name, kind)
        self._jobs.watch(adding, self, self.reload, self.failed.emit)

    def _change(self, entry_id: int, values: dict[str, Any]) -> None:
        """Keep a change; shown at once, and read again only where it was refused."""
        self._entries = [
            replace(entry, **values) if entry.id == entry_id else entry for entry in self._entries
        ]
        self._jobs.watch(
            self._bible.change(entry_id, **values), self, lambda _: None, self._refused, self.show_told
        )
        self._show()

    def _move(self, entry_id: int, before: int | None) -> None:
        moving = self._bible.move(entry_id, before)
        self._jobs.watch(moving, self, lambda _: self.reload(entry_id), self._refused)

    def remove(self) -> None:
        """Remove the chosen entry; the window offers to take that back."""
        entry = self.list.current
        if entry is not None:
            self.card.show_entry(None)
            self._jobs.watch(self._bible.remove(entry.id), self, self._removed, self._refused)

    def _removed(self, entry: Entry) -> None:
        self.reload()
        self.removed.emit(entry)

    def put_back(self, entry: Entry) -> None:
        """Take a removal back."""
        self._jobs.watch(self._bible.put_back(entry), self, self.reload, self._refused)

    def _refused(self, error: object) -> None:
        self.failed.emit(error)
        self.reload()

    def focus_add(self) -> None:
        """Put the keyboard where entries are added."""
        self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)
