"""A text as its shingles: each stretch of eight words, or of twelve characters of 中文, with its place.

Compared in the normalised form of text/normalise.py, so that case, accents, punctuation and the two ways of
writing Chinese make no difference. Eight words: fewer stand in many texts by chance, more let a changed word
hide what is around it. A 字 is less than a word (a Chinese word has one and a half of them), so twelve make
a shingle; in mixed text a word weighs 3, a 字 2, and a shingle 24.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Places = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Hashes = Places = Any

WORD, CHARACTER, SHINGLE = 3, 2, 24
_MASK = (1 << 64) - 1


@dataclass(frozen=True, eq=False)
class Shingles:
    """All shingles of a text. Shingle number i begins with word number i and ends before word `ends[i]`.

    `hashes`: of their letters, good in this process only. `words`: first and behind-last code point of each
    word of the text; `letters` are its normalised letters, word i being letters[places[i, 0]:places[i, 1]].
    """

    hashes: Hashes
    ends: Places
    words: Places
    letters: str
    places: Places

    def of(self, number: int) -> str:
        """The letters of one shingle."""
        first, last = self.places[number, 0], self.places[self.ends[number] - 1, 1]
        return self.letters[first:last]


def shingles(text: str) -> Shingles:
    """The shingles of `text`; a text that is shorter than one has none."""
    normal = normalise(text)
    spans = np.array(words(text), np.int64).reshape(-1, 2)
    places = np.searchsorted(normal.offsets[:-1], spans.ravel()).reshape(-1, 2).astype(np.int64)
    weights = np.full(len(spans), WORD, np.int64)
    firsts = places[:, 0]
    if normal.letters:
        weights[normal.cjk[np.minimum(firsts, len(normal.letters) - 1)]] = CHARACTER
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(weights)])
    ends = np.searchsorted(sums, sums[:-1] + SHINGLE)
    ends = ends[ends < len(sums)]
    letters = normal.letters
    lasts = places[ends - 1, 1] if len(ends) else ends
    hashes = np.fromiter(
        (hash(letters[a:b]) & _MASK for a, b in zip(firsts.tolist(), lasts.tolist(), strict=False)),
        np.uint64,
        len(ends),
    )
    return Shingles(hashes, ends, spans, letters, places)
