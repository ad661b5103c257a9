"""The page: one document as its writer sees it, with the origin of every word behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import Language
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.ui.base.theme import keeper, text_pixels
from muse_desktop.ui.page.editor import PageEditor
from muse_desktop.ui.page.intent import Splice, fitted
from muse_desktop.ui.page.look import block_format, is_verse
from muse_desktop.ui.page.sheet import Sheet
from muse_desktop.ui.page.text import cleaned
from muse_desktop.ui.page.tints import Marks, hit_spans, paint_words

TITLE_SIZE = 1.35
ABOVE_TITLE, BELOW_TITLE, AT_THE_END = 2.4, 1.4, 7.0  # white space, in heights of a letter
LEAST_MARGIN = 28
WORDS_EVERY_MS = 300
LONG = 20_000  # so many characters fill more than any screen


class Page(QWidget):
    """Title, text, tints. Changes go into the session at once and to disk within a second.

    All positions are code points of the session's text.
    """

    text_changed = Signal()  # once it is painted, and once for several changes
    words_changed = Signal(int)  # throttled
    cursor_moved = Signal(int)  # at once: for what belongs to the page itself
    cursor_rested = Signal()  # it has moved, and that is painted: for all others
    selection_changed = Signal(bool)  # whether there is one
    saved_state_changed = Signal(str, str)  # "saved", "saving", "unsaved", "refused"; what to do when refused
    save_refused = Signal(object)  # MuseError
    undo_available = Signal(bool)
    redo_available = Signal(bool)
    opened = Signal(object)  # DocumentSession: another document is on this page
    edited = Signal(int, int, int)  # start, removed, inserted; at once, after the session has taken it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._language: Language = "en"
        self._invitation = self._vacancy = self._title = ""
        self.editor = PageEditor(self)
        self.editor.setReadOnly(True)
        self.title = QLabel(self.editor.viewport())
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.marks = Marks(self.editor)
        self.sheet: Sheet | None = None
        self.dressers: list[Callable[[QTextDocument], None]] = []  # called before a new text is laid out
        self._words = QTimer(self)
        self._words.setSingleShot(True)
        self._words.setInterval(WORDS_EVERY_MS)
        self._behind = QTimer(self)  # 0 ms: after the painting that Qt has posted
        self._behind.setSingleShot(True)
        self._text_news = False
        self.setFocusProxy(self.editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.editor)
        self._connect()
        self._set_fonts()
        self.retranslate()

    def _connect(self) -> None:
        editor = self.editor
        editor.painted_below.connect(self._paint_below)
        editor.cursorPositionChanged.connect(self._cursor_moved)
        self._behind.timeout.connect(self._tell_behind)
        editor.copyAvailable.connect(self.selection_changed)
        editor.undoAvailable.connect(self.undo_available)
        editor.redoAvailable.connect(self.redo_available)
        editor.verticalScrollBar().valueChanged.connect(self._place_title)
        self._words.timeout.connect(self._tell_words)
        keeper(QApplication.instance()).changed.connect(self._theme_changed)

    # Which document

    @property
    def session(self) -> DocumentSession | None:
        """The document on the page."""
        return self.sheet.session if self.sheet else None

    def open(self, session: DocumentSession) -> None:
        """Show a document, with the cursor at its start and nothing to undo, until another one is shown."""
        self.show_sheet(Sheet(session, lambda: self._language, self))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a document where the writer left it, with all that can be undone in it."""
        self.release()
        self.sheet = sheet
        long = len(sheet.session.text) > LONG
        if long:  # a scroll bar that comes once the lines are laid out has them all laid out again
            self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.editor.show_text(sheet.scribe)
        self._set_fonts()
        if not sheet.filled:
            self._fill(sheet.session.text)
            sheet.attach()
        self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        sheet.scribe.changed.connect(self._changed)
        sheet.autosave.state_changed.connect(self.saved_state_changed)
        sheet.autosave.refused.connect(self.save_refused)
        self.editor.setReadOnly(False)
        self.back_to_place()
        self.show_title(sheet.session.title)
        self.undo_available.emit(sheet.document.isUndoAvailable())
        self.redo_available.emit(sheet.document.isRedoAvailable())
        self.saved_state_changed.emit(sheet.autosave.state, sheet.autosave.advice)
        self._tell_words()
        self.opened.emit(sheet.session)
        self._cursor_moved()

    def release(self) -> None:
        """Take the document off the page. Saving and closing its session is its owner's."""
        self._words.stop()
        self.marks.leave()
        self.note_place()
        sheet, self.sheet = self.sheet, None
        if sheet is None:
            return
        sheet.scribe.changed.disconnect(self._changed)
        sheet.autosave.state_changed.disconnect(self.saved_state_changed)
        sheet.autosave.refused.disconnect(self.save_refused)
        self.editor.show_nothing()
        self.editor.setReadOnly(True)
        self._set_fonts()
        self.show_title("")
        if sheet.parent() is self:
            sheet.detach()
            sheet.deleteLater()

    def note_place(self) -> None:
        """Note cursor, selection and scrolling in the sheet, for `back_to_place`."""
        if self.sheet is not None:
            cursor = self.editor.textCursor()
            self.sheet.place = cursor.anchor(), cursor.position()
            self.sheet.scroll = self.editor.verticalScrollBar().value()

    def back_to_place(self) -> None:
        """Where the sheet says the writer was."""
        if self.sheet is not None:
            self.editor.select_units(*self.sheet.place)
            self.editor.verticalScrollBar().setValue(self.sheet.scroll)

    def close_session(self) -> None:
        """Save, close the session, empty the page. Raises a MuseError, and keeps all, if it cannot save."""
        if self.session is not None:
            self.session.close()
        self.release()

    def show_title(self, title: str) -> None:
        """The heading over the text."""
        self._title = title
        self.editor.setAccessibleName(title or self.tr("Page"))
        self._place_title()

    def _fill(self, text: str) -> None:
        """Set the whole text without anything to undo; looks of paragraphs are for display only."""
        document = self.editor.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        frame = document.rootFrame().frameFormat()
        pixels = document.defaultFont().pixelSize()
        frame.setTopMargin(self._top())
        frame.setBottomMargin(AT_THE_END * pixels)
        document.rootFrame().setFrameFormat(frame)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(block_format(pixels, is_verse(text)))
        cursor.beginEditBlock()
        cursor.insertText(text, QTextCharFormat())
        for dress in self.dressers:
            dress(document)
        cursor.endEditBlock()
        document.setUndoRedoEnabled(True)
        self.editor.setTextCursor(QTextCursor(document))

    # What the writer and the model do

    def insert_generated(self, text: str, origin: int | tuple[Run, ...]) -> None:
        """Put a suggestion at the cursor (behind a selection) as one undo step."""
        end = self.editor.selection_units()[1]
        self._insert(Splice(end, 0, *fitted(text, origin)))

    def replace_selection(self, text: str, origin: int | tuple[Run, ...]) -> None:
        """Put text with these origins in place of the selection as one undo step."""
        start, end = self.editor.selection_units()
        self._insert(Splice(start, end - start, *fitted(text, origin)))

    def autocorrect(self, start: int, end: int, text: str) -> None:
        """Replace [start, end) on the writer's behalf, as one undo step."""
        if self.session is not None:
            places = self.editor.scribe.positions
            first, last = places.to_utf16(start), places.to_utf16(end)
            origin = self.session.insert_origin(Kind.AUTOCORRECTED)
            self._insert(Splice(first, last - first, cleaned(text), origin))

    def _insert(self, splice: Splice) -> None:
        if self.session is not None:
            self.editor.edit(splice)

    def undo(self) -> None:
        """Take back one step."""
        self.editor.undo()

    def redo(self) -> None:
        """Do it again."""
        self.editor.redo()

    def cut(self) -> None:
        """Move the selection to the clipboard."""
        self.editor.cut()

    def copy(self) -> None:
        """Copy the selection with its origins."""
        self.editor.copy()

    def paste(self) -> None:
        """Insert the clipboard's text."""
        self.editor.paste()

    def selectAll(self) -> None:
        """Select the whole text."""
        self.editor.selectAll()

    # Places and texts

    def selection(self) -> tuple[int, int]:
        """The selection; both are the cursor where nothing is selected."""
        start, end = self.editor.selection_units()
        places = self.editor.scribe.positions
        return places.to_codepoint(start), places.to_codepoint(end)

    def cursor_codepoint(self) -> int:
        """Where the cursor is."""
        return self.editor.scribe.positions.to_codepoint(self.editor.textCursor().position())

    def selected_text(self) -> str:
        """The selected text."""
        start, end = self.selection()
        return self.session.text[start:end] if self.session else ""

    def materials(self) -> tuple[str, str, str]:
        """The text before the selection (or cursor), behind it, and the selection itself."""
        if self.session is None:
            return "", "", ""
        start, end = self.selection()
        text = self.session.text
        return text[:start], text[end:], text[start:end]

    def goto(self, start: int, end: int | None = None) -> None:
        """Select [start, end) and bring it into the middle of the view."""
        places = self.editor.scribe.positions
        first = places.to_utf16(start)
        last = first if end is None else places.to_utf16(end)
        self.editor.select_units(first, first)
        bar, view = self.editor.verticalScrollBar(), self.editor.viewport()
        middle = self.editor.cursorRect().center().y()
        if not 0.15 * view.height() < middle < 0.7 * view.height():
            bar.setValue(bar.value() + round(middle - 0.35 * view.height()))
        if last != first:
            self.editor.select_units(first, last)

    # What stands behind the text

    def show_hits(self, spans: Iterable[object]) -> None:
        """Underline overlaps: `Hit`s, `HitSpan`s, (start, end) or (start, end, kind)."""
        self.marks.hits, self.marks.live = hit_spans(spans), []
        self.editor.viewport().update()

    def clear_hits(self) -> None:
        """No lines under the text any more."""
        self.show_hits(())

    @property
    def tints_visible(self) -> bool:
        """Whether origins are tinted."""
        return self.marks.tints_shown

    def set_tints_visible(self, visible: bool) -> None:
        """Tint words by origin, or not."""
        self.marks.tints_shown = visible
        self.editor.viewport().update()

    def _paint_below(self, painter: QPainter, area: QRect) -> None:
        self.marks.paint(painter, area)
        document, vacant = self.editor.document(), self.session is None
        if document.isEmpty() and not document.begin().layout().preeditAreaText():
            below = round(self._top()) if vacant else 0  # an empty page without a document has no title
            paint_words(painter, self.editor, self._vacancy if vacant else self._invitation, below)

    def show_vacancy(self, words: str) -> None:
        """What stands on the page while no document does."""
        self._vacancy = words
        self.editor.viewport().update()

    # Saving

    @property
    def saved_state(self) -> str:
        """The state last told by `saved_state_changed`."""
        return self.sheet.autosave.state if self.sheet else "saved"

    def flush_now(self) -> Future[None] | None:
        """Save now; the future says when it is on disk. None when no document is open."""
        return self.sheet.autosave.flush() if self.sheet else None

    def set_language(self, language: Language) -> None:
        """The language in which refusals are worded."""
        self._language = language

    def _changed(self, start: int, removed: int, inserted: int) -> None:
        hits_gone = self.marks.moved(start, removed, inserted)
        begun_or_ended = self.session is None or len(self.session.text) <= inserted  # the invitation
        if hits_gone or begun_or_ended:
            self.editor.viewport().update()  # else Qt paints anew what has changed, and that is enough
        if not self._words.isActive():
            self._words.start()
        self.edited.emit(start, removed, inserted)
        self._text_news = True
        self._behind.start(0)

    def _cursor_moved(self) -> None:
        self.cursor_moved.emit(self.cursor_codepoint())
        self._behind.start(0)

    def _tell_behind(self) -> None:
        """What the rest of the window has to know can wait for the letter to be on the screen."""
        news, self._text_news = self._text_news, False
        if news:
            self.text_changed.emit()
        self.cursor_rested.emit()

    def _tell_words(self) -> None:
        if self.session is not None:
            self.words_changed.emit(self.session.words)

    # Looks

    def retranslate(self) -> None:
        """Set the words again."""
        self._invitation = self.tr("Begin here.")
        self.editor.setAccessibleDescription(self._invitation)
        self.editor.viewport().update()
        self.show_title(self._title)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the column in the middle and its lines readable."""
        super().resizeEvent(event)
        self._place_column()

    def _theme_changed(self) -> None:
        self._set_fonts()
        self.editor.viewport().update()

    def _set_fonts(self) -> None:
        look = keeper(QApplication.instance())
        pixels = text_pixels(look.text_points)
        font = look.page.font(pixels)
        if self.editor.document().defaultFont() != font:
            self.editor.document().setDefaultFont(font)
        self.title.setFont(look.page.font(round(pixels * TITLE_SIZE)))
        self._place_column()

    def _top(self) -> float:
        pixels = self.editor.document().defaultFont().pixelSize()
        return (ABOVE_TITLE + BELOW_TITLE + TITLE_SIZE * 1.3) * pixels

    def _place_column(self) -> None:
        measure = keeper(QApplication.instance()).page.measure(self.editor.document().defaultFont())
        side = max(LEAST_MARGIN, round((self.width() - measure) / 2))
        if self.editor.viewportMargins().left() != side:
            self.editor.setViewportMargins(side, 0, max(0, side - 10), 0)  # the scroll bar takes 10
        self._place_title()

    def _place_title(self) -> None:
        document = self.editor.document()
        pixels = document.defaultFont().pixelSize()
        width = self.editor.viewport().width() - round(document.documentMargin())
        letters = self.title.fontMetrics()
        self.title.setText(letters.elidedText(self._title, Qt.TextElideMode.ElideRight, width))
        self.title.adjustSize()
        top = document.rootFrame().frameFormat().topMargin() - BELOW_TITLE * pixels - self.title.height()
        self.title.setGeometry(
            round(document.documentMargin()),
            round(top) - self.editor.verticalScrollBar().value(),
            width,
            self.title.height(),
        )
