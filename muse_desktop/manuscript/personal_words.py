"""Words that are spelt right in one project because its writer says so.

Which words these are the text says anyway, so nothing of it goes into the ledger.
"""

from __future__ import annotations

import unicodedata
from concurrent.futures import Future
from functools import partial

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store

LONGEST = 100
"""Code points of a word; what is longer is cut."""


class PersonalWords:
    """The lists of one store's projects. Reading may be done on any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def words(self, project_id: int) -> tuple[str, ...]:
        """The words of a project, capitals and small letters side by side."""
        query = select(tables.PersonalWord.word).where(tables.PersonalWord.project_id == project_id)
        found = self._store.read(lambda db: list(db.scalars(query)))
        return tuple(sorted(found, key=lambda word: (word.casefold(), word)))

    def add(self, project_id: int, word: str) -> Future[None]:
        """Take in a word; one that is there, or nothing but spaces, changes nothing.

        The future fails with the store's MuseErrors.
        """
        return self._store.write(partial(_add, project_id=project_id, word=tidy(word)))

    def remove(self, project_id: int, word: str) -> Future[None]:
        """Take a word out; one that is not there changes nothing. Fails as `add` does."""
        return self._store.write(partial(_remove, project_id=project_id, word=word))


def tidy(word: str) -> str:
    """`word` as the list keeps it: composed, single spaces, none at its ends, not too long."""
    return " ".join(unicodedata.normalize("NFC", word).split())[:LONGEST]


def _add(db: Session, project_id: int, word: str) -> None:
    if word:
        row = insert(tables.PersonalWord).values(project_id=project_id, word=word, added_at=now())
        db.execute(row.on_conflict_do_nothing())


def _remove(db: Session, project_id: int, word: str) -> None:
    db.execute(
        delete(tables.PersonalWord).where(
            tables.PersonalWord.project_id == project_id, tables.PersonalWord.word == word
        )
    )
