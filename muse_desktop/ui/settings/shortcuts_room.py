"""The writer's own keys in the window, and the way to change them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from muse_desktop.settings import Settings
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.keys import native
from muse_desktop.ui.room import Room


class ShortcutsRoom(Room):
    """Gives the actions the keys of the settings."""

    SPECS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts…")),
    )

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the action does."""
        return {"shortcuts": partial(self.window.commands.settings, "shortcuts")}

    def settle(self) -> None:
        """The window is built: some of its parts name keys."""
        self.window.actions_.shortcuts_changed.connect(self._name_keys)
        self._name_keys()

    def _name_keys(self) -> None:
        compose = self.window.companion.compose
        compose.write_keys = native(self.window.actions_["generate"].shortcut())
        compose.retranslate()
        self.window.top.retranslate()

    def settings_changed(self, settings: Settings) -> None:
        """The keys are these now."""
        self.window.actions_.use_shortcuts(settings.shortcuts)
