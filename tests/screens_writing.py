"""Pictures of snapshots, counts and targets, and what was written day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from sqlalchemy.orm import Session

from muse_desktop.manuscript.snapshots import Reason
from muse_desktop.store import tables
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.progress.counting import today
from muse_desktop.ui.progress.room import ProgressRoom
from muse_desktop.ui.snapshots.room import SnapshotsRoom

if TYPE_CHECKING:
    from tests.screens import Stage

GOALS = {"target": 80_000, "day_target": 500}


def writing_screens(stage: Stage) -> Iterator[str]:
    """Snapshots of the document on the page, then its counts, then the log."""
    window, room = stage.window, stage.window.rooms.get(SnapshotsRoom)
    studio, session = room.studio, window.desk.session
    assert session is not None
    window.page.goto(0)
    for reason, name in ((Reason.BY_HAND, "Ada"), (Reason.TIMER, ""), (Reason.BEFORE_GENERATION, "")):
        studio.writing.snapshots.take(session, reason, name).result()
        QTest.keyClicks(window.page.editor, "Late, very late. ")
    window.actions_["snapshots"].trigger()
    view = room.view
    stage.wait(lambda: len(view.list.model().values) > 1)
    view.list.setCurrentIndex(view.list.model().index(view.list.model().rowCount() - 1))
    stage.wait(lambda: view.comparison is not None)
    yield "snapshots"
    view.text.click()
    yield "snapshots-text"
    view.differences.click()
    window.show_page()
    window.page.flush_now().result()
    _write_some_weeks(studio, session.project_id, session.id)
    progress = window.rooms.get(ProgressRoom)
    window.page.goto(0, 200)
    progress.toggle()
    stage.wait(lambda: progress.card._counted is not None)
    QTest.qWait(500)
    yield "counts"
    progress.open_log()
    stage.wait(lambda: bool(progress.view.chart.days))
    yield "log"
    progress.view.as_table.click()
    yield "log-table"
    progress.view.as_chart.click()
    window.show_page()
    window.page.goto(0)


def _write_some_weeks(studio: Studio, project: int, document: int) -> None:
    """What the log has of some weeks, the same each time."""
    days = [today() - timedelta(days=back) for back in range(1, 40) if back % 4]
    rows = [_sitting(day, project, document) for day in days]

    def work(db: Session) -> None:
        db.query(tables.Writing).filter(tables.Writing.day < str(today())).delete()
        db.add_all(rows)

    studio.store.write(work).result()
    studio.writing.tree.set_goals(project, deadline=today() + timedelta(days=90), **GOALS)


def _sitting(day: date, project: int, document: int) -> tables.Writing:
    some = day.toordinal() * 7919 % 700
    return tables.Writing(
        day=str(day),
        started_at=f"{day}T09:05:00.000Z",
        ended_at=f"{day}T10:{10 + some % 45}:00.000Z",
        project_id=project,
        document_id=document,
        own_added=120 + some,
        own_removed=some // 4,
        model_added=some // 3 if some % 3 == 0 else 0,
        other_added=90 if some % 11 == 0 else 0,
    )
