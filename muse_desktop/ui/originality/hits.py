"""Passages as a list of cards; used by the Check tab and the originality view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.text.segment import count_cjk
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import colour, draw_card
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.originality.cards import Card

CARD = 76
GAP = 9
MARGIN = 12


class HitModel(QAbstractListModel):
    """Cards in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards

    def show_cards(self, cards: Sequence[Card]) -> bool:
        """Show these; False where they are shown already."""
        if tuple(cards) == self._cards:
            return False
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the card, or all of it as a sentence for a screen reader."""
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return card.spoken
        return card.text if role == Qt.ItemDataRole.ToolTipRole else None


class HitDelegate(QStyledItemDelegate):
    """A card: kind and length, the source, what is known of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: cards of one height, with a gap below."""
        return QSize(200, CARD + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one card."""
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        inside = draw_card(painter, option, GAP).adjusted(MARGIN, 8, -MARGIN, -6)
        line = inside.height() // 3
        first = QRect(inside.left(), inside.top(), inside.width(), line)
        left = first.left()
        if card.badge:
            left = self._badge(painter, option.font, first, card) + 7
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setPen(colour("ink"))
        _line(painter, strong, first.adjusted(left - first.left(), 0, 0, 0), card.size)
        second = first.translated(0, line)
        if card.author:
            by = f"{card.author}, "
            most = second.width() // 2
            _line(painter, option.font, QRect(second.left(), second.top(), most, line), by)
            width = min(most, QFontMetrics(option.font).horizontalAdvance(by))
            second = second.adjusted(width, 0, 0, 0)
        titled = QFont(option.font)
        titled.setItalic(not count_cjk(card.title))  # Chinese letters have no slanted form
        _line(painter, titled, second, card.title)
        painter.setPen(colour("muted"))
        _line(painter, option.font, first.translated(0, 2 * line), card.note)
        painter.restore()

    def _badge(self, painter: QPainter, font: QFont, line: QRect, card: Card) -> int:
        """The kind in a word; a paraphrase stands on dashes, as in the text. Returns its right edge."""
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86 if font.pointSizeF() > 0 else 9)
        width = QFontMetrics(small).horizontalAdvance(card.badge) + 12
        box = QRect(line.left(), line.center().y() - 8, width, 17)
        if card.kind == "paraphrase":
            pen = QPen(colour("imported_edge"), 1.5)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(card.kind or "chip"))
            painter.drawRoundedRect(QRectF(box), 3, 3)
        painter.setPen(colour("ink"))
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.badge)
        return box.right()


def _line(painter: QPainter, font: QFont, place: QRect, words: str) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class HitList(Retranslated, QListView):
    """The cards; arrows move, Enter or a click chooses."""

    chosen = Signal(int)  # row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setProperty("role", "cards")
        bare_list(self)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Passages found"))
        self.viewport().update()

    def show_cards(self, cards: Sequence[Card], like: Card | None = None) -> None:
        """Show these cards; the one that was current, or `like`, stays so where it is still there."""
        current = self.currentIndex().row()
        kept = like or (self.hits.cards[current] if 0 <= current < self.hits.rowCount() else None)
        if self.hits.show_cards(cards) and kept is not None and kept in cards:
            self.setCurrentIndex(self.hits.index(cards.index(kept), 0))
