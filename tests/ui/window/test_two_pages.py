"""Two pages side by side: one manuscript, two documents, one keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.panes import PaneHead
from muse_desktop.ui.page.panes_room import PanesRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.page_steps import generated, in_step, pieces
from tests.ui.window.scripted import write

CONTROL = Qt.KeyboardModifier.ControlModifier
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def second(studio: Studio, window: MainWindow) -> int:
    """A document beside the one on the page."""
    document = studio.manuscript.create("Second", "Salt remembers.")
    window.binder.reload()
    return document


@pytest.fixture
def both(qtbot: QtBot, window: MainWindow, second: int) -> tuple[Page, Page]:
    """Two pages, the keyboard in the first."""
    first = window.page
    window.actions_["two_pages"].trigger()
    assert window.pages.other is not None
    return first, window.pages.other


def head(page: Page) -> PaneHead:
    return page.parentWidget().head


def click(qtbot: QtBot, page: Page) -> None:
    qtbot.mouseClick(page.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 160))


def test_the_second_page_comes_by_a_key_with_another_document(
    qtbot: QtBot, window: MainWindow, second: int
) -> None:
    first = window.desk.document
    assert not head(window.page).isVisible()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Backslash, CONTROL)
    assert window.pages.two
    assert window.pages.other.session.id == second
    assert window.desk.document == first, "the writer goes on where he was"
    assert [head(page).title.text() for page in window.desk.pages] == ["Untitled", "Second"]
    widths = [page.width() for page in window.desk.pages]
    assert min(widths) > 200
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Backslash, CONTROL)
    assert not window.pages.two
    assert [page.isVisible() for page in window.desk.pages] == [True, False]


def test_what_is_typed_goes_to_the_page_that_was_clicked_and_the_window_follows(
    qtbot: QtBot, window: MainWindow, studio: Studio, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    write(qtbot, window, "first")
    click(qtbot, other)
    qtbot.keyClick(other.editor, Qt.Key.Key_End, CONTROL)
    assert window.page is other
    assert window.desk.document == second
    assert window.windowTitle().startswith("Second")
    write(qtbot, window, " Yes.")
    qtbot.keyClick(other.editor, Qt.Key.Key_F6)
    assert window.page is one
    write(qtbot, window, " again")
    assert one.session.text == "first again"
    assert other.session.text == "Salt remembers. Yes."
    qtbot.waitUntil(lambda: window.status.words.text() == "2 words")
    qtbot.waitUntil(lambda: not one.session.dirty and not other.session.dirty)
    assert studio.manuscript.read(second).text == "Salt remembers. Yes."
    other.undo()
    assert (one.session.text, other.session.text) == ("first again", "Salt remembers.")


def test_a_document_is_never_on_both_pages(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    first = one.session.id
    window.open_document(second)
    assert window.page is other
    assert other.editor.hasFocus()
    assert (one.session.id, other.session.id) == (first, second)
    window.open_document(first)
    assert window.page is one
    window.rooms.get(PanesRoom).open_beside(first)
    assert (one.session.id, other.session.id) == (first, second)


def test_a_third_document_opens_where_the_keyboard_is(
    qtbot: QtBot, window: MainWindow, studio: Studio, both: tuple[Page, Page]
) -> None:
    one, other = both
    third = studio.manuscript.create("Third")
    window.binder.reload()
    click(qtbot, other)
    window.open_document(third)
    assert other.session.id == third
    assert head(other).title.text() == "Third"
    assert one.session.title == "Untitled"


def drag(
    source: Page, target: Page, start: int, end: int, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Qt does when a selection is dragged to the other page and dropped there."""
    source.goto(start, end)
    mime = source.editor.createMimeDataFromSelection()
    cursor = QTextCursor(target.editor.document())
    cursor.setPosition(place)
    spot = QPointF(target.editor.cursorRect(cursor).center())
    actions = MOVE | Qt.DropAction.CopyAction
    shift = Qt.KeyboardModifier.ShiftModifier  # asks for a move where no drag is going on to ask for it
    event = QDropEvent(spot, actions, mime, Qt.MouseButton.LeftButton, shift)
    assert event.proposedAction() == MOVE
    monkeypatch.setattr(QDropEvent, "source", lambda _event: source.editor.viewport())
    target.editor.dropEvent(event)
    if event.dropAction() == MOVE and event.isAccepted():
        source.editor.textCursor().removeSelectedText()  # Qt's own way, in QWidgetTextControl::startDrag


