"""What the full views of the window have in common: the line at their top."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

TOP_HEIGHT = 40


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
