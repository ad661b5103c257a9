import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from muse_desktop.errors import MuseError
from muse_desktop.store import backup
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Project

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def write_project(store, title):
    store.write(lambda db: db.add(Project(title=title, created_at=""))).result()


def test_a_backup_taken_while_writing_is_whole_and_has_what_was_saved(tmp_path):
    with Store.open(tmp_path) as store:
        for number in range(50):
            write_project(store, str(number))
        waiting = [store.write(lambda db: db.add(Project(title="later", created_at=""))) for _ in range(50)]
        made = backup.back_up(store.paths.database, store.paths.backups)
        for one in waiting:
            one.result()
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM project WHERE title <> 'later'").fetchone() == (50,)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made.name]


def test_a_backup_can_be_put_back(tmp_path):
    with Store.open(tmp_path / "one") as store:
        write_project(store, "kept")
        made = backup.back_up(store.paths.database, store.paths.backups)
    (tmp_path / "two").mkdir()
    made.rename(tmp_path / "two" / "muse.db")
    with Store.open(tmp_path / "two") as store:
        assert store.read(lambda db: db.scalar(select(Project.title))) == "kept"


def test_opening_backs_up_once_a_day(tmp_path):
    Store.open(tmp_path).close()
    assert backup.backups(tmp_path / "backups") == []
    for _ in range(2):
        with Store.open(tmp_path) as store:
            if store.backed_up:
                store.backed_up.result()
        assert len(backup.backups(tmp_path / "backups")) == 1


def test_a_damaged_database_makes_no_backup_and_removes_none(tmp_path):
    with Store.open(tmp_path) as store:
        for number in range(300):
            write_project(store, "x" * 500 + str(number))
        old = backup.back_up(store.paths.database, store.paths.backups, NOON - timedelta(days=3))
    with (tmp_path / "muse.db").open("r+b") as file:
        file.seek(-4096 * 5, 2)
        file.write(b"\xff" * 4096 * 5)
    with Store.open(tmp_path) as store:
        assert store.backed_up is not None
        with pytest.raises(MuseError) as refused:
            store.backed_up.result()
        assert refused.value.code == "store.damaged"
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [old.name]


def test_thinning_keeps_the_newest_of_hours_days_weeks_and_months(tmp_path):
    for hours in (*range(48), *range(48, 24 * 500, 24)):
        moment = NOON - timedelta(hours=hours)
        (tmp_path / f"muse-{moment:%Y%m%dT%H%M%SZ}.db").touch()
    (tmp_path / "notes.txt").touch()
    newest = backup.backups(tmp_path)[0]
    backup.thin(tmp_path)
    kept = backup.backups(tmp_path)
    assert kept[0] == newest
    assert (tmp_path / "notes.txt").exists()
    moments = {backup.moment_of(path) for path in kept}
    assert {NOON - timedelta(hours=hour) for hour in range(12)} <= moments
    days = {path.name[5:13] for path in kept}
    assert {f"{NOON - timedelta(days=day):%Y%m%d}" for day in range(7)} <= days
    months = {path.name[5:11] for path in kept}
    assert len(months) == 12
    assert len(kept) <= 3 + 12 + 7 + 8 + 12
    assert backup.thin(tmp_path) == []


def test_a_backup_that_the_writer_renamed_and_those_made_before_going_back_are_not_thinned_away(tmp_path):
    for minute in range(5):
        moment = NOON + timedelta(minutes=minute)
        (tmp_path / f"muse-{moment:%Y%m%dT%H%M%SZ}.db").touch()
        (tmp_path / f"muse-{moment:%Y%m%dT%H%M%SZ}{backup.BEFORE}.db").touch()
    (tmp_path / "muse-the good one.db").touch()
    gone = backup.thin(tmp_path)
    assert len(gone) == 2
    assert not [path for path in gone if backup.BEFORE in path.name]
    assert (tmp_path / "muse-the good one.db").exists()


def test_a_backup_can_be_asked_for_while_the_workspace_is_open_and_comes_by_itself_each_hour(tmp_path):
    with Store.open(tmp_path) as store:
        write_project(store, "kept")
        made = store.back_up().result()
        assert made.parent == store.paths.backups
        assert store.back_up_when_due() is None
        hour_ago = datetime.now(UTC) - timedelta(minutes=61)
        made.rename(made.with_name(f"muse-{hour_ago:%Y%m%dT%H%M%SZ}.db"))
        due = store.back_up_when_due()
        assert due is not None
        assert due.result() in backup.backups(store.paths.backups)
    with pytest.raises(MuseError) as refused:
        store.back_up()
    assert refused.value.code == "store.closed"


def test_a_backup_is_due_after_a_day(tmp_path):
    assert backup.is_due(tmp_path, NOON)
    (tmp_path / f"muse-{NOON - timedelta(hours=23):%Y%m%dT%H%M%SZ}.db").touch()
    assert not backup.is_due(tmp_path, NOON)
    assert backup.is_due(tmp_path, NOON + timedelta(hours=2))


def test_a_backup_that_cannot_be_written_says_why(tmp_path):
    Store.open(tmp_path).close()
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(MuseError) as refused:
        backup.back_up(tmp_path / "muse.db", tmp_path / "backups")
    assert refused.value.code == "store.cannot_open"
    with Store.open(tmp_path) as store:  # writing goes on without backups
        assert store.read(lambda db: db.execute(text("SELECT 1")).scalar()) == 1
