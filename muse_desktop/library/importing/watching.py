"""Folders whose new texts come into the library by themselves, looked at now and then.

What was looked at is known by its place, size and time of change, so that a look costs no reading; that list
is kept in library.db, because it can be made again. What the writer once took out of the library does not
come back by itself, and a file that is just being written waits for the next look.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import AddReport, Watched
from muse_desktop.library.texts import TextTable
from muse_desktop.store.clock import now
from muse_desktop.store.tables.library import WatchedFolder

SETTLED_S = 3.0
"""A file that was changed less than so many seconds ago may still be being written."""
_TABLE = """CREATE TABLE IF NOT EXISTS seen
    (path BLOB PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID"""


def listed(session: Session) -> list[Watched]:
    """The watched folders, in the order they were named."""
    rows = session.scalars(select(WatchedFolder).order_by(WatchedFolder.id))
    return [Watched(one.id, one.path, one.paused, one.looked_at, Path(one.path).is_dir()) for one in rows]


def add(session: Session, path: Path) -> int:
    """Watch a folder; its number, also when it was watched already."""
    known = session.scalars(select(WatchedFolder).where(WatchedFolder.path == str(path))).first()
    if known is None:
        known = WatchedFolder(path=str(path), added_at=now(), looked_at=None, paused=False)
        session.add(known)
        session.flush()
    return known.id


def remove(session: Session, folder: int) -> None:
    """Watch a folder no longer; its texts stay."""
    known = session.get(WatchedFolder, folder)
    if known is not None:
        session.delete(known)


def pause(session: Session, folder: int, paused: bool) -> None:
    """Leave a folder alone for a while, or look at it again."""
    session.execute(update(WatchedFolder).where(WatchedFolder.id == folder).values(paused=paused))


def looked(session: Session, folders: Sequence[int]) -> None:
    """Note that these folders were looked at now."""
    session.execute(update(WatchedFolder).where(WatchedFolder.id.in_(folders)).values(looked_at=now()))


def usable(path: Path, workspace: Path) -> Path:
    """The folder at `path` as it is watched. Raises library.no_folder, library.watches_itself."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would replace links by their targets
    if not absolute.is_dir():
        raise MuseError("library.no_folder", folder=str(path))
    inside, outside = workspace.resolve(), absolute.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise MuseError("library.watches_itself", folder=str(path))
    return absolute


class Look:
    """One look at watched folders: which files are new, and remembering them."""

    def __init__(self, texts: TextTable) -> None:
        self._texts = texts
        with texts.connected() as connection, connection:
            connection.execute(_TABLE)
            rows = connection.execute("SELECT path, size, changed FROM seen")
            self._seen = {path: (size, changed) for path, size, changed in rows}
        self._fresh: dict[bytes, tuple[int, int]] = {}

    def is_new(self, path: Path) -> bool:
        """Whether the file at `path` was not looked at as it is now, and is not being written."""
        try:
            facts = path.stat()
        except OSError:
            return False
        key, state = os.fsencode(path), (facts.st_size, facts.st_mtime_ns)
        if self._seen.get(key) == state or abs(time.time() - facts.st_mtime) < SETTLED_S:
            return False
        self._fresh[key] = state
        return True

    def remember(self, report: AddReport) -> None:
        """Note what was looked at, but for what an import that was cut off did not come to."""
        done = {os.fsencode(one.path) for one in report.outcomes}
        whole = not report.cancelled and report.interrupted is None
        rows = [(key, *state) for key, state in self._fresh.items() if whole or key in done]
        with self._texts.connected() as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)


def look(
    texts: TextTable,
    folders: Sequence[Watched],
    add_new: Callable[[Sequence[Path], Callable[[Path], bool]], AddReport],
) -> AddReport:
    """Bring in what is new in those of `folders` that are there; `add_new` imports the wanted files of them.

    Raises what importing raises, sqlite3.Error.
    """
    one_look = Look(texts)
    report = add_new([Path(one.path) for one in folders], one_look.is_new)
    one_look.remember(report)
    return report

