"""When the watched folders are looked at: after the start, now and then, when the app comes to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.post import post

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport

FIRST_MS = 20_000  # after the window has opened, which is to be quick


class Lookout(QObject):
    """Rouses the studio, which looks at the folders, and tells what came of it."""

    brought = Signal(object)  # AddReport, with something in it
    looked = Signal()
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.begin)
        self._timer.start()
        QGuiApplication.instance().applicationStateChanged.connect(self._state)

    def begin(self) -> None:
        """Look from now on."""
        if self._begun:
            return
        self._begun = True
        self._timer.stop()
        carrier = post()

        def heard(report: AddReport) -> None:  # on the thread that looked
            carrier.send(self, lambda: self.brought.emit(report))

        self._studio.imports.listen(heard)
        self._studio.imports.begin_watching()

    def look(self) -> None:
        """Look now."""
        looking = self._studio.imports.look()
        self._jobs.watch(looking, self, self._found, self.failed.emit, self.looked.emit)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._begun:
            self._studio.imports.rouse()

    def _found(self, report: AddReport) -> None:
        if report.added or report.interrupted is not None:
            self.brought.emit(report)

    def leave(self) -> None:
        """The window closes."""
        self._timer.stop()
        QGuiApplication.instance().applicationStateChanged.disconnect(self._state)
