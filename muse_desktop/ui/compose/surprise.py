"""How surprising each word of a candidate was to the model: underlined and tinted, with the odds in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QToolTip, QWidget

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import words
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.base.widgets import ProseView

if TYPE_CHECKING:
    from muse_desktop.engine.values import Scored

ODDS = (8, 64, 1024)
"""A word is a little surprising when its chance was at most 1 in so many, then surprising, then very."""

SHADES = (0.14, 0.28, 0.42)
LINES = (
    QTextCharFormat.UnderlineStyle.DotLine,
    QTextCharFormat.UnderlineStyle.DashUnderline,
    QTextCharFormat.UnderlineStyle.SingleUnderline,
)
PENS = (Qt.PenStyle.DotLine, Qt.PenStyle.DashLine, Qt.PenStyle.SolidLine)
MOST_ODDS = 10**9  # what is rarer is told as this


class WordSurprise(msgspec.Struct, frozen=True):
    """A word (code points of the text) and how many nats it surprised the model: -log of its chance."""

    start: int
    end: int
    nats: float

    @property
    def odds(self) -> int:
        """The chance was 1 in so many."""
        return min(MOST_ODDS, round(math.exp(min(self.nats, math.log(MOST_ODDS)))))

    @property
    def level(self) -> int:
        """0 expected … 3 very surprising."""
        return sum(self.odds >= least for least in ODDS)


def surprises(scored: Scored) -> tuple[WordSurprise, ...]:
    """Each word whose chance is known: the product of the chances of the tokens it is made of."""
    spans = words(scored.text)
    sums = [0.0] * len(spans)
    known = [True] * len(spans)
    place, start = 0, 0
    for token, (end, logprob) in enumerate(zip(scored.ends, scored.logprobs, strict=True)):
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        at = place
        while at < len(spans) and spans[at][0] < end:
            sums[at] -= logprob
            known[at] = known[at] and (token > 0 or scored.first_known)
            at += 1
        start = end
    return tuple(
        WordSurprise(first, last, nats)
        for (first, last), nats, sure in zip(spans, sums, known, strict=True)
        if sure
    )


class SurpriseView(Retranslated, ProseView):
    """The text with its words marked; the one under the mouse or the cursor is told in numbers."""

    told = Signal(str)  # the word at the cursor, in words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[WordSurprise, ...] = ()
        self._text = ""
        self._lead = 0
        self.cursorPositionChanged.connect(self._tell)
        keeper().changed.connect(self._mark)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("The candidate, surprising words marked"))

    def show_scored(self, scored: Scored) -> None:
        """Show a text and how likely each of its tokens was."""
        self._text = scored.text.replace("\r", " ")
        self._lead = len(self._text) - len(self._text.lstrip())
        self.words = surprises(scored)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._text[self._lead :])
        self._mark()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def words_at(self, position: int) -> str:
        """What is known of the word at a position of the document (UTF-16 units); "" between words."""
        place = Utf16Map(self._text).to_codepoint(position + self._lead) if self._text else 0
        for word in self.words:
            if word.start <= place < word.end:
                return self.tr("“{word}”: a chance of 1 in {odds}").format(
                    word=self._text[word.start : word.end], odds=number(word.odds)
                )
        return ""

    def _tell(self) -> None:
        self.told.emit(self.words_at(self.textCursor().position()))

    def _mark(self) -> None:
        places = Utf16Map(self._text)
        marks = []
        for word in self.words:
            if word.level == 0:
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(places.to_utf16(word.start) - self._lead)
            mark.cursor.setPosition(
                places.to_utf16(word.end) - self._lead, QTextCursor.MoveMode.KeepAnchor
            )
            style = QTextCharFormat()
            shade = colour("hit")
            shade.setAlphaF(SHADES[word.level - 1])
            style.setBackground(shade)
            style.setUnderlineStyle(LINES[word.level - 1])
            style.setUnderlineColor(colour("warn"))
            mark.format = style
            marks.append(mark)
        self.setExtraSelections(marks)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: the odds of the word under the mouse as a tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(self.cursorForPosition(event.pos()).position())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)


class Swatch(QWidget):
    """One mark of the legend: the tint and its line."""

    def __init__(self, level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setFixedSize(22, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        shade = colour("hit")
        shade.setAlphaF(SHADES[self._level - 1])
        painter.fillRect(self.rect().adjusted(0, 0, 0, -2), shade)
        painter.setPen(QPen(colour("warn"), 1, PENS[self._level - 1]))
        bottom = self.height() - 2
        painter.drawLine(QPoint(0, bottom), QPoint(self.width(), bottom))
        painter.end()


class SurpriseLegend(Retranslated, QWidget):
    """What the marks mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[QLabel] = []
        flow = FlowLayout(self, across=12, down=4)
        for level in range(1, len(ODDS) + 1):
            entry = QWidget(self)
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            label = QLabel(entry)
            label.setProperty("role", "caption")
            row.addWidget(Swatch(level, entry))
            row.addWidget(label)
            self._labels.append(label)
            flow.addWidget(entry)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        names = (self.tr("1 in {odds}"), self.tr("1 in {odds}"), self.tr("1 in {odds} or rarer"))
        for label, words_, odds in zip(self._labels, names, ODDS, strict=True):
            label.setText(words_.format(odds=number(odds)))


