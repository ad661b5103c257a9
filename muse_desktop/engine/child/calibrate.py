"""How this machine computes the loaded model best: how many threads, how large a prompt batch.

The choices take turns, so that a program that is busy for a while slows all of them; the middle of several
turns counts. Where other programs took much all along, the number of threads is not judged: it follows them
anyway while the engine works (`threads.Pilots`). A larger batch must be clearly better, because the text
depends on it in its last bits and what was kept on disk is computed anew.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import psutil

from muse_desktop.engine.child.context import AbortFlag, Cancelled, batch_tokens, context_params
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.threads import default_threads
from muse_desktop.engine.values import Calibration
from muse_desktop.errors import MuseError

ALIKE = 0.03
"""Of two choices whose speeds differ by no more than this part, the smaller is taken."""
WORTH = 1.10
"""A batch other than the usual must be so much faster."""
DECODE_S, PREFILL_S = 1.2, 2.0
"""Seconds for each kind of trial; the least number of turns is done in any case."""
LONGEST_S = 40.0
"""A model that would take longer for its prompt batches keeps the usual one."""
MOST = 9
"""Turns of a trial."""
QUIET_CORES = 0.3
"""While other programs take more than this, fewer threads look better than they are."""
STEPS = 6
"""Tokens of one turn of decoding; the first, when threads wake up, is not counted."""
DEPTH = 64
"""Tokens in the cache while decoding is tried."""


def calibrate(model: Model, abort: AbortFlag, log: NativeLog, limit: int = 0) -> Calibration:
    """Measure. `limit`: no more threads than this (0: as many as there are cores). The loaded context and its
    cache are left alone.

    Raises Cancelled, or MuseError `engine.load_failed` where there is no memory for the trial.
    """
    most = min(default_threads(), limit or default_threads())
    usual = batch_tokens(0, on_gpu=model.on_gpu)
    batches = (usual, 2 * usual, 4 * usual)
    neighbours = Neighbours()
    bench = Bench(model, max(batches), abort, log)
    try:
        decode = take_turns([most] if model.on_gpu else thread_choices(most), bench.decode_step, DECODE_S, 3)
        bench.threads(best_threads(decode))
        prefill = _try_batches(batches, bench)
    finally:
        bench.close()
    quiet = neighbours.cores() < QUIET_CORES
    return Calibration(
        threads=best_threads(decode) if quiet else most,
        batch=best_batch(prefill, usual),
        decode=_speeds(decode),
        prefill=_speeds(prefill),
        quiet=quiet,
    )


def _try_batches(batches: tuple[int, int, int], bench: Bench) -> dict[int, list[float]]:
    """Seconds for each token by batch. The middle one only where the largest is worth it."""
    usual, _, large = batches
    bench.prefill(usual)
    first = {usual: [bench.prefill(usual)]}
    if 2 * (usual + large) * first[usual][0] > LONGEST_S:
        return first
    found = take_turns((usual, large), bench.prefill, PREFILL_S, 2)
    if best_batch(found, usual) != usual:
        found = take_turns(batches, bench.prefill, PREFILL_S, 2)
    return found


class Neighbours:
    """How much of the processor other programs take from now on."""

    def __init__(self) -> None:
        self._began = self._now()

    @staticmethod
    def _now() -> tuple[float, float, float]:
        times = psutil.cpu_times()
        idle = times.idle + getattr(times, "iowait", 0.0)
        ours = sum(psutil.Process().cpu_times()[:2])
        return time.perf_counter(), idle, ours

    def cores(self) -> float:
        """Cores' worth of computing that others did since the beginning, on average."""
        seconds, idle, ours = (now - then for now, then in zip(self._now(), self._began, strict=True))
        return (psutil.cpu_count() or 1) - (idle + ours) / max(seconds, 1e-3)


