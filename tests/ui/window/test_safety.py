"""Backups, the check and wiping in a real window; what is done while it is closed, with a real reopening."""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from muse_desktop import app
from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.safety.aside import dismiss
from muse_desktop.ui.safety.check_dialog import CheckDialog
from muse_desktop.ui.safety.dialogs import GoBackDialog, WipeDialog
from muse_desktop.ui.safety.rescue import RescueDialog
from muse_desktop.ui.safety.room import SafetyRoom
from muse_desktop.ui.window import MainWindow
from tests.traces import traces
from tests.ui.window.scripted import ScriptedEngine

LEFT = Qt.MouseButton.LeftButton


def room(window: MainWindow) -> SafetyRoom:
    return window.rooms.get(SafetyRoom)


def shown(window: MainWindow, kind: type) -> object:
    return next(one for one in window.findChildren(kind) if one.isVisible())


@pytest.fixture
def novel(window: MainWindow, studio: Studio, qtbot: QtBot) -> MainWindow:
    """Three documents; the first is on the page and was saved."""
    studio.manuscript.create("Salt", "Salt remembers the pan.")
    window.open_document(studio.manuscript.create("Fog signals", "The fog came up."))
    window.page.editor.type_text("At five. ")
    qtbot.waitUntil(lambda: window.page.saved_state == "saved")
    return window


def backed_up(window: MainWindow, qtbot: QtBot) -> None:
    before = len(room(window).safety.backups())
    window.actions_["back_up_now"].trigger()
    qtbot.waitUntil(lambda: len(room(window).safety.backups()) > before)
    qtbot.waitUntil(lambda: "Backed up" in window.notices.text)


def test_a_backup_made_from_the_menu_is_listed_with_what_is_in_it(novel: MainWindow, qtbot: QtBot) -> None:
    backed_up(novel, qtbot)
    QTest.mouseClick(novel.notices.action, LEFT)
    view = room(novel).view
    assert novel.stack.currentWidget() is view
    qtbot.waitUntil(lambda: view.documents.kept.rowCount() >= 2)
    qtbot.waitUntil(lambda: "documents" in view._summary.text())
    assert "Everything is now as it was then" in view._since.text()
    titles = [one.title for one in view.documents.kept.values]
    view.documents.setCurrentIndex(view.documents.kept.index(titles.index("Salt"), 0))
    qtbot.waitUntil(lambda: view.text.toPlainText() == "Salt remembers the pan.")
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert novel.stack.currentWidget() is novel.writing


