"""The folders that are watched: which they are, and whether they are looked at now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Watched
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.when import when
from muse_desktop.ui.base.widgets import Chip, Column, ElidedLabel, Line, TextButton
from muse_desktop.ui.library.watching import Lookout
from muse_desktop.ui.settings.parts import set_role, small_print

SIZE = 620, 380


class FolderRow(Retranslated, QWidget):
    """A watched folder: whether it is looked at, when that was, and Remove."""

    paused = Signal(bool)
    removed = Signal()

    def __init__(self, folder: Watched, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.path = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self.path.setText(folder.path)
        self._about = small_print(self)
        self.on = QCheckBox(self)
        self.on.setChecked(not folder.paused)
        self.on.clicked.connect(lambda on: self.paused.emit(not on))
        self.remove = TextButton(self)
        self.remove.clicked.connect(self.removed)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.path, 1)
        line.addWidget(self.on)
        line.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self._about)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        folder = self._folder
        self.on.setText(self.tr("Watched"))
        self.on.setAccessibleName(self.tr("Watch {folder}").format(folder=folder.path))
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Watch {folder} no longer").format(folder=folder.path))
        if not folder.there:
            said = self.tr("Not there now. It is looked at again once it is back.")
        elif folder.looked_at is None:
            said = self.tr("Not looked at yet.")
        else:
            said = self.tr("Looked at {date}").format(date=when(folder.looked_at))
        self._about.setText(said)


class WatchedDialog(Retranslated, QDialog):
    """Which folders are watched."""

    def __init__(self, studio: Studio, jobs: Jobs, lookout: Lookout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs, self._lookout = studio, jobs, lookout
        self._about = small_print(self, "muted")
        self._error = small_print(self, "error")
        self._error.hide()
        self.rows: list[FolderRow] = []
        self._column = Column(self, margin=0)
        self._none = small_print(self._column.inside)
        self.add, self.now = Chip(parent=self), Chip(parent=self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "primary")
        self.now.setEnabled(False)  # until there is a folder to look into
        self._build()
        self.resize(*SIZE)
        self.retranslate()
        lookout.looked.connect(self.reload)
        self.reload()

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.add)
        acts.addWidget(self.now)
        acts.addStretch(1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        self.add.clicked.connect(self.choose)
        self.now.clicked.connect(self._lookout.look)
        acts.addWidget(buttons)
        self._column.box.addWidget(self._none)
        self._column.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(10)
        for widget in (self._about, Line(self), self._column, self._error):
            box.addWidget(widget, int(widget is self._column))
        box.addLayout(acts)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Watched folders"))
        self._about.setText(
            self.tr(
                "New texts in these folders come into the library by themselves while Muse Desktop is open. "
                "What you remove from the library does not come back, and nothing in the folders is changed."
            )
        )
        self._none.setText(self.tr("No folder is watched."))
        self.add.setText(self.tr("Watch a folder…"))
        self.now.setText(self.tr("Look now"))
        self.close_button.setText(self.tr("Close"))

    def reload(self) -> None:
        """Read the folders again."""
        reading = self._studio.background(self._studio.library.watched)
        self._jobs.watch(reading, self, self._show, self._refuse)

    def _show(self, folders: list[Watched]) -> None:
        for row in self.rows:
            row.deleteLater()
        self.rows = [FolderRow(folder, self._column.inside) for folder in folders]
        library = self._studio.library
        for place, (row, folder) in enumerate(zip(self.rows, folders, strict=True)):
            number = folder.id
            row.paused.connect(lambda on, number=number: self._do(lambda: library.pause_watching(number, on)))
            row.removed.connect(lambda number=number: self._do(lambda: library.unwatch(number)))
            self._column.box.insertWidget(place, row)
        self._none.setVisible(not folders)
        self.now.setEnabled(bool(folders))

    def choose(self) -> None:
        """Ask for a folder, then watch it."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Watch a folder"))
        if name:
            self.watch(Path(name))

    def watch(self, folder: Path) -> None:
        """Watch a folder, and look at it at once."""
        self._do(lambda: self._studio.library.watch(folder), self._lookout.look)

    def _do(self, work: Callable[[], Any], then: Callable[[], None] | None = None) -> None:
        self._error.hide()

        def done(_: object) -> None:
            self.reload()
            if then is not None:
                then()

        self._jobs.watch(self._studio.background(work), self, done, self._refuse)

    def _refuse(self, error: MuseError) -> None:
        set_role(self._error, "error")
        self._error.setText(error.text(spoken()))
        self._error.show()
