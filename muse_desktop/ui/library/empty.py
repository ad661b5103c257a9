"""What stands in the place of the list when there is nothing in it: no texts yet, or none that fits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip
from muse_desktop.ui.settings.parts import small_print

WIDTH = 430


class _Middle(Retranslated, QWidget):
    """A heading, a few sentences and buttons in the middle of the room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.about = small_print(self, "muted")
        self.how = small_print(self, "muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        inner = QWidget(self)
        inner.setMaximumWidth(WIDTH)
        rows = QVBoxLayout(inner)
        rows.setSpacing(10)
        rows.addWidget(self.heading)
        rows.addWidget(self.about)
        rows.addWidget(self.how)
        rows.addSpacing(4)
        rows.addLayout(self.buttons)
        box = QVBoxLayout(self)
        box.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        box.addLayout(across)
        box.addStretch(3)


class EmptyLibrary(_Middle):
    """There are no texts: what they are good for, and how to add some."""

    files = Signal()
    folder = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add, self.add_folder = QPushButton(self), Chip(parent=self)
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(self.files)
        self.add_folder.clicked.connect(self.folder)
        self.buttons.addWidget(self.add)
        self.buttons.addWidget(self.add_folder)
        self.buttons.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.heading.setText(self.tr("No texts yet"))
        self.about.setText(
            self.tr(
                "Your own texts and those you love live here: to search, to reread, to write in conversation "
                "with, and to compare your drafts with. They stay on this computer, and the files you add "
                "are kept as they are."
            )
        )
        self.how.setText(self.tr("Drop files or whole folders in this window, or choose them."))
        self.add.setText(self.tr("Add files…"))
        self.add_folder.setText(self.tr("Add a folder…"))


class NothingFound(_Middle):
    """There are texts, but none that was asked for."""

    everything = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clear = Chip(parent=self)
        self.clear.clicked.connect(self.everything)
        self.buttons.addWidget(self.clear)
        self.buttons.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.heading.setText(self.tr("No text fits"))
        self.about.setText(
            self.tr("Nothing is like what you ask for at the left. Ask for less, or show everything.")
        )
        self.clear.setText(self.tr("Show everything"))
        self.how.hide()
