"""What the Markdown of one paragraph means for its look. Nothing here knows Qt; the text stays as it is.

Only what also counts when a manuscript goes out is shown: headings, emphasis, quotations, scene breaks, and
comments. A mark that closes nothing is a character like any other.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}，。、；：？！“”‘’…—（）《》〈〉「」『』]+"  # noqa: RUF001
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


PLAIN = Look()


@lru_cache(maxsize=2048)
def pieces(text: str) -> tuple[Piece, ...]:
    """What of a paragraph does not look plain, in order, without overlaps."""
    if not is_marked(text):
        return ()
    if is_break(text):
        return (Piece(0, _units(text), Look(scene_break=True, mark=True)),)
    looks = [PLAIN] * len(text)
    base, start = PLAIN, 0
    if heading := _HEADING.match(text):
        base, start = Look(heading=len(heading[1])), heading.end()
    elif quote := _QUOTE.match(text):
        base, start = Look(quote=True), quote.end()
    looks[:start] = [base._replace(mark=True)] * start
    looks[start:] = [base] * (len(text) - start)
    if text.count("*") + text.count("_") <= MOST_MARKS:
        _emphasise(text, looks, start, len(text))
    for comment in _COMMENT.finditer(text):
        looks[comment.start() : comment.end()] = [Look(mark=True)] * (comment.end() - comment.start())
    return _runs(text, looks)


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


def _emphasise(text: str, looks: list[Look], start: int, end: int) -> None:
    for found in _EMPHASIS.finditer(text, start, end):
        marks, inside = (1, 2) if found[1] else (3, 4)
        width = len(found[marks])
        for place in range(found.start(), found.end()):
            look = looks[place]
            looks[place] = look._replace(
                emphasis=look.emphasis or width != 2,
                strong=look.strong or width > 1,
                mark=look.mark or not found.start(inside) <= place < found.end(inside),
            )
        _emphasise(text, looks, found.start(inside), found.end(inside))


def _runs(text: str, looks: list[Look]) -> tuple[Piece, ...]:
    if any(look.emphasis for look in looks):
        for found in _HAN.finditer(text):
            for place in range(found.start(), found.end()):
                looks[place] = looks[place]._replace(han=looks[place].emphasis)
    made: list[Piece] = []
    unit = begun = 0
    for place, look in enumerate(looks):
        unit += 1 + (text[place] > "\uffff")
        if place + 1 == len(looks) or looks[place + 1] != look:
            if look != PLAIN:
                made.append(Piece(begun, unit, look))
            begun = unit
    return tuple(made)


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
