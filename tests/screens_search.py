"""Pictures of finding and replacing: the bar over the page, the search beside it, the preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from muse_desktop.ui.search.room import SearchRoom

if TYPE_CHECKING:
    from tests.screens import Stage


def search_screens(stage: Stage) -> Iterator[str]:
    """Find, replace, a mistake in a pattern, the whole manuscript searched, replacing previewed."""
    window = stage.window
    room = window.rooms.get(SearchRoom)
    window.page.goto(0)
    window.actions_["find"].trigger()
    bar = room.finding.bar
    bar.field.setText("the")
    stage.wait(lambda: len(room.finding.matches) > 0)
    yield "find"
    window.actions_["replace"].trigger()
    bar.replacement.setText("one")
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    yield "find-replace"
    bar.choices.regex.setChecked(True)
    bar.field.setText("(the")
    stage.wait(bar.message.isVisible)
    yield "find-mistake"
    bar.choices.regex.setChecked(False)
    room.finding.close_up()
    window.actions_["search"].trigger()
    window._studio.writing.search.settle()
    room.panel.field.setText("the har")
    stage.wait(lambda: room.panel.list.results.rowCount() > 0)
    yield "search"
    room.panel.field.setText("nowhere at all")
    stage.wait(lambda: room.panel.list.results.rowCount() == 0)
    yield "search-nothing"
    window.left.setCurrentIndex(0)
    window.actions_["replace_all"].trigger()
    view = room.replacing.view
    view.field.setText("ink")
    view.replacement.setText("pencil")
    stage.wait(lambda: view.model.total > 0)
    view.model.setData(view.model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    yield "replace-all"
    window.show_page()
