"""The ledger: an append-only log whose every record carries the hash of the one before (see chain.py).

A record is {seq, kind, at, document, payload, content}; `content` is the SHA-256 of the event's words, which
lie beside the chain (EventContent) so that they can be redacted while the chain stays valid. It is
self-recorded evidence: it shows that nothing was changed afterwards by accident or in passing, not who
typed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.event import listen
from sqlalchemy.orm import Session

from muse_desktop.provenance.chain import (
    FIRST,
    KEY_KINDS,
    REDACTED,
    WIPED,
    Bad,
    Chain,
    canonical,
    digest,
    link,
    record_bytes,
    unexplained,
    vouching,
)
from muse_desktop.provenance.origins import Origin, OriginBook, write_origins
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import pack_text
from muse_desktop.store.store import Store

__all__ = [
    "FIRST", "WIPED", "VerifyReport", "append", "append_sealed", "canonical", "head", "record_origins",
    "redact", "verify", "verify_in", "walk", "withhold",
]  # fmt: skip
_NEWEST = select(tables.Event.seq, tables.Event.hash).order_by(tables.Event.seq.desc()).limit(1)
_RECORD = tables.Event.__table__.insert()  # type: ignore[attr-defined]
_WORDS = tables.EventContent.__table__.insert()  # type: ignore[attr-defined]
_HEAD = tables.Workspace.__table__.update().values(  # type: ignore[attr-defined]
    head_seq=bindparam("now_seq"), head_hash=bindparam("now_hash")
)
_BATCH = 500
_TOLD = frozenset({*KEY_KINDS, "origins"})


class VerifyReport(msgspec.Struct, frozen=True):
    """What `verify` found. `reason` is a message code of this room ("" when ok), for example
    `provenance.record_changed`; `first_bad` the number of the first record that is wrong."""

    ok: bool
    events: int
    first_bad: int | None = None
    reason: str = ""
    redacted: int = 0
    head: str = FIRST


def append(
    db: Session,
    kind: str,
    *,
    document_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
    content: Mapping[str, Any] | None = None,
    at: str | None = None,
) -> int:
    """Add a record in the transaction of `db` (inside `Store.write`); its number."""
    body = canonical(payload or {}).decode()
    words = canonical(content).decode() if content else None
    return append_sealed(db, kind, document_id, body, words, at or now())


def append_sealed(
    db: Session, kind: str, document_id: int | None, payload: str, content: str | None, at: str
) -> int:
    """`append` for what is canonical JSON already."""
    # Past the session, with statements made once: what a record costs is building its statements.
    raw = db.connection()
    head = raw.execute(_NEWEST).first()
    seq, previous = (head.seq + 1, head.hash) if head else (1, FIRST)
    content_hash = digest(content.encode()) if content is not None else None
    link_now = link(previous, record_bytes(seq, kind, at, document_id, payload, content_hash))
    row = {
        "seq": seq,
        "document_id": document_id,
        "kind": kind,
        "at": at,
        "payload": payload,
        "content_hash": content_hash,
        "prev_hash": previous,
        "hash": link_now,
    }
    raw.execute(_RECORD, row)
    if content is not None:
        raw.execute(_WORDS, {"seq": seq, "content": pack_text(content)})
    raw.execute(_HEAD, {"now_seq": seq, "now_hash": link_now})
    return seq


def record_origins(db: Session, book: OriginBook) -> None:
    """Write rows for the new origins of `book` and put them into the chain, so that a changed row is found.

    When the transaction of `db` fails, the book has them back for the next one.
    """
    made = book.take_unsaved()
    if made:
        listen(db, "after_rollback", lambda _: book.give_back(made), once=True)
        write_origins(db, made)
        append(db, "origins", payload={"origins": [_plain(origin) for origin in made]})


def redact(db: Session, seq: int) -> bool:
    """Forget the words of record `seq`; its hash stays. Whether there were any."""
    content = db.get(tables.EventContent, seq)
    if content is None:
        return False
    db.delete(content)
    append(db, REDACTED, payload={"record": seq})
    return True


def withhold(db: Session, payloads: Mapping[int, str]) -> list[list[Any]]:
    """Put other payloads (canonical JSON, words taken out) into old records; [number, digest] of each.

    Their hashes stay, so that the chain goes on; put what is returned into the "records" of a record of kind
    `WIPED`, which vouches for them from then on: `verify` accepts these very payloads there and no others.
    """
    vouched: list[list[Any]] = []
    for seq, payload in sorted(payloads.items()):
        row = db.get_one(tables.Event, seq)
        row.payload = payload
        record = record_bytes(seq, row.kind, row.at, row.document_id, payload, row.content_hash)
        vouched.append([seq, digest(record)])
    db.flush()
    return vouched


def verify(store: Store) -> VerifyReport:
    """Recompute the whole chain, the words beside it and the origins it names; name the first bad record."""
    return store.read(verify_in)


def head(store: Store) -> tuple[int, str]:
    """How many records there are, and the hash of the last one."""
    row = tables.Workspace
    found = store.read(lambda db: db.execute(select(row.head_seq, row.head_hash)).first())
    return (found.head_seq, found.head_hash) if found else (0, "")


def verify_in(db: Session) -> VerifyReport:
    """`verify` in the transaction of `db`."""
    return walk(db)[0]


def walk(db: Session) -> tuple[VerifyReport, Chain]:
    """`verify_in`, and the chain as far as it is in order."""
    excuses = _excuses(db)
    chain = Chain(vouching(excuses))
    recorded: dict[int, tuple[int, dict[str, Any]]] = {}
    read = 0
    try:
        for row in _rows(db):
            read += 1
            told = _take(chain, row)
            if row.kind == "origins":
                recorded |= {one["id"]: (row.seq, one) for one in told["origins"]}
        _check_head(db, chain)
        for seq in unexplained(chain.silent, excuses):
            raise Bad(seq, "words_missing")
        _check_origins(db, recorded)
    except Bad as bad:
        report = VerifyReport(False, read, bad.seq, bad.reason, chain.redacted, chain.previous)
        return report, chain
    return VerifyReport(True, read, None, "", chain.redacted, chain.previous), chain


def _rows(db: Session) -> Iterable[Any]:
    event = tables.Event
    # Columns, not objects: a novel has tens of thousands of records.
    columns = (
        event.seq, event.kind, event.at, event.document_id, event.payload, event.content_hash,
        event.prev_hash, event.hash, tables.EventContent.content,
    )  # fmt: skip
    query = select(*columns).outerjoin(tables.EventContent, tables.EventContent.seq == event.seq)
    return db.execute(query.order_by(event.seq).execution_options(yield_per=_BATCH))


def _excuses(db: Session) -> list[tuple[int, str, str]]:
    """The records that say what was wiped or redacted: number, kind, payload."""
    event = tables.Event
    query = select(event.seq, event.kind, event.payload).where(event.kind.in_([WIPED, REDACTED]))
    return [(seq, kind, payload) for seq, kind, payload in db.execute(query.order_by(event.seq))]


def _take(chain: Chain, row: Any) -> dict[str, Any]:
    """Check one row; its payload where that is of use later. Raises Bad."""
    seq = chain.follow(row.seq, row.hash)
    if row.prev_hash != chain.previous:
        raise Bad(seq, "chain_broken")
    try:
        record = record_bytes(seq, row.kind, row.at, row.document_id, row.payload, row.content_hash)
    except (ValueError, TypeError, AttributeError):  # a value of another type than was written
        raise Bad(seq, "record_changed") from None
    try:
        words = None if row.content is None else zlib.decompress(row.content)
    except (zlib.error, TypeError):
        words = b""  # which no words are: the record itself may be wrong too, and that is said first
    chain.take(seq, record, row.hash, row.content_hash, words, row.document_id)
    if row.kind not in _TOLD:
        return {}
    told: dict[str, Any] = json.loads(row.payload)
    chain.hear(seq, row.kind, told)
    return told


def _check_head(db: Session, chain: Chain) -> None:
    head = db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).first()
    count, last = chain.count, chain.previous
    if head is not None and head.head_seq > count:
        raise Bad(count + 1, "record_missing")
    if head is None or (head.head_seq, head.head_hash) != (count, last if count else ""):
        raise Bad(count, "chain_broken")


def _check_origins(db: Session, recorded: Mapping[int, tuple[int, dict[str, Any]]]) -> None:
    row = tables.Origin
    names = [column.key for column in row.__table__.columns]
    query = select(*(getattr(row, name) for name in names))
    rows = {found.id: dict(zip(names, found, strict=True)) for found in db.execute(query)}
    for origin_id, (seq, told) in sorted(recorded.items()):
        kept = rows.pop(origin_id, None)
        if kept is None or any(kept.get(name) != value for name, value in told.items()):
            raise Bad(seq, "origin_changed")
    if rows:
        raise Bad(max((seq for seq, _ in recorded.values()), default=0), "origin_changed")


def _plain(origin: Origin) -> dict[str, Any]:
    return asdict(origin) | {"kind": str(origin.kind)}
