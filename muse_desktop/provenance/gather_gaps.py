"""Times and places where the record cannot speak: what a reader of the figures must be told.

Workspace-wide: the program was killed, the clock was moved. Of the work's own documents: text changed by
another program, text nobody claimed, words that were redacted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.display import Share
from muse_desktop.provenance.figures import DocumentFigures, Gap
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables

KILLED, OUTSIDE = "killed", "changed-outside"
CLOCK = "clock-jump"


def gaps(db: Session, documents: Sequence[DocumentFigures]) -> Iterator[Gap]:
    """The gaps of a work made of `documents`, by kind, each kind in order of time."""
    yield from _killed(db)
    yield from _clock(db)
    titles = {one.document: one.title for one in documents}
    yield from _outside(db, titles)
    yield from _unknown(db, documents)
    yield from _redacted(db, titles)


def _killed(db: Session) -> Iterator[Gap]:
    """Between the last record before and the next start there may have been up to a second of writing."""
    event = tables.Event
    for row, _ in told(db, KILLED):
        since = db.scalar(select(event.at).where(event.seq == row.seq - 1)) or ""
        yield Gap("provenance.gap_killed", row.at, {"since": since})


def _clock(db: Session) -> Iterator[Gap]:
    for row, said in told(db, CLOCK):
        seconds = said.get("seconds")
        yield Gap("provenance.gap_clock", row.at, {"seconds": seconds if isinstance(seconds, int) else 0})


def _outside(db: Session, titles: dict[int, str]) -> Iterator[Gap]:
    for row, _ in told(db, OUTSIDE):
        if row.document_id in titles:
            yield Gap("provenance.gap_outside", row.at, {"title": titles[row.document_id]})


def _unknown(db: Session, documents: Sequence[DocumentFigures]) -> Iterator[Gap]:
    for one in documents:
        unknown = one.shares.tints.get("unknown", Share())
        if unknown.characters:
            at = db.scalar(select(tables.Document.updated_at).where(tables.Document.id == one.document))
            yield Gap("provenance.gap_unknown", at or "", {"title": one.title, "words": unknown.words})


def _redacted(db: Session, titles: dict[int, str]) -> Iterator[Gap]:
    """Records of the work whose words are not kept any more, by document; `at`: the first of them."""
    event, content = tables.Event, tables.EventContent
    query = (
        select(event.document_id, event.at)
        .outerjoin(content, content.seq == event.seq)
        .where(event.content_hash.is_not(None), content.seq.is_(None), event.document_id.is_not(None))
        .order_by(event.seq)
    )
    missing: dict[int, list[str]] = {}
    for document, at in db.execute(query):
        if document in titles:
            missing.setdefault(document, []).append(at)
    for document, times in missing.items():
        yield Gap("provenance.gap_redacted", times[0], {"title": titles[document], "records": len(times)})
