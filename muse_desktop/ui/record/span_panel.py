"""What is known of the text at the cursor: where it came from, what was asked, what else was offered, what
became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.provenance.runs import Runs
from muse_desktop.studio.studio import Studio
from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import count_words
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import TEXT_INSET, SectionLabel, ShiftedRow, TextButton, shifted
from muse_desktop.ui.page.clipboard import candidate_mime
from muse_desktop.ui.record.origin_words import OriginNames
from muse_desktop.ui.record.span_fold import ChangedText, Fold, Prose, outset

if TYPE_CHECKING:
    from muse_desktop.provenance.figures import Block
    from muse_desktop.ui.record.span_story import SpanStory

Text = tuple[str, Runs]


class SpanPanel(Retranslated, QWidget):
    """One span. `show_origin` says which; text and origins are read when something is to be compared."""

    history_wanted = Signal(int)  # generation

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._names = OriginNames(self)
        self._book: OriginBook | None = None
        self._origin: Origin | None = None
        self._record: GenerationRecord | None = None
        self._read: int | None = None  # the generation whose record was asked for
        self._standing: Block | None = None
        self._text: Text | None = None
        self._story: SpanStory | None = None
        self.kind, self.facts, self.depth = QLabel(self), QLabel(self), QLabel(self)
        self.also = QLabel(self)  # what else is known of just this place
        self.also.setProperty("role", "warning")
        self.also.hide()
        self.kind.setProperty("role", "title")
        for label in (self.kind, self.facts, self.depth, self.also):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.changed = Fold(self._make_changed, self)
        self.prompt = Fold(self._make_prompt, self)
        self._others_heading = SectionLabel(self)
        self.others: list[Fold] = []
        self.open_history = TextButton(self)
        self.open_history.clicked.connect(self._open_history)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(TEXT_INSET, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self.kind, self.also, self.facts, self.depth):
            box.addWidget(widget)
        for fold in (self.changed, self.prompt):
            box.addLayout(outset(fold))
        box.addWidget(self._others_heading)
        self._others = QVBoxLayout()
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(2)
        holder = ShiftedRow(-TEXT_INSET)
        holder.addLayout(self._others, 1)
        box.addLayout(holder)
        box.addLayout(shifted(self.open_history))

    def retranslate(self) -> None:
        """Set the words again."""
        self.prompt.set_title(self.tr("The prompt it answered"))
        self._others_heading.setText(self.tr("Offered, and not taken here"))
        self.open_history.setText(self.tr("Show in History"))
        self._show()

    # What is shown

    @property
    def generation(self) -> int | None:
        """The generation behind the span, or behind the text it was typed into."""
        block = self.block
        return self._book.get(block).generation_id if block is not None and self._book else None

    def set_book(self, book: OriginBook) -> None:
        """The origins that the document on the page uses."""
        self._book = book

    def show_origin(self, origin: Origin | None) -> None:
        """The cursor stands in text of `origin` (None: in no text)."""
        if origin != self._origin:
            block, self._origin = self.block, origin
            if block is None or block != self.block:  # else the cursor moves within one passage
                self._forget()
            self._show()
        generation = self.generation
        if generation not in (None, self._read) and self.isVisible():
            self._read = generation
            reading = self._studio.background(lambda: self._studio.generation(generation))
            self._jobs.watch(reading, self, self._show_record, lambda _error: None)

    def _forget(self) -> None:
        """Another passage: what was read of the one before is not shown any more."""
        self._record, self._standing, self._story, self._read = None, None, None, None
        self._drop_others()
        for fold in (self.changed, self.prompt):
            fold.set_open(False)
            fold.renew()

    def show_block(self, block: Block | None) -> None:
        """How much of the passage at the cursor still stands, as the figures have it."""
        if block != self._standing and (block is None or block.origin == self.block):
            self._standing = block
            self._show()

    def show_also(self, words: str) -> None:
        """Say one thing more about the place of the cursor; "": nothing more."""
        self.also.setText(words)
        self.also.setVisible(bool(words))

    def compare(self, text: str, runs: Runs) -> None:
        """Compare what was accepted with `text`, off the UI thread."""
        self._text = text, runs
        self._compare()

    @property
    def block(self) -> int | None:
        """The accepted passage that the span belongs to."""
        if self._origin is None or self._book is None:
            return None
        return self._book.block(self._origin.id)

    def _show_record(self, record: GenerationRecord) -> None:
        if record.id != self._read:
            return
        self._record = record
        self._make_others()
        self._show()
        self._compare()

    def _compare(self) -> None:
        record, book, block = self._record, self._book, self.block
        if self._text is None or record is None or book is None or block is None:
            return
        from muse_desktop.ui.record.span_story import story

        text, runs = self._text

        def show(made: SpanStory | None) -> None:
            if block == self.block and made != self._story:
                self._story = made
                self.changed.renew()
                self._show()

        self._jobs.watch(self._studio.background(lambda: story(text, runs, book, block, record)), self, show)

    # Words

    def _show(self) -> None:
        origin, record = self._origin, self._record
        self.kind.setText(self._names.kind(origin.kind) if origin else self.tr("Nothing here yet"))
        lines = self._lines(origin, record) if origin else []
        self.facts.setText("\n".join(lines))
        self.facts.setVisible(bool(lines))
        depth = self._depth_words()
        self.depth.setText(depth)
        self.depth.setVisible(bool(depth))
        told = self._story is not None
        self.changed.setVisible(told)
        self.changed.set_title(
            self.tr("What was changed since")
            if self._story is not None and self._story.changes
            else self.tr("Nothing was changed since")
        )
        self.prompt.setVisible(record is not None and bool(record.prompt_text.strip()))
        self._others_heading.setVisible(bool(self.others))
        for fold, kept in zip(self.others, self._offered(), strict=False):
            fold.set_title(self._candidate_words(kept))
        self.open_history.setVisible(self.generation is not None)

    def _lines(self, origin: Origin, record: GenerationRecord | None) -> list[str]:
        at = when(origin.created_at)
        typed = origin.kind is Kind.TYPED
        lines = [self.tr("In the sitting that began {time}").format(time=at) if typed else at]
        if origin.source and origin.generation_id is None:
            lines.append(self.tr("From: {source}").format(source=origin.source))
        if self.block not in (None, origin.id):
            lines.append(
                self.tr("Typed into text the model wrote")
                if typed
                else self.tr("What is left of a word of the model's")
            )
        if record is not None:
            lines += self._record_lines(record)
        return lines

    def _record_lines(self, record: GenerationRecord) -> list[str]:
        licence = f" · {record.model_licence}" if record.model_licence else ""
        lines = [self.tr("Model: {model}").format(model=(record.model_name or "–") + licence)]
        accepted = self._accepted_origin()
        taken = next(
            (one for one in record.candidates if accepted and one.position == accepted.candidate), None
        )
        if taken is not None:
            words = self.tr("Candidate {number} of {total}, seed {seed}")
            lines.append(
                words.format(number=taken.position + 1, total=len(record.candidates), seed=taken.seed)
            )
        return lines

    def _depth_words(self) -> str:
        block = self._standing
        if block is None or not block.accepted:
            return ""
        if block.standing >= block.accepted:
            words = self.tr("All that was accepted still stands, letter for letter.")
        elif not block.standing:
            words = self.tr("Nothing that was accepted still stands, letter for letter.")
        else:
            percent = min(99, max(1, round(100 * block.standing / block.accepted)))
            said = self.tr("{percent} % of what was accepted still stands, letter for letter.")
            words = said.format(percent=number(percent))
        if len(block.documents) > 1:
            words += " " + self.tr("It stands in %n documents.", "", len(block.documents))
        return words

    def _accepted_origin(self) -> Origin | None:
        block = self.block
        return self._book.get(block) if self._book is not None and block is not None else None

    # What opens

    def _offered(self) -> tuple[CandidateRecord, ...]:
        from muse_desktop.ui.record.span_story import not_taken

        accepted = self._accepted_origin()
        return not_taken(accepted, self._record) if accepted and self._record else ()

    def _candidate_words(self, kept: CandidateRecord) -> str:
        parts = [
            self.tr("Candidate {number}").format(number=kept.position + 1),
            self.tr("%Ln words", "", count_words(kept.text)),
            self.tr("seed {seed}").format(seed=kept.seed),
        ]
        if kept.accepted:
            parts.append(self.tr("inserted elsewhere"))
        return " · ".join(parts)

    def _make_others(self) -> None:
        self._drop_others()
        for kept in self._offered():
            fold = Fold(partial(self._make_candidate, kept), self)
            self.others.append(fold)
            self._others.addWidget(fold)
        self._show()

    def _drop_others(self) -> None:
        for fold in self.others:
            self._others.removeWidget(fold)
            fold.hide()
            fold.deleteLater()
        self.others = []

    def _make_candidate(self, kept: CandidateRecord) -> QWidget:
        shown = kept.text.strip()
        view = Prose(shown, self._candidate_words(kept))
        if self._book is not None:  # what is copied from here keeps its origin
            lead = kept.text.index(shown)
            view.labelled = partial(_copied, shown, self._book, self.generation or 0, kept.position, lead)
        return view

    def _make_prompt(self) -> QWidget:
        asked = self._record.prompt_text.strip() if self._record else ""
        return Prose(asked, self.tr("The prompt it answered"))

    def _make_changed(self) -> QWidget:
        told = self._story
        return ChangedText(told.parts if told else (), self.tr("What was changed since"))

    def _open_history(self) -> None:
        if self.generation is not None:
            self.history_wanted.emit(self.generation)


def _copied(
    text: str, book: OriginBook, generation: int, candidate: int, lead: int, start: int, end: int
) -> QMimeData:
    """UTF-16 units [start, end) of a candidate's text, which begins `lead` code points into the output."""
    places = Utf16Map(text)
    first, last = places.to_codepoint(start), places.to_codepoint(end)
    return candidate_mime(text[first:last], book, generation, candidate, lead + first)
