"""Copies of muse.db that were read back before they count as backups."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.store.faults import from_system, worded

_PATTERN = "muse-*.db"
_STAMP = "%Y%m%dT%H%M%SZ"
DAILY, WEEKLY = 7, 8
EVERY = timedelta(days=1)


def back_up(database: Path, folder: Path, moment: datetime | None = None) -> Path:
    """Copy `database`, in use or not, into `folder`; the path of the verified copy.

    Raises MuseError store.damaged when the copy fails the integrity check (nothing older is removed then),
    store.disk_full or store.read_only when it cannot be written.
    """
    moment = moment or datetime.now(UTC)
    target = folder / f"muse-{moment.strftime(_STAMP)}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with worded(folder):
            _copy(database, part)
        part.replace(target)
    except OSError as error:
        raise from_system(error, folder) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _copy(database: Path, part: Path) -> None:
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
    return sorted(folder.glob(_PATTERN), key=_moment, reverse=True)


def is_due(folder: Path, moment: datetime | None = None) -> bool:
    """Whether the newest backup is more than a day old."""
    made = backups(folder)
    return not made or (moment or datetime.now(UTC)) - _moment(made[0]) > EVERY


def thin(folder: Path) -> list[Path]:
    """Remove backups beyond the newest of each of 7 days and each of 8 weeks; what was removed."""
    made = backups(folder)
    keep = _newest_of(made, "%Y-%m-%d", DAILY) | _newest_of(made, "%G-%V", WEEKLY)
    gone = [path for path in made if path not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _newest_of(made: Sequence[Path], period: str, count: int) -> set[Path]:
    newest: dict[str, Path] = {}
    for path in made:
        newest.setdefault(_moment(path).strftime(period), path)
    return set(list(newest.values())[:count])


def _moment(path: Path) -> datetime:
    try:
        return datetime.strptime(path.stem.removeprefix("muse-"), _STAMP).replace(tzinfo=UTC)
    except ValueError:  # renamed by the writer: neither due nor a reason to remove others
        return datetime.min.replace(tzinfo=UTC)
