"""How the kinds of origin look: a colour behind the words and a line below them, of a pattern of its own.

The pattern says what the colour says, to whoever cannot tell the colours apart, and on paper: unbroken for
the model's words, dashes where they were edited, dots for pasted, two lines for imported, dash and dot for
what is unknown. The writer's own words have neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from muse_desktop.provenance.display import Tint
from muse_desktop.ui.base.theme import Theme, current

TINTS: tuple[Tint, ...] = ("own", "generated", "edited", "pasted", "imported", "unknown")
"""The kinds in the order of every legend and table."""

THIN, THICK = 1.0, 2.0  # pixels: as a rule, and in high contrast
ROUND = 2.5
APART = 3.0  # between the two lines of what was imported
LEAST_PART = 3.0  # pixels: what is there at all is seen in a bar
_PATTERNS: Mapping[Tint, tuple[float, ...]] = {  # dash, gap, … in pixels; () is unbroken
    "generated": (),
    "edited": (5.0, 3.0),
    "pasted": (1.5, 2.0),
    "imported": (),
    "unknown": (7.0, 2.5, 1.5, 2.5),
}


@lru_cache(maxsize=64)
def _pen(colour: str, tint: Tint, thick: float) -> QPen:
    pen = QPen(QColor(colour), thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _PATTERNS[tint]:
        pen.setDashPattern([length / thick for length in _PATTERNS[tint]])
    return pen


def draw_tint(painter: QPainter, theme: Theme, tint: Tint, box: QRectF) -> None:
    """What stands behind words of this kind, `box` around them; nothing for the writer's own."""
    if tint == "own":
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tint))
    painter.drawRoundedRect(box, ROUND, ROUND)
    thick = THICK if theme.id == "contrast" else THIN
    edge = getattr(theme, f"{tint}_edge")
    top = round(box.bottom()) - thick
    if _PATTERNS[tint]:
        painter.setPen(_pen(edge, tint, thick))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # a third of the time, and as sharp
        painter.drawLine(QLineF(box.left(), top + thick / 2, box.right(), top + thick / 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    painter.fillRect(QRectF(box.left(), top, box.width(), thick), QColor(edge))
    if tint == "imported":
        painter.fillRect(QRectF(box.left(), top - APART, box.width(), thick), QColor(edge))


def draw_swatch(painter: QPainter, tint: Tint, box: QRectF) -> None:
    """One field of a legend: the kind as it looks on the page, framed."""
    theme = current()
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(box, ROUND, ROUND)
    draw_tint(painter, theme, tint, box)


def draw_bar(painter: QPainter, words: Mapping[Tint, int], box: QRectF) -> None:
    """How much of a text is of which kind, as one bar; an empty frame where there are no words."""
    theme = current()
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(box, ROUND, ROUND)
    for tint, left, right in bar_parts(words, box.width()):
        draw_tint(painter, theme, tint, QRectF(box.left() + left, box.top(), right - left, box.height()))


def bar_parts(words: Mapping[Tint, int], width: float) -> Sequence[tuple[Tint, float, float]]:
    """Where each kind stands in a bar of `width` pixels: (kind, from, to), none thinner than can be seen."""
    shown = [(tint, words.get(tint, 0)) for tint in TINTS if words.get(tint, 0) > 0]
    total = sum(count for _, count in shown)
    wide = [max(LEAST_PART, width * count / total) for _, count in shown]
    scale = width / sum(wide) if wide else 1.0
    parts: list[tuple[Tint, float, float]] = []
    at = 0.0
    for (tint, _), part in zip(shown, wide, strict=True):
        parts.append((tint, at, at + part * scale))
        at += part * scale
    return parts
