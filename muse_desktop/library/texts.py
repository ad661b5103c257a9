"""library.db: the texts of the library's items, their sections and passages, and the index of their words.
All of it follows from what originals/ holds; it is rebuilt, never migrated.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import Part, Passage, Section, cut
from muse_desktop.library.passages import NUMBERS, Piece
from muse_desktop.library.search import passages_index
from muse_desktop.text.normalise import Normalised, letters_between, normalise

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

_VERSION = 3
_BUSY_SECONDS = 30.0  # a portion of an import may hold the file for some of them
_BLOCK = 4096  # bytes that are counted together
_ALL = 1 << 30  # more characters than any text has; SQLite counts in 32 bits
_SCHEMA = (
    # The short column first: reading it does not walk through the pages of the text.
    "CREATE TABLE text (id INTEGER PRIMARY KEY, anchors BLOB NOT NULL, text TEXT NOT NULL)",
    """CREATE TABLE section (
        item INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, heading TEXT NOT NULL, PRIMARY KEY (item, number)
    ) WITHOUT ROWID""",
    # An item's passages are one range of ids: item << 20 | number.
    """CREATE TABLE passage (
        id INTEGER PRIMARY KEY, item INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, words INTEGER NOT NULL, heading TEXT NOT NULL
    )""",
)
_PASSAGE = 'id, item, number, start, "end", words, heading'


@dataclass(frozen=True, eq=False)
class Entry:
    """One text as library.db holds it. `sections`: (kind, start, end, heading); `terms`: those of each piece,
    in their order."""

    item: int
    text: str
    anchors: bytes
    sections: Sequence[tuple[str, int, int, str]]
    pieces: Sequence[Piece]
    terms: Sequence[str]


class TextTable:
    """The texts by item id, with their passages. Every call opens the file for itself, so that any thread
    may call.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._writable = writable
        # By item: its anchors and how many bytes its text has, by which a change is seen; the bytes' places.
        self._bytes: dict[int, tuple[bytes, int, Any]] = {}

    def prepare(self) -> bool:
        """Make sure the table can be used; False when a damaged file was replaced by an empty one.

        A table of another version is replaced too. Does nothing when opened to read.
        """
        if not self._writable:
            return True
        sound = False
        try:
            with self.connected() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                sound = version != _VERSION
                if not sound:
                    connection.execute("SELECT max(id) FROM text").fetchone()
                    # Every page, words and passages too: half a second for a hundred books, once.
                    sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
                    if sound and passages_index.is_current(connection):
                        return True
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
                sqlite3.SQLITE_ERROR,  # no such table
            ):
                raise
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._create()
        return sound

    def ids(self) -> set[int]:
        """The items whose text is here."""
        with self.connected() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM text")}

    def get(self, item_id: int) -> str | None:
        """The text of one item, None when it is not here."""
        with self.connected() as connection:
            row = connection.execute("SELECT text FROM text WHERE id = ?", (item_id,)).fetchone()
            return None if row is None else str(row[0])

    def sections(self, item_id: int) -> list[Section]:
        """The chapters and poems of one item, in order; [] when it is not here."""
        sql = 'SELECT kind, start, "end", heading FROM section WHERE item = ? ORDER BY number'
        with self.connected() as connection:
            return [Section(*row) for row in connection.execute(sql, (item_id,))]

    def passages(self, item_id: int) -> list[Passage]:
        """The passages of one item, in order; [] when it is not here."""
        low, high = item_id << NUMBERS, (item_id + 1) << NUMBERS
        sql = f"SELECT {_PASSAGE} FROM passage WHERE id >= ? AND id < ? ORDER BY id"
        with self.connected() as connection:
            return [Passage(*row) for row in connection.execute(sql, (low, high))]

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep texts, all or none, in the place of those of the same items."""
        with self.connected() as connection, connection:
            for one in entries:
                _drop(connection, [one.item])
                _put(connection, one)

    def letters(self, item_id: int, start: int, end: int) -> str | None:
        """Letters `start` to `end` of one item's normalised text, None when it is not here."""
        with self.connected() as connection:
            connection.execute("BEGIN")  # both reads see the same state
            row = connection.execute("SELECT anchors FROM text WHERE id = ?", (item_id,)).fetchone()
            if row is None:
                return None

            def source(first: int, last: int | None) -> str:
                length = _ALL if last is None else last - first
                part = "SELECT substr(text, ?, ?) FROM text WHERE id = ?"
                return str(connection.execute(part, (first + 1, length, item_id)).fetchone()[0])

            places = np.frombuffer(row[0], np.int64).reshape(-1, 2)
            return letters_between(source, places, start, end)

    def part(self, item_id: int, start: int, end: int) -> Part | None:
        """Letters `start` to `end` of one item with the text they come from, None when it is not here."""
        with self.connected() as connection:
            connection.execute("BEGIN")  # both reads see the same state
            row = connection.execute("SELECT anchors FROM text WHERE id = ?", (item_id,)).fetchone()
            if row is None:
                return None
            places = np.frombuffer(row[0], np.int64).reshape(-1, 2)
            low = max(0, int(np.searchsorted(places[:, 0], start, "right")) - 1)
            high = int(np.searchsorted(places[:, 0], end, "left"))
            letter, first = int(places[low, 0]), int(places[low, 1])
            source = self._between(connection, item_id, row[0], low, high)
        found = cut(normalise(source), start - letter, end - letter)
        return Part(found.start + first, found.letter + letter, found.text)

    def _between(
        self, connection: sqlite3.Connection, item_id: int, anchors: bytes, low: int, high: int
    ) -> str:
        """The text from anchor `low` to anchor `high`, read without what stands before it."""
        with connection.blobopen("text", "text", item_id, readonly=True) as data:
            known = self._bytes.get(item_id)
            if known is None or known[:2] != (anchors, len(data)):
                places = np.frombuffer(anchors, np.int64).reshape(-1, 2)[:, 1]
                known = anchors, len(data), _byte_places(data.read(), places)
                self._bytes[item_id] = known
            begin = int(known[2][low])
            end = int(known[2][high]) if high < len(known[2]) else len(data)
            data.seek(begin)
            return str(data.read(end - begin), "utf-8")

    def drop(self, item_ids: Iterable[int]) -> None:
        """Forget texts and overwrite the place where they stood."""
        with self.connected() as connection, connection:
            connection.execute("PRAGMA secure_delete=ON")
            _drop(connection, item_ids)

    def _create(self) -> None:
        with self.connected() as connection, connection:
            connection.execute("PRAGMA journal_mode=WAL")
            for statement in _SCHEMA:
                connection.execute(statement)
            passages_index.create(connection)
            connection.execute(f"PRAGMA user_version={_VERSION}")

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection of the caller's own, closed at the end."""
        mode = "rwc" if self._writable else "ro"
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS
        )
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            yield connection
        finally:
            connection.close()


