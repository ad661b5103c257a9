"""The tools of the variation lab, one a way of varying: each proposes, the writer ticks and chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QListView, QVBoxLayout, QWidget

from muse_desktop.craft.variation import order
from muse_desktop.craft.variation.changes import Change, Proposal, chosen
from muse_desktop.craft.variation.person import Person
from muse_desktop.craft.variation.synonyms import Offer
from muse_desktop.craft.variation.tense import Tense
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.languages import Retranslated, sentences
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.base.widgets import Chip, TextButton
from muse_desktop.ui.shelf.frame import caption
from muse_desktop.ui.shelf.lab_lists import ChangesModel, OffersModel, PiecesModel, WideRows

PEOPLE: tuple[Person, ...] = ("i", "you", "he", "she", "they", "we")
UNITS: tuple[order.Unit, ...] = ("sentence", "line", "stanza")


class Tool(Retranslated, QWidget):
    """A column of controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 6, 0, 0)
        self.box.setSpacing(8)

    def _list(self, model: object) -> QListView:
        made = QListView(self)
        made.setFrameShape(QListView.Shape.NoFrame)
        made.setModel(model)
        made.setItemDelegate(WideRows(made))
        made.setUniformItemSizes(True)
        made.setTabKeyNavigation(False)
        return made


class WordTool(Tool):
    """Other words for the word the writer pointed at."""

    swap_wanted = Signal(str, bool)  # the new word, wherever the old one stands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = ""
        self.said = caption(self, "muted")
        self.own = QLineEdit(self)
        self.everywhere = QCheckBox(self)
        self.model = OffersModel(self)
        self.list = self._list(self.model)
        self.swap = Chip(parent=self)
        for widget in (self.said, self.own, self.everywhere):
            self.box.addWidget(widget)
        self.box.addWidget(self.list, 1)
        self.box.addLayout(row(self.swap, 1))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._pick())
        self.list.activated.connect(lambda _index: self._ask())
        self.own.returnPressed.connect(self._ask)
        self.own.textChanged.connect(lambda _text: self._enable())
        self.swap.clicked.connect(lambda _checked=False: self._ask())
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.own.setPlaceholderText(self.tr("Another word, or one from the list"))
        self.own.setAccessibleName(self.tr("The word that shall stand instead"))
        self.list.setAccessibleName(self.tr("Other words"))
        self.everywhere.setText(self.tr("Wherever this word stands"))
        self.swap.setText(self.tr("Swap"))
        self.show_word(self.word, self.model.values)

    def show_word(self, word: str, offers: Sequence[Offer]) -> None:
        """The writer pointed at a word; nothing is swapped by that."""
        if word != self.word:
            self.own.clear()
        self.word = word
        self.model.set_values(offers)
        if not word:
            said = self.tr("Click a word of the text. Nothing is swapped by itself.")
        elif offers:
            said = self.tr("Instead of “{word}”:").format(word=word)
        else:
            nothing = self.tr("The thesaurus has nothing for “{word}”. Write a word of your own.")
            said = nothing.format(word=word)
        self.said.setText(said)
        self._enable()

    def _pick(self) -> None:
        offer = self.list.currentIndex().data(Role.VALUE)
        if isinstance(offer, Offer):
            self.own.setText(offer.becomes)

    def _enable(self) -> None:
        self.swap.setEnabled(bool(self.word and self.own.text().strip()))

    def _ask(self) -> None:
        if self.swap.isEnabled():
            self.swap_wanted.emit(self.own.text().strip(), self.everywhere.isChecked())


