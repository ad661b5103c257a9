"""Vectors of texts: a context that answers with one vector for a text instead of the next token."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np
import numpy.typing as npt

from muse_desktop.engine.child.context import AbortFlag, Cancelled
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.values import Embedded
from muse_desktop.errors import MuseError

WINDOW = 512
"""Tokens read at once, at most. Attention among them costs their square, a decoder's unused logits (they are
computed all the same) the vocabulary for each; most embedding models are trained on no more."""
_POOLED = (C.LLAMA_POOLING_TYPE_MEAN, C.LLAMA_POOLING_TYPE_CLS, C.LLAMA_POOLING_TYPE_LAST)

Vector = npt.NDArray[np.float32]


class EmbeddingContext:
    """Computes vectors with one model. Used by one thread.

    A text's vector depends on the text alone: each is computed by itself, so that neither its neighbours nor
    their order change a bit of it.
    """

    def __init__(self, model: Model, context: int, pilots: Pilots, abort: AbortFlag, log: NativeLog) -> None:
        """`context`: tokens read at once, as far as the model and WINDOW allow.

        Raises MuseError `engine.context_out_of_range`, `engine.load_failed`.
        """
        trained = model.context_trained
        if context < 1:
            raise MuseError("engine.context_out_of_range", context=context, trained=trained)
        self.size = min(context, trained, WINDOW)
        self.threads = pilots.most
        self._model = model
        self._abort = abort
        log.clear()
        self.pointer = self._open(pilots.most, C.LLAMA_POOLING_TYPE_UNSPECIFIED)
        if self.pointer and C.llama_pooling_type(self.pointer) not in _POOLED:  # none, or a ranking head
            C.llama_free(self.pointer)
            self.pointer = self._open(pilots.most, C.LLAMA_POOLING_TYPE_MEAN)
        if not self.pointer:
            raise MuseError("engine.load_failed", reason=log.reason() or "llama_init_from_model")
        C.llama_set_abort_callback(self.pointer, abort.callback, abort.data)
        self._memory = C.llama_get_memory(self.pointer)
        self._compute = C.llama_encode if C.llama_model_has_encoder(model.pointer) else C.llama_decode
        self._batch = C.llama_batch_init(self.size, 0, 1)
        self.width = int(C.llama_model_n_embd(model.pointer))
        self._before, self._after = self._frame()

    def close(self) -> None:
        """Free it."""
        if self.pointer:
            C.llama_batch_free(self._batch)
            C.llama_free(self.pointer)
            self.pointer = None

    def _open(self, threads: int, pooling: int) -> Any:
        params = C.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = self.size  # an encoder sees a whole text or nothing
        params.n_seq_max = 1
        params.embeddings = True
        params.pooling_type = pooling
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        return C.llama_init_from_model(self._model.pointer, params)

    def _frame(self) -> tuple[list[int], list[int]]:
        """The tokens the model wants before and after every text ([CLS] and [SEP], or a start token)."""
        word = self._model.tokenise("a")
        framed = self._model.tokenise("a", add_special=True)
        for start in range(len(framed) - len(word) + 1):
            if framed[start : start + len(word)] == word:
                return framed[:start], framed[start + len(word) :]
        return [], []

    def embed(self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False) -> Embedded:
        """A unit vector for each text; nothing but zeros for a text without tokens. When it is cancelled:
        those that were ready. Raises MuseError `engine.decode_failed`."""
        found: list[Vector] = []
        try:
            for text in texts:
                if stopped():
                    break
                found.append(self.vector(text))
        except Cancelled:
            pass
        data = np.array(found, "<f4").tobytes()
        return Embedded(width=self.width, count=len(found), data=data)

    def vector(self, text: str) -> Vector:
        """The unit vector of one text. A long one is read in windows of equal size as nearly as may be;
        their unit vectors are averaged by length. Raises Cancelled."""
        tokens = self._model.tokenise(text)
        total = np.zeros(self.width, np.float64)
        for window in windows(tokens, max(1, self.size - len(self._before) - len(self._after))):
            framed = [*self._before, *window, *self._after][: self.size]
            total += len(window) * unit(self._pooled(framed))
        return unit(total).astype(np.float32)

    def _pooled(self, tokens: Sequence[int]) -> npt.NDArray[np.float64]:
        if self._memory:
            C.llama_memory_clear(self._memory, True)
        batch = self._batch
        for row, token in enumerate(tokens):
            batch.token[row], batch.pos[row] = token, row
            batch.n_seq_id[row], batch.seq_id[row][0] = 1, 0
            batch.logits[row] = 1
        batch.n_tokens = len(tokens)
        code = self._compute(self.pointer, batch)
        if self._abort.raised:
            raise Cancelled
        if code:
            raise MuseError("engine.decode_failed", number=code)
        pooled = C.llama_get_embeddings_seq(self.pointer, 0)
        return np.ctypeslib.as_array(pooled, (self.width,)).astype(np.float64)


def windows(tokens: Sequence[int], most: int) -> list[Sequence[int]]:
    """`tokens` in as few pieces of at most `most` as there can be, of equal length but for one token."""
    pieces = -(-len(tokens) // most)
    edges = [len(tokens) * i // pieces for i in range(pieces + 1)] if pieces else []
    return [tokens[a:b] for a, b in itertools.pairwise(edges)]


def unit(vector: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The vector with length 1; zeros, and what is no number, become zeros."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 and np.isfinite(length) else np.zeros_like(vector)
