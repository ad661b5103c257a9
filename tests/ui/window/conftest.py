"""A real window on a real studio whose engine plays a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from muse_desktop.engine.trial import Trial, Trials
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def model_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Trials, "try_file", lambda *_, **__: Trial(True))  # a real child would refuse it
    path = tmp_path / "Scripted 1B.gguf"
    path.write_bytes(b"GGUF scripted")
    return path


@pytest.fixture
def studio(tmp_path: Path, engine: ScriptedEngine, model_file: Path) -> Iterator[Studio]:
    settings = Settings(language="en", theme="light", model_path=str(model_file))
    made = Studio.open(tmp_path / "work", settings=settings, engine=engine)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Studio], MainWindow]]:
    """Opens windows and takes them away again, whole: no timer or translator outlives its test."""
    opened: list[MainWindow] = []

    def open_(studio: Studio) -> MainWindow:
        window = MainWindow(studio)
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: studio.model.state in ("ready", "failed"), timeout=30_000)
        return window

    yield open_
    for window in opened:
        window.close()
        window.languages.remove()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(studio: Studio, open_window: Callable[[Studio], MainWindow]) -> MainWindow:
    return open_window(studio)
