"""Where a text came from, as a graph: what went in, what was asked, what was answered, what was taken, what
became of it, where it stands and where it went.

Built from the record alone (lineage_read.py): nothing is guessed, and what is not there any more keeps its
place with what is still known of it (`Fate`). Positions are code points, times ISO 8601 in UTC. The values
carry no sentences: lineage_words.py words them in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

FORMAT = "muse-desktop/lineage/1"


class Layer(IntEnum):
    """The columns of the graph, from what went in to where it went."""

    INGREDIENT = 0
    REQUEST = 1
    ANSWER = 2
    PASSAGE = 3
    EDIT = 4
    DOCUMENT = 5
    EXPORT = 6


Kind = Literal[
    "recipe", "field", "story", "before", "after", "selection", "material", "model", "adapter", "draft",
    "library", "pasted", "imported", "typed", "unknown", "request", "answer", "passage", "edits", "document",
    "export", "day",
]  # fmt: skip
"""What a node stands for. "story": an entry of the story bible; "material": other text of the document that
the prompt held; "draft": the small model that guessed ahead; "day": several requests folded into one."""

LAYERS: Mapping[str, Layer] = {
    "request": Layer.REQUEST,
    "day": Layer.REQUEST,
    "answer": Layer.ANSWER,
    "passage": Layer.PASSAGE,
    "edits": Layer.EDIT,
    "document": Layer.DOCUMENT,
    "export": Layer.EXPORT,
}

Fate = Literal["there", "trashed", "archived", "removed", "gone", "wiped"]
"""What became of the thing itself. "removed": taken out by the writer, "gone": not where it was (a file, a
passage that was deleted), "wiped": deleted for good with its project. All but "there" and "archived" leave a
tombstone."""

Relation = Literal[
    "used", "read", "wrote", "branched", "answered", "accepted", "rewrote", "edited", "stands", "entered",
    "exported",
]  # fmt: skip
"""What an edge says of its two ends: a request `used` a recipe and `read` a text, a model `wrote`, a request
`branched` off an answer, `rewrote` a passage; text `entered` a document without a model."""

TargetKind = Literal["generation", "passage", "document", "library", "model", "story"]


@dataclass(frozen=True)
class Target:
    """What a node can be followed to. `number`: the id of it, `start` and `end` a span of a document,
    `path` a file."""

    kind: TargetKind
    number: int = 0
    start: int = 0
    end: int = 0
    path: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing that is known: `key` as lineage_words.py words it. `zh`: where 中文 has another value."""

    key: str
    value: str | int = ""
    zh: str = ""


@dataclass(frozen=True)
class Node:
    """One thing in the graph; `id` is the same each time the record is read.

    `title` (`zh` in 中文, where it differs) is a name or first words, "" where the kind says all. `text` has
    the words themselves as far as they are kept. `pale`: it led to nothing, as an answer nobody took.
    """

    id: str
    kind: Kind
    title: str = ""
    zh: str = ""
    at: str = ""
    fate: Fate = "there"
    facts: tuple[Fact, ...] = ()
    text: str = ""
    target: Target | None = None
    document: int | None = None
    pale: bool = False

    @property
    def layer(self) -> Layer:
        """Its column."""
        return LAYERS.get(self.kind, Layer.INGREDIENT)

    @property
    def tombstone(self) -> bool:
        """Whether the thing itself is not there any more."""
        return self.fate not in ("there", "archived")


@dataclass(frozen=True)
class Edge:
    """From the node that was before to the one that came of it, by their ids."""

    source: str
    target: str
    relation: Relation


@dataclass(frozen=True)
class Scope:
    """What a graph is of: a document, the span [start, end) of one, or a generation and what came of it."""

    document: int | None = None
    start: int = 0
    end: int | None = None
    generation: int | None = None

    @property
    def is_passage(self) -> bool:
        """Whether it is a part of a document."""
        return self.document is not None and self.end is not None


@dataclass(frozen=True)
class Lineage:
    """The graph. `title` is the document's; `head` and `records` are the ledger's when it was read."""

    scope: Scope
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    records: int = 0
    head: str = ""
    made_at: str = ""

    def node(self, node_id: str) -> Node | None:
        """The node with this id."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def of(self, *kinds: Kind) -> tuple[Node, ...]:
        """The nodes of some kinds, in order."""
        return tuple(node for node in self.nodes if node.kind in kinds)

    def neighbours(self) -> dict[str, tuple[list[str], list[str]]]:
        """By node: what it came of, and what came of it."""
        found: dict[str, tuple[list[str], list[str]]] = {node.id: ([], []) for node in self.nodes}
        for edge in self.edges:
            found[edge.source][1].append(edge.target)
            found[edge.target][0].append(edge.source)
        return found


def kept_edges(edges: Iterable[Edge], nodes: Iterable[Node]) -> tuple[Edge, ...]:
    """Each edge once, and only those between `nodes`."""
    known = {node.id for node in nodes}
    return tuple(dict.fromkeys(edge for edge in edges if {edge.source, edge.target} <= known))


def as_json(lineage: Lineage) -> dict[str, Any]:
    """The graph for other programs: nodes and edges as they are here, fields without a value left out."""
    scope = lineage.scope
    of = {"document": scope.document, "start": scope.start, "end": scope.end, "generation": scope.generation}
    if not scope.is_passage:
        del of["start"], of["end"]
    return {
        "format": FORMAT,
        "of": {name: value for name, value in of.items() if value is not None},
        "title": lineage.title,
        "made_at": lineage.made_at,
        "ledger": {"records": lineage.records, "head": lineage.head},
        "layers": [layer.name.lower() for layer in Layer],
        "nodes": [_node_json(node) for node in lineage.nodes],
        "edges": [
            {"from": edge.source, "to": edge.target, "relation": edge.relation} for edge in lineage.edges
        ],
    }


def _node_json(node: Node) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": node.id,
        "kind": node.kind,
        "layer": node.layer.name.lower(),
        "title": node.title,
        "title_zh": node.zh,
        "at": node.at,
        "fate": node.fate,
        "facts": [{"key": fact.key, "value": fact.value} for fact in node.facts],
        "text": node.text,
        "document": node.document,
    }
    if node.target is not None and node.target.kind == "passage":
        value |= {"start": node.target.start, "end": node.target.end}
    return {name: kept for name, kept in value.items() if kept not in ("", None, [])}
