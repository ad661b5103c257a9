"""Word by word with real keys and clicks, and other words for a word of a candidate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from muse_desktop.errors import MuseError
from muse_desktop.provenance.display import tints
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.compose.candidates import CandidateCard
from muse_desktop.ui.compose.words_panel import WordsPanel
from muse_desktop.ui.window import MainWindow
from tests.ui.window.letters import LettersEngine
from tests.ui.window.scripted import WORDS, failed, generated, write
from tests.ui.window.test_access import heard, nameless, tabbed

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def engine() -> LettersEngine:
    return LettersEngine()


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow) -> WordsPanel:
    """The panel, with its bars, behind a few words of a draft."""
    write(qtbot, window, "The lamps were lit by the")
    compose = window.companion.compose
    qtbot.mouseClick(compose.by_word.chip, LEFT)
    made = compose.by_word.panel
    ready(qtbot, made)
    return made


def ready(qtbot: QtBot, panel: WordsPanel) -> None:
    """Wait until there are bright bars and nothing is on its way."""
    qtbot.waitUntil(
        lambda: bool(panel.list.words) and not panel.list.waiting and not panel.running and not panel._adding,
        timeout=20_000,
    )


def press(qtbot: QtBot, panel: WordsPanel, keys: str) -> None:
    """Type into the field, waiting for the bars where a word is picked or added."""
    for key in keys:
        qtbot.keyClicks(panel.own, key)
        ready(qtbot, panel)


def tinted(window: MainWindow) -> list[tuple[str, str]]:
    session = window.desk.session
    spans = tints(session.text, session.runs, session.book)
    return [(session.text[span.start : span.end], span.tint) for span in spans]


def inserted(qtbot: QtBot, window: MainWindow, panel: WordsPanel, text: str) -> None:
    panel.insert.click()
    qtbot.waitUntil(lambda: window.desk.session.text == text)


def test_the_switch_puts_bars_where_the_cards_were_and_the_keyboard_into_the_field(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel
) -> None:
    assert panel.own.hasFocus()
    assert not window.companion.compose.board.isVisible()
    assert [one.text for one in panel.list.words][:3] == [" tide", " sea", " wind"]
    assert panel.view.toPlainText() == "The lamps were lit by the"
    window.companion.compose.by_word.chip.click()
    assert not panel.isVisible()
    assert window.desk.session.text == "The lamps were lit by the"


def test_digits_pick_letters_type_and_backspace_takes_back(qtbot: QtBot, panel: WordsPanel) -> None:
    press(qtbot, panel, "2")
    assert panel.text == " sea"
    qtbot.keyClicks(panel.own, "cold")
    assert panel.own.text() == "cold"
    qtbot.keyClick(panel.own, Qt.Key.Key_Space)
    ready(qtbot, panel)
    assert panel.text == " sea cold"
    assert panel.own.text() == ""
    qtbot.keyClicks(panel.own, "x")
    qtbot.keyClick(panel.own, Qt.Key.Key_Backspace)  # first out of the field, then out of the text
    assert panel.text == " sea cold"
    qtbot.keyClick(panel.own, Qt.Key.Key_Backspace)
    ready(qtbot, panel)
    assert panel.text == " sea"
    assert "1 picked, 0 typed" in panel.state.text()


def test_a_click_on_a_bar_picks_it(qtbot: QtBot, panel: WordsPanel) -> None:
    place = panel.list.visualRect(panel.list.model().index(2)).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place)
    ready(qtbot, panel)
    assert panel.text == " wind"


def test_arrows_and_enter_pick_too(qtbot: QtBot, panel: WordsPanel) -> None:
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)  # nothing is marked yet
    assert panel.text == ""
    for _ in range(2):
        qtbot.keyClick(panel.own, Qt.Key.Key_Down)
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)
    ready(qtbot, panel)
    assert panel.text == " sea"


def test_a_space_first_makes_room_for_a_number(qtbot: QtBot, panel: WordsPanel) -> None:
    qtbot.keyClicks(panel.own, " 1984")
    assert panel.text == ""
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)
    ready(qtbot, panel)
    assert panel.text == " 1984"


def test_what_an_input_method_composes_is_left_alone_until_it_is_done(
    qtbot: QtBot, panel: WordsPanel
) -> None:
    QApplication.sendEvent(panel.own, QInputMethodEvent("deng", []))
    qtbot.keyClick(panel.own, Qt.Key.Key_Backspace)
    qtbot.keyClick(panel.own, Qt.Key.Key_1)
    assert panel.text == ""
    done = QInputMethodEvent("", [])
    done.setCommitString("灯塔")
    panel.own.clear()
    QApplication.sendEvent(panel.own, done)
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)
    ready(qtbot, panel)
    assert panel.text == "灯塔"


def test_tab_lets_the_model_go_on_to_the_end_of_its_sentence(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel, engine: LettersEngine
) -> None:
    engine.pieces = [" was low. Then", " it turned."]
    press(qtbot, panel, "1")
    qtbot.keyClick(panel.own, Qt.Key.Key_Tab)
    ready(qtbot, panel)
    assert panel.text == " tide was low."
    assert panel.own.hasFocus()
    assert engine.requests[-1].kept == tuple(map(ord, " tide"))


def test_shift_tab_leaves_the_field(qtbot: QtBot, panel: WordsPanel) -> None:
    qtbot.keyClick(panel.own, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is panel.view


def test_esc_stops_the_model_and_what_it_has_added_stays(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel, engine: LettersEngine
) -> None:
    engine.gate.clear()
    qtbot.mouseClick(panel.run, LEFT)
    qtbot.waitUntil(lambda: panel.running and window.companion.compose.stop.isEnabled())
    assert panel.run.text() == "Stop"
    qtbot.keyClick(panel.own, Qt.Key.Key_Escape)
    ready(qtbot, panel)
    assert not window.companion.compose.running
    assert len(panel.text) < len(WORDS)


def test_the_dial_reshapes_the_bars(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel, engine: LettersEngine
) -> None:
    slider = window.companion.compose.variation.slider
    slider.setValue(slider.minimum())
    qtbot.waitUntil(lambda: engine.asked[-1].sampling.temperature < 0.8)
    ready(qtbot, panel)
    sure = panel.list.words[0].probability
    slider.setValue(slider.maximum())
    qtbot.waitUntil(lambda: engine.asked[-1].sampling.temperature > 0.8)
    ready(qtbot, panel)
    assert panel.list.words[0].probability < sure
    assert panel.text == ""


def test_while_words_are_awaited_the_old_bars_are_dim_and_cannot_be_picked(
    qtbot: QtBot, panel: WordsPanel, engine: LettersEngine
) -> None:
    engine.words_gate.clear()
    qtbot.keyClicks(panel.own, "1")
    assert panel.list.waiting
    assert panel.list.words
    qtbot.keyClicks(panel.own, "1")
    assert panel.text == " tide"
    qtbot.keyClicks(panel.own, "low")  # one's own word needs no bars
    assert panel.own.text() == "low"
    engine.words_gate.set()
    ready(qtbot, panel)


def test_inserted_the_writers_words_are_the_writers_and_one_undo_takes_all_back(
    qtbot: QtBot, studio: Studio, window: MainWindow, panel: WordsPanel, engine: LettersEngine
) -> None:
    engine.pieces = [" ran. It"]
    press(qtbot, panel, "1")
    qtbot.keyClicks(panel.own, "slowly ")
    ready(qtbot, panel)
    qtbot.keyClick(panel.own, Qt.Key.Key_Tab)
    ready(qtbot, panel)
    draft, whole = "The lamps were lit by the", "The lamps were lit by the tide slowly ran."
    inserted(qtbot, window, panel, whole)
    expected = [(draft, "own"), (" tide", "generated"), (" slowly", "own"), (" ran.", "generated")]
    assert tinted(window) == expected
    window.actions_["undo"].trigger() if not panel.own.hasFocus() else window.page.undo()
    assert window.desk.session.text == draft
    window.page.redo()
    assert tinted(window) == expected
    (summary,) = studio.history()
    record = studio.generation(summary.id)
    assert [author for *_, author in record.layout["authors"]] == ["picked", "typed", "model"]
    qtbot.waitUntil(lambda: bool(studio.generation(summary.id).candidates[0].accepted))


def test_after_inserting_the_next_words_follow_what_stands_in_the_draft_now(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel, engine: LettersEngine
) -> None:
    press(qtbot, panel, "1")
    inserted(qtbot, window, panel, "The lamps were lit by the tide")
    assert panel.own.hasFocus()
    qtbot.waitUntil(lambda: panel.view.toPlainText() == "The lamps were lit by the tide", timeout=10_000)
    ready(qtbot, panel)
    press(qtbot, panel, "2")
    inserted(qtbot, window, panel, "The lamps were lit by the tide sea")


def test_starting_over_keeps_the_text_in_the_history(
    qtbot: QtBot, studio: Studio, panel: WordsPanel
) -> None:
    press(qtbot, panel, "3")
    panel.over.click()
    ready(qtbot, panel)
    assert panel.text == ""
    qtbot.waitUntil(lambda: [one.opening for one in studio.history()] == ["wind"])


def test_a_crash_while_words_are_sought_is_told_and_keeps_the_text(
    qtbot: QtBot, panel: WordsPanel, engine: LettersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        future = failed(MuseError("engine.crashed", reason="signal 9"))

        def cancel(self) -> None:
            return

    words = engine.words
    monkeypatch.setattr(engine, "words", lambda _: Gone())
    qtbot.keyClicks(panel.own, "1")
    qtbot.waitUntil(panel.note.isVisible)
    assert panel.note.text() == MuseError("engine.crashed", reason="signal 9").text("en")
    assert panel.text == " tide"
    monkeypatch.setattr(engine, "words", words)
    qtbot.keyClicks(panel.own, "low ")
    ready(qtbot, panel)
    assert panel.text == " tide low"
    assert not panel.note.isVisible()


def test_a_screen_reader_hears_word_and_share(panel: WordsPanel) -> None:
    first = panel.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("1: tide, ")
    assert first.endswith(" %")
    last = panel.list.model().index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert last.startswith("6: (the end), ")


def test_ctrl_enter_writes_candidates_and_the_words_wait(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel
) -> None:
    press(qtbot, panel, "1")
    qtbot.keyClick(panel.own, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    compose = window.companion.compose
    qtbot.waitUntil(lambda: bool(compose.board.cards) and not compose.running)
    assert compose.board.isVisible()
    compose.by_word.chip.click()
    assert panel.text == " tide"


def test_every_control_has_a_name_and_tab_passes_all_but_the_field_that_keeps_it(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel
) -> None:
    press(qtbot, panel, "1")
    assert not nameless(window)
    qtbot.waitUntil(lambda: not window.companion.compose._quiet.isActive())
    names = [heard(one) for one in tabbed(qtbot, panel.insert, Qt.Key.Key_Backtab)]
    order = ["Start over", "Take back", "How far: a sentence", "Let it run", "Words that may come next"]
    assert names[:5] == order
    assert names[5:8] == ["Your own word", "The text so far", "Word by word"]


# Other words for a word of a candidate


@pytest.fixture
def card(qtbot: QtBot, window: MainWindow) -> CandidateCard:
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    made = window.companion.compose.board.cards[1]
    qtbot.waitUntil(made.insert.isEnabled)
    return made


def place_of(card: CandidateCard, word: str) -> QPoint:
    cursor = QTextCursor(card.view.document())
    cursor.setPosition(card.view.toPlainText().index(word) + 1)
    return card.view.cursorRect(cursor).center()


def opened(qtbot: QtBot, window: MainWindow, card: CandidateCard, word: str) -> None:
    popup = window.companion.compose.alternatives
    qtbot.mouseClick(card.view.viewport(), LEFT, pos=place_of(card, word))
    qtbot.waitUntil(lambda: popup.isVisible() and bool(popup.list.words))


def test_a_click_on_a_word_shows_what_else_could_have_come(
    qtbot: QtBot, window: MainWindow, card: CandidateCard, engine: LettersEngine
) -> None:
    opened(qtbot, window, card, "tide")
    popup = window.companion.compose.alternatives
    assert "“tide”" in popup.heading.text()
    assert [one.text for one in popup.list.words] == [" tide", " sea", " wind", ",", " gulls"]  # not the end
    assert popup.list.hasFocus()
    assert window.rect().contains(popup.geometry())
    assert engine.asked[-1].kept == tuple(map(ord, WORDS[: WORDS.index("tide")]))
    qtbot.keyClick(popup.list, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert card.view.hasFocus()


def test_another_language_finds_the_popup_of_a_card_that_is_gone(
    qtbot: QtBot, window: MainWindow, card: CandidateCard
) -> None:
    compose, history = window.companion.compose, window.companion.history
    first = compose.generation.number
    generated(qtbot, window)
    window.show_panel(history)
    history.open_generation(first)
    qtbot.waitUntil(lambda: history.showing_detail and bool(history.detail.cards))
    qtbot.wait(50)
    gone = history.detail.cards[0]
    opened(qtbot, window, gone, "tide")
    history.open_generation(compose.generation.number)  # another record's cards in place of these
    qtbot.waitUntil(lambda: not isValid(gone.view))
    popup = compose.alternatives
    with qtbot.captureExceptions() as bugs:
        window.set_language("zh")
        qtbot.waitUntil(lambda: "Instead" not in popup.heading.text())
        popup.close_up()
        window.set_language("en")
        qtbot.waitUntil(lambda: "Instead" in popup.heading.text())
    assert bugs == []


def test_choosing_one_writes_on_from_there_and_says_so_in_the_record(
    qtbot: QtBot, studio: Studio, window: MainWindow, card: CandidateCard, engine: LettersEngine
) -> None:
    number = window.companion.compose.generation.number
    engine.pieces = [" rose and fell."]
    opened(qtbot, window, card, "tide")
    compose = window.companion.compose
    qtbot.keyClicks(compose.alternatives.list, "2")
    qtbot.waitUntil(lambda: len(compose.board.cards) == 1 and not compose.running)
    kept = WORDS[: WORDS.index("tide")] + " sea"
    assert compose.board.cards[0].text == kept + " rose and fell."
    record = studio.generation(compose.generation.number)
    assert record.layout["branched_from"] == {
        "generation": number, "candidate": 1, "token": WORDS.index("tide"), "kept": len(kept),
    }  # fmt: skip
    assert record.prompt_tokens == studio.generation(number).prompt_tokens
    compose.board.cards[0].insert.click()
    assert window.desk.session.text.endswith(" sea rose and fell.")


def test_the_keyboard_asks_for_the_word_at_the_cursor(
    qtbot: QtBot, window: MainWindow, card: CandidateCard
) -> None:
    cursor = card.view.textCursor()
    cursor.setPosition(card.view.toPlainText().index("came"))
    card.view.setTextCursor(cursor)
    card.view.setFocus()
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    popup = window.companion.compose.alternatives
    qtbot.waitUntil(lambda: popup.isVisible() and "“came”" in popup.heading.text())
    assert popup.list.hasFocus()


def test_selecting_with_the_mouse_is_left_alone(
    qtbot: QtBot, window: MainWindow, card: CandidateCard
) -> None:
    popup, port = window.companion.compose.alternatives, card.view.viewport()
    QTest.mousePress(port, LEFT, NONE, place_of(card, "tide"))
    QTest.mouseMove(port, place_of(card, "sound"))
    QTest.mouseRelease(port, LEFT, NONE, place_of(card, "sound"))
    assert card.view.textCursor().hasSelection()
    qtbot.wait(QApplication.doubleClickInterval() + 80)
    assert not popup.isVisible()
    assert card.insert.text() == "Insert selection"
    cursor = card.view.textCursor()
    cursor.clearSelection()
    card.view.setTextCursor(cursor)
    QTest.mouseClick(port, LEFT, NONE, place_of(card, "tide"))
    QTest.mouseDClick(port, LEFT, NONE, place_of(card, "tide"))  # selects the word
    qtbot.wait(QApplication.doubleClickInterval() + 80)
    assert not popup.isVisible()
    assert card.view.textCursor().selectedText() == "tide"


def test_a_click_while_the_candidate_is_still_written_asks_nothing(
    qtbot: QtBot, window: MainWindow, engine: LettersEngine
) -> None:
    write(qtbot, window, "The lamps")
    engine.gate.clear()
    compose = window.companion.compose
    compose.write.click()
    qtbot.waitUntil(lambda: len(compose.board.cards) == 2)
    qtbot.keyClick(compose.board.cards[0].view, Qt.Key.Key_Return)
    assert not compose.alternatives.isVisible()
    compose.stop_now()
    qtbot.waitUntil(lambda: not compose.running)


def test_what_cannot_be_looked_up_is_told_in_the_popup(
    qtbot: QtBot, studio: Studio, window: MainWindow, card: CandidateCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = MuseError("studio.other_model", name="Other 7B")
    monkeypatch.setattr(studio, "alternatives", lambda *_: failed(error))
    qtbot.mouseClick(card.view.viewport(), LEFT, pos=place_of(card, "tide"))
    popup = window.companion.compose.alternatives
    qtbot.waitUntil(lambda: popup.isVisible() and popup.heading.text() == error.text("en"))


def test_the_history_shows_whose_the_words_are_and_a_branch_its_source(
    qtbot: QtBot, studio: Studio, window: MainWindow, card: CandidateCard, engine: LettersEngine
) -> None:
    compose, history = window.companion.compose, window.companion.history
    first = compose.generation.number
    window.show_panel(history)
    history.open_generation(first)
    qtbot.waitUntil(lambda: history.showing_detail and bool(history.detail.cards))
    assert not history.detail.source.isVisible()
    qtbot.wait(50)
    opened(qtbot, window, history.detail.cards[0], "night")
    engine.pieces = [" again."]
    qtbot.keyClicks(compose.alternatives.list, "3")
    qtbot.waitUntil(lambda: compose.isVisible() and len(compose.board.cards) == 1 and not compose.running)
    assert compose.board.cards[0].text.endswith("that  wind again.")  # its letters know no words
    window.show_panel(history)
    history.open_generation(compose.generation.number)
    qtbot.waitUntil(history.detail.source.isVisible)
    history.detail.source.click()
    qtbot.waitUntil(lambda: history.detail._record.id == first)


def test_the_history_counts_the_authors_of_a_text_written_word_by_word(
    qtbot: QtBot, window: MainWindow, panel: WordsPanel
) -> None:
    press(qtbot, panel, "12")
    inserted(qtbot, window, panel, "The lamps were lit by the tide sea")
    history = window.companion.history
    window.show_panel(history)
    history.open_generation(1)
    qtbot.waitUntil(lambda: history.showing_detail)
    assert "Word by word: 2 picked, 0 typed by you" in history.detail._facts.text()
    history.detail.replay.click()
    qtbot.waitUntil(lambda: "word by word" in history.detail._verdict.text())
