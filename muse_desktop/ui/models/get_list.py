"""What can be had, as a list of cards: entries of the catalogue, or what the hub found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from muse_desktop.models.advice import Room
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import colour, draw_card
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.models.get_words import ROOM_COLOURS

CARD, BADGE = 58, 20
GAP = 8
INSIDE = 12
DOT = 3.5


@dataclass(frozen=True)
class Card:
    """A card: `key` tells it from others; `note` stands at the right, `second` below; `room` colours a dot
    before it, `badge` is a line above the name."""

    key: str
    name: str
    note: str
    second: str
    value: Any
    room: Room | None = None
    badge: str = ""


class CardModel(ListModel):
    """The cards; `cards` makes them anew from what is shown, in the language of the moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda card: card.key, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the name, or the whole card for a screen reader."""
        if not index.isValid():
            return None
        card: Card = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (card.name, card.badge, card.note, card.second) if part)
        if role == Role.SECOND:
            return card.second
        return super().data(index, role)


class CardDelegate(QStyledItemDelegate):
    """Name and size; below it a dot for the fit, and a few words."""

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: a card with a badge is higher."""
        return QSize(200, CARD + GAP + (BADGE if index.data(Role.VALUE).badge else 0))

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one card."""
        card: Card = index.data(Role.VALUE)
        painter.save()
        place = draw_card(painter, option, GAP)
        inside = place.adjusted(INSIDE, 8, -INSIDE, -8)
        if card.badge:
            self._badge(painter, option.font, inside, card.badge)
            inside = inside.adjusted(0, BADGE, 0, 0)
        first = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        second = first.translated(0, first.height())
        self._name(painter, option.font, first, card)
        self._second(painter, option.font, second, card)
        painter.restore()

    def _badge(self, painter: QPainter, font: QFont, place: QRect, words: str) -> None:
        small = _smaller(font)
        small.setWeight(QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(colour("accent"))
        line = QRect(place.left(), place.top(), place.width(), BADGE - 3)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"★ {words}")

    def _name(self, painter: QPainter, font: QFont, line: QRect, card: Card) -> None:
        small = _smaller(font)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, card.note)
        taken = QFontMetrics(small).horizontalAdvance(card.note)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setPen(colour("ink"))
        _elided(painter, strong, line.adjusted(0, 0, -(taken + 10) if taken else 0, 0), card.name)

    def _second(self, painter: QPainter, font: QFont, line: QRect, card: Card) -> None:
        if card.room is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ROOM_COLOURS[card.room]))
            painter.drawEllipse(QPointF(line.left() + DOT, line.center().y() + 1), DOT, DOT)
            line = line.adjusted(round(DOT * 2) + 7, 0, 0, 0)
        painter.setPen(colour("muted"))
        _elided(painter, _smaller(font), line, card.second)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(10, font.pixelSize() - 1))
    else:
        small.setPointSizeF(font.pointSizeF() * 0.92)
    return small


def _elided(painter: QPainter, font: QFont, line: QRect, words: str) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class CardList(Retranslated, QListView):
    """The cards; arrows or a click choose, Enter goes to what is chosen."""

    chosen = Signal(object)  # the value of the card that is current now
    entered = Signal(object)  # the value of the card Enter was pressed on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self._make: Callable[[], Sequence[Card]] = tuple
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setProperty("role", "cards")
        bare_list(self)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._current)
        self.activated.connect(lambda index: self.entered.emit(index.data(Role.VALUE).value))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Models to be had"))
        self.refresh()

    @property
    def values(self) -> tuple[Any, ...]:
        """What is in the list."""
        return tuple(card.value for card in self.cards.values)

    @property
    def current(self) -> Any | None:
        """The value of the current card."""
        index = self.currentIndex()
        return index.data(Role.VALUE).value if index.isValid() else None

    def show_cards(self, make: Callable[[], Sequence[Card]], key: str = "") -> None:
        """Show what `make` gives, the card `key` chosen (the first one where there is none of that name)."""
        self._make = make
        self.cards.set_values(list(make()))
        row = max(0, self.cards.row_of(key))
        self.setCurrentIndex(self.cards.index(row))

    def refresh(self) -> None:
        """Say the same in other words."""
        self.cards.set_values(list(self._make()))
        self.viewport().update()

    def choose(self, key: str) -> bool:
        """Make a card current, if it is there; whether it is."""
        row = self.cards.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))
            self.scrollTo(self.cards.index(row))
        return row >= 0

    def _current(self, index: Index, _old: Index) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Role.VALUE).value)
