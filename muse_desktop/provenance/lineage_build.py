"""What the readers of a lineage share: the graph while it is put together, and who knows names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from muse_desktop.provenance.lineage import Edge, Fact, Fate, Node, Relation

OPENING = 90
"""Characters of a text that stand for it as a title."""
AT_ONCE = 500
"""SQLite takes a bounded number of values in one query."""
Said = tuple[str, str]
"""The same in English and 中文."""


class Names(Protocol):
    """What recipes call themselves and their parts; they are files, which may be gone by now."""

    def recipe(self, recipe: str) -> Said | None:
        """A recipe's name; None when there is no such recipe any more."""

    def field(self, recipe: str, field: str, value: str) -> tuple[Said, Said]:
        """The label of a field, and its value as the writer saw it."""

    def source(self, recipe: str, ingredient: str) -> str:
        """Where an ingredient's text came from, as `craft.recipe.Source`; "" where nobody knows."""


@dataclass(frozen=True)
class Surroundings:
    """What is known outside the record: names, and whether a file is still where it was."""

    names: Names
    exists: Callable[[str], bool]


@dataclass
class Builder:
    """Nodes in the order they came, by id, and the edges between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, node: Node) -> str:
        """Keep a node, unless one with its id is there; its id."""
        return self.nodes.setdefault(node.id, node).id

    def join(self, source: str, target: str, relation: Relation) -> None:
        """Keep an edge. Those to nodes that never come are left out in the end."""
        self.edges.append(Edge(source, target, relation))

    def note(self, node_id: str, *facts: Fact) -> None:
        """Say more of a node that is there."""
        node = self.nodes[node_id]
        self.nodes[node_id] = replace(node, facts=(*node.facts, *facts))


def opening(text: str) -> str:
    """The first words of a text in one line."""
    line = " ".join(text[: 2 * OPENING].split())
    return line if len(line) <= OPENING else line[:OPENING] + "…"


def file_fate(exists: Callable[[str], bool], path: str) -> Fate:
    """Whether a file is still there; one without a path cannot be looked for."""
    return "there" if not path or exists(path) else "gone"


def parts_of(numbers: Iterable[int]) -> Iterable[Sequence[int]]:
    """`numbers` in portions that fit into one query."""
    whole = sorted(set(numbers))
    for at in range(0, len(whole), AT_ONCE):
        yield whole[at : at + AT_ONCE]


def file_name(path: str) -> str:
    """The last part of a path of any system: the record may come from another one."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
