"""The same sentences, lines or stanzas in another order; the gaps between them stay where they are."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from muse_desktop.text.segment import sentences

Unit = Literal["sentence", "line", "stanza"]
_STANZA = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Pieces:
    """A text as pieces and what stands between them; `gaps` begins with the one before the first piece."""

    pieces: tuple[str, ...]
    gaps: tuple[str, ...]

    def text(self, order: Sequence[int]) -> str:
        """The text with its pieces in `order`, a permutation of their numbers (ValueError otherwise)."""
        if sorted(order) != list(range(len(self.pieces))):
            raise ValueError("not an order of all pieces")
        made = [self.gaps[0]]
        for place, number in enumerate(order):
            made += [self.pieces[number], self.gaps[place + 1]]
        return "".join(made)


def pieces(text: str, unit: Unit) -> Pieces:
    """`text` as sentences, lines with words in them, or stanzas (paragraphs: what blank lines divide)."""
    spans = {"sentence": sentences, "line": _lines, "stanza": _stanzas}[unit](text)
    gaps, last = [], 0
    for start, end in spans:
        gaps.append(text[last:start])
        last = end
    return Pieces(tuple(text[a:b] for a, b in spans), (*gaps, text[last:]))


def _lines(text: str) -> list[tuple[int, int]]:
    return [one.span() for one in re.finditer(r"\S[^\n]*\S|\S", text)]


def _stanzas(text: str) -> list[tuple[int, int]]:
    edges = [0, *(edge for one in _GAP.finditer(text) for edge in one.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        inside = _STANZA.search(text, start, end)
        if inside is not None:
            found.append(inside.span())
    return found


def shuffled(count: int, seed: int) -> tuple[int, ...]:
    """An order drawn by `seed`; another one than the present where there is more than one."""
    order = list(range(count))
    rng = random.Random(seed)
    while count > 1 and order == list(range(count)):
        rng.shuffle(order)
    return tuple(order)


def moved(order: Sequence[int], place: int, to: int) -> tuple[int, ...]:
    """`order` with the piece at `place` taken out and put in at `to`."""
    left = [*order[:place], *order[place + 1 :]]
    return (*left[:to], order[place], *left[to:])
