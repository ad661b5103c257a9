"""The tree of documents as values: what the binder and the outline show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from muse_desktop.errors import MuseError

NodeKind = Literal["part", "chapter", "scene", "note"]
KINDS: tuple[NodeKind, ...] = get_args(NodeKind)


class Node(msgspec.Struct, frozen=True):
    """A document in the tree, as it is saved.

    `position` is its place among its siblings, `depth` how many parents it has. `target` and `words` are
    words, a target of 0 is none. `archived`: it or a parent is. `compiled` and the rest are its own alone.
    `trashed_with`: the document that took this one into the trash along.
    """

    id: int
    project_id: int
    parent_id: int | None
    position: int
    depth: int
    kind: NodeKind
    title: str
    status: str
    label: str
    synopsis: str
    point_of_view: str
    target: int
    words: int
    compiled: bool
    archived: bool
    archived_at: str | None
    trashed_at: str | None
    trashed_with: int | None
    created_at: str
    updated_at: str

    @property
    def trashed(self) -> bool:
        """Whether it is in the trash."""
        return self.trashed_at is not None

    @property
    def counted(self) -> bool:
        """Whether its text is in the manuscript: compiled, no note, not archived, not in the trash."""
        return self.compiled and self.kind != "note" and not self.archived and not self.trashed


class Tree:
    """All documents of a workspace at one moment, in the order they are read. Iterating gives the nodes."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        """`nodes` in reading order: each before what is inside it."""
        self._nodes: Mapping[int, Node] = {node.id: node for node in nodes}
        self._inside: dict[tuple[int, int | None], list[Node]] = {}
        for node in nodes:
            self._inside.setdefault((node.project_id, node.parent_id), []).append(node)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    def node(self, document_id: int) -> Node:
        """One document. Raises MuseError manuscript.no_document."""
        try:
            return self._nodes[document_id]
        except KeyError:
            raise MuseError("manuscript.no_document", document=document_id) from None

    def project(self, project_id: int) -> list[Node]:
        """All documents of a project in reading order, those in the trash and archived ones too."""
        return [node for node in self if node.project_id == project_id]

    def top(self, project_id: int) -> list[Node]:
        """The documents of a project that are in no other and not in the trash."""
        return _live(self._inside.get((project_id, None), []))

    def inside(self, document_id: int) -> list[Node]:
        """The children of a document, in order. In a document outside the trash: those outside it."""
        node = self.node(document_id)
        found = self._inside.get((node.project_id, document_id), [])
        return list(found) if node.trashed else _live(found)

    def below(self, document_id: int) -> list[Node]:
        """Everything inside a document, as `inside` says, in reading order."""
        found: list[Node] = []
        waiting = self.inside(document_id)[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(self.inside(found[-1].id)[::-1])
        return found

    def trash(self, project_id: int | None = None) -> list[Node]:
        """What was put into the trash by itself (of one project), the newest first."""
        gone = [
            node
            for node in self
            if node.trashed and node.trashed_with is None and project_id in (None, node.project_id)
        ]
        return sorted(gone, key=lambda node: node.trashed_at or "", reverse=True)


class OutlineRow(msgspec.Struct, frozen=True):
    """A document in the outline table. `words_inside`: words of the compiled manuscript in it and below."""

    node: Node
    words_inside: int


def outline(tree: Tree, project_id: int) -> list[OutlineRow]:
    """A project's documents outside the trash in reading order, with the words of each and what is inside."""
    nodes = [node for node in tree.project(project_id) if not node.trashed]
    words = {node.id: node.words if node.counted else 0 for node in nodes}
    for node in reversed(nodes):  # what is inside comes behind
        if node.parent_id in words:
            words[node.parent_id] += words[node.id]
    return [OutlineRow(node, words[node.id]) for node in nodes]


def _live(nodes: Sequence[Node]) -> list[Node]:
    return [node for node in nodes if not node.trashed]
