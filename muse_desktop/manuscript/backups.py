"""Looking into a backup, comparing it with what is there now, and bringing documents back out of it.

A backup may be of an older schema; what is read here is in every one of them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.manuscript.clean import clean_document
from muse_desktop.manuscript.saving import keep_version, text_hash
from muse_desktop.manuscript.shape import next_position
from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import backup, schema, tables
from muse_desktop.store.clock import now
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.store import Store
from muse_desktop.text.count import manuscript_words

Change = Literal["same", "changed", "trashed", "gone"]
_ORIGIN = (
    "id, kind, document_id, generation_id, candidate, output_start, library_item, source, parent, created_at"
)
_AT_ONCE = 500


@dataclass(frozen=True)
class BackupInfo:
    """A backup as a list shows it: `at` is UTC like `clock.now()`, "" when its name tells no time;
    `before`: made by the program before it went back to another one."""

    path: Path
    at: str
    bytes: int
    before: bool


@dataclass(frozen=True)
class KeptDocument:
    """A document in a backup. `change`: how the one that is there now differs (trashed: it went into
    the trash since); `present_words`: of that one."""

    id: int
    project: str
    title: str
    words: int
    updated_at: str
    trashed: bool
    change: Change
    present_words: int


@dataclass(frozen=True)
class BackupContents:
    """What is in a backup, in reading order as far as it is known; `newer`: documents made since."""

    path: Path
    documents: tuple[KeptDocument, ...]
    newer: int

    @property
    def words(self) -> int:
        """All words but those in the trash."""
        return sum(one.words for one in self.documents if not one.trashed)


def listed(folder: Path) -> list[BackupInfo]:
    """The backups in `folder`, newest first. Raises MuseError store.cannot_open."""
    try:
        return [_info(path) for path in backup.backups(folder)]
    except OSError as error:
        raise from_system(error, folder) from error


def _info(path: Path) -> BackupInfo:
    moment = backup.moment_of(path)
    at = moment.strftime("%Y-%m-%dT%H:%M:%S.000Z") if moment.year > 1 else ""
    return BackupInfo(path, at, path.stat().st_size, backup.BEFORE in path.name)


def contents(store: Store, path: Path) -> BackupContents:
    """What is in the backup at `path`, compared with `store`. Raises MuseError store.damaged and the like."""
    with _opened(path) as db:
        rows = db.execute(
            "SELECT d.id, p.title, d.title, d.words, d.updated_at, d.trashed_at, d.text_hash, d.created_at "
            "FROM document d JOIN project p ON p.id = d.project_id "
            "ORDER BY p.position, p.id, d.position, d.id"
        ).fetchall()
    present = store.read(_present)
    kept = []
    for number, project, title, words, updated, trashed, digest, created in rows:
        now_there = present.get((number, created))
        change: Change = "gone"
        if now_there is not None:
            change = "same" if now_there[0] == digest else "changed"
            change = "trashed" if now_there[2] and not trashed else change
        there = now_there[1] if now_there else 0
        kept.append(KeptDocument(number, project, title, words, updated, bool(trashed), change, there))
    made_since = present.keys() - {(row[0], row[7]) for row in rows}
    return BackupContents(path, tuple(kept), len(made_since))


def _present(db: Session) -> dict[tuple[int, str], tuple[str, int, bool]]:
    row = tables.Document
    query = select(row.id, row.created_at, row.text_hash, row.words, row.trashed_at)
    return {(one[0], one[1]): (one[2], one[3], one[4] is not None) for one in db.execute(query)}


def text_of(path: Path, document_id: int) -> str:
    """The text of a document in a backup. Raises MuseError manuscript.no_document and the store's."""
    with _opened(path) as db:
        row = db.execute("SELECT text FROM document WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        raise MuseError("manuscript.no_document", document=document_id)
    return str(row[0])


def bring_back(
    store: Store, book: OriginBook, path: Path, document_ids: Collection[int], language: Language = "en"
) -> list[int]:
    """Make new documents of these out of the backup, with their origins; their ids.

    What is there now is not touched. Raises as `text_of`; then none was made.
    """
    with _opened(path) as db:
        rows = [_row(db, number) for number in document_ids]
        wanted = {origin for _, runs in rows for origin in runs.origins()}
        known = {row[0]: row for row in _origins(db, wanted)}
    at = _info(path).at[:16].replace("T", " ")
    return store.write(
        partial(_made, book=book, rows=rows, origins=known, at=at, name=path.name, language=language)
    ).result()


def _row(db: sqlite3.Connection, document_id: int) -> tuple[dict[str, Any], Runs]:
    names = "project_id, title, text, runs"
    row = db.execute(f"SELECT {names} FROM document WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        raise MuseError("manuscript.no_document", document=document_id)
    values = dict(zip(names.split(", "), row, strict=True))
    text = clean_document(values["text"])
    try:
        runs = Runs.decode(values["runs"])
    except (ValueError, TypeError):
        runs = Runs()
    fits = runs.length == len(text)
    return {**values, "text": text}, runs if fits else Runs()


def _origins(db: sqlite3.Connection, ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    numbers = sorted(ids)
    for at in range(0, len(numbers), _AT_ONCE):
        part = numbers[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        yield from db.execute(f"SELECT {_ORIGIN} FROM origin WHERE id IN ({marks})", part)


def _made(
    db: Session,
    book: OriginBook,
    rows: Collection[tuple[dict[str, Any], Runs]],
    origins: Mapping[int, tuple[Any, ...]],
    at: str,
    name: str,
    language: Language,
) -> list[int]:
    same = _same_here(db, origins)
    return [_copy(db, book, values, runs, origins, same, at, name, language) for values, runs in rows]


def _same_here(db: Session, origins: Mapping[int, tuple[Any, ...]]) -> set[int]:
    """Which of these origins are the very ones of this workspace: after going back, numbers part ways."""
    row = tables.Origin
    columns = [getattr(row, name) for name in _ORIGIN.split(", ")]
    numbers, same = sorted(origins), set()
    for start in range(0, len(numbers), _AT_ONCE):
        for found in db.execute(select(*columns).where(row.id.in_(numbers[start : start + _AT_ONCE]))):
            then = origins[found[0]]
            # A wipe may have taken the source out of either.
            if (*found[:7], *found[8:]) == (*then[:7], *then[8:]):
                same.add(found[0])
    return same


def _copy(
    db: Session,
    book: OriginBook,
    values: dict[str, Any],
    runs: Runs,
    origins: Mapping[int, tuple[Any, ...]],
    same: Collection[int],
    at: str,
    name: str,
    language: Language,
) -> int:
    project = values["project_id"]
    if db.get(tables.Project, project) is None:
        project = db.scalar(select(tables.Project.id).order_by(tables.Project.position, tables.Project.id))
    if project is None:
        made = tables.Project(title=message("manuscript.first_project", language), created_at=now())
        db.add(made)
        db.flush()
        project = made.id
    text = values["text"]
    row = tables.Document(
        project_id=project,
        title=message("manuscript.brought_back", language, title=values["title"], at=at),
        position=next_position(db, project),
        text=text,
        runs=Runs().encode(),
        text_hash=text_hash(text),
        words=manuscript_words(text),
        created_at=now(),
        updated_at=now(),
    )
    db.add(row)
    db.flush()
    carried = _carried(book, row.id, text, runs, origins, same, name)
    ledger.record_origins(db, book)
    row.runs = carried.encode()
    payload = {"kind": "brought-back", "length": len(text), "text": row.text_hash, "backup": _digest(name)}
    ledger.append(db, "created", document_id=row.id, payload=payload)
    keep_version(db, row.id, text, carried)
    return row.id


def _carried(
    book: OriginBook,
    document: int,
    text: str,
    runs: Runs,
    origins: Mapping[int, tuple[Any, ...]],
    same: Collection[int],
    name: str,
) -> Runs:
    """The origins of the backup as they are called here; what cannot be told is unknown."""
    if runs.length != len(text):
        return Runs.of(len(text), book.unknown(document)) if text else Runs()
    here: dict[int, int] = {}
    for number in runs.origins():
        if number in same:
            here[number] = number
        elif number not in origins:
            here[number] = book.unknown(document)
        else:  # another history gave its number to something else: only what kind it was still holds
            kind = _kind(origins[number][1])
            here[number] = book.add(kind, document_id=document, source=origins[number][7] or name)
    return Runs(Run(run.length, here[run.origin]) for run in runs)


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        return Kind.UNKNOWN


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The backup, to read. Raises MuseError store.backup_damaged, store.newer and the like."""
    try:
        with worded(path.parent):
            if schema.version_of(path) is None:
                raise MuseError("store.backup_damaged", file=path.name, reason="empty")
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as db:
                yield db
    except OSError as error:
        raise from_system(error, path.parent) from error
    except MuseError as error:
        if error.code != "store.damaged":
            raise
        raise MuseError("store.backup_damaged", file=path.name, reason=error.values["reason"]) from error
