"""A draft compared with what its writer wrote elsewhere in the project."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.originality.own import Draft, OwnReport, said_before
from muse_desktop.store.tables.manuscript import Document
from muse_desktop.studio.originality.running import Stopped, project_of, settle

if TYPE_CHECKING:
    from muse_desktop.studio.originality.originality import Progress
    from muse_desktop.studio.studio import Studio

_WRITTEN = ("scene", "chapter", "part")  # a note says what is to be written


def start_own(
    studio: Studio,
    text: str,
    document: int | None,
    project: int | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Future[OwnReport]:
    """Begin it on a thread of the studio."""
    done: Future[OwnReport] = Future()

    def work() -> OwnReport:
        inside = project if project is not None or document is None else project_of(studio, document)
        others = studio.store.read(partial(read_drafts, project=inside, without=document))
        report = said_before(text, document, others, progress, cancelled)
        if cancelled():
            raise Stopped
        return report

    studio.background(lambda: settle(work, done))
    return done


def read_drafts(db: Session, project: int | None, without: int | None) -> list[Draft]:
    """The texts of a project as they are saved, but for one; those in the trash, archived ones and notes are
    none."""
    here = Document.project_id == project, Document.trashed_at.is_(None), Document.archived_at.is_(None)
    rows = db.execute(
        select(Document.id, Document.title, Document.kind, Document.parent_id, Document.text)
        .where(*here)
        .order_by(Document.parent_id, Document.position)
    ).all()
    titles = {row.id: row.title for row in rows if row.kind == "chapter"}
    return [
        Draft(row.id, row.title, titles.get(row.parent_id, ""), row.text)
        for row in rows
        if row.kind in _WRITTEN and row.id != without and row.text.strip()
    ]
