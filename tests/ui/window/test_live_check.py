"""Passages of the library marked on the page while the writer writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muse_desktop.originality.check import check_text
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.originality.live import LiveMarks
from muse_desktop.ui.originality.live_room import LiveRoom
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write

COPIED = "the ice came in as it always did, without any sound that a person could point to"
SOURCE = f"So the night drew on, and we lay to. 🌊 In the end {COPIED}, and by morning it was a floor."


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_desktop.ui.originality.live.REST_S", 0.02)
    monkeypatch.setattr("muse_desktop.ui.originality.live.LONGEST_S", 0.05)


@pytest.fixture
def marks(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LiveMarks:
    file = tmp_path / "The Mirror of the Sea.txt"
    file.write_text(SOURCE, "utf-8")
    window.binder.library.take([file])
    qtbot.waitUntil(lambda: window.binder.library.model.rowCount() == 1, timeout=10_000)
    window.notices.drop()
    made = window.rooms.get(LiveRoom).marks_of(window.page)
    assert made is not None
    return made


def settled(qtbot: QtBot, marks: LiveMarks) -> None:
    qtbot.waitUntil(lambda: marks.settled, timeout=10_000)


def marked(window: MainWindow) -> list[str]:
    text = window.page.session.text
    return [text[one.start : one.end] for one in window.page.marks.live]


def test_a_copied_passage_is_marked_once_the_writer_rests(
    qtbot: QtBot, window: MainWindow, marks: LiveMarks
) -> None:
    window.companion.go(window.companion.check)
    window.page.editor.type_text(f"Before 🌊.\nShe wrote that {COPIED}.\nBehind.")
    settled(qtbot, marks)
    assert marked(window) == [COPIED]
    line = window.rooms.get(LiveRoom).line
    window.page.goto(20)
    qtbot.waitUntil(lambda: line.line.text().endswith("in this paragraph: “The Mirror of the Sea”"))
    assert line.line.text().startswith("1 ")
    window.page.goto(3)
    qtbot.waitUntil(lambda: line.line.text() == "Nothing to mark in this paragraph")
    assert window.companion.check.checked is None  # nothing was checked in the writer's name


def test_a_mark_moves_with_the_text_and_goes_when_its_words_are_changed(
    qtbot: QtBot, window: MainWindow, marks: LiveMarks
) -> None:
    window.page.editor.type_text(f"First.\n{COPIED}.")
    settled(qtbot, marks)
    window.page.goto(0)
    window.page.editor.type_text("Once 🌊. ")
    assert marked(window) == [COPIED]
    settled(qtbot, marks)
    window.page.goto(window.page.session.text.index("always"), window.page.session.text.index("did"))
    write(qtbot, window, "seldom if ever that winter or the one before it ")
    settled(qtbot, marks)
    assert COPIED not in marked(window)


def test_switched_off_nothing_is_looked_at(qtbot: QtBot, window: MainWindow, marks: LiveMarks) -> None:
    write(qtbot, window, f"{COPIED}.")
    settled(qtbot, marks)
    assert marked(window)
    window.actions_["live_check"].trigger()
    assert marked(window) == []
    assert not window._studio.settings.live_check
    looks = marks.looks
    window.page.editor.type_text(f"\n{COPIED}.")
    qtbot.wait(100)
    assert (marks.looks, marked(window)) == (looks, [])
    line = window.rooms.get(LiveRoom).line
    assert line.line.isHidden()
    line.switch.click()
    assert window.actions_["live_check"].isChecked()


def test_what_a_project_leaves_out_is_not_marked(
    qtbot: QtBot, studio: Studio, window: MainWindow, marks: LiveMarks
) -> None:
    checking = window.companion.check.checking
    write(qtbot, window, f"{COPIED}.")
    settled(qtbot, marks)
    assert marked(window) == [COPIED]
    checking.set_view(kinds=("near",))
    qtbot.waitUntil(lambda: marked(window) == [])
    checking.set_view(kinds=ViewSettings().kinds)
    write(qtbot, window, " More.")
    qtbot.waitUntil(lambda: marked(window) == [COPIED])
    (hit,) = check_text(COPIED, studio.library).hits
    checking.exclude("source", hit)
    qtbot.waitUntil(lambda: marked(window) == [])


def test_a_check_of_the_whole_takes_the_place_of_what_was_found_while_writing(
    qtbot: QtBot, window: MainWindow, marks: LiveMarks
) -> None:
    write(qtbot, window, f"{COPIED}.")
    settled(qtbot, marks)
    window.page.show_hits(())
    assert marked(window) == []


def test_looks_take_no_more_than_their_share_of_the_time(
    qtbot: QtBot, window: MainWindow, marks: LiveMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse_desktop.ui.originality.live.LONGEST_S", 1000.0)
    monkeypatch.setattr("muse_desktop.ui.originality.live.SHARE", 1e-6)
    write(qtbot, window, "One sentence.")
    settled(qtbot, marks)
    write(qtbot, window, " And another one.")
    qtbot.wait(150)
    assert (marks.looks, marks.settled) == (1, False)


def test_marks_go_with_the_text_they_were_found_in(
    qtbot: QtBot, studio: Studio, window: MainWindow, marks: LiveMarks
) -> None:
    write(qtbot, window, f"{COPIED}.")
    settled(qtbot, marks)
    assert marked(window)
    studio.library.remove(studio.library.items()[0].id)
    qtbot.waitUntil(lambda: marked(window) == [])
    window.companion.go(window.companion.check)
    write(qtbot, window, " More.")
    settled(qtbot, marks)
    assert window.rooms.get(LiveRoom).line.line.text() == "There is nothing to compare with yet."
