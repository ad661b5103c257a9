"""A sentence as a comparison sees it: folded words, which of them are names or numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import is_cjk, words

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

Rarity = Callable[[str], float]
"""How much it says that two texts share a word; only the proportions count."""

_SHORT = 3  # letters of a word that is likely to be a mere joint of the sentence
_OF_A_LETTER = 0.1


def brevity(word: str) -> float:
    """The weight of a word where nothing is known of how often it is used: the usual ones are short (Zipf's
    law of abbreviation), in every language written with an alphabet. A 字 weighs as much as a usual word."""
    if is_cjk(word[:1]):
        return 1.0
    return _OF_A_LETTER * len(word) if len(word) <= _SHORT else math.log1p(len(word))


@dataclass(frozen=True)
class Said:
    """A sentence. `words` are folded (中文: each 字 is one), in their order; `names` those of them that are
    names or numbers, as far as their look tells."""

    text: str
    words: tuple[str, ...]
    names: frozenset[str]

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
    letters = normalise(text)
    places = np.searchsorted(letters.offsets[:-1], np.array(words(text), np.int64).reshape(-1, 2))
    found, names = [], []
    for (start, end), (first, _) in zip(places.tolist(), words(text), strict=True):
        word = letters.letters[start:end]
        if not word:
            continue
        found.append(word)
        if _is_number(word) or (len(found) > 1 and len(word) > 1 and text[first].isupper()):
            names.append(word)
    return Said(text, tuple(found), frozenset(names))


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
