"""The words and phrases the model must not use, as the writer keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import TextButton, restyle, shifted

MOST_PHRASES = 200
MOST_LETTERS = 100  # of one phrase, in code points
# Turns of phrase that language models are known to overuse; offered, never set unasked.
WORN = {
    "en": (
        "a testament to", "tapestry of", "shivers down", "barely above a whisper", "couldn't help but",
        "sent a shiver", "a mix of", "the air was thick with", "let out a breath", "eyes widened",
        "heart pounding", "in that moment", "little did", "dance of", "echoed through",
    ),
    "zh": (
        "不禁", "仿佛在诉说", "嘴角勾起", "眼中闪过一丝", "心中涌起", "空气仿佛凝固", "时间仿佛静止",
        "深吸一口气", "一股暖流", "宛如一幅", "交织在一起", "总而言之",
    ),
}  # fmt: skip


def phrases(text: str) -> tuple[str, ...]:
    """The phrases in `text`, one a line: trimmed, without empty ones and repetitions (in any case)."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        phrase = " ".join(line.split())
        if phrase:
            found.setdefault(phrase.casefold(), phrase)
    return tuple(found.values())


def too_long(given: Sequence[str]) -> tuple[str, ...]:
    """Those that are longer than a phrase may be."""
    return tuple(phrase for phrase in given if len(phrase) > MOST_LETTERS)


class BansDialog(Retranslated, QDialog):
    """A page with one phrase a line; Save is possible while it keeps to the limits."""

    def __init__(self, banned: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = QLabel(self)
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText("".join(f"{phrase}\n" for phrase in banned))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.count = QLabel(self)
        self.count.setProperty("role", "caption")
        self.count.setWordWrap(True)
        self.worn = TextButton(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self)
        self.save.setProperty("role", "primary")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 18)
        box.setSpacing(10)
        for widget in (self._about, self.text, self.count):
            box.addWidget(widget, int(widget is self.text))
        box.addLayout(shifted(self.worn))
        box.addWidget(self.buttons)
        self.text.textChanged.connect(self._count)
        self.worn.clicked.connect(self.add_worn)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.retranslate()
        self.resize(460, 440)
        self.text.setFocus()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Words the model must not use"))
        self._about.setText(
            self.tr(
                "One word or phrase a line. Wherever the model is about to use one, it goes back and takes "
                "another way. Capitals make no difference."
            )
        )
        self.text.setAccessibleName(self.tr("Words the model must not use"))
        self.text.setPlaceholderText(self.tr("One word or phrase a line"))
        self.worn.setText(self.tr("Add phrases that models overuse"))
        self.save.setText(self.tr("Save"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self._count()

    def banned(self) -> tuple[str, ...]:
        """The phrases as they stand."""
        return phrases(self.text.toPlainText())

    def add_worn(self) -> None:
        """Add the known clichés of the language spoken, as far as they fit and are not there yet."""
        before = self.banned()
        after = phrases("\n".join((*before, *WORN[spoken()])))[: max(MOST_PHRASES, len(before))]
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("".join(f"{phrase}\n" for phrase in after))  # one step of undo
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _count(self) -> None:
        banned = self.banned()
        long = too_long(banned)
        if long:
            words = self.tr("“{phrase}…” is too long: {most} letters at most.").format(
                phrase=long[0][:24], most=number(MOST_LETTERS)
            )
        elif len(banned) > MOST_PHRASES:
            words = self.tr("%Ln phrases are too many: {most} at most.", "", len(banned)).format(
                most=number(MOST_PHRASES)
            )
        else:
            words = self.tr("%Ln phrases", "", len(banned))
        fits = not long and len(banned) <= MOST_PHRASES
        self.count.setText(words)
        role = "caption" if fits else "error"
        if self.count.property("role") != role:
            self.count.setProperty("role", role)
            restyle(self.count)
        self.save.setEnabled(fits)
