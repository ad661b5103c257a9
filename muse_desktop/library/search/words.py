"""Searching the library by words: which passages have them, best first, and what is shown of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from muse_desktop.library.corpus import Passage
from muse_desktop.library.search.passages_index import NUMBERS
from muse_desktop.library.search.query import Query
from muse_desktop.library.search.values import Cancelled, Hit, Outdated
from muse_desktop.text.search_words import Phrase

MOST_RANKED = 10_000
"""Passages that are ranked. Words that more of them have (the, of) say nothing about which are better."""
_MOST_LOOSE = 60_000  # passages that a search for any of the words looks at
_AROUND = 120  # code points shown before and behind a passage
_STEPS = 20_000  # of SQLite's machine, between two looks at whether the answer is still wanted
_MAPPED = 1 << 31  # bytes of the file that are mapped: reading them needs no copy
_PASSAGE = 'p.id, p.item, p.number, p.start, p."end", p.words, p.heading'


class Ranked(NamedTuple):
    """Ids of passages, best first; how many match, and whether there are more than that."""

    ids: list[int]
    passages: int
    more: bool


@contextmanager
def cancellable(connection: sqlite3.Connection, cancelled: Cancelled) -> Iterator[None]:
    """Raise Outdated from within once `cancelled()` says so."""
    connection.execute(f"PRAGMA mmap_size={_MAPPED}")
    connection.set_progress_handler(lambda: int(cancelled()), _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Outdated from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def ranked(
    connection: sqlite3.Connection, query: Query, chosen: Collection[int] | None, limit: int
) -> Ranked:
    """The passages of the items `chosen` (None: all) that match, at most `limit`.

    Those with the words in a row come first, then by BM25 (the function of FTS5, k1 = 1.2, b = 0.75). Where
    more than MOST_RANKED match, those of the texts that were added last.
    """
    if not query.wanted or (chosen is not None and not chosen):
        return Ranked([], 0, more=False)
    matching, values = _matching(query.expression, chosen)
    sql = f"SELECT rowid FROM passage_word WHERE {matching} ORDER BY rowid DESC LIMIT ?"
    found = [row[0] for row in connection.execute(sql, (*values, MOST_RANKED + 1))]
    more = len(found) > MOST_RANKED
    lowest = found[MOST_RANKED - 1] if more else 0
    best = _best(connection, query.in_a_row, chosen, lowest, limit) if query.in_a_row and found else []
    if len(best) < limit and found:
        known = set(best)
        rest = _best(connection, query.expression, chosen, lowest, limit + len(best))
        best += [one for one in rest if one not in known]
    return Ranked(best[:limit], min(len(found), MOST_RANKED), more)


def loosely(
    connection: sqlite3.Connection, query: Query, chosen: Collection[int] | None, limit: int
) -> list[int]:
    """The passages that have most of the words, the rare ones above all, best first.

    For questions: words so common that with them MOST_LOOSE passages would have to be ranked are left out, as
    long as one is left.
    """
    counts: list[tuple[int, Phrase]] = []
    for phrase in query.wanted:
        matching, values = _matching(phrase.expression, None)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM passage_word WHERE {matching} LIMIT ?)"
        counts.append((connection.execute(sql, (*values, _MOST_LOOSE)).fetchone()[0], phrase))
    counts = sorted((one for one in counts if one[0]), key=lambda one: one[0])
    kept: list[Phrase] = []
    total = 0
    for count, phrase in counts:
        total += count
        if kept and total > _MOST_LOOSE:
            break
        kept.append(phrase)
    if not kept or (chosen is not None and not chosen):
        return []
    return _best(connection, query.any_of(tuple(kept)), chosen, 0, limit)


def obeying(connection: sqlite3.Connection, query: Query, passages: Sequence[int]) -> list[int]:
    """Those of `passages` that have the quotations of the query and nothing that must not be there."""
    expression = query.insisted or query.refused
    if not expression or not passages:
        return list(passages)
    # Not `AND rowid IN (…)`: FTS5 begins the whole match again for each of them, which took seconds.
    sql = "SELECT rowid FROM passage_word WHERE passage_word MATCH ? AND rowid BETWEEN ? AND ?"
    found = {row[0] for row in connection.execute(sql, (expression, min(passages), max(passages)))}
    return [one for one in passages if (one in found) == bool(query.insisted)]


def shown(
    connection: sqlite3.Connection, passages: Sequence[int], query: Query | None = None
) -> dict[int, Hit]:
    """What is shown of passages, by id; those that are gone are not among them."""
    sql = (
        f"SELECT {_PASSAGE}, substr(t.text, max(p.start - ?, 0) + 1, p.\"end\" - max(p.start - ?, 0) + ?)"
        " FROM passage p JOIN text t ON t.id = p.item WHERE p.id = ?"
    )
    found: dict[int, Hit] = {}
    for passage_id in passages:
        row = connection.execute(sql, (_AROUND, _AROUND, _AROUND, passage_id)).fetchone()
        if row is None:
            continue
        passage = Passage(*row[:-1])
        lead = min(passage.start, _AROUND)
        text = row[-1][lead : lead + passage.end - passage.start]
        spans = query.places(text) if query is not None else []
        marks = tuple((passage.start + first, passage.start + last) for first, last in spans)
        around = _between_words(row[-1][:lead], row[-1][lead + len(text) :], at_start=passage.start == lead)
        found[passage_id] = Hit(passage, text, *around, marks, 0.0)
    return found


def _between_words(before: str, after: str, *, at_start: bool) -> tuple[str, str]:
    """What stands around a passage, not broken off inside a word where there are spaces."""
    if not at_start and 0 <= (cut := before.find(" ")) < _AROUND // 4:
        before = before[cut + 1 :]
    if len(after) == _AROUND and (cut := after.rfind(" ")) > _AROUND * 3 // 4:
        after = after[:cut]
    return before, after


def _best(
    connection: sqlite3.Connection, expression: str, chosen: Collection[int] | None, lowest: int, limit: int
) -> list[int]:
    matching, values = _matching(expression, chosen)
    sql = (
        f"SELECT rowid, bm25(passage_word) AS badness FROM passage_word WHERE {matching} AND rowid >= ?"
        " ORDER BY badness, rowid LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (*values, lowest, limit))]


def _matching(expression: str, chosen: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    """The condition that passages match and belong to the items chosen, and its values."""
    if chosen is None:
        return "passage_word MATCH ?", (expression,)
    inside = f"passage_word MATCH ? AND (rowid >> {NUMBERS}) IN (SELECT value FROM json_each(?))"
    return inside, (expression, msgspec.json.encode(sorted(chosen)).decode())
