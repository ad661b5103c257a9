"""The right half of a lineage: what was taken, what became of it, where it stands and where it went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.depth import decoded, visible
from muse_desktop.provenance.exports import exports
from muse_desktop.provenance.figures import Block
from muse_desktop.provenance.kinds import MODEL_KINDS, Kind
from muse_desktop.provenance.lineage import Fact, Fate, Node, Target
from muse_desktop.provenance.lineage import Kind as NodeKind
from muse_desktop.provenance.lineage_build import Builder, opening, parts_of
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables

_PASTED: Mapping[Kind, str] = {Kind.PASTED_OWN: "from_own", Kind.PASTED_OUTSIDE: "from_outside"}


@dataclass
class Spot:
    """Where text that belongs together stands in one document: its first place, and all its pieces."""

    document: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    letters: int = 0
    typed_in: int = 0  # characters that the writer typed into a model's passage

    def add(self, start: int, end: int, letters: int) -> None:
        """One more piece."""
        if self.spans and self.spans[-1][1] == start:
            start = self.spans.pop()[0]
        self.spans.append((start, end))
        self.letters += letters


@dataclass
class DocumentRead:
    """A document's row and what stands in it (in the span that was asked for): the model's passages by
    block, and all else by what it came from."""

    row: tables.Document
    blocks: dict[int, Spot] = field(default_factory=dict)
    others: dict[tuple[str, str], tuple[Origin, Spot]] = field(default_factory=dict)


def read_document(
    row: tables.Document, book: OriginBook, start: int = 0, end: int | None = None
) -> DocumentRead:
    """What stands in [start, end) of a document. Damaged origins count as unknown."""
    found = DocumentRead(row)
    runs = decoded(row.runs)
    last = len(row.text) if end is None else min(end, len(row.text))
    if runs is None or runs.length != len(row.text):
        spans: Iterable[tuple[int, int, int]] = [(start, last, 0)] if start < last else []
        book.load([0])
    else:
        spans = runs.spans(min(start, last), last)
        book.load(runs.origins())
    for first, stop, origin_id in spans:
        origin, letters = book.get(origin_id), visible(row.text[first:stop])
        block = book.block(origin_id)
        if block is not None:
            spot = found.blocks.setdefault(block, Spot(row.id))
            if origin.kind not in MODEL_KINDS:
                spot.typed_in += letters
        else:
            _, spot = found.others.setdefault(_source_key(origin), (origin, Spot(row.id)))
        spot.add(first, stop, letters)
    return found


def _source_key(origin: Origin) -> tuple[str, str]:
    if origin.kind in (Kind.TYPED, Kind.AUTOCORRECTED):
        return "typed", ""
    if origin.library_item is not None:
        return "library", str(origin.library_item)
    return str(origin.kind), origin.source


class Texts:
    """Adds documents and what stands in them to a graph. `wiped`: when each wiped document was."""

    def __init__(self, db: Session, graph: Builder, book: OriginBook, wiped: Mapping[int, str]) -> None:
        self._db = db
        self._graph = graph
        self._book = book
        self._wiped = wiped

    def documents(self, found: Collection[DocumentRead], also: Collection[int]) -> None:
        """The documents themselves; those of `also` that are no more leave a tombstone."""
        for one in found:
            row = one.row
            fate: Fate = "trashed" if row.trashed_at else "archived" if row.archived_at else "there"
            facts = [Fact("words", row.words)]
            if row.trashed_at:
                facts.append(Fact("trashed_at", row.trashed_at))
            node = Node(
                f"document:{row.id}", "document", row.title, at=row.created_at, fate=fate,
                facts=tuple(facts), target=Target("document", row.id), document=row.id,
            )  # fmt: skip
            self._graph.add(node)
        for number in also:
            at = self._wiped.get(number, "")
            facts = [Fact("number", number)] + ([Fact("wiped_at", at)] if at else [])
            node = Node(f"document:{number}", "document", fate="wiped" if at else "gone", facts=tuple(facts))
            self._graph.add(node)

    def passages(self, blocks: Iterable[Block], found: Mapping[int, DocumentRead]) -> None:
        """What was accepted, what was edited in it, and the documents where it stands."""
        for block in blocks:
            spots = [one.blocks[block.origin] for one in found.values() if block.origin in one.blocks]
            spots = [spot for spot in spots if spot.letters]  # a space that is left is nothing that stands
            node = self._graph.add(self._passage(block, spots, found))
            answer = f"answer:{block.generation}:{block.candidate}"
            source = answer if answer in self._graph.nodes else f"request:{block.generation}"
            self._graph.join(source, node, "accepted")
            typed_in = sum(spot.typed_in for spot in spots)
            if spots and (typed_in or block.standing < block.accepted):
                node = self._edits(block, typed_in)
            for document in dict.fromkeys(spot.document for spot in spots):
                self._graph.join(node, f"document:{document}", "stands")

    def _passage(self, block: Block, spots: list[Spot], found: Mapping[int, DocumentRead]) -> Node:
        pieces = [
            found[spot.document].row.text[start:end] for spot in spots[:1] for start, end in spot.spans
        ]
        stands = bool(spots)
        facts = [Fact("accepted", block.accepted), Fact("standing", block.standing)]
        facts += [Fact("rewritten")] if block.rewritten else []
        facts += [Fact("picked")] if block.picked else []
        elsewhere = len(set(block.documents) - found.keys())
        facts += [Fact("also_in", elsewhere)] if elsewhere else []
        facts += [Fact("record", block.seq)] if block.seq else []
        target = None
        if stands:
            start, end = spots[0].spans[0][0], spots[0].spans[-1][1]
            target = Target("passage", spots[0].document, start, end)
        text = " … ".join(pieces)
        answer = self._graph.nodes.get(f"answer:{block.generation}:{block.candidate}")
        title = opening(text) if stands else answer.title if answer is not None else ""
        return Node(
            f"passage:{block.origin}", "passage", title, at=block.at,
            fate="there" if stands or elsewhere else "gone", facts=tuple(facts), text=text, target=target,
            document=spots[0].document if spots else block.document, pale=not stands,
        )  # fmt: skip

    def _edits(self, block: Block, typed_in: int) -> str:
        lost = block.accepted - block.standing
        facts = [Fact("lost", lost), Fact("typed_in", typed_in), Fact("depth", round(100 * block.edit_depth))]
        passage = self._graph.nodes[f"passage:{block.origin}"]
        node = Node(
            f"edits:{block.origin}", "edits", passage.title, at=block.at, facts=tuple(facts),
            target=passage.target, document=block.document,
        )  # fmt: skip
        self._graph.join(passage.id, self._graph.add(node), "edited")
        return node.id

    def rewrites(self, blocks: Iterable[Block]) -> None:
        """What rewritten text took the place of: a model's passage, or words of another origin."""
        for block in blocks:
            parent = self._book.get(block.origin).parent if block.rewritten else None
            if parent is None:
                continue
            own = f"request:{block.generation}"
            selections = [
                edge.source for edge in self._graph.edges
                if edge.target == own and self._graph.nodes[edge.source].kind == "selection"
            ]  # fmt: skip
            target = selections[0] if selections else own
            before = self._book.block(parent)
            if before is not None and f"passage:{before}" in self._graph.nodes:
                self._graph.join(f"passage:{before}", target, "rewrote")
            elif target in self._graph.nodes:
                self._graph.note(target, Fact("was", str(self._book.get(parent).kind)))

    def sources(self, found: Iterable[DocumentRead]) -> None:
        """What entered the documents without a model: typed, pasted, imported, or nobody knows."""
        documents = list(found)
        numbers = {
            origin.library_item for one in documents for origin, _ in one.others.values()
            if origin.library_item is not None
        }  # fmt: skip
        items = self._library(numbers)
        for one in documents:
            for origin, spot in one.others.values():
                node = self._source(origin, spot, items.get(origin.library_item or 0))
                self._graph.join(self._graph.add(node), f"document:{one.row.id}", "entered")

    def _library(self, numbers: Iterable[int]) -> dict[int, tables.LibraryItem]:
        row = tables.LibraryItem
        found: dict[int, tables.LibraryItem] = {}
        for part in parts_of(numbers):
            found |= {one.id: one for one in self._db.scalars(select(row).where(row.id.in_(part)))}
        return found

    def _source(self, origin: Origin, spot: Spot, item: tables.LibraryItem | None) -> Node:
        counted = Fact("characters", spot.letters)
        passage = Target("passage", spot.document, *spot.spans[0])
        document = spot.document
        if origin.library_item is not None:
            return _library_node(origin, item, counted)
        if origin.kind in (Kind.TYPED, Kind.AUTOCORRECTED):
            return Node(f"typed:{document}", "typed", facts=(counted,), target=passage, document=document)
        kind: NodeKind = "unknown"
        facts = [counted]
        if origin.kind is Kind.IMPORTED:
            kind = "imported"
        elif origin.kind in (Kind.PASTED_OWN, Kind.PASTED_OUTSIDE, Kind.PASTED_LIBRARY):
            kind = "pasted"
            facts.insert(0, Fact(_PASTED.get(origin.kind, "from_library")))
        return Node(
            f"{kind}:{document}:{origin.id}", kind, opening(origin.source) if kind != "unknown" else "",
            at=origin.created_at, facts=tuple(facts), target=passage, document=document,
        )  # fmt: skip

    def exports(self, documents: Collection[int]) -> None:
        """The files that were written of the documents, as far as the log tells of them."""
        for export in exports(self._db):
            written = [one for one in export.documents if one in documents]
            if not written:
                continue
            facts = (Fact("format", export.format), Fact("sha256", export.sha256), Fact("record", export.seq))
            node = f"export:{export.seq}"
            self._graph.add(Node(node, "export", export.file, at=export.at, facts=facts))
            for number in written:
                self._graph.join(f"document:{number}", node, "exported")


def _library_node(origin: Origin, item: tables.LibraryItem | None, counted: Fact) -> Node:
    number = origin.library_item or 0
    node_id = f"library:{number}"
    if item is None:
        known = (Fact("number", number), counted)
        return Node(node_id, "library", opening(origin.source), fate="gone", facts=known)
    facts = [counted]
    facts += [Fact("author", item.author)] if item.author else []
    facts += [Fact("rights", item.rights)] if item.rights else [Fact("rights_unknown")]
    facts += [Fact("removed_at", item.removed_at)] if item.removed_at else []
    facts.append(Fact("sha256", item.original_sha256))
    target = None if item.removed_at else Target("library", number)
    fate: Fate = "removed" if item.removed_at else "there"
    return Node(
        node_id, "library", item.title, at=item.added_at, fate=fate, facts=tuple(facts), target=target
    )


def wiped_times(db: Session, kind: str, name: str) -> dict[int, str]:
    """When each number that the `name` lists of records of `kind` hold was wiped."""
    found: dict[int, str] = {}
    for event, payload in told(db, kind):
        numbers = payload.get(name)
        for one in numbers if isinstance(numbers, list) else ():
            if isinstance(one, int):
                found[one] = event.at
    return found


