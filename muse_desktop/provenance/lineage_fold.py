"""A graph of hundreds of requests made small enough to look at: each document's requests of a day in one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from muse_desktop.provenance.lineage import Edge, Fact, Lineage, Node, kept_edges

MOST_REQUESTS = 12
"""A graph with no more requests than this is shown as it is."""
MOST_IN_ONE = 20
"""So many requests of one day are folded into one node at most; a busier day becomes several."""
# Folded with the requests they were for.
_OWN = frozenset({"field", "before", "after", "selection", "material"})


@dataclass(frozen=True)
class Group:
    """Some requests for one document on one day. `node` stands for them."""

    node: Node
    requests: tuple[str, ...]


def day_of(at: str) -> str:
    """The writer's local date (YYYY-MM-DD) of a time in UTC; "" where it cannot be read."""
    try:
        return datetime.fromisoformat(at).astimezone().date().isoformat()
    except ValueError:
        return ""


def groups(lineage: Lineage) -> tuple[Group, ...]:
    """How the requests of a graph fold; none where they are few."""
    requests = lineage.of("request")
    if len(requests) <= MOST_REQUESTS:
        return ()
    days: dict[tuple[int | None, str], list[Node]] = {}
    for node in requests:
        days.setdefault((node.document, day_of(node.at)), []).append(node)
    taken = _taken(lineage)
    made = []
    for (document, day), nodes in days.items():
        parts = [nodes[start : start + MOST_IN_ONE] for start in range(0, len(nodes), MOST_IN_ONE)]
        for number, part in enumerate(parts, 1):
            title = day if len(parts) == 1 else f"{day} · {number}/{len(parts)}"
            made.append(_group(f"day:{document or 0}:{day}:{number}", title, part, taken))
    return tuple(made)


def fold(lineage: Lineage, opened: Collection[str] = ()) -> Lineage:
    """The graph with its groups folded, but for those whose node is named in `opened`."""
    closed = [group for group in groups(lineage) if group.node.id not in opened]
    if not closed:
        return lineage
    inside = _inside(lineage, closed)
    standing = {group.requests[0]: group.node for group in closed}
    nodes: list[Node] = []
    for node in lineage.nodes:
        if node.id in standing:
            nodes.append(standing[node.id])
        elif node.id not in inside:
            nodes.append(node)
    moved = (
        Edge(inside.get(edge.source, edge.source), inside.get(edge.target, edge.target), edge.relation)
        for edge in lineage.edges
    )
    edges = kept_edges((edge for edge in moved if edge.source != edge.target), nodes)
    return replace(lineage, nodes=tuple(nodes), edges=_one_each(edges))


def _taken(lineage: Lineage) -> dict[str, int]:
    """By request: how many passages came of it."""
    asked = {edge.target: edge.source for edge in lineage.edges if edge.relation == "answered"}
    counts: dict[str, int] = {}
    for edge in lineage.edges:
        if edge.relation == "accepted":
            request = asked.get(edge.source, edge.source)
            counts[request] = counts.get(request, 0) + 1
    return counts


def _group(node_id: str, title: str, nodes: Sequence[Node], taken: Mapping[str, int]) -> Group:
    facts = (
        Fact("requests", len(nodes)),
        Fact("taken_passages", sum(taken.get(node.id, 0) for node in nodes)),
    )
    node = Node(node_id, "day", title, at=nodes[0].at, facts=facts, document=nodes[0].document)
    return Group(node, tuple(one.id for one in nodes))


def _inside(lineage: Lineage, closed: Sequence[Group]) -> dict[str, str]:
    """By node that is folded away: the node that stands for it."""
    inside = {request: group.node.id for group in closed for request in group.requests}
    for relation in ("answered", "accepted", "edited"):
        for edge in lineage.edges:
            if edge.relation == relation and edge.source in inside:
                inside[edge.target] = inside[edge.source]
    kinds = {node.id: node.kind for node in lineage.nodes}
    for name, (_, to) in lineage.neighbours().items():
        homes = {inside.get(one) for one in to}
        if kinds[name] in _OWN and len(homes) == 1 and (home := homes.pop()) is not None:
            inside[name] = home
    return inside


def _one_each(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """One edge between any two nodes: that they are joined is what a folded graph says."""
    return tuple({(edge.source, edge.target): edge for edge in edges}.values())
