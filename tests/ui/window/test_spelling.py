"""Spelling in the window: lines under words, the menu over one, words that are right here, other words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.spelling.room import SpellingRoom
from muse_desktop.ui.spelling.underlines import Underlines
from muse_desktop.ui.window import MainWindow

TEXT = "The fog came evry winter.\nShe kept 两本 ledgers, and Quendrith wrote teh book."
THESAURUS = (
    "UTF-8\nwinter|1\n(noun)|wintertime|season (generic term)\n"
    "keep|2\n(verb)|maintain|hold\n(verb)|lose (antonym)\n"
)


@pytest.fixture
def room(window: MainWindow, studio: Studio, qtbot: QtBot) -> SpellingRoom:
    window.open_document(studio.manuscript.create("Fog", TEXT))
    made = window.rooms.get(SpellingRoom)
    qtbot.waitUntil(lambda: lines(made).settled and bool(words(made)), timeout=20_000)
    return made


def lines(room: SpellingRoom, page: Page | None = None) -> Underlines:
    return next(one for one in room._lines if one.parent() is (page or room.window.page))


def words(room: SpellingRoom, page: Page | None = None) -> list[str]:
    """The words that are underlined."""
    made, shown = lines(room, page), []
    unit = 0
    end = (page or room.window.page).editor.document().characterCount()
    while unit < end:
        found = made.wrong_at(unit)
        if found is not None:
            shown.append(found[2])
        unit = found[1] + 1 if found is not None else unit + 1
    return shown


def go(room: SpellingRoom, word: str, by: int = 1) -> None:
    page = room.window.page
    page.goto(page.session.text.index(word) + by)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; the offscreen platform warns of real ones."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: opened.append(menu))
    return opened


def menu_of(room: SpellingRoom, menus: list[QMenu], qtbot: QtBot) -> QMenu:
    room.window.actions_["suggestions"].trigger()
    return ready(menus, qtbot)


def ready(menus: list[QMenu], qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: not any("Looking" in one.text() for one in menus[-1].actions()), timeout=20_000)
    return menus[-1]


def action(menu: QMenu, begin: str) -> Callable[[], None]:
    return next(one for one in menu.actions() if one.text().startswith(begin)).trigger


def test_words_in_no_dictionary_are_underlined_chinese_never_and_nothing_when_it_is_off(
    room: SpellingRoom, studio: Studio
) -> None:
    assert words(room) == ["evry", "Quendrith", "teh"]
    room.window.actions_["spelling"].setChecked(False)
    assert words(room) == []
    assert not studio.settings.spelling
    assert lines(room).settled


def test_a_suggestion_replaces_the_word_as_one_step_of_the_writer(
    room: SpellingRoom, menus: list[QMenu], qtbot: QtBot
) -> None:
    page = room.window.page
    go(room, "teh")
    action(menu_of(room, menus, qtbot), "the")()
    assert page.session.text == TEXT.replace("teh", "the")
    at = page.session.text.index("the book")
    assert page.session.book.get(page.session.runs.at(at)).kind == Kind.TYPED
    page.undo()
    assert page.session.text == TEXT
    assert page.session.book.get(page.session.runs.at(at)).kind == Kind.IMPORTED


def test_the_menu_of_the_page_begins_with_the_suggestions(
    room: SpellingRoom, menus: list[QMenu], qtbot: QtBot
) -> None:
    page = room.window.page
    go(room, "evry")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    page.editor.contextMenuEvent(event)
    words_ = [one.text() for one in ready(menus, qtbot).actions()]
    assert "every" in words_[:6]
    assert any("Undo" in one for one in words_)
    menus[-1].deleteLater()


def test_a_word_of_the_project_is_right_in_its_other_documents_and_on_the_other_page_too(
    room: SpellingRoom, studio: Studio, menus: list[QMenu], qtbot: QtBot
) -> None:
    go(room, "Quendrith")
    action(menu_of(room, menus, qtbot), "Add “Quendrith”")()
    qtbot.waitUntil(lambda: words(room) == ["evry", "teh"], timeout=10_000)
    room.window.open_document(studio.manuscript.create("More", "Quendrith’s lamp, Quenrith"))
    qtbot.waitUntil(lambda: words(room) == ["Quenrith"], timeout=10_000)
    room.window.pages.open_two(studio.manuscript.create("Beside", "Quendrith wrote evry day"))
    qtbot.waitUntil(lambda: words(room, room.window.pages.other) == ["evry"], timeout=10_000)
    go(room, "Quenrith")
    assert menu_of(room, menus, qtbot).actions()[0].text() == "Quendrith"


def test_ignored_words_are_ignored_in_one_document_and_names_of_the_bible_known_in_all(
    room: SpellingRoom, studio: Studio, menus: list[QMenu], qtbot: QtBot
) -> None:
    go(room, "evry")
    action(menu_of(room, menus, qtbot), "Ignore “evry”")()
    qtbot.waitUntil(lambda: words(room) == ["Quendrith", "teh"], timeout=10_000)
    room.window.open_document(studio.manuscript.create("More", TEXT))
    qtbot.waitUntil(lambda: words(room) == ["evry", "Quendrith", "teh"], timeout=10_000)
    studio.writing.bible.add(room.window.page.session.project_id, "Evrard Qulm").result()
    room.window.page.goto(0)
    room.window.page.editor.type_text("Qulm and Qulx and ")
    qtbot.waitUntil(lambda: words(room)[:2] == ["Qulx", "evry"], timeout=10_000)


def test_the_menu_by_key_judges_what_was_written_this_moment(
    room: SpellingRoom, menus: list[QMenu], qtbot: QtBot
) -> None:
    page = room.window.page
    page.goto(0)
    for written, first in (("foggy", "Other words"), ("agian", "again")):
        page.editor.type_text(written + " ")
        go(room, written)
        menus.clear()
        room.window.actions_["suggestions"].trigger()
        qtbot.waitUntil(lambda: bool(menus), timeout=10_000)
        assert ready(menus, qtbot).actions()[0].text().startswith(first)
        page.goto(0)


def test_a_word_is_not_judged_while_it_is_written_and_other_lines_stay(
    room: SpellingRoom, qtbot: QtBot
) -> None:
    page = room.window.page
    painted: list[tuple[str, ...]] = []
    kept = Underlines._paint_block
    room_lines = lines(room)
    room_lines._paint_block = lambda *given: (painted.append(tuple(w.word for w in given[-1])), kept(*given))
    page.goto(page.session.text.index(" came"))
    for letter in " xqz":
        QTest.keyClick(page.editor, letter)
        page.editor.viewport().repaint()
        assert ("evry",) in painted
        assert not any("xqz" in one for one in painted)
    qtbot.waitUntil(lambda: "xqz" in words(room), timeout=10_000)
    page.editor.viewport().repaint()
    assert not any("xqz" in one for one in painted)
    QTest.keyClick(page.editor, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: ("xqz", "evry") in painted)


def test_f7_goes_from_mistake_to_mistake_and_round_and_says_when_there_is_none(
    room: SpellingRoom, studio: Studio, qtbot: QtBot
) -> None:
    page = room.window.page
    page.goto(0)
    for word in ("evry", "Quendrith", "teh", "evry"):
        room.window.actions_["next_wrong"].trigger()
        qtbot.waitUntil(lambda word=word: page.selected_text() == word, timeout=10_000)
    room.window.open_document(studio.manuscript.create("Good", "The fog."))
    room.window.actions_["next_wrong"].trigger()
    qtbot.waitUntil(lambda: "No misspelt words" in room.window.notices.text, timeout=10_000)


def test_a_dictionary_that_dies_again_and_again_only_loses_the_lines(
    room: SpellingRoom, studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse_desktop.craft.spelling_process.command", lambda *_: ["false"])
    speller = studio.writing.spelling._speller
    speller._processes[0]._process.kill()
    speller._remembered.clear()
    page = room.window.page
    page.goto(0)
    page.editor.type_text("Agian ")
    qtbot.waitUntil(lambda: lines(room).settled and "en_US" in studio.writing.spelling.troubles)
    assert "en_US does not work" in room.window.notices.text
    assert page.session.text.startswith("Agian ")
    assert "Agian" not in words(room)


def test_other_words_are_known_from_the_start(room: SpellingRoom, qtbot: QtBot) -> None:
    go(room, "kept")
    room.window.actions_["other_words"].trigger()
    qtbot.waitUntil(lambda: room.panel.model.rowCount() > 5)
    shown = [room.panel.model.index(row, 0).data() for row in range(room.panel.model.rowCount())]
    assert {"retain", "preserve"} <= set(shown)


def test_where_no_other_words_are_known_the_panel_says_so_and_an_added_thesaurus_comes_first(
    room: SpellingRoom, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    go(room, "Quendrith")
    room.window.actions_["other_words"].trigger()
    panel = room.panel
    qtbot.waitUntil(lambda: panel.add.isVisible())
    assert "Quendrith" in panel.words.text()
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert room.window.page.editor.hasFocus()
    (tmp_path / "th_en_US_v2.dat").write_text(THESAURUS, "utf-8")
    studio.writing.spelling.add_thesaurus(tmp_path / "th_en_US_v2.dat").result()
    page = room.window.page
    go(room, "kept")
    room.window.actions_["other_words"].trigger()
    qtbot.waitUntil(lambda: panel.model.rowCount() > 5)
    shown = [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]
    place = shown.index("maintain")
    assert shown[place - 1 : place + 4] == ["verb: keep", "maintain", "hold", "verb: keep", "lose"]
    for _ in shown:
        if panel.list.currentIndex().data() != "maintain":
            QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.list.currentIndex().data() == "maintain"
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert page.session.text == TEXT.replace("kept", "hold")
    assert not panel.isVisible()
    page.undo()
    assert page.session.text == TEXT
