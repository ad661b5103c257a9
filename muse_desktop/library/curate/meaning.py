"""How alike texts are by their meaning, with the vectors that the library's search has of its passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from muse_desktop.lazy import LazyModule
from muse_desktop.library.curate.likeness import Likeness
from muse_desktop.library.search.encoders import Encoder, normed
from muse_desktop.library.search.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
else:
    np = LazyModule("numpy")
    Rows = Any

ENOUGH = 0.9
"""The share of the texts asked for that must have vectors; with fewer, words say more."""
UNRELATED = 0.95
"""So large a share of pairs of texts, nearly all of which have nothing to do with each other, are less alike
than what is called close."""
_COMPARED = 400  # texts whose pairs tell that
_CHARACTERS, _STRETCHES = 600, 12  # of a page, as long as passages are


class Meanings(Protocol):
    """The library's search, as far as it knows meanings."""

    @property
    def encoder(self) -> Encoder | None:
        """What makes vectors, None where there is nothing that does."""

    @property
    def vectors(self) -> VectorStore | None:
        """The vectors of passages, None without an encoder."""


class MeaningLikeness:
    """Texts by the mean of their passages' vectors, and by `words` where too few have any.

    Any two texts have a cosine well above 0, and two of one language a larger one: the mean of all those
    asked for is subtracted. A text without vectors has a row of zeros: nothing is known of it.
    """

    def __init__(self, search: Meanings, words: Likeness) -> None:
        self._search = search
        self._words = words
        self._by_meaning = False

    def vectors(self, items: Sequence[int], text: str = "") -> tuple[Rows, Rows]:
        """See `Likeness`. Raises what the encoder raises."""
        store, encoder = self._search.vectors, self._search.encoder
        means = store.means() if store is not None else {}
        known = [at for at, item in enumerate(items) if item in means]
        self._by_meaning = encoder is not None and bool(known) and len(known) >= ENOUGH * len(items)
        if not self._by_meaning or encoder is None:
            return self._words.vectors(items, text)
        rows = np.zeros((len(items), encoder.info.dimension), np.float32)
        rows[known] = [means[items[at]] for at in known]
        middle = rows[known].mean(axis=0) if len(known) > 1 else 0 * rows[known[0]]
        rows[known] = normed(rows[known] - middle)
        page = np.zeros(encoder.info.dimension, np.float32)
        if text.strip():
            page = normed(normed(encoder.encode(_stretches(text)).sum(axis=0)[None]) - middle)[0]
        return rows, page

    def chance(self, rows: Rows, /) -> float:
        """See `Likeness`: by meaning what nearly all pairs of these rows stay below."""
        if not self._by_meaning:
            return self._words.chance(rows)
        some = rows[:: max(1, len(rows) // _COMPARED)]
        pairs = (some @ some.T)[np.triu_indices(len(some), 1)]
        return float(np.quantile(pairs, UNRELATED)) if len(pairs) else 0.0

    def of_passages(self, passages: Sequence[int], /) -> Rows | None:
        """See `Likeness`."""
        store = self._search.vectors
        known = store.of(passages) if store is not None else {}
        if not passages or any(one not in known for one in passages):
            return None
        rows: Rows = normed(np.array([known[one] for one in passages], np.float32))
        return rows


def _stretches(text: str) -> list[str]:
    """Parts of a page as long as passages, spread over all of it."""
    starts = range(0, len(text), _CHARACTERS)
    step = max(1, -(-len(starts) // _STRETCHES))
    return [text[start : start + _CHARACTERS] for start in starts[::step]]
