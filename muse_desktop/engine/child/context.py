"""A llama.cpp context and what its KV cache holds: prefix reuse, sequences, and cancelling inside a batch."""

from __future__ import annotations

import ctypes
import itertools
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Bytes, Floats, usable
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.protocol import MAX_CANDIDATES
from muse_desktop.engine.states import Snapshot
from muse_desktop.errors import MuseError

CPU_BATCH, GPU_BATCH = 64, 256
"""Tokens of one prompt batch. Prompts are always cut at multiples of it: results differ in the last bits
between batch sizes, so a cached beginning is only the same as a fresh one if it was cut alike. Small batches
lose little when a prompt changes; on a CPU they cost nothing (measured with the starter model: 64 and 512
both 246 tokens/s)."""
SEQUENCES = 16
"""Candidates, and beside them what `beside` uses; more cost nothing where the cells are one pool."""
MAX_BATCH = 2048
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


def cells_for(context: int) -> int:
    """KV cells of a context in which one text may have `context` tokens."""
    return context + (MAX_CANDIDATES - 1) * min(EXTRA_CELLS, context)


def batch_tokens(asked: int, *, on_gpu: bool) -> int:
    """Tokens of one prompt batch: what was `asked` for, 0 = the usual."""
    return min(asked, MAX_BATCH) if asked > 0 else GPU_BATCH if on_gpu else CPU_BATCH


def context_params(cells: int, batch: int, threads: int, *, on_gpu: bool) -> Any:
    """llama.cpp's parameters of a context like ours.

    On a CPU without flash attention: from 512 cells on that one shares out a single token's sums among the
    threads, so the text would change with their number (tried: greedy texts part; and with a long draft it
    is no faster, 33 against 40 tokens/s at 2,500 tokens with the starter model).
    """
    params = C.llama_context_default_params()
    params.n_ctx = cells
    params.n_batch = params.n_ubatch = batch
    params.n_seq_max = SEQUENCES
    params.kv_unified = True
    params.n_threads = params.n_threads_batch = threads
    params.no_perf = True
    if not on_gpu:
        params.flash_attn_type = C.LLAMA_FLASH_ATTN_TYPE_DISABLED
    return params


