"""A dialog that shows a longer text: a rendered prompt, or what an import left out and why."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import Language, message
from muse_desktop.library.corpus import AddReport
from muse_desktop.ui.base.languages import Retranslated


class TextDialog(Retranslated, QDialog):
    """A heading, a text to read and copy, Close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self._about.setProperty("role", "muted")
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "plain")
        self.copy = QPushButton(self)
        self.copy.setProperty("role", "chip")
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "primary")
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        for widget in (self._about, self.text, buttons):
            box.addWidget(widget)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.accepted.connect(self.accept)
        self.resize(680, 520)

    def retranslate(self) -> None:
        """Set the words again."""
        self.copy.setText(self.tr("Copy"))
        self.close_button.setText(self.tr("Close"))


class PromptDialog(TextDialog):
    """Exactly what the model sees."""

    def __init__(
        self, prompt: str, parent: QWidget | None = None, sent_to: str = "", *, recorded: bool = False
    ) -> None:
        """`sent_to`: the address of a model that runs elsewhere; `recorded`: it has been read long since."""
        super().__init__(parent)
        self._sent_to, self._recorded = sent_to, recorded
        self.text.setPlainText(prompt)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.setWindowTitle(self.tr("The prompt"))
        here = self.tr(
            "Exactly what the model reads, marks included. Nothing else is sent, and nothing leaves this "
            "computer."
        )
        there = self.tr("What is sent to {address} when you ask for text. The marks are put in there.")
        if self._recorded:
            here = self.tr("Exactly what the model read, marks included.")
        self._about.setText(there.format(address=self._sent_to) if self._sent_to else here)
        self.text.setAccessibleName(self.tr("The prompt"))


class SkippedDialog(TextDialog):
    """What an import left out, file by file."""

    def __init__(self, report: AddReport, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = [f"{one.path}\n    {message(one.code, language, **one.values)}" for one in report.skipped]
        self.text.setPlainText("\n".join(lines))
        self._skipped = len(report.skipped)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.setWindowTitle(self.tr("Not added"))
        self._about.setText(self.tr("%Ln files were left out of the library:", "", self._skipped))
        self.text.setAccessibleName(self.tr("Files that were left out"))


class DetailsDialog(TextDialog):
    """What the model program said last, for somebody who can make sense of it."""

    def __init__(self, sentence: str, last_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._last_words = sentence, last_words.strip()
        self.resize(600, 360)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        super().retranslate()
        self.setWindowTitle(self.tr("Details"))
        self._about.setText(
            self.tr(
                "The last lines of the model program. They hold nothing you wrote; copy them if you want to "
                "ask somebody."
            )
        )
        said = self._last_words or self.tr("It said nothing.")
        self.text.setPlainText(f"{self._sentence}\n\n{said}\n")
        self.text.setAccessibleName(self.tr("Details"))
