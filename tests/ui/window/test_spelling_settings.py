"""The settings' page of spelling: files from elsewhere, what is ticked, the project's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from muse_desktop.craft.spelling_found import Found
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.settings.spelling import SpellingPage, language_name
from muse_desktop.ui.window import MainWindow
from tests.craft.test_spelling_files import pair

THESAURUS = "UTF-8\nlamp|1\n(noun)|lantern\n"


@pytest.fixture
def page(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SpellingPage:
    monkeypatch.setenv("MUSE_DESKTOP_HOME", str(tmp_path / "home"))
    window.actions_["own_words"].trigger()
    dialog = next(one for one in window.findChildren(SettingsDialog) if one.isVisible())
    assert dialog.stack.currentWidget() is dialog.spelling
    return dialog.spelling


def names(page: SpellingPage, kind: str) -> list[str]:
    return [row.name for row in page.rows[kind]]


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def test_a_dictionary_is_added_from_a_file_ticked_and_removed(
    page: SpellingPage, studio: Studio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "nothing.dic")
    page.adds["dictionary"].click()
    qtbot.waitUntil(lambda: "nothing.dic" in page.state.text() and page.state.property("role") == "error")
    choose(monkeypatch, pair(tmp_path / "from", "de_DE"))
    page.adds["dictionary"].click()
    qtbot.waitUntil(lambda: names(page, "dictionary") == ["en_US", "de_DE"], timeout=20_000)
    assert page.state.isHidden()
    shipped, added = page.rows["dictionary"]
    assert (shipped.remove.isHidden(), added.remove.isHidden()) == (True, False)
    assert page.apply(studio.settings).dictionaries == ("en_US", "de_DE")
    shipped.tick.click()
    page.underline.click()
    changed = page.apply(studio.settings)
    assert (changed.dictionaries, changed.spelling) == (("de_DE",), False)
    added.remove.click()
    qtbot.waitUntil(lambda: names(page, "dictionary") == ["en_US"], timeout=20_000)
    assert page.apply(studio.settings).dictionaries == ()


def test_a_thesaurus_of_another_program_is_offered_and_taken(
    page: SpellingPage, studio: Studio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "th_en_GB_v2.dat"
    path.write_text(THESAURUS, "utf-8")
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: opened.append(menu))
    page._show_found([Found("thesaurus", path.stem, path), Found("dictionary", "fr", tmp_path / "fr.dic")])
    page.adds["thesaurus"].click()
    offered = [action.text() for action in opened[-1].actions()]
    assert offered == [f"{language_name(path.stem)}, found on this computer", "", "From a file…"]
    opened[-1].actions()[0].trigger()
    qtbot.waitUntil(lambda: names(page, "thesaurus") == ["th_en_GB_v2"], timeout=20_000)
    assert studio.writing.spelling.look_up("lamps").result(20).senses[0].words[0].text == "lantern"
    page.rows["thesaurus"][0].remove.click()
    qtbot.waitUntil(lambda: names(page, "thesaurus") == [], timeout=20_000)


def test_words_are_added_and_taken_out_with_the_keyboard(
    page: SpellingPage, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    for word in ("Quendrith", "quoll"):
        qtbot.keyClicks(page.word, word)
        qtbot.keyClick(page.word, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.words.count() == 2)
    page.words.setCurrentRow(0)
    qtbot.keyClick(page.words, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.words.count() == 1)
    assert studio.writing.spelling.words.words(window.page.session.project_id) == ("quoll",)
    assert page.isVisible()  # Enter did not close the dialog


def test_a_dictionary_that_is_left_out_says_why(page: SpellingPage, studio: Studio) -> None:
    speller = studio.writing.spelling._at_work()
    speller._leave_out(speller._processes[0], page_error := _broken())
    page._fill("dictionary")
    assert page.rows["dictionary"][0].trouble.text() == page_error.text("en")


def _broken():  # type: ignore[no-untyped-def]
    from muse_desktop.errors import MuseError

    return MuseError("spelling.dictionary_broken", name="en_US")


def test_languages_have_their_own_names() -> None:
    assert language_name("th_de_DE_v2") == "Deutsch (de_DE)"
    assert language_name("x_mine") == "x_mine"
