"""Typewriter scrolling: the line being written stays at one height, and the paper moves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from muse_desktop.ui.page.page import Page

HEIGHT = 0.45  # of the view, where the line stands


class Typewriter(QObject):
    """Keeps the cursor of one page at its height, and gives the scroll bar the white paper that needs."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._editor = page.editor
        self._bar = page.editor.verticalScrollBar()
        self._widening = False
        self._end = self._bar.maximum()  # as far as Qt would scroll
        self.on = False
        self._bar.rangeChanged.connect(self._range_changed)
        page.cursor_moved.connect(self._follow)
        page.opened.connect(self._follow)

    def set_on(self, on: bool) -> None:
        """Let the paper move, or the cursor."""
        if on == self.on:
            return
        self.on = on
        self._widen()
        if on:
            self.centre()
        else:
            self._editor.ensureCursorVisible()

    def centre(self) -> None:
        """Bring the line with the cursor to its height."""
        aim = HEIGHT * self._editor.viewport().height()
        self._bar.setValue(round(self._bar.value() + self._editor.cursorRect().center().y() - aim))

    def _follow(self, _place: object = None) -> None:
        """The cursor has moved. Under a pressed mouse button the text stays where it is."""
        if self.on and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.centre()

    def _range_changed(self, _least: int, most: int) -> None:
        if self._widening:
            return
        self._end = most
        if self.on:
            self._widen()
            self._follow()

    def _widen(self) -> None:
        """Half a view of paper above the first line and below the last, or none."""
        height = self._editor.viewport().height()
        above, below = (round(HEIGHT * height), round((1 - HEIGHT) * height)) if self.on else (0, 0)
        self._widening = True
        self._bar.setRange(-above, self._end + below)
        self._widening = False
