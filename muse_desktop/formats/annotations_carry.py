"""Authors of a text, carried over to what became of it: the pieces of a novel, a compiled manuscript.

Such texts keep the words and their order, but drop headings and comments and break lines elsewhere. So white
space counts for nothing here: paragraphs are looked up whole, what lies between two that were found is
compared word by word, and what is not found again has no author. Nothing is guessed.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import TypeAlias

from muse_desktop.formats.annotations import Author, Authored
from muse_desktop.text.segment import count_cjk

_NOBODY = 0
_NOWHERE = -1
_SOLID = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")
_LONG, _LONG_CJK = 24, 10
"""Characters of a paragraph that is not likely to stand twice; a shorter one must be near to be believed."""
_NEAR = 400
_MOST_TOKENS = 8_000  # the comparison word by word needs time for their product
_MOST_AUTHORS = 2**16 - 1

Labels: TypeAlias = "array[int]"
Places: TypeAlias = "array[int]"


class _Old:
    """The text that is known, and the same without white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = list(_SOLID.finditer(text))
        self.solid = "".join(word[0] for word in words)
        self.places = array("I", chain.from_iterable(range(*word.span()) for word in words))


@dataclass(frozen=True)
class _Paragraph:
    """One line [start, end) of a piece. `sources`, of the whole piece, is to be filled in: for each character
    where it stands in the text that is known."""

    text: str
    start: int
    end: int
    sources: Places

    @property
    def solid(self) -> str:
        return "".join(self.text[self.start : self.end].split())

    @property
    def places(self) -> Iterator[int]:
        words = _SOLID.finditer(self.text, self.start, self.end)
        return chain.from_iterable(range(*word.span()) for word in words)


def carry(
    text: str, spans: Sequence[Authored], pieces: Sequence[str]
) -> list[tuple[Authored, ...]]:
    """The authors of each of `pieces`, which are made of `text` in its order; `spans` are those of `text`."""
    authors: list[Author] = list(dict.fromkeys(span.author for span in spans))[:_MOST_AUTHORS]
    number = {one: at for at, one in enumerate(authors, 1)}
    labels = _nobodys(len(text))
    for span in spans:
        label = number.get(span.author, _NOBODY)
        labels[span.start : span.end] = array("H", [label]) * (span.end - span.start)
    old = _Old(text)
    made = [array("q", [_NOWHERE]) * len(piece) for piece in pieces]
    lines = [
        _Paragraph(piece, *line.span(), own)
        for piece, own in zip(pieces, made, strict=True)
        for line in _PARAGRAPH.finditer(piece)
    ]
    _fill(old, lines)
    return [
        tuple(_spans(_labelled(text, labels, piece, own), authors))
        for piece, own in zip(pieces, made, strict=True)
    ]


def _nobodys(length: int) -> Labels:
    return array("H", bytes(2 * length))


def _fill(old: _Old, paragraphs: Sequence[_Paragraph]) -> None:
    solid = [one.solid for one in paragraphs]
    found = _anchors(old.solid, solid)
    position = place = 0
    while place < len(paragraphs):
        at = found[place]
        if at is not None:
            for offset, target in enumerate(paragraphs[place].places, at):
                paragraphs[place].sources[target] = old.places[offset]
            position, place = at + len(solid[place]), place + 1
            continue
        last = place
        while last < len(paragraphs) and found[last] is None:
            last += 1
        end = found[last] if last < len(paragraphs) else None
        _compare(old, position, len(old.solid) if end is None else end, paragraphs[place:last])
        place = last


def _anchors(old: str, paragraphs: Sequence[str]) -> list[int | None]:
    """Where each paragraph stands in `old`, one behind the other; None where it does not."""
    found: list[int | None] = []
    position = 0
    for one in paragraphs:
        is_long = len(one) >= _LONG or count_cjk(one) >= _LONG_CJK
        reach = len(old) if is_long else position + _NEAR + len(one)
        at = old.find(one, position, reach)
        found.append(at if at >= 0 else None)
        position = at + len(one) if at >= 0 else position
    return found


def _compare(old: _Old, start: int, end: int, paragraphs: Sequence[_Paragraph]) -> None:
    """Fill in paragraphs that were changed, from what stands in old.solid[start:end]."""
    from rapidfuzz.distance import Levenshtein

    if start >= end:
        return
    before = list(_TOKEN.finditer(old.text, old.places[start], old.places[end - 1] + 1))
    after = [
        (one.sources, found)
        for one in paragraphs
        for found in _TOKEN.finditer(one.text, one.start, one.end)
    ]
    if len(after) > _MOST_TOKENS:
        return
    if len(before) > _MOST_TOKENS:  # what was left out in between is not looked at
        before = [*before[: _MOST_TOKENS // 2], *before[-_MOST_TOKENS // 2 :]]
    for step in Levenshtein.opcodes([found[0] for found in before], [found[0] for _, found in after]):
        if step.tag == "equal":
            old_ones, new_ones = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
            for source, (sources, target) in zip(old_ones, new_ones, strict=True):
                sources[target.start() : target.end()] = array("q", range(*source.span()))


def _labelled(text: str, labels: Labels, piece: str, sources: Places) -> Labels:
    """Whose each character of `piece` is. White space is whose it was in `text`, or whose both words are."""
    made = array("H", [_NOBODY if at == _NOWHERE else labels[at] for at in sources])
    for word, after in pairwise(_SOLID.finditer(piece)):
        first, last = word.end(), after.start()
        begin, end = sources[first - 1] + 1, sources[last]
        if 0 < begin < end and text[begin:end] == piece[first:last]:
            made[first:last] = labels[begin:end]
        elif made[first - 1] == made[last]:
            made[first:last] = array("H", [made[last]]) * (last - first)
    return made


def _spans(labels: Labels, authors: Sequence[Author]) -> Iterator[Authored]:
    at = 0
    for label, same in groupby(labels):
        length = sum(1 for _ in same)
        if label != _NOBODY:
            yield Authored(at, at + length, authors[label - 1])
        at += length
