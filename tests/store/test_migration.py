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
from muse_desktop.store.tables import Document, Project

NEXT = '''
"""A step that rebuilds a table with children."""
import os, signal, sys
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None

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

    from muse_desktop.store.tables import Base

    engine = engine_for(lambda: connect_owner(tmp_path / "old.db"), writes=True)
    schema.migrate(engine)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


@pytest.fixture
def scripts(tmp_path):
    """The shipped revisions and one more."""
    copy = tmp_path / "scripts"
    shutil.copytree(schema.MIGRATIONS, copy)
    (copy / "versions" / "0002_next.py").write_text(NEXT)
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
schema.VERSION = 2
schema.migrate.__defaults__ = (2, Path(sys.argv[2]))
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
    assert contents(workspace / "muse.db") == (2, [("Novel!", "words")])
    (saved,) = (workspace / "backups").iterdir()
    assert contents(saved) == (1, [("Novel", "words")])


def test_a_kill_in_the_middle_of_a_migration_loses_nothing_and_the_next_completes_it(workspace, scripts):
    killed = open_with_next(workspace, scripts, KILL_IN_THE_MIDDLE="1")
    assert killed.returncode == -signal.SIGKILL
    with Store.open(workspace) as store:  # today's program: still the old schema, whole
        assert store.read(lambda db: db.scalar(select(Project.title))) == "Novel"
    assert contents(workspace / "muse.db") == (1, [("Novel", "words")])
    assert open_with_next(workspace, scripts).returncode == 0
    assert contents(workspace / "muse.db") == (2, [("Novel!", "words")])


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(workspace, scripts):
    failed = open_with_next(workspace, scripts, FAIL_IN_THE_MIDDLE="1")
    assert "a bug in a migration" in failed.stderr
    assert not (workspace / "workspace.lock").exists()
    assert contents(workspace / "muse.db") == (1, [("Novel", "words")])
