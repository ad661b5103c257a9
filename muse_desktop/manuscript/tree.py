"""The tree of a workspace: projects, and in them parts, chapters, scenes and notes.

Any document may have a text and may hold others; which kind goes into which is the writer's business. Each
operation is one transaction: after a kill it happened or it did not. Moving, putting away and describing
touch no text, so an open session goes on undisturbed. `split` and `merge` refuse a document that has an
open session (MuseError manuscript.is_open): the page holds the text, and typing into one that is no longer
there would end as a conflict. Close the session (which saves), do it, open again. `duplicate` saves an open
session first and lets it be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript import dividing
from muse_desktop.manuscript import shape as places
from muse_desktop.manuscript.clean import clean_insert
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.shape import Place, Shape
from muse_desktop.manuscript.tree_values import KINDS, Node, NodeKind, OutlineRow, Tree, outline
from muse_desktop.store import tables
from muse_desktop.store.clock import now

T = TypeVar("T")


class ManuscriptTree:
    """The documents of a manuscript as a tree. Use it on the thread that uses the manuscript."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript

    def read(self) -> Tree:
        """The whole tree as it is saved, in one query."""
        return self._manuscript.store.read(_tree)

    def outline(self, project_id: int) -> list[OutlineRow]:
        """The rows of the outline table of a project."""
        return outline(self.read(), project_id)

    def move(
        self,
        document_ids: Sequence[int],
        parent_id: int | None = None,
        before: int | None = None,
        project_id: int | None = None,
    ) -> None:
        """Put documents, with everything inside them, into `parent_id`, in front of its child `before`.

        Without a parent they go to the top level of `project_id` (their own if None); without `before`, or
        when it is not there any more, to the end. A document whose parent moves too stays in it. Between
        projects they go with everything: texts, origins, history. What is in the trash comes out of it.
        Raises MuseError manuscript.no_document, manuscript.no_project, manuscript.in_trash (the parent is),
        manuscript.into_itself.
        """
        ids = tuple(document_ids)
        self._write(
            partial(places.move, document_ids=ids, project_id=project_id, parent_id=parent_id, before=before)
        )

    def duplicate(self, document_id: int) -> int:
        """A second document like this one, with everything inside it, right behind it; its id.

        Texts have the same origins. What is in the trash is left out. An open session is saved first.
        Raises MuseError manuscript.no_document, manuscript.in_trash and, where saving fails, its error.
        """
        opened = self._save_all()
        manuscript = self._manuscript
        return self._write(
            partial(
                dividing.duplicate,
                book=manuscript.book,
                document_id=document_id,
                opened=opened,
                language=manuscript.language,
            )
        )

    def split(self, document_id: int, position: int, title: str | None = None) -> int:
        """Put what stands from code point `position` on into a new document right behind; its id.

        What is inside the document goes with its end, so nothing changes its place in reading. The new one
        is of the same kind, status, label and point of view; synopsis and target stay. Raises MuseError
        manuscript.no_document, manuscript.is_open, manuscript.in_trash, manuscript.no_place.
        """
        self._refuse_open([document_id])
        manuscript = self._manuscript
        return self._write(
            partial(
                dividing.split,
                book=manuscript.book,
                document_id=document_id,
                position=position,
                title=clean_insert(title) if title else None,
                language=manuscript.language,
            )
        )

    def merge(self, document_ids: Sequence[int]) -> int:
        """Make neighbours one document, the first of them, with a scene break between their texts; its id.

        Origins are kept, synopses joined, targets added. The others go into the trash as they were; what is
        inside the last comes along. Raises MuseError manuscript.no_document, manuscript.is_open,
        manuscript.in_trash, manuscript.not_neighbours, manuscript.other_kind (a note with a scene),
        manuscript.something_inside (anything inside one that is not the last: the order would change).
        """
        if not document_ids:
            raise MuseError("manuscript.not_neighbours")
        self._refuse_open(document_ids)
        ids = tuple(document_ids)
        return self._write(partial(dividing.merge, book=self._manuscript.book, document_ids=ids))

    def check_merge(self, document_ids: Sequence[int]) -> None:
        """Raise what `merge` would refuse these documents for, whether they are open or not."""
        if not document_ids:
            raise MuseError("manuscript.not_neighbours")
        ids = tuple(document_ids)
        self._manuscript.store.read(partial(dividing.check_merge, document_ids=ids))

    def archive(self, document_id: int) -> None:
        """Put a document aside with what is inside it: still there, out of the manuscript and its counts."""
        self._write(partial(_set, document_ids=(document_id,), values={"archived_at": now()}))

    def unarchive(self, document_id: int) -> None:
        """Take a document back, at the place it had."""
        self._write(partial(_set, document_ids=(document_id,), values={"archived_at": None}))

    def trash(self, document_id: int) -> None:
        """Put a document with everything inside it into the trash; nothing is deleted."""
        self._manuscript.trash(document_id)

    def restore(self, document_id: int) -> None:
        """Take a document, and what went with it, out of the trash, back to its old place.

        While its parent is in the trash it goes right before that one.
        """
        self._manuscript.restore(document_id)

    def describe(
        self,
        document_ids: Sequence[int],
        *,
        title: str | None = None,
        kind: NodeKind | None = None,
        status: str | None = None,
        label: str | None = None,
        synopsis: str | None = None,
        point_of_view: str | None = None,
        target: int | None = None,
        compiled: bool | None = None,
    ) -> None:
        """Set what is noted about documents; None leaves it. `target` in words, 0 is none.

        Raises MuseError manuscript.no_document (and changes nothing), ValueError for another kind or a
        target below 0.
        """
        if kind is not None and kind not in KINDS:
            raise ValueError(f"no kind of document: {kind}")
        _refuse_negative(target)
        texts = {
            "title": title,
            "status": status,
            "label": label,
            "synopsis": synopsis,
            "point_of_view": point_of_view,
        }
        given: dict[str, Any] = {"kind": kind, "target": target, "compiled": compiled, **texts}
        values = {
            name: clean_insert(value) if isinstance(value, str) else value
            for name, value in given.items()
            if value is not None
        }
        if values:
            self._write(partial(_set, document_ids=tuple(document_ids), values=values))
        if title is not None:
            for document_id in document_ids:
                self._manuscript.retitle(document_id, values["title"])

    def rename_project(self, project_id: int, title: str) -> None:
        """Give a project another title. Raises MuseError manuscript.no_project."""
        self._write(partial(_set_project, project_id=project_id, values={"title": clean_insert(title)}))

    def reorder_projects(self, project_ids: Sequence[int]) -> None:
        """Put these projects in this order; others keep their places behind them."""
        self._write(partial(_reorder_projects, project_ids=tuple(project_ids)))

    def set_goals(
        self,
        project_id: int,
        *,
        target: int | None = None,
        day_target: int | None = None,
        deadline: date | None = None,
    ) -> None:
        """Set the goals of a project: words in all and per day (None or 0: none), the last day.

        Raises MuseError manuscript.no_project, ValueError for a target below 0.
        """
        _refuse_negative(target)
        _refuse_negative(day_target)
        values = {
            "target": target or 0,
            "day_target": day_target or 0,
            "deadline": deadline.isoformat() if deadline else None,
        }
        self._write(partial(_set_project, project_id=project_id, values=values))

    def _write(self, work: Callable[[Session], T]) -> T:
        return self._manuscript.store.write(work).result()

    def _refuse_open(self, document_ids: Sequence[int]) -> None:
        for document_id in document_ids:
            session = self._manuscript.opened(document_id)
            if session is not None:
                raise MuseError("manuscript.is_open", title=session.title)

    def _save_all(self) -> set[int]:
        """Save what is open; the ids."""
        sessions = self._manuscript.open_sessions()
        for saved in [session.save() for session in sessions]:
            saved.result()
        return {session.id for session in sessions}


