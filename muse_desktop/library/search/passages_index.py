"""The index of words over the library's passages: an FTS5 table beside `passage` and `text` in library.db.

Only the folded terms' places are kept, never the text a second time. Every function works inside the caller's
transaction, so that a passage and its terms come and go together. A passage's id says whose it is:
`passage_id(item, number)`; the passages of one item are therefore one range of ids.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

from muse_desktop.text import search_words

NUMBERS = 20
"""So many bits of a passage's id count it within its item; the item's id stands above them."""

_VERSION = 1
_STAMP = f"{_VERSION} {unicodedata.unidata_version}"  # other Unicode, other letters: made again

_LINE_BREAKS = str.maketrans("\n\r", "  ")
# These part words and are all that keeps most English prose from the fast way of plain ASCII.
_SIGNS = str.maketrans(dict.fromkeys("‘’“”–—…«»£", " "))

# No prefix index: it would triple the table, and a beginning of three letters is found fast without.
_SCHEMA = (
    "CREATE VIRTUAL TABLE passage_word USING fts5(terms, content='', tokenize='ascii')",
    "CREATE TABLE passage_word_made (what TEXT NOT NULL)",
)


def passage_id(item: int, number: int) -> int:
    """The id of passage `number` (from 0) of an item; ids of one item ascend with their numbers."""
    if not 0 <= number < 1 << NUMBERS:
        raise ValueError("an item has at most a million passages")
    return item << NUMBERS | number


def item_of(passage: int) -> int:
    """The item that a passage belongs to."""
    return passage >> NUMBERS


def flat(text: str) -> str:
    """`text` with its lines joined, of the same length: a phrase goes on behind the end of a line, because
    most books were wrapped by hand."""
    return text.translate(_LINE_BREAKS)


def terms(text: str) -> str:
    """What the index keeps of a passage's text."""
    joined = flat(text)
    if not joined.isascii() and (plain := joined.translate(_SIGNS)).isascii():
        joined = plain
    return search_words.terms(joined)


def create(connection: sqlite3.Connection) -> None:
    """Make the empty index; once, when library.db is made. Raises sqlite3.Error."""
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO passage_word_made (what) VALUES (?)", (_STAMP,))


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index is there, was made by this version and has as many passages as there are; otherwise
    library.db has to be made again. Some milliseconds; raises sqlite3.DatabaseError where it is damaged."""
    counted = "SELECT (SELECT count(*) FROM passage_word_docsize) - (SELECT count(*) FROM passage)"
    try:
        if connection.execute("SELECT what FROM passage_word_made").fetchone() != (_STAMP,):
            return False
        connection.execute("SELECT rowid FROM passage_word WHERE passage_word MATCH 'a' LIMIT 1").fetchall()
        return bool(connection.execute(counted).fetchone() == (0,))
    except sqlite3.OperationalError:  # no such table
        return False


def put(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index passages: (passage id, `terms(text of the passage)`). Raises sqlite3.Error.

    The terms are made by the caller, because a worker process can do that while
    this connection writes. Ids should ascend: FTS5 keeps them in that order.
    """
    connection.executemany("INSERT INTO passage_word (rowid, terms) VALUES (?, ?)", rows)


def drop(connection: sqlite3.Connection, item_ids: Iterable[int]) -> None:
    """Take all passages of these items out of the index. Call it before their `text` and `passage` go.

    Raises sqlite3.Error.
    """
    for item in item_ids:
        drop_rows(connection, _indexed(connection, item))


def drop_rows(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take passages out: the very rows that `put` was given. Raises sqlite3.Error."""
    delete = "INSERT INTO passage_word (passage_word, rowid, terms) VALUES ('delete', ?, ?)"
    connection.executemany(delete, rows)


def compact(connection: sqlite3.Connection) -> None:
    """Merge the index into one part: searches get faster, and no word of a dropped passage is left in it.

    Takes some seconds for ten million words; outside a transaction. Raises sqlite3.Error.
    """
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("INSERT INTO passage_word (passage_word) VALUES ('optimize')")


def _indexed(connection: sqlite3.Connection, item: int) -> Iterator[tuple[int, str]]:
    """What `put` was given for an item, made again from its text."""
    row = connection.execute("SELECT text FROM text WHERE id = ?", (item,)).fetchone()
    if row is None:
        return
    places = 'SELECT id, start, "end" FROM passage WHERE item = ?'
    for passage, start, end in connection.execute(places, (item,)).fetchall():
        yield passage, terms(row[0][start:end])
