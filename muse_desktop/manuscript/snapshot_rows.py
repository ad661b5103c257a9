"""Snapshots in the database: put together from pieces that many of them share, and read back whole or not."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.pieces import Piece, cut, joined, pack_ids, unpack_ids, unpacked
from muse_desktop.manuscript.saving import text_hash
from muse_desktop.provenance import ledger
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

_AT_ONCE = 500  # SQLite takes a bounded number of values in one query

Part = tuple[str, tuple[Run, ...]]
"""Text and origins of one piece."""


class Read(NamedTuple):
    """A snapshot read back, with the pieces that were damaged here but found whole elsewhere, by their id."""

    row: tables.Snapshot
    text: str
    runs: Runs
    mended: dict[int, Piece]


class Kept(NamedTuple):
    """What is to be kept: a document at one moment."""

    document_id: int
    text: str
    runs: Runs
    words: int


def keep(db: Session, kept: Kept, at: str, reason: str, name: str, *, again: bool) -> tables.Snapshot:
    """The new snapshot; the newest one where it is the same and not wanted `again`.

    The origins of `kept` must have their rows already.
    """
    hashes = text_hash(kept.text), _hash(kept.runs.encode())
    newest = _newest(db, kept.document_id)
    same = newest is not None and (newest.text_hash, newest.runs_hash) == hashes
    if newest is not None and same and not again:
        return newest
    row = tables.Snapshot(
        document_id=kept.document_id,
        seq=newest.seq if newest is not None and same else _recorded(db, kept, hashes),
        at=at,
        reason=reason,
        name=name,
        characters=len(kept.text),
        words=kept.words,
        text_hash=hashes[0],
        runs_hash=hashes[1],
        pieces=newest.pieces if newest is not None and same else _put(db, cut(kept.text, kept.runs)),
    )
    db.add(row)
    db.flush()
    return row


def row_of(db: Session, snapshot_id: int) -> tables.Snapshot:
    """The row of a snapshot. Raises MuseError manuscript.no_snapshot."""
    row = db.get(tables.Snapshot, snapshot_id)
    if row is None:
        raise MuseError("manuscript.no_snapshot", snapshot=snapshot_id)
    return row


def read(db: Session, snapshot_id: int) -> Read:
    """A snapshot with its text and origins. A damaged piece is looked for where the same words stand.

    Raises MuseError manuscript.no_snapshot, manuscript.snapshot_damaged.
    """
    row = row_of(db, snapshot_id)
    try:
        ids = unpack_ids(row.pieces)
        found = _pieces(db, ids)
        parts, bad = _opened(found)
        mended = _found_elsewhere(db, row.document_id, bad)
        parts |= {number: unpacked(piece.packed(), piece.digest) for number, piece in mended.items()}
        text, runs = joined(parts[number] for number in ids)
        if (text_hash(text), _hash(runs.encode())) != (row.text_hash, row.runs_hash):
            raise ValueError("the pieces are not what was kept")
    except (ValueError, KeyError) as error:
        raise MuseError("manuscript.snapshot_damaged", snapshot=snapshot_id, at=row.at) from error
    return Read(row, text, runs, mended)


def mend(db: Session, mended: Mapping[int, Piece]) -> None:
    """Write pieces that were found elsewhere over the damaged ones."""
    row = tables.SnapshotPiece
    for number, piece in mended.items():
        damaged = update(row).where(row.id == number, row.digest == piece.digest)
        db.execute(damaged.values(data=piece.packed()))


def remove(db: Session, snapshot_ids: Collection[int]) -> None:
    """Delete snapshots and what no other snapshot holds."""
    if snapshot_ids:
        for part in _in_parts(sorted(snapshot_ids)):
            db.execute(delete(tables.Snapshot).where(tables.Snapshot.id.in_(part)))
        sweep(db)


def sweep(db: Session) -> int:
    """Delete the pieces that no snapshot holds; how many. For whoever deletes documents, too."""
    held: set[int] = set()
    for manifest in db.scalars(select(tables.Snapshot.pieces).distinct()):
        try:
            held.update(unpack_ids(manifest))
        except ValueError:  # what it held can no longer be told
            continue
    loose = sorted(set(db.scalars(select(tables.SnapshotPiece.id))) - held)
    for part in _in_parts(loose):
        db.execute(delete(tables.SnapshotPiece).where(tables.SnapshotPiece.id.in_(part)))
    return len(loose)


def _recorded(db: Session, kept: Kept, hashes: tuple[str, str]) -> int:
    """The number of the ledger's record of this state, so that no later one can be passed off as it."""
    payload = {"text": hashes[0], "runs": hashes[1], "length": len(kept.text)}
    return ledger.append(db, "snapshot", document_id=kept.document_id, payload=payload)


