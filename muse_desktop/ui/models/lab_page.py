"""Which of several models is fast and good enough, on the writer's own text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.jobs import Jobs


class LabPage(QWidget):
    """A page of `ModelsView`: not there yet."""

    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        box = QVBoxLayout(self)
        box.addWidget(QLabel("…", self))

    def shown(self) -> None:
        """The page has come to the front."""
