"""What the full views of the window have in common: the line at their top, and the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip

TOP_HEIGHT = 40


class BackChip(Retranslated, Chip):
    """Leads from a full view back to the page, as Esc does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setText(self.tr("Back to the page  Esc"))


def top_line(view: QWidget, *parts: QWidget, wide: QWidget | None = None) -> QFrame:
    """`parts` from left to right; `wide` takes the room, else the last one stands at the right end."""
    top = QFrame(view)
    top.setProperty("role", "topbar")
    top.setFixedHeight(TOP_HEIGHT)
    head = QHBoxLayout(top)
    head.setContentsMargins(14, 0, 14, 0)
    head.setSpacing(14)
    for part in parts:
        if wide is None and part is parts[-1]:
            head.addStretch(1)
        head.addWidget(part, int(part is wide))
    return top
