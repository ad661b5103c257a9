"""The Origins tab: how much of the document came from where, and what is known of the text at the cursor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.look import colour, tint_colour
from muse_desktop.ui.base.tint_marks import TINTS
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Column, SectionLabel, TextButton, shifted
from muse_desktop.ui.record.origin_words import Measured, OriginNames

SWATCH = 14
PROMPT_SHOWN = 600  # characters of the prompt in the details; all of it is in the history


class LegendRow(QPushButton):
    """One colour of the page: its meaning, words, share. Pressing it goes to the next such passage."""

    def __init__(self, tint: Tint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tint = tint
        self._name = ""
        self._figures = ""
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_share(self, name: str, figures: str, percent: int) -> None:
        """Set the words; a kind that does not occur cannot be pressed."""
        self._name, self._figures = name, figures
        self.setText(name)
        self.setAccessibleName(f"{name}: {figures}")
        self.setEnabled(percent > 0)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: one line."""
        return QSize(200, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: swatch, name, figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chip"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        swatch = QRectF(8, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
        painter.setPen(colour("line"))
        painter.setBrush(tint_colour(self.tint))
        painter.drawRoundedRect(swatch, 3, 3)
        painter.setPen(colour("ink" if self.isEnabled() else "muted"))
        words = self.rect().adjusted(SWATCH + 18, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._name)
        painter.setPen(colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._figures)
        painter.end()


class OriginsPanel(Retranslated, QWidget):
    """Legend with shares; details of the span at the cursor."""

    jump_wanted = Signal(int, int)  # start, end in code points
    history_wanted = Signal(int)  # generation

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._names = OriginNames(self)
        self._shares: Measured | None = None
        self._origin: Origin | None = None
        self._record: GenerationRecord | None = None
        self._position = 0
        self._book: OriginBook | None = None
        self._heading = SectionLabel(self)
        self.rows = {tint: LegendRow(tint, self) for tint in TINTS}
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._at_heading = SectionLabel(self)
        self._kind = QLabel(self)
        self._kind.setProperty("role", "title")
        self._detail = QLabel(self)
        self._prompt_heading = QLabel(self)
        self._prompt_heading.setProperty("role", "muted")
        self._prompt = QLabel(self)
        self._prompt.setProperty("role", "caption")
        for label in (self._hint, self._kind, self._detail, self._prompt):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._detail, self._prompt):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_history = TextButton(self)
        self._build()
        for row in self.rows.values():
            row.clicked.connect(lambda _checked=False, tint=row.tint: self.jump(tint))
        self.open_history.clicked.connect(self._open_history)
        self.retranslate()

    def _build(self) -> None:
        column = Column(self)
        column.box.setSpacing(4)
        column.box.addWidget(self._heading)
        for row in self.rows.values():
            column.box.addWidget(row)
        column.box.addWidget(self._hint)
        column.box.addSpacing(14)
        for widget in (self._at_heading, self._kind, self._detail, self._prompt_heading, self._prompt):
            column.box.addWidget(widget)
        column.box.addLayout(shifted(self.open_history))
        column.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("In this document"))
        self._hint.setText(
            self.tr(
                "Press a line to go to its next passage. The record is your own: it shows what this app saw, "
                "and is no proof of authorship."
            )
        )
        self._at_heading.setText(self.tr("At the cursor"))
        self._prompt_heading.setText(self.tr("The prompt it answered:"))
        self.open_history.setText(self.tr("Show in History"))
        self._show_shares()
        self._show_details()

    def show_shares(self, shares: Measured) -> None:
        """Take over newly measured shares."""
        self._shares = shares
        self._show_shares()

    def set_book(self, book: OriginBook) -> None:
        """The origins that the document on the page uses."""
        self._book = book

    def show_origin(self, position: int, origin: Origin | None) -> None:
        """The cursor stands at `position`, in text of `origin` (None: in no text)."""
        self._position = position
        if origin == self._origin:
            return
        self._origin, self._record = origin, None
        self._show_details()
        generation = self._generation(origin)
        if generation is not None and self.isVisible():
            reading = self._studio.background(lambda: self._studio.generation(generation))
            self._jobs.watch(
                reading, self, lambda record: self._show_record(origin, record), lambda _error: None
            )

    def jump(self, tint: Tint) -> None:
        """Go to the next passage of `tint` after the cursor, then round to the first."""
        spans = self._shares.spans[tint] if self._shares else ()
        if spans:
            after = [span for span in spans if span[0] > self._position]
            start, end = (after or list(spans))[0]
            self._position = start
            self.jump_wanted.emit(start, end)

    def _generation(self, origin: Origin | None) -> int | None:
        """The generation behind an origin, or behind the text it was typed into."""
        block = self._book.block(origin.id) if origin is not None and self._book is not None else None
        return self._book.get(block).generation_id if block is not None else None

    def _show_record(self, origin: Origin | None, record: GenerationRecord) -> None:
        if origin == self._origin:
            self._record = record
            self._show_details()

    def _open_history(self) -> None:
        generation = self._generation(self._origin)
        if generation is not None:
            self.history_wanted.emit(generation)

    def _show_shares(self) -> None:
        for tint, row in self.rows.items():
            words = self._shares.words[tint] if self._shares else 0
            percent = self._shares.percent(tint) if self._shares else 0
            figures = self.tr("%Ln words", "", words)
            row.show_share(self._names.tint(tint), f"{figures} · {number(percent)} %", percent)

    def _show_details(self) -> None:
        origin, record = self._origin, self._record
        generation = self._generation(origin)
        self._kind.setText(self._names.kind(origin.kind) if origin else self.tr("Nothing here yet"))
        lines = self._lines(origin, record) if origin else []
        self._detail.setText("\n".join(lines))
        self._detail.setVisible(bool(lines))
        prompt = record.prompt_text.strip() if record else ""
        if len(prompt) > PROMPT_SHOWN:
            prompt = "… " + prompt[-PROMPT_SHOWN:]
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(prompt))
        self._prompt_heading.setVisible(bool(prompt))
        self.open_history.setVisible(generation is not None)

    def _lines(self, origin: Origin, record: GenerationRecord | None) -> list[str]:
        lines = [when(origin.created_at)]
        if origin.source:
            lines.append(self.tr("From: {source}").format(source=origin.source))
        if origin.parent is not None and origin.generation_id is None:
            lines.append(self.tr("Typed into text the model wrote"))
        if record is not None:
            model = (
                f"{record.model_name} · {record.model_licence}" if record.model_licence else record.model_name
            )
            lines.append(self.tr("Model: {model}").format(model=model))
            if origin.candidate is not None and origin.candidate < len(record.candidates):
                seed = record.candidates[origin.candidate].seed
                words = self.tr("Candidate {number} of {total}, seed {seed}")
                lines.append(
                    words.format(number=origin.candidate + 1, total=len(record.candidates), seed=seed)
                )
        return lines
