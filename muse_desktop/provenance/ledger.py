"""The ledger: an append-only log whose every record carries the hash of the one before.

    hash_n = SHA-256(domain ‖ hash_(n-1) ‖ JCS(record_n))        JCS: RFC 8785, hash_0 = 64 zeros

A record is {seq, kind, at, document, payload, content}; `content` is the SHA-256 of the event's words, which
lie beside the chain (EventContent) so that they can be redacted while the chain stays valid. It is
self-recorded evidence: it shows that nothing was changed afterwards by accident or in passing, not who
typed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import rfc8785
from sqlalchemy import insert, select, update
from sqlalchemy.event import listen
from sqlalchemy.orm import Session

from muse_desktop.provenance.origins import Origin, OriginBook, write_origins
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import pack_text
from muse_desktop.store.store import Store

DOMAIN = b"muse-desktop/event/1\n"
FIRST = "0" * 64
WIPED = "wiped"
"""The kind of the record that says what the writer had wiped; see manuscript/wiping.py."""
_BATCH = 500


@dataclass(frozen=True)
class VerifyReport:
    """What `verify` found. `reason` is a message code of this room ("" when ok), for example
    `provenance.record_changed`; `first_bad` the number of the first record that is wrong."""

    ok: bool
    events: int
    first_bad: int | None = None
    reason: str = ""
    redacted: int = 0
    head: str = FIRST


def canonical(value: Mapping[str, Any]) -> bytes:
    """`value` as RFC 8785 JSON. Integers below 2^53 and strings only: floats are refused (TypeError)."""
    _refuse_floats(value)
    return rfc8785.dumps(value)  # type: ignore[no-any-return, unused-ignore]


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
    newest = select(tables.Event.seq, tables.Event.hash).order_by(tables.Event.seq.desc()).limit(1)
    head = db.execute(newest).first()
    seq, previous = (head.seq + 1, head.hash) if head else (1, FIRST)
    content_hash = _digest(content) if content is not None else None
    link = _link(previous, _record(seq, kind, at, document_id, payload, content_hash))
    # Past the session's objects: an update that looks through them makes a thousand records take seconds.
    db.execute(
        insert(tables.Event),
        [
            {
                "seq": seq,
                "document_id": document_id,
                "kind": kind,
                "at": at,
                "payload": payload,
                "content_hash": content_hash,
                "prev_hash": previous,
                "hash": link,
            }
        ],
    )
    if content is not None:
        db.execute(insert(tables.EventContent), [{"seq": seq, "content": pack_text(content)}])
    head_now = update(tables.Workspace).values(head_seq=seq, head_hash=link)
    db.execute(head_now.execution_options(synchronize_session=False))
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
    append(db, "redacted", payload={"record": seq})
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
        record = _record(seq, row.kind, row.at, row.document_id, payload, row.content_hash)
        vouched.append([seq, hashlib.sha256(record).hexdigest()])
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


class _Bad(Exception):
    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(seq, reason)
        self.seq = seq
        self.reason = f"provenance.{reason}"


def verify_in(db: Session) -> VerifyReport:
    """`verify` in the transaction of `db`."""
    count = redacted = 0
    previous = FIRST
    recorded: dict[int, tuple[int, dict[str, Any]]] = {}
    vouched = _vouched(db)
    try:
        for event, content in _events(db):
            count += 1
            redacted += _check(event, content, count, previous, vouched)
            previous = event.hash
            if event.kind == "origins":
                recorded |= {row["id"]: (event.seq, row) for row in json.loads(event.payload)["origins"]}
        _check_head(db, count, previous)
        _check_origins(db, recorded)
    except _Bad as bad:
        return VerifyReport(False, count, bad.seq, bad.reason, redacted, previous)
    return VerifyReport(True, count, None, "", redacted, previous)


def _events(db: Session) -> Iterator[tuple[tables.Event, bytes | None]]:
    rows = db.execute(
        select(tables.Event, tables.EventContent.content)
        .outerjoin(tables.EventContent, tables.EventContent.seq == tables.Event.seq)
        .order_by(tables.Event.seq)
        .execution_options(yield_per=_BATCH)
    )
    for event, content in rows:
        yield event, content
        db.expunge(event)


def _vouched(db: Session) -> dict[int, str]:
    """The digests of the records whose payloads were replaced; the last word counts."""
    event = tables.Event
    vouched: dict[int, str] = {}
    for seq, payload in db.execute(select(event.seq, event.payload).where(event.kind == WIPED)):
        try:
            told = {int(one): str(digest) for one, digest in json.loads(payload)["records"]}
        except (ValueError, TypeError, KeyError):  # changed by hand: then it vouches for nothing
            continue
        vouched |= {one: digest for one, digest in told.items() if one < seq}
    return vouched


def _check(
    event: tables.Event, content: bytes | None, seq: int, previous: str, vouched: Mapping[int, str]
) -> bool:
    """Whether words of this record are redacted. Raises _Bad."""
    if event.seq != seq:
        raise _Bad(seq, "record_missing")
    if event.prev_hash != previous:
        raise _Bad(seq, "chain_broken")
    try:
        record = _record(seq, event.kind, event.at, event.document_id, event.payload, event.content_hash)
    except (ValueError, TypeError, AttributeError):  # a value of another type than was written
        raise _Bad(seq, "record_changed") from None
    withheld = event.hash != _link(previous, record)
    if withheld and vouched.get(seq) != hashlib.sha256(record).hexdigest():
        raise _Bad(seq, "record_changed")
    if content is None:
        return withheld or event.content_hash is not None
    try:
        words = zlib.decompress(content)
    except (zlib.error, TypeError):
        raise _Bad(seq, "words_changed") from None
    if hashlib.sha256(words).hexdigest() != event.content_hash:
        raise _Bad(seq, "words_changed")
    return withheld


def _check_head(db: Session, count: int, last: str) -> None:
    head = db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).first()
    if head is not None and head.head_seq > count:
        raise _Bad(count + 1, "record_missing")
    if head is None or (head.head_seq, head.head_hash) != (count, last if count else ""):
        raise _Bad(count, "chain_broken")


def _check_origins(db: Session, recorded: Mapping[int, tuple[int, dict[str, Any]]]) -> None:
    rows = {row.id: row for row in db.scalars(select(tables.Origin))}
    for origin_id, (seq, told) in sorted(recorded.items()):
        row = rows.pop(origin_id, None)
        if row is None or any(getattr(row, name, None) != value for name, value in told.items()):
            raise _Bad(seq, "origin_changed")
    if rows:
        raise _Bad(max((seq for seq, _ in recorded.values()), default=0), "origin_changed")


def _record(
    seq: int, kind: str, at: str, document_id: int | None, payload: str, content_hash: str | None
) -> bytes:
    # JCS of the record: keys in order. The payload is JCS already, so it is taken as it stands; whatever
    # else stood there would have another hash.
    head = rfc8785.dumps({"at": at, "content": content_hash, "document": document_id, "kind": kind})
    return bytes(head[:-1]) + b',"payload":' + payload.encode() + f',"seq":{seq}}}'.encode()


def _link(previous: str, record: bytes) -> str:
    return hashlib.sha256(DOMAIN + previous.encode() + record).hexdigest()


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _plain(origin: Origin) -> dict[str, Any]:
    return asdict(origin) | {"kind": str(origin.kind)}


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("the ledger holds integers and strings only")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)
