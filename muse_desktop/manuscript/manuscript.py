"""The projects and documents of a workspace, and opening them."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.lazy import LazyModule
from muse_desktop.manuscript import shape as places
from muse_desktop.manuscript.clean import clean_document
from muse_desktop.manuscript.opening import look, recover
from muse_desktop.manuscript.saving import keep_version, text_hash
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.shape import Shape
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.provenance import ledger
from muse_desktop.provenance.clocks import last_time, note_if_set_back
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import unpack_text
from muse_desktop.store.schema import app_version
from muse_desktop.store.store import Store
from muse_desktop.text.count import manuscript_words

if TYPE_CHECKING:
    from muse_desktop.formats.annotations import Author, Authored
    from muse_desktop.provenance import claims as claims_in_files
else:
    claims_in_files = LazyModule("muse_desktop.provenance.claims")

T = TypeVar("T")


class ProjectInfo(msgspec.Struct, frozen=True):
    """A project as the binder lists it. Targets are words, 0 is none; `deadline` is YYYY-MM-DD."""

    id: int
    title: str
    position: int
    target: int = 0
    day_target: int = 0
    deadline: str | None = None


class DocumentInfo(msgspec.Struct, frozen=True):
    """A document as the binder lists it: what is saved, not what is being typed."""

    id: int
    project_id: int
    title: str
    position: int
    words: int
    updated_at: str
    trashed: bool


class DocumentText(msgspec.Struct, frozen=True):
    """A document's text and origins as they are saved."""

    id: int
    title: str
    text: str
    runs: Runs


class VersionInfo(msgspec.Struct, frozen=True):
    """A version of a document that can be read again."""

    id: int
    at: str
    characters: int


