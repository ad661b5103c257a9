"""A long job of the speed lab as the window sees it: how far it is, what it does, and Cancel."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from muse_desktop.studio.lab_values import Step
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.models.lab_words import LabWords
from muse_desktop.ui.settings.parts import small_print

PARTS = 1000  # of the bar


class LabJob(QObject):
    """`tell` and `cancelled` may be called on any thread; `moved` comes on the window's."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fraction = 0.0
        self.step: Step | None = None
        self._stop = threading.Event()
        self._post = post()

    def tell(self, fraction: float, step: Step) -> None:
        """What the lab calls now and then."""
        self._post.send(self, lambda: self._take(fraction, step))

    def cancelled(self) -> bool:
        """Whether the writer has thought better of it."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Give it up; the lab looks ten times a second."""
        self._stop.set()
        self.moved.emit()

    def _take(self, fraction: float, step: Step) -> None:
        self.fraction, self.step = max(0.0, min(1.0, fraction)), step
        self.moved.emit()


class JobStrip(Retranslated, QWidget):
    """A bar, what is being done, Cancel; hidden while there is no job."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = LabWords(self)
        self.job: LabJob | None = None
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.label = small_print(self)
        self.cancel = TextButton(self)
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.bar)
        box.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.cancel.setText(self.tr("Cancel"))
        self.bar.setAccessibleName(self.tr("How far it is"))
        self._show()

    def follow(self, job: LabJob | None) -> None:
        """Show a job until another is followed; None: nothing runs."""
        self.job = job
        if job is not None:
            job.moved.connect(self._show)
        self._show()

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def _show(self) -> None:
        job = self.job
        self.setVisible(job is not None)
        if job is None:
            return
        self.bar.setRange(0, PARTS if job.step is not None else 0)
        self.bar.setValue(round(job.fraction * PARTS))
        self.cancel.setEnabled(not job.cancelled())
        if job.cancelled():
            self.label.setText(self.tr("Stopping…"))
        elif job.step is None:
            self.label.setText(self.tr("Waiting for its turn…"))
        else:
            self.label.setText(self._words.step(job.step))
