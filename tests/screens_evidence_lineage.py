"""Pictures of where a text came from: a document, an answer, a request, a passage, hundreds of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from muse_desktop.provenance.lineage import Scope
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.record.lineage_room import LineageRoom
from tests.studio.lineage_book import many, saved, take

if TYPE_CHECKING:
    from muse_desktop.ui.record.lineage_view import LineageView
    from tests.screens import Stage

MANY = "Many tides"


def lineage_screens(stage: Stage) -> Iterator[str]:
    """The document on the page first; the window shows it again in the end."""
    window, room = stage.window, stage.window.rooms.get(LineageRoom)
    session = window.desk.session
    assert session is not None
    document = session.id
    _read(stage, room.view, window.actions_["lineage"].trigger)
    yield "lineage"
    taken = next(node for node in room.view.shown.of("answer") if not node.pale)
    room.view.choose(taken.id)
    yield "lineage-answer"
    _read(stage, room.view, lambda: room.view.show_scope(Scope(generation=1)))
    yield "lineage-request"
    _read(stage, room.view, lambda: room.view.show_scope(Scope(document=document, start=0, end=200)))
    yield "lineage-passage"
    busy = _busy_document(room.studio)
    window.open_document(busy)
    _read(stage, room.view, window.actions_["lineage"].trigger)
    yield "lineage-folded"
    room.view.follow_node(room.view.shown.of("day")[0].id)
    yield "lineage-unfolded"
    window.open_document(document)
    window.show_page()


def _read(stage: Stage, view: LineageView, ask: Callable[[], object]) -> None:
    view.lineage = None
    ask()
    stage.wait(lambda: view.lineage is not None)


def _busy_document(studio: Studio) -> int:
    """A document with hundreds of requests; made once for all languages and themes."""
    for one in studio.manuscript.documents():
        if one.title == MANY:
            return one.id
    document = studio.manuscript.create(MANY)
    made = many(studio.store, document, 300)
    session = studio.manuscript.open(document)
    for number in made[::3]:
        take(session, number, f"Answer {number} of the tide. ")
    saved(session)
    session.close()
    return document
