"""How far a smaller model strays from a larger one on a text: the KL divergence of its next-token guesses.

llama.cpp's numbers depend in their last bits on how a text is cut into batches and on where in the KV cache
it lies. So every model reads the text in an empty cache, from the first cell, in batches of the same size;
then the same file has the same numbers, and the divergence of a model from itself is 0 to the last bit.
"""

from __future__ import annotations

import contextlib
import math
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np
import numpy.typing as npt

from muse_desktop.engine.child import beside
from muse_desktop.engine.child.context import Cancelled, Context
from muse_desktop.engine.child.generation import text_ends
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Floats
from muse_desktop.engine.values import Measured, MeasureRequest
from muse_desktop.errors import MuseError

KEEP_FREE = 256 * 2**20
"""Bytes that stay free on the disk beside the distributions."""


def log_softmax(logits: Floats) -> npt.NDArray[np.float64]:
    """ln of the probabilities: x - ln Σ e^x, in double precision."""
    row: npt.NDArray[np.float64] = logits.astype(np.float64)
    return row - beside.log_sum_exp(logits)


def kl_divergence(big: Floats, small: Floats) -> float:
    """KL(p‖q) = Σ p (ln p − ln q) in nats over the whole vocabulary, of the distributions that two rows of
    logits mean (Kullback & Leibler 1951). `big` p, `small` q.

    Never below 0 (what rounding takes off is put back), exactly 0 for equal rows; inf where q rules out what
    p does not.
    """
    log_p, log_q = log_softmax(big), log_softmax(small)
    known = log_p > -np.inf  # 0 · ln 0 = 0
    terms = np.exp(log_p[known]) * (log_p[known] - log_q[known])
    return max(0.0, float(terms.sum()))


def measure(
    model: Model,
    context: Context,
    request: MeasureRequest,
    tell: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Measured:
    """Read a text with the loaded model: its perplexity, and where asked for its distributions to a file or
    its divergence from those in a file; see MeasureRequest. What the cache held is dropped.

    Raises Cancelled, MuseError `engine.prompt_too_long`, `engine.measure_no_space`, `engine.no_numbers`,
    `engine.other_vocabulary`, `engine.decode_failed`.
    """
    start = model.tokenise("", add_special=True)
    tokens = model.tokenise(request.text)
    whole = [*start, *tokens]
    if len(whole) > context.size:
        raise MuseError("engine.prompt_too_long", needed=len(whole), available=context.size)
    first = max(len(start), 1)
    count = max(0, len(whole) - first)
    store = _Store(request, count, model.n_vocab)
    surprise: list[float] = []
    gaps: list[float] = []
    same = 0
    with store.open():
        for at, logits in enumerate(_rows(context, whole, first, stopped)):
            total = beside.log_sum_exp(logits)
            if not math.isfinite(total):
                raise MuseError("engine.no_numbers", name=model.path.name)
            surprise.append(total - float(logits[whole[first + at]]))
            base = store.take(at, logits)
            if base is not None:
                gaps.append(kl_divergence(base, logits))
                same += int(base.argmax() == logits.argmax())
            tell((at + 1) / count)
    known = all(map(math.isfinite, gaps)) and bool(gaps)
    unscored = text_ends(model, tokens)[0] if count and not start else 0
    return Measured(
        tokens=count,
        characters=len(request.text) - unscored,
        surprise=math.fsum(surprise),
        divergence=math.fsum(gaps) / count if known else None,
        divergence_error=standard_error(gaps) if known else 0.0,
        same_choice=same / count if known else None,
    )


def standard_error(values: list[float]) -> float:
    """Of the mean: s / √n, the values taken for independent. 0 for fewer than two."""
    return float(np.std(values, ddof=1) / math.sqrt(len(values))) if len(values) > 1 else 0.0


def _rows(
    context: Context, whole: list[int], first: int, stopped: Callable[[], bool]
) -> Iterator[Floats]:
    """The logits from which each token of `whole[first:]` comes, one row after another. Raises Cancelled."""
    context.drop()
    C.llama_memory_clear(context.memory, True)
    try:
        for start in range(0, len(whole) - 1, context.n_batch):
            part = whole[start : min(start + context.n_batch, len(whole) - 1)]
            context.begin_batch()
            context.add(0, start, part, all_rows=True)
            context.decode()
            for row in range(max(0, first - 1 - start), len(part)):
                if stopped():
                    raise Cancelled
                yield context.logits(row)
    finally:
        context.drop()


class _Store:
    """The file of a larger model's logits (float32, one row a token): written, read, or neither."""

    def __init__(self, request: MeasureRequest, rows: int, width: int) -> None:
        """Raises MuseError `engine.measure_no_space`, `engine.other_vocabulary`."""
        self._rows: npt.NDArray[np.float32] | None = None
        self._path = Path(request.file) if request.file else None
        self._write, self._shape = request.write, (rows, width)
        if self._path is None:
            return
        needed = 4 * rows * width
        if not request.write and (not self._path.is_file() or self._path.stat().st_size != needed):
            raise MuseError("engine.other_vocabulary")
        free = shutil.disk_usage(self._path.parent).free
        if request.write and free < needed + KEEP_FREE:
            raise MuseError(
                "engine.measure_no_space",
                needed_mb=math.ceil((needed + KEEP_FREE) / 1e6), free_mb=int(free / 1e6),
            )  # fmt: skip

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Map the file; written through at the end."""
        if self._path is None or 0 in self._shape:
            yield
            return
        mapped = np.memmap(self._path, np.float32, "w+" if self._write else "r", shape=self._shape)
        self._rows = mapped
        try:
            yield
        finally:
            self._rows = None
            if self._write:
                mapped.flush()
            del mapped

    def take(self, at: int, logits: Floats) -> Floats | None:
        """Keep this row, or give the base's."""
        if self._rows is None:
            return None
        if self._write:
            self._rows[at] = logits
            return None
        base: Floats = self._rows[at]
        return base
