"""Backups and the state of the workspace for the window: listed, looked into, made, gone back to, checked."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.manuscript import backups
from muse_desktop.manuscript.backups import BackupContents, BackupInfo
from muse_desktop.manuscript.checkup import Checkup
from muse_desktop.provenance import ledger
from muse_desktop.store.going_back import go_back
from muse_desktop.store.store import Store
from muse_desktop.studio.studio import Studio


class Safety:
    """What keeps the writer's work safe, of one open studio. Whatever may take long answers with a Future."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    @property
    def folder(self) -> Path:
        """The workspace folder."""
        return self._studio.root

    def backups(self) -> list[BackupInfo]:
        """The backups, newest first. Raises MuseError store.cannot_open."""
        return backups.listed(self._studio.paths.backups)

    def back_up(self) -> Future[Path]:
        """Make a backup now; fails with the store's MuseErrors."""
        return self._studio.store.back_up()

    def back_up_when_due(self) -> Future[Path] | None:
        """Make one if the newest is more than an hour old."""
        return self._studio.store.back_up_when_due()

    def contents(self, path: Path) -> Future[BackupContents]:
        """What is in a backup, compared with what is saved now."""
        return self._studio.background(partial(backups.contents, self._studio.store, path))

    def text(self, path: Path, document: int) -> Future[str]:
        """The text of a document in a backup."""
        return self._studio.background(partial(backups.text_of, path, document))

    def bring_back(self, path: Path, documents: Collection[int]) -> Future[list[int]]:
        """Make copies of documents out of a backup; the ids of the new ones."""
        studio = self._studio
        book = studio.manuscript.book
        return studio.background(
            partial(backups.bring_back, studio.store, book, path, documents, studio.language)
        )

    def check(self) -> Checkup:
        """Begin to look through the whole workspace; see `Checkup`."""
        checkup = Checkup(self._studio.store)
        checkup.start(self._studio.background)
        return checkup


def restore(root: Path, made: Path) -> Path | None:
    """Go back to a backup in a closed workspace, and say so in the log; where the present state is kept.

    Raises as `go_back`, and as `Store.open` when the backup cannot be opened.
    """
    was = _head(root)
    kept = go_back(root, made)
    with Store.open(root) as store:
        payload = {"backup": made.name, **was}
        store.write(lambda db: ledger.append(db, "went-back", payload=payload)).result()
    return kept


def _head(root: Path) -> dict[str, int | str]:
    """How long the log was that is left behind, and its last hash; nothing where it cannot be read."""
    try:
        with Store.open(root, "read") as store:
            report = ledger.head(store)
    except MuseError:
        return {}
    return {"left_events": report[0], "left_head": report[1]}
