"""Hands-only mode in the window: begun, shown, and ended only on purpose."""

import pytest
from PySide6.QtCore import Qt

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.progress.hands_dialog import HandsDialog
from muse_desktop.ui.progress.hands_room import HandsRoom
from tests.ui.window.scripted import generated

PATIENT = {"timeout": 10_000}


@pytest.fixture
def room(window):
    return window.rooms.get(HandsRoom)


def begin(window, room, qtbot):
    window.actions_["hands_only"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HandsDialog)), **PATIENT)
    dialog = window.findChildren(HandsDialog)[0]
    qtbot.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.mark.isVisible(), **PATIENT)


def covered(window, room):
    return room.card is not None and window.companion.stack.currentWidget() is room.card


def test_the_card_takes_the_place_of_compose_and_nothing_is_generated(window, room, engine, qtbot):
    window.page.editor.type_text("The tide came in.")
    begin(window, room, qtbot)
    assert covered(window, room)
    assert "My writing" in room.card._about.text()
    asked = len(engine.requests)
    window.actions_["generate"].trigger()
    qtbot.wait(50)
    assert len(engine.requests) == asked
    assert covered(window, room)
    assert not window.companion.compose.isVisible()


def test_cancelling_the_dialog_begins_nothing(window, room, studio, qtbot):
    window.actions_["hands_only"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HandsDialog)), **PATIENT)
    window.findChildren(HandsDialog)[0].reject()
    qtbot.wait(30)
    assert studio.writing.hands_only.intervals() == []


def test_it_ends_by_two_acts_and_the_first_can_be_taken_back(window, room, studio, qtbot):
    begin(window, room, qtbot)
    card = room.card
    qtbot.mouseClick(card.end, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is card.stay
    qtbot.keyClick(card.stay, Qt.Key.Key_Space)
    assert card.end.isVisible()
    assert studio.writing.hands_only.now_on() is not None
    qtbot.mouseClick(card.end, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.really, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not room.mark.isVisible(), **PATIENT)
    assert window.companion.stack.currentWidget() is window.companion.compose
    assert studio.writing.hands_only.intervals()[0].ended_at is not None


def test_pressing_the_mark_shows_the_card_and_ends_nothing(window, room, studio, qtbot):
    begin(window, room, qtbot)
    window.companion.go(window.companion.check)
    qtbot.mouseClick(room.mark, Qt.MouseButton.LeftButton)
    assert covered(window, room)
    assert studio.writing.hands_only.now_on() is not None


def test_it_is_still_on_when_the_window_is_opened_again(window, room, studio, open_window, qtbot):
    begin(window, room, qtbot)
    window.close()
    again = open_window(studio)
    assert again.rooms.get(HandsRoom).mark.isVisible()
    assert covered(again, again.rooms.get(HandsRoom))


def test_another_project_is_not_concerned(window, room, studio: Studio, qtbot):
    begin(window, room, qtbot)
    first = window.desk.document
    other = studio.manuscript.create("b", project_id=studio.manuscript.create_project("Other"))
    window.open_document(other)
    qtbot.waitUntil(lambda: not room.mark.isVisible(), **PATIENT)
    assert window.companion.stack.currentWidget() is window.companion.compose
    window.open_document(first)
    qtbot.waitUntil(lambda: room.mark.isVisible(), **PATIENT)


def test_the_card_counts_what_was_written_and_lists_the_earlier_times(window, room, studio, qtbot):
    begin(window, room, qtbot)
    window.page.editor.type_text("Five words by hand alone. ")
    window.page.flush_now().result()
    window.companion.go(window.companion.check)
    window.companion.go(window.companion.compose)
    qtbot.waitUntil(lambda: "5 words" in room.card._written.text(), **PATIENT)
    qtbot.mouseClick(room.card.end, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(room.card.really, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not room.mark.isVisible(), **PATIENT)
    begin(window, room, qtbot)
    qtbot.waitUntil(lambda: room.card.log.times.rowCount() == 1, **PATIENT)
    first = room.card.log.times.index(0)
    assert "5 words" in str(first.data(Qt.ItemDataRole.ToolTipRole))


def test_words_the_model_wrote_before_are_not_inserted(window, room, studio, qtbot):
    window.page.editor.type_text("The tide came in.")
    generated(qtbot, window)
    begin(window, room, qtbot)
    text = window.desk.session.text
    assert not window.desk.take(1, 0, 0, 4, "cursor")
    assert window.desk.session.text == text
    assert "Hands-only" in window.notices.text
