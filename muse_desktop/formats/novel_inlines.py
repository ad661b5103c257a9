"""pandoc's tree of a document as blocks of a manuscript's Markdown.

Emphasis, quotations, links and footnotes are kept; what only looks like markup in the other program's text is
escaped, so that it stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from muse_desktop.formats.novel_split import Block

# Markup that is meant, in private characters until the literal text around it has been escaped.
_STAR, _OPEN, _CLOSE, _LINK, _END = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3", "\ue0f4"
_MEANT = {_STAR: "*", _OPEN: "^[", _CLOSE: "]", _LINK: "](", _END: ")"}
_PRIVATE = re.compile("[\ue0f0-\ue0f4]")
_STARS = re.compile(r"(?<=\S)\*|\*(?=\S)")
_LOWS = re.compile(r"(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LINE_START = re.compile(r"^(#{1,6}[ \t]|>+(?: |$))", re.MULTILINE)
_INDENT = re.compile("^\u00a0+", re.MULTILINE)


class Reader:
    """Turns blocks of pandoc's JSON into blocks of a novel, and counts the pictures it leaves out."""

    def __init__(self) -> None:
        self.pictures = 0

    def blocks(self, nodes: Iterable[Any]) -> list[Block]:
        """All blocks in order."""
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: Any) -> list[Block]:
        kind, content = node["t"], node.get("c")
        if kind == "Header":
            words = plain_words(content[2])
            return [Block("heading", words, content[0])] if words else []
        if kind in ("Para", "Plain"):
            pictures = self.pictures
            if text := self._paragraph(content):
                return [Block("text", text)]
            return [Block("gap")] if self.pictures == pictures else []
        if kind == "HorizontalRule":
            return [Block("break")]
        if kind == "LineBlock":
            return [Block("text", "\n".join(self._paragraph(line) for line in content))]
        if kind == "BlockQuote":
            quoted = "\n\n".join(block.text for block in self.blocks(content) if block.kind == "text")
            lines = [f"> {line}".rstrip() for line in quoted.split("\n")]
            return [Block("text", "\n".join(lines))] if quoted else []
        if kind in ("BulletList", "OrderedList"):
            return self._list(content if kind == "BulletList" else content[1], content, kind)
        if kind == "CodeBlock":
            return [Block("text", str(content[1]))]
        if kind == "Table":
            return self._table(content)
        if kind in ("Div", "Figure"):
            return self.blocks(content[-1])
        return []

    def _paragraph(self, nodes: Any) -> str:
        return _escaped(self._inlines(nodes)).strip(" \t\n")

    def _list(self, items: Any, content: Any, kind: str) -> list[Block]:
        first = content[0][0] if kind == "OrderedList" else 0
        lines = []
        for number, item in enumerate(items, first):
            mark = f"{number}. " if kind == "OrderedList" else "- "
            words = "\n".join(block.text for block in self.blocks(item) if block.kind == "text")
            lines.append(mark + words)
        return [Block("text", "\n".join(lines))]

    def _table(self, content: Any) -> list[Block]:
        """Rows as lines, cells parted by bars: prose has tables for letters and lists, if any."""
        rows = [*content[3][1], *(row for body in content[4] for row in (*body[2], *body[3])), *content[5][1]]
        lines = []
        for row in rows:
            cells = [" ".join(b.text for b in self.blocks(cell[4]) if b.kind == "text") for cell in row[1]]
            lines.append(" | ".join(cell.replace("\n", " ") for cell in cells if cell))
        text = "\n".join(line for line in lines if line)
        return [Block("text", text)] if text else []

    def _inlines(self, nodes: Any) -> str:
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: Any) -> str:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            return _PRIVATE.sub("\ufffd", content)
        if kind == "Space":
            return " "
        if kind in ("LineBreak", "SoftBreak"):
            return "\n"
        if kind in ("Emph", "Strong"):
            return _around(self._inlines(content), _STAR * (1 if kind == "Emph" else 2))
        if kind == "Note":
            # Not through blocks(): their text is escaped already, and the paragraph around will be.
            note = " ".join(self._inlines(one["c"]) for one in content if one["t"] in ("Para", "Plain"))
            return f"{_OPEN}{' '.join(note.split())}{_CLOSE}" if note.strip() else ""
        if kind == "Link":
            return self._link(content)
        if kind == "Image":
            self.pictures += 1
            return ""
        if kind in ("Code", "Math"):
            return str(content[1])
        if kind in ("Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            return self._inlines(content)
        if kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            return marks[0] + self._inlines(content[1]) + marks[1]
        return self._inlines(content[1]) if kind in ("Span", "Cite") else ""

    def _link(self, content: Any) -> str:
        words, target = self._inlines(content[1]), str(content[2][0])
        outside = target.startswith(("http://", "https://", "mailto:")) and not re.search(r"[\s()]", target)
        return f"[{words}{_LINK}{target}{_END}" if outside and words not in ("", target) else words


def _around(text: str, mark: str) -> str:
    """`mark` around the words, the spaces outside; on each line of its own."""
    lines = []
    for line in text.split("\n"):
        bare = line.strip()
        start = len(line) - len(line.lstrip())
        lines.append(line[:start] + mark + bare + mark + line[start + len(bare) :] if bare else line)
    return "\n".join(lines)


def _escaped(text: str) -> str:
    text = _BACKSLASH.sub(r"\\\\", text)
    for pattern in (_STARS, _LOWS):
        if len(pattern.findall(text)) + text.count(_STAR) > 1:  # one alone marks nothing
            text = pattern.sub(lambda found: "\\" + found[0], text)
    text = text.replace("](", "]\\(")
    text = _LINE_START.sub(r"\\\1", text)
    text = _INDENT.sub(lambda found: " " * len(found[0]), text)
    return _PRIVATE.sub(lambda found: _MEANT[found[0]], text)


def plain_words(node: Any) -> str:
    """The words of a heading or of a value of the document's properties, on one line, without notes."""
    pieces: list[str] = []
    _collect(node, pieces.append)
    return " ".join("".join(pieces).split())


def _collect(node: Any, add: Callable[[str], None]) -> None:
    if isinstance(node, list):
        for child in node:
            _collect(child, add)
    elif isinstance(node, dict):
        kind: str = node.get("t", "")
        content: Any = node.get("c")
        if kind == "Str" or kind == "MetaString":
            add(content)
        elif kind in ("Space", "LineBreak", "SoftBreak"):
            add(" ")
        elif kind in ("Link", "Span", "Cite", "Quoted"):
            _collect(content[1], add)
        elif kind in ("Code", "Math"):
            add(content[1])
        elif kind not in ("Note", "Image", "RawInline"):
            _collect(content, add)
