"""What the Markdown of one paragraph means for its look. Nothing here knows Qt; the text stays as it is.

Only what also counts when a manuscript goes out is shown: headings, emphasis, quotations, scene breaks, and
comments. A mark that closes nothing is a character like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.formats.novel_split import is_scene_break

MOST_LETTERS = 20_000  # code points; a longer paragraph is shown as it stands
MOST_MARKS = 400
LONGEST_BREAK = 40

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_EMPHASIS = re.compile(
    r"(?<![\\*])(\*{1,3})(?![\s*])(.+?)(?<![\s\\*])\1(?!\*)"
    r"|(?<![\\\w])(_{1,3})(?![\s_])(.+?)(?<![\s\\_])\3(?!\w)"
)
_COMMENT = re.compile(r"<!--.*?-->")
_HAN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}，。、；：？！“”‘’…—（）《》〈〉「」『』]+"
)


class Look(NamedTuple):
    """How some letters are shown."""

    heading: int = 0  # its level, 1 to 6
    quote: bool = False
    emphasis: bool = False
    strong: bool = False
    mark: bool = False  # a mark of Markdown itself, or a comment
    han: bool = False  # Chinese or Japanese, which has no italics
    scene_break: bool = False


class Piece(NamedTuple):
    """UTF-16 units [start, end) of the paragraph that look like this."""

    start: int
    end: int
    look: Look


class Span(NamedTuple):
    """Code points [start, end) of the paragraph, and what is to be added to their look."""

    start: int
    end: int
    look: Look


PLAIN, MARK, HAN = Look(), Look(mark=True), Look(han=True)


@lru_cache(maxsize=2048)
def pieces(text: str) -> tuple[Piece, ...]:
    """What of a paragraph does not look plain, in order, without overlaps."""
    if not is_marked(text):
        return ()
    if is_break(text):
        return (Piece(0, _units(text), Look(scene_break=True, mark=True)),)
    base, start = PLAIN, 0
    if heading := _HEADING.match(text):
        base, start = Look(heading=len(heading[1])), heading.end()
    elif quote := _QUOTE.match(text):
        base, start = Look(quote=True), quote.end()
    spans = [Span(0, start, MARK), *_comments(text)]
    if text.count("*") + text.count("_") <= MOST_MARKS:
        spans += _emphases(text, start, len(text))
    return tuple(_runs(text, base, spans))


def is_marked(text: str) -> bool:
    """Whether a paragraph may look other than plain; quick, for the many that do not."""
    if len(text) > MOST_LETTERS:
        return False
    return "*" in text or "_" in text or text[:1] in ("#", ">") or "<!--" in text or is_break(text)


def is_break(text: str) -> bool:
    """Whether a paragraph parts two scenes; a quotation mark or a heading on its way is none."""
    if not 0 < len(text) <= LONGEST_BREAK or text[0].isalnum():
        return False
    return is_scene_break(text)


def _comments(text: str) -> list[Span]:
    return [Span(*found.span(), MARK) for found in _COMMENT.finditer(text)]


def _emphases(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    for found in _EMPHASIS.finditer(text, start, end):
        marks, inside = (1, 2) if found[1] else (3, 4)
        width, (first, last) = len(found[marks]), found.span(inside)
        look = Look(emphasis=width != 2, strong=width > 1)
        spans += [Span(found.start(), first, MARK), Span(last, found.end(), MARK), Span(first, last, look)]
        if look.emphasis:
            spans += [Span(*han.span(), HAN) for han in _HAN.finditer(text, first, last)]
        spans += _emphases(text, first, last)
    return spans


def _runs(text: str, base: Look, spans: list[Span]) -> Iterator[Piece]:
    """The paragraph cut wherever a span begins or ends, as far as it does not look plain."""
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    unit = 0
    for start, end in pairwise(cuts):
        looks = [base, *(span.look for span in spans if span.start <= start and end <= span.end)]
        look = Look(*map(max, zip(*looks, strict=True)))
        begun, unit = unit, unit + _units(text[start:end])
        if look != PLAIN:
            yield Piece(begun, unit, look)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
