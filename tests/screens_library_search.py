"""Pictures of searching the library, reading in it and asking it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.librarysearch.room import LibrarySearchRoom

if TYPE_CHECKING:
    from tests.screens import Stage


def library_search_screens(stage: Stage) -> Iterator[str]:
    """The empty field, passages found, an answer, none, the reader, and what is like a passage."""
    window = stage.window
    room = window.rooms.get(LibrarySearchRoom)
    window.actions_["library_search"].trigger()
    view = room.view
    yield "library-search"
    view.search_for("the sea", "both")
    stage.wait(lambda: not view._looking)
    yield "library-search-found"
    window.actions_["library_ask"].trigger()
    view.field.setText("What do the old men of the coast say of the sea?")
    view.look()
    stage.wait(lambda: not view._looking)
    yield "library-ask"
    view.field.setText("Who painted the Mona Lisa?")
    view.look()
    stage.wait(lambda: not view._looking)
    yield "library-ask-nothing"
    item = next(iter(window._studio.library.items()))
    room.read(item.id, 10, 60)
    stage.wait(lambda: room.reader._book is not None)
    yield "reader"
    room.reader.similar.click()
    stage.wait(lambda: not view._looking)
    yield "library-similar"
    window.show_page()
