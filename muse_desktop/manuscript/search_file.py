"""search.db: the index of full-text search. All in it follows from muse.db; it is rebuilt, never migrated.

A document stands there as passages of some hundred words. Only those that an edit touched are
written again, so that a save of a long document costs a fraction of a millisecond of indexing.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from muse_desktop.manuscript.changes import hull
from muse_desktop.text.search_words import USUAL, passages, terms

_VERSION = 1
_MADE_FOR = f"{_VERSION} {unicodedata.unidata_version}"  # other Unicode, other letters
_BUSY_SECONDS = 5.0
SERIALS = 28
"""A passage's id is its document's, and below that so many bits of its own."""
_BREATH_AT = 8  # passages indexed in a row; between them other threads have their turn
_BREATH_SECONDS = 0.001

_SCHEMA = """
CREATE TABLE made (what TEXT NOT NULL);
CREATE TABLE document (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, sum BLOB NOT NULL, parts BLOB NOT NULL);
CREATE TABLE passage (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(terms, content='', tokenize='ascii', prefix='1 2');
"""


def document_of(passage_id: int) -> int:
    """The document that a passage belongs to."""
    return passage_id >> SERIALS


class SearchFile:
    """The file, open for the one thread that writes it. Methods raise sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connect(path)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def hashes(self) -> dict[int, str]:
        """The indexed documents and the hash of the text that is indexed."""
        return dict(self._db.execute("SELECT id, hash FROM document"))

    def is_sound(self) -> bool:
        """Whether the file is whole and holds the texts that it says it holds."""
        if self._db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            return False
        self._db.execute("INSERT INTO word(word) VALUES('integrity-check')")
        for document_id, known in self._db.execute("SELECT id, sum FROM document").fetchall():
            digest = hashlib.sha256()
            for _, text in self._passages(document_id):
                digest.update(text.encode())
                _breathe()
            if digest.digest() != known:
                return False
        return True

    def put(self, document_id: int, text: str, text_hash: str) -> None:
        """Index `text` as the document's, all or nothing."""
        with self._transaction():
            old = list(self._passages(document_id))
            first, last, new = _changed([passage for _, passage in old], text)
            self._forget(old[first:last])
            serial = max((one for one, _ in old), default=document_id << SERIALS) + 1
            ids = [serial + number for number in range(len(new))]
            for number, (passage_id, passage) in enumerate(zip(ids, new, strict=True), 1):
                self._db.execute("INSERT INTO passage (id, text) VALUES (?, ?)", (passage_id, passage))
                row = (passage_id, terms(passage))
                self._db.execute("INSERT INTO word (rowid, terms) VALUES (?, ?)", row)
                if number % _BREATH_AT == 0:
                    _breathe()
            made = [(one, len(passage)) for one, passage in old[:first]]
            made += [(one, len(passage)) for one, passage in zip(ids, new, strict=True)]
            made += [(one, len(passage)) for one, passage in old[last:]]
            parts = array("q", [number for part in made for number in part]).tobytes()
            # The hash in muse.db says which text this is; our own sum, whether it is still what we wrote.
            values = (document_id, text_hash, hashlib.sha256(text.encode()).digest(), parts)
            self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", values)

    def drop(self, document_id: int) -> None:
        """Forget a document."""
        with self._transaction():
            self._forget(list(self._passages(document_id)))
            self._db.execute("DELETE FROM document WHERE id = ?", (document_id,))

    def _forget(self, gone: Sequence[tuple[int, str]]) -> None:
        for number, (passage_id, text) in enumerate(gone, 1):
            values = (passage_id, terms(text))
            self._db.execute("INSERT INTO word (word, rowid, terms) VALUES ('delete', ?, ?)", values)
            self._db.execute("DELETE FROM passage WHERE id = ?", (passage_id,))
            if number % _BREATH_AT == 0:
                _breathe()

    def _passages(self, document_id: int) -> Iterator[tuple[int, str]]:
        """Ids and texts of a document's passages in their order."""
        low, high = document_id << SERIALS, (document_id + 1) << SERIALS
        texts = dict(self._db.execute("SELECT id, text FROM passage WHERE id >= ? AND id < ?", (low, high)))
        for passage_id, _ in parts_of(self._db, document_id):
            if passage_id not in texts:
                raise sqlite3.DatabaseError(f"passage {passage_id} is missing")
            yield passage_id, texts[passage_id]

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("PRAGMA secure_delete=ON")
        if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0 and self._made():
            return
        if self._db.execute("SELECT what FROM made").fetchone() != (_MADE_FOR,):
            raise sqlite3.DatabaseError("an index of another version")

    def _made(self) -> bool:
        """Make the tables; False when somebody else has done so meanwhile."""
        try:
            self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA}")
        except sqlite3.OperationalError as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if "already exists" not in str(error):
                raise
            return False
        self._db.execute("INSERT INTO made (what) VALUES (?)", (_MADE_FOR,))
        self._db.execute("COMMIT")
        return True

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("BEGIN IMMEDIATE")
        return self._db  # as a context manager it commits, or rolls back after an error


def connect(path: Path, *, writes: bool = True) -> sqlite3.Connection:
    """A connection to the file; one that writes makes it when missing. Raises sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?mode={'rwc' if writes else 'ro'}"
    return sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def remove(path: Path) -> None:
    """Delete the file and what SQLite put beside it. Raises OSError."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def parts_of(db: sqlite3.Connection, document_id: int) -> list[tuple[int, int]]:
    """(id, length in code points) of a document's passages in their order."""
    row = db.execute("SELECT parts FROM document WHERE id = ?", (document_id,)).fetchone()
    numbers = array("q", row[0] if row else b"")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def starts_of(db: sqlite3.Connection, document_id: int) -> dict[int, int]:
    """Where each passage of a document begins in its text."""
    parts = parts_of(db, document_id)
    starts = accumulate((length for _, length in parts), initial=0)
    return {passage_id: start for (passage_id, _), start in zip(parts, starts, strict=False)}


def _changed(old: list[str], text: str) -> tuple[int, int, list[str]]:
    """Which passages (from, to) of `old` must go, and those that take their place, to hold `text`."""
    whole = "".join(old)
    if whole == text:
        return 0, 0, []
    start, old_end, _ = hull(whole, text)
    ends = list(accumulate(map(len, old)))
    first = next((at for at, end in enumerate(ends) if end > start), max(len(old) - 1, 0))
    last = next((at + 1 for at, end in enumerate(ends) if end >= old_end), len(old))
    last = max(last, min(first + 1, len(old)))
    shift = len(text) - len(whole)

    def middle() -> str:
        begin = ends[first - 1] if first else 0
        return text[begin : (ends[last - 1] if last else 0) + shift]

    # A line that now goes on in the next passage takes that one along, and so does what became small.
    while last < len(old) and old[last - 1].endswith("\n") and not middle().endswith("\n"):
        last += 1
    if len(middle()) < USUAL // 4:
        first, last = max(0, first - 1), min(len(old), last + 1)
    return first, last, passages(middle())


def _breathe() -> None:
    time.sleep(_BREATH_SECONDS)
