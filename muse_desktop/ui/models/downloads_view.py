"""What is on its way from the hub: a card for each download."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from muse_desktop.models.values import Download, ShelfModel, Wanted
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.post import listen
from muse_desktop.ui.base.widgets import Chip, Column, ElidedLabel, Line, SectionLabel, TextButton
from muse_desktop.ui.models.download_mark import DownloadWatch
from muse_desktop.ui.models.get_words import GetWords
from muse_desktop.ui.settings.parts import small_print

STEPS = 1000  # of a progress bar
MOST_HEIGHT = 190
NAME_WIDTH, NARROW_NAME = 190, 120
NARROW = 700  # pixels of the whole
MARGIN, GAP = 34, 12


class Here(QObject):
    """What of the hub lies on this computer already, from another day as well."""

    changed = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._paths: dict[tuple[str, str], Path] = {}  # by repository and file name
        listen(self, studio.models.on_change, self.reload)

    def path(self, wanted: Wanted) -> Path | None:
        """Where it lies, if it is here and can be used."""
        first = wanted.files[0].path if wanted.files else ""
        return self._paths.get((wanted.repo, PurePosixPath(first).name))

    def download(self, wanted: Wanted, watch: DownloadWatch) -> Download | None:
        """How the download of it goes; what lies here is one that is done."""
        path = self.path(wanted)
        if path is None:
            return watch.of(wanted.repo, wanted.files[0].path if wanted.files else "")
        size = wanted.bytes
        return Download(id="", wanted=wanted, state="done", done=size, bytes=size, path=str(path))

    def reload(self) -> None:
        """Look at the shelf, off the window's thread."""

        def told(models: tuple[ShelfModel, ...]) -> None:
            usable = [model for model in models if model.repo and not model.code]
            self._paths = {(model.repo, model.path.name): model.path for model in usable}
            self.changed.emit()

        self._jobs.watch(self._studio.models.shelf(), self, told, lambda _error: None)


class DownloadCard(Retranslated, QFrame):
    """One download in a line: name, bar, how far it is, what can be done about it; an error stands below."""

    def __init__(self, download: Download, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._words = GetWords(self)
        self.download, self._in_use = download, False
        self.name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.name.setProperty("role", "title")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(40)
        self.said = small_print(self)
        self.error = small_print(self, "error")
        self.pause = Chip(parent=self)
        self.resume = Chip(parent=self)
        self.use = Chip(parent=self)
        self.remove = TextButton(self)
        self.said.setWordWrap(False)
        self.name.setFixedWidth(NAME_WIDTH)
        told, buttons = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self.name)
        told.addWidget(self.bar, 2)
        told.addWidget(self.said, 1)
        for button in (self.pause, self.resume, self.use, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.addLayout(told, 1)
        self._lines.addLayout(buttons)
        for line in (told, buttons, self._lines):
            line.setSpacing(12)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 7, 10, 7)
        box.setSpacing(4)
        box.addLayout(self._lines)
        box.addWidget(self.error)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.pause.setText(self.tr("Pause"))
        self.show_download(self.download, self._in_use)

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons below the rest where there is no room beside it."""
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._lines.setDirection(down if narrow else right)
        self._lines.setSpacing(6 if narrow else 12)
        self.name.setFixedWidth(NARROW_NAME if narrow else NAME_WIDTH)

    def show_download(self, download: Download, in_use: bool = False) -> None:
        """Show how it goes, and whether it is used already."""
        self.download, self._in_use = download, in_use
        state, name = download.state, download.wanted.name
        self.name.setText(name)
        known = download.bytes > 0 or state in ("done", "paused", "failed", "waiting")
        self.bar.setRange(0, STEPS if known and state != "verifying" else 0)
        if self.bar.maximum():
            self.bar.setValue(STEPS if state == "done" else percent(download, STEPS))
        self.bar.setVisible(state != "done")
        self.bar.setAccessibleName(name)
        self.said.setText(self._words.progress(download))
        self.error.setText(self._words.error(download))
        self.error.setVisible(bool(self.error.text()))
        self.pause.setVisible(state in ("running", "waiting", "verifying"))
        self.resume.setVisible(state in ("paused", "failed"))
        self.resume.setText(self.tr("Try again") if state == "failed" else self.tr("Go on"))
        self.use.setVisible(state == "done")
        self.use.setEnabled(not in_use)
        self.use.setText(self.tr("In use") if in_use else self.tr("Use it now"))
        self.remove.setText(self.tr("Put away") if state == "done" else self.tr("Cancel"))
        for button in (self.pause, self.resume, self.use, self.remove):
            button.setAccessibleName(f"{button.text()}, {name}")
        tip = "" if state == "done" else self.tr("Stops it and deletes what is here of it.")
        self.remove.setToolTip(tip)


class DownloadsView(Retranslated, QWidget):
    """The cards under a heading; not there while there is none."""

    use_wanted = Signal(object)  # Download

    def __init__(self, watch: DownloadWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self.cards: dict[str, DownloadCard] = {}
        self._heading = SectionLabel(self)
        self._column = Column(self, margin=0)
        self._column.setMinimumWidth(1)  # what is too wide is set in two lines
        self._column.inside.setProperty("role", "paper")
        self._column.box.setSpacing(6)
        self._column.box.addStretch(1)
        inside = QVBoxLayout()
        inside.setContentsMargins(MARGIN, 10, MARGIN - GAP, 10)
        inside.setSpacing(7)
        inside.addWidget(self._heading)
        inside.addWidget(self._column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Line(self))
        box.addLayout(inside)
        watch.changed.connect(self.reload)
        self.retranslate()
        self.reload()

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Downloads"))

    def reload(self) -> None:
        """Show the downloads as they are now, the newest on top."""
        downloads = self._watch.all
        kept = {download.id for download in downloads}
        for gone in [one for one in self.cards if one not in kept]:
            card = self.cards.pop(gone)
            self._column.box.removeWidget(card)
            card.hide()
            card.deleteLater()
        for download in downloads:
            if download.id not in self.cards:
                self._add(download)
            self.cards[download.id].show_download(download, self._watch.in_use(download))
            self.cards[download.id].set_narrow(self.width() < NARROW)
        self.setVisible(bool(downloads))
        self._fit()

    def _add(self, download: Download) -> None:
        card = DownloadCard(download, self._column.inside)
        card.pause.clicked.connect(lambda: self._watch.pause(card.download))
        card.resume.clicked.connect(lambda: self._watch.resume(card.download))
        card.remove.clicked.connect(lambda: self._watch.remove(card.download))
        card.use.clicked.connect(lambda: self.use_wanted.emit(card.download))
        self.cards[download.id] = card
        self._column.box.insertWidget(0, card)

    def _fit(self) -> None:
        """As high as the cards, up to a limit; then they scroll."""
        width = self._column.viewport().width()
        layout = self._column.box
        layout.activate()
        wanted = layout.sizeHint().height()
        if layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(width)
        self._column.setFixedHeight(max(1, min(MOST_HEIGHT, wanted)))

    def resizeEvent(self, event: object) -> None:
        """Qt: another width, other heights."""
        super().resizeEvent(event)
        for card in self.cards.values():
            card.set_narrow(self.width() < NARROW)
        self._fit()


def percent(download: Download, whole: int = 100) -> int:
    """How much of it is here, of `whole`."""
    return min(whole, download.done * whole // download.bytes) if download.bytes else 0
