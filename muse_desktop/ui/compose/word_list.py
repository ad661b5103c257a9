"""Words that may come next, as bars: a key, the word, how likely it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.engine.values import NextWord
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import ROOT, Index, Role
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import serif_font
from muse_desktop.ui.base.widgets import ContentList

KEYS = "1234567890"
ROW_HEIGHT = 23
KEY_WIDTH, PERCENT_WIDTH, GAP, SIDE = 13, 42, 8, 6
WORD_SHARE = 0.42  # of the row, for the word; the rest is its bar
BAR_HEIGHT = 9
BASELINE = 5  # pixels below the middle of a row
DIMMED = 0.4  # while newer numbers are on their way
PROSE_PIXELS = 16


def percent(probability: float) -> str:
    """A probability as the window writes it."""
    share = round(probability * 100)
    if share == 0 and probability > 0:
        return "< 1 %"
    return f"{number(99 if share == 100 and probability < 1 else share)} %"


class WordModel(QAbstractListModel):
    """The words, likeliest first; the one at `chosen` already stands in the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[NextWord, ...] = ()
        self.chosen: int | None = None

    def show_words(self, words: Sequence[NextWord], chosen: int | None = None) -> None:
        """Show `words`, at most as many as there are keys."""
        shown = tuple(words[: len(KEYS)])
        if len(shown) == len(self.words):
            self.words, self.chosen = shown, chosen
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self.words, self.chosen = shown, chosen
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many words."""
        return 0 if parent.isValid() else len(self.words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: a word as it can be shown, its share, or the word itself."""
        word = self.words[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(word)
        if role == Role.WORDS:
            return percent(word.probability)
        if role == Role.VALUE:
            return word
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = KEYS[index.row()]
            words = self.tr("{key}: {word}, {percent}").format(
                key=key, word=self.shown(word), percent=percent(word.probability)
            )
            chosen = self.tr("chosen")  # the tool that gathers the words looks into no f-string
            return f"{words}, {chosen}" if index.row() == self.chosen else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{percent} with these settings, {plain} for the model itself").format(
                percent=percent(word.probability), plain=percent(word.plain)
            )
        return None

    def shown(self, word: NextWord) -> str:
        """A word in letters that can be seen."""
        if word.end:
            return self.tr("(the end)")
        if word.text.strip():
            return " ".join(word.text.split())
        return self.tr("(new line)") if "\n" in word.text else self.tr("(space)")


class WordDelegate(QStyledItemDelegate):
    """One word and its bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.dimmed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the key, the word, the bar, the percentage."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect)
        self._ground(painter, option, row)
        painter.setOpacity(DIMMED if self.dimmed else 1.0)
        word = index.data(Role.VALUE)
        chosen = index.row() == index.model().chosen
        inner = row.adjusted(SIDE, 0, -SIDE, 0)
        font = QFont(option.font)
        _write(painter, font, inner, KEYS[index.row()], colour("muted"), Qt.AlignmentFlag.AlignLeft)
        _write(painter, font, inner, percent(word.probability), colour("muted"), Qt.AlignmentFlag.AlignRight)
        middle = inner.adjusted(KEY_WIDTH + GAP, 0, -(PERCENT_WIDTH + GAP), 0)
        letters = serif_font(PROSE_PIXELS) if word.text.strip() else font
        letters.setBold(chosen)
        place = QRectF(middle.left(), row.top(), middle.width() * WORD_SHARE, row.height())
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        _write(painter, letters, place, words, colour("ink"), Qt.AlignmentFlag.AlignLeft)
        track = QRectF(place.right() + GAP, row.center().y() - BAR_HEIGHT / 2, 0, BAR_HEIGHT)
        track.setRight(middle.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("chip"))
        painter.drawRoundedRect(track, 2, 2)
        if word.probability > 0:
            painter.setBrush(colour("accent"))
            track.setWidth(max(2.0, track.width() * min(word.probability, 1.0)))
            painter.drawRoundedRect(track, 2, 2)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: QRectF) -> None:
        ground = row.adjusted(0.5, 0.5, -0.5, -0.5)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            fill = colour("chip")
            fill.setAlphaF(0.9 if current else 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(ground, 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 5, 5)


def _write(
    painter: QPainter, font: QFont, place: QRectF, words: str, ink: QColor, side: Qt.AlignmentFlag
) -> None:
    """Words in the middle of a row; letters of every font stand on one line."""
    painter.setFont(font)
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(place.width()))
    rest = place.width() - metrics.horizontalAdvance(shown)
    left = place.left() + (rest if side == Qt.AlignmentFlag.AlignRight else 0)
    painter.drawText(QPointF(left, round(place.center().y() + BASELINE)), shown)


class WordList(Retranslated, ContentList):
    """The bars. A click, Enter or the word's own key picks it; while newer ones are awaited they are dim."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, least_rows=10)
        self._model = WordModel(self)
        self._delegate = WordDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda index: self.pick(index.row()))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Words that may come next"))
        self.viewport().update()

    @property
    def words(self) -> tuple[NextWord, ...]:
        """The words that are shown."""
        return self._model.words

    @property
    def waiting(self) -> bool:
        """Whether these are old bars."""
        return self._delegate.dimmed

    def show_words(self, words: Sequence[NextWord], chosen: int | None = None) -> None:
        """Show these, bright."""
        self._model.show_words(words, chosen)
        self.set_waiting(False)

    def set_waiting(self, waiting: bool) -> None:
        """Dim the bars, or show them bright again."""
        self._delegate.dimmed = waiting
        self.viewport().update()

    def shown(self, row: int) -> str:
        """A word as it is shown."""
        return self._model.shown(self.words[row])

    def pick(self, row: int) -> None:
        """Pick a word, unless newer ones are on their way."""
        if 0 <= row < len(self.words) and not self.waiting:
            self.picked.emit(row)

    def step(self, rows: int) -> None:
        """Move the mark up or down."""
        row = self.currentIndex().row() + rows
        self.setCurrentIndex(self._model.index(max(0, min(row, len(self.words) - 1))))

    def unmark(self) -> None:
        """No row is marked."""
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter picks the marked word, a digit its own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.pick(self.currentIndex().row())
        elif event.text() and event.text() in KEYS:
            self.pick(KEYS.index(event.text()))
        else:
            super().keyPressEvent(event)
