"""A sentence as a comparison sees it: folded words, which of them are names or numbers."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.overlap.features import words_of
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import is_cjk, words

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

Rarity = Callable[[str], float]
"""How much it says that two texts share a word; only the proportions count."""

_SHORT = 3  # letters of a word that is likely to be a mere joint of the sentence
_OF_A_LETTER = 0.1


@lru_cache(1 << 16)
def brevity(word: str) -> float:
    """The weight of a word where nothing is known of how often it is used: the usual ones are short (Zipf's
    law of abbreviation), in every language written with an alphabet. A 字 weighs as much as a usual word."""
    if is_cjk(word[:1]):
        return 1.0
    return _OF_A_LETTER * len(word) if len(word) <= _SHORT else math.log1p(len(word))


@dataclass(frozen=True)
class Said:
    """A sentence. `words` are folded (中文: each 字 is one), in their order; `names` those of them that are
    names or numbers, as far as their look tells; `keys` the words as an index knows them: by their first
    letters, 中文 two 字 in a row."""

    text: str
    words: tuple[str, ...]
    names: frozenset[str]
    keys: frozenset[int]

    @cached_property
    def letters(self) -> str:
        """The folded words without what stood between them."""
        return "".join(self.words)

    @cached_property
    def different(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.words)


def said(text: str) -> Said:
    """Take a sentence apart."""
    return taken_apart(normalise(text), [(0, len(text))])[0]


def taken_apart(text: Normalised, spans: Sequence[tuple[int, int]]) -> list[Said]:
    """The sentences at code points `spans` (in order, apart) of a text; quicker than each by itself."""
    places = words(text.source)
    letters = np.searchsorted(text.offsets[:-1], np.array(places, np.int64).reshape(-1, 2)).tolist()
    starts = [start for start, _ in places]
    indexed = words_of(text)
    borders = indexed.starts.searchsorted(text.offsets[:-1].searchsorted(spans)).tolist()
    made = []
    for (begin, end), (first, last) in zip(spans, borders, strict=True):
        found: list[str] = []
        names: list[str] = []
        for at in range(bisect_left(starts, begin), bisect_left(starts, end)):
            word = text.letters[letters[at][0] : letters[at][1]]
            if not word:
                continue
            found.append(word)
            capital = len(found) > 1 and len(word) > 1 and text.source[starts[at]].isupper()
            if capital or (not word.isalpha() and _has_digit(word)):
                names.append(word)
        keys = frozenset(indexed.keys[first:last].tolist())
        made.append(Said(text.source[begin:end], tuple(found), frozenset(names), keys))
    return made


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