class Manuscript:
    """All documents of one store. With an owning store it notes start and stop in the ledger."""

    def __init__(self, store: Store, language: Language = "en") -> None:
        self.store = store
        self.book = OriginBook.of(store)
        self.language: Language = language
        self._sessions: dict[int, DocumentSession] = {}
        self._started = store.mode == "own"
        if self._started:
            self._write(_start)

    def projects(self) -> list[ProjectInfo]:
        """All projects in order."""
        query = select(tables.Project).order_by(tables.Project.position, tables.Project.id)
        return self.store.read(
            lambda db: [
                ProjectInfo(row.id, row.title, row.position, row.target, row.day_target, row.deadline)
                for row in db.scalars(query)
            ]
        )

    def create_project(self, title: str) -> int:
        """A new, empty project; its id."""
        return self._write(partial(new_project, title=title))

    def documents(self, project_id: int | None = None) -> list[DocumentInfo]:
        """All documents (of one project) as they are read, those in the trash too; see also tree.py."""
        return self.store.read(partial(_documents, project_id=project_id))

    def create(
        self,
        title: str,
        text: str = "",
        kind: Kind = Kind.IMPORTED,
        project_id: int | None = None,
        source: str = "",
        node: NodeKind = "scene",
        parent_id: int | None = None,
    ) -> int:
        """A new document at the end of `parent_id`, or of a project (the first one, made if need be); its id.

        `text` gets "\\n" line breaks and is of `kind` as a whole; `source` says where it came from; `node`
        says what it is in the tree. Raises MuseError manuscript.no_document, manuscript.in_trash (parents).
        """
        row = tables.Document(title=title, text=clean_document(text), kind=node, parent_id=parent_id)
        return self._write(partial(self._create, row=row, kind=kind, project_id=project_id, source=source))

    def rename(self, document_id: int, title: str) -> None:
        """Give a document another title. Raises MuseError manuscript.no_document."""
        self._write(partial(_change, document_id=document_id, title=title))
        self.retitle(document_id, title)

    def retitle(self, document_id: int, title: str) -> None:
        """Tell an open session its new title."""
        if document_id in self._sessions:
            self._sessions[document_id].title = title

    def reorder(self, document_ids: Sequence[int]) -> None:
        """Put these documents in this order among their siblings; others keep their places behind them."""
        self._write(partial(places.reorder, document_ids=tuple(document_ids)))

    def trash(self, document_id: int) -> None:
        """Put a document with everything inside it into the trash; nothing is deleted."""
        self._write(partial(places.trash, document_id=document_id))

    def restore(self, document_id: int) -> None:
        """Take a document, and what went with it, out of the trash, back to its place."""
        self._write(partial(places.restore, document_id=document_id))

    def open(self, document_id: int) -> DocumentSession:
        """The session of a document (the same one while it is open), after any recovery it needs.

        Raises MuseError manuscript.no_document, store.reading.
        """
        if self.store.mode != "own":
            raise MuseError("store.reading", folder=str(self.store.paths.root))
        session = self._sessions.get(document_id)
        if session is None or session.closed:
            loaded = recover(self.store, self.book, document_id)
            session = DocumentSession(self.store, self.book, loaded, self.language)
            self._sessions[document_id] = session
        return session

    def opened(self, document_id: int) -> DocumentSession | None:
        """The session of a document that is open, or None."""
        session = self._sessions.get(document_id)
        return None if session is None or session.closed else session

    def open_sessions(self) -> list[DocumentSession]:
        """The sessions of all documents that are open."""
        return [session for session in self._sessions.values() if not session.closed]

    def read(self, document_id: int) -> DocumentText:
        """A document as it is saved, also beside its owner. Raises MuseError manuscript.no_document.

        What is being typed in a session is not in it: save first.
        """
        loaded = look(self.store, self.book, document_id)
        return DocumentText(loaded.id, loaded.title, loaded.text, loaded.runs)

    def versions(self, document_id: int) -> list[VersionInfo]:
        """The kept versions of a document, newest first: at each open and close, and while writing."""
        return self.store.read(partial(_versions, document_id=document_id))

    def read_version(self, version_id: int) -> DocumentText:
        """A kept version. Raises MuseError manuscript.no_version."""
        return self.store.read(partial(_read_version, version_id=version_id))

    def close(self) -> None:
        """Save and close all sessions and note the stop.

        When one cannot be saved its MuseError is raised after the others were; call again to try again.
        """
        refused: MuseError | None = None
        for session in self._sessions.values():
            try:
                session.close()
            except MuseError as error:
                refused = refused or error
        if refused is not None:
            raise refused
        self._sessions.clear()
        if self._started:
            self._write(partial(ledger.append, kind="stop"))
            self._started = False

    def _write(self, work: Callable[[Session], T]) -> T:
        return self.store.write(work).result()

    def _create(
        self, db: Session, row: tables.Document, kind: Kind, project_id: int | None, source: str
    ) -> int:
        if row.parent_id is not None:
            project_id = places.live_parent(Shape.read(db), row.parent_id).project_id
        if project_id is None:
            first = select(tables.Project.id).order_by(tables.Project.position, tables.Project.id)
            name = message("manuscript.first_project", self.language)
            project_id = db.scalar(first) or new_project(db, name)
        row.project_id = project_id
        row.position = places.next_position(db, project_id, row.parent_id)
        self.add(db, row, kind, source)
        return row.id

    def add(
        self, db: Session, row: tables.Document, kind: Kind, source: str, claims: Sequence[Authored] = ()
    ) -> None:
        """Insert a document that has its title, text and place, inside a transaction; all of it is `kind`.

        `claims` (in order, no overlaps): whom the file it comes from names as authors.
        """
        row.runs, row.text_hash, row.words = Runs().encode(), text_hash(row.text), manuscript_words(row.text)
        row.created_at = row.updated_at = now()
        db.add(row)
        db.flush()
        self._created(db, row, kind, source, claims)

    def _created(
        self, db: Session, row: tables.Document, kind: Kind, source: str, claims: Sequence[Authored]
    ) -> None:
        """Origins, event and first version of a new document."""
        runs, payload = Runs(), {"kind": str(kind), "length": len(row.text), "text": row.text_hash}
        if row.text:
            origin = self.book.add(kind, document_id=row.id, source=source)
            runs, payload = Runs.of(len(row.text), origin), payload | {"origin": origin}
            if claims:
                runs = self._claimed(len(row.text), origin, row.id, claims)
                payload |= {"spans": [list(run) for run in runs]}
        ledger.record_origins(db, self.book)
        row.runs = runs.encode()
        ledger.append(db, "created", document_id=row.id, payload=payload)
        keep_version(db, row.id, row.text, runs)

    def _claimed(self, length: int, origin: int, document_id: int, claims: Sequence[Authored]) -> Runs:
        """`length` code points of `origin`, with one of its own for each author the file names."""
        source = self.book.get(origin).source
        origins: dict[Author, int] = {}
        runs: list[Run] = []
        at = 0
        for claim in claims:
            if claim.author not in origins:
                said = claims_in_files.claimed_source(source, claim.author)
                origins[claim.author] = self.book.add(Kind.IMPORTED, document_id=document_id, source=said)
            runs += [Run(claim.start - at, origin), Run(claim.end - claim.start, origins[claim.author])]
            at = claim.end
        return Runs([*runs, Run(length - at, origin)])


