"""Pictures of what keeps work safe: backups, going back, the check, wiping in its two steps, the rescue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.safety.check_dialog import CheckDialog
from muse_desktop.ui.safety.dialogs import WipeDialog
from muse_desktop.ui.safety.rescue import RescueDialog
from muse_desktop.ui.safety.room import SafetyRoom

if TYPE_CHECKING:
    from tests.screens import Stage


def safety_screens(stage: Stage) -> Iterator[str]:
    """Each screen in turn; nothing is wiped or put back."""
    window = stage.window
    room = window.rooms.get(SafetyRoom)
    room.safety.back_up().result()
    window.actions_["backups"].trigger()
    stage.wait(lambda: bool(room.view.documents.kept.values) and bool(room.view._heading.text()))
    yield "backups"
    room.ask_to_go_back(room.view.list.chosen)
    yield "go-back"
    window.show_page()
    window.actions_["check_database"].trigger()
    checking = next(one for one in window.findChildren(CheckDialog) if one.isVisible())
    stage.wait(lambda: checking._over)
    yield "check-database"
    window.actions_["wipe"].trigger()
    yield "wipe"
    window.actions_["wipe"].trigger()
    next(one for one in window.findChildren(WipeDialog) if one.isVisible()).go.click()
    yield "wipe-name"
    RescueDialog(room.safety.backups(), window._studio.root, window).open()
    yield "rescue"
