"""The variation lab: a text of the library, ways to vary it, and the variant that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.craft.variation import person, synonyms, tense
from muse_desktop.craft.variation.changes import Change, Proposal, apply, places
from muse_desktop.craft.variation.synonyms import Offer
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.variation import Variations, Varied
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import words
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.look import tint_colour
from muse_desktop.ui.base.widgets import Chip, Column, ProseView, TextButton
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.shelf.frame import ShelfFrame, caption
from muse_desktop.ui.shelf.lab_lists import TextsModel
from muse_desktop.ui.shelf.lab_paraphrase import ParaphraseTool
from muse_desktop.ui.shelf.lab_tools import OrderTool, RuleTool, Tool, WordTool
from muse_desktop.ui.shelf.shelf_model import TwoLines

WORDS, ORDER, TENSE, PERSON, PARAPHRASE = range(5)


@dataclass(frozen=True)
class Step:
    """What was done: the text before it, in words how, and the generation it comes from (0: none)."""

    before: str
    how: str
    generation: int = 0


class LabView(ShelfFrame):
    """Texts on the left, tools in the middle, the variant on the right. Nothing changes the text itself."""

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._variations = Variations(studio)
        self._varied: Varied | None = None
        self.base = ""  # the text with all steps but the one that is being chosen
        self.steps: list[Step] = []
        self._wanted: int | None = None
        self._reading = 0  # the item that is being read or shown
        self.model = TextsModel(self)
        self.texts = TwoLines(self)
        self.texts.setModel(self.model)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.modes = [Chip(parent=self, checkable=True) for _ in range(5)]
        self.words, self.order = WordTool(self), OrderTool(self)
        self.tense, self.person = RuleTool("tense", self), RuleTool("person", self)
        self.paraphrase = ParaphraseTool(studio, jobs, self._variations, self._selected)
        self.tools = QStackedWidget(self)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.said = caption(self, "muted")
        self.text = ProseView(self)
        self.undo = TextButton(self)
        self.keep = QPushButton(self)
        self.keep.setProperty("role", "primary")
        self._empty = caption(self, "muted")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for chip in self.modes:
            group.addButton(chip)
        self.modes[WORDS].setChecked(True)
        self._tools: tuple[Tool, ...] = (self.words, self.order, self.tense, self.person, self.paraphrase)
        for tool in self._tools:
            self.tools.addWidget(tool)
        left, middle, right = QWidget(self), QWidget(self), QWidget(self)
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 12, 0)
        side.addWidget(self.search)
        side.addWidget(self.texts, 1)
        side.addWidget(self._empty)
        ways = QVBoxLayout(middle)
        ways.setContentsMargins(12, 0, 12, 0)
        ways.addLayout(row(*self.modes[:3], 1, spacing=6))
        ways.addLayout(row(*self.modes[3:], 1, spacing=6))
        ways.addWidget(self.tools, 1)
        column = Column(right, margin=10)
        for widget in (self.heading, self.said):
            column.box.addWidget(widget)
        column.box.addSpacing(6)
        column.box.addWidget(self.text)
        column.box.addStretch(1)
        page = QVBoxLayout(right)
        page.setContentsMargins(12, 0, 0, 0)
        page.addWidget(column, 1)
        page.addLayout(row(self.keep, 1, self.undo))
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for place, (part, weight) in enumerate(((left, 2), (middle, 3), (right, 4))):
            parts.addWidget(part)
            parts.setStretchFactor(place, weight)
        parts.setSizes([250, 380, 560])
        self.body.addWidget(parts, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._list())
        self.texts.selectionModel().currentChanged.connect(lambda *_: self._choose())
        for place, chip in enumerate(self.modes):
            chip.clicked.connect(lambda _checked=False, mode=place: self.set_mode(mode))
        self.text.cursorPositionChanged.connect(self._point)
        self.words.swap_wanted.connect(self._swap)
        self.order.changed.connect(self._show)
        for tool in (self.tense, self.person):
            tool.changed.connect(self._show)
            tool.turn_wanted.connect(self._turn)
        self.paraphrase.taken.connect(self._paraphrased)
        self.paraphrase.failed.connect(self.refuse)
        self.undo.clicked.connect(self.take_back)
        self.keep.clicked.connect(self._keep)

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Variation lab"))
        self.search.setPlaceholderText(self.tr("Title or author"))
        self.search.setAccessibleName(self.tr("Find a text of the library"))
        self.texts.setAccessibleName(self.tr("Texts of the library"))
        for chip, name in zip(self.modes, self._names(), strict=True):
            chip.setText(name)
        self.text.setAccessibleName(self.tr("The text as it will be"))
        self.undo.setText(self.tr("Take the last step back"))
        self.keep.setText(self.tr("Keep as a variant"))
        self.keep.setToolTip(self.tr("Beside its original, and left out of figures and checks"))
        self._empty.setText(self.tr("Your library is empty. The inspiration shelf has texts to begin with."))
        self._show()

    def _names(self) -> Sequence[str]:
        return (
            self.tr("Other words"), self.tr("Order"), self.tr("Tense"), self.tr("Person"),
            self.tr("Paraphrase"),
        )  # fmt: skip

    # Choosing a text

    def open(self, item: int | None = None) -> None:
        """Show the library's texts, `item` chosen where one is given."""
        self._wanted = item
        self._list()
        self.texts.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """The window closes."""
        self.paraphrase.stop()

    def _list(self) -> None:
        before = self._wanted or (self._varied.info.id if self._varied else None)
        self._wanted = None
        items = self._studio.library.items()
        self.model.show_items(items, self.search.text())
        self._empty.setVisible(not items)
        place = self.model.row_of(before) if before is not None else 0
        if place >= 0 and self.model.values:
            self.texts.setCurrentIndex(self.model.index(place))
        self._choose()

    def _choose(self) -> None:
        info = self.texts.currentIndex().data(Role.VALUE)
        if not isinstance(info, ItemInfo) or info.id == self._reading:
            return
        self._reading = info.id
        reading = self._studio.background(lambda: self._variations.read(info.id))
        self._jobs.watch(reading, self, self._begin, self.refuse)

    def _begin(self, varied: Varied) -> None:
        if varied.info.id != self._reading:  # another one was chosen meanwhile
            return
        self._varied = varied
        self.steps = []
        self.paraphrase.clear()
        self._rebase(varied.text)

    def _rebase(self, text: str) -> None:
        """Go on from `text`: the tools look at it anew."""
        self.base = text
        for tool in (self.tense, self.person):
            tool.clear()
        self.words.show_word("", ())
        self.order.show_text(text)
        self._show()

    # Varying

    @property
    def mode(self) -> int:
        """The tool that is shown."""
        return self.tools.currentIndex()

    def set_mode(self, mode: int) -> None:
        """Show another tool; what the last one has changed stays as a step."""
        self._settle()
        self.modes[mode].setChecked(True)
        self.tools.setCurrentIndex(mode)
        if mode == PERSON or (mode == TENSE and self.tense.tense):
            self._turn()
        self._show()

    def pending(self) -> tuple[Change, ...]:
        """The changes that the tool on show has ticked."""
        tool = self.tools.currentWidget()
        return tool.wanted() if isinstance(tool, RuleTool) else ()

    def result(self) -> str:
        """The text as it will be."""
        return self.order.text() if self.mode == ORDER and self.base else apply(self.base, self.pending())

    def _settle(self, how: str = "", generation: int = 0, text: str | None = None) -> None:
        """What stands on the right is a step of its own from now on."""
        made = self.result() if text is None else text
        if made != self.base:
            self.steps.append(Step(self.base, how or self._names()[self.mode], generation))
            self._rebase(made)

    def take_back(self) -> None:
        """Undo what is being chosen, else the last step."""
        if self.result() != self.base:
            self._rebase(self.base)
        elif self.steps:
            self._rebase(self.steps.pop().before)

    def _point(self) -> None:
        """The writer pointed at a word: look for others."""
        if self.mode != WORDS or not self.base:
            return
        cursor = self.text.textCursor()
        if cursor.hasSelection():
            return
        at = Utf16Map(self.base).to_codepoint(cursor.position())
        span = next(((a, b) for a, b in words(self.base) if a <= at < b), None)
        if span is None:
            return
        self._span = span
        word = self.base[span[0] : span[1]]
        self.words.show_word(word, ())
        self._mark([span])
        looking = self._studio.background(lambda: self._variations.offers(word))

        def show(offers: Sequence[Offer]) -> None:
            if self.words.word == word:
                self.words.show_word(word, offers)

        self._jobs.watch(looking, self, show, self.refuse)

    _span = (0, 0)

    def _swap(self, becomes: str, everywhere: bool) -> None:
        start, end = self._span
        changes = synonyms.swap(self.base, start, end, becomes, everywhere)
        how = f"{self.base[start:end]} → {becomes}"
        made = apply(self.base, changes)
        self._settle(how, text=made)
        self._mark(places(changes))

    def _turn(self) -> None:
        varied, mode, text = self._varied, self.mode, self.base
        tool = self.tense if mode == TENSE else self.person
        if varied is None:
            return
        language, lexicon = varied.info.language, self._variations.lexicon

        def work() -> Proposal:
            if mode == TENSE:
                if language == "zh":
                    return Proposal((), ("zh_no_tense",))
                wanted = self.tense.tense
                return tense.turn(text, wanted, lexicon) if wanted else Proposal(())
            return person.turn(text, *people, lexicon, "zh" if language == "zh" else "en")

        people = self.person.people
        if language not in ("en", "zh", ""):
            tool.show_proposal(text, Proposal((), ("other_language",)))
            return

        def show(found: Proposal) -> None:
            if self.base == text and self.mode == mode:
                tool.show_proposal(text, found)
                self._show()

        self._jobs.watch(self._studio.background(work), self, show, self.refuse)

    def _selected(self) -> tuple[str, str]:
        language = self._varied.info.language if self._varied else "en"
        return self.base[slice(*self._selection())], language

    def _selection(self) -> tuple[int, int]:
        cursor, units = self.text.textCursor(), Utf16Map(self.base)
        if not cursor.hasSelection():
            return 0, len(self.base)
        return units.to_codepoint(cursor.selectionStart()), units.to_codepoint(cursor.selectionEnd())

    def _paraphrased(self, new: str, generation: int) -> None:
        start, end = self._selection()
        made = self.base[:start] + new + self.base[end:]
        self._settle(generation=generation, text=made)
        self.paraphrase.clear()

    # Keeping

    def _keep(self) -> None:
        varied = self._varied
        if varied is None:
            return
        self._settle()
        text, steps = self.base, list(self.steps)
        title = self.tr("{title}, a variant").format(title=varied.info.title)
        how = [step.how for step in steps]
        generations = [step.generation for step in steps if step.generation]
        work = self._studio.background(
            lambda: self._variations.keep(varied.info.id, text, title, how, generations)
        )

        def kept(info: ItemInfo) -> None:
            told = lambda: self.tr("Kept beside its original: {title}").format(title=info.title)  # noqa: E731
            self.notices.tell(Notice("kept", told, "news"))
            self.steps = []
            self._rebase(varied.text)
            self._list()

        self._jobs.watch(work, self, kept, self.refuse)

    # Showing

    def _show(self) -> None:
        varied = self._varied
        for widget in (self.text, self.keep, self.undo, self.said):
            widget.setVisible(varied is not None)
        self.tools.setEnabled(varied is not None)
        self.heading.setText(varied.info.title if varied else self.tr("Choose a text"))
        if varied is None:
            return
        made = self.result()
        if self.text.toPlainText() != made:
            self.text.setPlainText(made)
        self._mark(places(self.pending()))
        changed = made != varied.text
        done = " · ".join(step.how for step in self.steps)
        state = self.tr("Not kept yet") if changed else self.tr("As it is in the library")
        self.said.setText(done or state)
        self.keep.setEnabled(changed)
        self.undo.setEnabled(bool(self.steps) or made != self.base)

    def _mark(self, spans: Sequence[tuple[int, int]]) -> None:
        units = Utf16Map(self.text.toPlainText())
        marks = []
        for start, end in spans:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.text.document())
            mark.cursor.setPosition(units.to_utf16(start))
            mark.cursor.setPosition(units.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(tint_colour("edited"))
            marks.append(mark)
        self.text.setExtraSelections(marks)
