"""What a writer answered for a project, form by form, kept in the `statement` table."""

from __future__ import annotations

from sqlalchemy.orm import Session

from muse_desktop.provenance.disclosure.basis import COUNTED
from muse_desktop.provenance.disclosure.values import Answers
from muse_desktop.store.clock import now
from muse_desktop.store.tables.evidence import Statement
from muse_desktop.store.tables.manuscript import Project

PREFIX = "disclosure:"
"""Of the `about` of a form's row; answers that several forms share have a row of their own."""

SHARED = "shared"
SHARED_QUESTIONS = frozenset({"elsewhere", COUNTED, "other_tools"})
"""Questions about the work itself: answered once, they hold for every recipient."""


def read(db: Session, project: int, form: str) -> dict[str, str]:
    """The answers kept for a form, those shared by all forms among them."""
    found: dict[str, str] = {}
    for about in (SHARED, form):
        row = db.get(Statement, (project, PREFIX + about))
        kept = row.answers if row is not None else {}
        found |= {key: value for key, value in kept.items() if isinstance(value, str)}
    return found


def keep(db: Session, project: int, form: str, answers: Answers) -> None:
    """Keep what was answered for a form; an empty answer is none. A project that is gone keeps nothing."""
    if db.get(Project, project) is None:
        return
    given = {key: value for key, value in answers.items() if value}
    shared = {key: value for key, value in given.items() if key in SHARED_QUESTIONS}
    own = {key: value for key, value in given.items() if key not in SHARED_QUESTIONS}
    for about, part in ((SHARED, shared), (form, own)):
        db.merge(Statement(project_id=project, about=PREFIX + about, answers=part, updated_at=now()))