def _start(db: Session) -> None:
    """Note the start; a start without a stop before it means that the program was killed."""
    last = db.execute(
        select(tables.Event.seq, tables.Event.kind)
        .where(tables.Event.kind.in_(["start", "stop"]))
        .order_by(tables.Event.seq.desc())
        .limit(1)
    ).first()
    before = last_time(db)
    if last is not None and last.kind == "start":
        ledger.append(db, "killed", payload={"start": last.seq})
    note_if_set_back(db, before)
    ledger.append(db, "start", payload={"version": app_version(), "system": platform.system()})


def new_project(db: Session, title: str) -> int:
    """A new, empty project behind the others, inside a transaction; its id."""
    count = len(db.scalars(select(tables.Project.id)).all())
    row = tables.Project(title=title, position=count, created_at=now())
    db.add(row)
    db.flush()
    return row.id


def _documents(db: Session, project_id: int | None) -> list[DocumentInfo]:
    columns = tables.Document
    query = select(columns.id, columns.title, columns.words, columns.updated_at)
    rows = {row.id: row for row in db.execute(query)}
    shape = Shape.read(db)
    return [
        DocumentInfo(
            one,
            place.project_id,
            rows[one].title,
            place.position,
            rows[one].words,
            rows[one].updated_at,
            place.trashed_at is not None,
        )
        for one, place in ((one, shape.place(one)) for one in shape.order)
        if project_id in (None, place.project_id)
    ]


def _versions(db: Session, document_id: int) -> list[VersionInfo]:
    query = (
        select(tables.RunSnapshot)
        .where(tables.RunSnapshot.document_id == document_id)
        .order_by(tables.RunSnapshot.id.desc())
    )
    return [VersionInfo(row.id, row.at, Runs.decode(row.runs).length) for row in db.scalars(query)]


def _read_version(db: Session, version_id: int) -> DocumentText:
    row = db.get(tables.RunSnapshot, version_id)
    if row is None:
        raise MuseError("manuscript.no_version", version=version_id)
    title = db.scalar(select(tables.Document.title).where(tables.Document.id == row.document_id)) or ""
    return DocumentText(row.document_id, title, unpack_text(row.text), Runs.decode(row.runs))


def _change(db: Session, document_id: int, **values: str | None) -> None:
    row = tables.Document
    change = update(row).where(row.id == document_id).values(**values).returning(row.id)
    if db.execute(change).first() is None:
        raise MuseError("manuscript.no_document", document=document_id)
