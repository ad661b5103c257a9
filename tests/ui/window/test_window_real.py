"""The window with the real model: write, stop, take, and live through the engine's death."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.provenance.display import tints
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import generated, write

pytestmark = pytest.mark.real_model


@pytest.fixture
def real_studio(tmp_path: Path, starter_model: Path) -> Iterator[Studio]:
    settings = Settings(language="en", theme="light", model_path=str(starter_model), context_tokens=1024)
    made = Studio.open(tmp_path / "real", settings=settings)
    yield made
    made.close()


@pytest.fixture
def real_window(real_studio: Studio, open_window: Callable[[Studio], MainWindow]) -> MainWindow:
    return open_window(real_studio)


def test_the_starter_model_writes_and_what_is_taken_is_tinted(qtbot: QtBot, real_window: MainWindow) -> None:
    window, compose = real_window, real_window.companion.compose
    qtbot.waitUntil(lambda: "small" in compose._model_note.text())
    write(qtbot, window, "The lighthouse keeper opened the door and saw")
    compose.variation.length.setValue(24)
    generated(qtbot, window)
    card = compose.board.cards[0]
    assert len(card.text.split()) > 5
    card.insert.click()
    session = window.desk.session
    tinted = {span.tint for span in tints(session.text, session.runs, session.book)}
    assert tinted == {"own", "generated"}
    assert "words/s" in window.status.model.text()


def test_stop_answers_at_once(qtbot: QtBot, real_window: MainWindow) -> None:
    window, compose = real_window, real_window.companion.compose
    write(qtbot, window, "It was a long story, and it began")
    compose.variation.length.setValue(900)
    compose.write.click()
    qtbot.waitUntil(lambda: any(card.text for card in compose.board.cards), timeout=60_000)
    qtbot.keyClick(window.page.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not compose.running, timeout=3000)
    assert "stopped" in compose.board.cards[0].state.text()
    assert compose.board.cards[0].insert.isEnabled()


def test_the_window_outlives_the_engine_and_the_next_try_works(
    qtbot: QtBot, real_studio: Studio, real_window: MainWindow
) -> None:
    window, compose = real_window, real_window.companion.compose
    write(qtbot, window, "Nobody heard the engine stop, because")
    compose.variation.length.setValue(900)
    compose.write.click()
    qtbot.waitUntil(lambda: any(card.text for card in compose.board.cards), timeout=60_000)
    psutil.Process(real_studio.model.engine.child_pid).kill()  # this engine: other tests may have theirs
    qtbot.waitUntil(lambda: not compose.running, timeout=10_000)
    assert "Your text is safe" in compose._note.text()
    write(qtbot, window, " it was late")
    assert window.desk.session.text == "Nobody heard the engine stop, because it was late"
    compose.variation.length.setValue(16)
    generated(qtbot, window)
    assert compose._note.text() == ""
    assert all(card.text for card in compose.board.cards)
