"""Many documents that come in at once, from one file: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.formats.annotations import Authored
from muse_desktop.manuscript import shape as places
from muse_desktop.manuscript.clean import clean_document, clean_insert
from muse_desktop.manuscript.manuscript import Manuscript, new_project
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store import tables


@dataclass(frozen=True)
class NewDocument:
    """A document to be made. `parent`: the place in the list, before its own, of the one it goes into.

    `claims`: who wrote what of the text, as the file says.
    """

    kind: NodeKind
    title: str
    text: str
    parent: int | None = None
    claims: tuple[Authored, ...] = ()


@dataclass(frozen=True)
class Brought:
    """What came in: the documents in the order given, those at the top level, and their words."""

    project: int
    documents: tuple[int, ...]
    tops: tuple[int, ...]
    words: int


def bring_in(
    manuscript: Manuscript,
    documents: Sequence[NewDocument],
    source: str,
    project_id: int | None = None,
    title: str = "",
) -> Brought:
    """Make `documents` at the end of a project, or in a new one called `title`; waits for the disk.

    Each text is `imported` from `source`; who wrote it by its `claims` stands in the origins as what the file
    says (provenance/claims.py). One transaction: after a kill all are there or none.
    Raises MuseError manuscript.no_project, ValueError for a parent that does not stand before its child.
    """
    if any(one.parent is not None and not 0 <= one.parent < at for at, one in enumerate(documents)):
        raise ValueError("a document comes after the one it goes into")
    work = partial(
        _bring_in,
        manuscript=manuscript,
        documents=tuple(documents),
        source=source,
        project_id=project_id,
        title=clean_insert(title),
    )
    return manuscript.store.write(work).result()


def _bring_in(
    db: Session,
    manuscript: Manuscript,
    documents: Sequence[NewDocument],
    source: str,
    project_id: int | None,
    title: str,
) -> Brought:
    if project_id is None:
        project_id = new_project(db, title)
    elif db.get(tables.Project, project_id) is None:
        raise MuseError("manuscript.no_project", project=project_id)
    made: list[int] = []
    tops: list[int] = []
    words = 0
    next_place: dict[int | None, int] = {None: places.next_position(db, project_id)}
    for one in documents:
        parent = None if one.parent is None else made[one.parent]
        place = next_place.get(parent, 0)
        next_place[parent] = place + 1
        row = tables.Document(
            title=clean_insert(one.title),
            text=clean_document(one.text),
            kind=one.kind,
            parent_id=parent,
            project_id=project_id,
            position=place,
        )
        manuscript.add(db, row, Kind.IMPORTED, source, one.claims if row.text == one.text else ())
        made.append(row.id)
        words += row.words if one.kind != "note" else 0
        if parent is None:
            tops.append(row.id)
    return Brought(project_id, tuple(made), tuple(tops), words)
