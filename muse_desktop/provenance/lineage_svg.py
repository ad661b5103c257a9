"""A lineage as SVG, for reports: boxes and curves, cut into pictures that fit on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import east_asian_width

from muse_desktop.errors import Language
from muse_desktop.provenance.lineage import Lineage, Node
from muse_desktop.provenance.lineage_layout import APART, HEIGHT, Drawing, Measures, Point, Wire, lay_out
from muse_desktop.provenance.lineage_words import layer_words, second_line, title_words

ON_PAPER = Measures(box=152.0, between=26.0)
LEAST_WIDTH = 1000.0
"""A narrower drawing would be blown up to the width of the page."""
TALLEST = 1.35
"""Height of one picture by its width: what a page has room for beside a heading."""
HEADING = 26.0
MARGIN = 8.0
LINES = (17.0, 34.0)  # from a box's upper edge to the feet of its two lines of letters
SIZES = (13.0, 11.5)
INSET = 9.0
INK, MUTED, LINE, PAGE = "#2b2723", "#6d655c", "#cfc6b8", "#ffffff"
FILLS = {"answer": "#f4e3bd", "passage": "#d9a441", "edits": "#d9b08c"}
FONT = "Georgia, 'EB Garamond 12', 'EB Garamond', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif"


def pictures(lineage: Lineage, language: Language) -> list[str]:
    """The drawing as one or more SVGs, from top to bottom; neighbours share a strip as high as a box, so
    that each box is whole in one of them. Empty for an empty graph."""
    if not lineage.nodes:
        return []
    drawing = lay_out(lineage, ON_PAPER)
    width = max(LEAST_WIDTH, drawing.width + 2 * MARGIN)
    tallest = width * TALLEST - HEADING
    shared = HEIGHT + APART
    made, top = [], 0.0
    while True:
        bottom = min(drawing.height, top + tallest)
        made.append(_picture(lineage, drawing, language, width, (top, bottom)))
        if bottom >= drawing.height:
            return made
        top = bottom - shared


def fitted(words: str, room: float, size: float) -> str:
    """`words` cut to `room`; a Chinese character is as wide as it is high, a letter about half of that."""
    used = 0.0
    for number, letter in enumerate(words):
        used += size * (1.0 if east_asian_width(letter) in "WF" else 0.5)
        if used > room:
            return words[: max(1, number - 1)].rstrip() + "…"
    return words


def path_of(wire: Wire) -> str:
    """An SVG path along a wire's points: level at each of them, curved between."""
    return " ".join(_steps(wire.points, wire.back))


def _steps(points: Sequence[Point], back: bool) -> Iterator[str]:
    (x, y), rest = points[0], points[1:]
    yield f"M {x:.1f} {y:.1f}"
    for to_x, to_y in rest:
        if to_y == y and to_x > x:
            yield f"L {to_x:.1f} {to_y:.1f}"
        else:
            bend = 40.0 if back else (to_x - x) / 2
            yield f"C {x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        x, y = to_x, to_y


def _picture(
    lineage: Lineage, drawing: Drawing, language: Language, width: float, part: tuple[float, float]
) -> str:
    top, bottom = part
    height = bottom - top + HEADING + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}">'
        f'<defs><clipPath id="part"><rect x="0" y="{top:.1f}" width="{width:.0f}" '
        f'height="{bottom - top + 2 * MARGIN:.1f}"/></clipPath></defs>'
        f'<rect width="100%" height="100%" fill="{PAGE}"/>'
    ]
    for layer, x in drawing.columns:
        words = fitted(layer_words(layer, language), drawing.measures.box, SIZES[1])
        parts.append(_words(x + MARGIN, 15.0, words, SIZES[1], MUTED, bold=True))
    parts.append(f'<g transform="translate({MARGIN} {HEADING - top:.1f})"><g clip-path="url(#part)">')
    parts += [_wire(wire) for wire in drawing.wires]
    for node in lineage.nodes:
        box = drawing.boxes[node.id]
        if box.y < bottom and box.y + HEIGHT > top:
            parts.append(_box(node, box.x, box.y, drawing.measures.box, language))
    return "".join([*parts, "</g></g></svg>"])


def _wire(wire: Wire) -> str:
    dashes = ' stroke-dasharray="4 3"' if wire.back else ""
    return f'<path d="{path_of(wire)}" fill="none" stroke="{LINE}" stroke-width="1.2"{dashes}/>'


def _box(node: Node, x: float, y: float, width: float, language: Language) -> str:
    dashes = ' stroke-dasharray="4 3"' if node.tombstone else ""
    fill = PAGE if node.tombstone or node.pale else FILLS.get(node.kind, "#faf8f4")
    ink = MUTED if node.tombstone or node.pale else INK
    room = width - 2 * INSET
    title = fitted(title_words(node, language), room, SIZES[0])
    second = fitted(second_line(node, language), room, SIZES[1])
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{HEIGHT}" rx="5" fill="{fill}" '
        f'stroke="{MUTED}" stroke-width="0.8"{dashes}/>'
        + _words(x + INSET, y + LINES[0] + 1, title, SIZES[0], ink)
        + _words(x + INSET, y + LINES[1] + 1, second, SIZES[1], INK if ink == INK else MUTED)
    )


def _words(x: float, y: float, words: str, size: float, ink: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    shown = escape("".join(letter for letter in words if letter.isprintable()))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{ink}"{weight}>{shown}</text>'
