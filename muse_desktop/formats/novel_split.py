"""From headings, paragraphs and breaks to parts, chapters and scenes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from muse_desktop.text.segment import count_words

Kind = Literal["part", "chapter", "scene"]
FIRST_LINE = 160
"""Code points of a piece's first line in the preview."""
_DEEPEST = 3
_SHORT = 80

_CHAPTER = re.compile(
    r"(?:chapter|chapitre|kapitel|cap[ií]tulo|capitolo|hoofdstuk|глава)\b"
    r"|(?:prologue|epilogue|prolog|epilog|foreword|afterword|interlude|vorwort|nachwort|épilogue)\s*$"
    r"|第[\s0-9０-９〇零一二三四五六七八九十百千两兩]+[章回节節话話]|(?:楔子|序章|序幕|终章|終章|尾声|尾聲|后记|後記|番外)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:part|book|teil|partie|parte|tome)\s+\w+\b|第[\s0-9〇零一二三四五六七八九十百两兩]+[部卷篇]",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"[*_]{1,3}([^\n]{1,200}?)[*_]{1,3}|(?:by\s|von\s|par\s|作者[：:\s])\s*([^\n]{1,60})", re.IGNORECASE
)
_ORNAMENT = re.compile(
    r"[\s*#~•·◦●○◇◆☆★※⁂⁎⁑❦❧☙✦✧✶✻✽❖◎♦♢§＊＃～]+|[\s\-–—_=+*~#]{3,}|[-~*\s]*o0o[-~*\s]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """One thing of a text: a heading of a level, a paragraph, a scene break, or an empty paragraph."""

    kind: Literal["heading", "text", "break", "gap"]
    text: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A titled text at a depth: 1 is the outermost. An untitled one is a scene, set apart by a break."""

    level: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NovelPiece:
    """A part, chapter or scene as the preview lists it: how long it is, how it begins, and its text."""

    level: int
    kind: Kind
    title: str
    text: str
    words: int
    first_line: str

    @property
    def section(self) -> Section:
        """What goes into a compiled manuscript."""
        return Section(self.level, self.title, self.text)


def is_scene_break(line: str) -> bool:
    """Whether a line of its own only parts two scenes: `***`, `#`, an ornament. Dots and `——` are speech."""
    return 0 < len(line.strip()) <= 40 and _ORNAMENT.fullmatch(line.strip().replace("\\", "")) is not None


def split(blocks: Sequence[Block], title: str = "") -> tuple[str, str, list[NovelPiece]]:
    """Title, author and pieces. A first heading above all others is taken for the title unless one is given.

    A chapter of several scenes has no text itself: its scenes follow, one level deeper, untitled.
    """
    found = [block for block in blocks if block.kind != "heading" or block.text]
    if not any(block.kind == "heading" for block in found):
        found = [_promoted(block) for block in found]
    author = ""
    if not title:
        title, author, found = _title_page(found)
    found = _scene_breaks(found)
    levels = sorted({block.level for block in found if block.kind == "heading"})[:_DEEPEST]
    kinds = _kinds(found, levels)
    pieces: list[NovelPiece] = []
    head: Block | None = None
    scenes: list[list[str]] = [[]]
    for block in [*found, None]:
        if block is None or (block.kind == "heading" and block.level in levels):
            pieces += _pieces(head, scenes, levels, kinds)
            head, scenes = block, [[]]
        elif block.kind == "break":
            scenes.append([])
        elif block.kind == "heading":
            scenes[-1].append(f"{'#' * min(6, block.level)} {block.text}")
        elif block.kind == "text":
            scenes[-1].append(block.text)
    return title, author, pieces


def _promoted(block: Block) -> Block:
    """A short line that says "Chapter 12" in a text without headings is one."""
    line = block.text.strip("*_ \u3000")
    if block.kind != "text" or "\n" in line or len(line) > _SHORT or line.endswith(tuple(".。,，”")):
        return block
    if _PART.match(line):
        return Block("heading", line, 1)
    return Block("heading", line, 2) if _CHAPTER.match(line) else block


def _title_page(blocks: list[Block]) -> tuple[str, str, list[Block]]:
    """The title, the one line below it, and the rest; nothing where the first heading is a chapter's."""
    solid = [block for block in blocks if block.kind != "gap"]
    headings = [block for block in solid if block.kind == "heading"]
    if len(headings) < 2 or solid[0] is not headings[0] or _CHAPTER.match(headings[0].text):
        return "", "", blocks
    if any(other.level <= headings[0].level for other in headings[1:]):
        return "", "", blocks
    at = solid.index(headings[1])
    between = solid[1:at]
    byline = _BYLINE.fullmatch(between[0].text) if len(between) == 1 else None
    if between and byline is None:
        return "", "", blocks
    author = re.sub(r"\\([*_\[\]#<>&!~`\\])", r"\1", byline[1] or byline[2]) if byline else ""
    rest = next(at for at, block in enumerate(blocks) if block is headings[1])
    return headings[0].text, author, blocks[rest:]


def _scene_breaks(blocks: list[Block]) -> list[Block]:
    """Ornaments as breaks; empty paragraphs too where they are rare, for then they mean something."""
    marked = [
        replace(block, kind="break") if block.kind == "text" and is_scene_break(block.text) else block
        for block in blocks
    ]
    kinds = [block.kind for block in marked]
    inner = {at for at in range(1, len(kinds) - 1) if kinds[at - 1 : at + 2] == ["text", "gap", "text"]}
    if len(inner) * 4 > kinds.count("text"):
        inner = set()
    return [
        Block("break") if at in inner else block
        for at, block in enumerate(marked)
        if block.kind != "gap" or at in inner
    ]


def _kinds(blocks: Sequence[Block], levels: Sequence[int]) -> dict[int, Kind]:
    if len(levels) == 2:
        tops = [block.text for block in blocks if block.kind == "heading" and block.level == levels[0]]
        if sum(_CHAPTER.match(top) is not None for top in tops) * 2 > len(tops):
            return {levels[0]: "chapter", levels[1]: "scene"}
    names: tuple[Kind, ...] = ("chapter",) if len(levels) == 1 else ("part", "chapter", "scene")
    return dict(zip(levels, names, strict=False))


def _pieces(
    head: Block | None, scenes: list[list[str]], levels: Sequence[int], kinds: dict[int, Kind]
) -> list[NovelPiece]:
    texts = [text for text in ("\n\n".join(scene).strip("\n") for scene in scenes) if text.strip()]
    if head is None:
        return [_piece(1, "scene", "", text) for text in texts]
    level = levels.index(head.level) + 1
    own = texts.pop() if len(texts) == 1 else ""
    first = _piece(level, kinds[head.level], head.text, own)
    return [first, *(_piece(level + 1, "scene", "", text) for text in texts)]


def _piece(level: int, kind: Kind, title: str, text: str) -> NovelPiece:
    first = text.lstrip().partition("\n")[0]
    return NovelPiece(level, kind, title, text, count_words(text), first[:FIRST_LINE])
