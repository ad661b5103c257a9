"""Sets of house rules that a writer made, and which set a project goes by, as rows.

What the rules mean is studio/publication's; here they are a mapping of names to values. What a writer chose
and ticked for a project stands in the `statement` table under "check".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.store.clock import now
from muse_desktop.store.tables.evidence import HouseProfile, Statement
from muse_desktop.store.tables.manuscript import Project

ABOUT = "check"


def listed(db: Session, project: int | None) -> list[tuple[int, str, dict[str, Any]]]:
    """Number, name and rules of the sets that are offered in `project`; None: in every project."""
    row = HouseProfile
    query = select(row).where(row.project_id.is_(None) | (row.project_id == project)).order_by(row.id)
    return [(one.id, one.name, dict(one.rules)) for one in db.scalars(query)]


def keep(db: Session, number: int | None, name: str, rules: Mapping[str, Any]) -> int:
    """Write a set of rules down; None makes a new one, offered in every project. Its number.

    Raises MuseError publication.no_profile where the number is nobody's.
    """
    row = HouseProfile(project_id=None) if number is None else db.get(HouseProfile, number)
    if row is None:
        raise MuseError("publication.no_profile", profile=f"own:{number}")
    row.name, row.rules, row.updated_at = name, dict(rules), now()
    db.add(row)
    db.flush()
    return row.id


def forget(db: Session, number: int) -> None:
    """Delete a set of rules."""
    row = db.get(HouseProfile, number)
    if row is not None:
        db.delete(row)


def told(db: Session, project: int) -> dict[str, Any]:
    """What the writer said of the check of a project: `profile` (an id), `ticks` (keys of claims)."""
    row = db.get(Statement, (project, ABOUT))
    return dict(row.answers) if row is not None else {}


def tell(db: Session, project: int, **said: Any) -> None:
    """Keep some of that. A project that is gone keeps nothing."""
    if db.get(Project, project) is not None:
        answers = told(db, project) | said
        db.merge(Statement(project_id=project, about=ABOUT, answers=answers, updated_at=now()))


def ticks(db: Session, project: int) -> frozenset[str]:
    """The keys of what the writer ticked off."""
    kept = told(db, project).get("ticks")
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


def tick(db: Session, project: int, keys: Collection[str], on: bool) -> None:
    """Note that the writer has checked what these keys stand for, or has not."""
    kept = ticks(db, project) | set(keys) if on else ticks(db, project) - set(keys)
    tell(db, project, ticks=sorted(kept))


def answered_forms(db: Session, project: int, prefix: str) -> dict[str, str]:
    """The forms of disclosure with answers of their own, and when these were last changed."""
    row = Statement
    query = select(row).where(row.project_id == project, row.about.startswith(prefix, autoescape=True))
    return {one.about[len(prefix) :]: one.updated_at for one in db.scalars(query) if one.answers}
