"""What a menu offers for one word: what might be meant, the writer's own words, other words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from muse_desktop.studio.spelling import Spelling, Where
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import is_cjk, words
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.page.intent import TYPED, Splice
from muse_desktop.ui.page.page import Page

LONGEST = 60  # characters of a selection that is taken for a word
REACH = 200  # code points around a place in which its word is looked for
SHOWN = 6
Chosen = Callable[["Spot"], None]


class Spot(msgspec.Struct, frozen=True):
    """A word of a page: UTF-16 units of its document, and the word."""

    page: Page
    document: int
    start: int
    end: int
    word: str

    def replace(self, word: str) -> None:
        """Put another word there, as one undo step.

        The writer chose it, so it is recorded as typed there: theirs among their own words, and a change of
        the model's text within that. Nothing happens where something else stands by now.
        """
        if self.stands():
            self.page.editor.edit(Splice(self.start, self.end - self.start, word, TYPED))

    def stands(self) -> bool:
        """Whether the word is still there."""
        if self.page.session is None or self.page.session.id != self.document:
            return False
        block = self.page.editor.document().findBlock(self.start)
        start = self.start - block.position()
        text = block.text().encode("utf-16-le")
        return text[2 * start : 2 * (self.end - block.position())].decode("utf-16-le", "replace") == self.word

    def rect(self) -> QRect:
        """Where it stands on the screen, its first line."""
        cursor = self.page.editor.textCursor()
        cursor.setPosition(self.start)
        first = self.page.editor.cursorRect(cursor)
        cursor.setPosition(self.end)
        last = self.page.editor.cursorRect(cursor)
        area = first.united(last) if last.top() == first.top() else first
        return QRect(self.page.editor.viewport().mapToGlobal(area.topLeft()), area.size())


def word_at(page: Page, unit: int) -> Spot | None:
    """The word at (or right before) a UTF-16 position, or the selection if that is a word or a few.

    None in Chinese: where its words end only a dictionary knows.
    """
    if page.session is None:
        return None
    document, cursor = page.session.id, page.editor.textCursor()
    if cursor.hasSelection() and cursor.selectionStart() <= unit <= cursor.selectionEnd():
        text = cursor.selectedText()
        short = 0 < len(text) <= LONGEST and "\u2029" not in text and text == text.strip()
        if short and not any(map(is_cjk, text)):
            return Spot(page, document, cursor.selectionStart(), cursor.selectionEnd(), text)
        return None
    block = page.editor.document().findBlock(unit)
    text = block.text()
    units = Utf16Map(text)
    at = units.to_codepoint(unit - block.position())
    left = max(0, at - REACH)
    for first, last in words(text[left : at + REACH]):
        start, end = left + first, left + last
        if start <= at <= end and not is_cjk(text[start]):
            places = (block.position() + units.to_utf16(place) for place in (start, end))
            return Spot(page, document, *places, text[start:end])
    return None


class Offers(QObject):
    """Puts the actions for a word on top of a menu; suggestions come as soon as they are found."""

    def __init__(self, spelling: Spelling, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._spelling, self._jobs = spelling, jobs

    def fill(self, menu: QMenu, spot: Spot, where: Where, wrong: bool, other_words: Chosen) -> None:
        """Add what can be done with the word; for a `wrong` one suggestions too."""
        before = menu.actions()[0] if menu.actions() else None
        if wrong:
            self._suggest(menu, spot, where, before)
            learn = self.tr("Add “{word}” to this project’s words").format(word=spot.word)
            ignore = self.tr("Ignore “{word}” in this document for now").format(word=spot.word)
            _put(menu, before, learn).triggered.connect(lambda: self._add_word(where, spot.word))
            _put(menu, before, ignore).triggered.connect(
                lambda: self._spelling.ignore(where.document, spot.word)
            )
        others = self.tr("Other words for “{word}”…").format(word=spot.word)
        _put(menu, before, others).triggered.connect(lambda: other_words(spot))
        if before is not None:
            menu.insertSeparator(before)

    def _suggest(self, menu: QMenu, spot: Spot, where: Where, before: QAction | None) -> None:
        waiting = _put(menu, before, self.tr("Looking for suggestions…"))
        waiting.setEnabled(False)
        line = _put(menu, before, "")
        line.setSeparator(True)

        def show(found: list[str]) -> None:
            if not shiboken6.isValid(waiting):
                return
            if not found:
                waiting.setText(self.tr("No suggestions"))
                return
            for word in found[:SHOWN]:
                action = _put(menu, waiting, word)
                font = menu.font()
                font.setBold(True)
                action.setFont(font)
                action.triggered.connect(lambda _=False, word=word: spot.replace(word))
            menu.removeAction(waiting)
            if menu.isVisible():
                menu.resize(menu.sizeHint())
                if menu.activeAction() is None:
                    menu.setActiveAction(menu.actions()[0])

        found = self._spelling.suggest(where, spot.word)
        self._jobs.watch(found, menu, show, lambda _error: show([]))

    def _add_word(self, where: Where, word: str) -> None:
        self._jobs.watch(self._spelling.add_word(where.project, word), self)


def _put(menu: QMenu, before: QAction | None, words: str) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    if before is None:
        menu.addAction(action)
    else:
        menu.insertAction(before, action)
    return action
