"""Dividing a text into passages: what is searched, and shown as a result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from muse_desktop.library.corpus import Section
from muse_desktop.text.segment import count_words, sentences

VERSION = 1
"""Of the way texts are divided: with another one, passage ids name other passages."""
NUMBERS = 20
"""So many bits of a passage's id count it within its item; the item's id stands above them."""
AIM = 100
"""Words of a passage. Of Chinese and Japanese text 150 characters, each of which counts as two thirds."""
MOST = 140
"""A passage is closed before it would have more words than this, unless one sentence alone does."""
_CJK_SHARE = 2 / 3
_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![ \t\r]*\n)[^\n]*)*")  # lines up to a blank one
_LONGEST = 4_000  # code points: what has no sentences at all is cut at this length


class Piece(NamedTuple):
    """A passage of a text that has no number yet; see `corpus.Passage`."""

    start: int
    end: int
    words: int
    heading: str


def divide(text: str, sections: Sequence[Section], *, cjk: bool) -> list[Piece]:
    """The passages of `text`, in order: whole sentences or lines, never across sections.

    `cjk`: the text is written without spaces, so that its words are characters.
    """
    weight = _CJK_SHARE if cjk else 1.0
    found = [
        Piece(start, end, words, section.heading)
        for section in sections
        for start, end, words in _packed(text, section, weight)
    ]
    return found[: 1 << NUMBERS]


def _packed(text: str, section: Section, weight: float) -> Iterator[tuple[int, int, int]]:
    """Pieces put together until they make a passage: start, end, words."""
    first, last, words = -1, -1, 0
    for start, end, more in _pieces(text, section, weight):
        if words and (words + more) * weight > MOST:
            yield first, last, words
            words, first = 0, -1
        first = start if first < 0 else first
        last, words = end, words + more
        if words * weight >= AIM:
            yield first, last, words
            words, first = 0, -1
    if first >= 0:
        yield first, last, words


def _pieces(text: str, section: Section, weight: float) -> Iterator[tuple[int, int, int]]:
    """Paragraphs and stanzas, those too long for a passage by sentences: start, end, words."""
    for block in _BLOCK.finditer(text, section.start, section.end):
        start, words = block.start(), count_words(block[0])
        end = start + len(block[0].rstrip())
        if words * weight <= MOST and end - start <= _LONGEST:
            yield start, end, words
            continue
        for low, high in sentences(block[0]):
            for begin in range(start + low, start + high, _LONGEST):
                stop = min(begin + _LONGEST, start + high)
                yield begin, stop, count_words(text[begin:stop])