class OrderTool(Tool):
    """Pieces in another order."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._pieces = order.pieces("", "sentence")
        self.order: tuple[int, ...] = ()
        self._seed = 0
        self.units = [Chip(parent=self, checkable=True) for _ in UNITS]
        group = QButtonGroup(self)
        for chip in self.units:
            group.addButton(chip)
        self.units[0].setChecked(True)
        self.model = PiecesModel(self)
        self.list = self._list(self.model)
        self.up, self.down, self.shuffle, self.back = (Chip(parent=self) for _ in range(4))
        self.box.addLayout(row(*self.units, 1, spacing=6))
        self.box.addWidget(self.list, 1)
        self.box.addLayout(row(self.up, self.down, self.shuffle, self.back, 1, spacing=6))
        for chip in self.units:
            chip.clicked.connect(lambda _checked=False: self.show_text(self._text))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.shuffle.clicked.connect(self._shuffle)
        self.back.clicked.connect(lambda: self._set(range(len(self._pieces.pieces))))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        names = self.tr("Sentences"), self.tr("Lines"), self.tr("Stanzas")
        for chip, name in zip(self.units, names, strict=True):
            chip.setText(name)
        self.list.setAccessibleName(self.tr("Pieces in their order"))
        self.up.setText(self.tr("Up"))
        self.down.setText(self.tr("Down"))
        self.shuffle.setText(self.tr("Shuffle"))
        self.back.setText(self.tr("As it was"))

    def show_text(self, text: str) -> None:
        """Take another text apart; by lines where it is verse."""
        if text != self._text and text.count("\n") > 4 and len(text) / max(1, text.count("\n")) < 60:
            self.units[1].setChecked(True)
        self._text = text
        unit = next(one for chip, one in zip(self.units, UNITS, strict=True) if chip.isChecked())
        self._pieces = order.pieces(text, unit)
        self._set(range(len(self._pieces.pieces)))

    def text(self) -> str:
        """The text in the order shown."""
        return self._pieces.text(self.order)

    def _set(self, new: Sequence[int], current: int = 0) -> None:
        self.order = tuple(new)
        self.model.show_order(self._pieces.pieces, self.order)
        if self.order:
            self.list.setCurrentIndex(self.model.index(current))
        self.changed.emit()

    def _move(self, step: int) -> None:
        place = self.list.currentIndex().row()
        to = place + step
        if place >= 0 and 0 <= to < len(self.order):
            self._set(order.moved(self.order, place, to), to)

    def _shuffle(self) -> None:
        self._seed += 1
        self._set(order.shuffled(len(self.order), self._seed))


class RuleTool(Tool):
    """Tense or person: what the rules would change, with ticks, and what they cannot do."""

    changed = Signal()
    turn_wanted = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._text = ""
        self._proposal = Proposal(())
        self.tenses = [Chip(parent=self, checkable=True) for _ in range(2)]
        self.old, self.new = QComboBox(self), QComboBox(self)
        self.said, self.limits = caption(self, "muted"), caption(self)
        self.model = ChangesModel(self)
        self.list = self._list(self.model)
        self.list.setProperty("role", "ticks")
        self.every, self.none = TextButton(self), TextButton(self)
        group = QButtonGroup(self)
        for chip in self.tenses:
            group.addButton(chip)
            chip.setVisible(kind == "tense")
            chip.clicked.connect(lambda _checked=False: self.turn_wanted.emit())
        for box in (self.old, self.new):
            box.setVisible(kind == "person")
            box.activated.connect(lambda _row: self.turn_wanted.emit())
        self.box.addLayout(row(*self.tenses, self.old, self.new, 1, spacing=6))
        self.box.addWidget(self.said)
        self.box.addWidget(self.list, 1)
        self.box.addLayout(row(self.every, self.none, 1))
        self.box.addWidget(self.limits)
        self.model.ticked.connect(self._tick)
        self.every.clicked.connect(lambda: self.model.set_all(True))
        self.none.clicked.connect(lambda: self.model.set_all(False))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.tenses[0].setText(self.tr("Into the present"))
        self.tenses[1].setText(self.tr("Into the past"))
        names = {
            "i": self.tr("I"), "you": self.tr("you"), "he": self.tr("he"), "she": self.tr("she"),
            "they": self.tr("they"), "we": self.tr("we"),
        }  # fmt: skip
        for box, start in ((self.old, 0), (self.new, 3)):
            place = box.currentIndex() if box.count() else start
            box.clear()
            box.addItems([names[one] for one in PEOPLE])
            box.setCurrentIndex(place)
        self.old.setAccessibleName(self.tr("Who tells it now"))
        self.new.setAccessibleName(self.tr("Who shall tell it"))
        self.list.setAccessibleName(self.tr("Changes, each to be left out"))
        self.every.setText(self.tr("Tick all"))
        self.none.setText(self.tr("Tick none"))
        self._say()

    @property
    def tense(self) -> Tense | None:
        """The tense that is wanted; None before the writer chose."""
        found = [chip.isChecked() for chip in self.tenses]
        return "present" if found[0] else "past" if found[1] else None

    @property
    def people(self) -> tuple[Person, Person]:
        """Who tells it now and who shall."""
        return PEOPLE[max(0, self.old.currentIndex())], PEOPLE[max(0, self.new.currentIndex())]

    def clear(self) -> None:
        """Another text: nothing is proposed yet."""
        self.show_proposal("", Proposal(()))

    def show_proposal(self, text: str, proposal: Proposal) -> None:
        """Show what the rules would change in `text`."""
        self._text, self._proposal = text, proposal
        self.model.show_changes(text, proposal.changes, proposal.default())
        self._say()

    def wanted(self) -> tuple[Change, ...]:
        """The changes that are ticked."""
        return chosen(self._proposal, self.model.on)

    def _tick(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        changes = self._proposal.changes
        unsure = sum(not one.sure for one in changes)
        said = self.tr("%Ln places change", "", len(self.model.on)) if changes else ""
        if unsure:
            doubt = self.tr("%Ln with ? are not sure: tick them if they fit", "", unsure)
            said = self.tr("{changes}. {doubt}").format(changes=said, doubt=doubt) if said else doubt
        if self._text and not changes:
            said = self.tr("Nothing in this text has to change.")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        for widget in (self.every, self.none):
            widget.setVisible(bool(changes))
        self.limits.setText(sentences(*(self._limit(one) for one in self._proposal.limits)))
        self.limits.setVisible(bool(self._proposal.limits))

    def _limit(self, code: str) -> str:
        return {
            "speech_kept": self.tr("What stands in quotation marks is left as it is."),
            "no_grammar": self.tr("These are rules of form, not grammar: read it through."),
            "time_words": self.tr("Words such as “yesterday” are yours to change."),
            "should_must": self.tr("“Should” and “must” stay."),
            "everyone_of_that_name": self.tr("Everybody called so is changed: leave out who is not meant."),
            "zh_pronouns_alone": self.tr("In Chinese only the pronouns change."),
            "zh_no_tense": self.tr("Chinese verbs have no tense: there is nothing that rules could change."),
            "other_language": self.tr("There are rules for English, and for the pronouns of Chinese, only."),
        }.get(code, "")
