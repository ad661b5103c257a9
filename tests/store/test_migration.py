import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import select

from muse_desktop.store import schema
from muse_desktop.store.connect import connect_owner, engine_for
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Document, Project

AFTER = schema.VERSION + 1
NEXT = '''
"""A step that rebuilds a table with children."""
import os, signal, sys
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "NEXT", "LAST", None, None

def upgrade():
    with op.batch_alter_table("project", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    op.execute("UPDATE project SET title = title || '!'")
    if os.environ.get("KILL_IN_THE_MIDDLE"):
        os.kill(os.getpid(), signal.SIGKILL)
    if os.environ.get("FAIL_IN_THE_MIDDLE"):
        raise RuntimeError("a bug in a migration")
'''


def tables_of(path):
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()
        stamp = connection.execute("SELECT * FROM alembic_version").fetchall()
    # White space and quotes are all that may differ.
    return {(kind, name): re.sub(r'[\s"]+', "", sql or "") for kind, name, sql in rows}, version, stamp


def migrated(path, number=schema.VERSION, scripts=schema.MIGRATIONS):
    engine = engine_for(lambda: connect_owner(path), writes=True)
    try:
        schema.migrate(engine, number, scripts)
    finally:
        engine.dispose()


def test_a_migrated_database_has_the_very_schema_of_a_new_one(tmp_path):
    engine = engine_for(lambda: connect_owner(tmp_path / "new.db"), writes=True)
    schema.create(engine)
    engine.dispose()
    migrated(tmp_path / "old.db")
    assert tables_of(tmp_path / "old.db") == tables_of(tmp_path / "new.db")


def test_the_tables_need_no_revision_that_is_not_written(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from muse_desktop.store.tables import all_tables

    engine = engine_for(lambda: connect_owner(tmp_path / "old.db"), writes=True)
    schema.migrate(engine)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), all_tables()) == []
    engine.dispose()


@pytest.fixture
def scripts(tmp_path):
    """The shipped revisions and one more."""
    copy = tmp_path / "scripts"
    shutil.copytree(schema.MIGRATIONS, copy)
    step = NEXT.replace("NEXT", schema.revision(AFTER)).replace("LAST", schema.revision(schema.VERSION))
    (copy / "versions" / f"{schema.revision(AFTER)}_next.py").write_text(step)
    return copy


@pytest.fixture
def workspace(tmp_path):
    with Store.open(tmp_path / "workspace") as store:

        def fill(db):
            db.add(Project(id=1, title="Novel", created_at=""))
            db.flush()
            empty = dict.fromkeys(("text_hash", "created_at", "updated_at"), "")
            db.add(Document(project_id=1, title="One", text="words", runs=b"", **empty))

        store.write(fill).result()
    return tmp_path / "workspace"


OPEN = """
import sys
from pathlib import Path
from muse_desktop.store import schema
from muse_desktop.store.store import Store
schema.VERSION += 1
schema.migrate.__defaults__ = (schema.VERSION, Path(sys.argv[2]))
Store.open(Path(sys.argv[1])).close()
"""


def open_with_next(workspace, scripts, **environment):
    import os

    return subprocess.run(
        [sys.executable, "-c", OPEN, str(workspace), str(scripts)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def contents(path):
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        joined = "SELECT project.title, document.text FROM document JOIN project ON project.id = project_id"
        return version, connection.execute(joined).fetchall()


def test_an_old_workspace_is_backed_up_and_brought_up_to_date(workspace, scripts):
    done = open_with_next(workspace, scripts)
    assert done.returncode == 0, done.stderr
    assert contents(workspace / "muse.db") == (AFTER, [("Novel!", "words")])
    (saved,) = (workspace / "backups").iterdir()
    assert contents(saved) == (schema.VERSION, [("Novel", "words")])


def test_a_kill_in_the_middle_of_a_migration_loses_nothing_and_the_next_completes_it(workspace, scripts):
    killed = open_with_next(workspace, scripts, KILL_IN_THE_MIDDLE="1")
    assert killed.returncode == -signal.SIGKILL
    with Store.open(workspace) as store:  # today's program: still the old schema, whole
        assert store.read(lambda db: db.scalar(select(Project.title))) == "Novel"
    assert contents(workspace / "muse.db") == (schema.VERSION, [("Novel", "words")])
    assert open_with_next(workspace, scripts).returncode == 0
    assert contents(workspace / "muse.db") == (AFTER, [("Novel!", "words")])


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(workspace, scripts):
    failed = open_with_next(workspace, scripts, FAIL_IN_THE_MIDDLE="1")
    assert "a bug in a migration" in failed.stderr
    assert not (workspace / "workspace.lock").exists()
    assert contents(workspace / "muse.db") == (schema.VERSION, [("Novel", "words")])


OLD = """
INSERT INTO workspace VALUES (1, 'then', '0', 0, '');
INSERT INTO project VALUES (1, 'Novel', 0, 'then'), (2, 'Tales', 1, 'then');
INSERT INTO document VALUES
 (1, 1, 'Last', 7, 'deux mots', x'52554e31', 'h1', 2, 5, 'c', 'u', NULL),
 (2, 1, 'First', 3, '字', x'52554e31', 'h2', 1, 0, 'c', 'u', 'trashed'),
 (3, 1, 'Middle', 3, '', x'52554e31', 'h3', 0, 0, 'c', 'u', NULL),
 (4, 2, 'Alone', 12, '', x'52554e31', 'h4', 0, 0, 'c', 'u', NULL),
 (9, 2, 'Gone', 13, '', x'52554e31', 'h9', 0, 0, 'c', 'u', NULL);
INSERT INTO pending VALUES (1, 'typed', 'then', '{}', x'00');
INSERT INTO run_snapshot VALUES (1, 1, 0, 'then', x'00', x'52554e31', 'h1');
DELETE FROM document WHERE id = 9;
"""


def test_documents_of_the_first_version_become_scenes_at_the_top_in_their_order(tmp_path):
    (tmp_path / "old").mkdir()
    path = tmp_path / "old" / "muse.db"
    migrated(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD)
    Store.open(tmp_path / "old").close()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT id, project_id, title, text, text_hash, words, version, trashed_at FROM document "
            "ORDER BY project_id, position"
        ).fetchall()
        assert rows == [
            (2, 1, "First", "字", "h2", 1, 0, "trashed"),
            (3, 1, "Middle", "", "h3", 0, 0, None),
            (1, 1, "Last", "deux mots", "h1", 2, 5, None),
            (4, 2, "Alone", "", "h4", 0, 0, None),
        ]
        told = connection.execute("SELECT DISTINCT kind, parent_id, compiled, target, status FROM document")
        assert told.fetchall() == [("scene", None, 1, 0, "")]
        assert connection.execute("SELECT position FROM document ORDER BY id").fetchall() == [
            (2,),
            (0,),
            (1,),
            (0,),
        ]
        for table in ("pending", "run_snapshot"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
        assert connection.execute("SELECT target, day_target, deadline FROM project").fetchall() == [
            (0, 0, None),
            (0, 0, None),
        ]


def test_a_number_given_before_a_migration_is_not_given_again(tmp_path):
    path = tmp_path / "old.db"
    migrated(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD)
    migrated(path)
    with closing(sqlite3.connect(path)) as connection:
        given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    assert (given["document"], given["project"]) == (9, 2)
