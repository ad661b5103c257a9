"""Text with marked words, laid out for a delegate that paints it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from muse_desktop.text.offsets import Utf16Map


def marked_layout(
    text: str, marks: Sequence[tuple[int, int]], font: QFont, ground: QColor, *, bold: bool = True
) -> QTextLayout:
    """`text` whose `marks` (code points) stand on `ground`; lines may break anywhere. Not laid out yet."""
    layout = QTextLayout(text, font)
    places = Utf16Map(text)
    made = []
    for first, last in marks:
        if first >= len(text):
            continue
        span = QTextLayout.FormatRange()
        span.start = places.to_utf16(first)
        span.length = places.to_utf16(min(last, len(text))) - span.start
        style = QTextCharFormat()
        style.setBackground(ground)
        if bold:
            style.setFontWeight(QFont.Weight.DemiBold)
        span.format = style
        made.append(span)
    layout.setFormats(made)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    return layout


def lay_out(layout: QTextLayout, width: int, most: int, gap: int = 1) -> None:
    """Break into at most `most` lines, `gap` pixels apart."""
    height = 0.0
    layout.beginLayout()
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() + gap
    layout.endLayout()


def lines_of(text: str, metrics: QFontMetrics, width: int, most: int, breaking: float) -> int:
    """About how many lines a text takes, `most` at most; `breaking` is what breaking them costs.

    A list asks that for all its rows: long texts are not measured.
    """
    if len(text) * metrics.averageCharWidth() > 2 * most * max(width, 1):
        return most
    return min(most, 1 + int(metrics.horizontalAdvance(text) * breaking // max(width, 1)))
