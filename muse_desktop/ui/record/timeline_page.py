"""The page as it was at one moment of the writing: to read and copy, with the origins it had then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from muse_desktop.manuscript.changes import Hull, hull
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import keeper, text_pixels
from muse_desktop.ui.page.editor import PageEditor
from muse_desktop.ui.page.intent import Scribe
from muse_desktop.ui.page.look import block_format, is_verse
from muse_desktop.ui.page.tints import Marks

if TYPE_CHECKING:
    from muse_desktop.provenance.timeline import State, Timeline

LARGE = 30_000  # characters; where more changes at once the whole text is set, which costs less
LEAST_MARGIN = 28
ABOUT_A_THIRD = 0.38  # of the page's height, where the place of a change stands


@dataclass(frozen=True)
class Replayed:
    """What the tints and the clipboard ask a session for."""

    id: int
    title: str
    text: str
    runs: Runs
    book: OriginBook


class TimelinePage(Retranslated, PageEditor):
    """Shows one state after the other; only what differs between them is set anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self._scribe = Scribe(document, self)
        self.show_text(self._scribe)
        self.marks = Marks(self)
        self.painted_below.connect(self.marks.paint)
        self._text = ""
        look = keeper(QApplication.instance())
        look.changed.connect(self._set_fonts)
        self._set_fonts()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("The text as it was at this act"))

    @property
    def shown(self) -> str:
        """The text that is shown."""
        return self._text

    def show_state(
        self, timeline: Timeline, state: State, book: OriginBook, changed: tuple[int, int]
    ) -> None:
        """Show a state; `changed`: the span of it (code points) that the newest act brought."""
        scribe, bar = self._scribe, self.verticalScrollBar()
        scribe.session = None  # what follows is nobody's edit
        place = bar.value()
        self._set_text(state.text)
        scribe.positions = Utf16Map(state.text)
        scribe.session = Replayed(timeline.document, timeline.title, state.text, state.runs, book)
        self.marks.forget()
        bar.setValue(place)
        self._point_at(*changed)
        self.viewport().update()

    def _set_text(self, text: str) -> None:
        found = hull(self._text, text)
        size = max(found.old_end, found.new_end) - found.start
        if size > LARGE or not self._text:
            self._fill(text)
        elif found.start < max(found.old_end, found.new_end):
            self._splice(found, text)
        self._text = text

    def _splice(self, found: Hull, text: str) -> None:
        places, cursor = Utf16Map(self._text), QTextCursor(self.document())
        cursor.setPosition(places.to_utf16(found.start))
        cursor.setPosition(places.to_utf16(found.old_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[found.start : found.new_end], QTextCharFormat())

    def _fill(self, text: str) -> None:
        document = self.document()
        document.clear()
        document.setDocumentMargin(24)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(block_format(document.defaultFont().pixelSize(), is_verse(text)))
        cursor.insertText(text, QTextCharFormat())

    def _point_at(self, start: int, end: int) -> None:
        """Mark the place of an act and have it on the screen."""
        places, cursor = self._scribe.positions, QTextCursor(self.document())
        cursor.setPosition(places.to_utf16(start))
        cursor.setPosition(places.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.format.setUnderlineColor(QColor(colour("accent")))
        self.setExtraSelections([mark] if start < end else [])
        place = QTextCursor(self.document())
        place.setPosition(places.to_utf16(end))
        self.setTextCursor(place)
        box, height = self.cursorRect(place), self.viewport().height()
        if box.top() < height * 0.08 or box.bottom() > height * 0.86:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(box.top() - height * ABOUT_A_THIRD))

    # How it is set

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width; the lines stay as long as they are."""
        super().resizeEvent(event)
        self._place_column()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the style sheet may have brought other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_column()

    def _set_fonts(self, *_: object) -> None:
        look = keeper(QApplication.instance())
        font = look.page.font(text_pixels(look.text_points))
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)
        self._place_column()
        self.viewport().update()

    def _place_column(self) -> None:
        measure = keeper(QApplication.instance()).page.measure(self.document().defaultFont())
        side = max(LEAST_MARGIN, round((self.width() - measure) / 2) - 24)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
