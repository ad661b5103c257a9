"""What the pages of the settings are built of: forms with aligned labels, small print, sizes in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from muse_desktop.ui.base.languages import decimal, number, spoken
from muse_desktop.ui.base.widgets import Column, SectionLabel, restyle

LABEL_WIDTH = 130
GB, MB = 1e9, 1e6  # as the sentences of the engine count
SMALL = 95e6  # bytes; less would round to 0.0 GB


def in_bytes(size: float) -> str:
    """A number of bytes in GB with one place, or in MB where that says more, as the language writes it."""
    return f"{decimal(size / GB, 1)} GB" if size >= SMALL else f"{number(round(size / MB))} MB"


def sentences(*parts: str) -> str:
    """Sentences one after another, as the language sets them."""
    return ("" if spoken() == "zh" else " ").join(part for part in parts if part)


def small_print(parent: QWidget, role: str = "caption") -> QLabel:
    """A wrapped label for a sentence or two."""
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def set_role(label: QLabel, role: str) -> None:
    """Give a label another look, if it has not got it."""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)


class Form(QFormLayout):
    """Rows with their names to the left, all names equally wide."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[QWidget, QLabel] = {}
        self.setHorizontalSpacing(18)
        self.setVerticalSpacing(9)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, control: QWidget, place: QWidget | None = None) -> None:
        """A row for `control`; `place` holds it where it is not alone."""
        label = QLabel(control.parentWidget())
        label.setMinimumWidth(LABEL_WIDTH)
        label.setBuddy(control)
        self._names[control] = label
        self.addRow(label, place or control)

    def name(self, control: QWidget, words: str) -> None:
        """Set the words of a row, for eyes and for screen readers."""
        self._names[control].setText(words)
        control.setAccessibleName(words)

    def show_row(self, control: QWidget, shown: bool) -> None:
        """Show or hide a row."""
        self._names[control].setVisible(shown)
        control.setVisible(shown)


class Page(Column):
    """One page of the settings: sections under one another, scrolling where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=22)
        self.box.setSpacing(9)
        self._begun = False

    def section(self) -> SectionLabel:
        """Begin a part; returns its heading."""
        heading = SectionLabel(self.inside)
        if self._begun:
            self.box.addSpacing(14)
        self._begun = True
        self.box.addWidget(heading)
        return heading