def test_what_has_changed_since_stands_first_and_comes_back_as_a_copy(
    novel: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    backed_up(novel, qtbot)
    novel.page.editor.type_text("Later words. ")
    novel.page.flush_now()
    qtbot.waitUntil(lambda: novel.page.saved_state == "saved")
    novel.actions_["backups"].trigger()
    view = room(novel).view
    qtbot.waitUntil(lambda: "changed since then" in view._since.text())
    assert view.documents.kept.values[0].title == "Fog signals"
    before = len(studio.manuscript.documents())
    qtbot.waitUntil(view.bring.isEnabled)
    QTest.mouseClick(view.bring, LEFT)
    qtbot.waitUntil(lambda: len(studio.manuscript.documents()) == before + 1)
    qtbot.waitUntil(lambda: novel.desk.session is not None and "from the backup" in novel.desk.session.title)
    assert "Later" not in novel.desk.session.text
    assert "back as a copy" in novel.notices.text


def test_a_damaged_backup_says_so_and_offers_nothing(novel: MainWindow, qtbot: QtBot) -> None:
    backed_up(novel, qtbot)
    (info,) = room(novel).safety.backups()
    info.path.write_bytes(b"nothing like a database" * 40)
    novel.actions_["backups"].trigger()
    view = room(novel).view
    qtbot.waitUntil(lambda: "cannot be used" in view._summary.text())
    assert not view.go_back.isEnabled()
    assert not view.bring.isEnabled()


def test_the_check_goes_through_its_steps_and_says_that_all_is_well(novel: MainWindow, qtbot: QtBot) -> None:
    novel.actions_["check_database"].trigger()
    dialog = shown(novel, CheckDialog)
    assert isinstance(dialog, CheckDialog)
    qtbot.waitUntil(lambda: dialog._heading.text() == "All is well")
    assert all("✓" in label.text() or "none" in label.text() for label in dialog.states.values())
    assert not dialog.backups.isVisible()
    QTest.mouseClick(dialog.end, LEFT)


def test_the_check_offers_the_seal_of_the_record_to_be_kept_elsewhere(
    novel: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    signed = studio.evidence.checkpoint("interval").result()
    novel.actions_["check_database"].trigger()
    dialog = shown(novel, CheckDialog)
    assert isinstance(dialog, CheckDialog)
    qtbot.waitUntil(dialog.seal.isVisible)
    assert "signed up to its last entry" in dialog.seal.words.text()
    assert "in a file only your account can read" in dialog.seal.words.text()
    QTest.mouseClick(dialog.seal.copy, LEFT)
    assert dialog.seal.copy.text() == "Copied ✓"
    copied = QGuiApplication.clipboard().text().splitlines()
    found = studio.verify(copied[2], copied[4])
    assert (found["completeness"], found["key"], found["complete_to"]) == ("confirmed",) * 2 + (signed.seq,)
    assert not dialog.seal.new_key.isVisible()
    QTest.mouseClick(dialog.end, LEFT)


def test_the_check_offers_a_new_key_where_the_old_one_cannot_be_reached(
    novel: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    keeper = studio.evidence.keeper
    assert keeper is not None
    old = keeper.checkpoint("interval").result().key
    keeper.trouble = MuseError("provenance.key_unreachable", reason="locked")
    novel.actions_["check_database"].trigger()
    dialog = shown(novel, CheckDialog)
    assert isinstance(dialog, CheckDialog)
    qtbot.waitUntil(dialog.seal.new_key.isVisible)
    assert "cannot be reached (locked)" in dialog.seal.trouble.text()
    QTest.mouseClick(dialog.seal.new_key, LEFT)
    qtbot.waitUntil(lambda: "signed with a new key" in dialog.seal.words.text())
    assert not dialog.seal.trouble.isVisible()
    found = studio.verify(key=old)  # the old one was at hand after all, and vouches
    assert (found["ok"], found["key"], found["signed"]["fingerprint"] != old) == (True, "confirmed", True)
    QTest.mouseClick(dialog.end, LEFT)


def test_the_check_tells_of_damage_and_leads_to_the_backups(
    novel: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(studio.paths.database)) as db, db:
        db.execute("UPDATE document SET text = 'other' WHERE title = 'Salt'")
    novel.actions_["check_database"].trigger()
    dialog = shown(novel, CheckDialog)
    assert isinstance(dialog, CheckDialog)
    qtbot.waitUntil(dialog.backups.isVisible)
    assert "Salt" in dialog.result.text()
    QTest.mouseClick(dialog.backups, LEFT)
    assert novel.stack.currentWidget() is room(novel).view


def test_wiping_needs_the_name_typed_and_cancel_is_what_enter_does(novel: MainWindow, qtbot: QtBot) -> None:
    novel.actions_["wipe"].trigger()
    dialog = shown(novel, WipeDialog)
    assert isinstance(dialog, WipeDialog)
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).isDefault()
    QTest.mouseClick(dialog.go, LEFT)
    assert dialog.name.isVisible()
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.name, "My wri")
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.name, "ting")
    assert dialog.go.isEnabled()
    QTest.mouseClick(dialog.back, LEFT)
    QTest.mouseClick(dialog.all, LEFT)
    assert dialog.library.isVisible()
    QTest.mouseClick(dialog.go, LEFT)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.name, "Everything ")
    assert dialog.go.isEnabled()
    assert dialog.wish.project is None
    dialog.reject()
    assert room(novel).aside is None


