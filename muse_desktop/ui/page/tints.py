"""What stands behind the text of the page: tints by origin, lines under overlaps.

It is painted, never set as a format: nothing to undo, nothing in the document, no layout to do again, and
only for the lines that are on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextLine

from muse_desktop.provenance import display
from muse_desktop.ui.base.theme import Theme, current
from muse_desktop.ui.base.tint_marks import draw_tint
from muse_desktop.ui.page.editor import PageEditor
from muse_desktop.ui.page.intent import Scribe
from muse_desktop.ui.page.shown import edges, shown_blocks, shown_lines

HitKind = Literal["verbatim", "near", "paraphrase", "retyped"]
ABOVE, BELOW = 0.76, 0.30  # of the letters' height, how far a tint reaches from the baseline
TALL, ABOVE_TALL = 1.1, 0.92  # where letters rise higher than this (中文), the tint does too
LINE_BELOW = 0.21  # and where the line under an overlap lies
MOST_PER_PIECE = 20_000  # a paragraph longer than this is tinted line by line
MOST_PIECES = 400  # remembered


class HitSpan(msgspec.Struct, frozen=True):
    """A passage that is also in the library, or typed and also in an answer, in code points of the text.

    `title`: where else it stands, "" where that is said elsewhere.
    """

    start: int
    end: int
    kind: HitKind = "verbatim"
    title: str = ""


class _Span(msgspec.Struct, frozen=True):
    start: int  # UTF-16 units from where the looked-up piece begins
    end: int
    tint: display.Tint


class Marks:
    """Tints and lines of one text widget. Positions of hits follow the edits before them.

    `retyped` are hits of their own, shown with the tints: typed, but the same as words of an answer. `live`
    are those found while the text was written, until a check has looked at all of it.
    """

    def __init__(self, editor: PageEditor) -> None:
        self._editor = editor
        self._cache: dict[tuple[int, int], list[_Span]] = {}
        self.hits: list[HitSpan] = []
        self.live: list[HitSpan] = []
        self.retyped: list[HitSpan] = []
        self.tints_shown = True

    @property
    def _scribe(self) -> Scribe:
        return self._editor.scribe

    def forget(self) -> None:
        """Everything is to be looked up again."""
        self._cache.clear()

    def leave(self) -> None:
        """The text goes off the page."""
        self.hits, self.live, self.retyped = [], [], []
        self.forget()

    def show_retyped(self, spans: Iterable[tuple[int, int]]) -> None:
        """Dot what was typed, but is the same as words of an answer: (start, end)."""
        made = [HitSpan(start, end, "retyped") for start, end in spans]
        if made != self.retyped:
            self.retyped = made
            self._editor.viewport().update()

    def moved(self, start: int, removed: int, inserted: int) -> bool:
        """The text has changed: what is behind moves, hits that were touched go; True where some did."""
        self._cache = self._moved_pieces(start, removed, inserted) if len(self._cache) <= MOST_PIECES else {}
        if not (self.hits or self.live or self.retyped):
            return False
        before = len(self.hits) + len(self.live) + len(self.retyped)
        self.hits = _moved(self.hits, start, removed, inserted)
        self.live = _moved(self.live, start, removed, inserted)
        self.retyped = _moved(self.retyped, start, removed, inserted)
        return len(self.hits) + len(self.live) + len(self.retyped) < before

    def _moved_pieces(self, start: int, removed: int, inserted: int) -> dict[tuple[int, int], list[_Span]]:
        """The pieces that the edit did not touch, where they are now.

        What was removed may have had other units than code points, so only typing keeps what is behind.
        """
        places = self._scribe.positions
        first = places.to_utf16(start)
        by = places.to_utf16(start + inserted) - first
        kept = {}
        for (begin, end), spans in self._cache.items():
            if end < first:
                kept[begin, end] = spans
            elif begin > first and not removed:
                kept[begin + by, end + by] = spans
        return kept

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Draw what lies in `area` of the viewport."""
        if self._scribe.session is None or not (self.tints_shown or self.hits or self.live):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        pixels = self._editor.document().defaultFont().pixelSize()
        for block, origin in shown_blocks(self._editor, area):
            hits = self._hits_in(block)
            for line in shown_lines(block.layout(), area.top() - origin.y(), area.bottom() - origin.y()):
                self._paint_line(painter, theme, pixels, block, line, origin, hits)

    def _hits_in(self, block: QTextBlock) -> list[tuple[int, int, HitKind]]:
        """The hits that touch a paragraph, in UTF-16 units."""
        if not (self.hits or self.live or (self.retyped and self.tints_shown)):
            return []
        places = self._scribe.positions
        first = places.to_codepoint(block.position())
        last = places.to_codepoint(block.position() + block.length() - 1)
        found = [*self.live, *self.hits]
        shown = [*self.retyped, *found] if self.tints_shown else found
        near = [hit for hit in shown if hit.start < last and hit.end > first]
        return [(places.to_utf16(hit.start), places.to_utf16(hit.end), hit.kind) for hit in near]

    def _paint_line(
        self,
        painter: QPainter,
        theme: Theme,
        pixels: int,
        block: QTextBlock,
        line: QTextLine,
        origin: QPointF,
        hits: list[tuple[int, int, HitKind]],
    ) -> None:
        start = block.position() + line.textStart()
        end = start + line.textLength()
        baseline = origin.y() + line.y() + line.ascent()
        if self.tints_shown:
            piece, spans = self._tints(block, start, end)
            for span in spans:
                first, last = piece + span.start, piece + span.end
                if span.tint == "own" or last <= start or first >= end:
                    continue
                left, right = edges(block, line, origin, max(first, start), min(last, end))
                above = (ABOVE_TALL if line.ascent() > TALL * pixels else ABOVE) * pixels
                box = QRectF(left, baseline - above, right - left, above + BELOW * pixels)
                draw_tint(painter, theme, span.tint, box)
        for hit_start, hit_end, kind in hits:
            first, last = max(hit_start, start), min(hit_end, end)
            if first < last:
                left, right = edges(block, line, origin, first, last)
                painter.setPen(_pen(theme, kind))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, kind != "retyped")  # dots stay sharp
                y = round(baseline + LINE_BELOW * pixels) + 0.5
                painter.drawLine(QPointF(left, y), QPointF(right, y))
        if hits:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _tints(self, block: QTextBlock, start: int, end: int) -> tuple[int, list[_Span]]:
        """Where the looked-up piece begins that [start, end) lies in, and its tints."""
        whole = block.length() <= MOST_PER_PIECE
        first, last = (block.position(), block.position() + block.length() - 1) if whole else (start, end)
        key = (first, last)
        if key not in self._cache:
            self._cache[key] = self._look_up(first, last)
        return first, self._cache[key]

    def _look_up(self, first: int, last: int) -> list[_Span]:
        session, places = self._scribe.session, self._scribe.positions
        begin, end = places.to_codepoint(first), places.to_codepoint(last)
        spans: list[_Span] = []
        for span in display.tints(session.text, session.runs, session.book, begin, end):
            start, stop = places.to_utf16(span.start) - first, places.to_utf16(span.end) - first
            if spans and spans[-1].tint == span.tint and spans[-1].end == start:
                start = spans.pop().start
            spans.append(_Span(start, stop, span.tint))
        return spans


