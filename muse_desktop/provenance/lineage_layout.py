"""Places for a graph whose layers are given: boxes in columns, edges as curves between them.

The steps are Sugiyama's (1981): an edge over several columns gets a small place in each of them, each column
is put in order by the mean place of its neighbours (Eades and Wormald's barycentre), and then everything
moves as near to its neighbours as its order allows (isotonic regression, pool adjacent violators). One column
keeps the order it is given in, because it is that of time. Units are pixels at 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from muse_desktop.provenance.lineage import Layer, Lineage

HEIGHT = 46.0
"""Of a box."""
APART, PASSING = 10.0, 8.0
"""From box to box; the height of an edge that passes a column."""
ROUNDS = 8

Point = tuple[float, float]


@dataclass(frozen=True)
class Measures:
    """How wide a box is, and how far it is from column to column."""

    box: float = 168.0
    between: float = 40.0


ON_SCREEN = Measures()


@dataclass(frozen=True)
class Box:
    """Where a node stands: its upper left corner."""

    node: str
    x: float
    y: float


@dataclass(frozen=True)
class Wire:
    """Where edge number `edge` of the graph goes: through `points`. `back`: to a column further left."""

    edge: int
    points: tuple[Point, ...]
    back: bool


@dataclass(frozen=True)
class Drawing:
    """All places, from (0, 0) to (width, height). `columns`: each layer that has boxes, and its x."""

    boxes: Mapping[str, Box]
    wires: tuple[Wire, ...]
    columns: tuple[tuple[Layer, float], ...]
    width: float
    height: float
    measures: Measures


@dataclass
class _Item:
    """A box, or the place of an edge that passes through a column."""

    column: int
    height: float
    order: float
    y: float = 0.0

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def lay_out(lineage: Lineage, measures: Measures = ON_SCREEN) -> Drawing:
    """Where everything stands. The nodes of a column that are joined to nothing keep their order."""
    layers = sorted({node.layer for node in lineage.nodes})
    place = {layer: number for number, layer in enumerate(layers)}
    items = {
        node.id: _Item(place[node.layer], HEIGHT, float(number)) for number, node in enumerate(lineage.nodes)
    }
    chains = _chains(lineage, items)
    joined: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in items}
    for chain in chains:
        for first, second in pairwise(chain):
            if items[first].column < items[second].column:
                joined[first][1].append(second)
                joined[second][0].append(first)
    columns: list[list[str]] = [[] for _ in layers]
    for name, item in items.items():
        columns[item.column].append(name)
    anchor = place.get(Layer.REQUEST, place.get(Layer.PASSAGE, 0))
    _put_in_order(columns, items, joined, anchor)
    _put_in_place(columns, items, joined)
    return _drawing(lineage, layers, items, chains, measures)


def _chains(lineage: Lineage, items: dict[str, _Item]) -> list[list[str]]:
    """For each edge what it runs through; adds the places of edges that pass a column to `items`."""
    chains = []
    for number, edge in enumerate(lineage.edges):
        first, last = items[edge.source].column, items[edge.target].column
        passed = [f"{column}|{number}" for column in range(first + 1, last)]
        for column, name in zip(range(first + 1, last), passed, strict=True):
            items[name] = _Item(column, PASSING, items[edge.source].order)
        chains.append([edge.source, *passed, edge.target])
    return chains


def _put_in_order(
    columns: list[list[str]],
    items: Mapping[str, _Item],
    joined: Mapping[str, tuple[list[str], list[str]]],
    anchor: int,
) -> None:
    """Each column by the mean place of its neighbours on the anchor's side, from the anchor outwards."""

    def order(column: int, side: int) -> None:
        def key(name: str) -> float:
            places = [items[one].order for one in joined[name][side]]
            return fmean(places) if places else items[name].order

        columns[column].sort(key=key)
        _number(columns[column], items)

    columns[anchor].sort(key=lambda name: items[name].order)
    _number(columns[anchor], items)
    for column in range(anchor + 1, len(columns)):
        order(column, 0)
    for column in range(anchor - 1, -1, -1):
        order(column, 1)


def _number(column: Sequence[str], items: Mapping[str, _Item]) -> None:
    """Numbers from 0 to 1, so that long and short columns can be compared."""
    for number, name in enumerate(column):
        items[name].order = (number + 0.5) / len(column)


def _put_in_place(
    columns: Sequence[Sequence[str]],
    items: Mapping[str, _Item],
    joined: Mapping[str, tuple[list[str], list[str]]],
) -> None:
    tallest = max((_stacked(column, items) for column in columns), default=0.0)
    for column in columns:
        free = (tallest - _stacked(column, items)) / 2
        for name in column:
            items[name].y += free
    for turn in range(ROUNDS):
        for column in columns if turn % 2 else reversed(columns):
            wanted = []
            for name in column:
                wanted.append(_wanted(name, items, joined) - items[name].height / 2)
            for name, y in zip(column, _apart(wanted, [items[one].height for one in column]), strict=True):
                items[name].y = y
    top = min((item.y for item in items.values()), default=0.0)
    for item in items.values():
        item.y -= top


def _wanted(
    name: str, items: Mapping[str, _Item], joined: Mapping[str, tuple[list[str], list[str]]]
) -> float:
    """The mean height of what an item is joined to. What is joined to many, as a recipe or the document,
    counts little, or everything would be drawn to it."""
    near = [one for side in joined[name] for one in side]
    if not near:
        return items[name].middle
    shares = [1 / sum(map(len, joined[one])) for one in near]
    return sum(items[one].middle * share for one, share in zip(near, shares, strict=True)) / sum(shares)


def _stacked(column: Iterable[str], items: Mapping[str, _Item]) -> float:
    """Put a column's boxes right under each other; their height together."""
    y = 0.0
    for name in column:
        items[name].y = y
        y += items[name].height + APART
    return max(0.0, y - APART)


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Places as near to the wanted ones as can be (least squares) that keep their order and distance."""
    offsets, total = [], 0.0
    for height in heights:
        offsets.append(total)
        total += height + APART
    blocks: list[tuple[float, int]] = []  # mean, how many
    for y, offset in zip(wanted, offsets, strict=True):
        mean, count = y - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean = (mean * count + before * many) / (count + many)
            count += many
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _drawing(
    lineage: Lineage,
    layers: Sequence[Layer],
    items: Mapping[str, _Item],
    chains: Sequence[Sequence[str]],
    measures: Measures,
) -> Drawing:
    across = [number * (measures.box + measures.between) for number in range(len(layers))]
    boxes = {node.id: Box(node.id, across[items[node.id].column], items[node.id].y) for node in lineage.nodes}
    wires = []
    for number, chain in enumerate(chains):
        first, last = items[chain[0]], items[chain[-1]]
        points: list[Point] = [(across[first.column] + measures.box, first.middle)]
        for name in chain[1:-1]:
            x = across[items[name].column]
            points += [(x, items[name].middle), (x + measures.box, items[name].middle)]
        points.append((across[last.column], last.middle))
        wires.append(Wire(number, tuple(points), last.column <= first.column))
    height = max((item.y + item.height for item in items.values()), default=0.0)
    columns = tuple(zip(layers, across, strict=True))
    width = across[-1] + measures.box if across else 0.0
    return Drawing(boxes, tuple(wires), columns, width, height, measures)
