"""Sequences beside the cached prompt: for words that may come next, and for scoring.

Candidates use sequences 0 … 3; what these hold is over when anything here is asked for.
"""

from __future__ import annotations

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child.context import SEQUENCES, Context
from muse_desktop.engine.child.prefix import Floats

TRAIL = 4
"""The sequence of the tokens a writer has kept so far, word by word."""
BRANCHES = range(5, SEQUENCES)
"""Sequences for what may follow, empty again afterwards; scoring uses the first two."""


def clear(context: Context, keep: int = 0) -> bool:
    """Empty all sequences but the held prompt and sequence `keep`, so that free cells begin right behind.

    False for a model that cannot go back (recurrent): then nothing is held any more.
    """
    for sequence in range(1, SEQUENCES):
        if sequence != keep:
            C.llama_memory_seq_rm(context.memory, sequence, -1, -1)
    if C.llama_memory_seq_rm(context.memory, 0, len(context.held), -1):
        return True
    context.drop()
    return False


def copy(context: Context, source: int, target: int, end: int = -1) -> None:
    """Let `target` begin with the first `end` tokens of `source` (-1: all); no memory is copied."""
    C.llama_memory_seq_cp(context.memory, source, target, 0 if end >= 0 else -1, end)


def empty(context: Context, sequence: int) -> None:
    """Take everything out of a sequence."""
    C.llama_memory_seq_rm(context.memory, sequence, -1, -1)


def length(context: Context, sequence: int) -> int:
    """How many tokens a sequence has."""
    return int(C.llama_memory_seq_pos_max(context.memory, sequence)) + 1


def log_sum_exp(row: Floats) -> float:
    """ln of the sum of e^x, without overflow; -inf counts as nothing."""
    highest = float(row.max())
    return highest + float(np.log(np.exp(row.astype(np.float64) - highest).sum()))
