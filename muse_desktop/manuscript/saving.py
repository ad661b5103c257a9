"""Writing a session's state: what one save holds, and never more than one waiting behind a running one."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from sqlalchemy import ColumnElement, CursorResult, Update, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from muse_desktop.errors import Language, message
from muse_desktop.manuscript import writing_log
from muse_desktop.manuscript.shape import next_position
from muse_desktop.manuscript.tally import Tally
from muse_desktop.provenance import ledger
from muse_desktop.provenance.bursts import Burst
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import pack_text, unpack_text
from muse_desktop.store.store import Store


def text_hash(text: str) -> str:
    """SHA-256 of the UTF-8 of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Snapshot:
    """A session's state at one moment: immutable, so the writer thread can take its time.

    `bursts` are the finished ones since the last save, numbered from `first_burst`. `restored`: words that
    came and went because snapshots were brought back, since the document was opened.
    """

    document_id: int
    revision: int
    text: str
    runs: Runs
    words: int
    first_burst: int
    bursts: tuple[Burst, ...]
    open_burst: Burst | None
    restored: Tally
    keep_version: bool = False

    @property
    def bursts_end(self) -> int:
        """The number after the last finished burst."""
        return self.first_burst + len(self.bursts)


class Saved(msgspec.Struct, frozen=True):
    """What a save came to: the row's new version, and the document made of another writer's text, if any."""

    version: int
    at: str
    conflict: int | None


class Saver:
    """Saves one document through `Store.write`. Public methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        book: OriginBook,
        document_id: int,
        project_id: int,
        version: int,
        language: Language = "en",
        written: tuple[str, Runs] | None = None,
    ) -> None:
        """`written`: text and origins as the database has them; what changes from there is logged."""
        self._store = store
        self._book = book
        self._document_id = document_id
        self._project_id = project_id
        self._language: Language = language
        self._guard = threading.Lock()
        self._running = False
        self._waiting: tuple[Snapshot, Future[None]] | None = None
        self._version = version
        self._logged = writing_log.Logged(*written) if written is not None else None
        self.saved_revision = 0
        self.saved_bursts = 0
        self.saved_at: str | None = None
        self.error: BaseException | None = None
        self.conflicts: tuple[int, ...] = ()

    def save(self, snapshot: Snapshot) -> Future[None]:
        """Write `snapshot`, now or right after the save that is running.

        A save that is still waiting is replaced by this newer one, and both callers get the same future.
        The future fails with a MuseError when nothing was written; what is unsaved stays so.
        """
        with self._guard:
            if self._running:
                future: Future[None] = self._waiting[1] if self._waiting else Future()
                kept = snapshot.keep_version or bool(self._waiting and self._waiting[0].keep_version)
                self._waiting = (_with_version(snapshot, kept), future)
                return future
            self._running = True
        future = Future()
        self._start(snapshot, future)
        return future

    def _start(self, snapshot: Snapshot, future: Future[None]) -> None:
        try:
            written = self._store.write(partial(self._write, snapshot))
        except BaseException as error:  # noqa: BLE001 - the caller gets it through the future
            written = Future()
            written.set_exception(error)
        written.add_done_callback(partial(self._done, snapshot, future))

    def _done(self, snapshot: Snapshot, future: Future[None], written: Future[Saved]) -> None:
        error = written.exception()
        with self._guard:
            self.error = error
            if error is None:
                self._note(snapshot, written.result())
            waiting, self._waiting = self._waiting, None
            self._running = waiting is not None
        if waiting is not None:
            self._start(*waiting)
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)

    def _note(self, snapshot: Snapshot, saved: Saved) -> None:
        self._version = saved.version
        if self._logged is not None:
            self._logged = writing_log.Logged(snapshot.text, snapshot.runs, snapshot.restored)
        self.saved_revision = snapshot.revision
        self.saved_bursts = max(self.saved_bursts, snapshot.bursts_end)
        self.saved_at = saved.at
        if saved.conflict is not None:
            self.conflicts = (*self.conflicts, saved.conflict)

    def _write(self, snapshot: Snapshot, db: Session) -> Saved:
        ledger.record_origins(db, self._book)
        at = now()
        conflict = self._write_document(db, snapshot, at)
        if self._logged is not None:
            writing_log.add(db, self._book, snapshot, self._logged, at)
        self._write_bursts(db, snapshot)
        if snapshot.keep_version:
            keep_version(db, snapshot.document_id, snapshot.text, snapshot.runs)
        version = db.scalar(select(tables.Document.version).where(_is(snapshot.document_id)))
        return Saved(version or 0, at, conflict)

    def _write_bursts(self, db: Session, snapshot: Snapshot) -> None:
        # A waiting save was put together before the one ahead of it was done: skip what that one wrote.
        for burst in snapshot.bursts[max(0, self.saved_bursts - snapshot.first_burst) :]:
            ledger.append(
                db,
                burst.kind,
                document_id=snapshot.document_id,
                payload=burst.payload(),
                content=burst.content(),
                at=burst.at,
            )
        if snapshot.open_burst is None:
            db.execute(delete(tables.Pending).where(tables.Pending.document_id == snapshot.document_id))
        else:
            write_pending(db, snapshot.document_id, snapshot.open_burst)

    def _write_document(self, db: Session, snapshot: Snapshot, at: str) -> int | None:
        """Write text and origins; the id of the copy made of somebody else's text, if there was one."""
        values = {
            "text": snapshot.text,
            "runs": snapshot.runs.encode(),
            "text_hash": text_hash(snapshot.text),
            "words": snapshot.words,
            "updated_at": at,
        }
        mine = _is(snapshot.document_id), tables.Document.version == self._version
        if _updated(db, update(tables.Document).where(*mine).values(version=self._version + 1, **values)):
            return None
        theirs = db.get(tables.Document, snapshot.document_id)
        if theirs is None:
            db.add(
                tables.Document(
                    id=snapshot.document_id,
                    project_id=self._project_id,
                    title="",
                    position=next_position(db, self._project_id),
                    created_at=at,
                    version=self._version + 1,
                    **values,
                )
            )
            db.flush()
            ledger.append(db, "restored-document", document_id=snapshot.document_id)
            return None
        copy = self._copy_of(db, theirs, at)
        for name, value in values.items():
            setattr(theirs, name, value)
        theirs.version += 1
        db.flush()
        return copy

    def _copy_of(self, db: Session, theirs: tables.Document, at: str) -> int:
        stamp = at[:19].replace("T", " ")
        copy = tables.Document(
            project_id=theirs.project_id,
            title=message("manuscript.conflict_copy", self._language, title=theirs.title, at=stamp),
            position=next_position(db, theirs.project_id, theirs.parent_id),
            kind=theirs.kind,
            parent_id=theirs.parent_id,
            text=theirs.text,
            runs=theirs.runs,
            text_hash=theirs.text_hash,
            words=theirs.words,
            created_at=at,
            updated_at=theirs.updated_at,
        )
        db.add(copy)
        db.flush()
        ledger.append(db, "conflict", document_id=theirs.id, payload={"copy": copy.id})
        return copy.id


