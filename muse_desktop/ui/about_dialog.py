"""What this program is, its version, its licence, and where the writer's work is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop import __version__
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import Retranslated


class AboutDialog(Retranslated, QDialog):
    """A few sentences and a Close button."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._title = QLabel(f"Muse Desktop {__version__}", self)
        self._title.setProperty("role", "heading")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._where = QLabel(self)
        self._where.setProperty("role", "muted")
        self._where.setWordWrap(True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self)
        self._close.setProperty("role", "primary")
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(10)
        for widget in (self._title, self._words, self._where, buttons):
            box.addWidget(widget)
        self.setMinimumWidth(460)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("About Muse Desktop"))
        self._words.setText(
            self.tr(
                "Write with a model that runs on your own computer; know which words are yours; check that "
                "none are someone else's. Nothing leaves this computer. Free software, Apache License 2.0."
            )
        )
        self._where.setText(self.tr("Your work is kept in {folder}").format(folder=self._studio.root))
        self._close.setText(self.tr("Close"))
