"""The library at a glance: what it holds by language, author, time and rights, and what it is enough for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.shelf import Shelf
from muse_desktop.library.stats.needs import Need
from muse_desktop.library.stats.overview import EraShare, Overview, Share, overview
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import number, spoken, with_commas
from muse_desktop.ui.base.widgets import Chip, SectionLabel
from muse_desktop.ui.library.words import LibraryWords
from muse_desktop.ui.shelf.frame import ShelfFrame, caption, scrolled
from muse_desktop.ui.shelf.share_chart import Bar, Meter, ShareChart

MOST_ROWS = 8
"""Of authors and times; the rest is one row."""


@dataclass(frozen=True)
class Glance:
    """What the view shows. `estimated`: texts that are counted in the time of their author's death."""

    overview: Overview
    needs: tuple[Need, ...]
    estimated: int


def look(studio: Studio) -> Glance:
    """The figures of the library; reads a little of every document, so not for the UI thread.

    A text of the shelf whose year nobody knows is counted in the year its author died.
    """
    died = {one.id: one.died for one in Shelf().items}
    items: list[ItemInfo] = []
    estimated = 0
    for one in studio.library.items():
        if one.year is None and one.shelf in died:
            estimated += one.parent is None
            items.append(msgspec.structs.replace(one, year=died[one.shelf]))
        else:
            items.append(one)
    return Glance(overview(items), studio.curation.needs(), estimated)


