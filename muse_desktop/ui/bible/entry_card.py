"""One entry of the story bible, edited where it stands; what is typed is kept after a pause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.manuscript.bible import ENTRY_KINDS, MENTIONS, Entry, read_names
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip, Quiet, TextButton
from muse_desktop.ui.bible.words import kind_words, mention_words

KEEP_AFTER_MS = 600
LEAST_LINES, MOST_LINES = 3, 5
FRAME = 18  # around the notes, in pixels


class EntryCard(Retranslated, QFrame):
    """Name, kind, other names, notes, and when the model is told of it."""

    edited = Signal(int, object)  # entry id, what `Bible.change` is to set
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._entry: Entry | None = None
        self.name = QLineEdit(self)
        self.aliases = QLineEdit(self)
        self.notes = QPlainTextEdit(self)
        self.notes.setTabChangesFocus(True)
        line = self.notes.fontMetrics().lineSpacing()
        self.notes.setMinimumHeight(LEAST_LINES * line + FRAME)
        self.notes.setMaximumHeight(MOST_LINES * line + FRAME)
        self.kinds = {kind: Chip(parent=self, checkable=True) for kind in ENTRY_KINDS}
        self.mentions = {mention: Chip(parent=self, checkable=True) for mention in MENTIONS}
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        for group, chips in zip(self._groups, (self.kinds, self.mentions), strict=True):
            for chip in chips.values():
                group.addButton(chip)
        self._told = QLabel(self)
        self._told.setProperty("role", "caption")
        self.remove = TextButton(self)
        self._build()
        self._quiet = Quiet(KEEP_AFTER_MS, self.keep, self)
        for field in (self.name, self.aliases):
            field.textEdited.connect(self._quiet.start)
            field.editingFinished.connect(self.keep)
        self.notes.textChanged.connect(self._quiet.start)
        self.notes.installEventFilter(self)
        for group in self._groups:
            group.buttonClicked.connect(lambda _chip: self.keep())
        self.remove.clicked.connect(self.remove_wanted)
        self.retranslate()

    def _build(self) -> None:
        rows = []
        for chips in (self.kinds, self.mentions):
            row = FlowLayout(across=5, down=4)
            for chip in chips.values():
                row.addWidget(chip)
            rows.append(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 8)
        box.setSpacing(8)
        box.addWidget(self.name)
        box.addLayout(rows[0])
        box.addWidget(self.aliases)
        box.addWidget(self.notes, 1)
        box.addWidget(self._told)
        box.addLayout(rows[1])
        box.addLayout(foot)

    def retranslate(self) -> None:
        """Set the words again."""
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.aliases.setAccessibleName(self.tr("Other names"))
        self.aliases.setPlaceholderText(self.tr("Other names, with commas between them"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("Notes: who, what, where; what must stay true"))
        self._told.setText(self.tr("The model is told of it"))
        for kind, chip in self.kinds.items():
            chip.setText(kind_words(kind))
        hints = {
            "always": self.tr("Every prompt tells of it, and so leaves less room for your text."),
            "named": self.tr(
                "A prompt tells of it when one of its names stands in the text before the cursor, in the "
                "selection or in what you ask."
            ),
            "never": self.tr("It is for your eyes only."),
        }
        for mention, chip in self.mentions.items():
            chip.setText(mention_words(mention))
            chip.setToolTip(hints[mention])
            chip.setAccessibleDescription(f"{self._told.text()}. {hints[mention]}")
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove this entry"))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [
            self.name,
            *self.kinds.values(),
            self.aliases,
            self.notes,
            *self.mentions.values(),
            self.remove,
        ]

    @property
    def entry(self) -> Entry | None:
        """The entry that is edited, as it was last read."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Edit another entry (what was typed into the old one is kept), or take over what is kept of this."""
        same = entry is not None and self._entry is not None and entry.id == self._entry.id
        if not same:
            self.keep()
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None or (same and self._quiet.isActive()):
            return
        for field, text in ((self.name, entry.name), (self.aliases, ", ".join(entry.aliases))):
            if not (same and field.hasFocus()) and field.text() != text:
                field.setText(text)
        if not (same and self.notes.hasFocus()) and self.notes.toPlainText() != entry.notes:
            self.notes.setPlainText(entry.notes)
        self.kinds[entry.kind].setChecked(True)
        self.mentions[entry.mention].setChecked(True)
        self._quiet.stop()  # what was set here is what is kept

    def keep(self) -> None:
        """Hand over what has been changed since it was last kept; an entry without a name keeps the old."""
        self._quiet.stop()
        entry = self._entry
        if entry is None:
            return
        found: dict[str, Any] = {
            "name": " ".join(self.name.text().split()) or entry.name,
            "kind": next(kind for kind, chip in self.kinds.items() if chip.isChecked()),
            "aliases": read_names(self.aliases.text()),
            "notes": self.notes.toPlainText().strip(),
            "mention": next(mention for mention, chip in self.mentions.items() if chip.isChecked()),
        }
        changed = {name: value for name, value in found.items() if value != getattr(entry, name)}
        if not self.name.text().strip() and not self.name.hasFocus():
            self.name.setText(entry.name)
        if changed:
            self._entry = replace(entry, **changed)  # so that it is handed over once
            self.edited.emit(entry.id, changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keyboard leaves the notes."""
        if watched is self.notes and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def focus_name(self) -> None:
        """Put the keyboard into the name, all of it chosen."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()
