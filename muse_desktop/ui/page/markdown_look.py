"""Shows the Markdown of a page as what it means; the text, its origins and what can be undone stay the same.

The looks are additional formats of the paragraphs' layouts, like those of a syntax highlighter: the document
knows nothing of them. Many paragraphs get theirs at once, so that the text is laid out once.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication

from muse_desktop.ui.base.theme import current, keeper
from muse_desktop.ui.base.theme_fonts import kai_families
from muse_desktop.ui.page.markdown import Look, Piece, is_break, pieces
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.shown import shown_blocks

HEADINGS = (1.5, 1.3, 1.15, 1.0, 1.0, 1.0)  # of the page's letters
AT_ONCE = 5_000  # UTF-16 units; a larger insertion is looked at when it is over
SCENE_BREAK = "* * *"
BAR = 3  # pixels, beside a quotation
COVER = 4  # pixels, how far a tint may reach beyond its line
_ROUNDS = 64  # looks are counted up to here


class Dresser(QObject):
    """The looks of one page, whichever document is on it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self.on = False
        self._round = 0
        self._formats: dict[Look, QTextCharFormat] = {}
        self._kai = ""
        self._break = -1  # the number of the scene break the cursor is in: shown as it is written
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._dress_stale)
        page.dressers.append(self._dress_new)
        page.opened.connect(lambda _session: self.begin())
        page.edited.connect(self._edited)
        page.cursor_moved.connect(self._cursor_moved)
        self._editor.composed.connect(self._composed)
        self._editor.painted_below.connect(self._paint)
        keeper(QApplication.instance()).changed.connect(self._theme_changed)

    def set_on(self, on: bool) -> None:
        """Show Markdown as what it means, or as it is written."""
        if on != self.on:
            self.on = on
            self._anew()

    def begin(self) -> None:
        """Another document, or another look."""
        self._break = -1
        self._cursor_moved()
        if self._round:  # once it has been on, what was dressed must be undressed too
            self._dress_stale()

    def _theme_changed(self) -> None:
        if self.on:
            self._anew()

    def _anew(self) -> None:
        self._round = 1 + self._round % (_ROUNDS - 1)
        self._formats.clear()
        self._kai = next(iter(kai_families()), "")
        self.begin()
        self._editor.viewport().update()

    # Which paragraphs

    def _edited(self, start: int, _removed: int, inserted: int) -> None:
        if not self.on or self._page.session is None:
            return
        to_units = self._editor.scribe.positions.to_utf16
        first, last = to_units(start), to_units(start + inserted)
        if last - first > AT_ONCE:
            self._later.start()
            return
        for block in self._between(first, last):
            self._dress(block)

    def _between(self, first: int, last: int) -> Iterator[QTextBlock]:
        block = self._editor.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            yield block
            block = block.next()

    def _dress_stale(self) -> None:
        """All paragraphs whose look is not the present one; what is on the screen stays where it is."""
        editor, document = self._editor, self._editor.document()
        layout = document.documentLayout()
        top = next(iter(shown_blocks(editor, editor.viewport().rect())), (document.begin(), None))[0]
        before = layout.blockBoundingRect(top).top()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()  # nothing to undo comes of it: no text and no format of the document changes
        block = document.begin()
        while block.isValid():
            if not self._is_dressed(block):
                self._set_formats(block)
            block = block.next()
        cursor.endEditBlock()
        by = round(layout.blockBoundingRect(top).top() - before)
        if by:
            bar = editor.verticalScrollBar()
            bar.setValue(bar.value() + by)

    def _dress_new(self, document: QTextDocument) -> None:
        """A text that is not laid out yet: all of it at once costs little, as nothing is laid out twice."""
        block = document.begin()
        while self.on and block.isValid():
            found = pieces(block.text())
            if found:
                ranges = [_range(one.start, one.end, self._format(one.look)) for one in found]
                block.layout().setFormats(ranges)
            block.setUserState(self._stamp(block))
            block = block.next()

    # One paragraph

    def _stamp(self, block: QTextBlock) -> int:
        return (block.revision() * _ROUNDS + self._round) & 0x7FFFFFFF

    def _is_dressed(self, block: QTextBlock) -> bool:
        return block.userState() == self._stamp(block)

    def _dress(self, block: QTextBlock) -> None:
        """Give one paragraph its look, and have it laid out anew."""
        if self._set_formats(block):
            self._editor.document().markContentsDirty(block.position(), block.length())

    def _set_formats(self, block: QTextBlock) -> bool:
        """Whether anything may look different now."""
        block.setUserState(self._stamp(block))
        found = pieces(block.text()) if self.on else ()
        layout = block.layout()
        if not found and not layout.formats():
            return False
        raw = block.blockNumber() == self._break
        ranges: list[QTextLayout.FormatRange] = []
        composing, place = len(layout.preeditAreaText()), layout.preeditAreaPosition()
        if composing:  # what is being composed has a look of its own, and moves what is behind it
            ranges += [one for one in layout.formats() if place <= one.start < place + composing]
        for piece in found:
            for start, end in _around(piece, place, composing):
                ranges.append(_range(start, end, self._format(piece.look, raw)))
        layout.setFormats(ranges)
        return True

    def _composed(self, _committed: str) -> None:
        """Qt has put the looks of what is composed in place of ours."""
        if self.on:
            self._dress(self._editor.textCursor().block())

    def _cursor_moved(self, _place: int = 0) -> None:
        block = self._editor.textCursor().block()
        number = block.blockNumber() if is_break(block.text()) else -1
        if number == self._break or not self.on:
            return
        last, self._break = self._break, number
        document = self._editor.document()
        for changed in (last, number):
            if 0 <= changed < document.blockCount():
                self._dress(document.findBlockByNumber(changed))
        self._editor.viewport().update()

    # Looks

    def _format(self, look: Look, raw: bool = False) -> QTextCharFormat:
        if look.scene_break:
            look = look._replace(scene_break=not raw)
        if look not in self._formats:
            self._formats[look] = self._make(look)
        return self._formats[look]

    def _make(self, look: Look) -> QTextCharFormat:
        made, theme = QTextCharFormat(), current()
        if look.heading:
            pixels = self._editor.document().defaultFont().pixelSize() * HEADINGS[look.heading - 1]
            made.setProperty(QTextCharFormat.Property.FontPixelSize.value, round(pixels))
            made.setFontWeight(QFont.Weight.Bold)
        if look.strong:
            made.setFontWeight(QFont.Weight.Bold)
        if look.han and self._kai:
            made.setFontFamilies([self._kai])
        elif look.han:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        elif look.emphasis and not look.mark:
            made.setFontItalic(True)
        if look.scene_break:
            made.setForeground(QColor(Qt.GlobalColor.transparent))
        elif look.mark or look.quote:
            made.setForeground(theme.colour("muted"))
        return made

    # What is drawn

    def _paint(self, painter: QPainter, area: QRect) -> None:
        if not self.on or self._page.session is None:
            return
        document, down = self._editor.document(), self._editor.verticalScrollBar().value()
        layout = document.documentLayout()
        for block, _ in shown_blocks(self._editor, area):
            text = block.text()
            drawn_break = is_break(text) and block.blockNumber() != self._break
            if not drawn_break and not text.startswith(">"):
                continue
            box = QRectF(layout.blockBoundingRect(block)).translated(0, -down)
            if drawn_break:
                covered = box.adjusted(0, -COVER, 0, COVER)
                painter.fillRect(covered, current().colour("page"))  # the tint of marks that are not seen
                painter.setPen(current().colour("muted"))
                painter.setFont(document.defaultFont())
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, SCENE_BREAK)
            else:
                lines = block.layout().boundingRect().height()
                bar = QRectF(QPointF(0, box.top()), QPointF(BAR, box.top() + lines))
                painter.fillRect(bar, current().colour("line"))


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made


def _around(piece: Piece, place: int, composing: int) -> Iterator[tuple[int, int]]:
    """The piece in a paragraph into which `composing` units are being composed at `place`."""
    if not composing or piece.end <= place:
        yield piece.start, piece.end
    elif piece.start >= place:
        yield piece.start + composing, piece.end + composing
    else:
        yield piece.start, place
        yield place + composing, piece.end + composing
