"""What a writer does with the settings."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow


def clicked(qtbot: QtBot, widget: QWidget) -> None:
    """A real click into a widget that is on the screen."""
    assert widget.isVisible()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def settings_at(qtbot: QtBot, window: MainWindow, name: str) -> SettingsDialog:
    """Open the settings and click on a page's tab."""
    window.actions_["settings"].trigger()
    dialog = next(one for one in window.findChildren(SettingsDialog) if one.isVisible())
    place = [dialog.tabs.tabText(at) for at in range(dialog.tabs.count())].index(name)
    qtbot.mouseClick(dialog.tabs, Qt.MouseButton.LeftButton, pos=dialog.tabs.tabRect(place).center())
    qtbot.waitUntil(dialog.pages[place].isVisible)
    return dialog
