"""How improbable it is that what two sentences have in common is chance, in one library."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.paraphrase.sentence import Said
from muse_desktop.overlap.features import Words
from muse_desktop.text.normalise import Normalised

_USUAL = 0.05  # share of the library's stretches of 256 letters that hold a word
_SMALL = 150  # words in three such stretches: few in any library, and a large share of a small one


class Chance:
    """What the words of one draft tell in one library.

    Each word in common (by its first letters; 中文: two 字 in a row, which count half, since each 字 is in
    two of them) counts by the share of the library's stretches that hold it; the number of places there are
    is taken off. Usual words do not count: turns of phrase are made of them, and those stand together more
    often than chance would have it.
    """

    def __init__(self, corpus: Corpus, draft: Normalised, words: Words) -> None:
        """`words`: those of the draft."""
        places = max(corpus.totals().words, 1)
        self.places = math.log(places)
        keys, first = np.unique(words.keys, return_index=True)
        nowhere = np.zeros(len(keys), np.int64)
        shares = corpus.shares(Words(keys, nowhere, nowhere)) if len(keys) else np.empty(0)
        telling = shares < max(_USUAL, _SMALL / places)
        nats = -np.log(shares[telling]) * np.where(draft.cjk[words.starts[first[telling]]], 0.5, 1.0)
        self._nats: dict[int, float] = dict(zip(keys[telling].tolist(), nats.tolist(), strict=True))

    def in_common(self, ours: Said, theirs: Said) -> float:
        """How improbable the words in common are at one given place, in nats."""
        return sum(self._nats.get(key, 0.0) for key in ours.keys & theirs.keys)

    def evidence(self, nats: Iterable[float]) -> float:
        """How improbable it is, in nats, that any of the library's places has by chance what pairs of
        neighbouring sentences have in common there; `nats` of each as `in_common` says."""
        return sum(nats) - self.places
