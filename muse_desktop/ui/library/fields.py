"""What the writer notes about the texts that are chosen: one of them, or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.listing import Offered
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Quiet, calm
from muse_desktop.ui.library.stars import StarField
from muse_desktop.ui.library.words import RIGHTS, LibraryWords
from muse_desktop.ui.settings.parts import small_print

LINES = ("title", "author", "year", "source", "licence", "tags")
CHOICES = ("language", "rights")
ORDER = ("title", "author", "year", "language", "rights", "licence", "source", "tags", "rating")
LANGUAGES = ("en", "zh", "fr", "de", "es", "it", "pt", "nl", "ru", "ja", "ko", "el", "ar", "he", "id")
KEPT_AFTER_MS = 900
NOTES_HEIGHT = 74
MOST_EVIDENCE = 160  # characters of what a guess rests on
VARIOUS = object()


class Fields(Retranslated, QWidget):
    """Tells by `changed` what to note for all chosen texts, as soon as a field is left.

    With several texts a field shows what they share; one that stays empty leaves each as it is.
    """

    changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = LibraryWords(self)
        self._offered = Offered()
        self._shown: dict[str, Any] = {}
        self._many = self._filling = False
        self._evidence: Mapping[str, Any] = {}
        self.lines = {name: QLineEdit(self) for name in LINES}
        self.lines["year"].setValidator(QIntValidator(0, 9999, self))
        self._authors = QStringListModel(self)
        completer = QCompleter(self._authors, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.lines["author"].setCompleter(completer)
        self.boxes = {name: QComboBox(self) for name in CHOICES}
        self.stars = StarField(self)
        self.notes = QPlainTextEdit(self)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(NOTES_HEIGHT)
        self._names = {name: QLabel(self) for name in ORDER}
        self.evidence = {name: small_print(self) for name in ORDER}
        self._notes_name = QLabel(self)
        self._quiet = Quiet(KEPT_AFTER_MS, self._keep_notes, self)
        self._build()
        self._connect()
        self.retranslate()

    def control(self, name: str) -> QWidget:
        """The control of a field."""
        if name == "rating":
            return self.stars
        return self.lines[name] if name in self.lines else self.boxes[name]

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in ORDER:
            label, control = self._names[name], self.control(name)
            label.setProperty("role", "caption")
            label.setBuddy(control)
            held = QWidget(self)
            rows = QVBoxLayout(held)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(1)
            rows.addWidget(control)
            rows.addWidget(self.evidence[name])
            self.evidence[name].hide()
            form.addRow(label, held)
        self._notes_name.setProperty("role", "caption")
        self._notes_name.setBuddy(self.notes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(form)
        box.addWidget(self._notes_name)
        box.addWidget(self.notes)
        for combo in self.boxes.values():
            combo.setMinimumContentsLength(6)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        calm(self, *self.boxes.values())

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.editingFinished.connect(lambda name=name: self._keep_line(name))
        for name, combo in self.boxes.items():
            combo.activated.connect(lambda _at, name=name: self._keep_choice(name))
        self.stars.rated.connect(lambda rating: self._tell(rating=rating))
        self.notes.textChanged.connect(lambda: self._filling or self._quiet.start())
        self.notes.installEventFilter(self)

    def retranslate(self) -> None:
        """Set the words again."""
        words = {
            "title": self.tr("Title"),
            "author": self.tr("Author"),
            "year": self.tr("Year"),
            "language": self.tr("Language"),
            "rights": self.tr("Rights"),
            "licence": self.tr("Licence"),
            "source": self.tr("Source"),
            "tags": self.tr("Tags"),
            "rating": self.tr("Rating"),
        }
        for name, text in words.items():
            self._names[name].setText(text)
            if name != "rating":
                self.control(name).setAccessibleName(text)
        self._notes_name.setText(self.tr("Notes"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self._fill()

    def offer(self, offered: Offered) -> None:
        """What the library has already is offered while one types."""
        self._offered = offered
        authors = [name for name, _ in offered.authors if name]
        if authors != self._authors.stringList() and not self.lines["author"].hasFocus():
            self._authors.setStringList(authors)  # never under a list that is open

    # Showing

    def show_one(self, info: ItemInfo, notes: str, evidence: Mapping[str, Any]) -> None:
        """Show what is known of one text; `evidence`: what guesses rest on, by field."""
        self._many, self._evidence = False, evidence
        self._shown = {name: getattr(info, name) for name in ORDER} | {"notes": notes}
        self._fill()

    def show_many(self, shared: Mapping[str, Any]) -> None:
        """Show what several texts have in common; what is missing differs."""
        self._many, self._evidence = True, {}
        self._shown = {name: shared.get(name, VARIOUS) for name in ORDER} | {"notes": ""}
        self._fill()

    def _fill(self) -> None:
        if not self._shown:
            return
        self._filling = True
        for name, line in self.lines.items():
            value = self._shown[name]
            line.setPlaceholderText(self._hint(name, value))
            if not (line.hasFocus() and line.isModified()):
                line.setText(_text(name, value))
                line.setCursorPosition(0)
        self.lines["title"].setEnabled(not self._many)
        languages = list(dict.fromkeys([*LANGUAGES, *(code for code, _ in self._offered.languages if code)]))
        names = [(self._words.language(code), code) for code in ("", *languages)]
        self._choose("language", names)
        self._choose("rights", [(self._words.short_right(code), code) for code in RIGHTS])
        self.stars.show_rating(0 if self._shown["rating"] is VARIOUS else self._shown["rating"])
        self._notes_name.setVisible(not self._many)
        self.notes.setVisible(not self._many)
        if self.notes.toPlainText() != self._shown["notes"] and not self._quiet.isActive():
            self.notes.setPlainText(self._shown["notes"])
        for name, label in self.evidence.items():
            said = evidence_text(self._evidence.get(name))
            label.setVisible(bool(said))
            label.setText(self.tr("guessed from: {words}").format(words=said))
        self._filling = False

    def _hint(self, name: str, value: Any) -> str:
        if name == "tags":
            return self.tr("more tags for all of them") if self._many else self.tr("sea, childhood, …")
        return self.tr("various; stays as it is") if value is VARIOUS else ""

    def _choose(self, name: str, values: Sequence[tuple[str, str]]) -> None:
        combo, value = self.boxes[name], self._shown[name]
        wanted: list[tuple[str, Any]] = list(values)
        if value is VARIOUS:
            wanted.insert(0, (self.tr("various; stays as it is"), None))
        elif all(one != value for _, one in wanted):
            wanted.append((str(value), value))
        combo.clear()
        for words, one in wanted:
            combo.addItem(words, one)
        sought = None if value is VARIOUS else value
        combo.setCurrentIndex(next(at for at, (_, one) in enumerate(wanted) if one == sought))

    # Keeping

    def keep(self) -> None:
        """Keep what was typed and not left yet."""
        for name, line in self.lines.items():
            if line.isModified():
                self._keep_line(name)
        if self._quiet.isActive():
            self._keep_notes()

    def _keep_line(self, name: str) -> None:
        line = self.lines[name]
        if self._filling or not line.isModified() or not self._shown:
            return
        line.setModified(False)
        text = " ".join(line.text().split())
        if name == "tags":
            self._keep_tags(text)
        elif name == "year":
            self._keep_value(name, int(text) if text else None)
        elif name != "title" or text:
            self._keep_value(name, text)
        else:
            line.setText(_text(name, self._shown[name]))  # a text has a title

    def _keep_value(self, name: str, value: Any) -> None:
        empty = value in (None, "")
        if value != self._shown[name] and not (empty and self._shown[name] is VARIOUS):
            self._tell(**{name: value})

    def _keep_tags(self, text: str) -> None:
        tags = tags_in(text)
        if not self._many:
            if tags != list(self._shown["tags"]):
                self._tell(tags=tags)
            return
        shared = list(self._shown["tags"])
        changes: dict[str, Any] = {}
        if fresh := [tag for tag in tags if tag not in shared]:
            changes["add_tags"] = fresh
        if gone := [tag for tag in shared if tag not in tags]:
            changes["remove_tags"] = gone
        if changes:
            self._tell(**changes)

    def _keep_choice(self, name: str) -> None:
        value = self.boxes[name].currentData()
        if value is not None and value != self._shown.get(name):
            self._tell(**{name: value})

    def _keep_notes(self) -> None:
        self._quiet.stop()
        text = self.notes.toPlainText()
        if text != self._shown.get("notes"):
            self._shown["notes"] = text
            self._tell(notes=text)

    def _tell(self, **changes: Any) -> None:
        if not self._filling:
            self.changed.emit(changes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: notes are kept as soon as the keyboard leaves them."""
        if watched is self.notes and event.type() == QEvent.Type.FocusOut and self._quiet.isActive():
            self._keep_notes()
        return super().eventFilter(watched, event)


def tags_in(text: str) -> list[str]:
    """The tags of a line, parted by commas of any script."""
    for mark in "，、;；":
        text = text.replace(mark, ",")
    return list(dict.fromkeys(tag for part in text.split(",") if (tag := part.strip())))


def evidence_text(said: Any) -> str:
    """What a guess rests on, as one line: the words of the text in quotation marks."""
    if not said:
        return ""
    if isinstance(said, Mapping):
        said = said.get("quote") or said.get("text") or said.get("words") or ""
    line = " ".join(str(said).split())
    return f"“{line[:MOST_EVIDENCE]}…”" if len(line) > MOST_EVIDENCE else f"“{line}”" if line else ""


def _text(name: str, value: Any) -> str:
    if value is VARIOUS or value is None:
        return ""
    return ", ".join(value) if name == "tags" else str(value)
