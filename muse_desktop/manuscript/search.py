"""Full-text search over the documents of a workspace, answered from an index that follows every save.

A thread of its own keeps the index: it looks at what has changed whenever the store has written, and makes
the index anew when its file is missing, damaged or of another version. Nothing ever waits for it: until it is
done, a search answers from what is indexed and says that it is not complete.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.search_context import Excerpt, excerpts
from muse_desktop.manuscript.search_file import SERIALS, SearchFile, connect, document_of, remove, starts_of
from muse_desktop.store import tables
from muse_desktop.store.faults import from_sqlite, from_system
from muse_desktop.store.store import Store
from muse_desktop.text.search_words import Phrase, parse, places

_log = logging.getLogger(__name__)
_AGAIN_SECONDS = 30.0  # after a full disk or the like
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # the last: no such table


class Hit(msgspec.Struct, frozen=True):
    """A passage in which something was found. All positions are code points of the document's saved text.

    `places` are spans (start, end) in order; `excerpts` has them with what stands around them.
    """

    document_id: int
    project_id: int
    title: str
    places: tuple[tuple[int, int], ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Results:
    """What a search found, best first. `passages`: how many there are, shown or not. `complete`: whether the
    index had every saved document. `trouble`: what keeps the index from taking the others in."""

    hits: tuple[Hit, ...]
    passages: int
    complete: bool
    trouble: MuseError | None = None


class _Listed(msgspec.Struct, frozen=True):
    project_id: int
    title: str


class Search:
    """Search in the documents of `store`. Close it before the store. Any thread may call.

    In a workspace opened to read, beside its owner, the index is made in a temporary folder and follows
    the owner's saves at each search.
    """

    def __init__(self, store: Store, on_change: Callable[[], None] | None = None) -> None:
        """`on_change` is called on the index's thread whenever it has taken something in, and when it is up
        to date, or has given up for now, after a search that was not complete."""
        self._store = store
        self._on_change = on_change
        self._folder: TemporaryDirectory[str] | None = None
        if store.mode == "read":
            self._folder = TemporaryDirectory(prefix="muse-desktop-search-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "search.db" if self._folder else store.paths.search_database
        self._bell = threading.Condition()
        self._wanted, self._done = 1, 0
        self._stopped = self._anew = self._damaged = False
        self._error: MuseError | None = None
        self._asked_early = False  # somebody was told that the index is not complete
        self._reading = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._unlisten = store.listen(self._ring)
        self._thread = threading.Thread(target=self._keep, name="muse-search", daemon=True)
        self._thread.start()

    def search(
        self,
        query: str,
        *,
        project_id: int | None = None,
        documents: Collection[int] | None = None,
        limit: int = 50,
    ) -> Results:
        """The passages of documents that have every word of `query` somewhere, best first, at most `limit`.

        Words in quotes must stand in a row; the last word may go on unless a space follows it. Passages
        with all words come first, then, from documents that have them in no passage together, those with
        the rarest of them. What is in the trash is left out. Blocks the calling thread for some
        milliseconds. Raises MuseError of the store when the index cannot be written or read at all.
        """
        if self._store.mode == "read":
            self._ring()
        with self._bell:
            complete, trouble = self._done == self._wanted and self._error is None, self._error
            self._asked_early = self._asked_early or not complete
        phrases = parse(query)
        if not phrases:
            return Results((), 0, complete)
        listed = self._store.read(partial(_listed, project_id=project_id, documents=documents))
        if not self._path.exists():
            return self._nothing(complete, trouble)
        try:
            with self._reading:
                return replace(self._found(phrases, listed, limit, complete), trouble=trouble)
        except sqlite3.Error as error:
            if complete:  # else it is only being made
                _log.warning("the search index cannot be read: %s", error)
            self._let_go()
            return self._nothing(complete, trouble)

    def _nothing(self, complete: bool, trouble: MuseError | None) -> Results:
        """What is found while the index cannot be read; one that seemed complete is made again."""
        if trouble is not None:
            raise trouble
        if complete:
            self.rebuild()
        return Results((), 0, False)

    def settle(self, seconds: float = 60.0) -> bool:
        """Wait until everything saved before this call is indexed; False when that took too long."""
        if self._store.mode == "read":
            self._ring()
        with self._bell:
            wanted = self._wanted
            return self._bell.wait_for(lambda: self._done >= wanted or self._stopped, seconds)

    def rebuild(self) -> None:
        """Throw the index away and make it again in the background."""
        with self._bell:
            self._anew = True
        self._ring()

    def close(self) -> None:
        """Stop indexing and let go of the file. Twice is fine."""
        self._unlisten()
        with self._bell:
            self._stopped = True
            self._bell.notify_all()
        self._thread.join()
        self._let_go()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> Search:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ring(self) -> None:
        with self._bell:
            self._wanted += 1
            self._bell.notify_all()

    def _let_go(self) -> None:
        with self._reading:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    # Searching

    def _found(
        self, phrases: tuple[Phrase, ...], listed: dict[int, _Listed], limit: int, complete: bool
    ) -> Results:
        if self._reader is None:
            self._reader = connect(self._path, writes=False)
        db = self._reader
        db.execute("BEGIN")  # one state of the index for all that follows
        try:
            together = _ranked(db, phrases, " AND ", listed)
            apart = _apart(db, phrases, listed, together) if len(together) < limit else []
            hits: list[Hit] = []
            starts: dict[int, dict[int, int]] = {}
            for passage_id in (*together, *apart):
                if len(hits) >= limit:
                    break
                document_id = document_of(passage_id)
                if document_id not in starts:
                    starts[document_id] = starts_of(db, document_id)
                start = starts[document_id][passage_id]
                hit = _hit(db, passage_id, start, listed[document_id], phrases)
                if hit is not None:
                    hits.append(hit)
            return Results(tuple(hits), len(together) + len(apart), complete)
        except KeyError as error:
            raise sqlite3.DatabaseError(f"passage {error} has no place") from error
        finally:
            db.execute("ROLLBACK")

    # Indexing, on the thread

    def _keep(self) -> None:
        file: SearchFile | None = None
        checked = False
        while True:
            with self._bell:
                pause = _AGAIN_SECONDS if self._error else None
                self._bell.wait_for(lambda: self._stopped or self._done != self._wanted, pause)
                if self._stopped:
                    break
                wanted, anew, self._anew = self._wanted, self._anew, False
            try:
                if file is not None and (anew or not self._path.exists()):
                    file.close()
                    file = None
                if file is None:
                    file = self._opened(anew)
                if not checked and not file.is_sound():
                    raise sqlite3.DatabaseError("damaged")
                checked = True
                changed = self._follow(file)
                self._damaged = False
                self._over(wanted, None, changed=changed)
            except (sqlite3.Error, OSError, MuseError) as error:
                if file is not None:
                    file.close()
                    file = None
                self._failed(wanted, error)
                checked = False
        if file is not None:
            file.close()

    def _opened(self, anew: bool) -> SearchFile:
        self._let_go()
        if anew:
            remove(self._path)
        return SearchFile(self._path)

    def _failed(self, wanted: int, error: Exception) -> None:
        """Make a damaged index again, once; else say to searches what is wrong, and try later."""
        _log.warning("the search index: %s", error)
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if isinstance(error, sqlite3.Error) and code in _DAMAGED and not self._damaged:
            with self._bell:
                self._anew = self._damaged = True
            return
        known = error if isinstance(error, MuseError) else None
        if isinstance(error, OSError):
            known = from_system(error, self._store.paths.root)
        elif known is None:
            known = from_sqlite(error, self._store.paths.root)
        self._over(wanted, known or MuseError("manuscript.search_failed", reason=str(error)))

    def _over(self, wanted: int, error: MuseError | None, *, changed: bool = False) -> None:
        with self._bell:
            news = changed or (self._asked_early and (error is None or self._error is None))
            self._done, self._error = wanted, error
            self._asked_early = False
            self._bell.notify_all()
        if news and self._on_change is not None:
            self._on_change()

    def _follow(self, file: SearchFile) -> bool:
        """Take in what differs from the documents as they are saved; whether anything did."""
        saved = self._store.read(_hashes)
        known = file.hashes()
        for document_id in known.keys() - saved.keys():
            file.drop(document_id)
        changed = [one for one, text_hash in saved.items() if known.get(one) != text_hash]
        for document_id in changed:
            if self._stopped:
                break
            row = self._store.read(partial(_text, document_id=document_id))
            if row is not None:
                file.put(document_id, *row)
        return bool(changed or known.keys() - saved.keys())


def _ranked(
    db: sqlite3.Connection, phrases: tuple[Phrase, ...], between: str, documents: Collection[int]
) -> list[int]:
    """The passages that match, best first, of these documents: often thousands, so no call for each."""
    query = between.join(phrase.expression for phrase in phrases)
    rows = db.execute("SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank", (query,)).fetchall()
    return [row[0] for row in rows if row[0] >> SERIALS in documents]


def _apart(
    db: sqlite3.Connection, phrases: tuple[Phrase, ...], listed: dict[int, _Listed], together: list[int]
) -> list[int]:
    """For documents that have all phrases, but not in one passage: the passages with the rarest of them."""
    if len(phrases) == 1:
        return []
    documents = set(listed).difference(map(document_of, together))
    counts: dict[Phrase, int] = {}
    query = "SELECT rowid >> ?, count(*) FROM word WHERE word MATCH ? GROUP BY 1"
    for phrase in phrases:
        passages = dict(db.execute(query, (SERIALS, phrase.expression)).fetchall())
        documents &= passages.keys()
        if not documents:
            return []
        counts[phrase] = sum(passages.values())
    return _ranked(db, (min(phrases, key=counts.__getitem__),), "", documents)


def _hit(
    db: sqlite3.Connection, passage_id: int, start: int, listed: _Listed, phrases: tuple[Phrase, ...]
) -> Hit | None:
    (text,) = db.execute("SELECT text FROM passage WHERE id = ?", (passage_id,)).fetchone()
    found = places(text, phrases)
    if not found:  # the index joins what a line break divides
        return None
    spans = tuple((begin + start, end + start) for begin, end in found)
    around = excerpts(text, found, start)
    return Hit(document_of(passage_id), listed.project_id, listed.title, spans, around)


def _listed(db: Session, project_id: int | None, documents: Collection[int] | None) -> dict[int, _Listed]:
    row = tables.Document
    query = select(row.id, row.project_id, row.title).where(row.trashed_at.is_(None))
    if project_id is not None:
        query = query.where(row.project_id == project_id)
    wanted = None if documents is None else frozenset(documents)
    return {
        found.id: _Listed(found.project_id, found.title)
        for found in db.execute(query)
        if wanted is None or found.id in wanted
    }


def _hashes(db: Session) -> dict[int, str]:
    found = db.execute(select(tables.Document.id, tables.Document.text_hash))
    return {row.id: row.text_hash for row in found}


def _text(db: Session, document_id: int) -> tuple[str, str] | None:
    row = tables.Document
    found = db.execute(select(row.text, row.text_hash).where(row.id == document_id)).first()
    return None if found is None else (found.text, found.text_hash)