def _tree(db: Session) -> Tree:
    row = tables.Document
    query = (
        select(
            row.id,
            row.project_id,
            row.parent_id,
            row.position,
            row.trashed_at,
            row.trashed_with,
            row.kind,
            row.title,
            row.status,
            row.label,
            row.synopsis,
            row.point_of_view,
            row.target,
            row.words,
            row.compiled,
            row.archived_at,
            row.created_at,
            row.updated_at,
        )
        .join(tables.Project, tables.Project.id == row.project_id)
        .order_by(tables.Project.position, tables.Project.id, row.position, row.id)
    )
    rows = {found.id: found for found in db.execute(query)}
    shape = Shape(Place(*found[:6]) for found in rows.values())
    archived: set[int] = set()
    nodes: list[Node] = []
    for document_id in shape.order:
        values = rows[document_id]._asdict()
        parent = shape.parent[document_id]
        if values["archived_at"] is not None or parent in archived:
            archived.add(document_id)
        if values["kind"] not in KINDS:  # written by hand: still a text to be read
            values["kind"] = "scene"
        values |= {"parent_id": parent, "depth": shape.depth[document_id]}
        nodes.append(Node(archived=document_id in archived, **values))
    return Tree(nodes)


def _set(db: Session, document_ids: Sequence[int], values: dict[str, Any]) -> None:
    row = tables.Document
    change = update(row).where(row.id.in_(document_ids)).values(**values).returning(row.id)
    found = set(db.scalars(change))
    for document_id in document_ids:
        if document_id not in found:
            raise MuseError("manuscript.no_document", document=document_id)


def _set_project(db: Session, project_id: int, values: dict[str, Any]) -> None:
    row = tables.Project
    if db.execute(update(row).where(row.id == project_id).values(**values).returning(row.id)).first() is None:
        raise MuseError("manuscript.no_project", project=project_id)


def _reorder_projects(db: Session, project_ids: tuple[int, ...]) -> None:
    place = {project_id: at for at, project_id in enumerate(project_ids)}
    row = tables.Project
    every = list(db.scalars(select(row.id).order_by(row.position, row.id)))
    ordered = sorted(every, key=lambda project_id: place.get(project_id, len(place)))
    if ordered:
        db.execute(update(row), [{"id": one, "position": at} for at, one in enumerate(ordered)])


def _refuse_negative(target: int | None) -> None:
    if target is not None and target < 0:
        raise ValueError(f"a target is not below 0: {target}")