def _byte_places(data: bytes, places: Any) -> Any:
    """Where in UTF-8 each of some code points (ascending) begins; one behind the last is the end."""
    if data.isascii():
        return places
    begins = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    whole = begins[: len(begins) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.count_nonzero(whole, axis=1))))
    blocks = np.searchsorted(before, places, "right") - 1
    made = np.full(len(places), len(data), np.int64)
    for number, (place, block) in enumerate(zip(places.tolist(), blocks.tolist(), strict=True)):
        inside = np.flatnonzero(begins[block * _BLOCK : (block + 1) * _BLOCK])
        nth = place - int(before[block])
        if nth < len(inside):
            made[number] = block * _BLOCK + int(inside[nth])
    return made


def _put(connection: sqlite3.Connection, one: Entry) -> None:
    text = "INSERT INTO text (id, text, anchors) VALUES (?, ?, ?)"
    connection.execute(text, (one.item, one.text, one.anchors))
    connection.executemany(
        "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?)",
        [(one.item, number, *part) for number, part in enumerate(one.sections)],
    )
    ids = range(one.item << NUMBERS, (one.item << NUMBERS) + len(one.pieces))
    connection.executemany(
        f"INSERT INTO passage ({_PASSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(ids[number], one.item, number, *piece) for number, piece in enumerate(one.pieces)],
    )
    passages_index.put(connection, zip(ids, one.terms, strict=True))


def _drop(connection: sqlite3.Connection, item_ids: Iterable[int]) -> None:
    for item in item_ids:
        if connection.execute("SELECT 1 FROM text WHERE id = ?", (item,)).fetchone() is None:
            continue
        passages_index.drop(connection, [item])
        low, high = item << NUMBERS, (item + 1) << NUMBERS
        connection.execute("DELETE FROM passage WHERE id >= ? AND id < ?", (low, high))
        connection.execute("DELETE FROM section WHERE item = ?", (item,))
        connection.execute("DELETE FROM text WHERE id = ?", (item,))


class LetterCache:
    """The normalised texts last used, by item id, up to a number of letters. Any thread may call."""

    def __init__(self, load: Callable[[int], str], most_letters: int = 6_000_000) -> None:
        self._load = load
        self._most = most_letters
        self._kept: OrderedDict[int, Normalised] = OrderedDict()
        self._letters = 0
        self._lock = threading.Lock()

    def get(self, item_id: int) -> Normalised:
        """The letters of one item; raises what loading its text raises."""
        with self._lock:
            if (known := self._kept.get(item_id)) is not None:
                self._kept.move_to_end(item_id)
                return known
        made = normalise(self._load(item_id))
        with self._lock:
            if item_id not in self._kept:
                self._kept[item_id] = made
                self._letters += len(made.letters)
            while self._letters > self._most and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._letters -= len(oldest.letters)
        return made

    def known(self, item_id: int) -> Normalised | None:
        """The letters of one item if they are at hand."""
        with self._lock:
            return self._kept.get(item_id)

    def forget(self, item_id: int) -> None:
        """Let go of one item."""
        with self._lock:
            if (known := self._kept.pop(item_id, None)) is not None:
                self._letters -= len(known.letters)


class PartCache:
    """Stretches of normalised texts last used, up to a number of letters. Any thread may call.

    They are read in steps of `STEP` letters, so that places near each other are one stretch.
    """

    STEP = 4096

    def __init__(self, most_letters: int = 2_000_000) -> None:
        self._most = most_letters
        self._kept: OrderedDict[tuple[int, int, int], Part] = OrderedDict()
        self._letters = 0
        self._lock = threading.Lock()

    def get(self, item: int, start: int, end: int, load: Callable[[int, int, int], Part]) -> Part:
        """Letters `start` to `end` of an item, and some around them; raises what loading raises."""
        key = item, max(0, start) // self.STEP * self.STEP, -(-max(start, end) // self.STEP) * self.STEP
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return known
        made = load(*key)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._letters += len(made.text.letters)
            while self._letters > self._most and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._letters -= len(oldest.text.letters)
        return made

    def forget(self, item: int) -> None:
        """Let go of one item's."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == item]:
                self._letters -= len(self._kept.pop(key).text.letters)


def gone(item_id: int) -> MuseError:
    """The error for an item that is not in the library (any more)."""
    return MuseError("library.gone", item=item_id)
