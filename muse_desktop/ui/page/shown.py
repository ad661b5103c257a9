"""Where what is on the screen stands: paragraphs, their lines, and places on a line, in the viewport."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit


def shown_blocks(editor: QTextEdit, area: QRect) -> Iterator[tuple[QTextBlock, QPointF]]:
    """The paragraphs in `area` of the viewport, with where each begins in it."""
    across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    layout = editor.document().documentLayout()
    block = editor.cursorForPosition(area.topLeft()).block()
    while block.isValid():
        top = layout.blockBoundingRect(block).top() - down
        if top > area.bottom():
            return
        yield block, block.layout().position() - QPointF(across, down)
        block = block.next()


def shown_lines(layout: QTextLayout, top: float, bottom: float) -> Iterator[QTextLine]:
    """The lines between two heights of a paragraph, found by halving."""
    low, high = 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if line.y() + line.height() * 2 < top:
            low = middle + 1
        else:
            high = middle
    for number in range(low, layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() - line.height() > bottom:
            return
        yield line


def edges(block: QTextBlock, line: QTextLine, origin: QPointF, start: int, end: int) -> tuple[float, float]:
    """Left and right end of [start, end), UTF-16 units of the document, on a line of `block`.

    `origin` is where the paragraph begins; the space a line ends with is not drawn.
    """
    first, last = (line.cursorToX(place - block.position())[0] for place in (start, end))
    left, right = min(first, last), max(first, last)
    right = min(right, line.x() + line.naturalTextWidth())
    return origin.x() + left, origin.x() + max(left, right)
