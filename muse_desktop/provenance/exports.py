"""What the log tells of an export: which documents went into a file, of what kind, and the file's hash.

The file's name is made of a title, so it lies beside the chain, where it can be redacted and wiped.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from muse_desktop.provenance import ledger
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

EXPORTED = "exported"
"""The kind of the records. Payload: `documents` (ids), `format` (an ending without its dot), `sha256`."""


@dataclass(frozen=True)
class Export:
    """One file that was written; `file` is its name, "" where that was redacted. `seq`: the record."""

    seq: int
    at: str
    documents: tuple[int, ...]
    format: str
    sha256: str
    file: str


def note_export(db: Session, documents: Sequence[int], name: str, data: bytes) -> int:
    """Put an export into the log, in the transaction of `db`; the record's number.

    The record belongs to the first of `documents`, which are all of one project, so that wiping the project
    takes the file's name along.
    """
    payload = {
        "documents": list(documents),
        "format": name.rpartition(".")[2].lower(),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    first = documents[0] if documents else None
    return ledger.append(db, EXPORTED, document_id=first, payload=payload, content={"file": name})


def exports(db: Session) -> Iterator[Export]:
    """All exports on record, in order."""
    for event, payload in told(db, EXPORTED):
        listed = payload.get("documents")
        documents = tuple(one for one in listed if isinstance(one, int)) if isinstance(listed, list) else ()
        kind, sha256 = str(payload.get("format", "")), str(payload.get("sha256", ""))
        yield Export(event.seq, event.at, documents, kind, sha256, _name(db, event.seq))


def _name(db: Session, seq: int) -> str:
    content = db.get(tables.EventContent, seq)
    if content is None:
        return ""
    try:
        return str(json.loads(unpack_text(content.content))["file"])
    except (ValueError, TypeError, KeyError, zlib.error):  # changed by hand: the chain's own check names it
        return ""