def _moved(hits: list[HitSpan], start: int, removed: int, inserted: int) -> list[HitSpan]:
    """Where the hits are after an edit, without those it touched."""
    by, end = inserted - removed, start + removed
    return [
        hit if hit.end <= start else HitSpan(hit.start + by, hit.end + by, hit.kind, hit.title)
        for hit in hits
        if hit.end <= start or hit.start >= end
    ]


def _pen(theme: Theme, kind: HitKind) -> QPen:
    colours = {"paraphrase": theme.part(0), "retyped": theme.colour("accent")}
    pen = QPen(colours.get(kind) or theme.colour("hit"), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == "retyped":
        pen.setDashPattern([1, 1.5])
    if kind == "paraphrase":
        pen.setDashPattern([2.5, 1.8])
    return pen


def paint_words(painter: QPainter, editor: PageEditor, words: str, below: int) -> None:
    """Words on an empty page, `below` the place of its first line.

    Qt's own placeholder knows nothing of the title above the text nor of the page's letters.
    """
    font = editor.document().defaultFont()
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(current().colour("muted"))
    place, view = editor.cursorRect(), editor.viewport()
    left, top = place.left() + 6, place.bottom() - painter.fontMetrics().height() + below
    painter.drawText(left, top, view.width() - left, view.height(), Qt.TextFlag.TextWordWrap, words)


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
