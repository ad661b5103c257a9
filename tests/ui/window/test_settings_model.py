"""Settings, Model and computer: what there is, whether a model fits, how fast it is; with real clicks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from muse_desktop.engine import hardware as hardware_module
from muse_desktop.engine.hardware import Device
from muse_desktop.engine.values import Calibration, Fit
from muse_desktop.errors import MuseError
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, done, fit
from tests.ui.window.settings_steps import clicked, settings_at

FOUND = Calibration(threads=2, batch=512, decode={"1": 80.4, "2": 121.3}, prefill={"512": 860.0})


@pytest.fixture
def open_page(qtbot: QtBot, window: MainWindow) -> Callable[[str], SettingsDialog]:
    return lambda name: settings_at(qtbot, window, name)


@pytest.fixture
def dialog(open_page: Callable[[str], SettingsDialog]) -> SettingsDialog:
    return open_page("Model and computer")


def test_the_page_says_what_the_computer_has(qtbot: QtBot, dialog: SettingsDialog) -> None:
    page = dialog.model_page
    qtbot.waitUntil(lambda: "graphics card" in page.computer.text())
    assert "processor core" in page.computer.text()
    assert " GB of memory, " in page.computer.text()
    assert "the processor does it all" in page.computer.text()
    assert not page.layers.isVisible()  # nothing to lay them on


def test_a_graphics_card_is_named_and_layers_can_be_put_on_it(
    qtbot: QtBot, engine: ScriptedEngine, open_page: Callable[[str], SettingsDialog]
) -> None:
    engine.gpus = (Device("CUDA0", "Made Up 4000", 16 * 10**9, 12 * 10**9, "gpu"),)
    on_card = {"gpu_layers": 20, "needed_ram": 4 * 10**8, "needed_gpu": 10**9, "free_gpu": 12 * 10**9}
    shared = Fit(**{**{name: getattr(fit("x", 4096), name) for name in Fit.__struct_fields__}, **on_card})
    engine.estimating = done(shared)
    page = open_page("Model and computer").model_page
    qtbot.waitUntil(lambda: page.layers.isVisible())
    assert "Graphics card: Made Up 4000 (CUDA), 12.0 GB of 16.0 GB free" in page.computer.text()
    assert page.layers.text() == "as many as fit"
    told = "On the graphics card: 20 of 25 layers, 1.0 GB of the 12.0 GB"
    qtbot.waitUntil(lambda: told in page.fit.sentence.text())
    assert page.fit.gpu_bar.isVisible()
    page.layers.setFocus()
    qtbot.keyClick(page.layers, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: engine.estimated[-1][2] == 0)


def test_another_context_is_estimated_before_anything_is_loaded(
    qtbot: QtBot, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    page = dialog.model_page
    qtbot.waitUntil(lambda: page.fit.sentence.text() == "In use now. It needs 1.6 GB; 3.0 GB more are free.")
    loads = len(engine.loads)
    page.context.setFocus()
    qtbot.keyClick(page.context, Qt.Key.Key_Down)  # 8,192
    qtbot.waitUntil(lambda: page.fit.sentence.text() == "Fits: needs 2.1 GB, 3.0 GB are free.")
    assert [size for size, _ in page.fit.bar.parts] == [10**9, 10**9, 10**8]
    qtbot.keyClick(page.context, Qt.Key.Key_Down)  # 16,384
    qtbot.waitUntil(lambda: page.fit.sentence.text() == "Does not fit: needs 3.1 GB, 3.0 GB are free.")
    assert page.fit.sentence.property("role") == "error"
    assert page.fit.bar.needed > page.fit.bar.free
    assert len(engine.loads) == loads


def test_another_file_is_estimated_and_one_that_is_none_is_told(
    qtbot: QtBot,
    engine: ScriptedEngine,
    dialog: SettingsDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = dialog.model_page
    other = tmp_path / "Other 7B.gguf"
    other.write_bytes(b"GGUF other")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    clicked(qtbot, page.choose)
    qtbot.waitUntil(lambda: page.fit.sentence.text() == "Fits: needs 1.6 GB, 3.0 GB are free.")
    assert engine.estimated[-1] == ("Other 7B.gguf", 4096, -1)
    asked = len(engine.estimated)
    page.model.setFocus()
    qtbot.keyClicks(page.model, ".old")
    qtbot.waitUntil(lambda: "There is no model file at" in page.fit.sentence.text())
    assert not page.fit.bar.isVisible()
    assert len(engine.estimated) == asked + 1  # once, after the last letter


def test_an_estimate_that_comes_late_is_not_shown_for_another_file(
    qtbot: QtBot, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    page = dialog.model_page
    slow: Future[Fit] = Future()
    engine.estimating = slow
    page.context.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.fit.sentence.text() == "Working out whether it fits…")
    engine.estimating = None
    page.context.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.fit.sentence.text().startswith("Fits: needs 2.1"))
    slow.set_result(fit("x", 2048, 50.0))
    qtbot.wait(50)
    assert page.fit.sentence.text().startswith("Fits: needs 2.1")


def test_the_speed_is_measured_by_a_click_and_told_in_numbers(
    qtbot: QtBot, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    speed = dialog.model_page.speed
    assert speed.result.text().startswith("Not measured yet")
    dialog.model_page.ensureWidgetVisible(speed.measure)
    clicked(qtbot, speed.measure)
    qtbot.waitUntil(lambda: speed.progress.isVisible() and speed.cancel.isVisible())
    assert not speed.measure.isVisible()
    engine.calibrating.set_result(FOUND)
    qtbot.waitUntil(lambda: not speed.measuring)
    assert speed.result.text() == (
        "2 threads: 121 tokens/s, the fastest · 1 thread: 80 tokens/s · reading: 860 tokens/s"
    )
    assert speed.measure.text() == "Measure again"


def test_measuring_can_be_cancelled_and_ends_with_the_dialog(
    qtbot: QtBot, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    speed = dialog.model_page.speed
    clicked(qtbot, speed.measure)
    qtbot.waitUntil(speed.cancel.isVisible)
    clicked(qtbot, speed.cancel)
    qtbot.waitUntil(lambda: not speed.measuring)
    assert speed.result.text().startswith("Not measured yet")  # no reproach
    engine.calibrating = Future()
    clicked(qtbot, speed.measure)
    qtbot.waitUntil(lambda: speed._studio.machine._running is not None)
    dialog.reject()
    error = engine.calibrating.exception(5)
    assert isinstance(error, MuseError)
    assert error.code == "engine.cancelled"


def test_what_was_measured_beside_busy_programs_says_so(
    qtbot: QtBot, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    speed = dialog.model_page.speed
    clicked(qtbot, speed.measure)
    engine.calibrating.set_result(FOUND)
    qtbot.waitUntil(lambda: "121 tokens/s" in speed.result.text())
    engine.calibrating = Future()
    clicked(qtbot, speed.measure)
    engine.calibrating.set_result(Calibration(threads=2, batch=512, decode={}, prefill={}, quiet=False))
    qtbot.waitUntil(lambda: "Other programs were busy" in speed.result.text())
    assert "121 tokens/s" in speed.result.text()  # what was known stays


def test_threads_and_the_battery_are_saved(
    qtbot: QtBot, studio: Studio, engine: ScriptedEngine, dialog: SettingsDialog
) -> None:
    speed = dialog.model_page.speed
    assert speed.threads.text() == "as the machine allows"
    speed.threads.setFocus()
    qtbot.keyClick(speed.threads, Qt.Key.Key_Up)
    dialog.model_page.ensureWidgetVisible(speed.battery)
    clicked(qtbot, speed.battery)
    loads = len(engine.loads)
    clicked(qtbot, dialog.save)
    assert (studio.settings.threads, studio.settings.battery_saver) == (1, False)
    qtbot.waitUntil(lambda: len(engine.loads) == loads + 1)
    assert engine.loads[-1]["threads"] == 1


@pytest.mark.parametrize(
    ("on_battery", "words"),
    [(None, "No battery was found"), (True, "as now"), (False, "the model then writes more slowly")],
)
def test_the_battery_is_told_as_it_is(
    open_page: Callable[[str], SettingsDialog],
    monkeypatch: pytest.MonkeyPatch,
    on_battery: bool | None,
    words: str,
) -> None:
    monkeypatch.setattr(hardware_module, "on_battery", lambda: on_battery)
    assert words in open_page("Model and computer").model_page.speed._battery_about.text()


def test_cancel_keeps_the_model_as_it_is(qtbot: QtBot, studio: Studio, dialog: SettingsDialog) -> None:
    before, info = studio.settings, studio.model.info
    dialog.model_page.context.setCurrentIndex(0)
    dialog.model_page.speed.threads.setValue(3)
    dialog.reject()
    assert studio.settings == before
    assert studio.model.info is info


def test_a_setting_this_page_does_not_show_survives(
    qtbot: QtBot, studio: Studio, window: MainWindow, open_page: Callable[[str], SettingsDialog]
) -> None:
    window.use_settings(replaced(studio.settings, banned=("tapestry",), candidates=3, context_tokens=3000))
    qtbot.waitUntil(lambda: studio.model.state == "ready")
    before = studio.settings
    clicked(qtbot, open_page("Model and computer").save)
    assert studio.settings == before


def test_the_page_fits_its_dialog_and_the_dialog_a_small_screen(dialog: SettingsDialog) -> None:
    assert dialog.height() <= 720
    assert dialog.model_page.horizontalScrollBar().maximum() == 0
    for page in dialog.pages:
        inside = getattr(page, "inside", page)  # a page that is a list needs no frame to scroll in
        assert inside.minimumSizeHint().width() <= dialog.width()


def test_a_draft_model_is_chosen_tried_at_once_and_removed_again(
    qtbot: QtBot, dialog: SettingsDialog, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[Path | None, Path]] = []
    answer: Future[None] = Future()

    def try_draft(model: Path | None, draft: Path, gpu_layers: int = -1) -> Future[None]:
        tried.append((model, draft))
        return answer

    monkeypatch.setattr(studio.model, "try_draft", try_draft)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/models/small.gguf", ""))
    part = dialog.model_page.draft
    dialog.model_page.ensureWidgetVisible(part.about)
    assert not part.clear.isVisible()
    assert part.about.text().startswith("Optional: ")
    clicked(qtbot, part.choose)
    assert [draft for _, draft in tried] == [Path("/models/small.gguf")]
    assert part.about.text().startswith("Trying")
    answer.set_exception(MuseError("engine.draft_mismatch", name="small.gguf"))
    qtbot.waitUntil(lambda: "small.gguf cannot guess ahead" in part.about.text())
    assert part.about.text().endswith("Until then it is left out.")
    assert part.about.property("role") == "error"
    assert dialog.settings().draft_model == "/models/small.gguf"
    clicked(qtbot, part.clear)
    assert dialog.settings().draft_model == ""
    assert part.about.property("role") == "caption"


def test_a_draft_model_that_was_left_out_is_told_when_the_settings_open(
    qtbot: QtBot, open_page: Callable[[str], SettingsDialog], studio: Studio
) -> None:
    studio.model.draft_error = MuseError("engine.draft_mismatch", name="small.gguf")
    studio.settings = replaced(studio.settings, draft_model="/models/small.gguf")
    part = open_page("Model and computer").model_page.draft
    assert "small.gguf cannot guess ahead" in part.about.text()
    assert part.file.text() == "/models/small.gguf"
