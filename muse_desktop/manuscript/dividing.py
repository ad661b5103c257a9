"""Texts that become two, or one, or are there twice: each with the origin of every character.

Everything here runs inside a transaction. The ledger gets a record of what was done and the hash of each text
that comes out of it, so that the audit covers both at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.manuscript import shape as places
from muse_desktop.manuscript.opening import recovered
from muse_desktop.manuscript.saving import keep_version, text_hash
from muse_desktop.manuscript.shape import Shape
from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.text.count import manuscript_words

BREAK = "***"
"""What stands between two scenes that became one, on a line of its own."""

# What a new document has from the one it was made of.
_NOTED = ("status", "label", "point_of_view", "compiled", "kind", "archived_at")


def split(
    db: Session, book: OriginBook, document_id: int, position: int, title: str | None, language: Language
) -> int:
    """See `ManuscriptTree.split`."""
    shape = Shape.read(db)
    places.live_parent(shape, document_id)
    recovered(db, book, document_id)
    row = _row(db, document_id)
    if not 0 <= position <= len(row.text):
        raise MuseError("manuscript.no_place", title=row.title, position=position)
    text, runs = row.text, Runs.decode(row.runs)
    name = title or message("manuscript.second_half", language, title=row.title)
    second = _new(row, name, text[position:], Runs(runs.slice(position, len(text))))
    _add(db, second, document_id, "split")
    payload = {"start": position, "removed": len(text) - position, "into": second.id}
    _rewrite(db, row, text[:position], Runs(runs.slice(0, position)), "split", payload)
    children = shape.inside(document_id)  # they follow the text in reading, so they follow its end
    if children:
        db.execute(
            update(tables.Document), [{"id": one, "parent_id": second.id} for one in children]
        )
    _behind(db, shape, document_id, [second.id])
    return second.id


def merge(db: Session, book: OriginBook, document_ids: Collection[int]) -> int:
    """See `ManuscriptTree.merge`."""
    shape = Shape.read(db)
    first, *others = _neighbours(db, shape, document_ids)
    rows = [_row(db, one) for one in (first, *others)]
    _same_kind(shape, rows)
    for one in (first, *others):
        recovered(db, book, one)
    kept, joined = rows[0], _Joined(rows[0], book)
    for row in rows[1:]:
        joined.add(row)
    ledger.record_origins(db, book)
    start = len(kept.text)
    payload = {"start": start, "inserted": len(joined.text) - start, "from": others}
    kept.synopsis = "\n".join(row.synopsis for row in rows if row.synopsis)
    kept.target = sum(row.target for row in rows)
    _rewrite(db, kept, joined.text, Runs(joined.runs), "merged", payload)
    children = shape.inside(others[-1])
    if children:
        places.number(db, shape, (kept.project_id, first), [*shape.inside(first), *children])
    for one in others:
        places.trash(db, one)
    return first


def check_merge(db: Session, document_ids: Collection[int]) -> None:
    """See `ManuscriptTree.check_merge`."""
    shape = Shape.read(db)
    _same_kind(shape, [_row(db, one) for one in _neighbours(db, shape, document_ids)])


def duplicate(
    db: Session, book: OriginBook, document_id: int, opened: Collection[int], language: Language
) -> int:
    """See `ManuscriptTree.duplicate`. `opened`: documents with a session, which are saved already."""
    shape = Shape.read(db)
    places.live_parent(shape, document_id)
    copies: dict[int, int] = {}
    for one in (document_id, *shape.below(document_id)):
        if shape.place(one).trashed_at is not None:
            continue
        if one not in opened:
            recovered(db, book, one)
        row = _row(db, one)
        top = one == document_id
        title = message("manuscript.copy_title", language, title=row.title) if top else row.title
        copy = _new(row, title, row.text, Runs.decode(row.runs))
        copy.synopsis, copy.target = row.synopsis, row.target
        if not top:
            copy.parent_id = copies[row.parent_id or 0]
            copy.position = places.next_position(db, row.project_id, copy.parent_id)
        _add(db, copy, one, "duplicate")
        copies[one] = copy.id
    _behind(db, shape, document_id, [copies[document_id]])
    return copies[document_id]


class _Joined:
    """A text that others are put behind, with a break between where both sides have something."""

    def __init__(self, row: tables.Document, book: OriginBook) -> None:
        self.text = row.text
        self.runs: list[Run] = list(Runs.decode(row.runs))
        self._book = book
        self._document_id = row.id
        self._origin: int | None = None

    def add(self, row: tables.Document) -> None:
        gap = _gap(self.text, row.text)
        if gap:
            self.runs.append(Run(len(gap), self._break()))
        self.text += gap + row.text
        self.runs.extend(Runs.decode(row.runs))

    def _break(self) -> int:
        if self._origin is None:
            add = self._book.add
            self._origin = add(Kind.AUTOCORRECTED, document_id=self._document_id, source="scene break")
        return self._origin


def _gap(before: str, after: str) -> str:
    """A scene break with a blank line on both sides, counting the line breaks that are there."""
    if not before.strip() or not after.strip():
        return ""
    above = len(before) - len(before.rstrip("\n"))
    below = len(after) - len(after.lstrip("\n"))
    return "\n" * max(0, 2 - above) + BREAK + "\n" * max(0, 2 - below)


def _neighbours(db: Session, shape: Shape, document_ids: Collection[int]) -> list[int]:
    """The documents in order. Raises MuseError unless they are neighbours outside the trash.

    What is archived between them does not part them: a writer does not see it there.
    """
    for one in document_ids:
        places.live_parent(shape, one)
    siblings = shape.siblings(next(iter(document_ids)))
    aside = set(db.scalars(select(tables.Document.id).where(tables.Document.archived_at.is_not(None))))
    aside -= set(document_ids)
    row = [one for one in shape.row(siblings) if shape.place(one).trashed_at is None and one not in aside]
    chosen = [one for one in row if one in document_ids]
    at = row.index(chosen[0])
    if len(chosen) < 2 or chosen != row[at : at + len(set(document_ids))]:
        raise MuseError("manuscript.not_neighbours")
    return chosen


def _same_kind(shape: Shape, rows: Sequence[tables.Document]) -> None:
    if len({row.kind for row in rows}) > 1:
        raise MuseError("manuscript.other_kind")
    for row in rows[:-1]:
        if any(shape.place(one).trashed_at is None for one in shape.inside(row.id)):
            raise MuseError("manuscript.something_inside", title=row.title)


def _new(row: tables.Document, title: str, text: str, runs: Runs) -> tables.Document:
    """A new document at the place of `row`, with what is noted about it."""
    at = now()
    noted: dict[str, Any] = {name: getattr(row, name) for name in _NOTED}
    return tables.Document(
        project_id=row.project_id,
        parent_id=row.parent_id,
        position=row.position,
        title=title,
        text=text,
        runs=runs.encode(),
        text_hash=text_hash(text),
        words=manuscript_words(text),
        created_at=at,
        updated_at=at,
        **noted,
    )


def _add(db: Session, row: tables.Document, source: int, how: str) -> None:
    """Insert `row`, made of document `source`, with its record and its first version."""
    db.add(row)
    db.flush()
    payload = {"kind": how, "from": source, "length": len(row.text), "text": row.text_hash}
    ledger.append(db, "created", document_id=row.id, payload=payload)
    keep_version(db, row.id, row.text, Runs.decode(row.runs))


def _rewrite(
    db: Session, row: tables.Document, text: str, runs: Runs, kind: str, payload: dict[str, Any]
) -> None:
    """Give a document another text, with a record of `kind` and a version."""
    row.text, row.runs, row.text_hash = text, runs.encode(), text_hash(text)
    row.words, row.updated_at, row.version = manuscript_words(text), now(), row.version + 1
    db.flush()
    ledger.append(db, kind, document_id=row.id, payload=payload)
    keep_version(db, row.id, text, runs)


def _behind(db: Session, shape: Shape, document_id: int, added: Sequence[int]) -> None:
    """Give `added`, which `shape` does not know, the places behind a document."""
    siblings = shape.siblings(document_id)
    row = shape.row(siblings)
    at = row.index(document_id) + 1
    places.number(db, Shape.read(db), siblings, [*row[:at], *added, *row[at:]])


def _row(db: Session, document_id: int) -> tables.Document:
    row = db.get(tables.Document, document_id)
    if row is None:
        raise MuseError("manuscript.no_document", document=document_id)
    return row
