"""Where an arrow key goes in the drawing of a lineage."""

from __future__ import annotations

from collections.abc import Sequence

from muse_desktop.provenance.lineage import Lineage
from muse_desktop.provenance.lineage_layout import Box, Drawing


def step(lineage: Lineage, drawing: Drawing, current: str, way: str) -> str:
    """The node that "left", "right", "up", "down", "first" or "last" leads to from `current`.

    To the side it follows an edge, to the nearest of several; where there is none it takes the nearest box of
    the next column. Without a current node it is the first one. The same node again at the drawing's edge.
    """
    if not lineage.nodes:
        return ""
    box = drawing.boxes.get(current)
    if box is None:
        return lineage.nodes[0].id
    if way in ("up", "down", "first", "last"):
        return _in_column(drawing, box, way)
    before, after = lineage.neighbours()[current]
    side = [drawing.boxes[one] for one in (before if way == "left" else after)]
    joined = [one for one in side if (one.x < box.x) == (way == "left") and one.x != box.x]
    return _nearest(joined or _next_column(drawing, box, way), box)


def _in_column(drawing: Drawing, box: Box, way: str) -> str:
    column = sorted((one for one in drawing.boxes.values() if one.x == box.x), key=lambda one: one.y)
    if way in ("first", "last"):
        return column[0 if way == "first" else -1].node
    place = column.index(box) + (1 if way == "down" else -1)
    return column[max(0, min(place, len(column) - 1))].node


def _next_column(drawing: Drawing, box: Box, way: str) -> list[Box]:
    if way == "left":
        left = [one for one in drawing.boxes.values() if one.x < box.x]
        return [one for one in left if one.x == max(other.x for other in left)]
    right = [one for one in drawing.boxes.values() if one.x > box.x]
    return [one for one in right if one.x == min(other.x for other in right)]


def _nearest(boxes: Sequence[Box], box: Box) -> str:
    if not boxes:
        return box.node
    return min(boxes, key=lambda one: (abs(one.x - box.x), abs(one.y - box.y))).node
