"""Find and replace on the page, as a writer does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.search.finding import Finding
from muse_desktop.ui.search.room import SearchRoom
from muse_desktop.ui.window import LEAST_WIDTHS, MainWindow
from tests.ui.window.scripted import write
from tests.ui.window.test_access import nameless

TEXT = "The moon rose. 🌒 A Moon, a moonlit road, 月光下的路。"
Open = Callable[[str, bool], Finding]


@pytest.fixture
def finding(qtbot: QtBot, window: MainWindow) -> Open:
    """Type a text with real keys, go to its start and open the bar."""

    def open_(text: str = TEXT, replacing: bool = False) -> Finding:
        window.page.editor.type_text(text)
        window.page.goto(0)
        keys = Qt.Key.Key_H if replacing else Qt.Key.Key_F
        qtbot.keyClick(window.page.editor, keys, Qt.KeyboardModifier.ControlModifier)
        found = window.rooms.get(SearchRoom).finding
        qtbot.waitUntil(found.bar.field.hasFocus)
        return found

    return open_


def sought(qtbot: QtBot, finding: Finding, words: str, count: str) -> None:
    finding.bar.field.clear()
    qtbot.keyClicks(finding.bar.field, words)
    qtbot.waitUntil(lambda: finding.bar.count.text() == count)


def press(qtbot: QtBot, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= modifier
    qtbot.keyClick(QApplication.focusWidget(), key, pressed)


def test_the_first_match_is_selected_while_the_word_is_typed(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    assert window.page.selected_text() == "moon"
    assert found.bar.field.hasFocus()
    sought(qtbot, found, "moonl", "1 of 1")
    assert window.page.selection() == (TEXT.index("moonlit"), TEXT.index("moonlit") + 5)


def test_enter_and_f3_go_on_and_tell_when_the_end_was_reached(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    press(qtbot, Qt.Key.Key_Return)
    assert window.page.selected_text() == "Moon"
    press(qtbot, Qt.Key.Key_F3)
    assert found.bar.count.text() == "3 of 3"
    press(qtbot, Qt.Key.Key_F3)
    assert found.bar.count.text() == "1 of 3"
    assert "The end was reached" in found.bar.message.text()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert found.bar.count.text() == "3 of 3"
    assert "The beginning was reached" in found.bar.message.text()


def test_case_whole_words_and_patterns_are_chosen_with_a_click(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    found.bar.choices.case.click()
    qtbot.waitUntil(lambda: found.bar.count.text() == "1 of 2")
    found.bar.choices.words.click()
    qtbot.waitUntil(lambda: found.bar.count.text() == "1 of 1")
    found.bar.choices.regex.click()
    sought(qtbot, found, "m..n", "1 of 1")
    found.bar.field.setText("月.")  # no key of the test keyboard has it
    qtbot.waitUntil(lambda: window.page.selected_text() == "月光")


def test_a_pattern_with_a_mistake_says_what_is_wrong(qtbot: QtBot, finding: Open) -> None:
    found = finding()
    found.bar.choices.regex.click()
    qtbot.keyClicks(found.bar.field, "(moon")
    qtbot.waitUntil(lambda: "never closed" in found.bar.message.text())
    assert found.bar.message.property("role") == "error"
    qtbot.keyClicks(found.bar.field, ")")
    qtbot.waitUntil(lambda: found.bar.count.text() == "1 of 3")
    assert not found.bar.message.isVisible()


def test_marks_move_with_what_is_typed_and_new_matches_are_found(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    before = [tuple(one) for one in found.matches.within(0, 1000)]
    window.page.goto(0)
    write(qtbot, window, "A moon! ")
    assert [tuple(one) for one in found.matches.within(9, 1000)] == [(a + 8, b + 8) for a, b in before]
    qtbot.waitUntil(lambda: found.bar.count.text() == "4 matches")


def test_the_marks_are_drawn_on_the_page(qtbot: QtBot, window: MainWindow, finding: Open) -> None:
    found = finding()
    sought(qtbot, found, "nowhere", "Not found")
    plain = window.page.editor.viewport().grab().toImage()
    sought(qtbot, found, "road", "1 of 1")
    window.page.goto(0)
    assert window.page.editor.viewport().grab().toImage() != plain


def test_escape_closes_the_bar_from_the_field_and_from_the_page(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    press(qtbot, Qt.Key.Key_Escape)
    assert not found.bar.isVisible()
    assert window.page.editor.hasFocus()
    assert window.page.selected_text() == "moon"
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.page.editor.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not found.bar.isVisible()


def test_the_selection_is_what_to_look_for(qtbot: QtBot, window: MainWindow, finding: Open) -> None:
    found = finding()
    found.close_up()
    window.page.goto(TEXT.index("road"), TEXT.index("road") + 4)
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found.bar.count.text() == "1 of 1")
    assert found.bar.field.text() == "road"


def test_one_match_after_the_other_is_replaced_and_each_is_one_undo_step(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding(replacing=True)
    sought(qtbot, found, "moon", "1 of 3")
    qtbot.keyClicks(found.bar.replacement, "sun")
    found.bar.replacement.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert window.desk.session.text.startswith("The sun rose. 🌒 A Moon")
    assert window.page.selected_text() == "Moon"
    found.bar.one.click()
    assert window.desk.session.text.startswith("The sun rose. 🌒 A sun, a moonlit")
    window.page.undo()
    window.page.undo()
    assert window.desk.session.text == TEXT
    assert {str(window.desk.session.book.get(run.origin).kind) for run in window.desk.session.runs} == {
        "typed"
    }


def test_all_matches_are_replaced_as_one_undo_step_after_a_snapshot(
    qtbot: QtBot, studio: Studio, window: MainWindow, finding: Open
) -> None:
    found = finding(replacing=True)
    sought(qtbot, found, "moon", "1 of 3")
    qtbot.keyClicks(found.bar.replacement, "sun")
    found.bar.here.click()
    qtbot.waitUntil(lambda: "3 places replaced" in found.bar.message.text())
    assert window.desk.session.text == "The sun rose. 🌒 A sun, a sunlit road, 月光下的路。"
    (kept,) = studio.writing.snapshots.of_document(window.desk.document)
    assert kept.reason == "before-replace"
    window.page.undo()
    assert window.desk.session.text == TEXT


def test_groups_of_a_pattern_are_put_in(qtbot: QtBot, window: MainWindow, finding: Open) -> None:
    found = finding("One, two.", replacing=True)
    found.bar.choices.regex.click()
    sought(qtbot, found, r"(\w+), (\w+)", "1 of 1")
    qtbot.keyClicks(found.bar.replacement, r"\2, \1")
    found.bar.one.click()
    qtbot.waitUntil(lambda: window.desk.session.text == "two, One.")
    qtbot.keyClicks(found.bar.replacement, r"\3")
    found.bar.here.click()
    qtbot.waitUntil(lambda: "does not have" in found.bar.message.text())


def test_with_two_pages_the_one_in_use_is_searched(
    qtbot: QtBot, studio: Studio, window: MainWindow, finding: Open
) -> None:
    other = studio.manuscript.create("Other", "The moon and the other moon.")
    found = finding()
    sought(qtbot, found, "moon", "1 of 3")
    first = window.page
    window.actions_["two_pages"].trigger()
    qtbot.waitUntil(lambda: len(window.desk.pages) == 2)
    second = next(page for page in window.desk.pages if page is not first)
    window.desk.open_on(second, other)
    qtbot.waitUntil(lambda: len(found.matches) == 2)
    first.editor.setFocus()
    qtbot.waitUntil(lambda: len(found.matches) == 3)
    found.next()
    assert first.selected_text() == "Moon"


def test_every_control_has_a_name_and_no_row_is_wider_than_a_narrow_page(
    qtbot: QtBot, window: MainWindow, finding: Open
) -> None:
    found = finding(replacing=True)
    room = window.rooms.get(SearchRoom)
    room.search()
    room.replace_all()
    for part in (found.bar, room.panel, room.replacing.view):
        assert not nameless(part)
    assert found.bar.minimumSizeHint().width() <= LEAST_WIDTHS[1]