def write_pending(db: Session, document_id: int, burst: Burst) -> None:
    """Put the open burst beside the text, ready to be sealed by whoever comes next."""
    values = {
        "kind": burst.kind,
        "at": burst.at,
        "payload": ledger.canonical(burst.payload()).decode(),
        "content": pack_text(ledger.canonical(burst.content()).decode()),
    }
    row = upsert(tables.Pending).values(document_id=document_id, **values)
    db.execute(row.on_conflict_do_update(index_elements=["document_id"], set_=values))


def keep_version(db: Session, document_id: int, text: str, runs: Runs) -> None:
    """Add a version to go back to, unless the newest one has the same text and origins."""
    newest = db.scalars(
        select(tables.RunSnapshot)
        .where(tables.RunSnapshot.document_id == document_id)
        .order_by(tables.RunSnapshot.id.desc())
        .limit(1)
    ).first()
    digest, encoded = text_hash(text), runs.encode()
    if newest is not None and (newest.text_hash, newest.runs) == (digest, encoded):
        return
    payload = {"text": digest, "runs": hashlib.sha256(encoded).hexdigest(), "length": len(text)}
    seq = ledger.append(db, "version", document_id=document_id, payload=payload)
    db.add(
        tables.RunSnapshot(
            document_id=document_id, seq=seq, at=now(), text=pack_text(text), runs=encoded, text_hash=digest
        )
    )


def seal_pending(db: Session, document_id: int) -> int | None:
    """Put a burst that a killed program left open into the chain; its number, or None without one."""
    row = db.get(tables.Pending, document_id)
    if row is None:
        return None
    seq = ledger.append_sealed(db, row.kind, document_id, row.payload, unpack_text(row.content), row.at)
    db.delete(row)
    return seq


def _with_version(snapshot: Snapshot, kept: bool) -> Snapshot:
    return replace(snapshot, keep_version=kept)


def _is(document_id: int) -> ColumnElement[bool]:
    return tables.Document.id == document_id


def _updated(db: Session, statement: Update) -> bool:
    result = db.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount == 1
