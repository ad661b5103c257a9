"""The Check tab's quiet line: whether passages are marked while one writes, and what stands in this
paragraph."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import ElidedLabel
from muse_desktop.ui.originality.live import Standing


class LiveLine(Retranslated, QWidget):
    """A switch and a line of words."""

    switched = Signal(bool)  # the writer wants marks while writing, or not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing()
        self.switch = QCheckBox(self)
        self.switch.clicked.connect(self.switched)
        self.line = ElidedLabel(self)
        self.line.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.switch)
        box.addWidget(self.line)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.switch.setText(self.tr("Mark passages while I write"))
        self.switch.setToolTip(
            self.tr("A paragraph is compared with your library when you rest. Nothing goes on record.")
        )
        self._show()

    def set_on(self, on: bool) -> None:
        """Whether marks are made."""
        self.switch.setChecked(on)
        self._show()

    def show_standing(self, standing: Standing) -> None:
        """What is known of the paragraph with the cursor."""
        if standing != self._standing:
            self._standing = standing
            self._show()

    def _show(self) -> None:
        words = self._words() if self.switch.isChecked() else ""
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def _words(self) -> str:
        known = self._standing
        if known.passages:
            said = self.tr("%Ln passages in this paragraph", "", known.passages)
            if known.title:
                said = self.tr("{passages}: “{title}”").format(passages=said, title=known.title)
            return said
        if not known.compared:
            return self.tr("There is nothing to compare with yet.")
        return self.tr("Nothing to mark in this paragraph") if known.looked else ""
