"""Wavy lines under words that no dictionary knows, on one page.

Only what is on the screen is looked at, first where it stands and then a screen below it; the dictionaries
work elsewhere, after a pause in the typing. What they found is kept with the text of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QObject, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTextBlock

from muse_desktop.studio.spelling import Checked, Spelling, Where, Wrong
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.shown import edges, shown_blocks, shown_lines
from muse_desktop.ui.spelling.pieces import LONG, Wrongs, alike, carried, pieces

PAUSE_MS = 350
MOST_KEPT = 2000  # texts whose mistakes are remembered
MOST_AT_ONCE = 200  # pieces in one question
BELOW = 0.09  # of the letters' height, from the baseline to the line
HIGH, LONG_WAVE = 3, 4  # pixels of one wave


class Underlines(QObject):
    """Watches a page. Belongs to it; ask `wrong_at` for the menu."""

    checked = Signal()

    def __init__(self, page: Page, spelling: Spelling, jobs: Jobs) -> None:
        super().__init__(page)
        self._page, self._spelling, self._jobs = page, spelling, jobs
        self._found: dict[str, Wrongs] = {}
        self._shown: dict[tuple[int, int], tuple[str, Wrongs]] = {}  # block and piece -> what was painted
        self._state = spelling.state
        self._asked = False
        self._fresh = -1  # the code point behind what was written last; its word is not judged yet
        self.on = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        page.editor.painted_below.connect(self._paint)
        page.edited.connect(self._edited)
        page.opened.connect(self._opened)
        page.cursor_moved.connect(self._moved)
        page.editor.focused.connect(self._look_again)

    def set_on(self, on: bool) -> None:
        """Underline, or not."""
        if on != self.on:
            self.on = on
            self._update()

    def forget(self) -> None:
        """Words or dictionaries have changed: check what is on the screen again."""
        self._found.clear()
        self._state = self._spelling.state
        self._update()

    @property
    def settled(self) -> bool:
        """Whether everything on the screen has been checked."""
        return not (self._soon.isActive() or self._asked or next(self._missing(0), None))

    def wrong_at(self, unit: int) -> tuple[int, int, str] | None:
        """The underlined word at (or right before) a UTF-16 position of the document: start, end, word."""
        block = self._page.editor.document().findBlock(unit)
        if not self.on or not block.isValid():
            return None
        at = unit - block.position()
        for start, text in pieces(block.text(), at, at + 1):
            for one in self._found.get(text, ()):
                if start + one.start <= at <= start + one.end:
                    first = block.position() + start + one.start
                    return first, first + one.end - one.start, one.word
        return None

    def where(self) -> Where | None:
        """Whose words count on this page."""
        session = self._page.session
        return Where(session.project_id, session.id) if session is not None else None

    # What happens on the page

    def _opened(self, _session: object) -> None:
        """The same words may be right in one document and wrong in another."""
        self._found.clear()
        self._shown.clear()
        self._fresh = -1
        self._update()
        QTimer.singleShot(0, self, self._ask)

    def _edited(self, start: int, _removed: int, inserted: int) -> None:
        self._fresh = start + inserted
        if self.on:
            self._soon.start()

    def _moved(self, place: int) -> None:
        if self._fresh >= 0 and place != self._fresh:
            self._fresh = -1
            self._update()

    def _update(self) -> None:
        self._page.editor.viewport().update()

    def _look_again(self) -> None:
        """Who comes back to the page may have changed names elsewhere; the question alone finds out."""
        where = self.where()
        if self.on and self._found and where is not None:
            self._jobs.watch(self._spelling.check(where, ()), self, lambda _: None, lambda _error: None)

    # Asking

    def _missing(self, below: int) -> Iterator[str]:
        """The pieces on the screen, and so many pixels below it, about which nothing is known."""
        editor = self._page.editor
        if not self.on or self._page.session is None:
            return
        area = editor.viewport().rect().adjusted(0, 0, 0, below)
        for block, origin in shown_blocks(editor, area):
            for _, text in self._pieces(block, origin, area):
                if text.strip() and text not in self._found:
                    yield text

    @staticmethod
    def _pieces(block: QTextBlock, origin: QPointF, area: QRect) -> Iterator[tuple[int, str]]:
        text = block.text()
        if len(text) <= LONG:
            return pieces(text)
        lines = [*shown_lines(block.layout(), area.top() - origin.y(), area.bottom() - origin.y())]
        if not lines:
            return iter(())
        return pieces(text, lines[0].textStart(), lines[-1].textStart() + lines[-1].textLength())

    def _ask(self) -> None:
        where = self.where()
        if self._asked or where is None:
            return
        wanted = list(dict.fromkeys(self._missing(self._page.editor.viewport().height())))[:MOST_AT_ONCE]
        if not wanted:
            return
        self._asked = True

        def show(checked: Checked) -> None:
            if checked.state == self._spelling.state and self.where() == where:
                self._keep(wanted, checked)
            self._update()  # and what is missing still is asked for then
            self.checked.emit()

        def over() -> None:
            self._asked = False

        self._jobs.watch(self._spelling.check(where, wanted), self, show, lambda _error: None, over)

    def _keep(self, wanted: list[str], checked: Checked) -> None:
        if self._state != checked.state:
            self._found.clear()
            self._state = checked.state
        if len(self._found) > MOST_KEPT:
            self._found.clear()
        self._found.update(zip(wanted, checked.wrong, strict=True))

    # Painting

    def _paint(self, painter: QPainter, area: QRect) -> None:
        if not self.on or self._page.session is None:
            return
        editor = self._page.editor
        pixels = editor.document().defaultFont().pixelSize()
        wave = _wave(current().danger, painter.device().devicePixelRatioF())
        cursor = editor.textCursor().position()
        writing = self._page.cursor_codepoint() == self._fresh
        missing = False
        for block, origin in shown_blocks(editor, area):
            wrong: list[Wrong] = []
            for place, (start, text) in enumerate(self._pieces(block, origin, area)):
                missing = missing or (text not in self._found and bool(text.strip()))
                for one in self._wrong(block.blockNumber(), place, text):
                    first = block.position() + start + one.start
                    last = first + one.end - one.start
                    if not (writing and first <= cursor <= last):
                        wrong.append(Wrong(first, last, one.word))
            if wrong:
                self._paint_block(painter, wave, pixels, area, block, origin, wrong)
        if missing and not (self._soon.isActive() or self._asked):
            self._soon.start()

    def _wrong(self, block: int, place: int, text: str) -> Wrongs:
        """What to underline in a piece: what was found in it, or what is left of what stood there before."""
        found = self._found.get(text)
        if found is None:
            around = [self._shown.get((block + by, place)) for by in (0, -1, 1)]
            near = max(((alike(one[0], text), one) for one in around if one), default=None, key=_first)
            found = carried(*near[1], text) if near and near[0] else ()
        if len(self._shown) > 500:
            self._shown.clear()
        self._shown[block, place] = text, found
        return found

    @staticmethod
    def _paint_block(
        painter: QPainter,
        wave: QPixmap,
        pixels: int,
        area: QRect,
        block: QTextBlock,
        origin: QPointF,
        wrong: list[Wrong],
    ) -> None:
        layout, begin = block.layout(), block.position()
        line, y, seen = None, 0, -1
        for one in wrong:
            start, end = one.start - begin, one.end - begin
            while start < end:
                if start >= seen:
                    line = layout.lineForTextPosition(start)
                    if not line.isValid():
                        return
                    seen = line.textStart() + line.textLength()
                    y = round(origin.y() + line.y() + line.ascent() + BELOW * pixels) + 1
                if area.top() - HIGH <= y <= area.bottom():
                    left, right = edges(block, line, origin, begin + start, begin + min(end, seen))
                    painter.drawTiledPixmap(QRect(round(left), y, round(right - left), HIGH), wave)
                start = max(seen, start + 1)


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


@cache
def _wave(colour: str, ratio: float) -> QPixmap:
    """One wave, to be repeated along a word."""
    made = QPixmap(round(LONG_WAVE * ratio), round(HIGH * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    path = QPainterPath(QPointF(-1, 1.5))
    for step in range(-1, LONG_WAVE + 1, LONG_WAVE // 2):
        up = ((step + 1) // (LONG_WAVE // 2)) % 2 == 0
        path.quadTo(QPointF(step + 1, 0.0 if up else 3.0), QPointF(step + 2, 1.5))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.1))
    painter.drawPath(path)
    painter.end()
    return made
