"""Marks behind what is found on the page: painted, never set as a format, and only where they are seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextLine

from muse_desktop.ui.base.look import colour
from muse_desktop.ui.page.editor import PageEditor
from muse_desktop.ui.search.matches import Matches

STRENGTH = 0.2  # of the accent behind a match
MOST_PER_PAINT = 2000  # one letter looked for in a long paragraph: more cannot be told apart


def paint_matches(painter: QPainter, area: QRect, editor: PageEditor, matches: Matches) -> None:
    """Mark the matches that lie in `area` of the viewport."""
    ground = colour("accent")
    ground.setAlphaF(STRENGTH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    pen = QPen(colour("accent"), 1.5)
    chosen = editor.selection_units()
    left = MOST_PER_PAINT
    for box, units in _boxes(area, editor, matches):
        painter.setPen(pen if units == chosen else Qt.PenStyle.NoPen)  # the one the writer stands at
        painter.drawRoundedRect(box, 3, 3)
        left -= 1
        if not left:
            return


def _boxes(area: QRect, editor: PageEditor, matches: Matches) -> Iterator[tuple[QRectF, tuple[int, int]]]:
    places = editor.scribe.positions
    for block, origin in _blocks(area, editor):
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = origin.y() + line.y()
            if top + line.height() < area.top():
                continue
            if top > area.bottom():
                break
            start = block.position() + line.textStart()
            end = start + line.textLength()
            for first, last in matches.within(places.to_codepoint(start), places.to_codepoint(end)):
                units = places.to_utf16(first), places.to_utf16(last)
                begin, stop = max(units[0], start), min(units[1], end)
                if begin < stop:
                    yield _box(block, line, origin, begin, stop), units


def _blocks(area: QRect, editor: PageEditor) -> Iterator[tuple[QTextBlock, QPointF]]:
    """The paragraphs in `area`, with where each begins in the viewport."""
    down = editor.verticalScrollBar().value()
    layout = editor.document().documentLayout()
    block = editor.cursorForPosition(area.topLeft()).block()
    while block.isValid():
        if layout.blockBoundingRect(block).top() - down > area.bottom():
            return
        yield block, block.layout().position() - QPointF(editor.horizontalScrollBar().value(), down)
        block = block.next()


def _box(block: QTextBlock, line: QTextLine, origin: QPointF, start: int, end: int) -> QRectF:
    first, last = (line.cursorToX(place - block.position())[0] for place in (start, end))
    left, right = min(first, last), max(first, last)
    top = origin.y() + line.y()
    height = line.ascent() + line.descent()
    return QRectF(origin.x() + left - 1, top, right - left + 2, height)