class Reopened:
    """Runs the real `open_window` and acts in each window it shows, one act after another."""

    def __init__(self, root: Path, *acts: object) -> None:
        self.root = root
        self.acts = list(acts)
        self.notices: list[str] = []

    def run(self) -> int:
        timer = QTimer()
        timer.setInterval(100)
        timer.timeout.connect(self._look)
        timer.start()
        chosen = argparse.Namespace(workspace=self.root, model=None, language="en", command=None)
        try:
            return app.open_window(chosen)
        finally:
            timer.stop()
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, MainWindow):  # the last one lives as long as the process
                    dismiss(widget)

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            ready = isinstance(widget, (MainWindow, RescueDialog)) and widget.isVisible()
            if ready and not widget.property("acted") and self.acts:
                widget.setProperty("acted", True)
                if isinstance(widget, MainWindow):
                    self.notices.append(widget.notices.text)
                self.acts.pop(0)(widget)


@pytest.fixture
def reopened(studio: Studio, monkeypatch: pytest.MonkeyPatch, engine: ScriptedEngine) -> type[Reopened]:
    """The same workspace and settings as `studio`, which is closed; one QApplication serves all."""
    settings = studio.settings
    studio.manuscript.create("Salt", "Quallmoor remembers the pan.")
    studio.close()
    opened = Studio.open
    monkeypatch.setattr(app, "chosen_settings", lambda _: settings)
    monkeypatch.setattr(
        Studio, "open", lambda root, mode="own", settings=None: opened(root, mode, settings, ScriptedEngine())
    )
    return Reopened


def test_going_back_closes_the_window_and_opens_it_on_the_older_state(
    reopened: type[Reopened], studio: Studio
) -> None:
    def back_up(window: MainWindow) -> None:
        room(window).safety.back_up().result()
        made = studio_of(window).manuscript.create("Newer", "Not in the backup.")
        assert made
        window.actions_["backups"].trigger()
        view = room(window).view
        room(window).ask_to_go_back(view.list.chosen)
        dialog = shown(window, GoBackDialog)
        assert isinstance(dialog, GoBackDialog)
        QTest.mouseClick(dialog.go, LEFT)

    def look(window: MainWindow) -> None:
        titles.extend(one.title for one in studio_of(window).manuscript.documents())
        window.close()

    titles: list[str] = []
    acted = reopened(studio.root, back_up, look)
    assert acted.run() == 0
    assert "Salt" in titles
    assert "Newer" not in titles
    assert "Everything is as it was" in acted.notices[1]
    assert "before-going-back" in acted.notices[1]


def test_wiping_closes_the_window_and_nothing_of_the_project_is_left(
    reopened: type[Reopened], studio: Studio
) -> None:
    def wipe(window: MainWindow) -> None:
        window.page.editor.type_text("Zephyrine wrote to Quallmoor. ")
        window.actions_["wipe"].trigger()
        dialog = shown(window, WipeDialog)
        assert isinstance(dialog, WipeDialog)
        QTest.mouseClick(dialog.go, LEFT)
        QTest.keyClicks(dialog.name, dialog.project.currentText())
        QTest.mouseClick(dialog.go, LEFT)

    acted = reopened(studio.root, wipe, lambda window: window.close())
    assert acted.run() == 0
    assert "wiped for good" in acted.notices[1]
    assert traces(["Quallmoor", "Zephyrine"], studio.root) == []


def test_a_damaged_workspace_is_opened_again_from_its_newest_backup(
    reopened: type[Reopened], studio: Studio
) -> None:
    def back_up(window: MainWindow) -> None:
        room(window).safety.back_up().result()
        window.close()

    assert reopened(studio.root, back_up).run() == 0
    (studio.root / "muse.db").write_bytes(b"broken" * 1000)
    titles: list[str] = []

    def look(window: MainWindow) -> None:
        titles.extend(one.title for one in studio_of(window).manuscript.documents())
        window.close()

    acted = reopened(studio.root, lambda dialog: QTest.mouseClick(dialog.go, LEFT), look)
    assert acted.run() == 0
    assert "Salt" in titles


def studio_of(window: MainWindow) -> Studio:
    return window._studio