class Context:
    """The KV cache of one model and the batches computed in it. Used by one thread.

    Candidate i is sequence i. All share one pool of cells, so that the prompt is there once. `held` are the
    first tokens of sequence 0, those of a prompt cut into batches as always; only they are ever used again.
    `row` are the logits after the last token of the prompt that was computed last: the first words of all
    candidates come from it, also when the prompt is asked for again.
    """

    def __init__(
        self,
        model: Model,
        context: int,
        pilots: Pilots,
        abort: AbortFlag,
        log: NativeLog,
        batch: int = 0,
        cells: int = 0,
    ) -> None:
        """`context`: tokens one text may have, prompt and answer together; `batch`: of one prompt batch, 0 =
        the usual; `cells`: of the cache, 0 = enough for all candidates. Whether there is memory for it is
        asked before: `fit.admit`.

        Raises MuseError `engine.context_out_of_range`, `engine.load_failed`.
        """
        trained = model.context_trained
        if not 0 < context <= trained:
            raise MuseError("engine.context_out_of_range", context=context, trained=trained)
        self.size = context
        self.threads = pilots.most
        self._pilots = pilots
        self._level = pilots.most
        self.cells = cells or cells_for(context)
        self._abort = abort
        log.clear()
        tokens = batch_tokens(batch, on_gpu=model.on_gpu)
        params = context_params(self.cells, tokens, pilots.most, on_gpu=model.on_gpu)
        self.pointer = C.llama_init_from_model(model.pointer, params)
        if not self.pointer:
            raise MuseError("engine.load_failed", reason=log.reason() or "llama_init_from_model")
        C.llama_set_abort_callback(self.pointer, abort.callback, abort.data)
        self.memory = C.llama_get_memory(self.pointer)
        self.flash = bool(params.flash_attn_type)  # a cache filled the other way has another order
        self.n_batch = int(C.llama_n_batch(self.pointer))
        self.n_ubatch = int(C.llama_n_ubatch(self.pointer))
        self.batch = C.llama_batch_init(self.n_batch, 0, 1)
        self.held: list[int] = []
        self.row: Floats = np.empty(0, np.float32)
        self._row_after = 0  # how many tokens `row` comes after; 0: there is none
        self._n_vocab = model.n_vocab
        self.recall: Callable[[list[int]], None] = lambda _: None  # may fill the cache before a prompt

    def close(self) -> None:
        """Free the cache."""
        if self.pointer:
            C.llama_batch_free(self.batch)
            C.llama_free(self.pointer)
            self.pointer = None

    def usable(self, prompt: Sequence[int]) -> int:
        """How many of the first tokens of `prompt` need not be computed."""
        return usable(self.held, self._row_after == len(self.held), prompt, self.n_batch)

    def prepare(self, prompt: Sequence[int], *, reuse: bool) -> int:
        """Keep the beginning of `prompt` that is computed already, drop everything else.

        Returns how many tokens are kept, by the rule of `prefix.usable`: the same seed gives the same text
        whatever was written, or read ahead, before.
        """
        if reuse:
            self.recall(list(prompt))
        kept = self.usable(prompt) if reuse else 0
        if kept:
            C.llama_memory_seq_keep(self.memory, 0)
            if C.llama_memory_seq_rm(self.memory, 0, kept, -1):
                self._keep(kept)
                return kept
        # Nothing shared, or a model (recurrent, hybrid) whose state cannot be rolled back.
        self.drop()
        return 0

    def _keep(self, tokens: int) -> None:
        del self.held[tokens:]
        if tokens != self._row_after:
            self._row_after = 0

    def prefill(
        self, prompt: Sequence[int], split: int = 0, tell: Callable[[int], None] = lambda _: None
    ) -> tuple[int, ...]:
        """Compute the rest of `prompt` in sequence 0; returns the sizes of the batches.

        `split`: one more batch boundary, out of a record made with other batches; `tell`: called with the
        tokens read so far. Afterwards `row` are the logits after the last token. Raises Cancelled.
        """
        start = len(self.held)
        edges = {*range(start, len(prompt), self.n_batch), len(prompt)}
        if start < split < len(prompt):
            edges.add(split)
        sizes: list[int] = []
        for begin, end in itertools.pairwise(sorted(edges)):
            self.begin_batch()
            self.add(0, begin, prompt[begin:end], all_rows=False)
            self.decode()
            tell(end)
            sizes.append(end - begin)
            aligned = begin == len(self.held) and begin % self.n_batch == 0
            if aligned and (end - begin == self.n_batch or end == len(prompt)):
                self.held.extend(prompt[begin:end])
        if sizes:
            self.row = self.logits(-1).copy()
            self._row_after = len(prompt)
        return tuple(sizes)

    def state_bytes(self) -> int:
        """How large `snapshot` would be, about."""
        return int(C.llama_state_seq_get_size(self.pointer, 0))

    def snapshot(self) -> Snapshot | None:
        """A copy of what is held; None when it cannot be separated from what came after it."""
        held = len(self.held)
        if not held or not C.llama_memory_seq_rm(self.memory, 0, held, -1):
            return None
        state = np.empty(self.state_bytes(), np.uint8)
        if C.llama_state_seq_get_data(self.pointer, _address(state), len(state), 0) != len(state):
            return None
        row = self.row if self._row_after == held else np.empty(0, np.float32)
        return Snapshot(np.array(self.held, np.int32), row, state)

    def restore(self, snapshot: Snapshot) -> bool:
        """Hold what a context like this one held. False, and nothing is held, when llama.cpp refuses it."""
        self.drop()
        tokens, row, state = snapshot.tokens, snapshot.row, snapshot.state
        if len(tokens) >= self.size or len(row) not in (0, self._n_vocab):
            return False
        taken = C.llama_state_seq_set_data(self.pointer, _address(state), len(state), 0)
        if taken != len(state) or C.llama_memory_seq_pos_max(self.memory, 0) != len(tokens) - 1:
            self.drop()
            return False
        self.held = tokens.tolist()
        if len(row):
            self.row, self._row_after = row, len(tokens)
        return True

    def drop(self) -> None:
        """Forget everything."""
        C.llama_memory_clear(self.memory, True)
        self._keep(0)

    def begin_batch(self) -> None:
        """Begin a new batch."""
        self.batch.n_tokens = 0

    def add(self, sequence: int, position: int, tokens: Sequence[int], *, all_rows: bool = True) -> int:
        """Put tokens of a sequence into the batch, from `position` on; logits for all of them or for the
        last. Returns the row of the first."""
        batch, first = self.batch, int(self.batch.n_tokens)
        for row, token in enumerate(tokens, first):
            batch.token[row] = token
            batch.pos[row] = position + row - first
            batch.n_seq_id[row] = 1
            batch.seq_id[row][0] = sequence
            batch.logits[row] = all_rows
        batch.n_tokens = first + len(tokens)
        batch.logits[batch.n_tokens - 1] = 1
        return first

    def logits(self, row: int) -> Floats:
        """The logits of a row of the batch computed last; valid until the next one."""
        return np.ctypeslib.as_array(C.llama_get_logits_ith(self.pointer, row), (self._n_vocab,))

    def decode(self) -> None:
        """Compute the batch. Raises Cancelled, or MuseError `engine.decode_failed` (llama.cpp's number)."""
        tokens = self.batch.n_tokens
        level = self._pilots.level(tokens)
        if level != self._level:
            C.llama_set_n_threads(self.pointer, level, level)
            self._level = level
        started = time.perf_counter()
        code = C.llama_decode(self.pointer, self.batch)
        self._pilots.observe(tokens, time.perf_counter() - started)
        if code == 0 and not self._abort.raised:
            return
        if code in (0, 2):
            raise Cancelled
        raise MuseError("engine.decode_failed", number=code)

    def share(self, candidates: int) -> None:
        """Give sequences 1 … `candidates` - 1 the prompt in sequence 0; no memory is copied."""
        for sequence in range(1, candidates):
            C.llama_memory_seq_cp(self.memory, 0, sequence, -1, -1)

    def rewind(self, sequence: int, position: int) -> bool:
        """Take a sequence's tokens from `position` on out of the cache. False when the model cannot."""
        return bool(C.llama_memory_seq_rm(self.memory, sequence, position, -1))

    def recompute(self, sequence: int, tokens: Sequence[int]) -> None:
        """Compute a sequence anew, for a model that cannot go back. Raises as `decode`."""
        if not sequence:
            self._keep(0)
        C.llama_memory_seq_rm(self.memory, sequence, -1, -1)
        for begin in range(0, len(tokens), self.n_batch):
            self.begin_batch()
            self.add(sequence, begin, tokens[begin : begin + self.n_batch], all_rows=False)
            self.decode()

    def free(self, sequence: int, prompt: int) -> None:
        """Give back the cells of a candidate that was stopped; sequence 0 keeps the prompt's."""
        C.llama_memory_seq_rm(self.memory, sequence, -1 if sequence else prompt, -1)


def _address(data: Bytes) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
