"""Another model for 中文: what is open decides, what is typed does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muse_desktop.settings import Settings, TaskModel, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, generated

ENGLISH = "By four the harbour had gone the colour of slate."
CHINESE = "四点钟，港口已经变成了石板的颜色。"


@pytest.fixture
def chinese_file(model_file: Path) -> Path:
    path = model_file.with_name("Han 2B.gguf")
    path.write_bytes(b"GGUF scripted in another way")
    return path


@pytest.fixture
def studio(tmp_path: Path, engine: ScriptedEngine, model_file: Path, chinese_file: Path) -> Iterator[Studio]:
    settings = Settings(
        language="en",
        theme="light",
        model_path=str(model_file),
        task_models=(TaskModel("chinese", str(chinese_file)),),
    )
    made = Studio.open(tmp_path / "work", settings=settings, engine=engine)  # type: ignore[arg-type]
    made.manuscript.create("Slate", ENGLISH)
    made.manuscript.create("石板", CHINESE)
    yield made
    made.close()


def loaded(engine: ScriptedEngine) -> list[str]:
    return [one["path"].name for one in engine.loads]


def open_titled(window: MainWindow, title: str) -> None:
    window.open_document(next(one.id for one in window.binder.model.values if one.title == title))


def test_opening_a_chinese_document_loads_its_model_and_the_status_bar_names_it(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    assert loaded(engine) == ["Scripted 1B.gguf"]
    open_titled(window, "石板")
    qtbot.waitUntil(lambda: "Han 2B" in window.status.model.text())
    open_titled(window, "Slate")
    qtbot.waitUntil(lambda: "Scripted 1B" in window.status.model.text())
    assert loaded(engine) == ["Scripted 1B.gguf", "Han 2B.gguf", "Scripted 1B.gguf"]


def test_the_record_says_which_model_wrote(
    qtbot: QtBot, window: MainWindow, studio: Studio, engine: ScriptedEngine
) -> None:
    open_titled(window, "石板")
    generated(qtbot, window)
    record = studio.generation(studio.history()[0].id)
    assert record.model_name == "Han 2B"
    assert record.model_path.endswith("Han 2B.gguf")


def test_typing_in_another_language_changes_the_model_with_the_next_generation_only(
    qtbot: QtBot, window: MainWindow, studio: Studio, engine: ScriptedEngine
) -> None:
    open_titled(window, "Slate")
    window.page.selectAll()
    window.page.editor.type_text(CHINESE)
    qtbot.waitUntil(lambda: window.companion.compose.prepared is not None)
    qtbot.wait(400)
    assert loaded(engine) == ["Scripted 1B.gguf"]
    generated(qtbot, window)
    assert loaded(engine) == ["Scripted 1B.gguf", "Han 2B.gguf"]
    assert studio.generation(studio.history()[0].id).model_name == "Han 2B"


def test_a_model_for_chinese_that_is_set_while_chinese_is_open_is_loaded_at_once(
    qtbot: QtBot,
    studio: Studio,
    open_window: Callable[[Studio], MainWindow],
    engine: ScriptedEngine,
    chinese_file: Path,
) -> None:
    chosen = studio.settings
    studio.set_settings(replaced(chosen, task_models=()))
    window = open_window(studio)
    open_titled(window, "石板")
    qtbot.wait(100)
    assert loaded(engine) == ["Scripted 1B.gguf"], "none is set for it, and nothing is loaded again"
    window.use_settings(chosen)
    qtbot.waitUntil(lambda: "Han 2B" in window.status.model.text())
