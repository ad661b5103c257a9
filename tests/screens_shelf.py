"""Pictures of the inspiration shelf, the library at a glance, the variation lab and the curator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.shelf.lab_view import ORDER, PARAPHRASE, PERSON, TENSE
from muse_desktop.ui.shelf.room import ShelfRoom

if TYPE_CHECKING:
    from tests.screens import Stage

PUT = ("blake-tiger", "blake-rose", "wilde-giant", "conrad-jim", "sewell-beauty", "libai-jingyesi")


def shelf_screens(stage: Stage) -> Iterator[str]:
    """The shelf before and after, the figures, each way to vary a text, the curator's picks."""
    window = stage.window
    room = window.rooms.get(ShelfRoom)
    window.actions_["shelf"].trigger()
    room.shelf.choose("blake-tiger")
    yield "shelf"
    studio = room.studio
    room.shelf.shelf.put(studio.library, PUT)
    window.actions_["shelf"].trigger()
    room.shelf.choose("libai-jingyesi")
    yield "shelf-in-library"
    window.actions_["glance"].trigger()
    stage.wait(lambda: bool(room.glance.needs))
    yield "library-glance"
    window.actions_["curator"].trigger()
    stage.wait(lambda: room.curator.picks is not None)
    yield "curator"
    there = room.shelf.shelf.on_library(studio.library)
    room.vary(there["conrad-jim"])
    stage.wait(lambda: room.lab.base.startswith("He was an inch"))
    yield "lab-words"
    room.lab.set_mode(TENSE)
    room.lab.tense.tenses[0].click()
    stage.wait(lambda: bool(room.lab.tense.model.values))
    yield "lab-tense"
    room.lab.take_back()
    room.lab.person.old.setCurrentIndex(2)
    room.lab.person.new.setCurrentIndex(0)
    room.lab.set_mode(PERSON)
    stage.wait(lambda: bool(room.lab.person.model.values))
    yield "lab-person"
    room.lab.take_back()
    room.lab.set_mode(ORDER)
    yield "lab-order"
    room.lab.set_mode(PARAPHRASE)
    yield "lab-paraphrase"
    for item in there.values():  # what comes after counts on the library as it was
        studio.library.remove(item)
    window.show_page()
