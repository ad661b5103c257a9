"""Below the source: why a passage was raised, how rare it is, and what the writer can say about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, sentences
from muse_desktop.ui.base.widgets import Chip, Line, drop_down
from muse_desktop.ui.originality.cards import Card, Cards
from muse_desktop.ui.originality.sides import Sides
from muse_desktop.ui.originality.words import CheckWords

SHOWN_BY = {"quotation": "quotations", "common": "common", "listed": "all_listed", "short": "least_words"}
"""Which setting brings back what a rule leaves out."""


class HitBox(Retranslated, QWidget):
    """Speaks of one card; hidden while none is chosen."""

    rewrite_wanted = Signal()
    go_wanted = Signal()  # to the other draft
    leave_out_wanted = Signal(str, str)  # kind of exclusion, reason
    take_back_wanted = Signal(int)  # id of an exclusion
    show_wanted = Signal(str)  # the rule whose passages are to be shown again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Card | None = None
        self._sides: Sides | None = None
        self._cards, self._words = Cards(self), CheckWords(self)
        self.why, self.legend = QLabel(self), QLabel(self)
        for label, role in ((self.why, "muted"), (self.legend, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.rewrite, self.mine, self.quotation, self.leave_out = (Chip(parent=self) for _ in range(4))
        self.take_back, self.show_them, self.go = (Chip(parent=self) for _ in range(3))
        self.menu = QMenu(self)
        self.leave_hit, self.leave_phrase, self.leave_source = (QAction(self) for _ in range(3))
        self.menu.addActions([self.leave_hit, self.leave_phrase, self.leave_source])
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        chips = FlowLayout(across=8, down=6)
        for chip in (
            self.rewrite, self.go, self.mine, self.quotation, self.leave_out, self.take_back, self.show_them,
        ):  # fmt: skip
            chips.addWidget(chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(8)
        box.addWidget(Line(self))
        for label in (self.why, self.legend):
            box.addWidget(label)
        box.addLayout(chips)

    def _connect(self) -> None:
        self.rewrite.clicked.connect(lambda: self.rewrite_wanted.emit())
        self.go.clicked.connect(lambda: self.go_wanted.emit())
        self.mine.clicked.connect(lambda: self.leave_out_wanted.emit("hit", "mine"))
        self.quotation.clicked.connect(lambda: self.leave_out_wanted.emit("hit", "quotation"))
        self.leave_out.clicked.connect(lambda: drop_down(self.menu, self.leave_out))
        for action, kind in (
            (self.leave_hit, "hit"), (self.leave_phrase, "phrase"), (self.leave_source, "source"),
        ):  # fmt: skip
            action.triggered.connect(lambda _checked=False, kind=kind: self.leave_out_wanted.emit(kind, ""))
        self.take_back.clicked.connect(self._take_back)
        self.show_them.clicked.connect(self._show_them)

    def retranslate(self) -> None:
        """Set the words again."""
        self.rewrite.setText(self.tr("Rewrite mine"))
        self.rewrite.setToolTip(self.tr("To this place on the page"))
        self.mine.setText(self.tr("It is mine"))
        self.quotation.setText(self.tr("A quotation"))
        self.leave_out.setText(self.tr("Leave out…"))
        self.take_back.setText(self.tr("Take back"))
        self.go.setText(self.tr("Go there"))
        self.leave_hit.setText(self.tr("This passage from this source"))
        self.leave_phrase.setText(self.tr("These words, wherever they stand"))
        self.leave_source.setText(self.tr("All of this source"))
        self._say()

    def show_card(self, card: Card | None) -> None:
        """Speak of a card; how both passages differ is told with `show_sides`."""
        self._card, self._sides = card, None
        self._say()

    def show_sides(self, sides: Sides | None) -> None:
        """How the passages differ."""
        self._sides = sides
        self._say()

    def _say(self) -> None:
        card = self._card
        self.setVisible(card is not None)
        if card is None:
            return
        out, hit = card.out, card.hit
        plain = hit is not None and out is None and card.exclusion is None
        for chip in (self.mine, self.quotation, self.leave_out):
            chip.setVisible(plain)
        self.rewrite.setVisible(hit is not None or card.use is not None)
        self.go.setVisible(card.use is not None)
        self.take_back.setVisible(card.exclusion is not None)
        rule = out.rule if out is not None and card.exclusion is None else ""
        self.show_them.setVisible(bool(rule))
        self.show_them.setText(self._show_words(rule))
        self.why.setText(sentences(*self._reasons(card)))
        styles = {one.style for one in self._sides.draft + self._sides.source} if self._sides else set()
        differs = card.kind != "paraphrase" and bool(styles - {"same"})
        self.legend.setText(self._words.legend() if differs else "")
        self.legend.setVisible(differs)

    def _reasons(self, card: Card) -> list[str]:
        if card.exclusion is not None:
            return [self.tr("Left out by you: {what}.").format(what=card.size), self._because(card)]
        if card.use is not None:
            return [self.tr("You have said this before. A help, no reproach.")]
        hit = card.hit
        if hit is None:
            return []
        left_out = self._cards.reason(card.out) if card.out is not None else ""
        said = self.tr("Left out: {reason}.").format(reason=left_out) if left_out else self._words.listed(hit)
        return [self._words.why(hit), self._words.rarity(hit), said]

    def _because(self, card: Card) -> str:
        reason = self._cards.because(card.exclusion.reason) if card.exclusion else ""
        return self.tr("Your reason: {reason}.").format(reason=reason) if reason else ""

    def _show_words(self, rule: str) -> str:
        return {
            "quotation": self.tr("Show quotations"),
            "common": self.tr("Show common phrases"),
            "listed": self.tr("Show short ones"),
            "short": self.tr("Show all lengths"),
            "kind": self.tr("Show this kind"),
        }.get(rule, "")

    def _take_back(self) -> None:
        if self._card is not None and self._card.exclusion is not None:
            self.take_back_wanted.emit(self._card.exclusion.id)

    def _show_them(self) -> None:
        if self._card is not None and self._card.out is not None:
            self.show_wanted.emit(self._card.out.rule)
