"""Reading a document back, and putting right what a killed program or another one left behind."""

from __future__ import annotations

import logging
import zlib
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.changes import carried_over
from muse_desktop.manuscript.clean import clean_document
from muse_desktop.manuscript.saving import keep_version, seal_pending, text_hash
from muse_desktop.manuscript.session import Loaded
from muse_desktop.provenance import ledger
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import unpack_text
from muse_desktop.store.store import Store
from muse_desktop.text.count import manuscript_words

_log = logging.getLogger(__name__)


def recover(store: Store, book: OriginBook, document_id: int) -> Loaded:
    """Document `document_id` for writing in it: an open burst is sealed, a changed text repaired, both noted.

    Only for a document without a session. Raises MuseError manuscript.no_document.
    """
    loaded = store.write(partial(recovered, book=book, document_id=document_id)).result()
    book.load(loaded.runs.origins())
    return loaded


def look(store: Store, book: OriginBook, document_id: int) -> Loaded:
    """Document `document_id` as it is saved, repaired in memory if need be; writes nothing.

    Raises MuseError manuscript.no_document.
    """
    loaded = store.read(partial(_look, book=book, document_id=document_id))
    book.load(loaded.runs.origins())
    return loaded


def _look(db: Session, book: OriginBook, document_id: int) -> Loaded:
    row = _row(db, document_id)
    runs = _fitting_runs(row)
    if runs is not None:
        return _loaded(row, row.text, runs)
    text = clean_document(row.text)
    return _loaded(row, text, _repaired(db, book, row, text))


def recovered(db: Session, book: OriginBook, document_id: int) -> Loaded:
    """`recover` in the transaction of `db`."""
    row = _row(db, document_id)
    pending = seal_pending(db, document_id)
    if pending is not None:
        ledger.append(db, "recovered", document_id=document_id, payload={"sealed": pending})
    runs = _fitting_runs(row)
    if runs is None:
        runs = _take_over(db, book, row)
    keep_version(db, document_id, row.text, runs)
    return _loaded(row, row.text, runs)


def _fitting_runs(row: tables.Document) -> Runs | None:
    """The origins of the row, or None when they or the hash do not belong to its text."""
    try:
        runs = Runs.decode(row.runs)
    except (ValueError, TypeError):
        return None
    fits = runs.length == len(row.text) and text_hash(row.text) == row.text_hash
    return runs if fits and clean_document(row.text) == row.text else None


def _take_over(db: Session, book: OriginBook, row: tables.Document) -> Runs:
    """Accept a text that was changed from outside: compare it with the last known version and say so."""
    text = clean_document(row.text)
    runs = _repaired(db, book, row, text)
    _log.warning("document %d was changed from outside", row.id)
    ledger.record_origins(db, book)
    row.text, row.runs, row.text_hash = text, runs.encode(), text_hash(text)
    row.words, row.updated_at, row.version = manuscript_words(text), now(), row.version + 1
    payload = {"text": row.text_hash, "length": len(text)}
    ledger.append(db, "changed-outside", document_id=row.id, payload=payload)
    return runs


def _repaired(db: Session, book: OriginBook, row: tables.Document, text: str) -> Runs:
    unknown = book.unknown(row.id)
    base = db.scalars(
        select(tables.RunSnapshot)
        .where(tables.RunSnapshot.document_id == row.id)
        .order_by(tables.RunSnapshot.id.desc())
        .limit(1)
    ).first()
    if base is not None:
        try:
            old, runs = unpack_text(base.text), Runs.decode(base.runs)
        except (ValueError, TypeError, zlib.error):
            return Runs.of(len(text), unknown)
        if runs.length == len(old):
            return carried_over(old, runs, text, unknown)
    return Runs.of(len(text), unknown)


def _row(db: Session, document_id: int) -> tables.Document:
    row = db.get(tables.Document, document_id)
    if row is None:
        raise MuseError("manuscript.no_document", document=document_id)
    return row


def _loaded(row: tables.Document, text: str, runs: Runs) -> Loaded:
    return Loaded(row.id, row.project_id, row.title, text, runs, row.words, row.version, row.updated_at)
