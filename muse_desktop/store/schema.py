"""Which version a database has, making a new one, and bringing an old one up to date.

`PRAGMA user_version` is the fast check at every start; it counts with Alembic's revisions ("0001", …).
"""

from __future__ import annotations

from contextlib import closing, nullcontext
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import Engine, insert

from muse_desktop.errors import MuseError
from muse_desktop.store.clock import now
from muse_desktop.store.connect import reader_of
from muse_desktop.store.tables import all_tables
from muse_desktop.store.tables.record import Workspace

VERSION = 7
APPLICATION_ID = 0x4D757365  # "Muse", in the file's header: https://sqlite.org/fileformat.html
MIGRATIONS = Path(__file__).parent / "migrations"

_MAGIC = b"SQLite format 3\0"
# The table Alembic would make; written here so that a new database does not need Alembic.
_STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def app_version() -> str:
    """The version of this program."""
    try:
        return version("muse-desktop")
    except PackageNotFoundError:
        return "0"


def revision(number: int) -> str:
    """Alembic's name for schema `number`."""
    return f"{number:04d}"


def version_of(path: Path) -> int | None:
    """The schema version of the database at `path` without changing a byte; None if it has no tables yet.

    Raises MuseError store.damaged (not a database), store.not_ours (another program's), store.newer.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return None
    if not head:
        return None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise MuseError("store.damaged", folder=str(path.parent), reason="not a database")
    _refuse_newer(int.from_bytes(head[60:64], "big"), path)
    connect, copy = reader_of(path)
    with copy or nullcontext(), closing(connect()) as connection:  # the log may know better than the header
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    _refuse_newer(number, path)
    if number == 0 and tables:
        raise MuseError("store.not_ours", folder=str(path.parent))
    return number or None


def _refuse_newer(number: int, path: Path) -> None:
    if number > VERSION:
        raise MuseError("store.newer", folder=str(path.parent), found=number, known=VERSION)


def create(engine: Engine) -> None:
    """All tables in an empty database, in one transaction: a kill leaves it empty or whole."""
    with engine.begin() as connection:
        all_tables().create_all(connection)
        connection.exec_driver_sql(_STAMP)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(VERSION),))
        connection.execute(insert(Workspace).values(id=1, created_at=now(), app_version=app_version()))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")


def migrate(engine: Engine, number: int = VERSION, scripts: Path = MIGRATIONS) -> None:
    """Bring the database of `engine` to schema `number`, all steps in one transaction.

    SQLite's DDL is transactional, so a kill in the middle leaves the old schema with everything in it.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.connect() as connection:
        # Rebuilding a table drops the old one; with foreign keys on that would empty its children. The
        # switch does nothing inside a transaction, hence the way past SQLAlchemy's BEGIN.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, revision(number))
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError(f"the migration broke a reference: {tuple(broken)}")
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={number}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
