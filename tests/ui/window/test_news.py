"""What the window says above the page, and that nobody waits for the library."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.widgets import passing_menu
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, write


def added(qtbot: QtBot, window: MainWindow, folder: Path, *titles: str) -> None:
    """Add a text for each title to the library."""
    paths = [folder / f"{title}.txt" for title in titles]
    for number, path in enumerate(paths):
        path.write_text(f"{number} salt remembers the shape of the pan", "utf-8")
    window.binder.library.take(paths)
    qtbot.waitUntil(lambda: window.binder.library.model.rowCount() == len(titles), timeout=10_000)
    qtbot.waitUntil(lambda: not window.binder.library.adding.running)
    window.notices.drop()


def checked(qtbot: QtBot, window: MainWindow) -> None:
    """Check the draft against the library."""
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: window.companion.check.checked is not None, timeout=10_000)


def test_a_text_whose_stored_copy_is_lost_is_named_at_the_first_check(
    qtbot: QtBot,
    studio: Studio,
    engine: ScriptedEngine,
    tmp_path: Path,
    open_window: Callable[[Studio], MainWindow],
) -> None:
    window = open_window(studio)
    added(qtbot, window, tmp_path, "One", "Two", "Three", "Four", "Five")
    window.close()
    studio.close()
    for kept in studio.paths.originals.rglob("*"):
        if kept.is_file():
            kept.unlink()
    for part in studio.root.glob("library.db*"):
        part.unlink()
    again = Studio.open(studio.root, settings=studio.settings, engine=engine)  # type: ignore[arg-type]
    try:
        window = open_window(again)
        write(qtbot, window, "salt remembers the shape of the pan")
        checked(qtbot, window)
        qtbot.waitUntil(lambda: "“One”" in window.notices.text)
        qtbot.waitUntil(lambda: window.notices.text.count("missing or damaged") == 3)
        assert window.notices.text.endswith("And 2 more of this kind.")
        assert window.notices.property("tone") == "news"
        window.notices.dismiss.click()
        window.companion.check.checking.forget()
        checked(qtbot, window)
        qtbot.wait(100)
        assert window.notices.text == ""  # said once
        window.close()
    finally:
        again.close()


def test_what_the_library_found_before_the_window_opened_is_told_then(
    qtbot: QtBot, studio: Studio, open_window: Callable[[Studio], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def notices() -> tuple[MuseError, ...]:
        threads.append(threading.current_thread())
        return (MuseError("library.texts_rebuilt"),)

    monkeypatch.setattr(studio.library, "notices", notices)
    window = open_window(studio)
    qtbot.waitUntil(lambda: window.notices.text == MuseError("library.texts_rebuilt").text("en"))
    assert threading.main_thread() not in threads


def test_delete_at_the_left_asks_and_takes_a_text_out_off_the_ui_thread(
    qtbot: QtBot, studio: Studio, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(qtbot, window, tmp_path, "Notes on Salt")
    threads: list[threading.Thread] = []
    remove = studio.library.remove
    monkeypatch.setattr(
        studio.library, "remove", lambda item: (threads.append(threading.current_thread()), remove(item))
    )
    panel = window.binder.library
    panel.view.setCurrentIndex(panel.model.index(0))
    for words, left in (("Cancel", 1), ("Remove", 0)):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        panel.view.setFocus()
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: bool(asked(window)))
        assert "“Notes on Salt”" in asked(window)[0].text()
        next(one for one in asked(window)[0].findChildren(QPushButton) if one.text() == words).click()
        qtbot.waitUntil(lambda left=left: studio.library.totals().items == left and not asked(window))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    qtbot.waitUntil(lambda: "“Notes on Salt” is out of the library." in window.notices.text)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def asked(window: MainWindow) -> list[QMessageBox]:
    """The questions that are on the screen."""
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_a_menu_for_one_use_is_gone_when_it_closes(qtbot: QtBot, window: MainWindow) -> None:
    menu = passing_menu(window)
    menu.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(menu)
