"""The screens of the story bible and of hands-only mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.bible.room import BibleRoom
from muse_desktop.ui.progress.hands_dialog import HandsDialog
from muse_desktop.ui.progress.hands_room import HandsRoom

if TYPE_CHECKING:
    from tests.screens import Stage

ENTRIES = (
    ("Ines", "character", "the clerk", "Keeps the harbour's ledger in two inks. Left-handed, does not swim."),
    ("Father", "character", "", "A pilot, lost in the winter of the ice."),
    ("the estuary", "place", "the channel", "Tidal; the bar can be crossed two hours each flood."),
    ("阿兰", "character", "兰姐", "守灯人，四十岁。"),
    ("No ghosts", "fact", "", "Whatever is seen in the fog has a cause."),
)


def story_screens(stage: Stage) -> Iterator[str]:
    """The Bible tab with entries, one of them open; the dialog and the card of hands-only mode."""
    window = stage.window
    window.actions_["tab_bible"].trigger()
    room = window.rooms.get(BibleRoom)
    panel, bible = room.place.inside, room.studio.writing.bible
    project = bible.project_of(window.desk.document)
    if not bible.entries(project):
        yield "bible-empty"
        for name, kind, alias, notes in ENTRIES:
            mention = "always" if kind == "fact" else "named"
            bible.add(project, name, kind, aliases=[alias], notes=notes, mention=mention).result()
    panel.reload(bible.entries(project)[0].id)
    yield "bible"
    yield from hands_screens(stage)


def hands_screens(stage: Stage) -> Iterator[str]:
    """Begun with the dialog, shown, asked about its end, and ended, so that the next screens have a model."""
    window = stage.window
    room = window.rooms.get(HandsRoom)
    window.actions_["hands_only"].trigger()
    stage.wait(lambda: bool(window.findChildren(HandsDialog)))
    yield "hands-only-dialog"
    room.begin()
    stage.wait(room.mark.isVisible)
    window.show_panel(window.companion.compose)
    yield "hands-only"
    room.card.end.click()
    yield "hands-only-end"
    room.card.really.click()
    stage.wait(lambda: not room.mark.isVisible())
