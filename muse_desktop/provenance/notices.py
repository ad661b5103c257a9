"""Whether the files of a project say how much of them rests on generated text: they do, until told otherwise.

That is kept in the ledger alone, as the newest "notice_off" or "notice_on" of the project, so that it cannot
be turned off without a trace.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance import ledger
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables

OFF, ON = "notice_off", "notice_on"


def is_on(db: Session, project: int) -> bool:
    """Whether exported files of `project` carry the notice."""
    newest = {
        kind: max((row.seq for row, said in told(db, kind) if said.get("project") == project), default=0)
        for kind in (OFF, ON)
    }
    return newest[OFF] <= newest[ON]


def turn(db: Session, project: int, on: bool) -> None:
    """Have files of `project` carry the notice or not, inside a transaction; nothing where it is so already.

    Raises MuseError provenance.no_work where there is no such project.
    """
    if db.get(tables.Project, project) is None:
        raise MuseError("provenance.no_work", number=project)
    if is_on(db, project) != on:
        ledger.append(db, ON if on else OFF, payload={"project": project})


def project_of(db: Session, document: int) -> int:
    """The project a document is in. Raises MuseError provenance.no_work."""
    found = db.scalar(select(tables.Document.project_id).where(tables.Document.id == document))
    if found is None:
        raise MuseError("provenance.no_work", number=document)
    return found
