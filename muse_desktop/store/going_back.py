"""Putting a backup in the place of the database, which is backed up itself before."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store import backup, schema
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.lock import WorkspaceLock


def go_back(root: Path, made: Path) -> Path | None:
    """Put the backup `made` in the place of the database of the closed workspace `root`.

    What was there is kept: as a backup (its path is the answer), or, when it is damaged, as it is in a
    folder `damaged-…`, which is the answer then; None when there was nothing. Raises MuseError store.in_use,
    store.backup_damaged, store.newer, store.disk_full and the like; then nothing has changed.
    """
    paths = WorkspacePaths(root)
    lock = WorkspaceLock.take(paths.lock)
    part = paths.database.with_name("muse.db.part")
    try:
        with worded(root):
            _take(made, part)
            kept = _keep(paths)
            for ending in ("-wal", "-shm"):  # an old log would be played into the new database
                paths.database.with_name(paths.database.name + ending).unlink(missing_ok=True)
            part.replace(paths.database)
            _sync(root)
        return kept
    except OSError as error:
        raise from_system(error, root) from error
    finally:
        part.unlink(missing_ok=True)
        lock.release()


def _take(made: Path, part: Path) -> None:
    """Copy the backup to `part`, checked on the way."""
    try:
        with worded(made.parent):
            if schema.version_of(made) is None:
                raise MuseError("store.backup_damaged", file=made.name, reason="empty")
            backup.copy(made, part)
    except MuseError as error:
        if error.code != "store.damaged":
            raise
        raise MuseError("store.backup_damaged", file=made.name, reason=error.values["reason"]) from error


def _keep(paths: WorkspacePaths) -> Path | None:
    """Keep the present database; where. Whatever is wrong with it, its bytes are not lost."""
    if not paths.database.exists() or paths.database.stat().st_size == 0:
        return None
    try:
        return backup.back_up(paths.database, paths.backups, why=backup.BEFORE)
    except MuseError as error:
        if error.code in ("store.disk_full", "store.read_only", "store.busy"):
            raise
    folder = paths.root / f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    folder.mkdir()
    for path in paths.root.glob("muse.db*"):
        if path.suffix != ".part":
            shutil.copy2(path, folder / path.name)
    return folder


def _sync(folder: Path) -> None:
    """The new name is on the disk too."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
