"""Focus on a sentence or a paragraph: everything else on the page steps back.

A veil in the page's colour is drawn over it; the text and its layout are not touched.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion, QTextBlock

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import sentences
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.shown import edges, shown_blocks, shown_lines

Mode = Literal["all", "sentence", "paragraph"]
VEIL = 0.68
VEIL_OF_CONTRAST = 0.5  # where the writer asked for high contrast, less is taken away
MOST_LETTERS = 20_000  # in a longer paragraph no sentence is looked for
AROUND = 1  # pixels, beside the first and last letter: Chinese sentences follow without a gap


class Lit(QObject):
    """The veil of one page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self._mode: Mode = "all"
        self._range = (0, 0)
        page.cursor_moved.connect(self._look)
        page.opened.connect(self._look)
        page.editor.selectionChanged.connect(self._look)
        page.editor.painted_above.connect(self._paint)

    def set_mode(self, mode: Mode) -> None:
        """What is not veiled."""
        if mode != self._mode:
            self._mode = mode
            self._page.title.setEnabled(mode == "all")
            self._look()
            self._editor.viewport().update()

    def range(self) -> tuple[int, int]:
        """What is lit around the cursor or selection, in UTF-16 units of the document."""
        start, end = self._editor.selection_units()
        document = self._editor.document()
        first, last = document.findBlock(start), document.findBlock(end)
        if self._mode == "paragraph":
            return first.position(), last.position() + last.length() - 1
        return _sentence(first, start)[0], _sentence(last, end)[1]

    def _look(self, _place: object = None) -> None:
        if self._mode != "all" and self._range != (found := self.range()):
            self._range = found
            self._editor.viewport().update()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        if self._mode == "all" or self._page.session is None:
            return
        theme = current()
        veil = theme.colour("page")
        veil.setAlphaF(VEIL_OF_CONTRAST if theme.id == "contrast" else VEIL)
        painter.save()
        painter.setClipRegion(QRegion(area).subtracted(self._lit(area)), Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, veil)
        painter.restore()

    def _lit(self, area: QRect) -> QRegion:
        region = QRegion()
        start, end = self.range()
        for block, origin in shown_blocks(self._editor, area):
            if block.position() > end or block.position() + block.length() <= start:
                continue
            layout = block.layout()
            for line in shown_lines(layout, area.top() - origin.y(), area.bottom() - origin.y()):
                begin = block.position() + line.textStart()
                first, last = max(start, begin), min(end, begin + line.textLength())
                if first > last or (first == last and start != end):
                    continue
                left, right = edges(block, line, origin, first, last)
                top = origin.y() + line.y()
                box = QRectF(left - AROUND, top, right - left + 2 * AROUND, line.height())
                region += QRegion(box.toAlignedRect())
        return region


def _sentence(block: QTextBlock, place: int) -> tuple[int, int]:
    """The sentence of a paragraph in which the cursor stands, in UTF-16 units of the document."""
    text = block.text()
    if len(text) > MOST_LETTERS:
        return block.position(), block.position() + block.length() - 1
    places = Utf16Map(text)
    at = places.to_codepoint(place - block.position())
    spans = sentences(text)
    start, end = next((span for span in reversed(spans) if span[0] <= at), (0, len(text)))
    return block.position() + places.to_utf16(start), block.position() + places.to_utf16(max(end, at))
