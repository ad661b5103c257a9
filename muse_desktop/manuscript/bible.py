"""The story bible: what a writer notes about the characters, places, things and facts of a project."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.clean import clean_document
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store

EntryKind = Literal["character", "place", "thing", "fact"]
Mention = Literal["always", "named", "never"]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
MENTIONS: tuple[Mention, ...] = get_args(Mention)


@dataclass(frozen=True)
class Entry:
    """One entry. `mention`: a prompt tells of it always, when the text around names it, or never."""

    id: int
    project_id: int
    kind: EntryKind
    name: str
    aliases: tuple[str, ...]
    notes: str
    mention: Mention
    position: int
    updated_at: str

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return (self.name, *self.aliases)


class Bible:
    """The entries of all projects of a store. Reads are quick and go on any thread; writes answer with a
    Future, which fails with MuseError manuscript.no_entry, manuscript.entry_unnamed, manuscript.no_project,
    and the store's own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, project_id: int) -> list[Entry]:
        """The entries of a project in the writer's order."""
        return self._store.read(partial(_entries, project_id=project_id))

    def project_of(self, document_id: int) -> int | None:
        """The project a document is in; None when there is no such document."""
        row = tables.Document
        return self._store.read(lambda db: db.scalar(select(row.project_id).where(row.id == document_id)))

    def names(self, project_id: int) -> set[str]:
        """Every name and other name in a project, as its writer spells it: "Mira Stone", "小明"."""
        return {name for entry in self.entries(project_id) for name in entry.names}

    def add(
        self,
        project_id: int,
        name: str,
        kind: EntryKind = "character",
        *,
        aliases: Iterable[str] = (),
        notes: str = "",
        mention: Mention = "named",
    ) -> Future[int]:
        """A new entry at the end of a project's; its id."""
        row = tables.BibleEntry(
            project_id=project_id, **_given(name, kind, aliases, notes, mention), updated_at=now()
        )
        return self._store.write(partial(_add, row=row))

    def change(
        self,
        entry_id: int,
        *,
        name: str | None = None,
        kind: EntryKind | None = None,
        aliases: Iterable[str] | None = None,
        notes: str | None = None,
        mention: Mention | None = None,
    ) -> Future[None]:
        """Set what is given; None leaves it as it is."""
        values = _given(name, kind, aliases, notes, mention)
        return self._store.write(partial(_change, entry_id=entry_id, values=values))

    def move(self, entry_id: int, before: int | None = None) -> Future[None]:
        """Put an entry in front of another one of its project, or (None, or that one is gone) at the end."""
        return self._store.write(partial(_move, entry_id=entry_id, before=before))

    def remove(self, entry_id: int) -> Future[Entry]:
        """Delete an entry; what it was, for `put_back`."""
        return self._store.write(partial(_remove, entry_id=entry_id))

    def put_back(self, entry: Entry) -> Future[int]:
        """Take the removal of an entry back: at its old place, with its old id."""
        return self._store.write(partial(_put_back, entry=entry))


def read_names(written: str) -> tuple[str, ...]:
    """Other names as a writer lists them, between commas (also ，、; and line breaks); none twice."""
    for mark in "，、;；\n":
        written = written.replace(mark, ",")
    return _distinct(written.split(","))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    tidy = (" ".join(clean_document(name).split()) for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name))


def _given(
    name: str | None,
    kind: EntryKind | None,
    aliases: Iterable[str] | None,
    notes: str | None,
    mention: Mention | None,
) -> dict[str, Any]:
    """The columns that are set. Raises manuscript.entry_unnamed, ValueError for no kind and no mention."""
    if kind is not None and kind not in ENTRY_KINDS:
        raise ValueError(f"no kind of entry: {kind}")
    if mention is not None and mention not in MENTIONS:
        raise ValueError(f"no way to mention an entry: {mention}")
    values: dict[str, Any] = {"kind": kind, "mention": mention}
    if name is not None:
        values["name"] = " ".join(clean_document(name).split())
        if not values["name"]:
            raise MuseError("manuscript.entry_unnamed")
    if aliases is not None:
        values["aliases"] = list(_distinct(aliases))
    if notes is not None:
        values["notes"] = clean_document(notes).strip()
    return {key: value for key, value in values.items() if value is not None}


def _entry(row: tables.BibleEntry) -> Entry:
    kind: EntryKind = next((one for one in ENTRY_KINDS if one == row.kind), "fact")
    mention: Mention = next((one for one in MENTIONS if one == row.mention), "named")
    aliases = tuple(str(alias) for alias in row.aliases)
    return Entry(
        row.id, row.project_id, kind, row.name, aliases, row.notes, mention, row.position, row.updated_at
    )


def _rows(db: Session, project_id: int) -> list[tables.BibleEntry]:
    row = tables.BibleEntry
    return list(db.scalars(select(row).where(row.project_id == project_id).order_by(row.position, row.id)))


def _entries(db: Session, project_id: int) -> list[Entry]:
    return [_entry(row) for row in _rows(db, project_id)]


def _found(db: Session, entry_id: int) -> tables.BibleEntry:
    row = db.get(tables.BibleEntry, entry_id)
    if row is None:
        raise MuseError("manuscript.no_entry", entry=entry_id)
    return row


def _add(db: Session, row: tables.BibleEntry) -> int:
    if db.get(tables.Project, row.project_id) is None:
        raise MuseError("manuscript.no_project", project=row.project_id)
    last = select(func.max(tables.BibleEntry.position)).where(
        tables.BibleEntry.project_id == row.project_id
    )
    row.position = (db.scalar(last) or 0) + 1
    db.add(row)
    db.flush()
    return row.id


def _change(db: Session, entry_id: int, values: dict[str, Any]) -> None:
    _found(db, entry_id)
    if values:
        row = tables.BibleEntry
        db.execute(update(row).where(row.id == entry_id).values(**values, updated_at=now()))


def _move(db: Session, entry_id: int, before: int | None) -> None:
    moved = _found(db, entry_id)
    others = [row for row in _rows(db, moved.project_id) if row.id != entry_id]
    at = next((place for place, row in enumerate(others) if row.id == before), len(others))
    for place, row in enumerate([*others[:at], moved, *others[at:]], 1):
        row.position = place


def _remove(db: Session, entry_id: int) -> Entry:
    removed = _entry(_found(db, entry_id))
    db.execute(delete(tables.BibleEntry).where(tables.BibleEntry.id == entry_id))
    return removed


def _put_back(db: Session, entry: Entry) -> int:
    if db.get(tables.Project, entry.project_id) is None:
        raise MuseError("manuscript.no_project", project=entry.project_id)
    if db.get(tables.BibleEntry, entry.id) is not None:
        return entry.id
    db.add(
        tables.BibleEntry(
            id=entry.id,
            project_id=entry.project_id,
            kind=entry.kind,
            name=entry.name,
            aliases=list(entry.aliases),
            notes=entry.notes,
            mention=entry.mention,
            position=entry.position,
            updated_at=entry.updated_at,
        )
    )
    return entry.id

