"""Characters on their way into and out of a QTextDocument, so that neither side holds any the other loses."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor, QTextDocument

# A QTextDocument separates paragraphs by U+2029 and makes one of U+FDD0 and U+FDD1, its frame marks.
_BREAKS = ("\u2029", "\u2028", "\ufdd0", "\ufdd1")
_SEPARATORS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0\ufdd1\ufffc]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Foreign text as the page takes it: "\\n" between paragraphs, no control characters, no half emoji.

    Everything else stays as it is: no-break spaces, soft hyphens, combining marks.
    """
    return _SURROGATE.sub("\ufffd", _UNWANTED.sub("", _SEPARATORS.sub("\n", text)))


def whole_text(document: QTextDocument) -> str:
    """The document's text, character for character (`toPlainText` would turn U+00A0 into a space)."""
    return _ours(document.toRawText())


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """The text between two UTF-16 positions, neither of them inside a character; faithful as `whole_text`."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return _ours(cursor.selectedText())


def splits_character(document: QTextDocument, position: int) -> bool:
    """Whether a UTF-16 position lies between the two units of one character."""
    if not 0 < position < document.characterCount():
        return False
    before, after = ord(document.characterAt(position - 1)), ord(document.characterAt(position))
    return 0xD800 <= before < 0xDC00 <= after < 0xE000


def _ours(text: str) -> str:
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    return text
