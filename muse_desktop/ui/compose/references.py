"""The texts of the library that the next piece is to be in conversation with: chips that go when pressed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.reference import Reference
from muse_desktop.studio.conversation import takes_references
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import Chip, SectionLabel

MOST = 4
"""So many texts at once; the context has no room for more."""
SHOWN = 34  # characters of a title on its chip


class ReferenceLine(Retranslated, QWidget):
    """Hidden while there are none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[Reference, ...] = ()
        self._taken = True  # the chosen recipe has a place for them
        self._recipe = ""
        self._title = SectionLabel(self)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, across=6, down=4)
        self._note = QLabel(self)
        self._note.setProperty("role", "caption")
        self._note.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        for widget in (self._title, self._chips, self._note):
            box.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.retranslate()

    @property
    def chosen(self) -> tuple[Reference, ...]:
        """The texts, in the order they were chosen."""
        return self._chosen

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return self._chips.findChildren(Chip)

    def add(self, reference: Reference) -> None:
        """One more text; the oldest goes when there would be more than four. The same one stays once."""
        others = [one for one in self._chosen if (one.item, one.start) != (reference.item, reference.start)]
        self._choose((*others, reference)[-MOST:])

    def clear(self) -> None:
        """None of them any more."""
        self._choose(())

    def added_to(self, materials: Materials, recipe: Recipe) -> Materials:
        """What the prompt is made of, with these texts; says so where the recipe has no place for them."""
        taken, name = takes_references(recipe), recipe.names[spoken()]
        if (taken, name) != (self._taken, self._recipe):
            self._taken, self._recipe = taken, name
            self._say()
        return replace(materials, references=self._chosen)

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("In conversation with"))
        self._show()

    def _choose(self, chosen: tuple[Reference, ...]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        while item := self._flow.takeAt(0):
            chip = item.widget()
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        for one in self._chosen:
            name = one.title if len(one.title) <= SHOWN else one.title[:SHOWN] + "…"
            chip = Chip(f"{name}  ×", self._chips)
            words = self.tr("Leave “{text}” out").format(text=one.name)
            chip.setToolTip(words)
            chip.setAccessibleName(words)
            chip.clicked.connect(lambda _checked=False, gone=one: self._leave_out(gone))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.updateGeometry()
        self.setVisible(bool(self._chosen))
        self._say()

    def _leave_out(self, gone: Reference) -> None:
        self._choose(tuple(one for one in self._chosen if one is not gone))

    def _say(self) -> None:
        words = self.tr("“{recipe}” does not look at other texts; Poem, Lyrics and Free prompt do.")
        self._note.setText(words.format(recipe=self._recipe))
        self._note.setVisible(not self._taken)
