"""Where what is on the screen stands: paragraphs, their lines, and places on a line, in the viewport."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

MOST_STEPS = 60  # from one paragraph to the next, before Qt is asked
_LAST: WeakKeyDictionary[QTextEdit, int] = WeakKeyDictionary()


Shown = list[tuple[QTextBlock, QPointF]]
_PAINTING: dict[int, dict[tuple[int, int], Shown]] = {}


@contextmanager
def one_painting(editor: QTextEdit) -> Iterator[None]:
    """While `editor` paints itself nothing moves: what is shown is found once for all who paint."""
    before = _PAINTING.get(id(editor))
    _PAINTING[id(editor)] = {}
    try:
        yield
    finally:
        del _PAINTING[id(editor)]
        if before is not None:  # one painting within another
            _PAINTING[id(editor)] = before


def shown_blocks(editor: QTextEdit, area: QRect) -> Shown:
    """The paragraphs in `area` of the viewport, with where each begins in it."""
    found = _PAINTING.get(id(editor))
    key = area.top(), area.bottom()
    if found is not None and key in found:
        return found[key]
    blocks = list(_shown_blocks(editor, area))
    if found is not None:
        found[key] = blocks
    return blocks


def _shown_blocks(editor: QTextEdit, area: QRect) -> Iterator[tuple[QTextBlock, QPointF]]:
    across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
    layout = editor.document().documentLayout()
    block = _first(editor, area.top())
    while block.isValid():
        top = layout.blockBoundingRect(block).top() - down
        if top > area.bottom():
            return
        yield block, block.layout().position() - QPointF(across, down)
        block = block.next()


def _first(editor: QTextEdit, y: int) -> QTextBlock:
    """The paragraph at a height of the viewport: near the one of last time, since Qt seeks from the start."""
    document, height = editor.document(), y + editor.verticalScrollBar().value()
    layout, block = document.documentLayout(), document.findBlockByNumber(_LAST.get(editor, -1))
    steps = 0
    while block.isValid() and block.previous().isValid() and steps < MOST_STEPS:
        if layout.blockBoundingRect(block).top() <= height:
            break
        block, steps = block.previous(), steps + 1
    while block.isValid() and block.next().isValid() and steps < MOST_STEPS:
        if layout.blockBoundingRect(block.next()).top() > height:
            break
        block, steps = block.next(), steps + 1
    if not block.isValid() or steps == MOST_STEPS:
        block = editor.cursorForPosition(QPoint(0, y)).block()
    _LAST[editor] = block.blockNumber()
    return block


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
