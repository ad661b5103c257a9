"""How the database is: for `doctor` and for whoever looks into a report of loss."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.store import backup
from muse_desktop.store.store import Store
from muse_desktop.store.tables import all_tables


@dataclass(frozen=True)
class Health:
    """`problems`: what SQLite's own checks found, empty when all is well; `rows` per table; size in bytes."""

    ok: bool
    problems: tuple[str, ...]
    schema: int
    sqlite: str
    rows: dict[str, int]
    bytes: int
    backups: int
    newest_backup: str


def check(store: Store) -> Health:
    """Read the whole database once: integrity, references, counts. Takes about a second per gigabyte."""
    return store.read(lambda db: _check(db, store))


def problems(db: Session) -> list[str]:
    """What SQLite's own checks find wrong: the structure of the file, and rows that name missing ones."""
    connection = db.connection()
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    wrong = [] if found == ["ok"] else found
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        wrong.append(f"row {row} of {table} names a {parent} that is not there")
    return wrong


def pages(db: Session) -> int:
    """How many pages the database has."""
    return int(db.connection().exec_driver_sql("PRAGMA page_count").scalar_one())


def _check(db: Session, store: Store) -> Health:
    connection = db.connection()
    wrong = problems(db)
    rows = {
        name: db.scalar(select(func.count()).select_from(table)) or 0
        for name, table in all_tables().tables.items()
    }
    made = backup.backups(store.paths.backups)
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return Health(
        ok=not wrong,
        problems=tuple(wrong),
        schema=int(version),
        sqlite=str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()),
        rows=rows,
        bytes=store.paths.database.stat().st_size,
        backups=len(made),
        newest_backup=made[0].name if made else "",
    )
