"""What stands behind the text of the page: tints by origin, lines under overlaps.

It is painted, never set as a format: nothing to undo, nothing in the document, no layout to do again, and
only for the lines that are on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from muse_desktop.provenance import display
from muse_desktop.ui.base.theme import Theme, current
from muse_desktop.ui.page.editor import PageEditor
from muse_desktop.ui.page.intent import Scribe
from muse_desktop.ui.page.shown import edges, shown_blocks, shown_lines

HitKind = Literal["verbatim", "near", "paraphrase"]
ABOVE, BELOW = 0.76, 0.30  # of the letters' height, how far a tint reaches from the baseline
TALL, ABOVE_TALL = 1.1, 0.92  # where letters rise higher than this (中文), the tint does too
LINE_BELOW = 0.21  # and where the line under an overlap lies
MOST_PER_PIECE = 20_000  # a paragraph longer than this is tinted line by line


@dataclass(frozen=True)
class HitSpan:
    """A passage that is also in the library, in code points of the text."""

    start: int
    end: int
    kind: HitKind = "verbatim"


@dataclass(frozen=True)
class _Span:
    start: int  # UTF-16 units in the document
    end: int
    tint: display.Tint


class Marks:
    """Tints and lines of one text widget. Positions of hits follow the edits before them."""

    def __init__(self, editor: PageEditor) -> None:
        self._editor = editor
        self._cache: dict[tuple[int, int], list[_Span]] = {}
        self.hits: list[HitSpan] = []
        self.tints_shown = True

    @property
    def _scribe(self) -> Scribe:
        return self._editor.scribe

    def forget(self) -> None:
        """Everything is to be looked up again."""
        self._cache.clear()

    def moved(self, start: int, removed: int, inserted: int) -> None:
        """The text has changed: hits behind move, those that were touched go."""
        self._cache.clear()
        if not self.hits:
            return
        by = inserted - removed
        kept: list[HitSpan] = []
        for hit in self.hits:
            if hit.end <= start:
                kept.append(hit)
            elif hit.start >= start + removed:
                kept.append(replace(hit, start=hit.start + by, end=hit.end + by))
        self.hits = kept

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Draw what lies in `area` of the viewport."""
        if self._scribe.session is None or not (self.tints_shown or self.hits):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        pixels = self._editor.document().defaultFont().pixelSize()
        for block, origin in shown_blocks(self._editor, area):
            layout = block.layout()
            for line in shown_lines(layout, area.top() - origin.y(), area.bottom() - origin.y()):
                self._paint_line(painter, theme, pixels, block, line, origin)

    def _paint_line(
        self,
        painter: QPainter,
        theme: Theme,
        pixels: int,
        block: QTextBlock,
        line: QTextLine,
        origin: QPointF,
    ) -> None:
        start = block.position() + line.textStart()
        end = start + line.textLength()
        baseline = origin.y() + line.y() + line.ascent()
        if self.tints_shown:
            painter.setPen(Qt.PenStyle.NoPen)
            for span in self._tints(block, start, end):
                if span.tint == "own" or span.end <= start or span.start >= end:
                    continue
                left, right = edges(block, line, origin, max(span.start, start), min(span.end, end))
                painter.setBrush(theme.colour(span.tint))
                above = (ABOVE_TALL if line.ascent() > TALL * pixels else ABOVE) * pixels
                box = QRectF(left, baseline - above, right - left, above + BELOW * pixels)
                painter.drawRoundedRect(box, 2.5, 2.5)
        to_units = self._scribe.positions.to_utf16
        for hit in self.hits:
            first, last = max(to_units(hit.start), start), min(to_units(hit.end), end)
            if first < last:
                left, right = edges(block, line, origin, first, last)
                painter.setPen(_pen(theme, hit.kind))
                y = round(baseline + LINE_BELOW * pixels) + 0.5
                painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _tints(self, block: QTextBlock, start: int, end: int) -> list[_Span]:
        whole = block.length() <= MOST_PER_PIECE
        first, last = (block.position(), block.position() + block.length() - 1) if whole else (start, end)
        key = (first, last)
        if key not in self._cache:
            self._cache[key] = self._look_up(first, last)
        return self._cache[key]

    def _look_up(self, first: int, last: int) -> list[_Span]:
        session, places = self._scribe.session, self._scribe.positions
        begin, end = places.to_codepoint(first), places.to_codepoint(last)
        spans: list[_Span] = []
        for span in display.tints(session.text, session.runs, session.book, begin, end):
            start, stop = places.to_utf16(span.start), places.to_utf16(span.end)
            if spans and spans[-1].tint == span.tint and spans[-1].end == start:
                start = spans.pop().start
            spans.append(_Span(start, stop, span.tint))
        return spans


def _pen(theme: Theme, kind: HitKind) -> QPen:
    colour = theme.part(0) if kind == "paraphrase" else QColor(theme.hit)
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == "paraphrase":
        pen.setDashPattern([2.5, 1.8])
    return pen


def hit_spans(spans: Iterable[object]) -> list[HitSpan]:
    """Spans as the page takes them: `HitSpan`, (start, end), (start, end, kind), or originality's `Hit`."""
    made: list[HitSpan] = []
    for span in spans:
        if isinstance(span, HitSpan):
            made.append(span)
        elif isinstance(span, tuple):
            made.append(HitSpan(*span))
        else:
            made.append(HitSpan(span.draft.start, span.draft.end, span.kind))
    return made
