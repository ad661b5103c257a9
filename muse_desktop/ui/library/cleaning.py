"""What was done to a text when it came in: each step with what it changed, to be turned off and on again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from muse_desktop.errors import message
from muse_desktop.library.cleaning.steps import NAMES
from muse_desktop.library.corpus import ItemDetails
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import Chip, SectionLabel
from muse_desktop.ui.library.words import CleaningWords, joined
from muse_desktop.ui.settings.parts import small_print

MOST_SAMPLES = 4
INDENT = 22  # below the words of a tick


class CleaningPart(Retranslated, QWidget):
    """Says by `steps_wanted` which steps are to be on; nothing of the original is ever lost by them."""

    steps_wanted = Signal(int, tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = CleaningWords(self)
        self._details: ItemDetails | None = None
        self._label = SectionLabel(self)
        self._about = small_print(self)
        self._shape, self._flags = small_print(self), small_print(self, "overlap")
        self.ticks = {name: QCheckBox(self) for name in NAMES}
        self.counts = {name: small_print(self) for name in NAMES}
        self.more = Chip(parent=self)
        self._open = False
        self._build()
        self.retranslate()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        for label in (self._label, self._about):
            box.addWidget(label)
        for name, tick in self.ticks.items():
            tick.clicked.connect(self._ticked)
            box.addWidget(tick)
            self.counts[name].setIndent(INDENT)
            self.counts[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(self.counts[name])
        self.more.clicked.connect(self._turn)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self._flags, self._shape):
            box.addWidget(label)

    def retranslate(self) -> None:
        """Set the words again."""
        self._label.setText(self.tr("Cleaning"))
        self._about.setText(
            self.tr("How the text follows from its file. The original is kept, so every step can be undone.")
        )
        for name, tick in self.ticks.items():
            tick.setText(self._words.step(name))
            tick.setToolTip(self._words.about(name))
        self._show()

    def show_details(self, details: ItemDetails | None) -> None:
        """Show what was done to one text."""
        if details is not None and (self._details is None or details.info.id != self._details.info.id):
            self._open = False
        self._details = details
        self._show()

    def _turn(self) -> None:
        self._open = not self._open
        self._show()

    def _ticked(self) -> None:
        if self._details is not None:
            on = tuple(name for name, tick in self.ticks.items() if tick.isChecked())
            self.setEnabled(False)  # until the text has been made again
            self.steps_wanted.emit(self._details.info.id, on)

    def _show(self) -> None:
        details = self._details
        known = details is not None and bool(details.report)
        self.setVisible(known)
        self.setEnabled(True)
        if details is None or not known:
            return
        done: Mapping[str, Any] = details.report.get("steps", {})
        for name, tick in self.ticks.items():
            tick.setChecked(name in details.steps)
            shown = self._open or name in done or (name == "control_tokens" and self._flagged(details))
            tick.setVisible(shown)
            self._show_count(self.counts[name], done.get(name), shown)
        self.more.setText(self.tr("Only what changed something") if self._open else self.tr("All steps"))
        note = details.report.get("note") or ""
        said = message(note, spoken(), encoding=details.encoding) if note else ""
        self._flags.setText("\n".join(part for part in (said, self._flag_words(details)) if part))
        self._flags.setVisible(bool(self._flags.text()))
        self._shape.setText(self._words.shape(details.report.get("segments") or {}))
        self._shape.setVisible(bool(self._shape.text()))

    def _show_count(self, label: QLabel, did: Mapping[str, Any] | None, shown: bool) -> None:
        label.setVisible(shown and did is not None)
        if did is None:
            return
        lines = [self._words.places(int(did.get("count", 0)))]
        samples = did.get("samples", ())[: MOST_SAMPLES if self._open else 1]
        lines += [self._words.sample(str(one.get("from", "")), str(one.get("to", ""))) for one in samples]
        label.setText("\n".join(lines) if self._open else joined(*lines))

    def _flagged(self, details: ItemDetails) -> bool:
        return bool(details.report.get("flags"))

    def _flag_words(self, details: ItemDetails) -> str:
        flags = details.report.get("flags", ())
        found = [f"{one.get('text')} ({number(one.get('count', 0))})" for one in flags]
        if not found:
            return ""
        return self.tr("Leftovers of a chat model stand in the text: {marks}").format(marks=", ".join(found))
