"""Quotes, dashes and dots become those of the language while they are typed.

What was typed stands for a moment as it was typed: one undo takes back the change and nothing else.
"""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from muse_desktop.settings import Settings
from muse_desktop.text.punctuation import Style, replacement, style_of
from muse_desktop.text.segment import is_cjk
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.page.editor import typed_by
from muse_desktop.ui.page.page import Page

LOOKED_AT = 400  # characters before the cursor, to see what language this is
ENOUGH = 12  # letters of them


class SpeechMarks(QObject):
    """The typing of one page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self._settings = Settings()
        page.editor.key_filters.append(self._key)
        page.editor.composed.connect(self._composed)

    def use(self, settings: Settings) -> None:
        """Whether, and in which language."""
        self._settings = settings

    def _key(self, event: QKeyEvent) -> bool:
        """The editor asks: a key. True where it has been typed, and made what it should be."""
        typed = typed_by(event)
        if not self._settings.smart_punctuation or typed is None or len(typed) != 1 or typed == "\n":
            return False
        if self._page.session is None or self._editor.textCursor().hasSelection():
            return False
        before = self._before()
        changed = self._changed(before, typed)
        if changed is None:
            return False
        self._editor.type_text(typed)
        self._put(before + typed, changed)
        return True

    def _composed(self, committed: str) -> None:
        """An input method has brought a character in, as some do with every key."""
        if not self._settings.smart_punctuation or len(committed) != 1 or self._page.session is None:
            return
        text = self._before()
        if text.endswith(committed):
            changed = self._changed(text[:-1], committed)
            if changed is not None:
                self._put(text, changed)

    def _before(self) -> str:
        """The paragraph up to the cursor."""
        cursor = self._editor.textCursor()
        places = self._editor.scribe.positions
        first = places.to_codepoint(cursor.block().position())
        session = self._page.session
        return session.text[first : places.to_codepoint(cursor.position())] if session else ""

    def _changed(self, before: str, typed: str) -> tuple[str, str] | None:
        """What stands before the cursor once `typed` is, and what shall stand there instead."""
        style = self._style(typed)
        found = replacement(before, typed, style) if style is not None else None
        if found is None:
            return None
        return before[len(before) - found.remove :] + typed, found.insert

    def _put(self, text: str, changed: tuple[str, str]) -> None:
        """Replace only what differs, so that words the writer typed stay the writer's."""
        old, new = changed
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        cursor = self._page.cursor_codepoint()
        start = cursor - len(old) + head
        self._page.autocorrect(start, cursor - tail, new[head : len(new) - tail])
        if tail:
            place = self._editor.scribe.positions.to_utf16(cursor + len(new) - len(old))
            self._editor.select_units(place, place)

    def _style(self, typed: str) -> Style | None:
        """The marks of the language written here; a writer who chose one has them everywhere."""
        if self._settings.punctuation != "auto":
            return style_of(self._settings.punctuation)
        session = self._page.session
        place = self._page.cursor_codepoint()
        near = session.text[max(0, place - LOOKED_AT) : place] if session else ""
        letters = list(islice(filter(str.isalpha, reversed(near + typed)), ENOUGH))
        if sum(map(is_cjk, letters)) * 3 > len(letters) or (not letters and spoken() == "zh"):
            return style_of("zh")
        first = next(iter(self._settings.dictionaries), "en")
        return style_of(first) or style_of("en")
