"""Whether texts, snapshots and the newest backup can be read as they were written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.pieces import unpack_ids, unpacked
from muse_desktop.manuscript.saving import text_hash
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import backup, tables

Found = tuple[int, tuple[MuseError, ...]]


def texts(db: Session) -> Found:
    """How many documents there are; those whose text, origins or their explanations do not fit together."""
    row = tables.Document
    known = set(db.scalars(select(tables.Origin.id)))
    ids = list(db.scalars(select(row.id).order_by(row.id)))
    problems = []
    for number in ids:
        one = db.execute(select(row.title, row.text, row.runs, row.text_hash).where(row.id == number)).one()
        if not _fits(one.text, one.runs, one.text_hash, known):
            problems.append(MuseError("provenance.document_changed", title=one.title))
    return len(ids), tuple(problems)


def _fits(text: str, runs: bytes, digest: str, known: set[int]) -> bool:
    try:
        decoded = Runs.decode(runs)
    except (ValueError, TypeError):
        return False
    return decoded.length == len(text) and text_hash(text) == digest and decoded.origins() <= known


def snapshots(db: Session) -> Found:
    """How many snapshots there are; those that cannot be put together any more."""
    row, piece = tables.Snapshot, tables.SnapshotPiece
    whole = set()
    for number, digest, data in db.execute(select(piece.id, piece.digest, piece.data)):
        try:
            unpacked(data, digest)
            whole.add(number)
        except (ValueError, TypeError):
            continue
    count, problems = 0, []
    for number, at, pieces in db.execute(select(row.id, row.at, row.pieces)):
        count += 1
        if not _held(pieces) <= whole:
            problems.append(MuseError("manuscript.snapshot_damaged", snapshot=number, at=at))
    return count, tuple(problems)


def _held(pieces: bytes) -> set[int]:
    try:
        return set(unpack_ids(pieces))
    except ValueError:
        return {-1}


def newest_backup(folder: Path, watch: Callable[[sqlite3.Connection], None]) -> Found:
    """How many backups there are; a problem when the newest of them is damaged. `watch` may break it off."""
    made = backup.backups(folder)
    if not made:
        return 0, ()
    answer = "not a database"
    try:
        address = f"{made[0].resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            watch(db)
            answer = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise
        answer = str(error)
    if answer == "ok":
        return len(made), ()
    return len(made), (MuseError("manuscript.backup_damaged", file=made[0].name, reason=answer),)
