"""Snapshots of documents: kept by hand or before a risk, compared with now, brought back whole or in part."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript import snapshot_rows as rows
from muse_desktop.manuscript.restoring import Edit, partly, whole
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.thinning import superfluous
from muse_desktop.provenance import ledger
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now, parse
from muse_desktop.store.store import Store
from muse_desktop.text.diff import Change, Hunk, hunks

TIMER_SECONDS = 600.0

_log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why a snapshot was taken. All but those taken by hand, and those with a name, are thinned."""

    BY_HAND = "by-hand"
    TIMER = "timer"
    BEFORE_GENERATION = "before-generation"
    BEFORE_REPLACE = "before-replace"
    BEFORE_RESTORE = "before-restore"


class SnapshotInfo(msgspec.Struct, frozen=True):
    """A snapshot as a list shows it. `at` is UTC as `clock.now()` says it; `reason` as in `Reason`."""

    id: int
    document_id: int
    at: str
    reason: str
    name: str
    characters: int
    words: int

    @property
    def stays(self) -> bool:
        """Whether it is never thinned."""
        return bool(self.name) or self.reason == Reason.BY_HAND


class SnapshotText(msgspec.Struct, frozen=True):
    """A snapshot read back: its text and the origin of each of its code points."""

    info: SnapshotInfo
    text: str
    runs: Runs


class Comparison(msgspec.Struct, frozen=True):
    """A snapshot (the old side of each hunk) beside a document's text at one moment, `now` (the new side)."""

    then: SnapshotText
    now: str
    hunks: tuple[Hunk, ...]


