"""Imports on record in muse.db, so that one which was cut off can go on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import AddReport, ImportInfo
from muse_desktop.store.clock import now
from muse_desktop.store.tables.library import ImportJob

_KEPT = 100  # ended imports on record
_LISTED = 2000  # files left out that a report on record names


def begin(session: Session, paths: Sequence[Path]) -> int:
    """Put an import on record; its number."""
    job = ImportJob(paths=[os.fspath(path) for path in paths], state="running", started_at=now(), report={})
    session.add(job)
    session.flush()
    ended = select(ImportJob.id).where(ImportJob.state != "running").order_by(ImportJob.id.desc())
    old = session.scalars(ended.offset(_KEPT)).all()
    session.execute(delete(ImportJob).where(ImportJob.id.in_(old)))
    return job.id


def end(session: Session, job: int, state: str, report: dict[str, Any]) -> None:
    """Note how an import ended."""
    row = session.get(ImportJob, job)
    if row is not None:
        row.state = state
        row.report = report or row.report


def told(report: AddReport) -> dict[str, Any]:
    """A report as it is kept: how many were added, and what was left out, with the reasons."""
    left_out = [
        {"path": _storable(one.path), "code": one.code, "values": dict(one.values)}
        for one in report.skipped[:_LISTED]
    ]
    return {"added": len(report.added), "skipped": len(report.skipped), "left_out": left_out}


def listed(session: Session, unfinished: bool = False) -> list[ImportInfo]:
    """The imports on record, newest first."""
    rows = select(ImportJob).order_by(ImportJob.id.desc())
    if unfinished:
        rows = rows.where(ImportJob.state == "running")
    return [
        ImportInfo(
            row.id, tuple(row.paths), row.state, row.started_at,
            row.report.get("added", 0), row.report.get("skipped", 0),
        )
        for row in session.scalars(rows)
    ]  # fmt: skip


def paths(session: Session, job: int) -> list[Path]:
    """What an import was asked to bring in. Raises MuseError library.no_import."""
    row = session.get(ImportJob, job)
    if row is None:
        raise MuseError("library.no_import", number=job)
    return [Path(path) for path in row.paths]


def _storable(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
