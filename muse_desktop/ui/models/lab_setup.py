"""The left side of the speed lab: which models, on which text, and the button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from muse_desktop.models.values import ShelfModel
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.widgets import Chip, Column, ElidedLabel, Line, SectionLabel, shifted
from muse_desktop.ui.models.lab_job import JobStrip
from muse_desktop.ui.models.lab_picks import MOST, PickList
from muse_desktop.ui.settings.parts import small_print

Source = Literal["draft", "pasted", "sample"]
SOURCES: tuple[Source, ...] = ("draft", "pasted", "sample")
INDENT = 22  # of what stands below a radio button's words
ENOUGH_WORDS = 120  # a draft with fewer is not the first choice
PASTE_HEIGHT = 110


class Draft(NamedTuple):
    """The open document."""

    title: str
    text: str
    words: int


class LabSetup(Retranslated, QWidget):
    """One ticked model is measured alone; two to four are compared."""

    start_wanted = Signal()
    smaller_wanted = Signal()

    def __init__(self, sample: Callable[[], str], parent: QWidget | None = None) -> None:
        """`sample`: the app's own text, in the window's language."""
        super().__init__(parent)
        self._sample = sample
        self._draft: Draft | None = None
        self._chosen: Source | None = None  # None: the writer has not chosen
        self._read = False  # the shelf has been looked at
        self.column = Column(self, margin=16)
        inside = self.column.inside
        self._models_heading = SectionLabel(inside)
        self._models_about = small_print(inside)
        self.picks = PickList(inside)
        self._none = small_print(inside, "muted")
        self.smaller = Chip(parent=inside)
        self.making = JobStrip(inside)
        self.made = small_print(inside, "muted")
        self.compare_both = Chip(parent=inside)
        self._text_heading = SectionLabel(inside)
        self._group = QButtonGroup(self)
        self.sources: dict[Source, QRadioButton] = {name: QRadioButton(inside) for name in SOURCES}
        self._title = ElidedLabel(inside)
        self._title.setProperty("role", "caption")
        self.paste = QPlainTextEdit(inside)
        self.paste.setFixedHeight(PASTE_HEIGHT)
        self.paste.setTabChangesFocus(True)
        self._privacy = small_print(inside)
        self.start = QPushButton(self)
        self.start.setProperty("role", "primary")
        self.strip = JobStrip(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        box = self.column.box
        box.setSpacing(6)
        for widget in (self._models_heading, self._models_about, self.picks, self._none):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addLayout(shifted(self.smaller, 0))
        for widget in (self.making, self.made):
            box.addWidget(widget)
        box.addLayout(shifted(self.compare_both, 0))
        box.addSpacing(14)
        box.addWidget(self._text_heading)
        for name, radio in self.sources.items():
            self._group.addButton(radio)
            box.addWidget(radio)
            if name == "draft":
                box.addLayout(shifted(self._title, INDENT))
            elif name == "pasted":
                box.addWidget(self.paste)
        box.addSpacing(4)
        box.addWidget(self._privacy)
        box.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.strip)
        foot.addWidget(self.start)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column, 1)
        whole.addWidget(Line(self))
        whole.addLayout(foot)
        self.show_made("", "")

    def _connect(self) -> None:
        self.picks.picked.connect(self._show)
        self.smaller.clicked.connect(self.smaller_wanted)
        self.start.clicked.connect(self.start_wanted)
        self.paste.textChanged.connect(self._show)
        for name, radio in self.sources.items():
            radio.clicked.connect(lambda _on=False, to=name: self.choose(to))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        radios = list(self.sources.values())
        return [
            self.picks, self.smaller, self.making.cancel, self.compare_both, *radios, self.paste,
            self.strip.cancel, self.start,
        ]  # fmt: skip

    def retranslate(self) -> None:
        """Set the words again."""
        self._models_heading.setText(self.tr("Models"))
        self._models_about.setText(
            self.tr("Tick one to see how fast it is here, or two to four to compare them.")
        )
        self._none.setText(self.tr("There is no model to measure yet. Get more has some."))
        self.smaller.setText(self.tr("Make one smaller…"))
        self.smaller.setToolTip(self.tr("A larger file stored in fewer bits: less memory, more speed"))
        self.compare_both.setText(self.tr("Compare both"))
        self._text_heading.setText(self.tr("Text"))
        self.sources["draft"].setText(self.tr("The open document"))
        self.sources["pasted"].setText(self.tr("A text pasted here"))
        self.sources["sample"].setText(self.tr("The app's own sample"))
        self.paste.setPlaceholderText(self.tr("Paste a page or more of your prose"))
        self.paste.setAccessibleName(self.tr("Text to measure on"))
        self._privacy.setText(
            self.tr("Nothing leaves this computer: the models read the text here, and it is not kept.")
        )
        self._show()

    # What is chosen

    def show_models(self, models: Sequence[ShelfModel]) -> None:
        """Offer the models of the shelf."""
        self._read = True
        self.picks.show_models(models)
        self._show()

    def show_draft(self, draft: Draft | None) -> None:
        """The document that is open now; None or without words: there is none to offer."""
        self._draft = draft if draft is not None and draft.text.strip() else None
        self._show()

    @property
    def source(self) -> Source:
        """Which text is meant; a draft of some length unless the writer says otherwise."""
        if self._chosen is not None and (self._chosen != "draft" or self._draft is not None):
            return self._chosen
        return "draft" if self._draft is not None and self._draft.words >= ENOUGH_WORDS else "sample"

    def choose(self, source: Source) -> None:
        """The writer chooses a text."""
        self._chosen = source
        self._show()
        if source == "pasted":
            self.paste.setFocus()

    @property
    def text(self) -> str:
        """The text to measure on."""
        if self.source == "pasted":
            return self.paste.toPlainText()
        return self._draft.text if self.source == "draft" and self._draft is not None else self._sample()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to measure."""
        return self.picks.paths

    # What is shown

    def show_made(self, words: str, compare: str) -> None:
        """What came of making a file smaller; `compare`: who would be compared, "" for none."""
        self.made.setText(words)
        self.made.setVisible(bool(words))
        self.compare_both.setVisible(bool(compare))
        self.compare_both.setToolTip(compare)

    def _show(self) -> None:
        source, count = self.source, len(self.picks.paths)
        for name, radio in self.sources.items():
            radio.setChecked(name == source)
        draft = self._draft
        self.sources["draft"].setEnabled(draft is not None)
        words = self.tr("{title} · %Ln words", "", draft.words) if draft else ""
        self._title.setText(words.format(title=draft.title) if draft else "")
        self._title.setVisible(draft is not None)
        self.paste.setVisible(source == "pasted")
        any_model = bool(self.picks.models) or not self._read
        for widget, shown in ((self.picks, any_model), (self._none, not any_model)):
            widget.setVisible(shown)
        self.smaller.setEnabled(bool(self.picks.models))
        if count > 1:
            self.start.setText(self.tr("Compare {count} models").format(count=number(count)))
        else:
            self.start.setText(self.tr("Measure its speed") if count else self.tr("Measure"))
        ready = bool(count) and (source != "pasted" or bool(self.paste.toPlainText().strip()))
        self.start.setEnabled(ready)
        self.start.setToolTip(self.tr("At most {count} at a time").format(count=number(MOST)))
        self.start.setVisible(self.strip.job is None)

    def follow(self, strip: JobStrip) -> None:
        """A strip has got or lost its job."""
        self.smaller.setVisible(self.making.job is None)
        self._show()
        if strip is self.strip:
            self.start.setVisible(strip.job is None)
