"""Wiping a project or everything from a workspace that is closed: the database and every file beside it.

The work is noted in a file first, so that a wipe that was killed is finished at the next start.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from muse_desktop import files
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.wiping import Wiped, documents_left, wipe_project
from muse_desktop.paths import WorkspacePaths, cache_dir
from muse_desktop.store import backup, schema
from muse_desktop.store.connect import connect_owner, engine_for
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.fresh import fresh
from muse_desktop.store.lock import WorkspaceLock
from muse_desktop.store.scrub import scrub

NOTE = "wipe.json"
_MADE_ANEW = ("search.db*", "*.part", "*.tmp", "*.broken*", "backups/*.part", "backups/*-journal")
_LIBRARY = ("library.db*", "index", "originals")


class Wish(msgspec.Struct, frozen=True):
    """What to wipe: a project, or (`project` None) everything. `backups`: from the backups too; `library`:
    with everything, the library's texts and originals as well."""

    project: int | None = None
    backups: bool = True
    library: bool = True


class Outcome(msgspec.Struct, frozen=True):
    """What was wiped: how many documents and words, backups cleaned of it, and backups deleted because they
    could not be cleaned (or because everything was to go)."""

    documents: int = 0
    words: int = 0
    cleaned: int = 0
    deleted: int = 0


def wipe(root: Path, wish: Wish, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Outcome:
    """Do it, with nobody in the workspace at `root`; `progress(done, all)` counts its steps.

    Raises MuseError store.in_use, and the store's when something cannot be written: what is wiped by then
    stays wiped, and `unfinished` tells of the rest.
    """
    paths = WorkspacePaths(root)
    lock = WorkspaceLock.take(paths.lock)
    try:
        with worded(root):
            files.put(root / NOTE, msgspec.json.encode(wish), durable=True)
            made = backup.backups(paths.backups) if wish.backups else []
            outcome = (_everything if wish.project is None else _project)(paths, wish, made, progress)
            (root / NOTE).unlink()
        return outcome
    except OSError as error:
        raise from_system(error, root) from error
    finally:
        lock.release()


def unfinished(root: Path) -> Wish | None:
    """The wipe that was begun in the workspace at `root` and did not come to its end."""
    try:
        return msgspec.json.decode((root / NOTE).read_bytes(), type=Wish)
    except (OSError, msgspec.DecodeError):
        return None


def _project(
    paths: WorkspacePaths, wish: Wish, made: list[Path], progress: Callable[[int, int], None]
) -> Outcome:
    assert wish.project is not None
    progress(0, len(made) + 1)
    project = wish.project
    wiped, elsewhere = scrub(paths.database, lambda db: (wipe_project(db, project), documents_left(db)))
    _clean_files(paths)
    cleaned = 0
    for number, path in enumerate(made, 1):
        progress(number, len(made) + 1)
        cleaned += _clean_backup(path, project, wiped, elsewhere)
    progress(len(made) + 1, len(made) + 1)
    return Outcome(len(wiped.documents), wiped.words, cleaned, len(made) - cleaned)


def _clean_backup(path: Path, project: int, wiped: Wiped, elsewhere: frozenset[int]) -> bool:
    """Whether the project is out of a backup; one that cannot be cleaned is deleted."""
    try:
        if (schema.version_of(path) or 0) < schema.VERSION:
            _bring_up_to_date(path)
        scrub(path, partial(wipe_project, project_id=project, also=wiped.documents, keep=elsewhere))
    except MuseError as error:
        if error.code in ("store.disk_full", "store.read_only", "store.busy"):
            raise
        _delete_database(path)
        return False
    return True


def _bring_up_to_date(path: Path) -> None:
    engine = engine_for(lambda: connect_owner(path), writes=True)
    try:
        schema.migrate(engine)
    finally:
        engine.dispose()


def _everything(
    paths: WorkspacePaths, wish: Wish, made: list[Path], progress: Callable[[int, int], None]
) -> Outcome:
    progress(0, 2)
    documents, words = fresh(paths.database, keep_library=not wish.library)
    _clean_files(paths)
    progress(1, 2)
    for path in made:
        _delete_database(path)
    for pattern in _LIBRARY if wish.library else ():
        for path in paths.root.glob(pattern):
            _remove(path)
    progress(2, 2)
    return Outcome(documents, words, 0, len(made))


def _clean_files(paths: WorkspacePaths) -> None:
    """Delete what is made anew from the database, what a crash left, and what a model has read."""
    for pattern in _MADE_ANEW:
        for path in paths.root.glob(pattern):
            _remove(path)
    for folder in (paths.states, paths.blobs, cache_dir() / "lab"):
        _remove(folder)
    for folder in paths.root.glob("damaged-*"):
        _remove(folder)


def _delete_database(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
