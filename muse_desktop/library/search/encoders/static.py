"""A fast encoder for English: the mean of fixed vectors of the words' parts, from wordllama's two files.

The package is never imported, because its own loader asks the network; only its files are read.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

from muse_desktop.library.search.encoders import WORDLLAMA, EncoderInfo, Vectors, normed

_WEIGHTS = Path("weights", "l2_supercat_256.safetensors")
_TOKENISER = Path("tokenizers", "l2_supercat_tokenizer_config.json")
_AT_ONCE = 256


def is_installed() -> bool:
    """Whether wordllama's files are there, and what reads them."""
    readers = all(importlib.util.find_spec(name) is not None for name in ("tokenizers", "safetensors"))
    folder = _folder()
    return readers and folder is not None and all((folder / one).is_file() for one in (_WEIGHTS, _TOKENISER))


def _folder() -> Path | None:
    spec = importlib.util.find_spec("wordllama")
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


class StaticEncoder:
    """The table of vectors in this process."""

    def __init__(self) -> None:
        import numpy as np
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        folder = _folder()
        assert folder is not None, "asked for before is_installed()"
        (table,) = load_file(folder / _WEIGHTS).values()
        self._table = np.ascontiguousarray(table, np.float32)
        self._tokeniser = Tokenizer.from_file(str(folder / _TOKENISER))
        self._tokeniser.no_padding()
        self._tokeniser.no_truncation()

    @property
    def info(self) -> EncoderInfo:
        """What it is."""
        return WORDLLAMA

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""
        import numpy as np

        rows = np.zeros((len(texts), WORDLLAMA.dimension), np.float32)
        for begin in range(0, len(texts), _AT_ONCE):
            portion = list(texts[begin : begin + _AT_ONCE])
            for at, one in enumerate(self._tokeniser.encode_batch(portion, add_special_tokens=False), begin):
                ids = np.array([number for number in one.ids if number < len(self._table)], np.int64)
                if ids.size:
                    rows[at] = self._table[ids].mean(axis=0)
        return normed(rows)

    def close(self) -> None:
        """Nothing is held open."""