def _newest(db: Session, document_id: int) -> tables.Snapshot | None:
    row = tables.Snapshot
    query = select(row).where(row.document_id == document_id).order_by(row.id.desc()).limit(1)
    return db.scalars(query).first()


def _put(db: Session, pieces: Sequence[Piece]) -> bytes:
    """The packed ids of `pieces`, those made now that were not there."""
    row = tables.SnapshotPiece
    ids: dict[bytes, int] = {}
    for part in _in_parts(sorted({piece.digest for piece in pieces})):
        known = select(row.digest, row.id).where(row.digest.in_(part))
        ids.update((digest, number) for digest, number in db.execute(known))
    last = db.scalar(select(func.max(row.id))) or 0
    new: list[dict[str, Any]] = []
    for piece in pieces:
        if piece.digest not in ids:
            last += 1
            ids[piece.digest] = last
            new.append({"id": last, "digest": piece.digest, "data": piece.packed()})
    if new:
        db.execute(insert(row), new)
    return pack_ids([ids[piece.digest] for piece in pieces])


def _pieces(db: Session, ids: Collection[int]) -> dict[int, tuple[bytes, bytes]]:
    """Digest and data of each piece by its id."""
    row = tables.SnapshotPiece
    found: dict[int, tuple[bytes, bytes]] = {}
    for part in _in_parts(sorted(set(ids))):
        query = select(row.id, row.digest, row.data).where(row.id.in_(part))
        found.update((number, (digest, data)) for number, digest, data in db.execute(query))
    return found


def _opened(found: Mapping[int, tuple[bytes, bytes]]) -> tuple[dict[int, Part], dict[bytes, int]]:
    """The pieces that are whole, by id, and the ids of the damaged ones by their digests."""
    parts: dict[int, Part] = {}
    bad: dict[bytes, int] = {}
    for number, (digest, data) in found.items():
        try:
            parts[number] = unpacked(data, digest)
        except (ValueError, TypeError):
            bad[digest] = number
    return parts, bad


def _found_elsewhere(db: Session, document_id: int, bad: Mapping[bytes, int]) -> dict[int, Piece]:
    """Damaged pieces as the document or one of its versions still has them: most words never changed."""
    found: dict[int, Piece] = {}
    for text, runs in _states(db, document_id) if bad else ():
        if runs.length == len(text):
            found |= {bad[piece.digest]: piece for piece in cut(text, runs) if piece.digest in bad}
        if len(found) == len(bad):
            break
    return found


def _states(db: Session, document_id: int) -> Iterator[tuple[str, Runs]]:
    now, then = tables.Document, tables.RunSnapshot
    for text, runs in db.execute(select(now.text, now.runs).where(now.id == document_id)):
        yield from _decoded(text, runs)
    versions = select(then.text, then.runs).where(then.document_id == document_id).order_by(then.id.desc())
    for packed, runs in db.execute(versions):
        yield from _decoded(packed, runs)


def _decoded(text: str | bytes, runs: bytes) -> Iterator[tuple[str, Runs]]:
    try:
        yield text if isinstance(text, str) else unpack_text(text), Runs.decode(runs)
    except (ValueError, TypeError, zlib.error):
        return


def _in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
