"""One import at a time, whoever of the window's parts asked for it; both of them show how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, decimal, number
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import ElidedLabel, TextButton
from muse_desktop.ui.library.words import joined

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddProgress, AddReport

    Heard = Callable[[AddProgress], None]


class Adding(QObject):
    """Brings files and folders into the library in the background."""

    begun = Signal()
    progressed = Signal(object)  # AddProgress
    finished = Signal(object)  # AddReport
    failed = Signal(object)  # MuseError
    over = Signal()  # after either of them

    def __init__(self, studio: Studio, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._jobs, self._parent = studio, jobs, window
        self._cancelled = threading.Event()
        self.running = False

    def choose_files(self) -> None:
        """Ask for files, then add them."""
        endings = "*.txt *.md *.html *.docx *.odt *.rtf *.epub *.pdf *.fountain"
        texts, everything = self.tr("Texts and documents"), self.tr("All files")
        kinds = f"{texts} ({endings});;{everything} (*)"
        title = self.tr("Add to the library")
        names, _ = QFileDialog.getOpenFileNames(self._parent.window(), title, "", kinds)
        self.take([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder, then add the texts in it."""
        asked = self.tr("Add a folder to the library")
        name = QFileDialog.getExistingDirectory(self._parent.window(), asked)
        self.take([Path(name)] if name else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Add `paths`; nothing while another import runs."""
        if paths:
            self._run(lambda heard, cancelled: self._studio.add_to_library(paths, heard, cancelled))

    def _run(self, start: Callable[[Heard, Callable[[], bool]], Future[Any]]) -> None:
        if self.running:
            return
        self.running = True
        self._cancelled = threading.Event()
        self.begun.emit()
        carrier = post()

        def heard(progress: AddProgress) -> None:  # on the thread that reads
            carrier.send(self, lambda: self.progressed.emit(progress))

        adding = start(heard, self._cancelled.is_set)
        self._jobs.watch(adding, self, self._finished, self.failed.emit, self._over)

    def resume(self) -> None:
        """Go on with the imports that were cut off."""
        self._run(self._studio.imports.resume)

    def stop(self) -> None:
        """End the import; what has been added stays."""
        self._cancelled.set()

    def _finished(self, report: AddReport | Sequence[AddReport]) -> None:
        for one in report if isinstance(report, Sequence) else [report]:
            self.finished.emit(one)

    def _over(self) -> None:
        self.running = False
        self.over.emit()


class ImportStrip(Retranslated, QWidget):
    """How far an import is, and Cancel; hidden while there is none."""

    def __init__(self, adding: Adding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adding = adding
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._doing = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._doing.setProperty("role", "caption")
        self.cancel = TextButton(self)
        self.cancel.clicked.connect(adding.stop)
        line = QHBoxLayout()
        line.addWidget(self._doing, 1)
        line.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 4, 4)
        box.setSpacing(3)
        box.addWidget(self._bar)
        box.addLayout(line)
        adding.begun.connect(self._begin)
        adding.progressed.connect(self._show)
        adding.over.connect(self.hide)
        self.retranslate()
        self.setVisible(adding.running)

    def retranslate(self) -> None:
        """Set the words again."""
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Stop adding to the library"))
        self._bar.setAccessibleName(self.tr("Progress of adding texts"))

    def _begin(self) -> None:
        self._bar.setRange(0, 0)
        self._doing.setText(self.tr("Reading…"))
        self.show()

    def _show(self, progress: AddProgress) -> None:
        if progress.waiting:
            self._bar.setRange(0, 0)
            self._doing.setText(self.tr("Waits for another import to end…"))
            return
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        words = self.tr("{done} of {total}: {name}")
        name = Path(progress.path).name
        said = words.format(done=number(progress.done), total=number(progress.total), name=name)
        rate = self.tr("{rate} MB a second").format(rate=decimal(progress.rate / 1e6, 1))
        left = self.tr("%Ln left out", "", progress.skipped) if progress.skipped else ""
        self._doing.setText(joined(said, rate if progress.rate else "", left))
