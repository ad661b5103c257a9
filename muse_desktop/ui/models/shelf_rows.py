"""The list of the shelf: models, files that cannot be used, and what lies in other programs' folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from muse_desktop.engine.values import Fit
from muse_desktop.errors import MuseError
from muse_desktop.models.values import FoundModel, ShelfModel, Task
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import bare_list
from muse_desktop.ui.models.shelf_words import ShelfWords, room
from muse_desktop.ui.settings.parts import in_bytes

RowKind = Literal["heading", "model", "broken", "found"]
HEADING, ROW = 38, 56
SIDE, GAP = 12, 14
FIT_WIDTH, SPEED_WIDTH, BAR_HEIGHT = 84, 92, 5
NARROW = 420  # below this there is no room for the bar
SMALL_TEXT, SMALLEST_TEXT = 0.92, 0.84  # of the list's own letters


@dataclass(frozen=True)
class Row:
    """A line of the list: a heading, a model, a file that cannot be used, or another program's model."""

    kind: RowKind
    title: str = ""
    model: ShelfModel | None = None
    found: FoundModel | None = None

    @property
    def path(self) -> Path | None:
        """The file it stands for."""
        owner = self.model or self.found
        return owner.path if owner is not None else None


class ShelfRows(QAbstractListModel):
    """Rows with what has been worked out about them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ShelfWords(self)
        self.rows: list[Row] = []
        self.fits: dict[Path, Fit] = {}
        self.defaults: dict[Path, tuple[Task, ...]] = {}
        self.loaded: Path | None = None  # the model that is in memory
        self.licence_name: Callable[[str], str] = str  # of its identifier

    def show_rows(self, models: Sequence[ShelfModel], found: Sequence[FoundModel]) -> None:
        """What is on the shelf, and what other programs keep."""
        good = [Row("model", model=one) for one in models if not one.code]
        bad = [Row("broken", model=one) for one in models if one.code]
        others = [Row("found", found=one) for one in found]
        self.beginResetModel()
        self.rows = [*good]
        for title, rows in ((self.tr("Cannot be used"), bad), (self.tr("In other programs"), others)):
            if rows:
                self.rows += [Row("heading", title), *rows]
        self.endResetModel()

    def repaint(self) -> None:
        """Something about the rows is known now, or different."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def place(self, path: Path | None) -> int:
        """The row of a file; -1: there is none."""
        return next((at for at, row in enumerate(self.rows) if path is not None and row.path == path), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen; the arrows pass over them."""
        if self.rows[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the row, its name to type for, or all of it as a sentence for a screen reader."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (self.name(row), self.second(row), self.room(row), *self.third(row), *self.badges(row))
            return ", ".join(one for one in told if one)
        return None

    def name(self, row: Row) -> str:
        """The first words of a row."""
        owner = row.model or row.found
        return owner.name if owner is not None else row.title

    def second(self, row: Row) -> str:
        """The muted words below."""
        if row.found is not None:
            return f"{row.found.tool} · {in_bytes(row.found.bytes)}"
        if row.model is None:
            return ""
        if row.kind == "broken":
            return MuseError(row.model.code, **row.model.values).text(spoken())
        return self.words.meta(row.model, self.licence_name(row.model.licence))

    def badges(self, row: Row) -> list[str]:
        """What the model is used for now."""
        tasks = self.defaults.get(row.path, ()) if row.path is not None else ()
        return [self.words.task(task) for task in tasks]

    def room(self, row: Row) -> str:
        """Whether it fits, in a word; "" while that is not known."""
        fit = self.fits.get(row.path) if row.path is not None and row.kind == "model" else None
        return self.words.room(fit, row.path == self.loaded) if fit is not None else ""

    def third(self, row: Row) -> tuple[str, str]:
        """How fast it was, and when it was used last."""
        if row.kind != "model" or row.model is None:
            return "", ""
        used = self.words.last_used(row.model.last_used)
        return self.words.speed(row.model.words_per_s), used or self.tr("not used yet")


class ShelfDelegate(QStyledItemDelegate):
    """Name and what it is; a bar of the memory it takes; its speed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height, headings lower."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, HEADING if row.kind == "heading" else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = option.rect.adjusted(SIDE, 9, -SIDE, -9)
        if row.kind == "heading":
            small = scaled(option.font, SMALLEST_TEXT, QFont.Weight.DemiBold)
            below = option.rect.adjusted(SIDE, 14, -SIDE, -2)
            line(painter, small, below, row.title.upper(), colour("muted"))
        else:
            ground(painter, option)
            self._row(painter, option, inside, index.model(), row)
        painter.restore()

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, rows: ShelfRows, row: Row
    ) -> None:
        left = QRect(place)
        if row.kind == "model":
            left.setRight(place.right() - SPEED_WIDTH - GAP)
            self._speed(painter, option, QRect(left.right() + GAP, place.top(), SPEED_WIDTH, place.height()),
                        rows.third(row))  # fmt: skip
            if place.width() > NARROW:
                left.setRight(left.right() - FIT_WIDTH - GAP)
                bar = QRect(left.right() + GAP, place.top(), FIT_WIDTH, place.height())
                self._fit(painter, option, bar, rows, row)
        top, bottom = halves(left)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        strong = scaled(option.font, 1.0, QFont.Weight.DemiBold if chosen else QFont.Weight.Medium)
        badges = rows.badges(row)
        width = sum(badge_width(option.font, words) + 6 for words in badges)
        ink = colour("muted" if row.kind == "broken" else "ink")
        end = line(painter, strong, top.adjusted(0, 0, -width, 0), rows.name(row), ink)
        at = top.left() + end + 8
        for words in badges:
            at = badge(painter, option.font, QRect(at, top.top(), 0, top.height()), words) + 6
        small = scaled(option.font, SMALL_TEXT)
        line(painter, small, bottom, rows.second(row), colour("danger" if row.kind == "broken" else "muted"))

    def _speed(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: tuple[str, str]
    ) -> None:
        top, bottom = halves(place)
        small = scaled(option.font, SMALL_TEXT)
        right = Qt.AlignmentFlag.AlignRight
        if words[0]:
            line(painter, small, top, words[0], colour("ink"), right)
        line(painter, small, bottom if words[0] else place, words[1], colour("muted"), right)

    def _fit(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, rows: ShelfRows, row: Row
    ) -> None:
        fit = rows.fits.get(row.path) if row.path is not None else None
        if fit is None:
            return
        loaded = row.path == rows.loaded
        share = fit.needed_ram / max(1, fit.free_ram + (fit.needed_ram if loaded else 0))
        bad = room(fit) == "too_big" and not loaded
        top, bottom = halves(place)
        whole = QRectF(top.left(), top.center().y() - BAR_HEIGHT / 2 + 1, top.width(), BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(whole, 2.5, 2.5)
        painter.setBrush(colour("danger" if bad else "accent"))
        filled = QRectF(whole)
        filled.setWidth(max(BAR_HEIGHT, whole.width() * min(1.0, share)))
        painter.drawRoundedRect(filled, 2.5, 2.5)
        small = scaled(option.font, SMALL_TEXT)
        line(painter, small, bottom, rows.room(row), colour("danger" if bad else "muted"))


def ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What stands behind a row: chosen, with the keyboard, below the mouse."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
    hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if not (chosen or hover):
        return
    shade = colour("chip")
    shade.setAlphaF(1.0 if chosen else 0.5)
    painter.setBrush(shade)
    painter.setPen(colour("accent") if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), 7, 7)


