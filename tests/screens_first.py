"""The screens of the first run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screens import Stage


def first_screens(stage: Stage) -> Iterator[str]:
    """The card on the empty page, then the way to a first poem."""
    window = stage.window
    stage.wait(lambda: window.jobs.waiting == 0)
    yield "first-run"
    card = window.first_steps.card
    card.poem.click()
    card.themes[1].click()
    stage.wait(lambda: window.companion.compose.prepared is not None)
    yield "first-poem"
