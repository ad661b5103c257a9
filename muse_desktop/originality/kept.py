"""What a project's checks need of the database: how they are set, what they leave out, its own drafts.

For `Store.read` and `Store.write`.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.originality.exclusions import Exclusion, ExclusionKind
from muse_desktop.originality.own import Draft
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.store.clock import now
from muse_desktop.store.tables.checks import OriginalityExclusion, OriginalitySetting
from muse_desktop.store.tables.manuscript import Document

T = TypeVar("T", bound=msgspec.Struct)
Part = Literal["view", "guard"]
_WRITTEN = ("scene", "chapter", "part")  # a note says what is to be written


def read_setting(db: Session, project: int, part: Part, kind: type[T]) -> T:
    """One part of a project's settings; the defaults where there are none or they cannot be understood."""
    row = db.get(OriginalitySetting, project)
    try:
        return msgspec.convert(getattr(row, part) if row is not None else {}, kind, strict=False)
    except msgspec.ValidationError:
        return kind()


def write_setting(db: Session, project: int, part: Part, value: msgspec.Struct) -> None:
    """Keep one part of a project's settings."""
    row = db.get(OriginalitySetting, project)
    if row is None:
        row = OriginalitySetting(project_id=project, view={}, guard={})
        db.add(row)
    setattr(row, part, msgspec.to_builtins(value))
    row.updated_at = now()


def read_view(db: Session, project: int) -> ViewSettings:
    """What the checks of a project show."""
    return read_setting(db, project, "view", ViewSettings)


def read_exclusions(db: Session, project: int) -> tuple[Exclusion, ...]:
    """What the checks of a project leave out, the first first."""
    kept = OriginalityExclusion
    rows = db.scalars(select(kept).where(kept.project_id == project).order_by(kept.id))
    return tuple(_exclusion(row) for row in rows)


def _exclusion(row: OriginalityExclusion) -> Exclusion:
    known: dict[str, ExclusionKind] = {"source": "source", "phrase": "phrase", "hit": "hit"}
    kind = known.get(row.kind, "hit")
    return Exclusion(row.id, kind, row.original_sha256, row.title, row.text, row.reason, row.at)


def add_exclusion(db: Session, project: int, kind: ExclusionKind, **said: Any) -> int:
    """Leave something out from now on; its id, that of the same one where it is left out already.

    `said`: original_sha256, title, text and reason.
    """
    kept = OriginalityExclusion
    same = select(kept.id).where(
        kept.project_id == project,
        kept.kind == kind,
        kept.original_sha256 == said["original_sha256"],
        kept.text == said["text"],
    )
    if (known := db.scalars(same).first()) is not None:
        db.get_one(kept, known).reason = said["reason"]
        return known
    row = kept(project_id=project, kind=kind, at=now(), **said)
    db.add(row)
    db.flush()
    return row.id


def remove_exclusion(db: Session, project: int, number: int) -> None:
    """Leave it out no longer; nothing happens where it is gone."""
    row = db.get(OriginalityExclusion, number)
    if row is not None and row.project_id == project:
        db.delete(row)


def read_project(db: Session, document: int) -> int | None:
    """The project a document is in; None where it is gone."""
    row = db.get(Document, document)
    return row.project_id if row is not None else None


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
