"""Places for the boxes of a lineage: columns by layer, nothing over anything else, time goes down."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.provenance.lineage import Edge, Kind, Layer, Lineage, Node, Scope, kept_edges
from muse_desktop.provenance.lineage_layout import APART, HEIGHT, PASSING, Drawing, lay_out
from muse_desktop.provenance.lineage_svg import fitted, pictures

KINDS: tuple[Kind, ...] = ("model", "request", "answer", "passage", "edits", "document", "export")


def graph(kinds: list[Kind], pairs: list[tuple[int, int]]) -> Lineage:
    """Nodes of these kinds, numbered, and edges between their numbers."""
    nodes = tuple(Node(f"{kind}:{number}", kind, f"Title {number}") for number, kind in enumerate(kinds))
    count = len(nodes)
    joined = ((a % count, b % count) for a, b in pairs if a % count != b % count)
    edges = (Edge(nodes[a].id, nodes[b].id, "used") for a, b in joined)
    return Lineage(Scope(document=1), "", nodes, kept_edges(edges, nodes))


def column(drawing: Drawing, lineage: Lineage, layer: Layer) -> list[float]:
    return [drawing.boxes[node.id].y for node in lineage.nodes if node.layer is layer]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60),
)
def test_no_box_lies_over_another_and_all_lie_inside_the_drawing(
    kinds: list[Kind], pairs: list[tuple[int, int]]
) -> None:
    lineage = graph(kinds, pairs)
    drawing = lay_out(lineage)
    assert set(drawing.boxes) == {node.id for node in lineage.nodes}
    for first, second in combinations(drawing.boxes.values(), 2):
        if first.x == second.x:
            assert abs(first.y - second.y) >= HEIGHT + APART - 1e-6
    for box in drawing.boxes.values():
        assert -1e-6 <= box.y <= drawing.height - HEIGHT + 1e-6
        assert 0 <= box.x <= drawing.width - drawing.measures.box
    layers = sorted({node.layer for node in lineage.nodes})
    assert [layer for layer, _ in drawing.columns] == layers
    for wire in drawing.wires:
        edge = lineage.edges[wire.edge]
        start, end = drawing.boxes[edge.source], drawing.boxes[edge.target]
        assert wire.points[0] == (start.x + drawing.measures.box, start.y + HEIGHT / 2)
        assert wire.points[-1] == (end.x, end.y + HEIGHT / 2)
        assert wire.back == (end.x <= start.x)


def test_an_edge_that_passes_a_column_goes_between_its_boxes() -> None:
    lineage = graph(["model", "request", "request", "request", "answer"], [(0, 4), (0, 2), (2, 4)])
    drawing = lay_out(lineage)
    (wire,) = (wire for wire in drawing.wires if len(wire.points) > 2)
    passes = wire.points[1][1]
    for y in column(drawing, lineage, Layer.REQUEST):
        assert passes < y - PASSING / 2 or passes > y + HEIGHT + PASSING / 2


def test_requests_stand_in_the_order_they_were_made_and_answers_beside_their_own() -> None:
    kinds: list[Kind] = ["request"] * 4 + ["answer"] * 8
    lineage = graph(kinds, [(request, 4 + 2 * request + one) for request in range(4) for one in range(2)])
    drawing = lay_out(lineage)
    asked, answered = column(drawing, lineage, Layer.REQUEST), column(drawing, lineage, Layer.ANSWER)
    assert asked == sorted(asked)
    assert answered == sorted(answered)
    for number, y in enumerate(asked):
        beside = (answered[2 * number] + answered[2 * number + 1]) / 2
        assert abs(beside - y) < 1


def test_a_tall_drawing_is_cut_into_pictures_with_each_box_whole_in_one_of_them() -> None:
    lineage = graph(["request"] * 60, [])
    made = pictures(lineage, "en")
    assert len(made) > 1
    whole: set[str] = set()
    for svg in made:
        part = re.search(r'<rect x="0" y="([\d.]+)" width="\d+" height="([\d.]+)"', svg)
        assert part is not None
        top, height = map(float, part.groups())
        box = r'<rect x="[\d.]+" y="([\d.]+)"[^>]*stroke[^>]*/><text[^>]*>([^<]+)<'
        for y, title in re.findall(box, svg):
            if top <= float(y) and float(y) + HEIGHT <= top + height:
                whole.add(title)
    assert len(whole) == 60
    assert pictures(graph(["request"], []), "zh")[0].startswith("<svg")
    assert pictures(Lineage(Scope(document=1), "", (), ()), "en") == []


def test_words_of_a_picture_are_cut_to_their_box_and_never_markup() -> None:
    assert fitted("短", 100, 13) == "短"
    assert fitted("灯塔" * 20, 130, 13) == "灯塔" * 4 + "灯…"
    nodes = (Node("request:1", "request", "<script>&\x07"),)
    (svg,) = pictures(Lineage(Scope(generation=1), "", nodes, ()), "en")
    assert "&lt;script&gt;&amp;" in svg
    assert "\x07" not in svg
