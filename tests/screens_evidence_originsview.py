"""Pictures of the Origins tab and of the origins of a whole project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from muse_desktop.provenance.kinds import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.record.origins_room import OriginsRoom

if TYPE_CHECKING:
    from muse_desktop.manuscript.session import DocumentSession
    from tests.screens import Stage

CHAPTERS = ("The estuary", "What the tide kept", "A letter never sent", "Fog, and the bell", "Low water")
MINE = (
    "She had learned to read the water before she could read. Her grandfather held the lamp and said "
    "nothing, which was how he taught everything.\n"
)
PASTED = "The pilots' own rule was older than the harbour: nobody rows out alone after the second bell.\n"
BROUGHT = "From the old draft: the ledger lay open on the sill, its two inks run together by the rain.\n"


def originsview_screens(stage: Stage) -> Iterator[str]:
    """The tab with a span that was edited, its folds open; findings; then the project."""
    window, room = stage.window, stage.window.rooms.get(OriginsRoom)
    studio, panel = room.studio, window.companion.origins
    session = window.desk.session
    assert session is not None
    first = session.id
    answer = studio.generation(1)
    _write_chapters(studio, session.project_id)
    window.open_document(first)
    window.page.goto(len(session.text))
    other = next(one.text for one in answer.candidates if not one.accepted)
    window.page.replace_selection(" ".join(other.split()[:24]), session.book.typed(session.id))
    window.actions_["tab_origins"].trigger()
    window.page.goto(session.text.index("That night") + 24)
    stage.wait(lambda: bool(panel.findings) and bool(panel.span.others))
    yield "origins-tab"
    panel.same.next.click()
    yield "origins-same"
    window.page.goto(session.text.index("That night") + 24)
    stage.wait(lambda: panel.span.changed.isVisible())
    for fold in (panel.span.changed, panel.span.prompt, *panel.span.others):
        fold.set_open(True)
    QTest.qWait(100)
    bar = panel.column.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    yield "origins-span"
    window.actions_["origins_project"].trigger()
    view = room.view
    stage.wait(lambda: view.figures is not None)
    yield "origins-project"
    view.in_percent.click()
    view.parts[1].click()
    view.same.view.setCurrentIndex(view.same.model.index(0))
    yield "origins-project-same"
    view.parts[2].click()
    yield "origins-project-gaps"
    for chip in (view.in_words, view.parts[0]):
        chip.click()
    window.show_page()
    window.page.undo()


def _write_chapters(studio: Studio, project: int) -> None:
    """Some chapters of several origins, once."""
    if CHAPTERS[0] in {one.title for one in studio.manuscript.documents()}:
        return
    for place, title in enumerate(CHAPTERS):
        session = studio.manuscript.open(studio.manuscript.create(title, project_id=project))
        _put(session, MINE * (place * 3 + 1), Kind.TYPED)
        if place % 2:
            _put(session, PASTED * place, Kind.PASTED_OUTSIDE)
        if place == 2:
            _put(session, BROUGHT * 2, Kind.IMPORTED)
        if place == 4:
            _put(session, BROUGHT, Kind.UNKNOWN)
        session.close()


def _put(session: DocumentSession, text: str, kind: Kind) -> None:
    session.apply(len(session.text), 0, text, session.insert_origin(kind))
