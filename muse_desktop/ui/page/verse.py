"""Keeps the paragraphs of one page set as the writer wants them, and verse without gaps between its lines."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.page.look import is_verse, refit
from muse_desktop.ui.page.page import Page

MOST_WATCHED = 6_000  # code points; what is longer becomes verse, or prose, when it is opened again


class Verse(QObject):
    """Looks when a document is opened, when lines have been written, and when the look changes."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        page.opened.connect(self._refit)
        page.edited.connect(self._edited)
        keeper(QApplication.instance()).changed.connect(self._refit)

    def _edited(self, start: int, _removed: int, inserted: int) -> None:
        session = self._page.session
        if session is None or len(session.text) > MOST_WATCHED:
            return
        if "\n" in session.text[start : start + inserted]:
            QTimer.singleShot(0, self, self._refit)  # not from within the document's own signal

    def _refit(self, _what: object = None) -> None:
        if self._page.session is not None:
            refit(self._page.editor.document(), is_verse(self._page.session.text))
