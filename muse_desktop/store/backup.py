"""Copies of muse.db that were read back before they count as backups."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.store.faults import from_system, worded

_PATTERN = "muse-*.db"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"muse-(\d{8}T\d{6}Z)(.*)\.db", re.DOTALL)
LATEST, HOURLY, DAILY, WEEKLY, MONTHLY = 3, 12, 7, 8, 12
EVERY = timedelta(days=1)
WHILE_OPEN = timedelta(hours=1)
BEFORE = "-before-going-back"
"""What the name of a copy ends in that was made before another one was put in the database's place."""
_MOST_BEFORE = 5


def back_up(database: Path, folder: Path, moment: datetime | None = None, why: str = "") -> Path:
    """Copy `database`, in use or not, into `folder`; the path of the verified copy. `why`: "" or BEFORE.

    Raises MuseError store.damaged when the copy fails the integrity check (nothing older is removed then),
    store.disk_full or store.read_only when it cannot be written.
    """
    moment = moment or datetime.now(UTC)
    while (target := folder / f"muse-{moment.strftime(_STAMP)}{why}.db").exists():
        moment += timedelta(seconds=1)  # two within one second: neither replaces the other
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with worded(folder):
            copy(database, part)
        part.replace(target)
    except OSError as error:
        raise from_system(error, folder) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def copy(database: Path, part: Path) -> None:
    """Copy a database to `part` and check the copy. Raises MuseError store.damaged and errors of SQLite."""
    part.unlink(missing_ok=True)
    source = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(part)) as copy:
        source.backup(copy)  # all pages in one step: with several, every save would start it again
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        answer = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise MuseError("store.damaged", folder=str(database.parent), reason=str(answer))
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def backups(folder: Path) -> list[Path]:
    """The backups in `folder`, newest first."""
    return sorted(folder.glob(_PATTERN), key=moment_of, reverse=True)


def is_due(folder: Path, moment: datetime | None = None, every: timedelta = EVERY) -> bool:
    """Whether the newest backup is older than `every`."""
    made = backups(folder)
    return not made or (moment or datetime.now(UTC)) - moment_of(made[0]) > every


def thin(folder: Path) -> list[Path]:
    """Remove backups but the latest three and the newest of each of 12 hours, 7 days, 8 weeks and 12 months.

    Of those made before going back five stay; what the writer renamed is never removed. What is gone is
    the answer.
    """
    made = backups(folder)
    usual = [path for path in made if _suffix(path) == ""]
    before = [path for path in made if _suffix(path) == BEFORE]
    keep = {*before[:_MOST_BEFORE], *usual[:LATEST]}
    for period, count in (
        ("%Y-%m-%dT%H", HOURLY), ("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)
    ):  # fmt: skip
        keep |= _newest_of(usual, period, count)
    gone = [path for path in (*usual, *before) if path not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _newest_of(made: Sequence[Path], period: str, count: int) -> set[Path]:
    newest: dict[str, Path] = {}
    for path in made:
        newest.setdefault(moment_of(path).strftime(period), path)
    return set(list(newest.values())[:count])


def _suffix(path: Path) -> str | None:
    """What follows the time in a name of ours; None for any other name."""
    known = _NAME.fullmatch(path.name)
    return known[2] if known else None


def moment_of(path: Path) -> datetime:
    """When a backup was made, by its name."""
    try:
        known = _NAME.fullmatch(path.name)
        return datetime.strptime(known[1] if known else "", _STAMP).replace(tzinfo=UTC)
    except ValueError:  # renamed by the writer: neither due nor a reason to remove others
        return datetime.min.replace(tzinfo=UTC)
