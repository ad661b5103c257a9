"""Reads the lineage of a document, a passage or a generation from the record."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.depth import acceptances
from muse_desktop.provenance.depth import blocks as accepted_blocks
from muse_desktop.provenance.figures import Block
from muse_desktop.provenance.ledger import WIPED
from muse_desktop.provenance.lineage import Lineage, Scope, kept_edges
from muse_desktop.provenance.lineage_build import Builder, Surroundings, parts_of
from muse_desktop.provenance.lineage_requests import Request, Requests, with_parents
from muse_desktop.provenance.lineage_texts import DocumentRead, Texts, read_document, wiped_times
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.store import tables
from muse_desktop.store.clock import now


def read_lineage(db: Session, book: OriginBook, scope: Scope, around: Surroundings) -> Lineage:
    """The graph of `scope`, as far as it is saved. Takes a while for a long document: off the UI thread.

    Raises MuseError lineage.no_document, or provenance.no_generation where nothing is known of it.
    """
    return _Reader(db, book, scope, around).read()


class _Reader:
    def __init__(self, db: Session, book: OriginBook, scope: Scope, around: Surroundings) -> None:
        self._db = db
        self._book = book
        self._scope = scope
        self._graph = Builder()
        self._wiped = wiped_times(db, WIPED, "documents")
        wiped_generations = wiped_times(db, WIPED, "generations")
        self._requests = Requests(db, self._graph, around, wiped_generations)
        self._texts = Texts(db, self._graph, book, self._wiped)
        self._known_wiped = frozenset(wiped_generations)

    def read(self) -> Lineage:
        scope = self._scope
        if scope.generation is not None:
            title = self._of_generation(scope.generation)
        elif scope.document is not None:
            title = self._of_document(scope.document)
        else:
            raise ValueError("a lineage is of a document or of a generation")
        head = self._db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).first()
        nodes = tuple(self._graph.nodes.values())
        return Lineage(
            scope,
            title,
            nodes,
            kept_edges(self._graph.edges, nodes),
            head.head_seq if head else 0,
            head.head_hash if head else "",
            now(),
        )

    def _of_document(self, document: int) -> str:
        scope = self._scope
        row = self._db.get(tables.Document, document)
        if row is None:
            if document not in self._wiped:
                raise MuseError("lineage.no_document", document=document)
            self._texts.documents([], [document])
            return ""
        found = read_document(row, self._book, scope.start, scope.end)
        accepted_here = [] if scope.is_passage else [document]
        blocks = self._blocks(accepted_here, found.blocks.keys())
        asked: set[int] = set()
        if not scope.is_passage:
            row_of = tables.Generation
            asked = set(self._db.scalars(select(row_of.id).where(row_of.document_id == document)))
        self._fill(asked, blocks, {document: found})
        self._texts.sources([found])
        return row.title

    def _of_generation(self, generation: int) -> str:
        origin = tables.Origin
        made = set(self._db.scalars(select(origin.id).where(origin.generation_id == generation)))
        self._book.load(made)
        mine = {one for one in made if self._book.block(one) == one}
        blocks = self._blocks([], mine)
        rows = with_parents(self._db, [generation])
        if not blocks and generation not in rows and generation not in self._known_wiped:
            raise MuseError("provenance.no_generation", generation=generation)
        homes = {one for block in blocks for one in (block.document, *block.documents) if one}
        found = {one.row.id: one for one in self._read(homes)}
        self._fill({generation, *self._branches(generation)}, blocks, found, homes)
        request = rows.get(generation)
        row = self._db.get(tables.Document, request.document_id or 0) if request is not None else None
        return row.title if row is not None else ""

    def _blocks(self, documents: Collection[int], used: Collection[int]) -> list[Block]:
        """What was accepted into `documents`, and these blocks."""
        accepted = acceptances(self._db, self._book)
        return accepted_blocks(self._db, self._book, accepted, documents, used)

    def _read(self, documents: Collection[int]) -> list[DocumentRead]:
        """The documents that are there, with what stands in them."""
        row, found = tables.Document, []
        for part in parts_of(documents):
            for one in self._db.scalars(select(row).where(row.id.in_(part)).order_by(row.id)):
                found.append(read_document(one, self._book))
        return found

    def _branches(self, generation: int) -> set[int]:
        """The generations that left this one behind some word."""
        row = tables.Generation
        source = row.layout["branched_from"]["generation"].as_integer()
        return set(self._db.scalars(select(row.id).where(source == generation)))

    def _fill(
        self,
        asked: Collection[int],
        blocks: Collection[Block],
        found: dict[int, DocumentRead],
        homes: Collection[int] = (),
    ) -> None:
        """Requests, passages and documents, in the order of the columns."""
        wanted = {*asked, *(block.generation for block in blocks if block.generation)}
        rows: dict[int, Request] = with_parents(self._db, wanted)
        self._requests.add(rows, {(block.generation, block.candidate) for block in blocks})
        for number in sorted(wanted - rows.keys()):
            self._requests.missing(number)
        self._texts.passages(blocks, found)
        self._texts.rewrites(blocks)
        self._texts.documents(found.values(), sorted(set(homes) - found.keys()))
        self._texts.exports(found.keys())
