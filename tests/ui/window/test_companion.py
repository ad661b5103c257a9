"""Compose, generate, stop, insert: nothing enters the draft but by the writer's hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.provenance.display import tints
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.text_dialog import PromptDialog
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import WORDS, ScriptedEngine, failed, generated, write

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def text(window: MainWindow) -> str:
    return window.desk.session.text


def tint_of(window: MainWindow, part: str) -> set[str]:
    session = window.desk.session
    start = session.text.index(part)
    spans = tints(session.text, session.runs, session.book)
    return {span.tint for span in spans if span.start < start + len(part) and span.end > start}


def test_candidates_stream_into_cards_and_the_draft_stays_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    cards = window.companion.compose.board.cards
    assert [card.text for card in cards] == [WORDS, WORDS]
    assert text(window) == "The lamps were lit"


def test_ctrl_enter_on_the_page_writes_candidates_and_types_nothing(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "The lamps were lit")
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(window.companion.compose.board.cards) == 2)
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    assert text(window) == "The lamps were lit"


def test_insert_puts_the_candidate_at_the_cursor_tinted_as_the_models(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    qtbot.mouseClick(window.companion.compose.board.cards[1].insert, Qt.MouseButton.LeftButton)
    assert text(window) == "The lamps were lit" + WORDS
    assert tint_of(window, "lamps") == {"own"}
    assert tint_of(window, "tide") == {"generated"}
    assert window.page.editor.hasFocus()
    number = window.companion.compose.generation.number
    qtbot.waitUntil(lambda: bool(studio.generation(number).candidates[1].accepted))
    assert not studio.generation(number).candidates[0].accepted
    assert "inserted" in window.companion.compose.board.cards[1].state.text()


def test_only_the_selected_part_is_inserted(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    card = window.companion.compose.board.cards[0]
    cursor = card.view.textCursor()
    start = card.view.toPlainText().index("tide")
    cursor.setPosition(start)
    cursor.setPosition(start + len("tide came"), cursor.MoveMode.KeepAnchor)
    card.view.setTextCursor(cursor)
    assert card.insert.text() == "Insert selection"
    card.insert.click()
    assert text(window) == "Then tide came"


def test_the_second_undo_takes_the_insertion_back(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Then")
    generated(qtbot, window)
    window.companion.compose.board.cards[0].insert.click()
    write(qtbot, window, " And more.")
    for _ in range(2):
        window.actions_["undo"].trigger()
        after = text(window)
        if after == "Then":
            break
        assert after == "Then" + WORDS
    assert text(window) == "Then"


def test_esc_stops_at_once_and_keeps_what_has_come(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Slowly")
    engine.gate.clear()
    window.companion.compose.write.click()
    qtbot.waitUntil(lambda: len(window.companion.compose.board.cards) == 2)
    assert window.companion.compose.stop.isEnabled()
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.companion.compose.running, timeout=2000)
    assert all("stopped" in card.state.text() for card in window.companion.compose.board.cards)
    assert window.companion.compose.write.isEnabled()


def test_stop_while_the_prompt_is_still_prepared_starts_nothing(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Slowly")
    before = len(engine.requests)
    window.companion.compose.start()
    window.companion.compose.stop_now()
    qtbot.wait(200)
    assert not window.companion.compose.running
    assert len(engine.requests) == before


def test_one_candidate_can_be_stopped_while_the_other_goes_on(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Two")
    engine.gate.clear()
    window.companion.compose.write.click()
    qtbot.waitUntil(lambda: window.companion.compose.generation.number is not None)
    # the script would outrun a stop that comes before there is a job
    qtbot.waitUntil(lambda: window.companion.compose.generation._run._job is not None)
    window.companion.compose.board.cards[0].stop.click()
    engine.gate.set()
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    first, second = window.companion.compose.board.cards
    assert len(first.text) < len(second.text) == len(WORDS)


def test_a_crash_of_the_engine_is_told_calmly_and_the_next_try_works(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "On")
    engine.crash_after = 12
    generated(qtbot, window)
    compose = window.companion.compose
    assert compose._note.text() == MuseError("engine.crashed", reason="signal 9").text("en")
    assert all("broken off" in card.state.text() for card in compose.board.cards)
    compose.board.cards[0].insert.click()  # what has come can still be taken
    assert text(window).startswith("On and the t")
    engine.crash_after = None
    generated(qtbot, window)
    assert compose._note.text() == ""
    assert [card.text for card in compose.board.cards] == [WORDS, WORDS]


def test_an_empty_page_says_what_continue_needs(qtbot: QtBot, window: MainWindow) -> None:
    window.companion.compose.write.click()
    wanted = MuseError("craft.nothing_to_continue").text("en")
    qtbot.waitUntil(lambda: window.companion.compose.context._problem.text() == wanted)
    assert not window.companion.compose.running


def test_a_recipe_brings_its_fields_and_keeps_what_was_typed(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    compose = window.companion.compose
    compose.chips.choose("poem")
    assert list(compose.form.frames) == [field.id for field in studio.recipes.get("poem").fields]
    qtbot.keyClicks(compose.form.frames["theme"].control, "sunset")
    compose.chips.choose("continue")
    assert compose.form.frames == {}
    compose.chips.choose("poem")
    assert compose.form.answers()["theme"] == "sunset"


def test_typing_in_a_field_prepares_the_prompt_again(qtbot: QtBot, window: MainWindow) -> None:
    compose = window.companion.compose
    compose.chips.choose("poem")
    qtbot.keyClicks(compose.form.frames["theme"].control, "a cold harbour")
    qtbot.waitUntil(lambda: compose.prepared is not None and "a cold harbour" in compose.prepared.prompt_text)
    window.actions_["show_prompt"].trigger()
    dialog = window.findChild(PromptDialog)
    assert dialog.text.toPlainText() == compose.prepared.prompt_text
    dialog.close_button.click()


def test_a_muted_ingredient_leaves_the_prompt(qtbot: QtBot, studio: Studio, window: MainWindow) -> None:
    compose = window.companion.compose
    recipe, ingredient = next(
        (recipe, one)
        for recipe in studio.recipes.recipes
        for one in recipe.ingredients
        if one.mutable and one.source != "bible" and recipe.needs == "none"
    )
    write(qtbot, window, "A few words before the cursor.")
    compose.chips.choose(recipe.id)
    for field in recipe.fields:
        if field.required and field.kind in ("text", "long"):
            qtbot.keyClicks(compose.form.frames[field.id].control, "winter")
    qtbot.waitUntil(lambda: compose.prepared is not None and compose.prepared.recipe == recipe.id)
    chip = next(chip for chip in compose.context._chips() if chip.share.ingredient == ingredient.id)
    chip.click()
    qtbot.waitUntil(lambda: any(share.muted for share in compose.prepared.shares))


def test_the_seed_the_length_and_the_number_of_candidates_reach_the_engine(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Once")
    compose = window.companion.compose
    compose.set_candidates(3)
    qtbot.keyClicks(compose.variation.seed, "77")
    compose.variation.length.setValue(40)
    compose.variation.slider.setValue(100)
    generated(qtbot, window)
    request = engine.requests[-1]
    assert request.seeds == (77, 78, 79)
    assert request.max_tokens == 40
    assert request.sampling.xtc_probability == 0.5


def test_candidates_stand_side_by_side_when_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Room")
    generated(qtbot, window)
    first, second = window.companion.compose.board.cards
    assert first.y() < second.y()
    window.binder.hide()
    window.resize(1500, 700)
    window.panes.setSizes([0, 600, 900])
    qtbot.waitUntil(lambda: first.y() == second.y() and first.x() < second.x())


def test_a_copied_candidate_pasted_into_the_page_is_still_the_models(
    qtbot: QtBot, window: MainWindow
) -> None:
    write(qtbot, window, "Copy:")
    generated(qtbot, window)
    window.companion.compose.board.cards[0].copy.click()
    window.page.editor.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CONTROL)
    assert tint_of(window, "tide") == {"generated"}


def test_the_origins_tab_counts_words_and_goes_to_the_models_text(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Two words")
    generated(qtbot, window)
    window.companion.compose.board.cards[0].insert.click()
    window.actions_["tab_origins"].trigger()
    row = window.companion.origins.rows["generated"]
    qtbot.waitUntil(lambda: "10 words · 83 %" in row.accessibleName())
    qtbot.waitUntil(lambda: window.status.share.text() == "model text 83 %")
    window.page.goto(0)
    row.click()
    assert window.page.selected_text().strip() == WORDS.strip()
    origins = window.companion.origins
    qtbot.waitUntil(lambda: "Scripted 1B" in origins.span.facts.text())
    assert "Candidate 1 of 2" in origins.span.facts.text()


def test_the_history_keeps_what_was_not_taken_and_inserts_it_again(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    write(qtbot, window, "Kept")
    generated(qtbot, window)
    window.actions_["tab_history"].trigger()
    history = window.companion.history
    qtbot.waitUntil(lambda: history.model.rowCount() == 1)
    history.view.setCurrentIndex(history.model.index(0))
    qtbot.keyClick(history.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: history.showing_detail)
    facts = history.detail._facts.text()
    assert "Scripted 1B" in facts
    assert "apache-2.0" in facts
    assert studio.generation(1).model_sha256[:12] in facts
    assert history.detail._settings.text().startswith("1. min_p 0.05\n2. temperature 0.8\n3. dist")
    assert len(history.detail.cards) == 2
    history.detail.cards[1].insert.click()
    assert text(window) == "Kept" + WORDS
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Escape)
    assert not history.showing_detail


def test_writing_goes_on_smoothly_while_candidates_stream(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    engine.pieces = [" word"] * 600
    write(qtbot, window, "Go")
    window.companion.compose.set_candidates(4)
    window.companion.compose.write.click()
    qtbot.waitUntil(lambda: window.companion.compose.running)
    write(qtbot, window, " on")
    qtbot.waitUntil(lambda: not window.companion.compose.running, timeout=30_000)
    assert text(window) == "Go on"
    assert all(card.text == " word" * 600 for card in window.companion.compose.board.cards)


def test_a_bug_in_the_engine_does_not_leave_the_window_waiting(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = []
    monkeypatch.setattr("muse_desktop.ui.base.jobs.report_bug", reported.append)
    monkeypatch.setattr(engine, "count", lambda _texts: failed(ZeroDivisionError("a bug")))
    write(qtbot, window, "On")
    window.companion.compose.write.click()
    qtbot.waitUntil(lambda: bool(reported) and not window.companion.compose.running)
    assert window.companion.compose.write.isEnabled()


def test_a_wheel_that_passes_over_the_slider_scrolls_the_panel_only(qtbot: QtBot, window: MainWindow) -> None:
    slider = window.companion.compose.variation.slider
    window.page.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(slider.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert slider.value() == 50


def test_when_the_writer_pauses_the_model_reads_what_it_would_be_asked(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "The lamps were lit")
    qtbot.waitUntil(lambda: engine.warmed[-1:] == ["The lamps were lit"])
    assert engine.requests == []
    generated(qtbot, window)
    assert engine.requests[0].prompt == engine.warmed[-1]


def test_the_writer_can_have_the_model_forget_what_it_has_read(
    qtbot: QtBot, studio: Studio, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "A secret")
    window.actions_["forget_states"].trigger()
    qtbot.waitUntil(lambda: engine.forgotten == [studio.paths.states])
    assert text(window) == "A secret"