class NeedRow(QWidget):
    """One feature: a mark, a bar, a sentence."""

    def __init__(self, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = QLabel("✓" if need.met else "·", self)
        mark.setFixedWidth(14)
        meter = Meter(self)
        meter.show_share(need.have / need.needed if need.needed else 1.0)
        self.said = caption(self, "")
        self.said.setText(need.text(spoken()))
        line = row(mark, meter, self.said)
        line.setStretch(2, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)


class GlanceView(ShelfFrame):
    """Totals, four charts, and what each feature needs."""

    shelf_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._words = LibraryWords(self)
        self._glance: Glance | None = None
        self._asked = 0
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.beside = caption(self, "muted")
        self.labels = [SectionLabel(self) for _ in range(4)]
        self.charts = [ShareChart(self) for _ in range(4)]
        self._needs_label = SectionLabel(self)
        self._needs = QVBoxLayout()
        self._needs.setSpacing(6)
        self.needs: list[NeedRow] = []
        self.note = caption(self)
        self.to_shelf, self.to_add = Chip(parent=self), Chip(parent=self)
        self._build()
        self.to_shelf.clicked.connect(self.shelf_wanted)
        self.to_add.clicked.connect(self.add_wanted)
        self.retranslate()

    def _build(self) -> None:
        inside = QWidget(self)
        box = QVBoxLayout(inside)
        box.setContentsMargins(4, 0, 14, 0)
        box.setSpacing(10)
        head = row(self.heading, 1, self.to_shelf, self.to_add)
        box.addLayout(head)
        box.addWidget(self.beside)
        halves = row(spacing=44)
        left, right = QVBoxLayout(), QVBoxLayout()
        for half, places in ((left, (1,)), (right, (0, 3, 2))):
            half.setSpacing(6)
            for place in places:
                half.addWidget(self.labels[place])
                half.addWidget(self.charts[place])
                half.addSpacing(12)
            halves.addLayout(half, 1)
        left.addWidget(self._needs_label)
        left.addLayout(self._needs)
        left.addStretch(1)
        right.addWidget(self.note)
        right.addStretch(1)
        box.addLayout(halves)
        box.addStretch(1)
        self.body.addWidget(scrolled(inside, self), 1)

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("The library at a glance"))
        names = self.tr("Languages"), self.tr("Authors"), self.tr("Times"), self.tr("Rights")
        for label, name in zip(self.labels, names, strict=True):
            label.setText(name)
        self._needs_label.setText(self.tr("What is there, and what it is enough for"))
        self.to_shelf.setText(self.tr("Inspiration shelf…"))
        self.to_add.setText(self.tr("Add files…"))
        self._show()

    def open(self) -> None:
        """Count again."""
        self._asked += 1
        asked = self._asked

        def show(found: Glance) -> None:
            if asked == self._asked:
                self._glance = found
                self._show()

        self._jobs.watch(self._studio.background(lambda: look(self._studio)), self, show, self.refuse)
        self.to_shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        glance = self._glance
        self._needs_label.setVisible(glance is not None)
        for widget in (*self.labels, *self.charts):
            widget.setVisible(glance is not None and glance.overview.items > 0)
        if glance is None:
            self.heading.setText(self.tr("Counting…"))
            return
        found = glance.overview
        texts = self.tr("%Ln texts", "", found.items)
        words = self.tr("%Ln words", "", found.words)
        self.heading.setText(with_commas(texts, words) if found.items else self.tr("Nothing in it yet"))
        beside = [self.tr("Behind each bar: words · texts")] if found.items else []
        if found.variants:
            beside.append(self.tr("%Ln variants are left out of all figures", "", found.variants))
        if found.versions:
            beside.append(self.tr("%Ln texts are further versions of a work", "", found.versions))
        if not found.items:
            beside.append(self.tr("Add texts of your own, or begin with the inspiration shelf."))
        self.beside.setText(" · ".join(beside))
        self.beside.setVisible(bool(beside))
        self.charts[0].show_bars(self._bars(found.languages, self._language), self.labels[0].accessibleName())
        self.charts[1].show_bars(self._bars(found.authors, self._author), self.labels[1].accessibleName())
        self.charts[2].show_bars(self._eras(found.eras), self.labels[2].accessibleName())
        self.charts[3].show_bars(self._bars(found.rights, self._right), self.labels[3].accessibleName())
        estimated = glance.estimated
        note = self.tr("%Ln texts without a year are counted where their author died.", "", estimated)
        self.note.setText(note)
        self.note.setVisible(glance.estimated > 0)
        self._show_needs(glance.needs)

    def _show_needs(self, needs: Sequence[Need]) -> None:
        for old in self.needs:
            self._needs.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.needs = [NeedRow(one, self) for one in needs]
        for one in self.needs:
            self._needs.addWidget(one)

    # Words

    def _bar(self, name: str, items: int, words: int, quiet: bool) -> Bar:
        texts = self.tr("%Ln texts", "", items)
        counted = self.tr("%Ln words", "", words)
        sentence = f"{name}: {with_commas(texts, counted)}"
        return Bar(name, words, f"{number(words)} · {number(items)}", sentence, quiet)

    def _bars(self, shares: Sequence[Share], name: object) -> list[Bar]:
        assert callable(name)
        shown = list(shares if len(shares) <= MOST_ROWS else shares[: MOST_ROWS - 1])
        bars = [self._bar(name(one.key), one.items, one.words, not one.key) for one in shown]
        rest = shares[len(shown) :]
        if rest:
            others = self.tr("%Ln others", "", len(rest))
            bars.append(self._bar(others, sum(o.items for o in rest), sum(o.words for o in rest), True))
        return bars

    def _eras(self, shares: Sequence[EraShare]) -> list[Bar]:
        bars = []
        for one in shares:
            if one.era is None:
                name = self.tr("year unknown")
            elif one.era.end < 0:
                name = self.tr("{from_}–{to} BC").format(from_=-one.era.start, to=-one.era.end)
            else:
                name = f"{one.era.start}–{one.era.end}"
            bars.append(self._bar(name, one.items, one.words, one.era is None))
        return bars

    def _language(self, key: str) -> str:
        return self._words.language(key)

    def _author(self, key: str) -> str:
        return key or self.tr("author unknown")

    def _right(self, key: str) -> str:
        return self._words.right(key)
