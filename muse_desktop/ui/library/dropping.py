"""Files and folders dropped on a part of the window that shows the library are added to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from muse_desktop.ui.base.widgets import restyle
from muse_desktop.ui.models.dropped import model_files

if TYPE_CHECKING:
    from muse_desktop.ui.library.adding import Adding


class TakesTexts(QWidget):
    """A widget that brings what is dropped on it into the library, and is lit while it would."""

    adding: Adding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: texts are welcome; models are for the window."""
        if dropped_texts(event.mimeData()):
            self._light(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: the drag went elsewhere."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: add what was dropped."""
        self._light(False)
        event.acceptProposedAction()
        self.adding.take(dropped_texts(event.mimeData()))

    def _light(self, on: bool) -> None:
        self.setProperty("dropping", on)
        restyle(self)


def dropped_texts(mime: QMimeData) -> list[Path]:
    """The files and folders that are dragged here; none where a model is among them: that is the window's."""
    if model_files(mime):
        return []
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
