"""How a project's check is set and what it leaves out, in the database; for `Store.read` and `write`."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.originality.exclusions import Exclusion, ExclusionKind
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.store.clock import now
from muse_desktop.store.tables.checks import OriginalityExclusion, OriginalitySetting

T = TypeVar("T", bound=msgspec.Struct)
Part = Literal["view", "guard"]


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
