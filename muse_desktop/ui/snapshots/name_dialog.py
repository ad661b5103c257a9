"""Asks for the name of a snapshot, or whether it may go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.ui.base.widgets import fit

WIDTH = 440
MOST_LETTERS = 200


class NameDialog(QDialog):
    """A name, which may be empty; `done` gets it when the writer agrees. Open it with `open()`."""

    def __init__(
        self, title: str, about: str, verb: str, name: str, done: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        words = QLabel(about, self)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(MOST_LETTERS)
        self.name.setAccessibleName(self.tr("Name of the snapshot"))
        self.name.setPlaceholderText(self.tr("Name (you may leave it empty)"))
        self.name.selectAll()
        self.keep = QPushButton(verb, self)
        self.keep.setProperty("role", "primary")
        self.keep.setDefault(True)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(12)
        for widget in (heading, words, self.name):
            box.addWidget(widget)
        box.addLayout(row)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        self.accepted.connect(lambda: done(self.name.text().strip()))
        self.finished.connect(self.deleteLater)
        fit(self, WIDTH)
        self.name.setFocus()
