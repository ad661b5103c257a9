"""One stretch in which a text has changed: how it was on the left, how it is on the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from muse_desktop.manuscript.snapshots import Comparison
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.text.diff import Hunk
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import PROSE_LINE, ElidedLabel, ProseView, TextButton, shifted
from muse_desktop.ui.page.clipboard import page_mime

GAP = 26
MOST_AFTER = 80


@dataclass(frozen=True)
class Sides:
    """A comparison, and the origins of both its texts: what is copied from a card keeps them."""

    comparison: Comparison
    now_runs: Runs
    book: OriginBook
    title: str


class HunkCard(Retranslated, QFrame):
    """Both sides of one hunk with what differs marked, and a button that brings the left side back."""

    wanted = Signal(object)  # Hunk

    def __init__(self, sides: Sides, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        comparison = sides.comparison
        self.setProperty("role", "card")
        self._place, self._count = place, len(comparison.hunks)
        self.hunk: Hunk = comparison.hunks[place]
        self._then, self._now = comparison.then.text, comparison.now
        self.old, self.new = ProseView(self), ProseView(self)
        for view, text, runs, shown in (
            (self.old, self._then, comparison.then.runs, self.hunk.old_shown),
            (self.new, self._now, sides.now_runs, self.hunk.new_shown),
        ):
            view.labelled = partial(_copied, sides, text, runs, shown)
        self._nothing_old, self._nothing_new = QLabel(self), QLabel(self)
        self._after = ElidedLabel(self)  # where it stands, for what has no other side
        for label in (self._nothing_old, self._nothing_new, self._after):
            label.setProperty("role", "muted")
        self.bring = TextButton(self, strong=True)
        self.bring.clicked.connect(lambda: self.wanted.emit(self.hunk))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 10)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        for column, (view, nothing) in enumerate(
            ((self.old, self._nothing_old), (self.new, self._nothing_new))
        ):
            grid.setColumnStretch(column, 1)
            grid.addWidget(view, 1, column, top)
            grid.addWidget(nothing, 1, column, top)
        grid.addWidget(self._after, 0, 0, 1, 2)
        grid.addLayout(shifted(self.bring), 2, 0)
        self.retranslate()
        self.show_colours()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(
            self.tr("Difference {place} of {count}").format(place=self._place + 1, count=self._count)
        )
        self.old.setAccessibleName(self.tr("How it was"))
        self.new.setAccessibleName(self.tr("How it is now"))
        last = self._now[: self.hunk.new_shown[0]].rstrip().rpartition("\n")[2][-MOST_AFTER:]
        self._after.setText(self.tr("after “{words}”").format(words=last) if last else "")
        self._nothing_old.setText(self.tr("There was nothing here."))
        self._nothing_new.setText(self.tr("There is nothing here now."))
        if all(change.old_start == change.old_end for change in self.hunk.changes):
            self.bring.setText(self.tr("Take out what was added"))
        else:
            self.bring.setText(self.tr("Bring this passage back"))

    def show_colours(self) -> None:
        """Fill both sides, in the colours of the theme."""
        old = [(change.old_start, change.old_end) for change in self.hunk.changes]
        new = [(change.new_start, change.new_end) for change in self.hunk.changes]
        for view, nothing, text, shown, marked, tint in (
            (self.old, self._nothing_old, self._then, self.hunk.old_shown, old, "verbatim"),
            (self.new, self._nothing_new, self._now, self.hunk.new_shown, new, "generated"),
        ):
            part = text[shown[0] : shown[1]].rstrip("\n")
            view.setPlainText(part)
            spacing = QTextBlockFormat()
            spacing.setLineHeight(PROSE_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor = QTextCursor(view.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(spacing)
            _mark(view, part, [(start - shown[0], end - shown[0]) for start, end in marked], tint)
            view.setVisible(bool(part.strip()))
            nothing.setVisible(not part.strip())
        self._after.setVisible(not (self.old.isVisibleTo(self) and self.new.isVisibleTo(self)))


def _copied(
    sides: Sides, text: str, runs: Runs, shown: tuple[int, int], start: int, end: int
) -> QMimeData:
    """UTF-16 units [start, end) of what is shown, with their origins."""
    places = Utf16Map(text[shown[0] : shown[1]])
    first, last = shown[0] + places.to_codepoint(start), shown[0] + places.to_codepoint(end)
    return page_mime(text[first:last], runs.slice(first, last), sides.book, sides.title)


def _mark(view: ProseView, text: str, spans: Iterable[tuple[int, int]], tint: str) -> None:
    """Colour [start, end) and underline them: nobody needs to see the colour."""
    places, last = Utf16Map(text), len(text)
    style = QTextCharFormat()
    style.setBackground(colour(tint))
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    style.setUnderlineColor(colour("muted"))
    cursor = QTextCursor(view.document())
    for start, end in spans:
        cursor.setPosition(places.to_utf16(min(start, last)))
        cursor.setPosition(places.to_utf16(min(end, last)), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(style)
