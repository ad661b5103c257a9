"""What the full views of this package share: notices below the top line, and a body."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.full_view import FullView, top_line
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.notices import Notice, NoticeBar


class ShelfFrame(FullView):
    """A full view whose `body` holds what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notices = NoticeBar(self)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top_line(self, self.title, self.back_chip))
        box.addWidget(self.notices)
        box.addLayout(self.body, 1)

    def refuse(self, error: MuseError) -> None:
        """Say what went wrong at the top of the view."""
        self.notices.tell(Notice(error.code, lambda: error.text(spoken())))


def caption(parent: QWidget, role: str = "caption") -> QLabel:
    """A label whose lines wrap."""
    made = QLabel(parent)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """`inside` as wide as its place, scrolling up and down."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    inside.setProperty("role", "column")
    area.setWidget(inside)
    return area
