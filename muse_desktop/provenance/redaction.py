"""Forgetting words of the record, by record, document or generation, while the chain stays valid.

Each act is one record of kind "redacted": {"record": n}, {"document": d, "forgotten": [n, …]} or
{"generation": g, "forgotten": [n, …]}. What is forgotten is the record's; texts, versions
and snapshots stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance import ledger
from muse_desktop.provenance.chain import REDACTED
from muse_desktop.store import tables

_AT_ONCE = 500
_BLANK: dict[str, Any] = {"fields": {}, "prompt_text": "", "prompt_tokens": b"", "parts": []}


def redact_document(db: Session, document: int) -> int:
    """Forget the words of all records of a document; how many had any."""
    event, content = tables.Event, tables.EventContent
    query = select(event.seq).join(content, content.seq == event.seq).where(event.document_id == document)
    return _forget(db, sorted(db.scalars(query)), {"document": document})


def redact_generation(db: Session, generation: int) -> int:
    """Forget what a generation was asked and said, and the words of the records that took some of it over;
    how many of these had any. Its model, seed and times stay. Raises MuseError provenance.no_generation."""
    row = tables.Generation
    if db.get(row, generation) is None:
        raise MuseError("provenance.no_generation", generation=generation)
    blank = update(row).where(row.id == generation).values(**_BLANK)
    db.execute(blank.execution_options(synchronize_session="fetch"))
    of = tables.Candidate
    said = update(of).where(of.generation_id == generation).values(text="", tokens=b"")
    db.execute(said.execution_options(synchronize_session="fetch"))
    return _forget(db, list(_takers(db, generation)), {"generation": generation})


def redacted_generations(db: Session) -> frozenset[int]:
    """The generations whose words were forgotten."""
    event = tables.Event
    found = set()
    for payload in db.scalars(select(event.payload).where(event.kind == REDACTED)):
        try:
            found.add(int(json.loads(payload)["generation"]))
        except (ValueError, TypeError, KeyError):
            continue
    return frozenset(found)


def _takers(db: Session, generation: int) -> Iterable[int]:
    """The records with words that came from a generation, accepted or put in again."""
    event, content, origin = tables.Event, tables.EventContent, tables.Origin
    made = set(db.scalars(select(origin.id).where(origin.generation_id == generation)))
    query = (
        select(event.seq, event.payload)
        .join(content, content.seq == event.seq)
        .order_by(event.seq)
    )
    for seq, payload in db.execute(query):
        try:
            runs = json.loads(payload).get("runs", [])
            named = {int(number) for _, number in runs} if isinstance(runs, list) else set()
        except (ValueError, TypeError, AttributeError):  # changed by hand: `verify` names it
            continue
        if named & made:
            yield seq


def _forget(db: Session, seqs: Sequence[int], of: dict[str, int]) -> int:
    content = tables.EventContent
    for at in range(0, len(seqs), _AT_ONCE):
        part = delete(content).where(content.seq.in_(seqs[at : at + _AT_ONCE]))
        db.execute(part.execution_options(synchronize_session=False))
    ledger.append(db, REDACTED, payload={**of, "forgotten": list(seqs)})
    return len(seqs)