def thread_choices(most: int) -> list[int]:
    """Thread counts worth trying, fewest first: all cores, and fewer, which on many machines is no slower."""
    return sorted({1, max(1, most // 2), max(1, most * 3 // 4), most})


def take_turns(
    choices: Sequence[int], measure: Callable[[int], float], seconds: float, fewest: int
) -> dict[int, list[float]]:
    """Measure every choice once a turn, in alternating order, for about so long; results by choice."""
    found: dict[int, list[float]] = {choice: [] for choice in choices}
    started = time.perf_counter()
    for turn in range(MOST):
        if turn >= fewest and time.perf_counter() - started >= seconds:
            break
        for choice in choices if turn % 2 == 0 else reversed(choices):
            found[choice].append(measure(choice))
    return found


def best_threads(taken: Mapping[int, Sequence[float]]) -> int:
    """The fewest threads that are as fast as the fastest, by the seconds of each turn."""
    middle = {choice: statistics.median(times) for choice, times in taken.items()}
    limit = min(middle.values()) * (1 + ALIKE)
    return min(choice for choice, seconds in middle.items() if seconds <= limit)


def best_batch(taken: Mapping[int, Sequence[float]], usual: int) -> int:
    """The usual batch, or a clearly faster one; by the seconds per token of each turn.

    Here the best turn counts: they are few, and whatever disturbs one makes it slower.
    """
    least = {choice: min(times) for choice, times in taken.items()}
    if min(least.values()) * WORTH >= least[usual]:
        return usual
    limit = min(least.values()) * (1 + ALIKE)
    return min(choice for choice, seconds in least.items() if seconds <= limit)


def _speeds(taken: Mapping[int, Sequence[float]]) -> dict[str, float]:
    return {str(choice): round(1 / statistics.median(times), 2) for choice, times in taken.items() if times}


class Bench:
    """A small context of its own beside the loaded one."""

    def __init__(self, model: Model, batch: int, abort: AbortFlag, log: NativeLog) -> None:
        """Raises MuseError `engine.load_failed`."""
        log.clear()
        params = context_params(batch + DEPTH, batch, 1, on_gpu=model.on_gpu)
        self._pointer = C.llama_init_from_model(model.pointer, params)
        if not self._pointer:
            raise MuseError("engine.load_failed", reason=log.reason() or "llama_init_from_model")
        self._abort = abort
        C.llama_set_abort_callback(self._pointer, abort.callback, abort.data)
        self._memory = C.llama_get_memory(self._pointer)
        self._batch = C.llama_batch_init(batch, 0, 1)
        self._vocabulary = model.n_vocab
        self._deep = False

    def close(self) -> None:
        """Free it."""
        C.llama_batch_free(self._batch)
        C.llama_free(self._pointer)

    def threads(self, count: int) -> None:
        """Compute with so many from now on."""
        C.llama_set_n_threads(self._pointer, count, count)

    def decode_step(self, threads: int) -> float:
        """Seconds of a step of one token with so many threads. Raises Cancelled."""
        self.threads(threads)
        if not self._deep:
            self._compute(0, DEPTH)
            self._deep = True
        C.llama_memory_seq_rm(self._memory, 0, DEPTH, -1)
        return statistics.median([self._compute(DEPTH + step, 1) for step in range(STEPS)][1:])

    def prefill(self, tokens: int) -> float:
        """Seconds for each token of a prompt batch. Raises Cancelled."""
        C.llama_memory_clear(self._memory, False)
        self._deep = False
        return self._compute(0, tokens) / tokens

    def _compute(self, position: int, tokens: int) -> float:
        batch = self._batch
        for row in range(tokens):
            batch.token[row] = (position + row) * 7919 % self._vocabulary
            batch.pos[row] = position + row
            batch.n_seq_id[row] = 1
            batch.seq_id[row][0] = 0
            batch.logits[row] = row == tokens - 1
        batch.n_tokens = tokens
        started = time.perf_counter()
        code = C.llama_decode(self._pointer, batch)
        if code == 2 or self._abort.raised:
            raise Cancelled
        if code:
            raise MuseError("engine.decode_failed", number=code)
        C.llama_synchronize(self._pointer)
        return time.perf_counter() - started
