"""Wiping a project from the database: its texts, their history, and what the model was told and said for it.

What stays of it, so that the record of everything else still holds: for each edit that it was made, when, of
what kind and length, and a SHA-256; numbers of documents and generations; for words of the model that stand
in other projects too, which model wrote them. One record of kind `wiped` says what was wiped.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from muse_desktop.manuscript.snapshot_rows import sweep
from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables

_AT_ONCE = 500
_SAID_BY_US = frozenset({"", "cut", "picked"})  # what the program notes as a source; all else is words


@dataclass(frozen=True)
class Wiped:
    """What a wipe took away; `documents` and `generations` are ids."""

    documents: frozenset[int]
    words: int
    generations: frozenset[int]


def wipe_project(
    db: Session, project_id: int, also: Collection[int] = (), keep: Collection[int] = ()
) -> Wiped:
    """Delete project `project_id` with all its documents, those in the trash too, in the transaction of `db`.

    For backups: `also` names documents that belong to it by now, `keep` those that left it since. Nothing
    happens where there is nothing of it.
    """
    row = tables.Document
    ids = set(db.scalars(select(row.id).where(row.project_id == project_id)))
    ids |= set(db.scalars(select(row.id))) & set(also)
    wiped = _counted(db, frozenset(ids - set(keep)))
    if db.get(tables.Project, project_id) is None and not wiped.documents:
        return wiped
    titles = set(_column(db, row.title, row.id, wiped.documents)) - {""}
    _wipe_history(db, wiped.documents)
    wiped = replace(wiped, generations=_wipe_generations(db, wiped.documents))
    records = _wipe_sources(db, wiped.documents, titles)
    _wipe_documents(db, wiped.documents)
    _wipe_aside(db, project_id)
    payload = {
        "project": project_id,
        "documents": sorted(wiped.documents),
        "generations": sorted(wiped.generations),
        "records": records,
    }
    ledger.append(db, ledger.WIPED, payload=payload)
    return wiped


def documents_left(db: Session) -> frozenset[int]:
    """The documents of all projects that are still there."""
    return frozenset(db.scalars(select(tables.Document.id)))


def _counted(db: Session, ids: frozenset[int]) -> Wiped:
    words = sum(_column(db, tables.Document.words, tables.Document.id, ids))
    return Wiped(ids, words, frozenset())


def _wipe_history(db: Session, ids: Collection[int]) -> None:
    """The words of the log, the versions, the snapshots and the checks of documents."""
    seqs = list(_column(db, tables.Event.seq, tables.Event.document_id, ids))
    _delete(db, tables.EventContent, tables.EventContent.seq, seqs)
    for table in (tables.Pending, tables.RunSnapshot, tables.Snapshot, tables.Check, tables.Writing):
        _delete(db, table, table.document_id, ids)
    sweep(db)


def _wipe_generations(db: Session, ids: Collection[int]) -> frozenset[int]:
    """Generations made for documents; those whose words stand in other documents keep their model alone."""
    row = tables.Generation
    made = set(_column(db, row.id, row.document_id, ids))
    needed = made & _named_elsewhere(db, ids)
    _delete(db, tables.Candidate, tables.Candidate.generation_id, made - needed)
    _delete(db, row, row.id, made - needed)
    for part in _parts(sorted(needed)):
        blank: dict[str, Any] = {
            "fields": {}, "prompt_text": "", "prompt_tokens": b"", "parts": [], "parameters": [],
            "layout": {}, "error": "",
        }  # fmt: skip
        db.execute(update(row).where(row.id.in_(part)).values(**blank))
        of = tables.Candidate
        db.execute(update(of).where(of.generation_id.in_(part)).values(text="", tokens=b"", accepted=[]))
    return frozenset(made)


def _named_elsewhere(db: Session, ids: Collection[int]) -> set[int]:
    """The generations that the origins of all other documents name."""
    row, origin = tables.Document, tables.Origin
    used: set[int] = set()
    for number, encoded in db.execute(select(row.id, row.runs)):
        if number not in ids:
            try:
                used |= Runs.decode(encoded).origins()
            except (ValueError, TypeError):  # damaged: it names nothing
                continue
    used |= {one for one in _column(db, origin.parent, origin.id, used) if one is not None}
    return {one for one in _column(db, origin.generation_id, origin.id, used) if one is not None}


def _wipe_sources(db: Session, ids: Collection[int], titles: Collection[str]) -> list[list[Any]]:
    """Take titles and file names out of the origins, in their table and in the log; what now stands there."""
    payloads: dict[int, str] = {}
    event = tables.Event
    for seq, payload in db.execute(select(event.seq, event.payload).where(event.kind == "origins")):
        told = json.loads(payload)
        tells = [one for one in told["origins"] if _tells(one, ids, titles)]
        if tells:
            for one in tells:
                one["source"] = ""
            payloads[seq] = ledger.canonical(told).decode()
    for row in db.scalars(select(tables.Origin).where(tables.Origin.source.not_in(_SAID_BY_US))):
        if _tells({"document_id": row.document_id, "kind": row.kind, "source": row.source}, ids, titles):
            row.source = ""
    db.flush()
    return ledger.withhold(db, payloads)


def _tells(origin: dict[str, Any], ids: Collection[int], titles: Collection[str]) -> bool:
    """Whether the source of an origin holds words of wiped documents."""
    if origin["source"] in _SAID_BY_US:
        return False
    copied = origin["kind"] == Kind.PASTED_OWN and origin["source"] in titles
    return origin["document_id"] in ids or copied


def _wipe_documents(db: Session, ids: Collection[int]) -> None:
    row = tables.Document
    for part in _parts(sorted(ids)):
        db.execute(update(row).where(row.parent_id.in_(part)).values(parent_id=None))
        db.execute(update(row).where(row.trashed_with.in_(part)).values(trashed_with=None))
    db.flush()
    db.expunge_all()
    _delete(db, row, row.id, ids)


def _wipe_aside(db: Session, project_id: int) -> None:
    """The project itself and what is kept beside its texts."""
    for table in (tables.BibleEntry, tables.PersonalWord, tables.HandsOnly, tables.Writing):
        db.execute(delete(table).where(table.project_id == project_id))
    row = tables.Project
    left = select(func.count()).where(tables.Document.project_id == project_id)
    if db.scalar(left):  # in a backup: documents that have left it since
        db.execute(update(row).where(row.id == project_id).values(title=""))
    else:
        db.execute(delete(row).where(row.id == project_id))


def _column(db: Session, wanted: Any, by: Any, values: Collection[int]) -> Iterator[Any]:
    for part in _parts(sorted(values)):
        yield from db.scalars(select(wanted).where(by.in_(part)))


def _delete(db: Session, table: Any, by: Any, values: Collection[int]) -> None:
    for part in _parts(sorted(values)):
        db.execute(delete(table).where(by.in_(part)).execution_options(synchronize_session=False))


def _parts(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
