"""The check before publication in the window: findings, rules, reasons, and exports that are held back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.novels import CompileWish
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.export_dialog import ExportDialog
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from muse_desktop.ui.record.publication_reason import ReasonDialog
from muse_desktop.ui.record.publication_room import PublicationRoom
from muse_desktop.ui.record.publication_rules import RulesDialog
from muse_desktop.ui.record.publication_view import PublicationView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.test_disclosure import put

LEFT = Qt.MouseButton.LeftButton
NO_AI = "contest_no_ai"


def shown(window: MainWindow, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: bool(shown(window, kind)))
    return shown(window, kind)[0]


def write(window: MainWindow) -> None:
    window.page.editor.type_text("The boats came in late, and nobody spoke of it. ")
    put(window, "In 1843 the Aurora sank. ", Kind.GENERATED, generation_id=1, candidate=0, output_start=0)
    put(window, "Salt on the stairs. ", Kind.PASTED_OUTSIDE)


def choose(qtbot: QtBot, view: PublicationView, profile: str) -> None:
    house = view.house
    qtbot.waitUntil(lambda: bool(house.model.values))
    rows = [one.id for one in house.model.values]
    house.profiles.setCurrentIndex(house.model.index(rows.index(profile)))
    qtbot.waitUntil(lambda: view.result is not None and view.result.profile == profile)


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> PublicationView:
    """The check of a document of typed, generated and pasted words."""
    write(window)
    window.actions_["publish_check"].trigger()
    made = window.rooms.get(PublicationRoom).view
    qtbot.waitUntil(lambda: made.result is not None)
    return made


def test_rules_are_chosen_one_is_set_aside_statements_are_ticked_off_and_a_passage_is_gone_to(
    qtbot: QtBot, window: MainWindow, studio: Studio, view: PublicationView
) -> None:
    assert view.house.profile.id == "general"
    assert view.findings.card("sources").finding.mark == "warn"
    choose(qtbot, view, NO_AI)
    qtbot.waitUntil(lambda: studio.evidence.publication.chosen(1, "en").id == NO_AI)
    card = view.findings.card("ai_text")
    assert card.finding.stands
    assert view.findings.headline.text().startswith("✕")
    qtbot.mouseClick(card.aside, LEFT)
    dialog = dialog_of(qtbot, window, ReasonDialog)
    assert not dialog.go.isEnabled()
    qtbot.keyClicks(dialog.reason, "The jury knows.")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: view.findings.card("ai_text").finding.override is not None)
    assert not shown(window, ReasonDialog)
    qtbot.mouseClick(view.findings.card("ai_text").aside, LEFT)
    qtbot.waitUntil(lambda: view.findings.card("ai_text").finding.stands)
    choose(qtbot, view, "article")
    rows = view.findings.card("claims").rows
    assert [one.go.text() for one in rows] == ["→  1843", "→  Aurora"]
    qtbot.mouseClick(rows[0].box, LEFT)
    qtbot.waitUntil(lambda: view.findings.card("claims").finding.measure == 1)
    assert view.findings.card("claims").rows[0].box.isChecked()
    qtbot.mouseClick(view.findings.card("claims").rows[1].go, LEFT)
    assert window.stack.currentWidget() is window.writing
    assert window.page.selected_text() == "Aurora"


def test_rules_are_copied_edited_deleted_and_taken_back_a_check_is_stopped_and_saved(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, view: PublicationView
) -> None:
    house = view.house
    choose(qtbot, view, NO_AI)
    assert house.delete.isHidden()
    qtbot.mouseClick(house.edit, LEFT)
    dialog = dialog_of(qtbot, window, RulesDialog)
    assert dialog.limits["model_percent"].value == 0
    assert dialog.holds["ai_text"].isChecked()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Harbour Prize")
    dialog.banned.setPlainText("boat*\n海")
    dialog.limits["most_words"].on.setChecked(True)
    dialog.limits["most_words"].spin.setValue(9)
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: view.result.profile_name == "Harbour Prize")
    assert house.profile.rules.banned == ("boat*", "海")
    assert view.findings.card("length").finding.mark == "fail"
    assert view.findings.card("banned").finding.measure == 1
    qtbot.mouseClick(house.delete, LEFT)
    qtbot.waitUntil(lambda: view.result.profile == "general")
    qtbot.mouseClick(view.notices.action, LEFT)
    qtbot.waitUntil(lambda: view.result.profile_name == "Harbour Prize")
    view.start()
    assert view.running
    qtbot.mouseClick(view.run, LEFT)
    qtbot.wait(100)
    assert view.result is None
    assert not view.running
    qtbot.mouseClick(view.one, LEFT)
    qtbot.waitUntil(lambda: view.result is not None)
    view.save_as(tmp_path / "a.html")
    qtbot.waitUntil(lambda: "a.html" in view.notices.text)
    assert "Not legal advice" in (tmp_path / "a.html").read_text("utf-8")


def test_exports_are_held_back_until_a_reason_is_given_and_a_writer_who_asks_the_model_is_warned_once(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, studio: Studio
) -> None:
    write(window)
    window.desk.save_now()
    studio.evidence.publication.choose(1, NO_AI).result()
    compose = window.companion.compose
    compose.running_changed.emit(True)
    qtbot.waitUntil(lambda: "allow no AI text" in window.notices.text)
    window.notices.drop()
    compose.running_changed.emit(True)
    outgoing = window.rooms.get(InOutRoom).outgoing
    outgoing.open()
    wish = CompileWish(1, tmp_path / "novel.md", "Harbour")
    outgoing.compile(wish, {})
    dialog = dialog_of(qtbot, window, ReasonDialog)
    assert not wish.path.exists()
    assert not window.notices.text
    qtbot.mouseClick(dialog.look, LEFT)
    view = window.rooms.get(PublicationRoom).view
    assert window.stack.currentWidget() is view
    qtbot.waitUntil(lambda: view.result is not None and view.findings.card("ai_text").finding.stands)
    window.show_page()
    window.actions_["export"].trigger()
    asked = dialog_of(qtbot, window, ExportDialog)
    qtbot.waitUntil(lambda: "hold this export back" in asked.warning.text())
    path = tmp_path / "a.md"
    asked.kinds[".md"].setChecked(True)
    asked.path.setText(str(path))
    qtbot.mouseClick(asked.export, LEFT)
    dialog = dialog_of(qtbot, window, ReasonDialog)
    assert not path.exists()
    qtbot.keyClicks(dialog.reason, "For my own eyes.")
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: "Exported" in window.notices.text)
    assert path.exists()
    outgoing.compile(wish, {})
    qtbot.waitUntil(wish.path.exists)