def halves(place: QRect) -> tuple[QRect, QRect]:
    """The two lines of a row."""
    half = place.height() // 2
    return place.adjusted(0, 0, 0, -half), place.adjusted(0, half, 0, 0)


def scaled(font: QFont, by: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The list's letters, smaller or stronger."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * by))
    else:
        made.setPointSizeF(font.pointSizeF() * by)
    made.setWeight(weight)
    return made


def line(
    painter: QPainter, font: QFont, place: QRect, words: str, ink: QColor,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:  # fmt: skip
    """One line of words, cut with … where there is no room; returns how wide it is."""
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return QFontMetrics(font).horizontalAdvance(shown)


def badge_width(font: QFont, words: str) -> int:
    """How wide a badge is."""
    return QFontMetrics(scaled(font, SMALLEST_TEXT)).horizontalAdvance(words) + 14


def badge(painter: QPainter, font: QFont, place: QRect, words: str) -> int:
    """A word on a tint, at the left of `place`; returns where it ends."""
    box = QRectF(place.left(), place.center().y() - 7.5, badge_width(font, words), 17)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("generated"))
    painter.drawRoundedRect(box, 8.5, 8.5)
    painter.setFont(scaled(font, SMALLEST_TEXT))
    painter.setPen(colour("accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return round(box.right())


class ShelfList(Retranslated, QListView):
    """The rows; arrows move, typing finds a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ShelfRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(ShelfDelegate(self))
        bare_list(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Models on this computer"))
        self.viewport().update()

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def choose(self, path: Path | None) -> None:
        """Choose a file's row; the first one where it is not there."""
        at = max(self.rows.place(path), 0)
        if at < len(self.rows.rows):
            self.setCurrentIndex(self.rows.index(at, 0))
