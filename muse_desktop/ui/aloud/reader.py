"""Reads one page aloud, sentence by sentence, and lights the sentence that is being said.

Places are kept as text cursors: they stay right while the writer edits before, behind or in the sentence.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QTextCursor

from muse_desktop.settings import Settings
from muse_desktop.ui.aloud.sentences import (
    language_of,
    next_sentence,
    previous_sentence,
    sentence_at,
    spoken_words,
    voice_for,
)
from muse_desktop.ui.aloud.voices import Speaker
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.shown import edges, shown_blocks, shown_lines

State = Literal["off", "reading", "paused"]
LIGHT, LIGHT_OF_CONTRAST = 0.18, 0.45  # of the accent, behind the sentence
AROUND = 2  # pixels
ROUND = 4
MARGIN = 60  # pixels kept free above and below the sentence, for the eye and for the bar


class Reader(QObject):
    """One voice on one page at a time."""

    changed = Signal()  # reading, paused or off; or another page

    def __init__(self, speaker: Speaker, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "off"
        self.page: Page | None = None
        self._speaker = speaker
        self._settings = settings
        self._voices = speaker.voices()
        self._begin = QTextCursor()  # of the sentence that is being said
        self._end = QTextCursor()
        self._until = QTextCursor()
        self._next = QTimer(self)  # not at once: a voice that fails quickly would come back here for ever
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        speaker.finished.connect(self._next.start)
        speaker.failed.connect(self.stop)
        self.use(settings)

    def use(self, settings: Settings) -> None:
        """Take over voice and rate, from the next sentence on."""
        self._settings = settings
        self._speaker.set_rate(settings.voice_rate)

    # What the writer asks for

    def start(self, page: Page) -> bool:
        """Read the selection of a page, or from the sentence the cursor is in; False: there is nothing."""
        self.stop()
        if page.session is None:
            return False
        start, end = page.editor.selection_units()
        document = page.editor.document()
        self._until = QTextCursor(document)
        if start == end:
            start = sentence_at(document, start)
            self._until.movePosition(QTextCursor.MoveOperation.End)
        else:
            self._until.setPosition(end)
        if next_sentence(document, start, self._until.position()) is None:
            return False
        self.page = page
        page.opened.connect(self.stop)
        page.destroyed.connect(self._forget)
        page.editor.painted_below.connect(self._paint)
        self.state = "reading"
        self._say_from(start)
        self.changed.emit()
        return True

    def pause(self) -> None:
        """Be silent; the cursor goes to the sentence, so that it can be mended."""
        if self.state == "reading" and self.page is not None:
            self._hush()
            self.state = "paused"
            self.page.editor.select_units(self._begin.position(), self._begin.position())
            self.changed.emit()

    def resume(self) -> None:
        """Say the sentence again; where the cursor has gone elsewhere, go on from there."""
        if self.state != "paused" or self.page is None:
            return
        self.state = "reading"
        place = self.page.editor.selection_units()[0]
        start, end = self.range()
        if start <= place <= end:
            place = start
        else:
            place = sentence_at(self._until.document(), place)
            if place >= self._until.position():
                self._until.movePosition(QTextCursor.MoveOperation.End)
        self._say_from(place)
        self.changed.emit()

    def step(self, by: int) -> None:
        """The sentence before (-1) or the next one (1), said at once."""
        if self.state == "off":
            return
        self._hush()
        paused, self.state = self.state == "paused", "reading"
        if by > 0:
            self._go_on()
        else:
            self._say_from(previous_sentence(self._until.document(), self._begin.position()))
        if paused:
            self.changed.emit()

    def stop(self, _why: object = None) -> None:
        """The end; the cursor stays where it is."""
        if self.state == "off":
            return
        self._hush()
        page, self.page = self.page, None
        self.state = "off"
        self._begin, self._end, self._until = QTextCursor(), QTextCursor(), QTextCursor()
        if page is not None:
            page.opened.disconnect(self.stop)
            page.destroyed.disconnect(self._forget)
            page.editor.painted_below.disconnect(self._paint)
            page.editor.viewport().update()
        self.changed.emit()

    def _forget(self) -> None:
        """The page is gone, and its connections with it."""
        self.page = None
        self.stop()

    # Sentence by sentence

    def _hush(self) -> None:
        self._next.stop()
        self._speaker.stop()

    def _go_on(self) -> None:
        if self.state == "reading":
            self._say_from(self._end.position())

    def _say_from(self, unit: int) -> None:
        found = next_sentence(self._until.document(), unit, self._until.position())
        if found is None:
            self.stop()
            return
        start, end = found
        document = self._until.document()
        self._begin, self._end = QTextCursor(document), QTextCursor(document)
        self._begin.setPosition(start)
        self._begin.setKeepPositionOnInsert(True)  # what is written at its start belongs to the sentence
        self._end.setPosition(end)
        block = document.findBlock(start)
        text = spoken_words(block, start - block.position(), end - block.position())
        voice = voice_for(language_of(text), self._settings.voice, self._voices, spoken())
        self._show()
        self._speaker.say(text, voice)

    # On the screen

    def range(self) -> tuple[int, int]:
        """The sentence that is lit, UTF-16 units of the document."""
        return self._begin.position(), self._end.position()

    def _show(self) -> None:
        """Scroll if the sentence is not on the screen; the writer's cursor stays where it is."""
        if self.page is None:
            return
        editor = self.page.editor
        bar, room = editor.verticalScrollBar(), editor.viewport().height()
        top, bottom = editor.cursorRect(self._begin).top(), editor.cursorRect(self._end).bottom()
        if bottom > room - MARGIN or top < 0:
            bar.setValue(bar.value() + top - MARGIN)
        editor.viewport().update()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        if self.page is None or self._begin.isNull():
            return
        theme, (start, end), editor = current(), self.range(), self.page.editor
        light = theme.colour("accent")
        light.setAlphaF(LIGHT_OF_CONTRAST if theme.id == "contrast" else LIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        for block, origin in shown_blocks(editor, area):
            if block.position() > end or block.position() + block.length() <= start:
                continue
            for line in shown_lines(block.layout(), area.top() - origin.y(), area.bottom() - origin.y()):
                begin = block.position() + line.textStart()
                first, last = max(start, begin), min(end, begin + line.textLength())
                if first < last:
                    left, right = edges(block, line, origin, first, last)
                    height = line.ascent() + line.descent()
                    box = QRectF(left - AROUND, origin.y() + line.y(), right - left + 2 * AROUND, height)
                    painter.drawRoundedRect(box, ROUND, ROUND)
        painter.restore()
