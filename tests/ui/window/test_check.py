"""The check in plain words, and passages side by side with their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, generated, write

COPIED = "the ice came in as it always did, without any sound that a person could point to"
SOURCE = f"So the night drew on, and we lay to. 🌊 In the end {COPIED}, and by morning it was a floor."


@pytest.fixture
def library(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "The Mirror of the Sea.txt"
    file.write_text(SOURCE, "utf-8")
    window.binder.library.take([file])
    qtbot.waitUntil(lambda: window.binder.library.model.rowCount() == 1, timeout=10_000)
    window.notices.drop()


def checked(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: window.companion.check.checked is not None, timeout=10_000)


def test_an_empty_library_says_so(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "A few words of my own.")
    checked(qtbot, window)
    assert (
        window.companion.check.summary.text() == "Your library is empty: add the texts to compare with first."
    )


@pytest.mark.usefixtures("library")
def test_own_words_are_found_nowhere(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Nothing in this sentence was ever in another book, as far as anybody knows.")
    checked(qtbot, window)
    assert window.companion.check.summary.text() == "No shared passage found"
    assert "cannot be seen" in window.companion.check.limits.text()


@pytest.mark.usefixtures("library")
def test_a_copied_passage_is_counted_in_plain_words(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, f"She wrote that {COPIED}.")
    checked(qtbot, window)
    assert window.companion.check.summary.text() == "1 passage, 17 of 20 words"
    card = window.companion.check.list.hits.index(0, 0).data()
    assert card.startswith("copied, 17 words, The Mirror of the Sea, rights unknown")


@pytest.mark.usefixtures("library")
def test_the_passage_and_its_source_stand_side_by_side(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, f"She wrote that {COPIED}.")
    checked(qtbot, window)
    hits = window.companion.check.list
    hits.setCurrentIndex(hits.hits.index(0, 0))
    qtbot.keyClick(hits, Qt.Key.Key_Return)
    view = window.originality
    assert view.isVisible()
    qtbot.waitUntil(lambda: bool(view.source.extraSelections()))
    assert view.draft.extraSelections()[0].cursor.selectedText() == COPIED
    assert view.source.extraSelections()[0].cursor.selectedText() == COPIED
    qtbot.keyClick(view.list, Qt.Key.Key_Escape)
    assert window.page.isVisible()
    assert window.page.editor.hasFocus()


@pytest.mark.usefixtures("library")
def test_text_copied_from_the_source_is_known_as_the_librarys(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    write(qtbot, window, f"{COPIED}.")
    checked(qtbot, window)
    window.show_originality(0)
    qtbot.waitUntil(lambda: bool(window.originality.source.extraSelections()))
    marks = window.originality.source.extraSelections()
    window.originality.source.setTextCursor(marks[0].cursor)
    window.originality.source.copy()
    window.escape()
    window.page.goto(0)
    window.page.paste()
    session = window.desk.session
    origin = session.book.get(session.runs.at(0))
    assert str(origin.kind) == "pasted-library"
    assert origin.source == "The Mirror of the Sea"
    assert origin.output_start == SOURCE.index(COPIED)


@pytest.mark.usefixtures("library")
def test_the_report_says_when_the_text_has_changed_since(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, f"{COPIED}.")
    checked(qtbot, window)
    assert not window.companion.check.stale.isVisible()
    write(qtbot, window, " More.")
    qtbot.waitUntil(window.companion.check.stale.isVisible)


@pytest.mark.usefixtures("library")
def test_a_candidate_that_repeats_the_library_is_underlined_and_named(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    engine.pieces = [" 🌊 Then "] + [f"{word} " for word in COPIED.split()]
    write(qtbot, window, "Winter.")
    generated(qtbot, window)
    card = window.companion.compose.board.cards[0]
    assert card.overlap.text() == "17 words as in “The Mirror of the Sea”"
    assert card.view.extraSelections()[0].cursor.selectedText() == COPIED
    assert card.gauge.isVisible()
    assert (card.gauge.text, card.gauge.toolTip()) == (
        "94 % found",
        "17 of 18 words stand in your library too",
    )


@pytest.mark.usefixtures("library")
def test_a_candidate_of_other_words_is_said_to_be_found_nowhere(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Winter.")
    generated(qtbot, window)
    gauge = window.companion.compose.board.cards[0].gauge
    assert gauge.isVisible()
    assert gauge.text == "0 % found"


def test_without_a_library_nothing_is_said_of_a_candidate(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Winter.")
    generated(qtbot, window)
    assert window.companion.compose.board.cards[0].gauge.isHidden()


@pytest.mark.usefixtures("library")
def test_a_candidate_that_could_not_be_compared_never_looks_clean(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise MuseError("overlap.damaged", file="index")

    monkeypatch.setattr("muse_desktop.originality.live.LiveCheck.feed", damaged)
    write(qtbot, window, "Winter.")
    generated(qtbot, window)
    assert window.companion.compose.board.cards[0].overlap.text() == "Not compared with your library"


@pytest.mark.usefixtures("library")
def test_own_texts_are_left_out_until_the_writer_wants_them_too(qtbot: QtBot, window: MainWindow) -> None:
    check, studio = window.companion.check, window._studio
    studio.library.set_details([one.id for one in studio.library.items()], rights="mine")
    write(qtbot, window, f"She wrote that {COPIED}.")
    checked(qtbot, window)
    assert check.summary.text() == "Your library has no texts but your own: nothing was compared."
    assert check.compared.text() == "Your own texts left out: 1"
    check.own.click()
    qtbot.waitUntil(lambda: check.summary.text() == "1 passage, 17 of 20 words")
    assert "left out" not in check.compared.text()
