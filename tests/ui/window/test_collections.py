"""Collections, versions and datasets in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.collections.dataset_dialog import DatasetDialog
from muse_desktop.ui.collections.room import CollectionsRoom
from muse_desktop.ui.collections.rule_dialog import RuleDialog
from muse_desktop.ui.collections.texts_dialog import TextsDialog
from muse_desktop.ui.collections.view import CollectionsView
from muse_desktop.ui.library.room import LibraryRoom
from muse_desktop.ui.library.view import LibraryView
from muse_desktop.ui.window import MainWindow

SALT = " ".join(f"Salt keeps the {n}th pan of the coast and every cook will say so." for n in range(30))
TEXTS = {"Salt": SALT, "Salt again": SALT.replace("29th", "last"), "Sea": "It was a wide and quiet sea."}


@pytest.fixture
def items(studio: Studio) -> dict[str, int]:
    """Three texts, two of them versions of one work."""
    made = {title: studio.library.add_text(title, text).id for title, text in TEXTS.items()}
    studio.library.set_details([made["Salt"]], rights="mine", tags=["coast"], rating=4)
    return made


@pytest.fixture
def view(window: MainWindow) -> CollectionsView:
    window.actions_["collections"].trigger()
    return window.rooms.get(CollectionsRoom).view


def listed(view: CollectionsView) -> list[str]:
    return [view.model.index(row).data() for row in range(view.model.rowCount())]


def titles(view: CollectionsView) -> list[str]:
    return [view.rows.index(row).data() for row in range(view.rows.rowCount())]


def offers(view: LibraryView, items: list[int]) -> dict[str, QAction]:
    """What the library's menu offers for chosen texts."""
    menu = QMenu(view)
    for fill in view.menu_hooks:
        fill(menu, items)
    return {one.text(): one for one in menu.actions()}


