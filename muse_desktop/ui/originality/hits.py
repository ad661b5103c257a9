"""The passages a check found, as a list of cards; used by the Check tab and the originality view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QLocale, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.list_model import ROOT, Index
from muse_desktop.ui.base.look import colour, draw_card
from muse_desktop.ui.library.items import LibraryModel

if TYPE_CHECKING:
    from muse_desktop.library.corpus import ItemInfo
    from muse_desktop.originality.values import CheckReport, Hit

CARD = 76
GAP = 9
MARGIN = 12


class HitModel(QAbstractListModel):
    """The hits of one report, in the order of the draft."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._items: dict[int, ItemInfo] = {}
        self._rights = LibraryModel(self)

    def show_report(self, report: CheckReport | None, items: dict[int, ItemInfo]) -> None:
        """Show the hits of `report`; `items` are the library's, by id."""
        self.beginResetModel()
        self._hits = report.hits if report else ()
        self._items = items
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """The hit in `row`."""
        return self._hits[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the hit, or the whole card as a sentence for a screen reader."""
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return ", ".join((self.kind(hit), self.words(hit), hit.source.title, self.rights(hit), hit.text))
        return hit.text if role == Qt.ItemDataRole.ToolTipRole else None

    def kind(self, hit: Hit) -> str:
        """What kind of match, in a word."""
        names = {
            "verbatim": self.tr("copied"),
            "near": self.tr("edited"),
            "paraphrase": self.tr("paraphrase?"),
        }
        return names[hit.kind]

    def words(self, hit: Hit) -> str:
        """How long the match is."""
        return self.tr("%Ln words", "", hit.words)

    def rights(self, hit: Hit) -> str:
        """What is known about the rights of its source."""
        item = self._items.get(hit.source.item)
        return self._rights.rights(item.rights if item else "")


class HitDelegate(QStyledItemDelegate):
    """A card: kind and length, the source, its rights."""

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Qt: cards of one height, with a gap below."""
        return QSize(200, CARD + GAP)

    def paint(self, painter: QPainter, option: object, index: Index) -> None:
        """Qt: draw one card."""
        model: HitModel = index.model()
        hit = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        card = draw_card(painter, option, GAP)
        inside = card.adjusted(MARGIN, 8, -MARGIN, -6)
        line = inside.height() // 3
        first = QRect(inside.left(), inside.top(), inside.width(), line)
        left = self._badge(painter, option.font, first, model.kind(hit), hit.kind)
        painter.setPen(colour("ink"))
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(first.adjusted(left - first.left() + 7, 0, 0, 0), flags, model.words(hit))
        self._line(painter, option.font, first.translated(0, line), hit.source.title, italic=True)
        painter.setPen(colour("muted"))
        self._line(painter, option.font, first.translated(0, 2 * line), model.rights(hit))
        painter.restore()

    def _badge(self, painter: QPainter, font: QFont, line: QRect, words: str, kind: str) -> int:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86 if font.pointSizeF() > 0 else 9)
        metrics = QFontMetrics(small)
        box = QRect(line.left(), line.center().y() - 8, metrics.horizontalAdvance(words) + 12, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(kind))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour("ink"))
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.right()

    def _line(self, painter: QPainter, font: QFont, line: QRect, words: str, *, italic: bool = False) -> None:
        styled = QFont(font)
        styled.setItalic(italic)
        painter.setFont(styled)
        shown = QFontMetrics(styled).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class HitList(Retranslated, QListView):
    """The cards; arrows move, Enter or a click chooses."""

    chosen = Signal(int)  # row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setProperty("role", "cards")
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Passages found"))
        self.viewport().update()


class CheckWords(QObject):
    """A report in plain words, for both places that show one."""

    def summary(self, report: CheckReport) -> str:
        """How much was found: "3 passages, 61 of 842 words"."""
        if not report.hits:
            return self.tr("No shared passage found")
        passages = len({(hit.draft.start, hit.draft.end) for hit in report.hits})
        found = self.tr("%Ln passages", "", passages)
        words = self.tr("{covered} of %Ln words", "", report.draft_words)
        return self.tr("{passages}, {words}").format(
            passages=found, words=words.format(covered=number(report.covered_words))
        )

    def limits(self) -> str:
        """What the check cannot see."""
        return self.tr(
            "Compared with your library only. Works outside it, and what the model was trained on, "
            "cannot be seen."
        )

    def compared_with(self, report: CheckReport) -> str:
        """How much it was compared with, and how long it took."""
        return self.tr("{works} · {words} · {seconds} s").format(**self._sizes(report))

    def _sizes(self, report: CheckReport) -> dict[str, str]:
        return {
            "works": self.tr("%Ln works", "", report.items),
            "words": self.tr("%Ln words", "", report.words),
            "seconds": QLocale().toString(report.seconds, "f", 2),
        }

    def compared(self, report: CheckReport, title: str) -> str:
        """What was compared with what, and how long it took."""
        words = self.tr("“{title}” against {works} · {words} · checked in {seconds} s")
        return words.format(title=title, **self._sizes(report))

    def own_left_out(self, report: CheckReport) -> str:
        """How many texts of her own it was not compared with; "" for none."""
        left_out = report.own_left_out
        return self.tr("Your own texts left out: {count}").format(count=number(left_out)) if left_out else ""

    def rule(self) -> str:
        """What is found without fail."""
        return self.tr("Copied: shared runs of 32 letters (13 for Chinese) or more are always found")
