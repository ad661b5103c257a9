"""A llama.cpp context and what its KV cache holds: prefix reuse, sequences, and cancelling inside a batch."""

from __future__ import annotations

import ctypes
import itertools
import sys
from collections.abc import Sequence
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine.log import NativeLog
from muse_desktop.engine.model import Model, free_memory, require_memory
from muse_desktop.engine.protocol import MAX_CANDIDATES
from muse_desktop.errors import MuseError

N_BATCH = 512
EXTRA_CELLS = 512
"""KV cells kept for each candidate beyond the first, so that four can grow beside a full context."""


class Cancelled(Exception):
    """The abort flag was raised while a batch was computed."""


class AbortFlag:
    """A flag that llama.cpp looks at between two graph nodes, without asking Python.

    The abort callback is C's own `strlen` on a two-byte buffer: "" is 0 (go on), a letter is 1 (abort). A
    Python callback would take the interpreter's lock hundreds of times per token.
    """

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(2)
        library = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self.callback = ctypes.cast(library.strlen, C.ggml_abort_callback)
        self.data = ctypes.cast(self._buffer, ctypes.c_void_p)

    def raise_flag(self) -> None:
        """Abort what is being computed (any thread)."""
        self._buffer[0] = b"\x01"

    def lower(self) -> None:
        """Let computing go on."""
        self._buffer[0] = b"\x00"

    @property
    def raised(self) -> bool:
        """True between `raise_flag` and `lower`."""
        return bool(self._buffer[0] != b"\x00")


class Context:
    """The KV cache of one model and the batches computed in it. Used by one thread.

    Sequences 0 … 3 share one pool of cells, so that candidates share their prompt without copying it.
    `held[s]` are the tokens whose keys and values sequence `s` holds.
    """

    def __init__(self, model: Model, context: int, threads: int, abort: AbortFlag, log: NativeLog) -> None:
        """`context`: tokens one text may have, prompt and answer together.

        Raises MuseError `engine.context_out_of_range`, `engine.model_too_big`, `engine.load_failed`.
        """
        trained = model.context_trained
        if not 0 < context <= trained:
            raise MuseError("engine.context_out_of_range", context=context, trained=trained)
        self.size = context
        self.threads = threads
        self.cells = context + (MAX_CANDIDATES - 1) * min(EXTRA_CELLS, context)
        if not model.on_gpu:
            require_memory(model.kv_bytes(self.cells), free_memory())
        self._abort = abort
        log.clear()
        self.pointer = C.llama_init_from_model(model.pointer, self._params(threads))
        if not self.pointer:
            raise MuseError("engine.load_failed", reason=log.reason() or "llama_init_from_model")
        C.llama_set_abort_callback(self.pointer, abort.callback, abort.data)
        self.memory = C.llama_get_memory(self.pointer)
        self.n_batch = int(C.llama_n_batch(self.pointer))
        self.n_ubatch = int(C.llama_n_ubatch(self.pointer))
        self.batch = C.llama_batch_init(self.n_batch, 0, 1)
        self.held: dict[int, list[int]] = {}

    def close(self) -> None:
        """Free the cache."""
        if self.pointer:
            C.llama_batch_free(self.batch)
            C.llama_free(self.pointer)
            self.pointer = None

    def _params(self, threads: int) -> Any:
        params = C.llama_context_default_params()
        params.n_ctx = self.cells
        params.n_batch = params.n_ubatch = min(N_BATCH, self.cells)
        params.n_seq_max = MAX_CANDIDATES
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        return params

    def prepare(self, prompt: Sequence[int], *, reuse: bool) -> tuple[int, int]:
        """Keep the longest beginning of `prompt` that some sequence holds, drop everything else.

        Returns that sequence and how many tokens it keeps: never the whole prompt, because its last token
        must be computed to know what comes next.
        """
        best, common = 0, 0
        if reuse:
            for sequence, tokens in self.held.items():
                shared = min(common_prefix(tokens, prompt), len(prompt) - 1)
                if shared > common:
                    best, common = sequence, shared
        if common:
            C.llama_memory_seq_keep(self.memory, best)
            if C.llama_memory_seq_rm(self.memory, best, common, -1):
                self.held = {best: list(prompt[:common])}
                return best, common
        # Nothing shared, or a model (recurrent, hybrid) whose state cannot be rolled back.
        C.llama_memory_clear(self.memory, True)
        self.held = {0: []}
        return 0, 0

    def prefill(self, sequence: int, prompt: Sequence[int], split: int = 0) -> tuple[int, ...]:
        """Compute the rest of `prompt` in `sequence`; returns the sizes of the batches.

        `split`: begin a new batch at this token, as a generation did that reused so many. The logits of the
        last token are in the last batch's last row. Raises Cancelled.
        """
        start = len(self.held[sequence])
        bounds = [start, split, len(prompt)] if start < split < len(prompt) else [start, len(prompt)]
        sizes: list[int] = []
        for begin, end in itertools.pairwise(bounds):
            for at in range(begin, end, self.n_batch):
                part = prompt[at : min(at + self.n_batch, end)]
                self._fill(sequence, at, part)
                self.decode()
                self.held[sequence].extend(part)
                sizes.append(len(part))
        self.held[sequence] = list(prompt)
        return tuple(sizes)

    def _fill(self, sequence: int, position: int, tokens: Sequence[int]) -> None:
        batch, n = self.batch, len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i] = token
            batch.pos[i] = position + i
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = 0
        batch.logits[n - 1] = 1
        batch.n_tokens = n

    def decode(self) -> None:
        """Compute the batch. Raises Cancelled, or MuseError `engine.decode_failed` (llama.cpp's number)."""
        code = C.llama_decode(self.pointer, self.batch)
        if code == 0 and not self._abort.raised:
            return
        if code in (0, 2):
            raise Cancelled
        raise MuseError("engine.decode_failed", number=code)

    def share(self, source: int, target: int) -> None:
        """Give `target` everything that `source` holds; no memory is copied."""
        C.llama_memory_seq_rm(self.memory, target, -1, -1)
        C.llama_memory_seq_cp(self.memory, source, target, -1, -1)
        self.held[target] = list(self.held[source])

    def cut(self, sequence: int, length: int) -> None:
        """Free what `sequence` holds beyond `length` tokens."""
        if C.llama_memory_seq_rm(self.memory, sequence, length, -1):
            self.held[sequence] = self.held[sequence][:length]
        else:
            C.llama_memory_seq_rm(self.memory, sequence, -1, -1)
            self.held.pop(sequence, None)

    def settle(self) -> None:
        """After an abort or a failed batch: believe the cache, not the book, about what it holds."""
        for sequence, tokens in list(self.held.items()):
            there = C.llama_memory_seq_pos_max(self.memory, sequence) + 1
            self.cut(sequence, min(there, len(tokens)))


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens two texts begin with in common."""
    for i, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return i
    return min(len(left), len(right))
