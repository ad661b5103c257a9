"""Searching the whole manuscript beside the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.search import Search
from muse_desktop.manuscript.search_groups import look_up
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.search.panel import SearchPanel
from muse_desktop.ui.search.results import Row, clipped
from muse_desktop.ui.search.room import SearchRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write

FOG = "The fog came up the channel.\n" * 60 + "A heron stood in it; behind the heron, boats."


@pytest.fixture
def novel(studio: Studio) -> dict[str, int]:
    """Three documents before the window opens."""
    create = studio.manuscript.create
    texts = {"Fog": FOG, "Harbour": "No bird here.", "苍鹭": "雾里有一只苍鹭。"}
    ids = {title: create(title, text) for title, text in texts.items()}
    studio.writing.tree.describe([ids["Harbour"]], synopsis="She counts every heron by lamplight.")
    return ids


@pytest.fixture
def panel(qtbot: QtBot, novel: dict[str, int], window: MainWindow) -> SearchPanel:
    """The panel, opened with its keys."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F, keys)
    found = window.rooms.get(SearchRoom).panel
    qtbot.waitUntil(found.field.hasFocus)
    return found


def rows(panel: SearchPanel) -> list[Row]:
    return list(panel.list.results.values)


def sought(qtbot: QtBot, panel: SearchPanel, words: str, count: int) -> None:
    panel.field.setText(words)
    qtbot.waitUntil(lambda: len(rows(panel)) == count, timeout=15_000)


def test_places_are_found_while_one_types_grouped_by_document(
    qtbot: QtBot, novel: dict[str, int], panel: SearchPanel
) -> None:
    qtbot.keyClicks(panel.field, "hero")
    qtbot.waitUntil(lambda: len(rows(panel)) == 4, timeout=15_000)
    first, place, second, synopsis = rows(panel)
    assert (first.header, first.title, first.count) == (True, "Fog", 2)
    assert [place.text[a:b] for a, b in place.marks] == ["heron", "heron"]
    assert (second.header, second.document_id, second.count) == (True, novel["Harbour"], 0)
    assert synopsis.text == "She counts every heron by lamplight."
    qtbot.waitUntil(lambda: panel.summary.text() == "2 places in 2 documents")
    assert panel.list.results.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Fog: ")


def test_enter_opens_the_document_at_the_place(
    qtbot: QtBot, novel: dict[str, int], window: MainWindow, panel: SearchPanel
) -> None:
    sought(qtbot, panel, "heron", 4)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.desk.document == novel["Fog"]
    assert window.page.selection() == (FOG.index("heron"), FOG.index("heron") + 5)
    assert window.page.editor.hasFocus()
    panel.field.setFocus()
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.desk.document == novel["Harbour"]


def test_a_place_is_found_where_it_has_moved_to(
    qtbot: QtBot, novel: dict[str, int], window: MainWindow, panel: SearchPanel
) -> None:
    sought(qtbot, panel, "heron", 4)
    (place,) = [row for row in rows(panel) if row.excerpt]
    window.open_document(novel["Fog"])
    window.page.goto(0)
    window.page.editor.type_text("Before dawn. ")
    window.rooms.get(SearchRoom).open_place(novel["Fog"], place.excerpt)
    assert window.page.selected_text() == "heron"


def test_chinese_is_found_in_titles_and_texts(qtbot: QtBot, panel: SearchPanel) -> None:
    sought(qtbot, panel, "苍鹭", 2)
    title, place = rows(panel)
    assert title.marks == ((0, 2),)
    assert [place.text[a:b] for a, b in place.marks] == ["苍鹭"]


def test_what_is_saved_meanwhile_appears_by_itself(
    qtbot: QtBot, window: MainWindow, panel: SearchPanel
) -> None:
    sought(qtbot, panel, "albatross", 0)
    qtbot.waitUntil(lambda: panel.summary.text() == "Nothing found.", timeout=15_000)
    write(qtbot, window, "An albatross.")
    qtbot.waitUntil(lambda: len(rows(panel)) == 2, timeout=15_000)


def test_escape_brings_the_binder_back(qtbot: QtBot, window: MainWindow, panel: SearchPanel) -> None:
    assert window.left.currentWidget() is panel
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.left.currentIndex() == 0
    assert window.page.editor.hasFocus()
    window.rooms.get(SearchRoom).search()
    window.actions_["go_binder"].trigger()
    assert window.left.currentIndex() == 0


def test_a_long_context_begins_shortly_before_its_mark() -> None:
    text, marks = clipped("word " * 20 + "heron\nagain", ((100, 105),))
    assert text.startswith("…word")
    assert text.endswith("heron again")
    assert text[slice(*marks[0])] == "heron"


def test_without_a_project_every_one_is_searched_and_named(manuscript: Manuscript) -> None:
    first, second = manuscript.create_project("One"), manuscript.create_project("Two")
    here = manuscript.create("A", "the same heron", project_id=first)
    manuscript.create("B", "a heron too", project_id=second)
    with Search(manuscript.store) as search:
        assert search.settle(20)
        assert [one.title for one in look_up(manuscript, search, "heron", beside=here).groups] == ["A"]
        both = look_up(manuscript, search, "heron")
    assert [(one.title, one.project) for one in both.groups] == [("A", "One"), ("B", "Two")]
