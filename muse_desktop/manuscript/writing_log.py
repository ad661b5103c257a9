"""The log of writing: what each sitting did to each document, written together with the text it tells of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from muse_desktop.manuscript import hands_only
from muse_desktop.manuscript.changes import hull
from muse_desktop.manuscript.tally import Tally, tally
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.provenance.words import window
from muse_desktop.store import tables
from muse_desktop.store.clock import parse

if TYPE_CHECKING:
    from muse_desktop.manuscript.saving import Snapshot

PAUSE = timedelta(minutes=30)
"""After this long without writing a new sitting begins."""

_NOTHING = Tally()
_REACH = 200  # as the session counts, so that both see the same words


class Logged(NamedTuple):
    """A text as the log knows it. `restored`: by how much snapshots changed it until then, in all."""

    text: str
    runs: Runs
    restored: Tally = _NOTHING


def add(db: Session, book: OriginBook, snapshot: Snapshot, before: Logged, at: str) -> None:
    """Log what became of the text `before` in `snapshot`, saved at `at`, in the transaction of `db`.

    Between two saves the words of each maker come or go as a sum: a word that replaced another of the same
    maker is no news. What came or went because a snapshot was brought back is nobody's writing.
    """
    old, new = changed(book, (before.text, before.runs), (snapshot.text, snapshot.runs))
    made = new - old - (snapshot.restored - before.restored)
    values = {
        "own_added": max(0, made.own),
        "own_removed": max(0, -made.own),
        "model_added": max(0, made.model),
        "model_removed": max(0, -made.model),
        "other_added": max(0, made.other),
        "other_removed": max(0, -made.other),
    }
    if not any(values.values()):
        return
    began = min([at, *(burst.at for burst in (*snapshot.bursts, snapshot.open_burst) if burst)])
    day = str(parse(at).astimezone().date())
    row = _open_row(db, snapshot.document_id, day, at)
    if row is not None:
        total = {name: getattr(row, name) + more for name, more in values.items()}
        db.execute(update(tables.Writing).where(tables.Writing.id == row.id).values(ended_at=at, **total))
        return
    project = db.scalar(
        select(tables.Document.project_id).where(tables.Document.id == snapshot.document_id)
    )
    db.add(
        tables.Writing(
            day=day,
            started_at=began if _same_day(began, day) else at,
            ended_at=at,
            project_id=project,
            document_id=snapshot.document_id,
            **values,
        )
    )


def changed(
    book: OriginBook, before: tuple[str, Runs], after: tuple[str, Runs]
) -> tuple[Tally, Tally]:
    """The words around what differs in text, before and after."""
    (old, old_runs), (new, new_runs) = before, after
    if old is new:
        return Tally(), Tally()
    start, old_end, new_end = hull(old, new)
    left, right = window(old, start, old_end, _REACH)
    return (
        tally(old, old_runs, book, left, right),
        tally(new, new_runs, book, left, right - old_end + new_end),
    )


def first_day(db: Session, project_id: int | None = None) -> str | None:
    """The first day the log tells of (in one project); None where it is empty."""
    row = tables.Writing
    query = select(func.min(row.day))
    if project_id is not None:
        query = query.where(row.project_id == project_id)
    return db.scalar(query)


def local_day(moment: datetime) -> str:
    """The writer's date at `moment`, as the log has it."""
    return str(moment.astimezone().date())


def _same_day(at: str, day: str) -> bool:
    return local_day(parse(at)) == day


def _open_row(db: Session, document_id: int, day: str, at: str) -> tables.Writing | None:
    row = tables.Writing
    newest = select(row).where(row.document_id == document_id).order_by(row.id.desc()).limit(1)
    found = db.scalars(newest).first()
    if found is None or found.day != day:
        return None
    goes_on = parse(at) - parse(found.ended_at) <= PAUSE and not hands_only.turned(
        db, found.project_id, found.ended_at
    )
    return found if goes_on else None