def test_text_dragged_to_the_other_page_keeps_its_origins_and_is_one_step_on_each_side(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    write(qtbot, window, "mine ")
    one.insert_generated("theirs", generated(one))
    drag(one, other, 3, 11, 5, monkeypatch)
    assert one.session.text == "min"
    assert pieces(other)[0] == ("Salt ", "imported")
    assert pieces(other)[1:3] == [("e ", "typed"), ("theirs", "generated")]
    assert other.editor.hasFocus()
    assert window.page is other
    assert in_step(one)
    assert in_step(other)
    other.undo()
    assert other.session.text == "Salt remembers."
    one.undo()
    assert pieces(one) == [("mine ", "typed"), ("theirs", "generated")]


def test_a_page_that_keeps_its_text_gives_only_a_copy(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    write(qtbot, window, "mine")
    one.editor.keeps_text = True
    drag(one, other, 0, 4, 5, monkeypatch)
    assert (one.session.text, other.session.text) == ("mine", "Salt mineremembers.")


def test_pages_are_turned_swapped_and_closed_with_the_mouse(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(head(other).turn, left)
    assert window.actions_["pages_below"].isChecked()
    assert one.mapTo(window, QPoint()).y() < other.mapTo(window, QPoint()).y()
    qtbot.mouseClick(head(other).swap, left)
    assert one.mapTo(window, QPoint()).y() > other.mapTo(window, QPoint()).y()
    write(qtbot, window, "kept")
    qtbot.mouseClick(head(one).close_button, left)
    assert window.page is other
    assert not window.actions_["two_pages"].isChecked()
    assert window.desk.document == second
    assert not head(other).isVisible()
    assert other.editor.hasFocus()
    first = next(sheet.session.id for sheet in window.desk.sheets if sheet.session.id != second)
    window.open_document(first)
    other.undo()
    assert window.desk.session.text == ""


def test_focus_mode_shows_one_page_and_gives_the_other_back(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page]
) -> None:
    one, other = both
    window.actions_["focus"].setChecked(True)
    assert (one.isVisible(), other.isVisible(), head(one).isVisible()) == (True, False, False)
    qtbot.keyClick(one.editor, Qt.Key.Key_F6)
    assert (one.isVisible(), other.isVisible()) == (False, True)
    window.actions_["focus"].setChecked(False)
    assert one.isVisible()
    assert other.isVisible()


def test_what_goes_into_the_trash_leaves_the_other_page_too(
    qtbot: QtBot, window: MainWindow, studio: Studio, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    studio.manuscript.trash(second)
    window.binder.reload()
    window.binder.changed.emit()
    assert other.session is None
    assert window.pages.two
    write(qtbot, window, "goes on")
    assert one.session.text == "goes on"
    click(qtbot, other)
    assert window.desk.session is None, "the empty page waits for a document"
    studio.manuscript.restore(second)
    window.open_document(second)
    assert other.session.id == second


def test_the_document_one_works_on_goes_into_the_trash_and_off_its_page(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    write(qtbot, window, "gone")
    window.actions_["trash_document"].trigger()
    assert window.page is other
    assert other.session.id == second
    assert one.session is None
    write(qtbot, window, "!")
    assert "!" in other.session.text


def test_a_document_that_is_split_comes_back_to_the_page_it_was_on(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page], second: int
) -> None:
    one, other = both
    first = one.session.id
    write(qtbot, window, "stays")
    assert window.desk.let_go([second])
    assert other.session is None
    window.open_document(second)
    assert (one.session.id, other.session.id) == (first, second)
    assert window.desk.let_go([first, second])
    window.open_document(second)
    window.open_document(first)
    assert (one.session.id, other.session.id) == (first, second)
    assert one.session.text == "stays"


def test_the_menu_of_the_binder_opens_a_document_on_the_other_page(
    qtbot: QtBot, window: MainWindow, studio: Studio, second: int
) -> None:
    third = studio.manuscript.create("Third")
    window.binder.reload()
    window.binder.view.setCurrentIndex(window.binder.model.index_of(third))
    menu = window.binder.menu.documents([third])
    action = next(action for action in menu.actions() if "other page" in action.text())
    action.trigger()
    assert window.pages.other.session.id == third
    assert window.desk.session.title == "Untitled"


def test_both_pages_are_there_again_the_next_day(
    qtbot: QtBot,
    window: MainWindow,
    studio: Studio,
    both: tuple[Page, Page],
    second: int,
    open_window: Callable[[Studio], MainWindow],
) -> None:
    window.pages.turn(True)
    first = window.desk.document
    window.close()
    again = open_window(studio)
    qtbot.waitUntil(lambda: again.pages.two)
    assert again.pages.below
    assert again.desk.document == first
    assert again.pages.other.session.id == second
    assert QApplication.focusWidget() is again.page.editor


def test_tints_and_the_rooms_reach_both_pages(
    qtbot: QtBot, window: MainWindow, both: tuple[Page, Page]
) -> None:
    shown = window.actions_["origins"].isChecked()
    window.actions_["origins"].setChecked(not shown)
    assert [page.tints_visible for page in both] == [not shown] * 2


def test_with_one_document_the_second_page_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    first = window.page
    window.actions_["two_pages"].trigger()
    assert window.page is not first
    assert window.page.session is None
    window.actions_["new_document"].trigger()
    assert window.page.session is not None
    assert first.session is not None
    assert window.page.session.id != first.session.id
