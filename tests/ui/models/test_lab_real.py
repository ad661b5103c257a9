"""The speed lab in the window with the real engine: a smaller file is made, and compared with the large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muse_desktop.settings import Settings
from muse_desktop.studio.lab import Lab
from muse_desktop.studio.lab_speed import Effort
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.models.quantise_dialog import QuantiseDialog
from muse_desktop.ui.window import MainWindow
from tests.engine.smaller import write_f16
from tests.ui.window.scripted import write

pytestmark = pytest.mark.real_model
PATIENCE_MS = 120_000


@pytest.fixture
def real_studio(tmp_path: Path, starter_model: Path) -> Iterator[Studio]:
    settings = Settings(language="en", theme="light", model_path=str(starter_model), context_tokens=512)
    made = Studio.open(tmp_path / "real", settings=settings)
    made.lab.close()
    made.lab = Lab(lambda: made.settings, effort=Effort(tokens=64, prompt=24, written=8, seconds=0.0))
    yield made
    made.close()


def test_a_smaller_file_of_the_starter_is_made_and_compared_with_the_large_one(
    qtbot: QtBot, real_studio: Studio, open_window: Callable[[Studio], MainWindow], starter_model: Path
) -> None:
    folder = real_studio.models.folder
    folder.mkdir(parents=True)
    large = write_f16(starter_model, folder / "Starter-F16.gguf")
    window = open_window(real_studio)
    write(qtbot, window, "The harbour had gone quiet before the lamps were lit. " * 12)
    window.models.open("lab")
    page = window.models.view.lab
    qtbot.waitUntil(lambda: page.setup.picks.count() == 2, timeout=PATIENCE_MS)
    assert page.setup.paths == (starter_model,)
    page.setup.smaller.click()
    dialog = page.findChild(QuantiseDialog)
    dialog.choose(large, "Q8_0")
    dialog.make.click()
    window.show_page()  # it goes on behind the page
    qtbot.waitUntil(lambda: page.making is None, timeout=PATIENCE_MS)
    small = folder / "Starter-Q8_0.gguf"
    assert small.exists()
    window.models.open("lab")
    qtbot.waitUntil(lambda: page.setup.picks.count() == 3, timeout=PATIENCE_MS)
    page.setup.compare_both.click()
    assert set(page.setup.paths) == {large, small}
    assert page.setup.source == "draft"
    page.setup.start.click()
    qtbot.waitUntil(lambda: page.measuring is None, timeout=PATIENCE_MS)
    found = page.results.comparison
    assert found is not None, page.window().models.view.notices.text
    assert {row.path for row in found.rows} == {large, small}
    taken = found.rows[found.recommended]
    assert taken.path == small, "it hardly strays from the large one"
    assert page.results.title.text() == "Take Starter-Q8_0"
    assert page.results.chart.shown == (0, 1)
    assert all(view.toPlainText() for view in page.results.samples.views)
    assert real_studio.model.state == "ready", "the model of the window was left alone"
    for path in (large, small):
        path.unlink()  # they are large, and pytest keeps what is left
