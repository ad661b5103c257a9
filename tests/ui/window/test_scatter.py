"""Candidates by coherence and originality: asked for once, the star follows the dial, a click finds cards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, Qt
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.compose.compare import Compare
from muse_desktop.ui.compose.scatter import LEAST_SPAN, apart, span
from muse_desktop.ui.window import MainWindow
from tests.ui.window.insights import TWO, ScriptedInsight
from tests.ui.window.scripted import generated, write

SHARES = st.floats(0, 1)


@pytest.fixture
def insight(studio: Studio) -> ScriptedInsight:
    studio.insight = ScriptedInsight(studio.insight)
    return studio.insight


@pytest.fixture
def compare(qtbot: QtBot, window: MainWindow, insight: ScriptedInsight) -> Compare:
    """A generation of two candidates has ended."""
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    return window.companion.compose.compare


def press(qtbot: QtBot, compare: Compare) -> None:
    qtbot.mouseClick(compare.button, Qt.MouseButton.LeftButton)


def starred(window: MainWindow) -> list[int]:
    return [card.candidate for card in window.companion.compose.board.cards if "★" in card.state.text()]


@given(st.lists(SHARES, min_size=1, max_size=4))
def test_an_axis_holds_every_value_and_stays_within_its_limits(values: list[float]) -> None:
    low, high = span(values)
    assert 0 <= low <= min(values) + 1e-9
    assert max(values) - 1e-9 <= high <= 1
    assert high - low >= LEAST_SPAN - 1e-9


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 150)), min_size=2, max_size=4))
def test_no_point_covers_another(pairs: list[tuple[int, int]]) -> None:
    placed = apart([QPointF(*pair) for pair in pairs], 21)
    for place, point in enumerate(placed):
        assert all(QLineF(point, other).length() >= 21 for other in placed[:place])


def test_nothing_is_worked_out_before_the_writer_asks(
    qtbot: QtBot, compare: Compare, insight: ScriptedInsight
) -> None:
    assert compare.button.isVisible()
    assert not compare.view.isVisible()
    assert insight.asked == []


def test_the_plot_has_a_point_for_each_candidate_and_the_table_the_same_numbers(
    qtbot: QtBot, compare: Compare
) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    assert compare.view.places == TWO
    assert len(compare.view.points()) == 2
    told = [[compare.table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert [row[1:] for row in told] == [["0.80", "0.30"], ["0.40", "0.90"]]


def test_coherence_goes_right_and_originality_up(qtbot: QtBot, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    coherent, original = compare.view.points()
    assert coherent.x() > original.x()
    assert coherent.y() > original.y()


def test_the_star_follows_the_dial(qtbot: QtBot, window: MainWindow, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    slider = window.companion.compose.variation.slider
    slider.setValue(slider.minimum())
    assert (compare.view.best, starred(window)) == (0, [0])
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert (compare.view.best, starred(window)) == (1, [1])
    assert "candidate 2" in compare.note.text()
    card = window.companion.compose.board.cards[1]
    assert "0.40" in card.state.toolTip()
    assert "0.90" in card.state.toolTip()


def test_a_click_on_a_point_leads_to_its_card(qtbot: QtBot, window: MainWindow, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    point = compare.view.points()[1].toPoint()
    qtbot.mouseClick(compare.view, Qt.MouseButton.LeftButton, pos=point)
    assert window.companion.compose.board.cards[1].view.hasFocus()


def test_the_keyboard_goes_from_point_to_point(qtbot: QtBot, window: MainWindow, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    compare.view.setFocus()
    assert "Candidate 1" in compare.view.accessibleDescription()
    qtbot.keyClick(compare.view, Qt.Key.Key_Right)
    assert "Candidate 2: coherence 0.40, originality 0.90" in compare.view.accessibleDescription()
    qtbot.keyClick(compare.view, Qt.Key.Key_Return)
    assert window.companion.compose.board.cards[1].view.hasFocus()


def test_a_row_of_the_table_leads_to_its_card(qtbot: QtBot, window: MainWindow, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    compare.table.setFocus()
    compare.table.setCurrentCell(1, 0)
    qtbot.keyClick(compare.table, Qt.Key.Key_Return)
    assert window.companion.compose.board.cards[1].view.hasFocus()


def test_it_says_that_it_is_comparing_and_a_new_generation_drops_it(
    qtbot: QtBot, window: MainWindow, compare: Compare, insight: ScriptedInsight
) -> None:
    insight.hold = True
    press(qtbot, compare)
    assert "Comparing…" in compare.note.text()
    first = insight.held[0]
    window.companion.compose.start()
    assert first.cancelled()
    assert not compare.isVisible()
    qtbot.waitUntil(lambda: not window.companion.compose.running)
    qtbot.waitUntil(lambda: len(insight.held) == 2)  # once unfolded, the next one is compared too
    insight.held[1].set_result(TWO)
    qtbot.waitUntil(compare.view.isVisible)


def test_folding_it_away_takes_the_star_along(qtbot: QtBot, window: MainWindow, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(lambda: bool(starred(window)))
    press(qtbot, compare)
    assert not compare.view.isVisible()
    assert starred(window) == []


def test_what_went_wrong_is_told_in_its_place(
    qtbot: QtBot, compare: Compare, insight: ScriptedInsight
) -> None:
    insight.hold = True
    press(qtbot, compare)
    insight.held[0].set_exception(MuseError("engine.crashed", reason="signal 9"))
    qtbot.waitUntil(lambda: "signal 9" in compare.note.text())
    assert not compare.view.isVisible()


def test_one_candidate_is_compared_with_nothing(
    qtbot: QtBot, window: MainWindow, insight: ScriptedInsight
) -> None:
    window.companion.compose.set_candidates(1)
    write(qtbot, window, "Alone")
    generated(qtbot, window)
    assert not window.companion.compose.compare.isVisible()


def test_it_says_what_the_axes_are_and_that_nothing_is_sent(qtbot: QtBot, compare: Compare) -> None:
    press(qtbot, compare)
    qtbot.waitUntil(compare.view.isVisible)
    assert "nothing is sent anywhere" in compare._about.text()
    assert "Further right" in compare._about.text()
    assert "Further up" in compare._about.text()
