"""How the paragraphs of a document are set: leading and gaps, and lines of verse without gaps between them.

Looks of paragraphs are formats of the document, which Qt can only change as something to undo: the editor
goes over such steps. They are never made where there is something to redo, which they would end.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from muse_desktop.text.segment import is_cjk
from muse_desktop.ui.base.theme import keeper

VERSE_LINES = 4  # so many lines at least
VERSE_LETTERS = 60  # and none of them longer; a character of 中文 is as wide as two and a half letters
CJK_WIDTH = 2.5
VERSE_SHARE = 0.9  # of the lines are that short
MOST_VERSE = 200_000  # code points; what is longer is no poem, and is not looked through
_SPEECH = ('"', "“", "„", "«", "「", "—", "–", "- ")


def block_format(pixels: int, verse: bool = False) -> QTextBlockFormat:
    """How a paragraph is set whose letters are `pixels` high; lines of verse have no gap between them."""
    page = keeper(QApplication.instance()).page
    style = QTextBlockFormat()
    style.setLineHeight(page.leading(pixels), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    style.setBottomMargin(0.0 if verse else page.gap(pixels))
    return style


def is_verse(text: str) -> bool:
    """Whether a text is set as verse: nearly all its lines are short, and they are not mostly talk."""
    if len(text) > MOST_VERSE:
        return False
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if len(lines) < VERSE_LINES:
        return False
    if sum(line.lstrip().startswith(_SPEECH) for line in lines) * 3 > len(lines):
        return False
    together = any(first.strip() and second.strip() for first, second in pairwise(text.split("\n")))
    short = sum(_width(line) <= VERSE_LETTERS for line in lines)
    return together and short >= VERSE_SHARE * len(lines)


def _width(line: str) -> float:
    if line.isascii() or len(line) > VERSE_LETTERS:
        return len(line)
    return sum(CJK_WIDTH if is_cjk(letter) else 1 for letter in line)


def refit(document: QTextDocument, verse: bool) -> bool:
    """Set all paragraphs anew where they are not set as wanted; whether anything was changed.

    The text and what can be undone stay. A document with something to redo is left as it is.
    """
    wanted = block_format(document.defaultFont().pixelSize(), verse)
    if document.begin().blockFormat() == wanted or document.isRedoAvailable():
        return False
    cursor = QTextCursor(document)
    fresh = not document.isUndoAvailable()
    if fresh:
        document.setUndoRedoEnabled(False)
    cursor.joinPreviousEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(wanted)
    cursor.endEditBlock()
    if fresh:
        document.setUndoRedoEnabled(True)
    return True
