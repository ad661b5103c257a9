"""Blocking runs of the library is switched on beside the other settings of writing, for the whole project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.originality.settings import GuardSettings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.compose.candidates import CandidateCard
from muse_desktop.ui.originality.guard_box import GuardBox, GuardSheet
from muse_desktop.ui.window import MainWindow

SOURCE = "The harbour master kept his accounts in a blue ledger that smelled of rope and rain."


@pytest.fixture
def box(qtbot: QtBot, window: MainWindow) -> GuardBox:
    window.companion.go(window.companion.compose)
    made = window.companion.compose.guard
    qtbot.waitUntil(made.isEnabled, timeout=5000)
    return made



def test_it_is_off_until_it_is_switched_on_and_then_made_ready(
    qtbot: QtBot, studio: Studio, box: GuardBox, tmp_path: Path
) -> None:
    (tmp_path / "ledger.txt").write_text(SOURCE, "utf-8")
    studio.add_to_library([tmp_path / "ledger.txt"]).result(20)
    assert not box.on.isChecked()
    assert box.on.text() == "Block runs of 8 or more words"
    box.on.click()
    project = studio.manuscript.projects()[0].id
    qtbot.waitUntil(lambda: studio.guard.settings(project).on, timeout=5000)
    qtbot.waitUntil(lambda: len(list(studio.paths.index.glob("guard/8-16/set-*.json"))) == 1, timeout=10_000)
    document = box.document
    assert studio.guard.of_document(document).on
    assert not studio.guard.of_document(None).on


def test_the_sheet_says_how_long_a_run_is_and_what_may_stand_there(qtbot: QtBot, box: GuardBox) -> None:
    qtbot.mouseClick(box.change, Qt.MouseButton.LeftButton)
    sheet = box.window().findChild(GuardSheet)
    assert isinstance(sheet, GuardSheet)
    sheet.words.setValue(6)
    sheet.allowed.setPlainText("The  harbour master\n\nThe harbour master\nonce upon a time")
    assert sheet.settings() == GuardSettings(words=6, allowed=("The harbour master", "once upon a time"))
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "6 or more" in box.on.text())


def test_a_card_says_how_often_something_was_blocked(qtbot: QtBot, window: MainWindow) -> None:
    card = CandidateCard(0, 7, window)
    card.append("She wrote.")
    card.finish("blocked")
    assert "whatever followed is blocked" in card.state.text()
    card.set_blocked(3)
    assert "blocked 3 times" in card.state.text()


def test_what_a_project_blocks_is_kept(
    studio: Studio, open_window: Callable[[Studio], MainWindow], box: GuardBox
) -> None:
    project = studio.manuscript.projects()[0].id
    studio.guard.set_settings(project, GuardSettings(on=True, words=10, allowed=("a b",))).result(10)
    studio.guard._settings.clear()
    assert studio.guard.settings(project) == GuardSettings(on=True, words=10, allowed=("a b",))
