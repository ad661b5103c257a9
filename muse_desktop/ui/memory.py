"""What a window remembers from one day to the next: its place, its panes, the document and the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QHeaderView

from muse_desktop.paths import settings_file

if TYPE_CHECKING:
    from muse_desktop.ui.window import MainWindow

SIZE = QSize(1280, 800)
PANES = (232, 677, 371)  # binder, page, companion at 1280 pixels
SWITCHES = ("binder", "companion", "origins")
MOST_CURSORS = 500


def _file() -> QSettings:
    return QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)


class HeaderMemory:
    """Which columns of a table are shown, in which order and how wide.

    `columns` are the names of those there are: with others, what was kept says nothing.
    """

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self._key, self._columns = f"tables/{table}", ",".join(columns)

    def restore(self, header: QHeaderView) -> None:
        """Put the columns where they were."""
        file = _file()
        state = file.value(f"{self._key}/state")
        if state is not None and file.value(f"{self._key}/columns") == self._columns:
            header.restoreState(state)

    def remember(self, header: QHeaderView) -> None:
        """Keep how they are now."""
        file = _file()
        file.setValue(f"{self._key}/columns", self._columns)
        file.setValue(f"{self._key}/state", header.saveState())
        file.sync()


class WindowMemory:
    """Kept beside the settings, apart from them: nothing here is worth a message when it is lost."""

    def __init__(self) -> None:
        self._file = _file()

    def restore(self, window: MainWindow) -> None:
        """Put everything where it was; a window that was never open gets the size it is drawn for."""
        window.resize(SIZE)
        window.panes.setSizes(list(PANES))
        places = {"geometry": window.restoreGeometry, "panes": window.panes.restoreState}
        for key, restore in places.items():
            if self._file.value(key) is not None:
                restore(self._file.value(key))
        for switch in SWITCHES:
            window.actions_[switch].setChecked(True)
            window.actions_[switch].setChecked(self._file.value(switch, True, bool))
        self._file.beginGroup("cursors")
        for key in self._file.childKeys():
            if key.isdecimal():
                window.desk.cursors[int(key)] = self._file.value(key, 0, int)
        self._file.endGroup()

    def document(self) -> int:
        """The document that was on the page; 0 when there was none."""
        return self._file.value("document", 0, int)

    def remember(self, window: MainWindow) -> None:
        """Keep everything as it is now."""
        self._file.setValue("geometry", window.saveGeometry())
        self._file.setValue("panes", window.panes.saveState())
        self._file.setValue("document", window.desk.document or 0)
        for switch in SWITCHES:
            self._file.setValue(switch, window.actions_[switch].isChecked())
        self._file.remove("cursors")
        for document, place in list(window.desk.cursors.items())[-MOST_CURSORS:]:
            self._file.setValue(f"cursors/{document}", place)
        self._file.sync()
