"""Colours of the current theme for what panels draw themselves, and the rows of every list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from muse_desktop.provenance.display import Tint
from muse_desktop.ui.base.list_model import Index
from muse_desktop.ui.base.theme import current

SIDE = 8
GAP = 8


def colour(name: str) -> QColor:
    """A named colour of the theme that is shown."""
    return current().colour(name)


def tint_colour(tint: Tint) -> QColor:
    """What stands behind words of this origin on the page."""
    return current().colour("page" if tint == "own" else tint)


def draw_row(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: Index,
    right: str,
    second: str = "",
) -> None:
    """One row of a list: words on the left, a muted note at the right, perhaps a muted second line."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if chosen or hover:
        painter.setPen(Qt.PenStyle.NoPen)
        ground_colour = colour("chip")
        ground_colour.setAlphaF(1.0 if chosen else 0.5)
        painter.setBrush(ground_colour)
        painter.drawRoundedRect(ground, 6, 6)
    if focused:
        painter.setPen(colour("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 6, 6)
    inside = option.rect.adjusted(SIDE, 2, -SIDE, -2)
    first = QRect(inside)
    if second:
        first.setHeight(inside.height() // 2)
    width = _draw(painter, option.font, first, right, colour("muted"), Qt.AlignmentFlag.AlignRight)
    font = QFont(option.font)
    if chosen:
        font.setWeight(QFont.Weight.DemiBold)
    room = first.adjusted(0, 0, -(width + GAP) if width else 0, 0)
    words = str(index.data(Qt.ItemDataRole.DisplayRole))
    _draw(painter, font, room, words, colour("ink"), Qt.AlignmentFlag.AlignLeft)
    if second:
        below = inside.adjusted(0, first.height(), 0, 0)
        _draw(painter, option.font, below, second, colour("muted"), Qt.AlignmentFlag.AlignLeft)
    painter.restore()


def _draw(
    painter: QPainter, font: QFont, place: QRect, words: str, ink: QColor, side: Qt.AlignmentFlag
) -> int:
    painter.setFont(font)
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def draw_card(painter: QPainter, option: QStyleOptionViewItem, gap: int) -> QRect:
    """The frame of one card of a list, stronger when it is chosen or under the mouse; where it stands.

    `gap`: pixels left free below. The painter is the caller's to save and restore.
    """
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = option.rect.adjusted(1, 1, -2, -gap)
    pen = painter.pen()
    pen.setColor(colour("accent" if chosen or hover else "line"))
    pen.setWidthF(2.0 if chosen or focused else 1.0)
    painter.setPen(pen)
    painter.setBrush(colour("page"))
    painter.drawRoundedRect(card, 8, 8)
    return card
