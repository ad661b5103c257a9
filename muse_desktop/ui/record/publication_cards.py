"""What a publication check found, one card a rule: what is the matter, where, what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.formats.report import Mark
from muse_desktop.studio.publication.report import MARKS, set_aside, whole
from muse_desktop.studio.publication.values import Finding, Place, Result
from muse_desktop.studio.publication.wording import Words
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.widgets import Column, ElidedButton, ElidedLabel, SectionLabel, TextButton, shifted
from muse_desktop.ui.record.disclosure_draft import SIGNS, TONES, tell

FEW = 4
MOST = 300  # rows that are made; the report says how many more there are
NOTE_WIDTH = 240


class PlaceRow(QWidget):
    """One passage: a click goes there; what can be ticked off has a box."""

    wanted = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self, place: Place, titled: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        excerpt = " ".join(place.text.split())
        self.go = ElidedButton(self)
        self.go.setText(f"→  {place.title}: {excerpt}" if titled else f"→  {excerpt}")
        self.go.setToolTip(place.text)
        self.go.setAccessibleName(self.tr("Go to “{text}”, {note}").format(text=excerpt, note=place.note))
        self.go.clicked.connect(lambda: self.wanted.emit(place))
        self.box = QCheckBox(self) if place.key else None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if self.box is not None:
            self.box.setChecked(place.ticked)
            self.box.setAccessibleName(self.tr("Checked: {text}").format(text=excerpt))
            self.box.toggled.connect(lambda on: self.ticked.emit(place, on))
            row.addWidget(self.box)
        note = ElidedLabel(self)
        note.setProperty("role", "caption")
        note.setText(place.note)
        note.setFixedWidth(NOTE_WIDTH)
        note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go, 1)
        row.addWidget(note)


class FindingCard(QFrame):
    """One rule."""

    place_wanted = Signal(object)
    ticked = Signal(object, bool)
    aside_wanted = Signal(object)  # the finding: set it aside with a reason
    back_wanted = Signal(object)  # the finding: have it count again
    disclosure_wanted = Signal()

    def __init__(self, finding: Finding, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.finding = finding
        self.rows: list[PlaceRow] = []
        self._several = several
        mark: Mark = "warn" if finding.override else finding.mark
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.setSpacing(5)
        head = QHBoxLayout()
        name = tell(f"{SIGNS[mark]}  {finding.name}", TONES[mark], self)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        head.addWidget(name, 1)
        self.aside = TextButton(self)
        for button in self._buttons():
            head.addWidget(button)
        self._box.addLayout(head)
        self._box.addWidget(tell(finding.told, "", self))
        for line in finding.details:
            self._box.addWidget(tell(f"– {line}", "caption", self))
        if finding.override is not None:
            self._box.addWidget(tell(set_aside(finding.override, Words(spoken())), "warning", self))
        if finding.todo and finding.override is None:
            self._box.addWidget(tell(finding.todo, "muted", self))
        self.all = TextButton(self)
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        self._box.addLayout(self._places)
        self._box.addLayout(shifted(self.all))
        self.all.setText(self.tr("Show all %Ln", "", len(finding.places)))
        self.all.clicked.connect(self._show_all)
        self._show(finding.places[:FEW])
        self.all.setVisible(len(finding.places) > FEW)

    def _buttons(self) -> Iterator[QWidget]:
        finding = self.finding
        if finding.rule == "disclosure" and finding.mark != "pass":
            draft = TextButton(self)
            draft.setText(self.tr("Draft it…"))
            draft.clicked.connect(self.disclosure_wanted)
            yield draft
        if finding.stands:
            self.aside.setText(self.tr("Set aside…"))
            self.aside.setAccessibleName(self.tr("Set aside: {rule}").format(rule=finding.name))
            self.aside.clicked.connect(lambda: self.aside_wanted.emit(finding))
            yield self.aside
        elif finding.override is not None:
            self.aside.setText(self.tr("Have it count again"))
            self.aside.clicked.connect(lambda: self.back_wanted.emit(finding))
            yield self.aside
        else:
            self.aside.hide()

    def _show(self, places: Sequence[Place]) -> None:
        for place in places:
            row = PlaceRow(place, self._several, self)
            row.wanted.connect(self.place_wanted)
            row.ticked.connect(self.ticked)
            self.rows.append(row)
            self._places.addWidget(row)

    def _show_all(self) -> None:
        self.all.hide()
        self._show(self.finding.places[FEW:MOST])


class FindingColumn(Column):
    """All cards, what is not met first. Made anew for each check."""

    place_wanted = Signal(object)
    ticked = Signal(object, bool)
    aside_wanted = Signal(object)
    back_wanted = Signal(object)
    disclosure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=20)
        self.cards: list[FindingCard] = []
        self.headline: QLabel | None = None
        self._whole: QWidget | None = None
        self.box.addStretch(1)

    def card(self, rule: str) -> FindingCard:
        """The card of a rule. Raises StopIteration where there is none."""
        return next(card for card in self.cards if card.finding.rule == rule)

    def clear(self) -> None:
        """Show nothing."""
        if self._whole is not None:
            self.box.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
            self._whole, self.cards, self.headline = None, [], None

    def show_result(self, result: Result, open_rules: frozenset[str] = frozenset()) -> None:
        """Show a check in place of the one before; where the writer had scrolled to stays."""
        place = self.verticalScrollBar().value()
        self.clear()
        inside = self._whole = QWidget(self.inside)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(9)
        said = whole(result, Words(spoken()))
        self.headline = tell(f"{SIGNS[result.mark]}  {said}", TONES[result.mark], inside)
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        box.addWidget(self.headline)
        several = len(result.material.figures.documents) > 1
        for heading, found in self._groups(result):
            label = SectionLabel(inside)
            label.setText(heading)
            box.addSpacing(4)
            box.addWidget(label)
            for one in found:
                box.addWidget(self._card(one, several, one.rule in open_rules, inside))
        self.box.insertWidget(0, inside)
        inside.show()  # now, not with the next event: hidden widgets have no height to lay out
        self.inside.layout().activate()
        self.verticalScrollBar().setValue(place)

    def _groups(self, result: Result) -> Iterator[tuple[str, list[Finding]]]:
        headings = {
            "fail": self.tr("Not met"),
            "warn": self.tr("To be looked at"),
            "unknown": self.tr("Not known"),
            "pass": self.tr("Met"),
        }
        for mark in MARKS:
            found = [one for one in result.findings if one.mark == mark and one.override is None]
            if found:
                yield headings[mark], found
            aside = [one for one in result.findings if one.override]
            if mark == "fail" and aside:
                yield self.tr("Set aside by you"), aside

    def _card(self, finding: Finding, several: bool, unfold: bool, parent: QWidget) -> FindingCard:
        card = FindingCard(finding, several, parent)
        signals: tuple[tuple[Signal, Callable[..., None]], ...] = (
            (card.place_wanted, self.place_wanted.emit),
            (card.ticked, self.ticked.emit),
            (card.aside_wanted, self.aside_wanted.emit),
            (card.back_wanted, self.back_wanted.emit),
            (card.disclosure_wanted, self.disclosure_wanted.emit),
        )
        for signal, call in signals:
            signal.connect(call)
        if unfold and len(finding.places) > FEW:
            card.all.click()
        self.cards.append(card)
        return card

    @property
    def unfolded(self) -> frozenset[str]:
        """The rules whose places are all shown."""
        return frozenset(card.finding.rule for card in self.cards if len(card.rows) > FEW)
