"""What mattered: bars for the ingredients of a generation, and its surprising words, from the history."""

from __future__ import annotations

import math
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from muse_desktop.engine.values import Scored
from muse_desktop.errors import MuseError
from muse_desktop.studio.studio import Studio
from muse_desktop.text.segment import words
from muse_desktop.ui.compose.mattered import WhatMattered
from muse_desktop.ui.compose.surprise import surprises
from muse_desktop.ui.window import MainWindow
from tests.ui.window.insights import ScriptedInsight
from tests.ui.window.scripted import WORDS, generated, write


@pytest.fixture
def insight(studio: Studio) -> ScriptedInsight:
    studio.insight = ScriptedInsight(studio.insight)
    return studio.insight


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, insight: ScriptedInsight) -> WhatMattered:
    """The history shows a generation of two candidates."""
    write(qtbot, window, "The lamps were lit")
    generated(qtbot, window)
    window.actions_["tab_history"].trigger()
    window.companion.history.open_generation(window.companion.compose.generation.number)
    qtbot.waitUntil(lambda: window.companion.history.showing_detail)
    return window.companion.history.detail.mattered


def click(qtbot: QtBot, widget: object) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def shown(panel: WhatMattered) -> list[str]:
    return [label.text() for label in panel._rows.findChildren(QLabel) if label.isVisibleTo(panel)]


@st.composite
def scored(draw: st.DrawFn) -> Scored:
    pieces = draw(st.lists(st.text("ab 雾.", min_size=1, max_size=4), max_size=8))
    logprobs = draw(st.lists(st.floats(-20, 0), min_size=len(pieces), max_size=len(pieces)))
    ends = tuple(accumulate(len(piece) for piece in pieces))
    return Scored("".join(pieces), tuple(range(len(pieces))), ends, tuple(logprobs), 3, draw(st.booleans()))


@given(scored())
def test_each_word_has_the_chance_of_all_its_tokens(score: Scored) -> None:
    starts = (0, *score.ends[:-1])
    expected = {}
    for start, end in words(score.text):
        inside = [
            (token, logprob)
            for token, (first, last, logprob) in enumerate(
                zip(starts, score.ends, score.logprobs, strict=False)
            )
            if first < end and last > start
        ]
        if score.first_known or 0 not in [token for token, _ in inside]:
            expected[start, end] = -sum(logprob for _, logprob in inside)
    found = {(word.start, word.end): word.nats for word in surprises(score)}
    assert found.keys() == expected.keys()
    assert all(math.isclose(found[place], nats, abs_tol=1e-9) for place, nats in expected.items())


def test_nothing_is_read_before_it_is_asked_for(panel: WhatMattered, insight: ScriptedInsight) -> None:
    assert panel.weigh.isVisible()
    assert insight.asked == []
    assert panel.bars == []


def test_each_ingredient_has_a_bar_as_long_as_it_mattered(
    qtbot: QtBot, window: MainWindow, panel: WhatMattered
) -> None:
    click(qtbot, panel.weigh)
    qtbot.waitUntil(lambda: len(panel.bars) == 3)
    window.companion.history.detail.layout().activate()
    qtbot.wait(20)
    text, wish, title = panel.bars
    assert text.length() > wish.length() > title.length() > 0
    assert text.length() / wish.length() == pytest.approx(1.5 / 0.4)
    assert shown(panel) == ["your text", "+1.50", "wish", "+0.40", "title", "−0.20"]
    assert "“your text” mattered most" in panel.sentence.text()
    assert "4.5 times less likely" in panel.sentence.text()  # e to the power of 1.5


def test_the_labels_speak_the_writers_language(qtbot: QtBot, window: MainWindow, panel: WhatMattered) -> None:
    click(qtbot, panel.weigh)
    qtbot.waitUntil(lambda: len(panel.bars) == 3)
    window.set_language("zh")
    qtbot.waitUntil(lambda: "你的文字" in shown(panel))
    window.set_language("en")


def test_weighing_can_be_cancelled(qtbot: QtBot, panel: WhatMattered, insight: ScriptedInsight) -> None:
    insight.hold = True
    click(qtbot, panel.weigh)
    assert panel.weigh.text() == "Weighing…"
    click(qtbot, panel.cancel)
    assert insight.held[0].cancelled()
    assert panel.weigh.isEnabled()
    assert not panel.cancel.isVisible()
    assert panel.bars == []


def test_another_candidate_is_weighed_apart(
    qtbot: QtBot, panel: WhatMattered, insight: ScriptedInsight
) -> None:
    click(qtbot, panel.weigh)
    qtbot.waitUntil(lambda: len(panel.bars) == 3)
    click(qtbot, panel.chips[1])
    assert panel.bars == []
    assert panel.chips[1].isChecked()
    assert not panel.chips[0].isChecked()
    click(qtbot, panel.weigh)
    qtbot.waitUntil(lambda: len(panel.bars) == 3)
    assert insight.asked == [("mattered", 0), ("mattered", 1)]


def test_a_failure_is_told_in_its_place(qtbot: QtBot, panel: WhatMattered, insight: ScriptedInsight) -> None:
    insight.hold = True
    click(qtbot, panel.weigh)
    insight.held[0].set_exception(MuseError("engine.crashed", reason="signal 9"))
    qtbot.waitUntil(lambda: "signal 9" in panel.sentence.text())
    assert panel.weigh.isEnabled()


def test_surprising_words_are_tinted_underlined_and_told_in_numbers(
    qtbot: QtBot, panel: WhatMattered
) -> None:
    click(qtbot, panel.colour)
    qtbot.waitUntil(panel.view.isVisible)
    assert panel.view.toPlainText() == WORDS.strip()
    marks = panel.view.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["tide"]
    style = marks[0].format
    assert style.underlineStyle() == style.UnderlineStyle.SingleUnderline  # 1 in 1,097: not by colour alone
    assert style.background().color().alpha() > 0
    assert panel.legend.isVisible()
    panel.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(panel.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    cursor = panel.view.textCursor()
    cursor.setPosition(panel.view.toPlainText().index("tide") + 1)
    panel.view.setTextCursor(cursor)
    assert panel.odds.text() == "“tide”: a chance of 1 in 1,097"
    click(qtbot, panel.colour)
    assert not panel.view.isVisible()


def test_another_generation_starts_afresh(
    qtbot: QtBot, window: MainWindow, panel: WhatMattered, insight: ScriptedInsight, studio: Studio
) -> None:
    click(qtbot, panel.weigh)
    click(qtbot, panel.colour)
    qtbot.waitUntil(lambda: len(panel.bars) == 3 and panel.view.isVisible())
    insight.hold = True
    click(qtbot, panel.weigh)
    window.companion.history.open_generation(1)
    qtbot.waitUntil(lambda: insight.held[0].cancelled())
    assert panel.bars == []
    assert not panel.view.isVisible()