class Snapshots:
    """The snapshots of one workspace. Reading works beside its owner too."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], str] = now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._book = OriginBook.of(store)
        self._clock = clock
        self._monotonic = monotonic
        self._last: dict[int, float] = {}

    def take(
        self, session: DocumentSession, reason: Reason = Reason.BY_HAND, name: str = ""
    ) -> Future[SnapshotInfo]:
        """Keep the document as it is at this call, what is not saved yet included; written off this thread.

        An automatic one without a name is not taken when the newest is the same, which is then the result.
        Automatic ones that have become too many go: all of the last hour stay, then the newest of each hour
        for a day, of each day for a month, of each week for a year, of each month for ever. The future
        fails with a MuseError of the store when nothing could be written.
        """
        self._last[session.id] = self._monotonic()
        kept = rows.Kept(session.id, session.text, session.runs, session.words)
        return self._store.write(partial(self._take, kept=kept, reason=reason, name=name.strip()))

    def take_when_due(self, session: DocumentSession) -> Future[SnapshotInfo] | None:
        """`take` for the timer, when ten minutes have gone by since the last one; None before that.

        Call it as often as you like. The first call for a document starts its ten minutes.
        """
        return None if self.due_in(session) > 0 else self.take(session, Reason.TIMER)

    def due_in(self, session: DocumentSession) -> float:
        """After how many seconds `take_when_due` would take one; the first call starts the ten minutes."""
        last = self._last.setdefault(session.id, self._monotonic())
        return max(0.0, last + TIMER_SECONDS - self._monotonic())

    def of_document(self, document_id: int) -> list[SnapshotInfo]:
        """All snapshots of a document, newest first."""
        row = tables.Snapshot
        columns = (row.id, row.document_id, row.at, row.reason, row.name, row.characters, row.words)
        query = select(*columns).where(row.document_id == document_id).order_by(row.at.desc(), row.id.desc())
        return self._store.read(lambda db: [SnapshotInfo(*found) for found in db.execute(query)])

    def read(self, snapshot_id: int) -> SnapshotText:
        """A snapshot's text and origins.

        What is damaged is mended from the document and its versions where they still have the same words.
        Raises MuseError manuscript.no_snapshot, manuscript.snapshot_damaged.
        """
        found = self._store.read(partial(rows.read, snapshot_id=snapshot_id))
        if found.mended:
            _log.warning("snapshot %d: %d damaged pieces found elsewhere", snapshot_id, len(found.mended))
            if self._store.mode == "own":
                self._store.write(partial(rows.mend, mended=found.mended)).add_done_callback(_log_failure)
        self._book.load(found.runs.origins())
        return SnapshotText(_info(found.row), found.text, found.runs)

    def rename(self, snapshot_id: int, name: str) -> None:
        """Name a snapshot; an automatic one then stays for good. Raises MuseError manuscript.no_snapshot."""
        self._store.write(partial(_rename, snapshot_id=snapshot_id, name=name.strip())).result()

    def remove(self, snapshot_id: int) -> None:
        """Delete a snapshot because the writer says so, named or not, with the words only it holds.

        Raises MuseError manuscript.no_snapshot.
        """
        self._store.write(partial(_remove, snapshot_id=snapshot_id)).result()

    def compare(self, session: DocumentSession, snapshot_id: int, context: int = 1) -> Comparison:
        """What has changed since a snapshot, in hunks with `context` unchanged lines around each.

        Raises MuseError as `read`, and manuscript.no_snapshot for a snapshot of another document.
        """
        return self.compare_text(session.id, session.text, snapshot_id, context)

    def compare_text(self, document_id: int, text: str, snapshot_id: int, context: int = 1) -> Comparison:
        """`compare` with what the session's text was at one moment: on any thread, while it goes on changing.

        Raises MuseError as `compare`.
        """
        then = self._of(document_id, snapshot_id)
        return Comparison(then, text, tuple(hunks(then.text, text, context)))

    def restoration(self, session: DocumentSession, snapshot_id: int) -> Edit:
        """The edit that makes the document what it was, origins included. Raises MuseError as `compare`."""
        then = self._of(session.id, snapshot_id)
        return whole(then.text, then.runs, session.text, session.runs)

    def restoration_of(self, session: DocumentSession, comparison: Comparison) -> Edit:
        """`restoration` of what has been compared already: nothing is read again.

        Raises MuseError manuscript.compare_again as `hunk_restoration`.
        """
        _refuse_stale(session, comparison)
        return whole(comparison.then.text, comparison.then.runs, session.text, session.runs)

    def restore(self, session: DocumentSession, snapshot_id: int) -> Edit:
        """Make the document what it was, after a snapshot of what it is; the edit that did it.

        Raises MuseError as `compare`; the document is untouched then.
        """
        edit = self.restoration(session, snapshot_id)
        if not edit.is_nothing:
            # The removed words are in the undo steps and in the ledger as well, so nobody waits for this.
            self.take(session, Reason.BEFORE_RESTORE).add_done_callback(_log_failure)
            session.put_back(edit.start, edit.removed, edit.inserted, edit.runs)
        return edit

    def hunk_restoration(
        self, session: DocumentSession, comparison: Comparison, chosen: Iterable[Change]
    ) -> Edit:
        """The edit that takes back `chosen` changes (`hunk.changes`, or some of them) of a comparison.

        Raises MuseError manuscript.compare_again when the text is not what was compared.
        """
        _refuse_stale(session, comparison)
        then = comparison.then
        return partly(then.text, then.runs, session.text, session.runs, chosen)

    def restore_hunk(self, session: DocumentSession, comparison: Comparison, hunk: Hunk) -> Edit:
        """Bring back what a snapshot has in one hunk; the edit that did it. Compare again before the next.

        Raises MuseError manuscript.compare_again; the document is untouched then.
        """
        edit = self.hunk_restoration(session, comparison, hunk.changes)
        session.put_back(edit.start, edit.removed, edit.inserted, edit.runs)
        return edit

    def _of(self, document_id: int, snapshot_id: int) -> SnapshotText:
        then = self.read(snapshot_id)
        if then.info.document_id != document_id:
            raise MuseError("manuscript.no_snapshot", snapshot=snapshot_id)
        return then

    def _take(self, db: Session, kept: rows.Kept, reason: Reason, name: str) -> SnapshotInfo:
        ledger.record_origins(db, self._book)
        at = self._clock()
        automatic = reason is not Reason.BY_HAND
        made = _info(rows.keep(db, kept, at, str(reason), name, again=not automatic or bool(name)))
        if automatic:
            rows.remove(db, _superfluous(db, kept.document_id, at) - {made.id})
        return made


def _refuse_stale(session: DocumentSession, comparison: Comparison) -> None:
    if session.id != comparison.then.info.document_id or session.text != comparison.now:
        raise MuseError("manuscript.compare_again")


def _superfluous(db: Session, document_id: int, at: str) -> set[int]:
    row = tables.Snapshot
    query = select(row.id, row.at).where(
        row.document_id == document_id, row.name == "", row.reason != str(Reason.BY_HAND)
    )
    return superfluous([(number, parse(made)) for number, made in db.execute(query)], parse(at))


def _info(row: tables.Snapshot) -> SnapshotInfo:
    return SnapshotInfo(row.id, row.document_id, row.at, row.reason, row.name, row.characters, row.words)


def _rename(db: Session, snapshot_id: int, name: str) -> None:
    rows.row_of(db, snapshot_id).name = name


def _remove(db: Session, snapshot_id: int) -> None:
    rows.row_of(db, snapshot_id)
    rows.remove(db, [snapshot_id])


def _log_failure(done: Future[Any]) -> None:
    if error := done.exception():
        _log.warning("a snapshot could not be written: %s", error)
