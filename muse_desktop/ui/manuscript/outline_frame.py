"""What outline and cards share: the line at the top with the project, its words, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.ui.base.full_view import BackChip, top_line
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip, ElidedLabel
from muse_desktop.ui.manuscript.binder_acts import Acts
from muse_desktop.ui.manuscript.binder_book import Book


class ManuscriptView(Retranslated, QWidget):
    """A full view of the project. Esc or the chip goes back to the page."""

    back = Signal()
    open_wanted = Signal(int)
    outline_wanted = Signal()
    cards_wanted = Signal()

    def __init__(self, book: Book, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book, self.acts = book, acts
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._sum = SumLabel(self)
        self._sum.setProperty("role", "muted")
        self.outline_chip = Chip(parent=self, checkable=True)
        self.cards_chip = Chip(parent=self, checkable=True)
        self.back_chip = BackChip(self)
        self.back_chip.clicked.connect(self.back)
        self.outline_chip.clicked.connect(self.outline_wanted)
        self.cards_chip.clicked.connect(self.cards_wanted)
        chips = (self.outline_chip, self.cards_chip, self.back_chip)
        self.top = top_line(self, self._title, self._sum, *chips, wide=self._sum)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.top)
        book.changed.connect(self._show_sum)
        book.words_changed.connect(self._show_sum)

    def show_as(self, outline: bool) -> None:
        """Say by the chips which of the two views this is."""
        for chip, on in ((self.outline_chip, outline), (self.cards_chip, not outline)):
            chip.setChecked(on)
            chip.clicked.connect(lambda _checked, chip=chip, on=on: chip.setChecked(on))

    def retranslate(self) -> None:
        """Set the words again."""
        self.outline_chip.setText(self.tr("Outline"))
        self.cards_chip.setText(self.tr("Index cards"))
        self._show_sum()

    def _show_sum(self) -> None:
        self._title.setText(self.book.title)
        scenes = sum(node.kind == "scene" for node in self.book.nodes)
        words = self.book.all_words
        self._sum.tell(scenes, words)


class SumLabel(ElidedLabel):
    """How much there is. Its own class: plurals are looked up under the name of the object's very class."""

    def tell(self, scenes: int, words: int) -> None:
        """Show these numbers."""
        self.setText(" · ".join((self.tr("%Ln scenes", "", scenes), self.tr("%Ln words", "", words))))
