"""Settings, Adapters: adding, strength, order, removing, and one that does not go with the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from muse_desktop.engine.trial import Trial, Trials
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError
from muse_desktop.settings import AdapterSetting, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.settings.adapters import AdaptersPage
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine
from tests.ui.window.settings_steps import clicked, settings_at

MISMATCH = {"name": "noir.gguf", "reason": "its layers are 2048 wide"}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Adapter files by name; "noir" goes with no model."""
    found = {}
    for name in ("sea", "letters", "noir"):
        path = tmp_path / f"{name}.gguf"
        path.write_bytes(b"GGUF adapter " + name.encode())
        found[name] = str(path)
    return found


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The trials that were asked for: the model and the adapters' names."""
    asked: list[tuple[str, ...]] = []

    def try_file(_: Trials, path: Path, adapters: Sequence[Adapter] = (), **__: object) -> Trial:
        names = [Path(one.path).stem for one in adapters]
        asked.append((path.name, *names))
        return Trial(False, "engine.adapter_mismatch", MISMATCH) if "noir" in names else Trial(True)

    monkeypatch.setattr(Trials, "try_file", try_file)
    return asked


def add(qtbot: QtBot, page: AdaptersPage, monkeypatch: pytest.MonkeyPatch, *paths: str) -> None:
    """Choose files in the dialog behind Add."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(paths), ""))
    clicked(qtbot, page.add)
    qtbot.waitUntil(lambda: not any(row.checking for row in page.rows))


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, tried: object) -> SettingsDialog:
    return settings_at(qtbot, window, "Adapters")


def test_an_adapter_is_added_tried_and_laid_over_the_model_with_its_strength(
    qtbot: QtBot,
    studio: Studio,
    engine: ScriptedEngine,
    dialog: SettingsDialog,
    files: dict[str, str],
    tried: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = dialog.adapters
    assert page._empty.isVisible()
    add(qtbot, page, monkeypatch, files["sea"])
    assert tried[-1] == ("Scripted 1B.gguf", "sea")
    row = page.rows[0]
    assert not row.state.isVisible()
    row.slider.setFocus()
    for _ in range(4):
        qtbot.keyClick(row.slider, Qt.Key.Key_Left)
    assert row.value.text() == "0.80"
    clicked(qtbot, dialog.save)
    assert studio.settings.adapters == (AdapterSetting(files["sea"], 0.8),)
    qtbot.waitUntil(lambda: [one.path for one in engine.loads[-1]["adapters"]] == [files["sea"]])
    qtbot.waitUntil(lambda: studio.model.state == "ready")


def test_one_that_does_not_fit_says_so_at_its_row_and_is_left_out(
    qtbot: QtBot,
    studio: Studio,
    engine: ScriptedEngine,
    dialog: SettingsDialog,
    files: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = dialog.adapters
    add(qtbot, page, monkeypatch, files["noir"], files["sea"])
    wrong, right = page.rows
    assert wrong.state.text().startswith(MuseError("engine.adapter_mismatch", **MISMATCH).text("en"))
    assert wrong.state.property("role") == "error"
    assert not right.state.isVisible()
    assert studio.model.state == "ready"  # and nothing else has happened
    clicked(qtbot, dialog.save)
    assert [Path(one.path).stem for one in studio.settings.adapters] == ["sea"]
    qtbot.waitUntil(lambda: len(engine.loads[-1]["adapters"]) == 1)


def test_adapters_change_places_and_go(
    qtbot: QtBot, dialog: SettingsDialog, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = dialog.adapters
    add(qtbot, page, monkeypatch, files["sea"], files["letters"])
    add(qtbot, page, monkeypatch, files["sea"])  # it is there already
    first, second = page.rows
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()
    clicked(qtbot, second.up)
    assert page.rows == [second, first]
    qtbot.waitUntil(lambda: second.y() < first.y())
    clicked(qtbot, second.remove)
    assert page.rows == [first]
    assert dialog.settings().adapters == (AdapterSetting(files["sea"], 1.0),)
    clicked(qtbot, first.remove)
    assert page._empty.isVisible()
    assert dialog.settings().adapters == ()


def test_another_model_has_every_adapter_tried_again(
    qtbot: QtBot,
    dialog: SettingsDialog,
    files: dict[str, str],
    tried: list[tuple[str, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(qtbot, dialog.adapters, monkeypatch, files["sea"])
    (tmp_path / "Other.gguf").write_bytes(b"GGUF other")
    dialog.model_page.model.setText(str(tmp_path / "Other.gguf"))
    qtbot.waitUntil(lambda: tried[-1] == ("Other.gguf", "sea"))


def test_one_refused_at_a_load_is_found_again_and_one_click_goes_on_without(
    qtbot: QtBot,
    studio: Studio,
    engine: ScriptedEngine,
    window: MainWindow,
    files: dict[str, str],
    tried: list[tuple[str, ...]],
) -> None:
    adapters = (AdapterSetting(files["sea"]), AdapterSetting(files["noir"]))
    engine.load_error = MuseError("engine.adapter_mismatch", **MISMATCH)
    window.use_settings(replaced(studio.settings, adapters=adapters))
    trouble = window.companion.compose.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert "was not made for this model" in trouble.text()
    assert not trouble.smaller.isVisible()
    dialog = settings_at(qtbot, window, "Adapters")
    page = dialog.adapters
    qtbot.waitUntil(lambda: page.rows[1].error is not None)
    assert page.rows[0].error is None
    assert ("Scripted 1B.gguf", "noir") in tried
    dialog.reject()
    engine.load_error = None
    clicked(qtbot, trouble.without)
    assert studio.settings.adapters == ()
    qtbot.waitUntil(lambda: studio.model.state == "ready")
    qtbot.waitUntil(lambda: not trouble.isVisible())
