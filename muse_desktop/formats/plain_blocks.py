"""Pandoc's document tree as plain text: headings as in Markdown, blank lines between blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def plain_text(tree: Any) -> str:
    """The words of a whole document (pandoc's JSON), its notes at the end."""
    notes: list[str] = []
    parts = list(_blocks(tree.get("blocks", []), notes))
    parts += [f"[{number}] {note}" for number, note in enumerate(notes, 1)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _blocks(blocks: Sequence[Any], notes: list[str]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block["t"], block.get("c"), notes)


def _block(kind: str, inside: Any, notes: list[str]) -> Iterator[str]:
    if kind in ("Para", "Plain"):
        yield _inlines(inside, notes)
    elif kind == "Header":
        yield "#" * inside[0] + " " + " ".join(_inlines(inside[2], notes).split())
    elif kind == "LineBlock":
        yield "\n".join(_inlines(line, notes) for line in inside)
    elif kind == "BlockQuote":
        yield from _blocks(inside, notes)
    elif kind in ("Div", "Figure"):
        yield from _blocks(inside[-1], notes)
    elif kind in ("BulletList", "OrderedList"):
        yield from _list(kind, inside, notes)
    elif kind == "DefinitionList":
        for term, meanings in inside:
            yield _inlines(term, notes)
            for meaning in meanings:
                yield from _blocks(meaning, notes)
    elif kind == "CodeBlock":
        yield inside[1]
    elif kind == "HorizontalRule":
        yield "* * *"
    elif kind == "Table":
        yield "\n".join(_rows(inside, notes))


def _list(kind: str, inside: Any, notes: list[str]) -> Iterator[str]:
    if kind == "BulletList":
        items, marks = inside, ["-"] * len(inside)
    else:
        items = inside[1]
        marks = [f"{number}." for number in range(inside[0][0], inside[0][0] + len(items))]
    lines = ["\n".join(_blocks(item, notes)) for item in items]
    yield "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True))


def _rows(table: Any, notes: list[str]) -> Iterator[str]:
    """The rows of a table, cells between tabs."""
    _, _, _, head, bodies, foot = table
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for row in rows:
        yield "\t".join(" ".join(_blocks(cell[4], notes)) for cell in row[1])


def _inlines(inlines: Sequence[Any], notes: list[str]) -> str:
    return "".join(_inline(one["t"], one.get("c"), notes) for one in inlines)


def _inline(kind: str, inside: Any, notes: list[str]) -> str:
    if kind == "Str":
        return str(inside)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind in ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
        return _inlines(inside, notes)
    if kind == "Quoted":
        opening, closing = _QUOTES[inside[0]["t"]]
        return opening + _inlines(inside[1], notes) + closing
    if kind in ("Link", "Span", "Cite"):
        return _inlines(inside[1], notes)
    if kind in ("Code", "Math"):
        return str(inside[1])
    if kind == "Note":
        notes.append("")
        place = len(notes)
        notes[place - 1] = "\n\n".join(_blocks(inside, notes))
        return f"[{place}]"
    return ""  # pictures and raw markup
