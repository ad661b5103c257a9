"""The dial, fine tuning, candidates that differ, what the model must not say: with real clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.craft.recipe import RecipeBook
from muse_desktop.engine.sampling import OFF, PRESETS, Sampling
from muse_desktop.paths import resource, settings_file
from muse_desktop.settings import load_settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.compose.bans import MOST_LETTERS, MOST_PHRASES, BansDialog, phrases
from muse_desktop.ui.compose.dialing import acting, home, spread, values_at
from muse_desktop.ui.compose.sampler_words import WORDS
from muse_desktop.ui.compose.variation import Variation
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, generated, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def book() -> RecipeBook:
    from muse_desktop.craft.recipe import load_recipes

    return load_recipes([resource("recipes")])


def variation(window: MainWindow) -> Variation:
    return window.companion.compose.variation


def click_at(qtbot: QtBot, window: MainWindow, position: int) -> None:
    slider = variation(window).slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(round(slider._x(position)), slider.height() // 2))


# In numbers


def test_every_value_of_the_engine_has_words(book: RecipeBook) -> None:
    assert set(WORDS) == set(Sampling.__struct_fields__)


def test_values_stand_in_the_order_they_act() -> None:
    everything = {"top_k": 40, "typical_p": 0.9, "top_p": 0.9, "top_n_sigma": 1.0, "xtc_probability": 0.5}
    penalties = {"repeat_penalty": 1.1, "frequency_penalty": 0.1, "presence_penalty": 0.1}
    more = {"dry_multiplier": 0.8, "temperature_range": 0.2, "adaptive_target": 0.3}
    for extra in ({}, {"mirostat": 2}, {"temperature": 0.0}):
        named = acting(Sampling(**{**everything, **penalties, **more, **extra}))
        listed = [name for name in WORDS if name in named]
        steps = [name for name in named if name in listed]
        groups = [listed.index(name) for name in steps if name not in ("mirostat_tau", "mirostat_eta")]
        assert groups == sorted(groups), extra


def test_the_dial_at_home_is_the_recipe_itself_and_a_small_turn_makes_no_leap(book: RecipeBook) -> None:
    for recipe in book.recipes:
        place = home(recipe)
        at_home = values_at(recipe, place)
        assert at_home == recipe.settings()
        beside = values_at(recipe, place + (1 if place < 100 else -1))
        for name in Sampling.__struct_fields__:
            assert abs(getattr(beside, name) - getattr(at_home, name)) < 0.05, (recipe.id, name)


@given(position=st.integers(0, 100), count=st.integers(1, 4))
def test_candidates_spread_over_the_dial_stand_in_order_around_it(position: int, count: int) -> None:
    places = spread(position, count)
    assert len(places) == count
    assert list(places) == sorted(places)
    assert min(places) <= position <= max(places)
    assert all(0 <= place <= 100 for place in places)
    assert count == 1 or len(set(places)) == count


@given(st.text())
def test_phrases_are_trimmed_and_none_comes_twice(text: str) -> None:
    found = phrases(text)
    assert all(phrase and phrase == " ".join(phrase.split()) for phrase in found)
    assert len({phrase.casefold() for phrase in found}) == len(found)
    assert phrases("\n".join(found)) == found


# On the screen


def test_the_dial_snaps_near_a_mark_and_stands_anywhere_else(qtbot: QtBot, window: MainWindow) -> None:
    dial = variation(window).slider
    for pressed, stands in ((98, 100), (70, 70), (52, 50), (3, 0), (30, 30)):
        click_at(qtbot, window, pressed)
        assert abs(dial.value() - stands) <= (1 if stands in (70, 30) else 0), pressed


def test_keys_turn_the_dial_by_steps_and_from_mark_to_mark(qtbot: QtBot, window: MainWindow) -> None:
    dial = variation(window).slider
    dial.setFocus()
    told = [dial.accessibleDescription()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(dial, key)
        told.append(dial.accessibleDescription())
    assert told == ["Balanced", "wilder 0.55", "Wild", "Balanced", "Faithful", "safer 0.05"]


def test_a_click_on_a_marks_name_turns_the_dial_there(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(variation(window).dial.labels["wild"], LEFT)
    assert variation(window).slider.value() == 100


def test_the_line_says_what_the_dial_moves(qtbot: QtBot, window: MainWindow) -> None:
    def line() -> str:
        return variation(window).values.text().replace("\u00a0", " ").replace("\u2011", "-")

    assert line() == "temperature 0.8 · min-p 0.05 · repetition penalty 1.1 · DRY 0.8"
    click_at(qtbot, window, 100)
    assert "<b>temperature 1.1</b> · <b>min-p 0.02</b> · repetition penalty 1.1 · DRY 0.8" in line()
    assert "<b>XTC 0.5</b>" in line()
    assert "takes risks" in variation(window).values.toolTip()


def test_a_place_between_the_marks_reaches_the_engine(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Once")
    click_at(qtbot, window, 75)
    generated(qtbot, window)
    sampling = engine.requests[-1].sampling
    assert PRESETS["balanced"].temperature < sampling.temperature < PRESETS["wild"].temperature
    assert sampling.repeat_penalty == 1.1  # the recipe's own


def test_a_value_set_by_hand_is_marked_kept_and_sent_until_the_writer_goes_back(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Once")
    part = variation(window)
    assert not part.panel.isVisible()
    qtbot.mouseClick(part.tune, LEFT)
    assert part.panel.isVisible()
    row = part.panel.rows["top_k"]
    assert row.spin.text() == "off"
    row.spin.setFocus()
    row.spin.selectAll()
    qtbot.keyClicks(row.spin, "40")
    qtbot.keyClick(row.spin, Qt.Key.Key_Return)
    assert row.by_hand
    assert "set by hand" in row.spin.accessibleName()
    click_at(qtbot, window, 100)
    generated(qtbot, window)
    assert engine.requests[-1].sampling.top_k == 40
    assert engine.requests[-1].sampling.xtc_probability == 0.5
    window.companion.compose.chips.choose("poem")
    assert not row.by_hand
    window.companion.compose.chips.choose("continue")
    assert row.by_hand
    assert part.slider.value() == 100
    qtbot.mouseClick(part.panel.reset, LEFT)
    assert part.sampling().top_k == OFF["top_k"]
    assert not part.panel.reset.isEnabled()


def test_off_can_be_typed_and_a_value_out_of_limits_cannot(qtbot: QtBot, window: MainWindow) -> None:
    part = variation(window)
    part.tune.click()
    spin = part.panel.rows["min_p"].spin
    spin.setFocus()
    for typed, value in (("off", 0.0), ("0.5", 0.5), ("7", 0.7)):
        spin.selectAll()
        qtbot.keyClicks(spin, typed)
        qtbot.keyClick(spin, Qt.Key.Key_Return)
        assert spin.value() <= 1
        if value != 0.7:
            assert part.sampling().min_p == value


def test_values_that_have_no_part_in_the_choice_are_quiet(window: MainWindow) -> None:
    panel = variation(window).panel
    assert not panel.rows["dry_base"].name.property("resting")
    panel.rows["dry_multiplier"].spin.setValue(0)
    assert panel.rows["dry_base"].name.property("resting")
    panel.rows["mirostat"].spin.setValue(2)
    assert panel.rows["min_p"].name.property("resting")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fine_tuning_can_be_read_in_the_narrow_companion(
    qtbot: QtBot, window: MainWindow, language: str
) -> None:
    window.set_language(language)
    part = variation(window)
    part.tune.click()
    window.resize(100, 100)
    inside = part.panel._scroll.widget()
    qtbot.waitUntil(lambda: inside.width() <= part.panel._scroll.viewport().width())
    assert part.panel._scroll.verticalScrollBar().maximum() > 0
    last = part.panel.rows["adaptive_decay"]
    part.panel.reset.setEnabled(True)
    part.panel.reset.setFocus()
    qtbot.keyClick(part.panel.reset, Qt.Key.Key_Backtab)
    assert last.spin.hasFocus()
    qtbot.waitUntil(lambda: not last.spin.visibleRegion().isEmpty())


def test_candidates_from_faithful_to_wild_get_their_own_values_and_say_so(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    write(qtbot, window, "Once")
    compose = window.companion.compose
    compose.set_candidates(4)
    compose.count.various.trigger()
    generated(qtbot, window)
    samplings = engine.requests[-1].samplings
    assert [one.temperature for one in samplings] == sorted(one.temperature for one in samplings)
    assert samplings[0].temperature == PRESETS["faithful"].temperature
    assert samplings[-1].xtc_probability == PRESETS["wild"].xtc_probability
    states = [card.state.text() for card in compose.board.cards]
    for state, place in zip(states, ("faithful", "safer 0.33", "wilder 0.67", "wild"), strict=True):
        assert f"· {place} · seed " in state
    assert "temperature 1.1" in compose.board.cards[3].state.toolTip()
    window.set_language("zh")
    qtbot.waitUntil(lambda: "· 忠实 ·" in compose.board.cards[0].state.text())
    compose.count.alike.trigger()
    generated(qtbot, window)
    assert engine.requests[-1].samplings == ()


def test_banned_words_are_kept_in_the_settings_and_counted_in_the_panel(
    qtbot: QtBot, studio: Studio, window: MainWindow, engine: ScriptedEngine
) -> None:
    compose = window.companion.compose
    assert not compose.banned.isVisible()
    variation(window).tune.click()
    qtbot.mouseClick(variation(window).panel.bans, LEFT)
    dialog = window.findChild(BansDialog)
    qtbot.keyClicks(dialog.text, "tapestry of")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "  Tapestry  of ")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "a testament to")
    qtbot.mouseClick(dialog.save, LEFT)
    assert studio.settings.banned == ("tapestry of", "a testament to")
    assert load_settings(settings_file()).banned == studio.settings.banned
    qtbot.waitUntil(compose.banned.isVisible)
    assert compose.banned.text() == "2 words or phrases banned"
    write(qtbot, window, "Once")
    generated(qtbot, window)
    assert engine.requests[-1].banned == ("tapestry of", "a testament to")


def test_too_many_or_too_long_phrases_cannot_be_saved_and_the_dialog_says_why(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_["bans"].trigger()
    dialog = window.findChild(BansDialog)
    dialog.text.setPlainText("x" * (MOST_LETTERS + 1))
    assert not dialog.save.isEnabled()
    assert "too long" in dialog.count.text()
    dialog.text.setPlainText("\n".join(f"phrase {number}" for number in range(MOST_PHRASES + 1)))
    assert not dialog.save.isEnabled()
    assert "too many" in dialog.count.text()
    dialog.text.clear()
    qtbot.mouseClick(dialog.worn, LEFT)
    assert dialog.save.isEnabled()
    assert "a testament to" in dialog.banned()
    dialog.reject()
    QApplication.processEvents()


def test_the_bar_says_what_was_left_out_and_what_the_model_knew_already(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    compose = window.companion.compose
    write(qtbot, window, "Once upon a time")
    generated(qtbot, window)
    assert compose.context._known.text() == "Read: 12 tokens, 0 of them already known."
    assert compose.context._known.isVisible()
    write(qtbot, window, " there was")
    qtbot.waitUntil(lambda: not compose.context._known.isVisible())
    assert not compose.context._dropped.isVisible()
    full = tuple(replace(share, dropped=1204) for share in compose.prepared.shares)
    compose.context.show_prepared(replace(compose.prepared, shares=full), "en")
    assert compose.context._dropped.text() == "1,204 tokens of older text left out: the context is full."
    assert compose.context._dropped.isVisible()


def test_a_long_prompt_says_how_far_it_is_read(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    compose = window.companion.compose
    write(qtbot, window, "Once")
    engine.gate.clear()
    compose.start()
    qtbot.waitUntil(lambda: bool(compose.board.cards))
    compose.generation.reading.emit(420, 1000)
    assert "reading the draft… 42 %" in compose.board.cards[0].state.text()
    assert compose.context._bar._read == pytest.approx(0.42)
    engine.gate.set()
    qtbot.waitUntil(lambda: not compose.running)
    assert "reading" not in compose.board.cards[0].state.text()


def test_the_status_bar_gives_the_figures_of_the_last_generation(qtbot: QtBot, window: MainWindow) -> None:
    write(qtbot, window, "Once")
    generated(qtbot, window)
    qtbot.waitUntil(lambda: "first word 0.2 s" in window.status.model.text())
    assert "words/s" in window.status.model.text()
    assert "first word after 0.2 s" in window.status.model.toolTip()
    assert "40 tokens/s" in window.status.model.toolTip()
