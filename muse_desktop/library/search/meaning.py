"""Searching the library by meaning: the vectors of what is asked, and the passages whose vectors are near."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from muse_desktop.errors import MuseError
from muse_desktop.library.search.encoders import Encoder, Vectors
from muse_desktop.library.search.values import Cancelled, Outdated
from muse_desktop.library.search.vectors import VectorStore
from muse_desktop.text.segment import count_words, sentences

_PIECE_WORDS = 120  # of a long selection; the encoder's vectors are made of passages about as long
_MOST_PIECES = 8


def pieces(text: str) -> list[str]:
    """A question or a selection in pieces of whole sentences, each about as long as a passage.

    Of a very long one, as many as are compared, evenly spread over it.
    """
    made: list[str] = []
    first = last = words = 0
    for start, end in sentences(text):
        more = count_words(text[start:end])
        if words and words + more > _PIECE_WORDS:
            made.append(text[first:last])
            first, words = start, 0
        first = first if words else start
        last, words = end, words + more
    if words:
        made.append(text[first:last])
    step = max(1.0, len(made) / _MOST_PIECES)
    return [made[int(at * step)] for at in range(min(len(made), _MOST_PIECES))]


def vectors(encoder: Encoder, text: str) -> Vectors:
    """The vectors of what is asked. Raises MuseError librarysearch.nothing_to_compare, and the encoder's."""
    found = pieces(text)
    if not found:
        raise MuseError("librarysearch.nothing_to_compare")
    return encoder.encode(found)


def nearest(
    encoder: Encoder,
    store: VectorStore,
    text: str,
    limit: int,
    chosen: Collection[int] | None,
    without: Sequence[int],
    cancelled: Cancelled,
) -> list[tuple[int, float]]:
    """The passages of the items `chosen` (None: all) whose meaning is nearest: (id, cosine), best first.

    Raises Outdated, librarysearch.nothing_to_compare, and what the encoder raises.
    """
    wanted = vectors(encoder, text)
    if cancelled():
        raise Outdated
    if not np.any(wanted):
        return []
    return store.nearest(wanted, limit, chosen, frozenset(without))
