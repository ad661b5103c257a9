"""Lines under those words of a candidate that stand in the library too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.look import colour

if TYPE_CHECKING:
    from muse_desktop.originality.values import Hit


def hit_marks(
    view: QTextEdit, text: str, lead: int, hits: Sequence[Hit]
) -> list[QTextEdit.ExtraSelection]:
    """A line under each of `hits`, whose places are code points of `text`; its first `lead` UTF-16 units,
    white space, are not shown in `view`."""
    if not hits:
        return []
    places = Utf16Map(text)
    last = view.document().characterCount() - 1
    marks = []
    for hit in hits:
        cursor = QTextCursor(view.document())
        end = min(places.to_utf16(hit.draft.end) - lead, last)
        cursor.setPosition(max(0, min(places.to_utf16(hit.draft.start) - lead, end)))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(colour("hit"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, style
        marks.append(mark)
    return marks
