"""One generation in full: model, settings, prompt, candidates, and whether it can be repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError, message
from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.studio.authors import Authored, authors_of
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import ReplayReport
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Column, SectionLabel, TextButton, shifted
from muse_desktop.ui.compose.candidates import CandidateCard
from muse_desktop.ui.compose.mattered import WhatMattered
from muse_desktop.ui.page.clipboard import candidate_mime

HASH_SHOWN = 12


class HistoryDetail(Retranslated, QWidget):
    """What the record holds of one generation, and Replay."""

    back = Signal()
    insert_wanted = Signal(int, int, int, int, str)
    prompt_wanted = Signal(str)
    word_wanted = Signal(int, object, int)  # generation, card, a place in its text
    lineage_wanted = Signal(int)  # the generation whose lineage is to be shown
    source_wanted = Signal(int)  # the generation that this one branched off
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._record: GenerationRecord | None = None
        self._recipe = ""
        self._report: ReplayReport | None = None
        self._replaying = False
        self.back_button = TextButton(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._facts = QLabel(self)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._settings_heading = SectionLabel(self)
        self._settings = QLabel(self)
        self._settings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._candidates_heading = SectionLabel(self)
        self._verdict = QLabel(self)
        self._verdict.setProperty("role", "title")
        for label in (self._title, self._facts, self._settings, self._verdict):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.source = TextButton(self)
        self.lineage = TextButton(self)
        self.prompt = TextButton(self)
        self.replay = QPushButton(self)
        self.replay.setProperty("role", "chip")
        self.cards: list[CandidateCard] = []
        self.mattered = WhatMattered(studio, jobs, self)
        self._build()
        self.setFocusProxy(self.back_button)
        self.back_button.clicked.connect(self.back)
        self.prompt.clicked.connect(self._show_prompt)
        self.source.clicked.connect(self._show_source)
        self.lineage.clicked.connect(self._show_lineage)
        self.replay.clicked.connect(self._replay)
        self.retranslate()

    def _build(self) -> None:
        column = Column(self)
        self._box = column.box
        buttons = QHBoxLayout()
        buttons.addWidget(self.replay)
        buttons.addWidget(self.prompt)
        buttons.addStretch(1)
        column.box.addLayout(shifted(self.back_button))
        for widget in (self._title, self._facts):
            column.box.addWidget(widget)
        column.box.addLayout(shifted(self.source))
        column.box.addLayout(shifted(self.lineage))
        for widget in (self._settings_heading, self._settings):
            column.box.addWidget(widget)
        column.box.addLayout(buttons)
        column.box.addWidget(self._verdict)
        column.box.addWidget(self._candidates_heading)
        self._cards_at = column.box.count()
        column.box.addWidget(self.mattered)
        column.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)

    def retranslate(self) -> None:
        """Set the words again."""
        self.back_button.setText(self.tr("‹ All generations"))
        self._settings_heading.setText(self.tr("Settings, in the order they act"))
        self._candidates_heading.setText(self.tr("Candidates"))
        self.prompt.setText(self.tr("Show prompt"))
        self.source.setText(self.tr("Show what it branched off"))
        self.lineage.setText(self.tr("Show what went in and what became of it"))
        self._show()

    def show_record(self, record: GenerationRecord, recipe: str) -> None:
        """Show `record`; `recipe` is its recipe's name."""
        self._record, self._recipe, self._report = record, recipe, None
        self._replaying = False
        for card in self.cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(record, place) for place in range(len(record.candidates))]
        for place, card in enumerate(self.cards):
            self._box.insertWidget(self._cards_at + place, card)
        self.mattered.show_record(record)
        self._show()

    def _card(self, record: GenerationRecord, place: int) -> CandidateCard:
        kept = record.candidates[place]
        card = CandidateCard(place, kept.seed, self)
        card.labelled = lambda text, candidate, start: candidate_mime(
            text, self._studio.manuscript.book, record.id, candidate, start
        )
        card.append(kept.text)
        card.finish(kept.stop_reason or "failed")
        card.set_recorded(True)
        card.set_taken(bool(kept.accepted))
        card.word_wanted.connect(
            lambda _candidate, place: self.word_wanted.emit(record.id, card, place)
        )
        card.insert_wanted.connect(
            lambda candidate, start, end: self.insert_wanted.emit(record.id, candidate, start, end, "cursor")
        )
        return card

    def _show_source(self) -> None:
        if self._record is not None and (source := self._record.branched_from):
            self.source_wanted.emit(source)

    def _show_lineage(self) -> None:
        if self._record is not None:
            self.lineage_wanted.emit(self._record.id)

    def _show_prompt(self) -> None:
        if self._record is not None:
            self.prompt_wanted.emit(self._record.prompt_text)

    def _replay(self) -> None:
        record = self._record
        if record is None or self._replaying:
            return
        self._replaying, self._report = True, None
        self._show()

        def told(report: ReplayReport) -> None:
            if self._record is record:
                self._report = report

        def refused(error: MuseError) -> None:
            if self._record is record:
                self._report = ReplayReport(record.id, "cannot_run", None, None, error.code, error.values)

        def over() -> None:
            self._replaying = False
            self._show()

        self._jobs.watch(self._studio.replay(record.id), self, told, refused, over)

    def _show(self) -> None:
        record = self._record
        self.replay.setText(self.tr("Repeating…") if self._replaying else self.tr("Replay"))
        self.replay.setToolTip(self.tr("Write it again on this machine and compare token by token"))
        self.replay.setEnabled(not self._replaying)
        self._verdict.setText(self._verdict_text())
        self._verdict.setVisible(self._report is not None)
        if record is None:
            return
        self.source.setVisible(bool(record.branched_from))
        self._title.setText(f"{self._recipe} · {when(record.created_at)}")
        self._facts.setText("\n".join(self._fact_lines(record)))
        self._settings.setText("\n".join(self._setting_lines(record)))

    def _fact_lines(self, record: GenerationRecord) -> list[str]:
        if record.remote:
            ran = self.tr("Model: {name}, at {address}")
            lines = [ran.format(name=record.model_name, address=record.remote)]
        else:
            licence = record.model_licence or self.tr("licence unknown")
            lines = [
                self.tr("Model: {name} · {licence}").format(name=record.model_name, licence=licence),
                self.tr("SHA-256 of the model: {hash}…").format(hash=record.model_sha256[:HASH_SHOWN]),
            ]
        lines.append(self.tr("Seed: {seed}").format(seed=record.seed))
        lines += [f"{name}: {value}" for name, value in record.fields.items() if value]
        if record.references:
            named = (f"{title} · {author}" if author else title for _, title, author in record.references)
            lines.append(self.tr("In conversation with: {texts}").format(texts="; ".join(named)))
        if record.prompt_tokens:
            lines.append(self.tr("%Ln tokens of prompt", "", len(record.prompt_tokens)))
        if authors := authors_of(record.layout, len(record.candidates[0].text)):
            lines.append(self._author_line(authors))
        if record.error:
            lines.append(self.tr("Broken off: {reason}").format(reason=self._reason(record.error, {})))
        return lines

    def _author_line(self, authors: Sequence[Authored]) -> str:
        """How a text came about that was written word by word."""
        counts = Counter(one.author for one in authors)
        words = self.tr("Word by word: {picked} picked, {typed} typed by you, {model} runs of the model")
        return words.format(picked=counts["picked"], typed=counts["typed"], model=counts["model"])

    def _reason(self, code: str, values: dict[str, str | int | float]) -> str:
        if code == "engine.crashed":
            values = {"reason": "-", **values}
        return message(code, spoken(), **values)

    def _setting_lines(self, record: GenerationRecord) -> list[str]:
        lines = []
        for place, step in enumerate(record.parameters, start=1):
            values = {name: value for name, value in step.items() if name != "name"}
            told = [
                f"{name} {value:g}" if len(values) > 1 else f"{value:g}" for name, value in values.items()
            ]
            lines.append(f"{place}. {step['name']} {', '.join(told)}".rstrip())
        lines.append(self.tr("at most %Ln tokens each", "", record.max_tokens))
        return lines

    def _verdict_text(self) -> str:
        report = self._report
        if report is None:
            return ""
        if report.verdict == "identical":
            return self.tr("Identical: the same tokens came again.")
        if report.verdict == "cannot_run":
            reason = self._reason(report.reason, report.values)
            return self.tr("Cannot run: {reason}").format(reason=reason)
        words = self.tr("Diverged at token {token} of candidate {candidate}.")
        return words.format(token=number((report.token or 0) + 1), candidate=(report.candidate or 0) + 1)
