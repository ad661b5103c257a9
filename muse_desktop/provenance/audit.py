"""Whether documents and generations are still what the ledger says they were.

`ledger.verify` checks the chain itself; this compares the rows that the chain has hashes of. Not covered: a
document's text while edits lie between it and its last version (their words are in the chain's events), notes
of where a candidate was taken, the library, versions that were deleted, and a workspace that was put back as
a whole from an earlier copy.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.generations import witness
from muse_desktop.provenance.intervals import differing
from muse_desktop.provenance.ledger import WIPED
from muse_desktop.provenance.redaction import redacted_generations
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text
from muse_desktop.store.store import Store

_STATES = frozenset({"created", "version", "changed-outside"})  # events that hold a hash of the whole text
_ASIDE = frozenset({"origins", "generation", "recovered", "redacted", "start", "stop", "killed", "snapshot"})
_WORDS = frozenset({"prompt", "prompt_tokens", "settings", "candidates", "tokens"})  # redacted, they differ
_COMPLETE = frozenset({"done", "cancelled", "failed"})


def audit(store: Store) -> list[MuseError]:
    """What does not agree with the ledger: `provenance.document_*`, `version_changed`, `snapshot_changed`,
    `generation_*`, `hands_only_changed`."""
    return store.read(audit_in)


def audit_in(db: Session) -> list[MuseError]:
    """`audit` in the transaction of `db`."""
    times = [MuseError("provenance.hands_only_changed", number=number) for number in differing(db)]
    return [*_generations(db), *_versions(db), *_snapshots(db), *_documents(db), *times]


def _events(db: Session, *kinds: str) -> Iterator[tuple[int, dict[str, Any]]]:
    event = tables.Event
    for seq, payload in db.execute(
        select(event.seq, event.payload).where(event.kind.in_(kinds)).order_by(event.seq)
    ):
        try:
            yield seq, dict(json.loads(payload))
        except (ValueError, TypeError):  # changed by hand: the chain's own check names it
            continue


def _wiped(db: Session, what: str) -> frozenset[int]:
    """The documents or generations that the writer had wiped: nothing of theirs is missed."""
    lists = (payload.get(what, []) for _, payload in _events(db, WIPED))
    return frozenset(number for numbers in lists if isinstance(numbers, list) for number in numbers)


def _generations(db: Session) -> Iterator[MuseError]:
    wiped = _wiped(db, "generations")
    redacted = redacted_generations(db)
    told = {
        payload.get("generation"): payload
        for _, payload in _events(db, "generation")
        if payload.get("generation") not in wiped
    }
    for row in db.scalars(select(tables.Generation).order_by(tables.Generation.id)):
        if row.id in wiped:
            continue
        payload = told.pop(row.id, None)
        if payload is None:
            if row.state in _COMPLETE:
                yield MuseError("provenance.generation_unrecorded", generation=row.id)
            continue
        found = witness(db, row)
        told_still = payload.items() if row.id not in redacted else _without_words(payload)
        if any(found.get(name) != value for name, value in told_still):
            yield MuseError("provenance.generation_changed", generation=row.id)
    for number in told:
        yield MuseError("provenance.generation_missing", generation=str(number))


def _without_words(payload: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in payload.items() if name not in _WORDS]


def _versions(db: Session) -> Iterator[MuseError]:
    told = dict(_events(db, "version"))
    for row in db.scalars(select(tables.RunSnapshot).order_by(tables.RunSnapshot.id)):
        payload = told.get(row.seq, {})
        try:
            text = _sha256(unpack_text(row.text).encode())
        except (zlib.error, UnicodeDecodeError):
            text = ""
        if (text, _sha256(row.runs)) != (payload.get("text"), payload.get("runs")):
            yield MuseError("provenance.version_changed", version=row.id, at=row.at)


def _snapshots(db: Session) -> Iterator[MuseError]:
    """Their own hashes against the ledger; reading one compares its words with these."""
    told = dict(_events(db, "snapshot"))
    row = tables.Snapshot
    for number, seq, at, text, runs in db.execute(
        select(row.id, row.seq, row.at, row.text_hash, row.runs_hash).order_by(row.id)
    ):
        payload = told.get(seq, {})
        if (text, runs) != (payload.get("text"), payload.get("runs")):
            yield MuseError("provenance.snapshot_changed", snapshot=number, at=at)


def _documents(db: Session) -> Iterator[MuseError]:
    """Each document against itself, and against the ledger where nothing was written after its last hash."""
    open_bursts = set(db.scalars(select(tables.Pending.document_id)))
    last = _last_states(db)
    for row in db.scalars(select(tables.Document).order_by(tables.Document.id)):
        kept = last.pop(row.id, None)
        text = _sha256(row.text.encode())
        if not _fits(row, text):
            yield MuseError("provenance.document_changed", title=row.title)
        elif kept is not None and row.id not in open_bursts:
            runs = kept.get("runs", _sha256(row.runs))  # only versions have a hash of their origins
            if (text, _sha256(row.runs)) != (kept.get("text"), runs):
                yield MuseError("provenance.document_changed", title=row.title)
    for number in last.keys() - _wiped(db, "documents"):
        yield MuseError("provenance.document_missing", document=number)


def _last_states(db: Session) -> dict[int, dict[str, Any] | None]:
    """The last hash of each document the ledger knows; None where edits came after it."""
    event = tables.Event
    last: dict[int, dict[str, Any] | None] = {}
    rows = db.execute(
        select(event.document_id, event.kind, event.payload)
        .where(event.document_id.is_not(None), event.kind.not_in(_ASIDE))
        .order_by(event.seq)
    )
    for document, kind, payload in rows:
        assert document is not None  # the query says so
        try:
            last[document] = dict(json.loads(payload)) if kind in _STATES else None
        except (ValueError, TypeError):
            last[document] = None
    return last


def _fits(row: tables.Document, text: str) -> bool:
    try:
        return Runs.decode(row.runs).length == len(row.text) and text == row.text_hash
    except (ValueError, TypeError):
        return False


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
