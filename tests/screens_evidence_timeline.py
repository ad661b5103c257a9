"""Pictures of the replay of a document that was written over some days, with all kinds of acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

from sqlalchemy.orm import Session

from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store import tables
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.record.timeline_room import TimelineRoom

if TYPE_CHECKING:
    from tests.screens import Stage

PROSE = (
    "By five the estuary had lost its edges, and Ines stopped writing down the birds.",
    "The fog came up the channel the way it came every winter, a little ahead of itself.",
    "The pilot boats went out to meet it with their bells muffled.",
    "She kept the harbour's ledger in two inks: black for what had come, brown for what was expected.",
    "Nobody had ever asked her what she did when the two were the same.",
)
ANSWER = "The lamp on the mole burned green that night, and no ship answered it."
PASTED = "The old men say the sea gives back what it is asked for."


def written_over_days(studio: Studio) -> int:
    """A document whose acts lie on four days; its id."""
    moment = [datetime.now(UTC) - timedelta(days=9)]

    def at() -> str:
        return moment[0].isoformat(timespec="milliseconds").replace("+00:00", "Z")

    with patch("muse_desktop.manuscript.session.now", at), patch("muse_desktop.provenance.ledger.now", at):
        document = studio.manuscript.create("The tide ledger")
        session = studio.manuscript.open(document)

        def act(kind: Kind | None, start: int, removed: int, text: str, seconds: float) -> None:
            if not text:
                origin: int | tuple[()] = ()
            elif kind is None:
                origin = session.typed_origin(start, text)
            else:
                origin = session.insert_origin(kind, generation_id=1, candidate=0, source="a letter")
            session.apply(start, removed, text, origin)
            moment[0] += timedelta(seconds=seconds)
            session.seal()

        for day, pause in enumerate((0, 47, 26, 95)):
            moment[0] += timedelta(hours=pause)
            for line in PROSE:
                end = len(session.text)
                act(None, end, 0, line[:40], 11)
                act(None, end + 40, 0, line[40:] + ("\n" if line is PROSE[-1] else " "), 24)
                moment[0] += timedelta(seconds=40)
                if day % 2 and line is PROSE[1]:
                    act(Kind.GENERATED, len(session.text), 0, ANSWER + " ", 90)
                if day == 2:
                    act(None, end, 9, "", 20)
            if day == 2:
                held = at()
            if day == 1:
                act(Kind.PASTED_OUTSIDE, len(session.text), 0, PASTED + "\n", 60)
        session.save().result()
        _without_the_model(studio, session.project_id, held)
        _ask_in_vain(studio, document)
    studio.manuscript.close()
    return document


def _without_the_model(studio: Studio, project: int, ended: str) -> None:
    """The third day was hands-only."""
    began = (datetime.fromisoformat(ended) - timedelta(hours=2)).isoformat(timespec="milliseconds")
    began = began.replace("+00:00", "Z")
    row = tables.HandsOnly(project_id=project, began_at=began, ended_at=ended)
    studio.store.write(lambda db: db.add(row)).result()


def _ask_in_vain(studio: Studio, document: int) -> None:
    def work(db: Session) -> None:
        said = {"recipe": "continue", "seed": 1, "created_at": "", "state": "done"}
        row = tables.Generation(document_id=document, **said)
        db.add(row)
        db.flush()
        db.add(tables.Candidate(generation_id=row.id, position=0, seed=1, updated_at="", text="No."))
        ledger.append(db, "generation", document_id=document, payload={"generation": row.id})

    studio.store.write(work).result()


def timeline_screens(stage: Stage) -> Iterator[str]:
    """The end of the replay, then its middle with a gap in it."""
    window, room = stage.window, stage.window.rooms.get(TimelineRoom)
    document = written_over_days(room.studio)
    window.open_document(document)
    window.actions_["timeline"].trigger()
    stage.wait(lambda: room.view.timeline is not None)
    view, timeline = room.view, room.view.timeline
    assert timeline is not None
    yield "timeline"
    accepted = [place for place, step in enumerate(timeline.steps) if step.kind == "accepted"]
    seq = timeline.steps[accepted[0] - 3].seq
    room.studio.store.write(lambda db: ledger.redact(db, seq)).result()
    view.timeline = None
    room.open()
    stage.wait(lambda: view.timeline is not None)
    view.seek(accepted[0] + 1)
    view.strip.set_zoom(3)
    yield "timeline-middle"
    window.show_page()
