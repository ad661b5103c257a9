"""Texts and the tokens they are made of, where a model's own cutting must be known."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from muse_desktop.engine.interface import TextEngine
from muse_desktop.provenance.words import word_around


class WordPlace(msgspec.Struct, frozen=True):
    """A word of a candidate: [start, end) in code points, and its first token (counted from 0).

    `start` is where that token begins: before the space that most models' words begin with.
    """

    start: int
    end: int
    token: int


def fitting(engine: TextEngine, text: str) -> tuple[int, ...]:
    """The tokens of a text that goes on behind others. Waits for the engine.

    Some models put a space before whatever they cut; their tokens are those of the text without its own.
    """
    tokens = engine.tokenise(text).result()
    if not text.startswith(" ") or _length(engine, tokens) == len(text):
        return tuple(tokens)
    bare = engine.tokenise(text[1:]).result()
    return tuple(bare if _length(engine, bare) == len(text) else tokens)


def _length(engine: TextEngine, tokens: Sequence[int]) -> int:
    ends = engine.ends(tokens).result()
    return ends[-1] if ends else 0


def whole_tokens(ends: Sequence[int], length: int) -> int:
    """How many tokens it takes for `length` code points; none of them ends inside a character.

    `ends`: where each token ends.
    """
    taken = next((place for place, end in enumerate(ends, 1) if end >= length), len(ends))
    while taken and ends[taken - 1] == (ends[taken - 2] if taken > 1 else 0):
        taken -= 1  # it adds no character: the first bytes of one whose rest has not come
    return taken


def word_at(text: str, ends: Sequence[int], position: int) -> WordPlace | None:
    """The word at `position` of a candidate, by its tokens; None where there is none."""
    found = word_around(text, min(max(position, 0), len(text)))
    if found is None:
        return None
    token = next((place for place, end in enumerate(ends) if end > found[0]), None)
    if token is None:
        return None
    begins = ends[token - 1] if token else 0
    while token and (ends[token - 2] if token > 1 else 0) == begins:
        token -= 1  # the bytes a character begins with belong to it
    return WordPlace(begins, found[1], token)
