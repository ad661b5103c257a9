"""The page's actions in the window: by menu, keys, wheel and settings; and what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.theme import keeper
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.room import PageRoom, PageTools
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write
from tests.ui.window.settings_steps import clicked, settings_at


def tools(window: MainWindow) -> PageTools:
    return window.rooms.get(PageRoom).tools(window.page)


def wheel(window: MainWindow, notches: int) -> None:
    view = window.page.editor.viewport()
    event = QWheelEvent(
        QPointF(40, 40),
        QPointF(view.mapToGlobal(QPoint(40, 40))),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_no_two_actions_have_the_same_keys(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.actions_.all()]
    taken = [one for one in keys if one]
    assert sorted(taken) == sorted(set(taken))


def test_the_wheel_with_ctrl_makes_the_text_larger_or_smaller_and_a_key_usual_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    pixels = window.page.editor.document().defaultFont().pixelSize()
    wheel(window, 1)
    wheel(window, 2)
    qtbot.waitUntil(lambda: window._studio.settings.text_points == 18.0)
    assert window.page.editor.document().defaultFont().pixelSize() > pixels
    qtbot.keyClick(window.page.editor, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window._studio.settings.text_points == 15.0)
    wheel(window, -40)
    qtbot.waitUntil(lambda: window._studio.settings.text_points == 9.0)


def test_switches_are_kept_and_found_again_by_the_next_window(
    qtbot: QtBot, studio: Studio, window: MainWindow, open_window: Callable[[Studio], MainWindow]
) -> None:
    window.actions_["theme_paper"].trigger()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F9)
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert studio.settings.typewriter
    assert not studio.settings.markdown_look
    window.close()
    again = open_window(studio)
    assert again.actions_["typewriter"].isChecked()
    assert tools(again).typewriter.on
    assert keeper().theme.id == "paper"
    assert not tools(again).dresser.on


def test_focus_lights_the_sentence_only_while_it_lasts(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The fog came. Nobody looked up")
    window.actions_["lit_sentence"].trigger()
    assert window.actions_["focus"].isChecked()
    assert window._studio.settings.lit == "sentence"
    assert not window.page.title.isEnabled()  # it steps back too
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.actions_["focus"].isChecked())
    assert window.page.title.isEnabled()


def test_full_screen_ends_with_escape_and_remembers_that_the_window_was_large(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.showMaximized()
    window.actions_["full_screen"].setChecked(True)
    qtbot.waitUntil(window.isFullScreen)
    window.page.setFocus()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.isMaximized()
    assert not window.actions_["full_screen"].isChecked()
    window.showFullScreen()  # as a desktop does it
    qtbot.waitUntil(window.actions_["full_screen"].isChecked)


def test_quotes_and_drafting_forward_are_switched_by_the_menu(
    qtbot: QtBot, window: MainWindow
) -> None:
    write(qtbot, window, '"one')
    window.actions_["smart_punctuation"].trigger()
    qtbot.keyClicks(window.page.editor, '"')
    window.actions_["forward"].trigger()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Backspace)
    assert window.desk.session is not None
    assert window.desk.session.text == '“one"'  # the second one is left as it was typed
    clicked(qtbot, tools(window).forward.chip)
    assert not window.actions_["forward"].isChecked()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Backspace)
    assert window.desk.session.text == "“one"


@pytest.mark.parametrize("answer", ["save", "cancel"])
def test_the_settings_of_the_page_are_tried_at_once_and_kept_or_not(
    qtbot: QtBot, window: MainWindow, answer: str
) -> None:
    write(qtbot, window, "# The fog")
    dialog = settings_at(qtbot, window, "Page")
    page = dialog.page
    page.letters.setValue(50)
    clicked(qtbot, page.markdown)
    page.space.setCurrentIndex(page.space.findText("Wide"))
    page.quotes.setCurrentIndex(page.quotes.findData("de"))
    assert keeper().page.letters == 50
    assert keeper().page.space == 0.8
    assert not tools(window).dresser.on
    assert not window.actions_["markdown_look"].isChecked()
    clicked(qtbot, page.marks)
    assert not page.quotes.isEnabled()  # what is left as it is typed needs none
    if answer == "save":
        dialog.save.click()
    else:
        dialog.reject()
    kept = answer == "save"
    settings = window._studio.settings
    assert (settings.line_letters == 50, settings.punctuation == "de") == (kept, kept)
    qtbot.waitUntil(lambda: tools(window).dresser.on is not kept)
    assert keeper().page.letters == (50 if kept else 68)
    window.use_settings(replaced(settings, line_letters=68, line_space=0.5))


def test_a_second_page_behaves_like_the_first(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "*one*")
    window.actions_["forward"].trigger()
    first = window.page
    window.pages.open_two(window._studio.manuscript.create("Beside"))
    second = next(page for page in window.findChildren(Page) if page is not first and page.isVisible())
    room = window.rooms.get(PageRoom)
    assert room.tools(second).dresser.on
    qtbot.keyClicks(second.editor, "# two")
    qtbot.keyClick(second.editor, Qt.Key.Key_Backspace)
    assert second.session is not None
    assert second.session.text == "# two"
    assert second.editor.document().begin().layout().formats()
    assert first.editor.document().begin().layout().formats()
