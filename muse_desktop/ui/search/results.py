"""What a search of the manuscript found, as a list: each document, then each place in it with its context."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.manuscript.search_context import Excerpt
from muse_desktop.manuscript.search_groups import Found, Group
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.list_model import Index, ListModel, Role
from muse_desktop.ui.base.look import GAP, SIDE, colour
from muse_desktop.ui.base.marked_text import lay_out, lines_of, marked_layout
from muse_desktop.ui.base.widgets import bare_list

LINES = 3  # of context
BREAKING = 1.08  # what is lost at the ends of lines
BEFORE = 28  # code points of context kept before the first mark, so that the mark is seen
ABOVE_HEADER, PADDING = 8, 5
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """A line of the list: a document (`excerpt` None), its synopsis, or a place in its text."""

    document_id: int
    place: int  # what tells the rows of a document apart
    title: str
    text: str
    marks: Spans
    count: int = 0
    excerpt: Excerpt | None = None
    header: bool = False
    project: str = ""

    @property
    def key(self) -> int:
        """The same for the same place of two searches."""
        return (self.document_id << 40) + self.place


def rows_of(found: Found) -> list[Row]:
    """The lines for what was found."""
    return [row for group in found.groups for row in _rows(group)]


def _rows(group: Group) -> list[Row]:
    marks: dict[str, Spans] = {one.part: one.marks for one in group.noted}
    document, title = group.document_id, group.title
    made = [
        Row(
            document, 0, title, title, marks.get("title", ()), group.count, header=True, project=group.project
        )
    ]
    for one in group.noted:
        if one.part == "synopsis":
            text, spans = clipped(one.text, one.marks)
            made.append(Row(document, 1, title, text, spans))
    for excerpt in group.excerpts:
        text, spans = clipped(excerpt.text, excerpt.marks)
        made.append(Row(document, 2 + excerpt.start, title, text, spans, excerpt=excerpt))
    return made


def clipped(text: str, marks: Spans) -> tuple[str, Spans]:
    """`text` on one line, from a little before its first mark on."""
    text = text.replace("\n", " ")
    start = max(0, marks[0][0] - BEFORE)
    if start and (space := text.find(" ", start, marks[0][0]) + 1) > 0:
        start = space
    lead = "…" if start else ""
    by = len(lead) - start
    return lead + text[start:], tuple((first + by, last + by) for first, last in marks)


class ResultModel(ListModel):
    """The lines; what a screen reader says of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the row, its words, or all of it as a sentence."""
        if not index.isValid():
            return None
        row: Row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not row.header:
                return f"{row.title}: {row.text}"
            return ", ".join(filter(None, (row.title, row.project, self.count(row))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title if row.header else row.excerpt.text if row.excerpt else row.text
        return super().data(index, role)

    def count(self, row: Row) -> str:
        """How many places a document has."""
        return self.tr("%Ln places", "", row.count) if row.count else ""


class ResultDelegate(QStyledItemDelegate):
    """A document's line is strong; its places stand below it in some lines of small text, marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one line for a document, up to some for a place."""
        row: Row = index.data(Role.VALUE)
        metrics = QFontMetrics(option.font)
        if row.header:
            return QSize(100, metrics.lineSpacing() + 2 * PADDING + (ABOVE_HEADER if index.row() else 0))
        lines = lines_of(row.text, metrics, self._room(), LINES, BREAKING)
        return QSize(100, lines * (metrics.lineSpacing() + 1) + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one line of the list."""
        row: Row = index.data(Role.VALUE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(option.rect)
        if row.header and index.row():
            place.setTop(place.top() + ABOVE_HEADER)
        self._ground(painter, option, place)
        inside = place.adjusted(SIDE, PADDING, -SIDE, -PADDING)
        if row.header:
            self._header(painter, option, inside, row)
        else:
            layout = _marked(row.text, row.marks, option.font)
            lay_out(layout, inside.width(), LINES)
            painter.setPen(colour("ink"))
            painter.setClipRect(option.rect)
            layout.draw(painter, QPointF(inside.topLeft()), [])
        painter.restore()

    def _room(self) -> int:
        view = self.parent()
        return view.viewport().width() - 2 * SIDE if isinstance(view, QListView) else 200

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, place: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = colour("chip")
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.setBrush(ground)
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(colour("accent") if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    @staticmethod
    def _header(painter: QPainter, option: QStyleOptionViewItem, inside: QRect, row: Row) -> None:
        painter.setFont(option.font)
        painter.setPen(colour("muted"))
        right = number(row.count) if row.count else ""
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        width = inside.width() - (QFontMetrics(option.font).horizontalAdvance(right) + GAP if right else 0)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        words = f"{row.title} · {row.project}" if row.project else row.title
        shown = QFontMetrics(strong).elidedText(words, Qt.TextElideMode.ElideRight, width)
        layout = _marked(shown, row.marks, strong)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        painter.setPen(colour("ink"))
        layout.draw(painter, QPointF(inside.left(), inside.center().y() - line.height() / 2), [])


def _marked(text: str, marks: Spans, font: QFont) -> QTextLayout:
    ground = colour("accent")
    ground.setAlphaF(0.28)
    return marked_layout(text, marks, font, ground)


class ResultList(QListView):
    """The list; its rows are measured again when it gets wider or narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(self))
        bare_list(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def row(self, index: Index) -> Row | None:
        """What stands in a line."""
        found = index.data(Role.VALUE) if index.isValid() else None
        return found if isinstance(found, Row) else None
