"""Pictures of blocking runs of the library: the line beside the settings, the sheet, a card that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.originality.guard_box import GuardSheet
from tests.screens_originality import LAMPS

if TYPE_CHECKING:
    from tests.screens import Stage


def guard_screens(stage: Stage) -> Iterator[str]:
    """Names of pictures; each is ready when it is yielded."""
    companion = stage.window.companion
    compose = companion.compose
    companion.go(compose)
    stage.wait(lambda: compose.guard.isEnabled())
    if not compose.guard.on.isChecked():
        compose.guard.on.click()
    cards = compose.board.make((11, 12))
    for card, times in zip(cards, (3, 0), strict=True):
        card.append(LAMPS[times])
        card.finish("end")
        card.set_blocked(times)
        card.set_recorded(True)
    compose.board.bring(cards)
    stage.wait(lambda: True)
    yield "guard"
    compose.guard.open()
    stage.wait(lambda: stage.window.findChild(GuardSheet) is not None)
    yield "guard-sheet"
    sheet = stage.window.findChild(GuardSheet)
    assert isinstance(sheet, GuardSheet)
    sheet.reject()
