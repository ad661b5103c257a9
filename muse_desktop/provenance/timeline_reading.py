"""What the ledger and the tables beside it have of one document, as the replay takes it. Read only."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

Words = Literal["none", "here", "gone", "changed"]
"""Whether an event has words beside it: never had any, has them, they were taken out, they are others."""


class Change(NamedTuple):
    """What a burst's payload says: `removed` code points at `start` became `inserted`, with these origins."""

    start: int
    removed: int
    inserted: int
    runs: tuple[Run, ...]
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event of a document. `seq` 0: the open burst, which is not in the chain yet.

    `change` only where the payload is that of a burst; `old` and `new` are its words where they are `here`.
    """

    seq: int
    kind: str
    at: str
    payload: Mapping[str, Any]
    words: Words
    change: Change | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True)
class Version:
    """A text that was kept whole, with its origins, as the event `seq` tells of it."""

    seq: int
    text: str
    runs: Runs


@dataclass(frozen=True)
class Request:
    """A request to a model for this document. `taken`: how many times text of it was accepted."""

    generation: int
    recipe: str
    candidates: int
    taken: int


class Versions:
    """The kept texts of a document, each read when it is asked for: all of a novel's would fill the memory.

    Only those whose text is what their event says are given out.
    """

    def __init__(self, db: Session, document: int, told: Mapping[int, Mapping[str, Any]]) -> None:
        row = tables.RunSnapshot
        query = select(row.seq, row.id).where(row.document_id == document).order_by(row.seq)
        self._rows: dict[int, int] = {found.seq: found.id for found in db.execute(query)}
        self._db, self._told = db, told

    def get(self, seq: int) -> Version | None:
        """The version that event `seq` tells of."""
        number = self._rows.get(seq)
        row = self._db.get(tables.RunSnapshot, number) if number is not None else None
        if row is None:
            return None
        try:
            text, runs = unpack_text(row.text), Runs.decode(row.runs)
        except (zlib.error, ValueError, TypeError):
            return None
        finally:
            self._db.expunge(row)
        same = _digest(text) == self._told.get(seq, {}).get("text")
        return Version(seq, text, runs) if same and runs.length == len(text) else None

    def next(self, seq: int) -> Version | None:
        """The version of the first event behind `seq` that tells of one."""
        return self.get(min((one for one in self._told if one > seq), default=0))

    def like(self, seq: int, digest: Any) -> Version | None:
        """A version with this text hash: the first behind event `seq`, else the last before it."""
        same = sorted(one for one, payload in self._told.items() if payload.get("text") == digest)
        behind = [one for one in same if one > seq]
        wanted = behind[:1] or same[-1:]
        return self.get(wanted[0]) if wanted else None


@dataclass(frozen=True)
class DocumentRecord:
    """Everything the replay of one document rests on.

    `text_hash` is that of the text as saved now; None where there is no such document any more. `hands_only`:
    when each time without the model began and ended in its project. `versions` can be asked only while the
    transaction lasts that this was read in.
    """

    document: int
    title: str
    text_hash: str | None
    events: tuple[Recorded, ...]
    versions: Versions
    requests: Mapping[int, Request]
    hands_only: tuple[tuple[str, str | None], ...]


def read_document(db: Session, document: int) -> DocumentRecord:
    """What is on record of a document, wiped ones included.

    Raises MuseError provenance.no_timeline where there is nothing of it.
    """
    row = db.get(tables.Document, document)
    events = tuple(_events(db, document))
    if row is None and not events:
        raise MuseError("provenance.no_timeline", document=document)
    told = {one.seq: one.payload for one in events if one.kind == "version"}
    return DocumentRecord(
        document,
        row.title if row is not None else "",
        _digest(row.text) if row is not None else None,
        (*events, *_pending(db, document)),
        Versions(db, document, told),
        _requests(db, document),
        _hands_only(db, row.project_id) if row is not None else (),
    )


def _events(db: Session, document: int) -> Iterator[Recorded]:
    event, beside = tables.Event, tables.EventContent
    query = (
        select(event.seq, event.kind, event.at, event.payload, event.content_hash, beside.content)
        .outerjoin(beside, beside.seq == event.seq)
        .where(event.document_id == document)
        .order_by(event.seq)
    )
    for seq, kind, at, payload, digest, content in db.execute(query):
        yield _recorded(seq, kind, at, _mapping(payload), digest, content)


def _pending(db: Session, document: int) -> Iterator[Recorded]:
    """The burst that is still open, as it was saved last."""
    row = db.get(tables.Pending, document)
    if row is not None:
        try:
            digest = hashlib.sha256(zlib.decompress(row.content)).hexdigest()
        except (zlib.error, TypeError):
            digest = ""
        yield _recorded(0, row.kind, row.at, _mapping(row.payload), digest, row.content)


def _recorded(
    seq: int, kind: str, at: str, payload: dict[str, Any], digest: str | None, content: bytes | None
) -> Recorded:
    if digest is None:
        return Recorded(seq, kind, at, payload, "none", _change(payload))
    if content is None:
        return Recorded(seq, kind, at, payload, "gone", _change(payload))
    try:
        said = zlib.decompress(content)
        words = json.loads(said) if hashlib.sha256(said).hexdigest() == digest else {}
        old, new = words.get("removed"), words.get("inserted")
    except (zlib.error, TypeError, ValueError, AttributeError):
        old = new = None
    if not isinstance(old, str) or not isinstance(new, str):
        return Recorded(seq, kind, at, payload, "changed", _change(payload))
    return Recorded(seq, kind, at, payload, "here", _change(payload), old, new)


def _change(payload: Mapping[str, Any]) -> Change | None:
    """The burst in a payload; None where it tells of something else, or of sizes that cannot be."""
    try:
        runs = tuple(Run(*map(_natural, run)) for run in payload["runs"])
        made = Change(
            _natural(payload["start"]),
            _natural(payload["removed"]),
            _natural(payload["inserted"]),
            runs,
            _natural(payload.get("milliseconds", 0)),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return made if sum(run.length for run in runs) == made.inserted else None


def _natural(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _mapping(payload: str) -> dict[str, Any]:
    try:
        return dict(json.loads(payload))
    except (ValueError, TypeError):  # changed by hand: verify names it
        return {}


def _requests(db: Session, document: int) -> dict[int, Request]:
    row, answer = tables.Generation, tables.Candidate
    rows = db.execute(select(row.id, row.recipe).where(row.document_id == document)).all()
    counts: dict[int, tuple[int, int]] = {}
    of = select(answer.generation_id, func.count(), func.sum(func.json_array_length(answer.accepted)))
    of = of.join(row, row.id == answer.generation_id).where(row.document_id == document)
    for generation, candidates, taken in db.execute(of.group_by(answer.generation_id)):
        counts[generation] = (candidates, taken or 0)
    return {number: Request(number, recipe, *counts.get(number, (0, 0))) for number, recipe in rows}


def _hands_only(db: Session, project: int) -> tuple[tuple[str, str | None], ...]:
    row = tables.HandsOnly
    query = select(row.began_at, row.ended_at).where(row.project_id == project).order_by(row.began_at)
    return tuple((began, ended) for began, ended in db.execute(query))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
