"""The draft: what it comes to, each answer with its figures, what to think of, gaps, limits, rules."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.provenance.disclosure.rules import Words
from muse_desktop.provenance.disclosure.values import Answer, Draft
from muse_desktop.ui.base.widgets import Column, ProseView, SectionLabel, TextButton, shifted
from muse_desktop.ui.record.disclosure_line import LineGauge

SIGNS = {"pass": "✓", "warn": "!", "fail": "✕", "unknown": "?"}
TONES = {"pass": "title", "warn": "warning", "fail": "error", "unknown": "warning"}


def tell(text: str, role: str, parent: QWidget) -> QLabel:
    """Words that wrap and can be selected."""
    label = QLabel(text, parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class AnswerCard(QFrame):
    """One answer, ready to be copied, with what it rests on."""

    copied = Signal(str)

    def __init__(self, answer: Answer, say: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._say = say
        self.answer = answer
        self.text = ProseView(self)
        self.text.setPlainText(answer.answer)
        self.text.setAccessibleName(answer.asked)
        self.copy = TextButton(self)
        self.copy.setText(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy: {asked}").format(asked=answer.asked))
        self.copy.setVisible(answer.ground != "open")
        self.copy.clicked.connect(lambda: self.copied.emit(answer.answer))
        self.limits = TextButton(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(tell(answer.asked, "title", self), 1)
        ground = tell(self._ground(), "caption", self)
        ground.setWordWrap(False)
        head.addWidget(ground)
        head.addWidget(self.copy)
        self._box.addLayout(head)
        self._box.addWidget(self.text)
        for words in self._grounds():
            self._box.addWidget(tell(words, "caption", self))
        self._add_limits()

    def _ground(self) -> str:
        return {
            "record": self.tr("from the record"),
            "you": self.tr("your word"),
            "both": self.tr("the record and your word"),
            "open": self.tr("open"),
        }[self.answer.ground]

    def _grounds(self) -> Iterable[str]:
        if self.answer.meaning:
            yield self.answer.meaning
        if self.answer.why:
            yield self.answer.why
        if self.answer.rests_on:
            yield " · ".join(self._say.figure(label, value) for label, value in self.answer.rests_on)

    def _add_limits(self) -> None:
        """What the figures leave open, folded: the same limits stand below the draft."""
        self.limits.setText(self.tr("What these figures leave open"))
        self.limits.setCheckable(True)
        self.limits.setVisible(bool(self.answer.limits))
        self._box.addLayout(shifted(self.limits))
        labels = [tell(f"– {limit}", "caption", self) for limit in self.answer.limits]
        for label in labels:
            label.hide()
            self._box.addWidget(label)
            self.limits.toggled.connect(label.setVisible)


class DraftColumn(Column):
    """One draft. Made anew when it changes; where the writer had scrolled to stays."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=20)
        self.cards: list[AnswerCard] = []
        self.gauge: LineGauge | None = None
        self.headline = ""
        self._whole: QWidget | None = None
        self.box.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft in place of the one before."""
        place = self.verticalScrollBar().value()
        self._clear()
        whole = self._whole = QWidget(self.inside)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(9)
        self.headline = f"{SIGNS[draft.mark]}  {draft.headline}"
        headline = tell(self.headline, TONES[draft.mark], whole)
        font = headline.font()
        font.setBold(True)
        headline.setFont(font)
        box.addWidget(headline)
        box.addWidget(tell(draft.detail, "", whole))
        self._add_line(draft, box, whole)
        for caution in draft.cautions:
            box.addWidget(tell(f"– {caution}", "muted", whole))
        say = Words(draft.form.id, "zh" if draft.language == "zh" else "en")
        self.cards = [AnswerCard(one, say, whole) for one in draft.answers]
        for card in self.cards:
            card.copied.connect(self.copied)
            box.addWidget(card)
        self._add_rest(draft, box, whole)
        self.box.insertWidget(0, whole)
        whole.show()  # now, not with the next event: hidden widgets have no height to lay out
        self.inside.layout().activate()
        self.verticalScrollBar().setValue(place)

    def _clear(self) -> None:
        if self._whole is not None:
            self.box.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
            self._whole, self.cards, self.gauge = None, [], None

    def _add_line(self, draft: Draft, box: QVBoxLayout, whole: QWidget) -> None:
        if draft.line is not None:
            self.gauge = LineGauge(draft.line, whole)
            box.addWidget(self.gauge)
            box.addWidget(tell(draft.line.words, "caption", whole))

    def _add_rest(self, draft: Draft, box: QVBoxLayout, whole: QWidget) -> None:
        gaps = draft.gaps or (self.tr("No gap is known."),)
        rules = (
            self.tr("Looked at on {date}. Look at the recipient's own page before you send this.").format(
                date=draft.form.as_of
            ),
            *(f"{one.name}: {one.address}" for one in draft.form.sources),
        )
        for heading, texts in (
            (self.tr("What the record cannot speak for"), gaps),
            (self.tr("What this does not prove"), draft.limits),
            (self.tr("Rules"), rules),
        ):
            if texts:
                label = SectionLabel(whole)
                label.setText(heading)
                box.addSpacing(6)
                box.addWidget(label)
                for text in texts:
                    box.addWidget(tell(text, "caption", whole))
