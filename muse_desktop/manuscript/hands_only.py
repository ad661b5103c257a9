"""Hands-only: the times in which the model is off in a project, as its writer wants them kept and recorded.

Each time is a row of its own and two records of the ledger, "hands_only_began" and "hands_only_ended", so
that neither can be moved, added or taken away afterwards without the chain showing it.
"""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

import msgspec
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance import ledger
from muse_desktop.provenance.intervals import BEGAN, ENDED, differing
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store


class Interval(msgspec.Struct, frozen=True):
    """A time without the model; `ended_at` None: it still goes on. Times as the store keeps them (UTC)."""

    id: int
    project_id: int
    began_at: str
    ended_at: str | None


class HandsTime(msgspec.Struct, frozen=True):
    """A time without the model and the words that came in it: typed, the model's, from elsewhere."""

    interval: Interval
    own: int
    model: int
    other: int


class HandsOnly:
    """The times without the model of all projects of a store. Reads are quick and go on any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, project_id: int) -> Future[Interval]:
        """The model is off in a project from now on; where it already is, that time goes on.

        Fails with MuseError manuscript.no_project and the store's own.
        """
        return self._store.write(partial(_begin, project_id=project_id))

    def end(self, project_id: int) -> Future[Interval | None]:
        """The model may be asked again; the time that ended, or None where there was none."""
        return self._store.write(partial(_end, project_id=project_id))

    def now_on(self, project_id: int | None = None) -> Interval | None:
        """The time that goes on in a project, or (None) in any project; None where the model may be asked."""
        return self._store.read(partial(_now_on, project_id=project_id))

    def of_document(self, document_id: int | None) -> Interval | None:
        """The time that goes on where a text for this document is asked for.

        A text for no document can be put into any: None looks at all projects. A document that is not there
        is treated the same.
        """
        return self._store.read(partial(_of_document, document_id=document_id))

    def intervals(self, project_id: int | None = None) -> list[Interval]:
        """All times of a project (None: of all), newest first."""
        return self._store.read(partial(_intervals, project_id=project_id))

    def log(self, project_id: int) -> list[HandsTime]:
        """The times of a project with the words written in each, as far as saved, newest first."""
        return self._store.read(partial(_log, project_id=project_id))

    def differing(self) -> list[int]:
        """The ids of times whose row is not what the ledger says of it, those gone or added included."""
        return self._store.read(differing)


def turned(db: Session, project_id: int | None, since: str) -> bool:
    """Whether hands-only began or ended in a project after `since`, so that words are logged apart."""
    row = tables.HandsOnly
    after = or_(row.began_at > since, row.ended_at > since)
    later = select(row.id).where(row.project_id == project_id, after)
    return db.execute(later.limit(1)).first() is not None


def _interval(row: tables.HandsOnly) -> Interval:
    return Interval(row.id, row.project_id, row.began_at, row.ended_at)


def _open(db: Session, project_id: int | None) -> tables.HandsOnly | None:
    row = tables.HandsOnly
    query = select(row).where(row.ended_at.is_(None)).order_by(row.id)
    if project_id is not None:
        query = query.where(row.project_id == project_id)
    return db.scalars(query.limit(1)).first()


def _begin(db: Session, project_id: int) -> Interval:
    going = _open(db, project_id)
    if going is not None:
        return _interval(going)
    if db.get(tables.Project, project_id) is None:
        raise MuseError("manuscript.no_project", project=project_id)
    row = tables.HandsOnly(project_id=project_id, began_at=now(), ended_at=None)
    db.add(row)
    db.flush()
    ledger.append(db, BEGAN, payload={"interval": row.id, "project": project_id}, at=row.began_at)
    return _interval(row)


def _end(db: Session, project_id: int) -> Interval | None:
    going = _open(db, project_id)
    if going is None:
        return None
    going.ended_at = now()
    ledger.append(db, ENDED, payload={"interval": going.id, "project": project_id}, at=going.ended_at)
    return _interval(going)


def _now_on(db: Session, project_id: int | None) -> Interval | None:
    going = _open(db, project_id)
    return _interval(going) if going is not None else None


def _of_document(db: Session, document_id: int | None) -> Interval | None:
    document = db.get(tables.Document, document_id) if document_id is not None else None
    return _now_on(db, document.project_id if document is not None else None)


def _intervals(db: Session, project_id: int | None) -> list[Interval]:
    row = tables.HandsOnly
    query = select(row).order_by(row.id.desc())
    if project_id is not None:
        query = query.where(row.project_id == project_id)
    return [_interval(found) for found in db.scalars(query)]


def _log(db: Session, project_id: int) -> list[HandsTime]:
    row, found = tables.Writing, []
    for interval in _intervals(db, project_id):
        sums = select(
            func.coalesce(func.sum(row.own_added), 0),
            func.coalesce(func.sum(row.model_added), 0),
            func.coalesce(func.sum(row.other_added), 0),
        ).where(row.project_id == project_id, row.ended_at > interval.began_at)
        if interval.ended_at is not None:
            sums = sums.where(row.ended_at <= interval.ended_at)
        own, model, other = db.execute(sums).one()
        found.append(HandsTime(interval, own, model, other))
    return found
