"""The origins of a workspace: ids at once, rows at the next save.

One book serves all documents of a store (`OriginBook.of(store)`), because it gives out the ids.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import partial

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from muse_desktop.provenance.kinds import MODEL_KINDS, Kind
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store

CUT = "cut"
_AT_ONCE = 500  # SQLite takes a bounded number of values in one query


@dataclass(frozen=True)
class Origin:
    """Where some characters came from.

    `output_start`: where in the candidate's text the inserted part began. `source`: what a pasted or
    imported text said about itself (a file name, a title). `parent`: for typed text, the generated origin
    it was typed into; for a rewrite, the origin of the text that was rewritten; for the rest of a
    generated word after the writer deleted letters of it (`source` is "cut"), the origin that was cut.
    """

    id: int
    kind: Kind
    document_id: int | None = None
    generation_id: int | None = None
    candidate: int | None = None
    output_start: int | None = None
    library_item: int | None = None
    source: str = ""
    parent: int | None = None
    created_at: str = ""


class OriginBook:
    """All origins of one workspace. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard = threading.RLock()
        self._known: dict[int, Origin] = {}
        self._unsaved: dict[int, Origin] = {}
        self._derived: dict[tuple[str, int | None, int | None], int] = {}
        self._next = 1 + (store.read(lambda db: db.scalar(select(func.max(tables.Origin.id)))) or 0)

    @classmethod
    def of(cls, store: Store) -> OriginBook:
        """The book of `store`."""
        return store.shared(cls)

    def get(self, origin_id: int) -> Origin:
        """The origin with this id; one that no record explains is UNKNOWN."""
        with self._guard:
            if origin_id not in self._known:
                self.load([origin_id])
            return self._known[origin_id]

    def load(self, ids: Collection[int]) -> None:
        """Read the origins with these `ids` in few queries, so that `get` need not ask for each."""
        with self._guard:
            missing = sorted(set(ids) - self._known.keys())
            for at in range(0, len(missing), _AT_ONCE):
                part = missing[at : at + _AT_ONCE]
                found = self._store.read(partial(_read, ids=part))
                self._known.update({origin.id: origin for origin in found})
            for origin_id in missing:
                self._known.setdefault(origin_id, Origin(origin_id, Kind.UNKNOWN, source="no record"))

    def typed(self, document_id: int, parent: int | None = None) -> int:
        """The id for text typed now: one per document, per parent and per time the workspace is open."""
        return self._once(Kind.TYPED, document_id, parent)

    def unknown(self, document_id: int) -> int:
        """The id for text that nobody claimed: one per document and time the workspace is open."""
        return self._once(Kind.UNKNOWN, document_id, None)

    def cut(self, parent: int) -> int:
        """The id for what is left of a generated word after the writer deleted letters of it."""
        of = self.get(parent)
        if self.is_cut(of):
            return parent
        with self._guard:
            key = ("cut", None, parent)
            if key not in self._derived:
                details = {name: value for name, value in asdict(of).items() if name not in _OWN}
                self._derived[key] = self.add(of.kind, parent=parent, source=CUT, **details)
            return self._derived[key]

    def is_cut(self, origin: Origin) -> bool:
        """Whether `origin` is what is left of a generated word after letters were deleted."""
        return origin.kind in MODEL_KINDS and origin.parent is not None and origin.source == CUT

    def block(self, origin_id: int) -> int | None:
        """The generated origin that `origin_id` belongs to: itself, or what it was typed into or cut from."""
        origin = self.get(origin_id)
        if origin.kind in MODEL_KINDS:
            return origin.parent if self.is_cut(origin) else origin_id
        if origin.kind is Kind.TYPED and origin.parent is not None:
            parent = self.get(origin.parent)  # never typed text itself, so this looks up once
            return self.block(parent.id) if parent.kind in MODEL_KINDS else None
        return None

    def add(
        self,
        kind: Kind,
        *,
        document_id: int | None = None,
        generation_id: int | None = None,
        candidate: int | None = None,
        output_start: int | None = None,
        library_item: int | None = None,
        source: str = "",
        parent: int | None = None,
    ) -> int:
        """A new origin; its id is good at once, its row is written with the next save of any document."""
        with self._guard:
            origin = Origin(
                self._next,
                Kind(kind),
                document_id,
                generation_id,
                candidate,
                output_start,
                library_item,
                source,
                parent,
                now(),
            )
            self._next += 1
            self._known[origin.id] = self._unsaved[origin.id] = origin
            return origin.id

    def take_unsaved(self) -> tuple[Origin, ...]:
        """The origins without a row; whoever takes them writes them or gives them back.

        Use `ledger.record_origins`, which does both.
        """
        with self._guard:
            taken = tuple(self._unsaved.values())
            self._unsaved.clear()
            return taken

    def give_back(self, origins: Iterable[Origin]) -> None:
        """Origins that were taken, but whose writing failed."""
        with self._guard:
            self._unsaved = {origin.id: origin for origin in origins} | self._unsaved

    def _once(self, kind: Kind, document_id: int, parent: int | None) -> int:
        with self._guard:
            key = (str(kind), document_id, parent)
            if key not in self._derived:
                self._derived[key] = self.add(kind, document_id=document_id, parent=parent)
            return self._derived[key]


_OWN = frozenset({"id", "kind", "parent", "source", "created_at"})


def write_origins(db: Session, origins: Collection[Origin]) -> None:
    """Insert rows for `origins` (from `OriginBook.take_unsaved`) in the transaction of `db`."""
    if origins:
        db.execute(insert(tables.Origin), [asdict(origin) | {"kind": str(origin.kind)} for origin in origins])


def _read(db: Session, ids: Collection[int]) -> list[Origin]:
    rows = db.scalars(select(tables.Origin).where(tables.Origin.id.in_(ids)))
    return [
        Origin(
            row.id,
            _kind(row.kind),
            row.document_id,
            row.generation_id,
            row.candidate,
            row.output_start,
            row.library_item,
            row.source,
            row.parent,
            row.created_at,
        )
        for row in rows
    ]


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:  # a damaged row must not keep its document from opening
        return Kind.UNKNOWN
