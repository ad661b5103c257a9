"""The workspace's database: one thread writes, any thread reads, one process owns it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store import backup, schema
from muse_desktop.store.apart import Place
from muse_desktop.store.connect import connect_owner, connect_reader, engine_for, reader_of
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.lock import WorkspaceLock

T = TypeVar("T")
Mode = Literal["own", "read"]


class Store:
    """An open workspace. Make one with `Store.open`; it is also a context manager that closes."""

    def __init__(
        self,
        paths: WorkspacePaths,
        mode: Mode,
        readers: Engine,
        writer: Engine | None = None,
        lock: WorkspaceLock | None = None,
        copy: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.paths = paths
        self.mode: Mode = mode
        self.backed_up: Future[Path] | None = None
        self._readers = readers
        self._writer = writer
        self._place = Place(paths, writer) if writer else None
        self._lock = lock
        self._copy = copy
        self._shared: dict[Any, Any] = {}
        self._listeners: tuple[Callable[[], None], ...] = ()
        self._guard = threading.RLock()
        self._closed = False
        self._thread = ThreadPoolExecutor(1, "muse-store") if writer else None
        self._backups = ThreadPoolExecutor(1, "muse-backup") if writer else None

    @classmethod
    def open(cls, root: Path, mode: Mode = "own") -> Store:
        """Open the workspace in folder `root`; "own" creates it when there is none.

        "own" raises MuseError store.in_use while another process owns it; "read" works beside an owner and
        raises store.missing, store.older. Both: store.newer, store.damaged, store.lost, store.not_ours,
        store.read_only, store.disk_full, store.cannot_open. A database that is refused is not touched.
        """
        paths = WorkspacePaths(Path(root))
        with worded(paths.root):
            return cls._open_owned(paths) if mode == "own" else cls._open_beside(paths)

    @classmethod
    def _open_owned(cls, paths: WorkspacePaths) -> Store:
        try:
            paths.root.mkdir(parents=True, exist_ok=True)
            _version(paths)  # what is refused is not even locked
            lock = WorkspaceLock.take(paths.lock)
        except OSError as error:
            raise from_system(error, paths.root) from error
        writer = engine_for(lambda: connect_owner(paths.database), writes=True)
        try:
            found = _version(paths)  # again: another owner may have come and gone before we had the lock
            if found is None:
                schema.create(writer)
            elif found < schema.VERSION:
                backup.back_up(paths.database, paths.backups)
                schema.migrate(writer)
            readers = engine_for(lambda: connect_reader(paths.database), writes=False)
            store = cls(paths, "own", readers, writer, lock)
        except BaseException:
            writer.dispose()
            lock.release()
            raise
        if found is not None:  # a new workspace holds nothing yet
            store.back_up_when_due(backup.EVERY)
        return store

    @classmethod
    def _open_beside(cls, paths: WorkspacePaths) -> Store:
        found = _version(paths)
        if found is None:
            raise MuseError("store.missing", folder=str(paths.root))
        if found < schema.VERSION:
            raise MuseError("store.older", folder=str(paths.root), found=found, known=schema.VERSION)
        creator, copy = reader_of(paths.database)
        return cls(paths, "read", engine_for(creator, writes=False), copy=copy)

    def read(self, work: Callable[[Session], T]) -> T:
        """What `work` finds, run here and now on any thread, seeing one consistent state.

        Objects it returns are detached: load what is needed inside. Raises MuseErrors of the store.
        """
        with worded(self.paths.root), Session(self._readers, autoflush=False) as session:
            return work(session)

    def write(self, work: Callable[[Session], T]) -> Future[T]:
        """Run `work` as one transaction on the writer thread, after those submitted before it.

        The future has its result once it is on disk, or its error once nothing of it was kept. Raises
        MuseError store.reading when this store was opened to read, store.closed after `close`.
        """
        if self._thread is None:
            raise MuseError("store.reading", folder=str(self.paths.root))
        with self._guard:
            if self._closed:
                raise MuseError("store.closed", folder=str(self.paths.root))
            return self._thread.submit(self._transact, work)

    def _transact(self, work: Callable[[Session], T]) -> T:
        assert self._place is not None
        with worded(self.paths.root):
            self._place.refuse_if_replaced(work)
            with Session(self._writer, expire_on_commit=False) as session, session.begin():
                result = work(session)
        for listener in self._listeners:
            listener()
        return result

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` on the writer thread after each transaction, from now until what is returned is
        called. It must be quick and raise nothing: ring a bell for a thread of its own."""
        with self._guard:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._guard:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def shared(self, key: Callable[[Store], T]) -> T:
        """The one `key(self)` of this store, made at the first call: what must exist once per workspace."""
        with self._guard:
            if key not in self._shared:
                self._shared[key] = key(self)
            made: T = self._shared[key]
            return made

    def back_up(self) -> Future[Path]:
        """Make a backup now, off the caller's thread, and thin the older ones; its path.

        Raises and fails as `write` does, and as `backup.back_up`.
        """
        if self._backups is None:
            raise MuseError("store.reading", folder=str(self.paths.root))
        with self._guard:
            if self._closed:
                raise MuseError("store.closed", folder=str(self.paths.root))
            self.backed_up = made = self._backups.submit(self._back_up)
            return made

    def back_up_when_due(self, every: timedelta = backup.WHILE_OPEN) -> Future[Path] | None:
        """A backup if the newest one is older than `every`, else None."""
        return self.back_up() if backup.is_due(self.paths.backups, every=every) else None

    def _back_up(self) -> Path:
        made = backup.back_up(self.paths.database, self.paths.backups)
        backup.thin(self.paths.backups)
        return made

    def close(self) -> None:
        """Finish what was submitted, fold the log into the database, let the next owner in. Twice is fine."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        for pool in (self._thread, self._backups):
            if pool is not None:
                pool.shutdown(wait=True)
        self._readers.dispose()
        if self._writer is not None:
            self._fold()
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()
        if self._copy is not None:
            self._copy.cleanup()

    def _fold(self) -> None:
        assert self._writer is not None
        # Everything is safe in the log already; a full disk or a reader only means that it stays there.
        try:
            connection = self._writer.raw_connection()
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        except sqlite3.Error:
            return

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _version(paths: WorkspacePaths) -> int | None:
    """The database's schema, None where there is none yet. An old workspace never passes for a new one."""
    try:
        found = schema.version_of(paths.database)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MuseError("store.cannot_open", folder=str(paths.root), reason=reason) from error
    if found is None and backup.backups(paths.backups):
        raise MuseError("store.lost", folder=str(paths.root))
    return found
