"""The left column of the originality view: how much was found, passages or sources, what is left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.originality.values import KINDS
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import SectionLabel, TextButton
from muse_desktop.ui.originality.cards import GROUPS, Card, Cards, groups
from muse_desktop.ui.originality.checking import Checking
from muse_desktop.ui.originality.hits import HitList
from muse_desktop.ui.originality.kind_switch import KindSwitch
from muse_desktop.ui.originality.lists import LeftOutList, SourceList
from muse_desktop.ui.originality.words import CheckWords

if TYPE_CHECKING:
    from muse_desktop.originality.shown import SourceShare

Mode = Literal["passages", "sources", "drafts"]
TAB_INSET = 8
MODES: tuple[Mode, ...] = ("passages", "sources", "drafts")


class Side(Retranslated, QWidget):
    """Chooses what is shown beside it."""

    chosen = Signal(object)  # Card, or None

    def __init__(self, checking: Checking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._checking = checking
        self._cards, self._words = Cards(self), CheckWords(self)
        self.mode: Mode = "passages"
        self._group = ""  # what was left out for this reason is listed
        self._source: SourceShare | None = None  # passages of this one alone are listed
        self.against, self.summary, self.limits = QLabel(self), QLabel(self), QLabel(self)
        for label, role in ((self.against, "muted"), (self.summary, "heading"), (self.limits, "muted")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.modes = {mode: _tab(self) for mode in MODES}
        self.kinds = {kind: KindSwitch(kind, self) for kind in KINDS}
        self.all = TextButton(self)
        self.all.clicked.connect(self._back_to_all)
        self.list, self.sources = HitList(self), SourceList(self)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget(self)
        self._left_label, self.left_out = SectionLabel(self), LeftOutList(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        held = QButtonGroup(self)
        modes = QHBoxLayout()
        modes.setSpacing(12)
        for chip in self.modes.values():
            held.addButton(chip)
            modes.addWidget(chip)
        modes.addStretch(1)
        self.modes["passages"].setChecked(True)
        kinds = FlowLayout(across=6, down=4)
        for chip in self.kinds.values():
            kinds.addWidget(chip)
        for widget in (self.list, self.sources, self.empty):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, 10, 13, 10)
        box.setSpacing(6)
        for label in (self.against, self.summary, self.limits):
            box.addWidget(label)
        box.addSpacing(4)
        box.addLayout(modes)
        box.addLayout(kinds)
        box.addWidget(self.all)
        box.addWidget(self.stack, 1)
        box.addWidget(self._left_label)
        box.addWidget(self.left_out)

    def _connect(self) -> None:
        for mode, chip in self.modes.items():
            chip.clicked.connect(lambda _checked=False, mode=mode: self.show_mode(mode))
        for chip in self.kinds.values():
            chip.clicked.connect(self._kinds_chosen)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.list.hits.modelReset.connect(self._tell)
        self.sources.chosen.connect(self._show_source)
        self.left_out.chosen.connect(self.show_group)
        self._checking.changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Set the words again."""
        self.limits.setText(self._words.limits())
        self.against.setText(self._words.against())
        names = {
            "passages": self.tr("Passages"), "sources": self.tr("Sources"), "drafts": self.tr("My drafts"),
        }  # fmt: skip
        for mode, chip in self.modes.items():
            chip.setText(names[mode])
            strong = QFont(chip.font())
            strong.setWeight(QFont.Weight.DemiBold)  # as it is when chosen
            chip.setMinimumWidth(QFontMetrics(strong).horizontalAdvance(names[mode]) + 2 * TAB_INSET)
        self._left_label.setText(self.tr("Left out"))
        self.refresh()

    # What is listed

    def show_mode(self, mode: Mode) -> None:
        """List passages, sources, or places of the writer's own drafts."""
        self.mode, self._group, self._source = mode, "", None
        self.modes[mode].setChecked(True)
        if mode == "drafts":
            self._checking.look_in_drafts(self.refresh)
        self.refresh()

    def show_group(self, name: str) -> None:
        """List what is left out for one reason."""
        self.mode, self._group, self._source = "passages", name, None
        self.modes["passages"].setChecked(True)
        self.refresh()
        self._to_first()

    def _show_source(self, source: SourceShare) -> None:
        self.mode, self._group, self._source = "passages", "", source
        self.modes["passages"].setChecked(True)
        self.refresh()
        self._to_first()

    def _back_to_all(self) -> None:
        self.show_mode("passages")
        self._to_first()

    def choose(self, row: int) -> None:
        """Show a passage, by its row among all of them."""
        self.show_mode("passages")
        if 0 <= row < self.list.hits.rowCount():
            self.list.setCurrentIndex(self.list.hits.index(row, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_first(self) -> None:
        if self.list.hits.rowCount():
            self.list.setCurrentIndex(self.list.hits.index(0, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what the check has now."""
        shown, checked = self._checking.shown, self._checking.checked
        passages = shown.passages if shown else 0
        self.against.setVisible(bool(passages))
        if checked is None or shown is None:
            self.summary.setText("")
        elif not checked.report.draft_words:
            self.summary.setText(self.tr("No words to compare yet"))
        else:
            self.summary.setText(
                self._words.summary(passages, shown.words if shown else 0, checked.report.draft_words)
            )
        self._show_kinds()
        left = groups(shown, len(self._checking.exclusions))
        self.left_out.rows.set_values(left)
        for widget in (self._left_label, self.left_out):
            widget.setVisible(bool(left))
        if self._group and self._group not in dict(left):
            self._group = ""
        self._list()

    def _show_kinds(self) -> None:
        shown, view = self._checking.shown, self._checking.view
        counts: Counter[str] = Counter()
        if shown is not None:
            counts.update(hit.kind for hit in shown.hits)
            counts.update(out.hit.kind for out in shown.left_out if out.rule == "kind")
        for kind, chip in self.kinds.items():
            chip.say(self._words.kind(kind), counts[kind])
            chip.setChecked(kind in view.kinds)
            chip.setVisible(self.mode != "drafts" and not self._group and bool(sum(counts.values())))

    def _list(self) -> None:
        cards = self._listed()
        self.all.setVisible(bool(self._group or self._source))
        self.all.setText(self._way_back())
        self.list.show_cards(cards)
        self.sources.sources.set_values(self._checking.shown.sources if self._checking.shown else ())
        self.empty.setText(self._nothing())
        full = self.sources.sources.rowCount() if self.mode == "sources" else len(cards)
        of_sources = self.mode == "sources"
        self.stack.setCurrentWidget(
            self.empty if not full else self.sources if of_sources else self.list
        )

    def _listed(self) -> list[Card]:
        shown, checked = self._checking.shown, self._checking.checked
        if self.mode == "drafts":
            uses = self._checking.own.uses if self._checking.own is not None else ()
            return [self._cards.of_use(use) for use in uses]
        if shown is None or checked is None:
            return []
        if self._group == "writer":
            return [self._cards.of_exclusion(one, shown.left_out) for one in self._checking.exclusions]
        if self._group:
            rules = dict(GROUPS)[self._group]
            return [
                self._cards.of_left_out(one, checked.items) for one in shown.left_out if one.rule in rules
            ]
        of_source = self._source.item if self._source is not None else None
        hits = [one for one in shown.hits if of_source is None or one.source.item == of_source]
        return [self._cards.of_hit(one, checked.items) for one in hits]

    def _way_back(self) -> str:
        what = self._cards.group(self._group) if self._group else self._source.title if self._source else ""
        return self.tr("‹ All passages · {what}").format(what=what)

    def _nothing(self) -> str:
        if self._checking.running and self.mode != "drafts":
            return self.tr("Looking…")
        if self.mode == "drafts":
            if self._checking.own is None:
                return self.tr("Looking in your drafts…")
            return self.tr("You have said none of this in another draft of this project.")
        shown = self._checking.shown
        if shown is not None and shown.left_out:
            return self.tr("Nothing to show: what was found is left out, see below.")
        return self.tr("No passage of this text stands in your library, as far as the check can see.")

    def _kinds_chosen(self) -> None:
        self._checking.set_view(kinds=tuple(kind for kind in KINDS if self.kinds[kind].isChecked()))

    def _tell(self) -> None:
        index = self.list.currentIndex()
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None)


def _tab(parent: QWidget) -> QPushButton:
    made = QPushButton(parent)
    made.setProperty("role", "tab")
    made.setCheckable(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
