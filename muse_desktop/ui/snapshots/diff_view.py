"""A snapshot beside the text of now: only what differs, or the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.manuscript.snapshots import Comparison
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.base.widgets import Chip, Column, SectionLabel
from muse_desktop.ui.snapshots.hunk_card import GAP, HunkCard, Sides

AT_ONCE = 15
"""Cards made at a time: a text that was written anew has hundreds of differences."""

MARGIN = 20


class DiffView(Retranslated, QWidget):
    """What has changed since a snapshot, stretch by stretch."""

    hunk_wanted = Signal(object)  # Hunk: bring it back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._sides: Sides | None = None
        self._busy = False
        self.cards: list[HunkCard] = []
        self._then, self._now = SectionLabel(self), SectionLabel(self)
        self.said = QLabel(self)
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.more = Chip(parent=self)
        self.column = Column(self, MARGIN)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN + 17, 12, MARGIN + 17, 0)
        head.setSpacing(GAP)
        head.addWidget(self._then, 1)
        head.addWidget(self._now, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.column, 1)
        inside = self.column.box
        inside.setSpacing(10)
        inside.addWidget(self.said)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self.more.clicked.connect(self._add_cards)
        keeper(QApplication.instance()).changed.connect(self._colour)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        comparison = self._comparison
        shown = comparison is not None
        self._then.setText(self.tr("Then") if shown else "")
        self._now.setText(self.tr("Now") if shown else "")
        if self._busy:
            words = self.tr("Comparing…")
        elif comparison is not None and not comparison.hunks:
            words = self.tr("Nothing has changed since then: the text is the same, word for word.")
        else:
            words = ""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        left = len(comparison.hunks) - len(self.cards) if comparison else 0
        self.more.setText(self.tr("Show %Ln more differences", "", left))
        self.more.setVisible(left > 0)

    def wait(self) -> None:
        """A comparison is on its way."""
        self._busy = True
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._comparison = None
        self._drop_cards()
        self.retranslate()

    def show_comparison(self, sides: Sides) -> None:
        """Show what differs; where the same snapshot was shown before, the place stays."""
        self._busy, comparison = False, sides.comparison
        before, bar = self._comparison, self.column.verticalScrollBar()
        same = before is not None and before.then.info.id == comparison.then.info.id
        place = bar.value() if same else 0
        self._comparison, self._sides = comparison, sides
        self._drop_cards()
        self._add_cards()
        self.column.inside.adjustSize()
        bar.setValue(place)

    def _drop_cards(self) -> None:
        for card in self.cards:
            self.column.box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _add_cards(self) -> None:
        comparison, sides = self._comparison, self._sides
        if comparison is None or sides is None:
            return
        for place in range(len(self.cards), min(len(self.cards) + AT_ONCE, len(comparison.hunks))):
            card = HunkCard(sides, place, self.column.inside)
            card.wanted.connect(self.hunk_wanted)
            self.cards.append(card)
            self.column.box.insertWidget(self.column.box.count() - 2, card)
        self.retranslate()

    def _colour(self) -> None:
        for card in self.cards:
            card.show_colours()
