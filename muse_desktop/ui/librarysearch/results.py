"""Passages that were found, as cards: where each is from, whose it is, and the words around it, marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.search.values import Hit
from muse_desktop.studio.ask import Source
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import colour, draw_card
from muse_desktop.ui.base.marked_text import lay_out, lines_of, marked_layout
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.library.words import LibraryWords, joined

LINES = 4
BREAKING = 1.06
MARGIN, GAP = 14, 10
BEFORE_MARK = 90  # code points of a passage shown before its first mark
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """A passage: the text that is shown with its marks, and the place in its item that it opens at."""

    key: int
    item: ItemInfo
    heading: str
    text: str
    marks: Spans
    start: int
    end: int
    number: int = 0  # of a source that an answer cites
    by_meaning: bool = False  # it has none of the words that were asked for


def row_of_hit(hit: Hit, item: ItemInfo) -> Row:
    """The card of what a search found: its words, from a little before the first mark on."""
    marks = hit.own_marks
    first = marks[0] if marks else (0, 0)
    start = hit.passage.start + (first[0] if marks else 0)
    end = hit.passage.start + (first[1] if marks else len(hit.text))
    text, spans = _clipped(hit.text, marks, hit.before, hit.after)
    by_meaning = hit.word_rank is None and hit.meaning_rank is not None
    return Row(hit.passage.id, item, hit.passage.heading, text, spans, start, end, 0, by_meaning)


def row_of_source(source: Source, number: int) -> Row:
    """The card of a passage that an answer rests on, the supporting sentence marked; number 0: near to the
    question only, without a mark."""
    at = source.start - source.passage.start
    mark = ((at, at + len(source.quote)),) if number else ()
    text, spans = _clipped(source.text, mark, "", "")
    key = source.passage.id * 8 + number
    return Row(key, source.item, source.passage.heading, text, spans, source.start, source.end, number)


def _clipped(text: str, marks: Spans, before: str, after: str) -> tuple[str, Spans]:
    """One paragraph of a passage, beginning between words a little before its first mark."""
    start = max(0, marks[0][0] - BEFORE_MARK) if marks else 0
    if start and (space := text.find(" ", start, marks[0][0])) > 0:
        start = space + 1
    lead = "…" if start or before.strip() else ""
    tail = "…" if after.strip() else ""
    shown = lead + text[start:].replace("\r", " ").replace("\n", " ") + tail
    by = len(lead) - start
    return shown, tuple((max(0, a + by), b + by) for a, b in marks if b + by > 0)


class ResultModel(ListModel):
    """The cards; what a screen reader says of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, parent)
        self._words = LibraryWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, or all of the card as a sentence."""
        if not index.isValid():
            return None
        row: Row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.origin(row)}, {self.rights(row)}: {row.text}"
        return super().data(index, role)

    def origin(self, row: Row) -> str:
        """Where a passage is from."""
        year = str(row.item.year) if row.item.year is not None else ""
        heading = row.heading if row.heading != row.item.title else ""
        return joined(row.item.title, row.item.author, year, heading)

    def rights(self, row: Row) -> str:
        """Whose it is."""
        return self._words.right(row.item.rights)

    def note(self, row: Row) -> str:
        """Why it is here although none of the words are."""
        return self.tr("by its meaning") if row.by_meaning else ""


class ResultDelegate(QStyledItemDelegate):
    """One card: a line for where it is from with the rights at its end, then some lines of the passage."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as its lines."""
        metrics = QFontMetrics(option.font)
        reading = QFontMetrics(_reading_font(option.font))
        row: Row = index.data(Role.VALUE)
        lines = lines_of(row.text, reading, self._room(), LINES, BREAKING)
        height = 9 + metrics.lineSpacing() + 5 + lines * (reading.lineSpacing() + 3) + 9 + GAP
        return QSize(200, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one card."""
        model: ResultModel = index.model()
        row: Row = index.data(Role.VALUE)
        painter.save()
        inside = draw_card(painter, option, GAP).adjusted(MARGIN, 8, -MARGIN, -6)
        line = QFontMetrics(option.font).lineSpacing()
        head = QRect(inside.left(), inside.top(), inside.width(), line + 2)
        right = self._chip(painter, option.font, head, model.rights(row))
        if note := model.note(row):
            right = self._muted(painter, option.font, head, right, note)
        self._origin(painter, option.font, head, right, row, model.origin(row))
        font = _reading_font(option.font)
        layout = _marked(row, font)
        lay_out(layout, inside.width(), LINES, gap=3)
        painter.setPen(colour("ink"))
        painter.setClipRect(option.rect)
        layout.draw(painter, QPointF(inside.left(), head.bottom() + 5), [])
        painter.restore()

    def _room(self) -> int:
        view = self.parent()
        return view.viewport().width() - 2 * MARGIN - 4 if isinstance(view, QListView) else 400

    @staticmethod
    def _chip(painter: QPainter, font: QFont, line: QRect, words: str) -> int:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86 if font.pointSizeF() > 0 else 9)
        metrics = QFontMetrics(small)
        width = metrics.horizontalAdvance(words) + 14
        box = QRect(line.right() - width, line.center().y() - 8, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("chip"))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(colour("muted"))
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.left() - 10

    @staticmethod
    def _muted(painter: QPainter, font: QFont, line: QRect, right: int, words: str) -> int:
        painter.setFont(font)
        painter.setPen(colour("muted"))
        width = QFontMetrics(font).horizontalAdvance(words)
        place = QRect(right - width, line.top(), width, line.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return place.left() - 10

    @staticmethod
    def _origin(painter: QPainter, font: QFont, line: QRect, right: int, row: Row, origin: str) -> None:
        left = line.left()
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(strong)
        if row.number:
            painter.setPen(colour("accent"))
            number = f"[{row.number}]"
            width = QFontMetrics(strong).horizontalAdvance(number) + 7
            painter.drawText(QRect(left, line.top(), width, line.height()), flags, number)
            left += width
        painter.setPen(colour("ink"))
        title, dot, rest = origin.partition(" · ")
        metrics = QFontMetrics(strong)
        room = max(0, right - left)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, line.top(), room, line.height()), flags, shown)
        left += metrics.horizontalAdvance(shown)
        if dot and shown == title and right - left > 30:
            painter.setFont(font)
            painter.setPen(colour("muted"))
            more = QFontMetrics(font).elidedText(f" · {rest}", Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, line.top(), right - left, line.height()), flags, more)


def _reading_font(font: QFont) -> QFont:
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * 1.06)
    return made


def _marked(row: Row, font: QFont) -> QTextLayout:
    ground = colour("hit" if row.number else "accent")
    ground.setAlphaF(0.30)
    return marked_layout(row.text, row.marks, font, ground, bold=not row.number)


class ResultList(Retranslated, QListView):
    """The cards; arrows move, Enter or a click opens one, the menu key has what else can be done with it."""

    chosen = Signal(object)  # Row
    menu_wanted = Signal(object, object)  # Row, QPoint of the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(self))
        self.setProperty("role", "cards")
        bare_list(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Passages found"))
        self.viewport().update()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, from the top."""
        self.results.set_values(rows)
        self.scrollToTop()

    def row(self, index: Index) -> Row | None:
        """The card at an index."""
        found = index.data(Role.VALUE) if index.isValid() else None
        return found if isinstance(found, Row) else None

    def _choose(self, index: Index) -> None:
        row = self.row(index)
        if row is not None:
            self.chosen.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of the card under the mouse, or of the chosen one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self.row(index)
        if row is not None:
            place = event.globalPos()
            if not by_mouse:
                place = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(row, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens also where Qt would begin to edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)
