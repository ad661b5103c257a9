"""Replacing in the whole manuscript: preview, choice, one step back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.search.replace_view import ReplaceView
from muse_desktop.ui.search.replacing import Replacing
from muse_desktop.ui.search.room import SearchRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import failed

TEXTS = {
    "One": "Ines came. 🌊 Ines went.",
    "Two": "Nobody.",
    "Three": "Only Ines knew.\nInes!",
    "Four": "Ines 在雾里。",
}


@pytest.fixture
def novel(studio: Studio) -> dict[str, int]:
    return {title: studio.manuscript.create(title, text) for title, text in TEXTS.items()}


@pytest.fixture
def replacing(qtbot: QtBot, novel: dict[str, int], window: MainWindow) -> Replacing:
    """The view, opened from the page with its keys; document One is on the page."""
    window.open_document(novel["One"])
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.page.editor, Qt.Key.Key_H, keys)
    made = window.rooms.get(SearchRoom).replacing
    qtbot.waitUntil(made.view.field.hasFocus)
    return made


def previewed(qtbot: QtBot, view: ReplaceView, find: str, replacement: str, places: int) -> None:
    view.field.clear()
    qtbot.keyClicks(view.field, find)
    qtbot.keyClicks(view.replacement, replacement)
    qtbot.waitUntil(
        lambda: not view._soon.isActive() and view.model.total == places and view.go.isEnabled()
    )


def texts(studio: Studio, novel: dict[str, int]) -> dict[str, str]:
    manuscript = studio.manuscript
    opened = {title: manuscript.opened(one) for title, one in novel.items()}
    return {
        title: session.text if session else manuscript.read(novel[title]).text
        for title, session in opened.items()
    }


def untick(view: ReplaceView, *row: int) -> None:
    index = view.model.index(row[0], 0)
    for place in row[1:]:
        index = view.model.index(place, 0, index)
    view.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)


def test_every_place_is_shown_before_anything_is_done(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], replacing: Replacing
) -> None:
    view = replacing.view
    previewed(qtbot, view, "Ines", "Mara", 5)
    assert [one.title for one in view.model.previews] == ["One", "Three", "Four"]
    assert view.go.text() == "Replace 5 places"
    place = view.model.index(0, 0, view.model.index(1, 0))
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "Ines becomes Mara in: Only Mara knew."
    assert texts(studio, novel) == TEXTS


def test_what_is_chosen_is_replaced_with_a_snapshot_of_each_document(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    view = replacing.view
    previewed(qtbot, view, "Ines", "Mara", 5)
    untick(view, 0, 1)
    assert view.model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    untick(view, 2)
    assert view.go.text() == "Replace 3 places"
    view.go.click()
    qtbot.waitUntil(lambda: window.notices.text == "Replaced 3 places in 2 documents.")
    assert window.writing.isVisible()
    assert texts(studio, novel) == TEXTS | {
        "One": "Mara came. 🌊 Ines went.",
        "Three": "Only Mara knew.\nMara!",
    }
    assert [len(studio.writing.snapshots.of_document(one)) for one in novel.values()] == [1, 0, 1, 0]
    assert studio.manuscript.opened(novel["Three"]) is None
    window.page.undo()  # on the page it is a step like any other
    assert window.desk.session.text == TEXTS["One"]


def test_one_click_takes_all_of_it_back(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    previewed(qtbot, replacing.view, "Ines", "Mara", 5)
    assert not window.actions_["take_back"].isEnabled()
    replacing.view.go.click()
    qtbot.waitUntil(lambda: window.notices.text.startswith("Replaced 5 places"))
    assert window.actions_["take_back"].isEnabled()
    window.notices.action.click()
    qtbot.waitUntil(lambda: window.notices.text == "The replacement was taken back in 3 documents.")
    assert texts(studio, novel) == TEXTS
    assert not window.actions_["take_back"].isEnabled()
    assert studio.verify()["ok"]


def test_a_document_changed_since_is_left_alone_and_named(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    previewed(qtbot, replacing.view, "Ines", "Mara", 5)
    window.page.editor.type_text("Now. ")
    replacing.view.go.click()
    qtbot.waitUntil(lambda: "“One” has changed since the preview" in window.notices.text)
    found = texts(studio, novel)
    assert "Mara" not in found["One"]
    assert "Mara" in found["Three"]


def test_without_a_snapshot_nothing_is_replaced(
    qtbot: QtBot,
    studio: Studio,
    novel: dict[str, int],
    window: MainWindow,
    replacing: Replacing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    previewed(qtbot, replacing.view, "Ines", "Mara", 5)
    full = failed(MuseError("store.disk_full", folder="/books"))
    monkeypatch.setattr(studio.writing.snapshots, "take", lambda *_: full)
    replacing.view.go.click()
    qtbot.waitUntil(lambda: window.notices.text.startswith("Nothing was replaced."))
    assert texts(studio, novel) == TEXTS
    assert studio.manuscript.opened(novel["Three"]) is None


def test_a_mistake_in_a_pattern_is_told_in_the_writers_words(qtbot: QtBot, replacing: Replacing) -> None:
    view = replacing.view
    view.choices.regex.click()
    qtbot.keyClicks(view.field, "(Ines")
    qtbot.waitUntil(lambda: "never closed" in view.summary.text())
    assert not view.go.isEnabled()


def test_the_bar_on_the_page_hands_over_what_it_looks_for(
    qtbot: QtBot, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.page.editor.hasFocus()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    bar = window.rooms.get(SearchRoom).finding.bar
    qtbot.keyClicks(bar.field, "ines")
    bar.choices.case.click()
    qtbot.keyClicks(bar.replacement, "mara")
    bar.everywhere.click()
    assert replacing.view.isVisible()
    assert (replacing.view.field.text(), replacing.view.replacement.text()) == ("ines", "mara")
    assert replacing.view.choices.case.isChecked()


def test_a_place_of_the_preview_can_be_looked_at(
    qtbot: QtBot, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    view = replacing.view
    previewed(qtbot, view, "Ines", "Mara", 5)
    view.tree.setCurrentIndex(view.model.index(1, 0, view.model.index(1, 0)))
    qtbot.keyClick(view.tree, Qt.Key.Key_Return)
    assert window.desk.document == novel["Three"]
    assert window.page.selection() == (16, 20)


def test_what_cannot_be_saved_stays_open_and_is_told(
    qtbot: QtBot,
    studio: Studio,
    novel: dict[str, int],
    window: MainWindow,
    replacing: Replacing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    previewed(qtbot, replacing.view, "Ines", "Mara", 5)
    full = failed(MuseError("store.disk_full", folder="/books"))
    with monkeypatch.context() as patch:
        patch.setattr(DocumentSession, "end", lambda _: full)
        replacing.view.go.click()
        qtbot.waitUntil(lambda: window.notices.text.startswith("Replaced 5 places"))
    window.notices.drop()
    assert "full" in window.notices.text
    session = studio.manuscript.opened(novel["Three"])
    assert session is not None
    assert session.dirty
    assert window.desk.save_now() is None
    assert studio.manuscript.read(novel["Three"]).text == "Only Mara knew.\nMara!"


def test_closing_the_window_in_the_middle_ends_it_between_two_documents(
    qtbot: QtBot, studio: Studio, novel: dict[str, int], window: MainWindow, replacing: Replacing
) -> None:
    previewed(qtbot, replacing.view, "Ines", "Mara", 5)
    with qtbot.waitSignal(replacing.replacer.went_on, check_params_cb=lambda done, _of: done == 1):
        replacing.view.go.click()
    window.close()
    qtbot.wait(100)
    assert texts(studio, novel) == TEXTS | {"One": "Mara came. 🌊 Mara went."}
    assert studio.verify()["ok"]
