"""Versions of one work: texts that have much in common, what the writer says of them, and nothing deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.dedupe.versions import Kinship, Versions, WorkGroup
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.widgets import Chip, Line, SectionLabel
from muse_desktop.ui.collections.lists import TextList, TextsInOrder, plain_list
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.shelf.frame import ShelfFrame, caption

LIST_WIDTH = 330
MOST_PAIRS = 12


@dataclass(frozen=True)
class Entry:
    """A group of versions, or a text that is part of another: its number in the list, and its texts."""

    number: int
    texts: tuple[ItemInfo, ...]
    kin: tuple[Kinship, ...]
    group: WorkGroup | None = None

    @property
    def main(self) -> ItemInfo:
        """The text in front."""
        wanted = self.group.main if self.group is not None else self.kin[0].one
        return next(one for one in self.texts if one.id == wanted)


def entries(found: Versions, info: Callable[[int], ItemInfo | None]) -> list[Entry]:
    """What was found, for the list: groups that wait for a word first, then joined ones, then parts."""
    made: list[Entry] = []
    wanted: list[tuple[Sequence[int], tuple[Kinship, ...], WorkGroup | None]] = [
        (one.items, one.kin, one) for one in sorted(found.groups, key=lambda one: one.joined)
    ]
    wanted += [((one.one, one.other), (one,), None) for one in found.parts]
    for items, kin, group in wanted:
        texts = tuple(text for item in items if (text := info(item)) is not None)
        if len(texts) == len(items):  # else one was taken out just now
            made.append(Entry(len(made), texts, kin, group))
    return made


class EntriesModel(ListModel):
    """Groups and parts: the title in front, how many versions, how alike."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda one: one.number, parent)
        self._words = LibraryWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: title, number of versions, likeness."""
        if not index.isValid():
            return None
        one: Entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.main.title
        if role == Role.WORDS:
            return self._words.versions(len(one.texts)) if one.group else self.tr("part")
        if role == Role.SECOND:
            return self.likeness(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.main.title}, {index.data(Role.WORDS)}, {self.likeness(one)}"
        return super().data(index, role)

    def likeness(self, one: Entry) -> str:
        """How alike the texts are."""
        if one.group is None:
            whole = next(text for text in one.texts if text.id == one.kin[0].other)
            return self.tr("stands in “{title}”").format(title=whole.title)
        share = number(round(100 * one.group.likeness))
        alike = (
            self.tr("the same text") if one.group.same else self.tr("{share} % in common").format(share=share)
        )
        return joined(alike, self.tr("joined") if one.group.joined else "")


class VersionsView(ShelfFrame):
    """What looks like versions of one work, with figures, and what the writer says of it."""

    read_wanted = Signal(int)
    compare_wanted = Signal(int, int)
    remove_wanted = Signal(list)

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._words = LibraryWords(self)
        self._asked = 0
        self._looking = False
        self.entry: Entry | None = None
        self.model, self.rows = EntriesModel(self), TextsInOrder(self)
        self.list, self.texts = QListView(self), TextList(self.rows, self)
        self.list.setModel(self.model)
        plain_list(self.list)
        self._label = SectionLabel(self)
        self.about, self.state = caption(self, "muted"), caption(self, "muted")
        self.again = Chip(parent=self)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.figures = caption(self)
        self.figures.setTextFormat(Qt.TextFormat.PlainText)
        self.chips = {name: Chip(parent=self) for name in ("join", "apart", "pair", "remove")}
        self.right = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        held = QWidget(self)
        held.setFixedWidth(LIST_WIDTH)
        left = QVBoxLayout(held)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._label)
        left.addWidget(self.list, 1)
        one = QWidget(self)
        box = QVBoxLayout(one)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        acts = QWidget(one)
        flow = FlowLayout(acts, across=8, down=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        for widget in (self.heading, self.figures, acts, Line(one), self.texts):
            box.addWidget(widget, int(widget is self.texts))
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.right.addWidget(self.state)
        self.right.addWidget(one)
        line = QHBoxLayout()
        line.setSpacing(28)
        line.addWidget(held)
        line.addWidget(self.right, 1)
        top = row(self.about, self.again)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self.again.clicked.connect(lambda _on=False: self.reload())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        self.texts.read_wanted.connect(self.read_wanted)
        self.texts.remove_wanted.connect(self._remove)
        self.texts.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        acts: dict[str, Callable[[], None]] = {
            "join": self.join,
            "apart": self.separate,
            "pair": self._pair,
            "remove": self._remove,
        }
        for name, act in acts.items():
            self.chips[name].clicked.connect(lambda _on=False, act=act: act())

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Versions of one work"))
        self.about.setText(
            self.tr(
                "Texts of which half or more stands in the other too. Joined, they count as one work in "
                "collections. Nothing is deleted unless you choose a text and remove it."
            )
        )
        self._label.setText(self.tr("Found"))
        self.list.setAccessibleName(self.tr("What looks like versions of one work"))
        self.texts.setAccessibleName(self.tr("Its texts"))
        self.again.setText(self.tr("Look again"))
        words = {
            "join": self.tr("Versions of one work: join them"),
            "apart": self.tr("Different works"),
            "pair": self.tr("Read side by side"),
            "remove": self.tr("Remove from the library…"),
        }
        for name, said in words.items():
            self.chips[name].setText(said)
        self.chips["apart"].setToolTip(self.tr("They are not shown here again."))
        self.model.refresh()
        self._show()

    # What is shown

    def open(self) -> None:
        """Look for versions."""
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Look again, off the UI thread: seconds for a large library."""
        self._asked += 1
        asked, studio = self._asked, self._studio
        self._looking = True
        self.again.setEnabled(False)
        self._show()

        def show(found: list[Entry]) -> None:
            if asked == self._asked:
                self._show_found(found)

        def over() -> None:
            if asked == self._asked:
                self._looking = False
                self.again.setEnabled(True)
                self._show()

        looking = studio.background(lambda: entries(studio.curation.versions(), studio.library.info))
        self._jobs.watch(looking, self, show, self.refuse, over)

    def _show_found(self, found: list[Entry]) -> None:
        before = {one.id for one in self.entry.texts} if self.entry else set()
        self.model.set_values(found)
        self.entry = None
        same = (at for at, one in enumerate(found) if before == {text.id for text in one.texts})
        if found:
            self.list.setCurrentIndex(self.model.index(next(same, 0)))
            self._chosen()

    def _chosen(self) -> None:
        self.entry = self.list.currentIndex().data(Role.VALUE)
        self._show()

    def _show(self) -> None:
        entry = self.entry
        self.right.setCurrentIndex(int(entry is not None))
        looking = self.tr("Looking at the library…")
        none = self.tr("No text looks like a version of another.")
        self.state.setText(looking if self._looking else none)
        if entry is None:
            self.rows.set_values([])
            return
        self.heading.setText(entry.main.title)
        self.figures.setText("\n".join(self._figures(entry)))
        self.rows.set_values(entry.texts)
        self._enable()

    def _figures(self, entry: Entry) -> list[str]:
        titles = {one.id: self._named(one, entry) for one in entry.texts}
        both = self.tr("{share} of {one} stands in {other}, {back} of {other} in {one}.")
        percent = self.tr("{share} %")
        said = [
            both.format(
                one=titles[kin.one],
                other=titles[kin.other],
                share=percent.format(share=number(round(100 * kin.of_one))),
                back=percent.format(share=number(round(100 * kin.of_other))),
            )
            for kin in entry.kin[:MOST_PAIRS]
        ]
        if len(entry.kin) > MOST_PAIRS:
            said.append(self.tr("%Ln more pairs", "", len(entry.kin) - MOST_PAIRS))
        return said

    def _named(self, one: ItemInfo, entry: Entry) -> str:
        """A title that tells it from the others: two may be called the same."""
        same = [text for text in entry.texts if text.title == one.title]
        size = f" ({self._words.size(one.words)})" if len(same) > 1 else ""
        return f"“{one.title}”{size}"

    def _enable(self) -> None:
        entry = self.entry
        if entry is None:
            return
        chosen = self.texts.chosen_ids()
        several = len(chosen) != 1
        self.chips["join"].setVisible(entry.group is not None)
        self.chips["join"].setEnabled(several and not (entry.group and entry.group.joined))
        self.chips["apart"].setEnabled(several)
        self.chips["pair"].setEnabled(len(self._meant()) == 2)
        self.chips["remove"].setEnabled(bool(chosen))

    def _meant(self) -> list[int]:
        """The chosen texts; all of them where none is."""
        chosen = self.texts.chosen_ids()
        return chosen or ([one.id for one in self.entry.texts] if self.entry else [])

    # Acts

    def join(self) -> None:
        """These are versions of one work."""
        items, entry = self._meant(), self.entry
        if entry is None or len(items) < 2:
            return
        main = entry.main.id if entry.main.id in items else items[0]
        self._do(lambda: self._studio.curation.join_versions(items, main))

    def separate(self) -> None:
        """These are different works, remembered."""
        items = self._meant()
        if len(items) > 1:
            self._do(lambda: self._studio.curation.separate_versions(items))

    def _do(self, work: Callable[[], object]) -> None:
        self._jobs.watch(self._studio.background(work), self, lambda _: self.reload(), self.refuse)

    def _pair(self) -> None:
        items = self._meant()
        if len(items) == 2:
            self.compare_wanted.emit(*items)

    def _remove(self) -> None:
        if chosen := self.texts.chosen_ids():
            self.remove_wanted.emit(chosen)
