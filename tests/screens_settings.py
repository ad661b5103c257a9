"""The settings' pages, the remote mark and the offer after crashes, as pictures; see `screens`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QKeySequence

from muse_desktop.errors import MuseError
from muse_desktop.settings import AdapterSetting, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow
from tests.engine.lora import attention, write_lora


class Stage(Protocol):
    """What `screens.Stage` offers."""

    window: MainWindow

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""


def settings_screens(stage: Stage) -> Iterator[str]:
    """Each page as a writer fills it in; nothing is saved but what the remote mark needs."""
    window, studio = stage.window, stage.window._studio
    before = studio.settings
    page = opened(stage, 1).model_page
    stage.wait(lambda: page.fit.bar.isVisible() and bool(page._hardware.backends))
    page.speed.start()
    stage.wait(lambda: not page.speed.measuring)
    yield "settings-model"
    page = opened(stage, 1).model_page
    page.context.setCurrentIndex(page.context.findData(8192))
    page.layers.setValue(0)
    stage.wait(lambda: page.fit.isVisible() and not page._quiet.isActive() and not page.fit._working)
    page.speed.start()
    yield "settings-measuring"
    yield from adapter_screens(stage)
    yield from keys_screens(stage)
    page = opened(stage, 3).remote
    yield "settings-remote"
    page = opened(stage, 3).remote
    page.address.setText("http://writing.example.org:8080/v1")
    page.use.click()
    yield "settings-remote-asked"
    studio.settings = replaced(before, remote_url="http://writing.example.org:8080")
    window.status.show_model()
    trouble = window.companion.compose.trouble
    trouble.show_error(MuseError("engine.crashed_often", crashes=4, reason="SIGABRT"), studio.model)
    yield "trouble"
    trouble.show_error(MuseError("engine.model_too_big", needed_gb=7.2, available_gb=3.1), studio.model)
    window.commands.show_details(MuseError("engine.load_crashed", name="Tide 7B.gguf", reason="SIGSEGV"))
    yield "details"
    studio.settings = before
    window.status.show_model()
    trouble.clear()


def adapter_screens(stage: Stage) -> Iterator[str]:
    """One adapter that goes with the starter model and one that does not."""
    studio: Studio = stage.window._studio
    folder = Path(os.environ["MUSE_DESKTOP_HOME"])
    good = write_lora(folder / "letters-from-the-sea.gguf", attention())
    wrong = write_lora(folder / "noir-voice-7b-r32-final-version-2.gguf", attention(width=2048))
    before, studio.settings = studio.settings, replaced(
        studio.settings, adapters=(AdapterSetting(str(good), 0.8), AdapterSetting(str(wrong), 1.2))
    )
    page = opened(stage, 2).adapters
    studio.settings = before
    page.try_all()
    stage.wait(lambda: not any(row.checking for row in page.rows))
    yield "settings-adapters"


def keys_screens(stage: Stage) -> Iterator[str]:
    """The keys, with some that are taken; reading aloud, which needs a voice."""
    page = dialog_at(stage, "shortcuts").shortcuts
    page.field.setKeySequence(QKeySequence("Ctrl+K"))
    yield "settings-shortcuts"
    dialog_at(stage, "aloud")
    yield "settings-aloud"


def dialog_at(stage: Stage, name: str) -> SettingsDialog:
    """The settings at a page by its name in code."""
    dialog = opened(stage, 0)
    dialog.go(getattr(dialog, name))
    return dialog


def opened(stage: Stage, place: int) -> SettingsDialog:
    """The settings at a page."""
    stage.window.actions_["settings"].trigger()
    dialog = next(one for one in stage.window.findChildren(SettingsDialog) if one.isVisible())
    dialog.tabs.setCurrentIndex(place)
    return dialog
