"""The manuscript as a whole: a window on a copy of a workspace with a novel of 40 scenes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow
from tests.ui.manuscript.novel import written
from tests.ui.window.conftest import engine as engine
from tests.ui.window.conftest import model_file as model_file
from tests.ui.window.conftest import open_window as open_window
from tests.ui.window.conftest import window as window
from tests.ui.window.scripted import ScriptedEngine


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A workspace with the novel, and the ids of its documents; each test gets a copy of it."""
    folder = tmp_path_factory.mktemp("novel") / "work"
    made = Studio.open(folder, settings=Settings(language="en"), engine=ScriptedEngine())  # type: ignore[arg-type]
    ids = written(made)
    made.close()
    return folder, ids


@pytest.fixture
def studio(
    tmp_path: Path, engine: ScriptedEngine, model_file: Path, shelf: tuple[Path, dict[str, int]]
) -> Iterator[Studio]:
    shutil.copytree(shelf[0], tmp_path / "work")
    settings = Settings(language="en", theme="light", model_path=str(model_file))
    made = Studio.open(tmp_path / "work", settings=settings, engine=engine)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def novel(window: MainWindow, shelf: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """The ids by title; the first scene is on the page."""
    window.open_document(shelf[1]["s1"])
    return shelf[1]
