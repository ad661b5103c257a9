"""What is done while the workspace is closed: the window goes, the work is done, the window comes back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.notices import Notice

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Aside:
    """Some work on a closed workspace. `work` gets its folder and a place to tell steps (done, all), on a
    thread of its own; `told` puts into words what came of it."""

    doing: str
    work: Callable[[Path, Progress], object]
    told: Callable[[object], Callable[[], str]]


class Waiting(QWidget):
    """A small window while there is no other."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setWindowTitle("Muse Desktop")
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self._label = QLabel(words, self)
        self._label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(14)
        box.addWidget(self._label)
        box.addWidget(self.bar)
        self.resize(420, 110)

    def step(self, done: int, count: int) -> None:
        """So far it has come."""
        self.bar.setRange(0, count)
        self.bar.setValue(done)


def carry_out(aside: Aside, root: Path) -> Notice:
    """Do the work on the workspace at `root`, which nobody has open; what to tell in the next window."""
    waiting = Waiting(aside.doing)
    waiting.show()
    loop = QEventLoop()
    mail = post()

    def progress(done: int, count: int) -> None:
        mail.send(waiting, lambda: waiting.step(done, count))

    with ThreadPoolExecutor(1, "muse-aside") as pool:
        working: Future[object] = pool.submit(aside.work, root, progress)
        working.add_done_callback(lambda _: mail.send(loop, loop.quit))
        loop.exec()
    waiting.close()
    waiting.deleteLater()
    try:
        words = aside.told(working.result())
    except MuseError as refused:
        error = refused
        return Notice("aside", lambda: error.text(spoken()))
    return Notice("aside", words, "news")


def dismiss(window: MainWindow) -> None:
    """Take a closed window away, whole, so that another one can be made."""
    window.languages.remove()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