def name_it(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Answer the question for a name."""
    dialog = window.findChildren(QInputDialog)[-1]
    dialog.setTextValue(name)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_collection_by_hand_is_made_filled_arranged_and_deleted_after_a_question(
    qtbot: QtBot, studio: Studio, window: MainWindow, items: dict[str, int], view: CollectionsView
) -> None:
    view.new_hand.click()
    name_it(qtbot, window, "For the sea book")
    qtbot.waitUntil(lambda: view.shown is not None and view.shown.info.name == "For the sea book")
    view.chips["add"].click()
    qtbot.waitUntil(lambda: bool(window.findChildren(TextsDialog)))
    dialog = window.findChildren(TextsDialog)[0]
    dialog.list.selectAll()
    dialog.add.click()
    qtbot.waitUntil(lambda: titles(view) == ["Salt", "Salt again", "Sea"])
    view.texts.choose([items["Sea"]])
    qtbot.keyClick(view.texts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    collection = view.shown.info.id
    order = [items["Salt"], items["Sea"], items["Salt again"]]
    qtbot.waitUntil(lambda: studio.curation.collections.items(collection) == order)
    dragged = view.rows.mimeData([view.rows.index(0)])
    view.rows.dropMimeData(dragged, Qt.DropAction.MoveAction, 3, 0, view.texts.rootIndex())
    order = [items["Sea"], items["Salt again"], items["Salt"]]
    qtbot.waitUntil(lambda: studio.curation.collections.items(collection) == order)
    qtbot.waitUntil(lambda: titles(view) == ["Sea", "Salt again", "Salt"])
    view.texts.choose([items["Salt again"]])
    qtbot.keyClick(view.texts, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(view) == ["Sea", "Salt"])
    assert studio.library.info(items["Salt again"]) is not None
    view.chips["library"].click()
    library = window.rooms.get(LibraryRoom).view
    qtbot.waitUntil(lambda: library.rows.rowCount() == 2)
    # Its name comes with the count of what there is.
    held = library.filters.boxes["collection"]
    qtbot.waitUntil(lambda: held.currentText() == "For the sea book (2)")
    assert "Take out of “For the sea book”" in offers(library, [items["Sea"]])
    into = offers(library, [items["Salt again"], items["Sea"]])["Put into a collection"].menu()
    assert [one.text() for one in into.actions() if one.text()] == ["For the sea book", "New collection…"]
    into.actions()[0].trigger()
    qtbot.waitUntil(lambda: library.rows.rowCount() == 3)
    window.actions_["collections"].trigger()
    view.chips["delete"].click()
    box = window.findChildren(QMessageBox)[-1]
    next(one for one in box.findChildren(QPushButton) if one.text() == "Delete").click()
    qtbot.waitUntil(lambda: listed(view) == [] and view.shown is None)


def test_a_rule_fills_a_collection_and_running_it_again_says_what_came_and_went(
    qtbot: QtBot, studio: Studio, window: MainWindow, items: dict[str, int], view: CollectionsView
) -> None:
    view.new_rule.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(RuleDialog)))
    dialog = window.findChildren(RuleDialog)[0]
    assert not dialog.save.isEnabled()  # it has no name
    qtbot.keyClicks(dialog.name, "Coast")
    qtbot.keyClicks(dialog.tags, "coast")
    qtbot.waitUntil(lambda: dialog.takes.text().endswith("now: “Salt”"))
    dialog.save.click()
    qtbot.waitUntil(lambda: titles(view) == ["Salt"])
    assert "All texts · tag “coast”" in view.about.text()
    assert not view.chips["add"].isVisible()
    studio.library.set_details([items["Sea"]], tags=["coast"])
    studio.library.set_details([items["Salt"]], tags=[])
    view.chips["run"].click()
    qtbot.waitUntil(lambda: titles(view) == ["Sea"])
    assert view.change.text() == "Run again. 1 came: “Sea”. 1 went: “Salt”."
    view.chips["rule"].click()
    qtbot.waitUntil(lambda: len([one for one in window.findChildren(RuleDialog) if one.isVisible()]) == 1)
    other = next(one for one in window.findChildren(RuleDialog) if one.isVisible())
    other.tags.clear()
    other.choice.setCurrentIndex(3)
    other.count.setValue(2)
    other.seed.setValue(5)
    other.save.click()
    qtbot.waitUntil(lambda: len(titles(view)) == 2)
    assert view.about.text().endswith("2 drawn at random · of the whole library")


def test_versions_are_shown_with_figures_compared_joined_and_told_apart_for_good(
    qtbot: QtBot, studio: Studio, window: MainWindow, items: dict[str, int]
) -> None:
    window.actions_["versions"].trigger()
    room = window.rooms.get(CollectionsRoom)
    view = room.versions
    qtbot.waitUntil(lambda: view.entry is not None)
    assert view.model.index(0).data() in ("Salt", "Salt again")
    assert "of “Salt” stands in “Salt again”" in view.figures.text()
    assert not view.chips["remove"].isEnabled()
    view.chips["pair"].click()
    pair = room.pair
    qtbot.waitUntil(lambda: pair.found is not None)
    side = pair.found.other
    assert [side.text[start:end] for start, end in side.only] == ["last"]
    assert len(pair.found.stops) == 1
    pair.next.click()
    assert pair.about.text().startswith("Difference 1 of 1")
    pair.all.click()
    assert window.stack.currentWidget() is view
    view.chips["join"].click()
    qtbot.waitUntil(lambda: studio.library.info(items["Salt"]).work is not None)
    qtbot.waitUntil(lambda: bool(view.entry and view.entry.group and view.entry.group.joined))
    view.chips["apart"].click()
    qtbot.waitUntil(lambda: view.entry is None and not view._looking)
    assert view.state.text() == "No text looks like a version of another."
    assert studio.library.info(items["Salt"]).work is None


def test_a_dataset_names_what_it_leaves_out_and_asks_before_it_writes_over_another(
    qtbot: QtBot, window: MainWindow, items: dict[str, int], tmp_path: Path
) -> None:
    window.actions_["export_dataset"].trigger()
    dialog = window.findChildren(DatasetDialog)[0]
    unknown = "“Sea” is left out: whose it is, is not known."
    qtbot.waitUntil(lambda: unknown in dialog.left_out.text())
    assert dialog.takes.text().startswith("1 text")
    assert not dialog.instruction.isVisible()
    dialog.form.setCurrentIndex(1)
    dialog.unknown.setChecked(True)
    qtbot.waitUntil(lambda: dialog.takes.text().startswith("3 texts"))
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "data.jsonl").write_text("old", "utf-8")
    dialog.folder.setText(str(folder))
    dialog.export.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)))
    assert (folder / "data.jsonl").read_text("utf-8") == "old"
    box = dialog.findChildren(QMessageBox)[0]
    next(one for one in box.findChildren(QPushButton) if one.text() == "Write over it").click()
    qtbot.waitUntil(lambda: window.notices.text.startswith("3 rows are in "))
    rows = [json.loads(line) for line in (folder / "data.jsonl").read_text("utf-8").splitlines()]
    assert [row["meta"]["title"] for row in rows] == list(items)
    assert rows[0]["messages"][0]["role"] == "user"


@pytest.mark.usefixtures("items")
def test_the_columns_of_the_library_are_as_they_were_left(
    qtbot: QtBot, window: MainWindow, studio: Studio, open_window: object
) -> None:
    window.actions_["library"].trigger()
    window.rooms.get(LibraryRoom).view.table.setColumnHidden(7, False)
    window.close()
    again = open_window(studio)
    again.actions_["library"].trigger()
    view = again.rooms.get(LibraryRoom).view
    assert not view.table.isColumnHidden(7)
    assert view.table.isColumnHidden(8)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 3)
