"""Pressing, stopping, inserting and deleting at awkward moments: nothing is lost and nothing is silent."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import WORDS, ScriptedEngine, failed, generated, write


def text(window: MainWindow) -> str:
    return window.desk.session.text


def test_the_panel_stays_where_it_was_when_the_model_has_finished(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 500)
    write(qtbot, window, "The lamps were lit")
    compose = window.companion.compose
    qtbot.mouseClick(compose.write, Qt.MouseButton.LeftButton)
    compose.write.setFocus()
    qtbot.waitUntil(lambda: len(compose.board.cards) == 2 and not compose.running)
    qtbot.wait(50)
    assert compose.write.hasFocus(), window.focusWidget()
    assert compose._column.verticalScrollBar().value() == 0


def test_the_keyboard_stays_with_a_card_that_was_stopped(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Two")
    engine.gate.clear()
    compose = window.companion.compose
    compose.write.click()
    qtbot.waitUntil(lambda: compose.generation.number is not None)
    card = compose.board.cards[0]
    card.stop.setFocus()
    card.stop.click()
    engine.gate.set()
    qtbot.waitUntil(lambda: not compose.running)
    assert card.isAncestorOf(window.focusWidget())


def test_writing_again_from_a_card_leaves_the_keyboard_at_stop(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    compose = window.companion.compose
    compose.board.cards[1].insert.setFocus()
    window.actions_["generate"].trigger()
    qtbot.waitUntil(lambda: not compose.running)
    assert compose.write.hasFocus()


def test_candidates_can_still_be_taken_when_the_next_prompt_was_refused(
    qtbot: QtBot, window: MainWindow
) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    compose = window.companion.compose
    compose.chips.choose("poem")  # its theme is empty
    compose.write.click()
    qtbot.waitUntil(lambda: not compose.running)
    assert "Theme" in compose.context._problem.text()
    compose.board.cards[0].insert.click()
    assert text(window) == "Then" + WORDS


def test_candidates_can_be_taken_while_the_next_ones_are_prepared(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    compose = window.companion.compose
    waiting: Future[object] = Future()
    compose._prepare = lambda: waiting
    compose.start()
    compose.board.cards[0].insert.click()
    assert text(window) == "Then" + WORDS
    compose.stop_now()
    compose.board.cards[1].insert.click()
    assert text(window).count("tide") == 2


def test_an_engine_that_dies_while_the_prompt_is_prepared_is_told_and_stays_told(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "On")
    generated(qtbot, window)
    compose = window.companion.compose
    died = MuseError("engine.crashed", reason="signal 9")
    whole, engine.count = engine.count, lambda _texts: failed(died)
    compose.write.click()
    qtbot.waitUntil(lambda: not compose.running)
    engine.count = whole
    qtbot.waitUntil(lambda: compose.prepared is not None and not compose._quiet.isActive())
    assert compose._note.text() == died.text("en")
    assert compose._note.isVisible()


def test_the_prompt_is_prepared_again_when_another_model_is_ready(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, studio: Studio
) -> None:
    write(qtbot, window, "On")
    compose = window.companion.compose
    engine.load_error = MuseError("engine.model_missing", path="/models/gone.gguf")
    good = studio.settings
    window.use_settings(replaced(good, model_path="/models/gone.gguf"))
    qtbot.waitUntil(lambda: studio.model.state == "failed")
    compose.prepare()
    qtbot.waitUntil(lambda: "gone.gguf" in compose.context._problem.text())
    qtbot.waitUntil(lambda: not compose._quiet.isActive() and not compose._preparing)
    engine.load_error = None
    window.use_settings(good)
    qtbot.waitUntil(lambda: studio.model.state == "ready")
    qtbot.waitUntil(lambda: compose.context._problem.text() == "", timeout=2000)
    assert compose.prepared is not None


def test_a_document_may_be_thrown_away_while_the_model_writes_for_it(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "For this one")
    first = window.desk.document
    engine.gate.clear()
    compose = window.companion.compose
    compose.write.click()
    qtbot.waitUntil(lambda: compose.generation.number is not None)
    window.binder.trash()
    assert window.desk.document != first
    engine.gate.set()
    qtbot.waitUntil(lambda: not compose.running)
    compose.board.cards[0].insert.click()
    assert text(window).strip() == WORDS.strip()
    window.binder.restore(first)
    assert text(window) == "For this one"


def test_write_pressed_twice_writes_once(qtbot: QtBot, window: MainWindow, engine: ScriptedEngine) -> None:
    write(qtbot, window, "Once")
    compose = window.companion.compose
    compose.write.click()
    compose.write.click()
    compose.start()
    qtbot.waitUntil(lambda: len(compose.board.cards) == 2 and not compose.running)
    assert len(engine.requests) == 1


def test_undo_after_a_change_of_documents_takes_back_nothing_of_the_other_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    write(qtbot, window, "Kept")
    first = window.desk.document
    window.binder.create(name=False)
    window.page.undo()
    assert text(window) == ""
    window.open_document(first)
    assert text(window) == "Kept"
    window.page.undo()
    assert text(window) == ""
