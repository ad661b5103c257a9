"""Downloads as the window sees them, and a mark in the status bar while one runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.values import Download, Task, Wanted
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import TextButton

BUSY = ("running", "verifying", "waiting")


def tasks_of(wanted: Wanted) -> tuple[Task, ...]:
    """What a download is for; prose where nobody said."""
    return wanted.tasks or ("prose",)

LATER_MS = 300
"""The window first: only then is the list of downloads read, and what may fetch them imported."""


class DownloadWatch(QObject):
    """The downloads as the window sees them: changes arrive on the window's thread, in bunches."""

    changed = Signal()
    failed = Signal(object)  # MuseError

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        listen(self, studio.models.downloads.on_change, self.changed.emit)

    @property
    def all(self) -> tuple[Download, ...]:
        """Every download that is not put away, the oldest first."""
        return self._studio.models.downloads.all()

    def of(self, repo: str, path: str) -> Download | None:
        """The download of a file of a repository, if there is one."""
        for download in self.all:
            if download.wanted.repo == repo and any(one.path == path for one in download.wanted.files):
                return download
        return None

    def begin(self, wanted: Wanted) -> None:
        """Download something, or go on where it stopped."""
        known = self.of(wanted.repo, wanted.files[0].path if wanted.files else "")
        if known is not None and known.state in ("paused", "failed"):
            self.resume(known)
        else:
            self._do(lambda: self._studio.models.download(wanted))

    def in_use(self, download: Download) -> bool:
        """Whether it is what the writer writes with, or what its task is done with."""
        models, path = self._studio.models, Path(download.path)
        return bool(download.path) and any(models.default(task) == path for task in tasks_of(download.wanted))

    def pause(self, download: Download) -> None:
        """Hold it; what is there stays."""
        self._do(lambda: self._studio.models.downloads.pause(download.id))

    def resume(self, download: Download) -> None:
        """Go on where it stopped."""
        self._do(lambda: self._studio.models.downloads.resume(download.id))

    def remove(self, download: Download) -> None:
        """Stop it and delete what is half there; one that is done is only put away."""
        self._do(lambda: self._studio.models.downloads.remove(download.id))

    def _do(self, call: Callable[[], object]) -> None:
        try:
            call()
        except MuseError as error:
            self.failed.emit(error)
        self.changed.emit()


class DownloadMark(Retranslated, TextButton):
    """In the status bar while something is on its way; a click leads there."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "legend")
        self._studio = studio
        self._watch: DownloadWatch | None = None
        self.hide()
        QTimer.singleShot(LATER_MS, self, self._listen)

    def _listen(self) -> None:
        self._watch = DownloadWatch(self._studio, self)
        self._watch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        downloads = self._watch.all if self._watch is not None else ()
        busy = [one for one in downloads if one.state in BUSY]
        failed = [one for one in downloads if one.state == "failed"]
        self.setVisible(bool(busy or failed))
        if busy:
            known = [one for one in busy if one.bytes]
            words = self.tr("downloading")
            if known:
                share = 100 * sum(one.done for one in known) // sum(one.bytes for one in known)
                words = self.tr("downloading {percent} %").format(percent=number(share))
            self.setText(words)
        elif failed:
            self.setText(self.tr("a download stopped"))
        self.setToolTip("\n".join(one.wanted.name for one in (*busy, *failed)))
        self.setAccessibleName(self.text())
