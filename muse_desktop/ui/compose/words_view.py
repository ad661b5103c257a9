"""What the word-by-word panel shows and what it listens with: the growing text, and the field below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from muse_desktop.studio.authors import Authored
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.look import colour, tint_colour
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.base.widgets import ProseView
from muse_desktop.ui.compose.word_list import KEYS

TAIL = 90  # characters of the draft shown before the text that grows


class GrownText(ProseView):
    """The end of the draft, muted, then the text: the model's words tinted as on the page, others bare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mime: Callable[[int, int], QMimeData] | None = None  # copies code points of the text
        self.labelled = self._copied
        self.setUndoRedoEnabled(False)
        self._tail = ""
        self._text = ""
        self._parts: tuple[Authored, ...] = ()

    @property
    def text(self) -> str:
        """The text without the draft before it."""
        return self._text

    def show_text(self, before: str, text: str, parts: Sequence[Authored], coming: str = "") -> None:
        """Show `text` behind the end of `before`; `coming`: what the model is adding to it just now."""
        self._tail, self._text, self._parts = tail(before), text + coming, tuple(parts)
        if coming:
            self._parts += (Authored(len(text), len(self._text), "model"),)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        muted, plain = QTextCharFormat(), QTextCharFormat()
        muted.setForeground(colour("muted"))
        plain.setForeground(colour("ink"))
        cursor.insertText(self._tail.replace("\r", " "), muted)
        cursor.insertText(self._text.replace("\r", " "), plain)
        self.tint()

    def tint(self) -> None:
        """Set the tints again (another theme)."""
        places = Utf16Map(self._tail + self._text)
        marks = []
        for part in self._parts:
            if part.author != "typed":
                marks.append(self._mark(places, part.start, part.end))
        self.setExtraSelections(marks)

    def _mark(self, places: Utf16Map, start: int, end: int) -> QTextEdit.ExtraSelection:
        text = self._text[start:end]
        start += len(text) - len(text.lstrip())  # the space before a word stays bare
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(places.to_utf16(len(self._tail) + start), last))
        cursor.setPosition(
            min(places.to_utf16(len(self._tail) + end), last), QTextCursor.MoveMode.KeepAnchor
        )
        mark.cursor = cursor
        style = QTextCharFormat()
        style.setBackground(tint_colour("generated"))
        mark.format = style
        return mark

    def _copied(self, start: int, end: int) -> QMimeData:
        places = Utf16Map(self._tail + self._text)
        first, last = (places.to_codepoint(unit) - len(self._tail) for unit in (start, end))
        if self.mime is not None and first >= 0:
            return self.mime(first, last)
        plain = new_mime()
        plain.setText((self._tail + self._text)[first + len(self._tail) : last + len(self._tail)])
        return plain


def tail(before: str) -> str:
    """The last words of the draft's last paragraph, as much as is needed to know where one is."""
    line = before.rstrip(" \t\n\r")[-TAIL * 2 :]
    line = line[line.rfind("\n") + 1 :]
    if len(line) <= TAIL:
        return line
    cut = line[-TAIL:]
    space = cut.find(" ")
    return "…" + (cut[space + 1 :] if 0 <= space < TAIL // 2 else cut)


class OwnWord(QLineEdit):
    """Where the writer types a word. Empty, its keys are those of the bars: digits pick, Backspace goes back.

    A space first makes room for a word of digits. What an input method composes is left alone.
    """

    added = Signal(str)
    pick_wanted = Signal(int)
    step_wanted = Signal(int)
    enter_pressed = Signal()  # in the empty field
    run_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: note whether something is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: object) -> bool:
        """Qt: Tab is ours before it moves the keyboard on."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == Qt.Key.Key_Tab and plain and not self._composing:
                self.add()
                self.run_wanted.emit()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key."""
        key, text = event.key(), event.text()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if self._composing:
            super().keyPressEvent(event)
        elif key in steps:
            self.step_wanted.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
                event.ignore()  # Ctrl+Enter is the window's
            elif self.text().strip():
                self.add()
            else:
                self.enter_pressed.emit()
        elif self.text():
            self._key_in_word(event)
        elif key == Qt.Key.Key_Backspace:
            self.back_wanted.emit()
        elif text and text in KEYS:
            self.pick_wanted.emit(KEYS.index(text))
        else:
            super().keyPressEvent(event)

    def _key_in_word(self, event: QKeyEvent) -> None:
        at_end = self.cursorPosition() == len(self.text())
        if event.text() == " " and at_end and self.text().strip():
            self.add()
        else:
            super().keyPressEvent(event)

    def add(self) -> None:
        """Give the word away, if there is one."""
        word = self.text().strip()
        self.clear()
        if word:
            self.added.emit(word)
