"""The workspace cannot be opened because its database is damaged or gone: offer its backups."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.backups import BackupInfo, listed
from muse_desktop.paths import WorkspacePaths
from muse_desktop.settings import Settings, resolved_language
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.languages import Languages, Retranslated
from muse_desktop.ui.safety.aside import Aside
from muse_desktop.ui.safety.rows import BackupList
from muse_desktop.ui.settings.parts import sentences, small_print

WIDTH, HEIGHT = 520, 460
_CURABLE = frozenset({"store.damaged", "store.lost"})


class RescueDialog(Retranslated, QDialog):
    """Which backup to go on from; the newest is chosen."""

    def __init__(self, backups: list[BackupInfo], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._heading = small_print(self, "heading")
        self._words = small_print(self, "")
        self.list = BackupList(self)
        self.list.show_backups(backups)
        self.buttons = QDialogButtonBox(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.end = QPushButton(self)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.end, QDialogButtonBox.ButtonRole.RejectRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 22, 26, 18)
        box.setSpacing(12)
        for widget in (self._heading, self._words, self.list, self.buttons):
            box.addWidget(widget, int(widget is self.list))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.activated.connect(lambda _: self.accept())
        self.resize(WIDTH, HEIGHT)
        self.list.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle("Muse Desktop")
        self._heading.setText(self.tr("Your workspace cannot be opened"))
        self._words.setText(
            sentences(
                self.tr("The file with your work in {folder} is damaged or missing.").format(
                    folder=self._folder
                ),
                self.tr("There are backups of it. Choose the one to go on from, usually the newest."),
                self.tr("The damaged file is kept beside it, in case more can be got out of it."),
            )
        )
        self.go.setText(self.tr("Go on from this backup"))
        self.end.setText(self.tr("Not now"))


def refused(root: Path, error: MuseError, settings: Settings) -> Aside | None:
    """Say why the workspace at `root` was not opened; what to do about it, when its writer chose a backup."""
    languages = Languages()
    languages.use(resolved_language(settings))
    theme.apply(QApplication.instance(), settings.theme, settings.text_points)
    print(error.text(resolved_language(settings)), file=sys.stderr)  # noqa: T201 - started from a terminal
    backups = _backups(root) if error.code in _CURABLE else []
    try:
        if not backups:
            QMessageBox.critical(None, "Muse Desktop", error.text(resolved_language(settings)))
            return None
        dialog = RescueDialog(backups, root)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        info = dialog.list.chosen
        dialog.deleteLater()
        if not chosen or info is None:
            return None
        from muse_desktop.ui.safety.work import going_back

        return going_back(info)
    finally:
        languages.remove()


def _backups(root: Path) -> list[BackupInfo]:
    try:
        return listed(WorkspacePaths(root).backups)
    except MuseError:
        return []
