"""Several generations at once: they wait their turn, in the order the writer wants, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.engine.queue import JobInfo
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import WORDS, ScriptedEngine, generated, write

ALT = Qt.KeyboardModifier.AltModifier
THEMES = ("sunset", "harbour", "snow")


@pytest.fixture(autouse=True)
def quick_clicks(qtbot: QtBot) -> Iterator[None]:
    """Tests press faster than a hand that means two things."""
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)
    yield
    QApplication.setDoubleClickInterval(usual)


def poem(qtbot: QtBot, window: MainWindow, theme: str) -> None:
    """Fill in the form and press the button with the mouse."""
    compose = window.companion.compose
    if compose.chips.current != "poem":
        compose.chips.choose("poem")
    control = compose.form.frames["theme"].control
    control.clear()
    qtbot.keyClicks(control, theme)
    qtbot.wait(5)
    qtbot.mouseClick(compose.write, Qt.MouseButton.LeftButton)


def waiting(window: MainWindow) -> list[JobInfo]:
    return [job for job in window.queue.jobs if job.state == "waiting"]


def queue_three(qtbot: QtBot, window: MainWindow, engine: ScriptedEngine) -> None:
    engine.gate.clear()
    for theme in THEMES:
        poem(qtbot, window, theme)
    qtbot.waitUntil(lambda: len(waiting(window)) == 2)


def rows(window: MainWindow) -> list[str]:
    listed = window.queue_panel.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_three_poems_are_queued_and_the_second_is_cancelled(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, studio: Studio
) -> None:
    queue_three(qtbot, window, engine)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(20)
    qtbot.waitUntil(lambda: window.status.queue.text() == "2 waiting")
    qtbot.mouseClick(window.status.queue, Qt.MouseButton.LeftButton)
    panel = window.queue_panel
    assert rows(window) == [f"Poem: {theme}" for theme in THEMES]
    panel.list.setCurrentRow(1)
    qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(window) == ["Poem: sunset", "Poem: snow"])
    qtbot.wait(300)
    assert len(ticks) >= 6  # more than 20 a second
    engine.gate.set()
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    qtbot.waitUntil(lambda: all(one.state != "running" for one in studio.history()))
    told = {studio.generation(one.id).fields["theme"]: one.state for one in studio.history()}
    assert told == {"sunset": "done", "harbour": "cancelled", "snow": "done"}


def test_each_prompt_is_as_it_was_when_it_was_queued(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    engine.gate.set()
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    prompts = [str(request.prompt) for request in engine.requests]
    assert [theme in prompt for theme, prompt in zip(THEMES, prompts, strict=True)] == [True] * 3


def test_the_button_says_what_it_will_do(qtbot: QtBot, window: MainWindow, engine: ScriptedEngine) -> None:
    compose = window.companion.compose
    write(qtbot, window, "Then")
    assert compose.write.text() == "Write"
    engine.gate.clear()
    compose.write.click()
    assert compose.write.text() == "Queue"
    engine.gate.set()
    qtbot.waitUntil(lambda: not compose.running)
    assert compose.write.text() == "Write"


def test_the_board_follows_and_the_strip_goes_back(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    engine.gate.set()
    compose = window.companion.compose
    qtbot.waitUntil(lambda: not compose.running)
    assert compose.runs.shown.label == "Poem: snow"
    assert [chip.toolTip() for chip in compose.strip.chips] == [f"Poem: {theme}" for theme in THEMES]
    qtbot.mouseClick(compose.strip.chips[0], Qt.MouseButton.LeftButton)
    assert compose.runs.shown.label == "Poem: sunset"
    assert compose.strip.chips[0].isChecked()
    assert not compose.strip.chips[2].isChecked()
    assert [card.text for card in compose.board.cards] == [WORDS, WORDS]
    assert all(card.isVisible() for card in compose.board.cards)


def test_a_candidate_of_an_earlier_generation_is_inserted_with_its_own_origin(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    first = window.companion.compose.generation.number
    qtbot.wait(5)
    generated(qtbot, window)
    compose = window.companion.compose
    qtbot.mouseClick(compose.strip.chips[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(compose.board.cards[1].insert, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(studio.generation(first).candidates[1].accepted))
    assert window.desk.session.text == "Then" + WORDS
    assert "inserted" in compose.board.cards[1].state.text()


def test_who_reads_in_a_card_is_not_disturbed_by_the_next_generation(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    compose = window.companion.compose
    compose.board.cards[0].view.setFocus()
    engine.gate.set()
    qtbot.waitUntil(lambda: not compose.running)
    assert compose.runs.shown.label == "Poem: sunset"
    assert compose.board.cards[0].view.hasFocus()


def test_alt_with_an_arrow_and_the_buttons_change_the_order(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    window.actions_["queue"].trigger()
    panel = window.queue_panel
    panel.list.setCurrentRow(2)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: rows(window) == ["Poem: sunset", "Poem: snow", "Poem: harbour"])
    assert panel.list.currentRow() == 1  # still the one that was moved
    assert not panel.up.isEnabled()  # what runs stays in front
    qtbot.mouseClick(panel.down, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(window) == [f"Poem: {theme}" for theme in THEMES])
    engine.gate.set()


def test_a_row_that_was_dropped_elsewhere_changes_the_order(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    window.queue_panel.open()
    listed = window.queue_panel.list
    listed.setCurrentRow(2)
    assert not listed.item(0).flags() & Qt.ItemFlag.ItemIsDragEnabled  # it runs
    none = listed.rootIndex()
    assert listed.model().moveRow(none, 2, none, 1)  # what Qt does when a row is dropped
    qtbot.waitUntil(lambda: [job.label for job in waiting(window)] == ["Poem: snow", "Poem: harbour"])
    engine.gate.set()


def test_pause_holds_what_waits_and_says_so(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    window.actions_["queue"].trigger()
    panel = window.queue_panel
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.status.queue.text() == "paused · 2 waiting")
    engine.gate.set()
    qtbot.waitUntil(lambda: len(window.queue.jobs) == 2)
    qtbot.wait(100)
    assert len(waiting(window)) == 2
    assert "paused" in window.companion.compose.strip.waiting.text()
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    assert not window.status.queue.isVisible()


def test_what_is_asked_for_while_all_is_held_waits_out_of_sight(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Then")
    window.queue.set_paused(True)
    compose = window.companion.compose
    compose.write.click()
    qtbot.waitUntil(lambda: window.queue.waiting == 1)
    qtbot.waitUntil(lambda: compose.strip.waiting.text() == "1 waiting, paused")
    assert not compose.board.cards
    window.queue.set_paused(False)
    qtbot.waitUntil(lambda: len(compose.board.cards) == 2 and not compose.running)


def test_escape_in_the_panel_closes_it_and_stops_nothing(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    window.actions_["queue"].trigger()
    assert window.queue_panel.isVisible()
    window.escape()
    assert not window.queue_panel.isVisible()
    assert len(window.queue.jobs) == 3
    engine.gate.set()


def test_stop_ends_the_one_that_writes_and_the_others_take_their_turn(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, studio: Studio
) -> None:
    queue_three(qtbot, window, engine)
    qtbot.mouseClick(window.companion.compose.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    qtbot.waitUntil(lambda: all(one.state != "running" for one in studio.history()))
    assert [one.state for one in reversed(studio.history())] == ["cancelled", "done", "done"]


def test_a_double_click_asks_once(qtbot: QtBot, window: MainWindow, engine: ScriptedEngine) -> None:
    QApplication.setDoubleClickInterval(400)
    write(qtbot, window, "Once")
    engine.gate.clear()
    compose = window.companion.compose
    qtbot.mouseClick(compose.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    qtbot.mouseDClick(compose.write, Qt.MouseButton.LeftButton)
    qtbot.wait(100)
    assert len(engine.requests) == 1
    engine.gate.set()


def test_closing_the_window_in_the_middle_drops_what_waits(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    queue_three(qtbot, window, engine)
    window.close()
    qtbot.waitUntil(lambda: not window.queue.jobs and not engine.queue.jobs())
    assert len(engine.requests) == 3
