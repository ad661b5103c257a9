"""One of the two texts of the originality view: found passages, and what differs in the chosen one.

What a colour says a line says too: words of the draft that the source does not have are underlined, words of
the source that the draft does not have are struck out, words that stand elsewhere are dotted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.reading import Reading
from muse_desktop.ui.originality.sides import layered

Line = QTextCharFormat.UnderlineStyle
Painted = tuple[int, int, str]
"""Start, end (code points), and a kind of hit or a style of a difference; "quiet …" is a kind in the
background."""
QUIET = "quiet "
FAR = 2_000
MOST_BY_LINE = 50_000  # code points of a stretch that is marked line by line
_QUIET_SHARE = 0.55  # how strong a passage is that is not the chosen one


class Sheet(Reading):
    """A text with found passages and differences, painted again in another theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted: tuple[Painted, ...] = ()
        self._part = (0, 0)  # what of the whole text is shown
        self._lead = 0  # code points before it that are not the text's
        self._whole = ""

    def show_part(self, text: str, start: int, end: int, around: int) -> None:
        """Show text[start:end] with `around` code points on either side, whole lines, … where more follows.

        Nothing happens where that is shown already. All positions here count in the whole text.
        """
        first = _line_start(text, max(0, start - around))
        last = min(len(text), end + around)
        near = max(0, start - around // 2), min(len(text), end + around // 2)
        if text is self._whole and text and self._part[0] <= near[0] and near[1] <= self._part[1]:
            return
        self._whole, self._part, self._painted = text, (first, last), ()
        lead = "…\n" if first else ""
        self._lead = len(lead)
        self.show_text(lead + text[first:last] + ("\n…" if last < len(text) else ""))

    def clear_text(self) -> None:
        """Show nothing."""
        self._whole, self._part, self._lead, self._painted = "", (0, 0), 0, ()
        self.labelled = None
        self.show_text("")

    def in_text(self, shown: int) -> int:
        """Where a code point of what is shown stands in the whole text."""
        return max(0, shown - self._lead) + self._part[0]

    def bring(self, start: int) -> None:
        """Scroll so that the passage at `start` stands in the upper third."""
        self.go_to(self._here(start))

    def _here(self, position: int) -> int:
        return min(max(position, self._part[0]), self._part[1]) - self._part[0] + self._lead

    def paint_spans(self, spans: Sequence[Painted]) -> None:
        """Mark these; where several overlap, the first given is seen."""
        self._painted = tuple(spans)
        self.repaint_spans()

    def repaint_spans(self) -> None:
        """Mark the same again, in the colours of the theme that is shown now."""
        marks = []
        formats: dict[str, QTextCharFormat] = {}
        for start, end, name in layered(self._painted):
            if start >= self._part[1] or end <= self._part[0]:
                continue
            for first, last in self._lines(self._here(start), self._here(end)):
                mark = QTextEdit.ExtraSelection()
                mark.cursor = self._span(first, last)
                mark.format = formats.setdefault(name, _format(name))
                marks.append(mark)
        self.setExtraSelections(marks)

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of start to end stands on each line: a line's end has nothing to be marked."""
        if end - start > MOST_BY_LINE:
            yield start, end
            return
        for line in self._text[start:end].splitlines(keepends=True):
            if shown := len(line.rstrip()):
                yield start, start + shown
            start += len(line)

    def line_top(self, position: int) -> float:
        """How far below the top of the text the line with `position` (code points) begins, in pixels."""
        cursor = self._span(self._here(position), self._here(position))
        layout = self.document().documentLayout()
        block = cursor.block()
        top = layout.blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        return top + (line.y() if line.isValid() else 0.0)


def _format(name: str) -> QTextCharFormat:
    """How words of this kind or style look."""
    style = QTextCharFormat()
    quiet, kind = name.startswith(QUIET), name.removeprefix(QUIET)
    if kind == "own":
        _underline(style, Line.SingleUnderline, colour("ink"))
    elif kind == "theirs":
        style.setFontStrikeOut(True)
        style.setForeground(colour("muted"))
    elif kind.startswith("moved "):
        style.setBackground(colour(kind.removeprefix("moved ")))
        _underline(style, Line.DotLine, colour("ink"))
    elif kind == "paraphrase":
        _underline(style, Line.DashUnderline, colour("imported_edge"))
    elif kind == "shared":  # words that a paraphrase has in common with its source
        style.setBackground(colour("paraphrase"))
        _underline(style, Line.DashUnderline, colour("imported_edge"))
    else:
        ground = colour(kind)
        if quiet:
            ground = _mixed(ground, colour("page"))
        style.setBackground(ground)
    return style


def _underline(style: QTextCharFormat, line: Line, ink: QColor) -> None:
    style.setUnderlineStyle(line)
    style.setUnderlineColor(ink)


def _mixed(one: QColor, other: QColor) -> QColor:
    share = _QUIET_SHARE
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return QColor(*(round(share * a + (1 - share) * b) for a, b in parts))


def _line_start(text: str, position: int) -> int:
    """The start of the line `position` is in; `position` itself where that is far away."""
    before = text.rfind("\n", max(0, position - FAR), position)
    return before + 1 if before >= 0 else 0 if position <= FAR else position
