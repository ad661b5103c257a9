"""The collections of the library: their list, and the texts of one in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.library.collections.values import CollectionInfo, Refilled, Rule
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Chip, Line, SectionLabel
from muse_desktop.ui.collections.lists import CollectionsModel, TextList, TextsInOrder, plain_list
from muse_desktop.ui.collections.words import RuleWords
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.settings.parts import sentences
from muse_desktop.ui.shelf.frame import ShelfFrame, caption

LIST_WIDTH = 270


@dataclass(frozen=True)
class Shown:
    """A collection with its texts; `trouble` where its rule cannot be read."""

    info: CollectionInfo
    rule: Rule | None
    texts: tuple[ItemInfo, ...]
    trouble: MuseError | None = None


def look(studio: Studio, info: CollectionInfo) -> Shown:
    """What the view shows of a collection; reads the database. Raises library_collections.gone."""
    collections, library = studio.curation.collections, studio.library
    texts = tuple(one for item in collections.items(info.id) if (one := library.info(item)) is not None)
    try:
        return Shown(info, collections.rule(info.id), texts)
    except MuseError as error:
        if error.code != "library_collections.rule_unreadable":
            raise
        return Shown(info, None, texts, error)


class CollectionsView(ShelfFrame):
    """What can be done with a collection is asked of the room, but for its texts and their order."""

    by_hand_wanted = Signal()
    by_rule_wanted = Signal()
    rule_wanted = Signal(object)  # Shown: give it another rule
    copy_wanted = Signal(object)  # Shown: make one by hand of its texts
    add_wanted = Signal(object)  # Shown
    rename_wanted = Signal(object)  # CollectionInfo; so are those below
    delete_wanted = Signal(object)
    library_wanted = Signal(object)
    dataset_wanted = Signal(object)
    read_wanted = Signal(int)
    changed = Signal()  # other texts, another name: lists elsewhere show them too

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._words, self._rules = LibraryWords(self), RuleWords(self)
        self._asked = 0
        self._wanted = 0  # the collection that is to be shown once the list has come
        self.shown: Shown | None = None
        self._change: tuple[Refilled, list[str], list[str]] | None = None
        self.model, self.rows = CollectionsModel(self), TextsInOrder(self)
        self.list, self.texts = QListView(self), TextList(self.rows, self)
        self.list.setModel(self.model)
        plain_list(self.list)
        self.new_hand, self.new_rule = Chip(parent=self), Chip(parent=self)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.about, self.change, self.hint = caption(self, "muted"), caption(self), caption(self, "muted")
        self._label = SectionLabel(self)
        names = ("run", "rule", "add", "remove", "library", "dataset", "rename", "copy", "delete")
        self.chips = {name: Chip(parent=self) for name in names}
        self.right = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._label)
        left.addLayout(row(self.new_hand, self.new_rule, 1))
        left.addWidget(self.list, 1)
        held = QWidget(self)
        held.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        held.setFixedWidth(LIST_WIDTH)
        one = QWidget(self)
        box = QVBoxLayout(one)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        acts = QWidget(one)
        flow = FlowLayout(acts, across=8, down=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        for widget in (self.heading, self.about, acts, self.change, Line(one), self.texts):
            box.addWidget(widget, int(widget is self.texts))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.right.addWidget(self.hint)
        self.right.addWidget(one)
        line = QHBoxLayout()
        line.setSpacing(28)
        line.addWidget(held)
        line.addWidget(self.right, 1)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self.new_hand.clicked.connect(lambda _on=False: self.by_hand_wanted.emit())
        self.new_rule.clicked.connect(lambda _on=False: self.by_rule_wanted.emit())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        self.texts.read_wanted.connect(self.read_wanted)
        self.texts.remove_wanted.connect(self.remove)
        self.texts.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.rows.arranged.connect(self._arranged)
        acts: dict[str, Callable[[Shown], None]] = {
            "run": lambda _: self.run(),
            "rule": self.rule_wanted.emit,
            "add": self.add_wanted.emit,
            "remove": lambda _: self.remove(),
            "copy": self.copy_wanted.emit,
            "library": lambda shown: self.library_wanted.emit(shown.info),
            "dataset": lambda shown: self.dataset_wanted.emit(shown.info),
            "rename": lambda shown: self.rename_wanted.emit(shown.info),
            "delete": lambda shown: self.delete_wanted.emit(shown.info),
        }
        for name, act in acts.items():
            self.chips[name].clicked.connect(lambda _on=False, act=act: self.shown and act(self.shown))

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Collections"))
        self._label.setText(self.tr("Collections of the library"))
        self.list.setAccessibleName(self.tr("Collections of the library"))
        self.new_hand.setText(self.tr("New by hand…"))
        self.new_rule.setText(self.tr("New by rule…"))
        self.texts.setAccessibleName(self.tr("Texts of the collection"))
        self.texts.setToolTip("")
        words = {
            "run": self.tr("Run again"),
            "rule": self.tr("Change the rule…"),
            "add": self.tr("Add texts…"),
            "remove": self.tr("Take out"),
            "library": self.tr("Show in the library"),
            "dataset": self.tr("Export a dataset…"),
            "rename": self.tr("Rename…"),
            "copy": self.tr("Make one by hand of it"),
            "delete": self.tr("Delete…"),
        }
        for name, said in words.items():
            self.chips[name].setText(said)
        self.chips["remove"].setToolTip(self.tr("The text stays in the library."))
        self.model.refresh()
        self.rows.refresh()
        self._show()

    # What is shown

    def open(self, collection: int = 0) -> None:
        """Read the collections; `collection` is to be the chosen one."""
        self._change = None
        self.reload(collection)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self, collection: int = 0) -> None:
        """Read everything again; what is chosen stays so where nothing else is wanted."""
        self._wanted = collection or (self.shown.info.id if self.shown else 0)
        reading = self._studio.background(lambda: self._studio.curation.collections.all())
        self._jobs.watch(reading, self, self._listed, self.refuse)

    def _listed(self, found: list[CollectionInfo]) -> None:
        self.model.set_values(found)
        at = max(0, self.model.row_of(self._wanted))
        if not found:
            self.shown = None
            self._show()
        elif self.list.currentIndex().row() == at:
            self._chosen()
        else:
            self.list.setCurrentIndex(self.model.index(at))

    def _chosen(self) -> None:
        info: CollectionInfo | None = self.list.currentIndex().data(Role.VALUE)
        if info is None:
            return
        if self.shown is not None and self.shown.info.id != info.id:
            self._change = None
        self._asked += 1
        asked = self._asked

        def show(found: Shown) -> None:
            if asked == self._asked:
                self.shown = found
                self._show()

        self._jobs.watch(self._studio.background(lambda: look(self._studio, info)), self, show, self.refuse)

    def _show(self) -> None:
        shown = self.shown
        self.right.setCurrentIndex(int(shown is not None))
        self.hint.setText(
            self.tr(
                "A collection is a choice of texts: put together by hand and in your order, or by a rule "
                "that can be run again when the library has grown. Texts themselves stay where they are."
            )
        )
        if shown is None:
            self.rows.set_values([])
            return
        self.heading.setText(shown.info.name)
        self.about.setText(self._about(shown))
        self.rows.movable = not shown.info.by_rule
        self.rows.set_values(shown.texts)
        self.change.setVisible(self._change is not None)
        if self._change is not None:
            self.change.setText(self._came_and_went(*self._change))
        self._enable()

    def _about(self, shown: Shown) -> str:
        info = shown.info
        size = joined(self._words.texts(info.items), self._words.size(info.words))
        if not info.by_rule:
            order = self.tr("by hand, in your order: drag texts, or move them with Alt and the arrow keys")
            return joined(size, order)
        if shown.trouble is not None or shown.rule is None:
            return joined(size, shown.trouble.text(spoken()) if shown.trouble else "")
        ran = self.tr("run {date}").format(date=when(info.updated_at))
        return f"{joined(size, ran)}\n{self._rules.rule(shown.rule)}"

    def _came_and_went(self, refilled: Refilled, came: list[str], went: list[str]) -> str:
        if not refilled.came and not refilled.went:
            return self.tr("Run again: the same texts as before.")
        parts = [self.tr("Run again.")]
        if came:
            words = self.tr("%Ln came: {titles}.", "", len(came))
            parts.append(words.format(titles=self._rules.titles(came)))
        if went:
            words = self.tr("%Ln went: {titles}.", "", len(went))
            parts.append(words.format(titles=self._rules.titles(went)))
        return sentences(*parts)

    def _enable(self) -> None:
        shown = self.shown
        if shown is None:
            return
        ruled = shown.info.by_rule
        for name in ("run", "rule", "copy"):
            self.chips[name].setVisible(ruled)
        for name in ("add", "remove"):
            self.chips[name].setVisible(not ruled)
        self.chips["remove"].setEnabled(self.texts.selectionModel().hasSelection())
        self.chips["run"].setEnabled(shown.trouble is None)
        for name in ("library", "dataset"):
            self.chips[name].setEnabled(bool(shown.texts))

    # Acts

    def do(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Change collections off the UI thread, then read them again; `then` is given what came of it."""

        def done(result: Any) -> None:
            self.changed.emit()
            if then is not None:
                then(result)
            else:
                self.reload()

        def refused(error: MuseError) -> None:
            self.refuse(error)
            self.reload()

        self._jobs.watch(self._studio.background(work), self, done, refused)

    def run(self, rule: Rule | None = None) -> None:
        """Fill the collection anew, by another rule where one is given; say what came and went."""
        if self.shown is None:
            return
        collection, before = self.shown.info.id, {one.id: one.title for one in self.shown.texts}
        studio = self._studio

        def work() -> tuple[Refilled, list[str], list[str]]:
            made = studio.curation.collections.run(collection, rule)
            came = [one.title for item in made.came if (one := studio.library.info(item)) is not None]
            return made, came, [before.get(item, f"#{item}") for item in made.went]

        def ran(change: tuple[Refilled, list[str], list[str]]) -> None:
            self._change = change
            self.reload(collection)

        self.do(work, ran)

    def remove(self) -> None:
        """Take the chosen texts out of the collection."""
        items, shown = self.texts.chosen_ids(), self.shown
        if shown is not None and items and not shown.info.by_rule:
            self.do(lambda: self._studio.curation.collections.remove(shown.info.id, items))

    def _arranged(self, items: list[int]) -> None:
        if (shown := self.shown) is not None:
            self.do(lambda: self._studio.curation.collections.arrange(shown.info.id, items))
