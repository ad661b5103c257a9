"""Where each document stands: its project, its parent, its place among its siblings, the trash.

`position` counts all siblings, those in the trash and archived ones too; so putting a document away
changes nobody's place, and it comes back to its own. Everything here runs inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.store import tables
from muse_desktop.store.clock import now

Siblings = tuple[int, int | None]
"""A project and a parent in it (None: the top level): what documents with the same places share."""


class Place(NamedTuple):
    """Where a document stands, as its row says."""

    id: int
    project_id: int
    parent_id: int | None
    position: int
    trashed_at: str | None
    trashed_with: int | None

    @property
    def put_away(self) -> int | None:
        """The document it was put into the trash with (perhaps itself), or None outside the trash."""
        return None if self.trashed_at is None else self.trashed_with or self.id


class Shape:
    """All documents as a tree, whatever their rows say.

    A parent that is missing, in another project or below its own child (only a change from outside does
    that) counts as none: nothing is out of reach.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        """`places` in the order of projects and positions."""
        self._places = {place.id: place for place in places}
        self.parent: dict[int, int | None] = {}
        self.depth: dict[int, int] = {}
        self.order: list[int] = []  # as it is read: each before what is inside it
        rows: dict[Siblings, list[int]] = {}
        for place in self._places.values():
            above = self._places.get(place.parent_id or 0)
            self.parent[place.id] = above.id if above and above.project_id == place.project_id else None
            rows.setdefault((place.project_id, self.parent[place.id]), []).append(place.id)
        self._rows = rows
        self._walk()

    @classmethod
    def read(cls, db: Session) -> Shape:
        """The present one."""
        row = tables.Document
        query = (
            select(row.id, row.project_id, row.parent_id, row.position, row.trashed_at, row.trashed_with)
            .join(tables.Project, tables.Project.id == row.project_id)
            .order_by(tables.Project.position, tables.Project.id, row.position, row.id)
        )
        return cls(Place(*found) for found in db.execute(query))

    def place(self, document_id: int) -> Place:
        """Where a document stands. Raises MuseError manuscript.no_document."""
        try:
            return self._places[document_id]
        except KeyError:
            raise MuseError("manuscript.no_document", document=document_id) from None

    def siblings(self, document_id: int) -> Siblings:
        """The project and the parent of a document."""
        return self.place(document_id).project_id, self.parent[document_id]

    def row(self, siblings: Siblings) -> list[int]:
        """The documents at one place of the tree, in order, those in the trash too."""
        return list(self._rows.get(siblings, ()))

    def inside(self, document_id: int) -> list[int]:
        """The children of a document, in order."""
        return self.row((self.place(document_id).project_id, document_id))

    def below(self, document_id: int) -> list[int]:
        """Everything inside a document, in the order it is read."""
        found: list[int] = []
        waiting = self.inside(document_id)[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(self.inside(found[-1])[::-1])
        return found

    def above(self, document_id: int) -> list[int]:
        """The parents of a document, the nearest first."""
        found: list[int] = []
        parent = self.parent[document_id]
        while parent is not None:
            found.append(parent)
            parent = self.parent[parent]
        return found

    def put_away_with(self, document_id: int) -> list[int]:
        """A document in the trash and what is inside it and came there together with it."""
        group = self.place(document_id).put_away
        found, waiting = [], [document_id]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(one for one in self.inside(found[-1]) if self.place(one).put_away == group)
        return found

    def _walk(self) -> None:
        for top in [row for (_, parent), row in self._rows.items() if parent is None]:
            for document_id in top:
                self._reach(document_id)
        for document_id in self._places:
            if document_id not in self.depth:  # one of a circle: let it begin here
                place = self._places[document_id]
                self._rows[place.project_id, self.parent[document_id]].remove(document_id)
                self.parent[document_id] = None
                self._rows.setdefault((place.project_id, None), []).append(document_id)
                self._reach(document_id)

    def _reach(self, top: int) -> None:
        waiting = [(top, 0)]
        while waiting:
            document_id, depth = waiting.pop()
            self.order.append(document_id)
            self.depth[document_id] = depth
            waiting.extend((child, depth + 1) for child in self.inside(document_id)[::-1])


def next_position(db: Session, project_id: int, parent_id: int | None = None) -> int:
    """The place after the last document of a project, or of a parent in it."""
    row = tables.Document
    same = row.project_id == project_id, row.parent_id.is_not_distinct_from(parent_id)
    last = db.scalar(select(func.max(row.position)).where(*same))
    return 0 if last is None else last + 1


def live_parent(shape: Shape, parent_id: int) -> Place:
    """The place of a document that others may go into.

    Raises MuseError manuscript.no_document, manuscript.in_trash.
    """
    place = shape.place(parent_id)
    if place.trashed_at is not None:
        raise MuseError("manuscript.in_trash", document=parent_id)
    return place


def number(db: Session, shape: Shape, siblings: Siblings, row: Sequence[int]) -> None:
    """Make `row` the documents at that place, counted from 0."""
    project_id, parent_id = siblings
    changed: list[dict[str, Any]] = []
    for position, document_id in enumerate(row):
        there = shape.place(document_id)
        if (there.project_id, there.parent_id, there.position) != (project_id, parent_id, position):
            changed.append(
                {"id": document_id, "project_id": project_id, "parent_id": parent_id, "position": position}
            )
    if changed:
        db.execute(update(tables.Document), changed)


def reorder(db: Session, document_ids: Sequence[int]) -> None:
    """Put siblings in this order; others keep their places behind them."""
    shape = Shape.read(db)
    place = {document_id: at for at, document_id in enumerate(document_ids)}
    for siblings in {shape.siblings(document_id) for document_id in document_ids}:
        number(db, shape, siblings, sorted(shape.row(siblings), key=lambda one: place.get(one, len(place))))


def move(
    db: Session,
    document_ids: Sequence[int],
    project_id: int | None,
    parent_id: int | None,
    before: int | None,
) -> None:
    """See `ManuscriptTree.move`."""
    shape = Shape.read(db)
    chosen = dict.fromkeys(document_ids)
    moved = [one for one in chosen if shape.place(one) and not chosen.keys() & set(shape.above(one))]
    if not moved:
        return
    siblings = _target(db, shape, moved, project_id, parent_id)
    row = shape.row(siblings)
    while before in moved:  # dropped on itself: it goes where it is, before the next one that stays
        after = row[row.index(before) + 1 :] if before in row else []
        before = after[0] if after else None
    row = [one for one in row if one not in moved]
    at = row.index(before) if before in row else len(row)
    take_out(db, shape, moved, siblings)
    number(db, shape, siblings, [*row[:at], *moved, *row[at:]])
    away = [one for document_id in moved for one in _project_changes(shape, document_id, siblings[0])]
    if away:
        db.execute(update(tables.Document), [{"id": one, "project_id": siblings[0]} for one in away])
    _live(db, [one for top in moved if shape.place(top).put_away for one in shape.put_away_with(top)])


def take_out(db: Session, shape: Shape, moved: Sequence[int], target: Siblings) -> None:
    """Close the gaps that `moved` leave at every place but `target`."""
    for siblings in {shape.siblings(one) for one in moved} - {target}:
        number(db, shape, siblings, [one for one in shape.row(siblings) if one not in moved])


def trash(db: Session, document_id: int) -> None:
    """Put a document into the trash with everything inside it that is not there yet."""
    shape = Shape.read(db)
    if shape.place(document_id).trashed_at is not None:
        return
    at = now()
    along = [one for one in shape.below(document_id) if shape.place(one).trashed_at is None]
    rows = [{"id": one, "trashed_at": at, "trashed_with": document_id} for one in along]
    db.execute(
        update(tables.Document), [{"id": document_id, "trashed_at": at, "trashed_with": None}, *rows]
    )


def restore(db: Session, document_id: int) -> None:
    """Take a document and what went with it out of the trash, back to its place.

    While its parent is in the trash it goes before the outermost parent that is.
    """
    shape = Shape.read(db)
    if shape.place(document_id).trashed_at is None:
        return
    gone = [one for one in shape.above(document_id) if shape.place(one).trashed_at is not None]
    if gone:
        siblings = shape.siblings(gone[-1])
        row = shape.row(siblings)
        at = row.index(gone[-1])
        take_out(db, shape, [document_id], siblings)
        number(db, shape, siblings, [*row[:at], document_id, *row[at:]])
    _live(db, shape.put_away_with(document_id))


def _live(db: Session, document_ids: Sequence[int]) -> None:
    if document_ids:
        values = {"trashed_at": None, "trashed_with": None}
        db.execute(update(tables.Document), [{"id": one, **values} for one in document_ids])


def _target(
    db: Session, shape: Shape, moved: Sequence[int], project_id: int | None, parent_id: int | None
) -> Siblings:
    if parent_id is None:
        project_id = shape.place(moved[0]).project_id if project_id is None else project_id
        if db.get(tables.Project, project_id) is None:
            raise MuseError("manuscript.no_project", project=project_id)
        return project_id, None
    place = live_parent(shape, parent_id)
    if {parent_id, *shape.above(parent_id)} & set(moved):
        raise MuseError("manuscript.into_itself", document=moved[0])
    return place.project_id, parent_id


def _project_changes(shape: Shape, document_id: int, project_id: int) -> list[int]:
    return shape.below(document_id) if shape.place(document_id).project_id != project_id else []
